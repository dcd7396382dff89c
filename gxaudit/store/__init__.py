"""What audits found, kept as tables: written as Parquet, asked by DuckDB (docs/store.md)."""

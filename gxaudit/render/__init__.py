"""Stage 7: results printed as text, tables or JSON, one report at a time."""

"""Formats that programs read: JSON, JSON Lines, CSV, SARIF, JUnit, annotations, waiver files."""

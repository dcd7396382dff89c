"""Formats that people read on a terminal or a page: text, tables, Markdown, nothing but faults."""

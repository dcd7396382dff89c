"""What was read from one report, before any rule judges it."""

"""Stage 1: what people really have, read into the lines that every later stage works on."""

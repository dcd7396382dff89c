"""Exit codes. 2 beats 3 beats 1."""

CLEAN = 0
FOUND = 1
USAGE = 2
INCOMPLETE = 3
INTERRUPTED = 130

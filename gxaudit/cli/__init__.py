"""The command ``gxaudit``. What a command needs is imported when it runs, and not before."""

import sys
from collections.abc import Sequence

from gxaudit import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (``sys.argv`` by default); returns the exit code.

    0 clean, 1 findings, 2 usage, 3 incomplete, 130 interrupted. Never raises.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    # Before everything else: asking for the version must cost next to nothing.
    if given[:1] in (["--version"], ["-V"]):
        print(f"gxaudit {__version__}")
        return 0
    try:
        from gxaudit.cli.run import run
    except KeyboardInterrupt:
        return 130

    return run(given)

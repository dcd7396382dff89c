"""``gxaudit recheck OLD NEW``: what is settled, what remains, what is new."""

from __future__ import annotations

from argparse import Namespace

from gxaudit.cli.gather import gathered
from gxaudit.render.codes import CLEAN, FOUND, INCOMPLETE
from gxaudit.render.people.rechecked import recheck_lines
from gxaudit.render.run import Write
from gxaudit.waivers.recheck import recheck as rechecked
from gxaudit.wording import Language


def recheck(options: Namespace, write: Write, language: Language) -> int:
    """Compare; returns 0 where nothing remains and nothing is new, 3 where something was not
    checked, else 1.
    """
    old, new = (gathered(options, [path]) for path in (options.old, options.new))
    everything = rechecked(old.reports, new.reports)
    code = CLEAN if all(one.done for one in everything) else FOUND
    if old.incomplete or new.incomplete:
        code = INCOMPLETE
    for line in recheck_lines(everything, (*old.faults, *new.faults), code, language):
        write(line + "\n")
    return code

"""Root causes: which figure is wrong, what it would have to be, and whether that is proved.

How it is called::

    system = system_of(report.form, tuple(equations))   # Compiled ones; kept for the next report
    causes = diagnose(system, values, report.states, report.raws)

``equations`` are all that the selected rules declare for the form; only those that are equalities
of this report's cells are used. ``values`` are those that the equations were judged with: a blank
that its table confirms is 0 there, everything else without a figure is None.

A :class:`Cause` says what failed (``failing``: equalities over cell indices, with the declared
equations in ``origins``) and every smallest change that makes all equalities hold (``repairs``,
most plausible first). ``only`` is proved by exact search, never guessed. Nothing is ever changed
in a report.
"""

from __future__ import annotations

from gxaudit.diagnose.cause import Cause, Change, Kind, Reason, Repair, Slip
from gxaudit.diagnose.engine import diagnose
from gxaudit.diagnose.system import Equality, System, system_of

__all__ = [
    "Cause",
    "Change",
    "Equality",
    "Kind",
    "Reason",
    "Repair",
    "Slip",
    "System",
    "diagnose",
    "system_of",
]

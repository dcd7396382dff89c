"""Root causes: which figure is wrong, what it would have to be, and whether that is proved.

How it is called::

    system = system_of(report.form, tuple(equations))   # kept for the next report
    causes = diagnose(system, values, report.states, claims)

``equations`` are all (``Compiled``) that the selected rules declare for the form; only those that
are equalities of this report's cells are used. ``values`` are those that the equations were judged
with (``read_blanks``): a blank that its table confirms is 0 there, everything else without a figure
is None. ``claims`` are figures of the prose with the sum of cells that each is bound to
(:class:`Claimed`); leave out what is approximate, ambiguous, or explained by another sum.
``witnesses`` are equalities that rest on another report: they put repairs in order and no more.

A :class:`Cause` says what failed (``failing``: equalities over cell indices, with the declared
equations in ``origins``) and every smallest change that makes all equalities hold (``repairs``,
most plausible first; cells by index into ``form.cells``, claims by position). ``only`` is proved by
exact search, never guessed. By kind:

* ``CELL``: one figure; ``only``, or else one of ``repairs``.
* ``STRUCTURE``: the first repair undoes one act, ``repairs[0].slip`` (a shift, an exchange, …).
* ``CELLS``: two or three figures.
* ``PROSE``: the claim ``claims[0]`` is wrong (``only``: the table confirms itself), or the table
  is in doubt too (``doubtful``); what a cell would have to hold is then among ``repairs``.
* ``UNLOCATED``: ``reason`` LACKING (``repairs`` are the candidates, ``lacking`` the cells that
  would tell; :func:`place_of` says which row or column they share), TOO_MANY, or CAPPED.

Nothing is ever changed in a report. Inequalities, and totals that their printed parts exceed
whatever the blanks between are, have no cause here: they stay findings of their own.
"""

from __future__ import annotations

from gxaudit.diagnose.cause import Cause, Change, Kind, Reason, Repair, Slip
from gxaudit.diagnose.claims import Claimed
from gxaudit.diagnose.engine import diagnose
from gxaudit.diagnose.system import Equality, System, place_of, system_of

__all__ = [
    "Cause",
    "Change",
    "Claimed",
    "Equality",
    "Kind",
    "Reason",
    "Repair",
    "Slip",
    "System",
    "diagnose",
    "place_of",
    "system_of",
]

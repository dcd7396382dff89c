"""Whether a rule has changed the report or one beside it, and these as they were.

Frozen records refuse assignment, ``object.__setattr__`` does not ask them. The seal keeps what
every record of a report, and of its form, holds: tuples, texts and numbers, which nothing can
change, and other records, which are kept likewise. Looking costs about as much as one more rule.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from gxaudit.beside import ALONE, Beside
from gxaudit.forms import Form
from gxaudit.report import Report

_Kept = tuple[Any, type, dict[Any, Any]]
"""A record or dictionary, its class, and a copy of what it holds."""
_HOLDS: dict[type, bool] = {}


class Seal:
    """The state of a report, and of what stands beside it, at the time the seal is made."""

    def __init__(self, report: Report, beside: Beside = ALONE) -> None:
        # The form is the same for thousands of reports.
        every = (report, *(each.report for each in beside.companions))
        forms = {id(each.form): each.form for each in every}
        seen = set(forms)
        self._kept = (
            *(kept for form in forms.values() for kept in _form_kept(form)),
            *_walked(report, seen),
            *_walked(beside, seen),
        )

    def broken(self) -> bool:
        """Whether anything differs now; if so, it is put right again."""
        changed = False
        for thing, cls, held in self._kept:
            # Equal parts are mostly the same objects, which this sees at once.
            if type(thing) is not cls or (thing if cls is dict else vars(thing)) != held:
                changed = True
                _restore(thing, cls, held)
        return changed


def _restore(thing: object, cls: type, held: dict[Any, Any]) -> None:
    if type(thing) is not cls:
        object.__setattr__(thing, "__class__", cls)
    state = thing if isinstance(thing, dict) else vars(thing)
    state.clear()
    state.update(held)


@lru_cache(maxsize=8)
def _form_kept(form: Form) -> tuple[_Kept, ...]:
    # What the form works out on first use must not look like a change.
    form.row(form.rows[0].key)
    return tuple(_walked(form, set()))


def _walked(root: object, seen: set[int]) -> list[_Kept]:
    """Every record and dictionary below ``root`` that was not seen yet."""
    kept: list[_Kept] = []
    waiting: list[Any] = [root]
    while waiting:
        thing = waiting.pop()
        cls = type(thing)
        if cls is tuple:
            waiting += [part for part in thing if _holds(type(part))]
        elif id(thing) not in seen:
            seen.add(id(thing))
            state = thing if isinstance(thing, dict) else vars(thing)
            kept.append((thing, cls, dict(state)))
            waiting += [part for part in state.values() if _holds(type(part))]
    return kept


def _holds(cls: type) -> bool:
    """Whether objects of this class can be changed, or hold what can."""
    known = _HOLDS.get(cls)
    if known is None:
        known = _HOLDS[cls] = cls in (tuple, dict) or hasattr(cls, "__attrs_attrs__")
    return known

"""How likely a figure is to be mistyped, misread or miscounted as what is printed."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import lru_cache
from math import log

from gxaudit.diagnose.cause import Slip
from gxaudit.diagnose.system import Exact, size

MILLI = 1000

_TYPED, _COUNTED, _OTHER = 0.60, 0.38, 0.02
"""The share of slips at the keyboard, of counts off by one, and of anything else."""
_ORDER = (
    Slip.ZEROED,
    Slip.DIGITS_TRANSPOSED,
    Slip.DIGIT_DOUBLED,
    Slip.DIGIT_DROPPED,
    Slip.DIGIT_REPLACED,
)


@lru_cache(maxsize=65536)
def slip_of(before: Exact, after: Exact) -> tuple[Slip, int]:
    """The slip that makes ``after`` into ``before``, and its cost: −log of its probability.

    In thousandths. ``before`` is what is printed.
    """
    typed = {slip: made[before] for slip, made in _typings(after).items() if before in made}
    # Each kind of slip that changes the figure is equally likely, and so is each place of it.
    kinds = len(_typings(after))
    chance = _TYPED * sum(typed.values()) / kinds if kinds else 0.0
    gap = size(before - after)
    if gap == 1:
        # Of nothing, only one more can be counted.
        chance += _COUNTED / (2 if after > 0 else 1)
    chance += _OTHER / float(1 + gap) ** 2
    return _name(before, after, typed), round(-MILLI * log(chance))


def _name(before: Exact, after: Exact, typed: dict[Slip, float]) -> Slip:
    if typed:
        # An off-by-one within one digit is as good a name as a replaced digit.
        best = max(_ORDER, key=lambda slip: (typed.get(slip, 0.0), -_ORDER.index(slip)))
        if best is Slip.DIGIT_REPLACED and size(before - after) == 1:
            return Slip.OFF_BY_ONE
        return best
    if size(before - after) == 1:
        return Slip.OFF_BY_ONE
    return Slip.DIGIT_ADDED if after in _dropped(before) else Slip.MISCOUNTED


@lru_cache(maxsize=65536)
def _typings(value: Exact) -> dict[Slip, dict[Exact, float]]:
    """What each slip may make of a figure, with probabilities; without what changes nothing."""
    if isinstance(value, Fraction) or value < 0:
        return {}
    made: dict[Slip, dict[Exact, int]] = {
        Slip.ZEROED: {0: 1} if value else {},
        Slip.DIGITS_TRANSPOSED: _transposed(value),
        Slip.DIGIT_DOUBLED: _doubled(value),
        Slip.DIGIT_DROPPED: _dropped(value),
        Slip.DIGIT_REPLACED: _replaced(value),
    }
    shares: dict[Slip, dict[Exact, float]] = {}
    for slip, results in made.items():
        total = float(sum(results.values()))
        if total:
            shares[slip] = {one: count / total for one, count in results.items()}
    return shares


def _counted(texts: list[str], value: Exact) -> dict[Exact, int]:
    return Counter(int(one) for one in texts if one.isdecimal() and int(one) != value)


def _transposed(value: Exact) -> dict[Exact, int]:
    text = str(value)
    pairs = range(len(text) - 1)
    made = [text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in pairs]
    return _counted(made, value)


def _doubled(value: Exact) -> dict[Exact, int]:
    text = str(value)
    return _counted([text[:at] + text[at] + text[at:] for at in range(len(text))], value)


def _dropped(value: Exact) -> dict[Exact, int]:
    text = str(value)
    return _counted([text[:at] + text[at + 1 :] for at in range(len(text))], value)


def _replaced(value: Exact) -> dict[Exact, int]:
    text = str(value)
    made = [text[:at] + digit + text[at + 1 :] for at in range(len(text)) for digit in "0123456789"]
    return _counted(made, value)

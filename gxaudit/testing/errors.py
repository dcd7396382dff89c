"""Sloppy tests are refused: what is wrong with the test itself, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from gxaudit.wording import Text


class SloppyTestError(Exception):
    """A test that cannot mean what it says: a mistake in the test, not in a rule.

    ``message`` says what is wrong, and names the nearest thing that exists.
    """

    def __init__(self, message: Text) -> None:
        super().__init__(f"{message.zh}\n{message.en}")
        self.message = message


def nearest(name: str, known: Iterable[str]) -> Text:
    """The end of a sentence about an unknown name: which known one is nearest, if there is any."""
    from difflib import get_close_matches

    near = get_close_matches(name[:80], sorted(known), n=1, cutoff=0.0)
    if not near:
        return Text("", "")
    return Text(f"；最接近的是 {near[0]}", f"; the nearest is {near[0]}")


def unknown(what: Text, name: str, known: Iterable[str]) -> SloppyTestError:
    """The error for a name that does not exist. ``what`` is the kind of thing it should be."""
    near = nearest(name, known)
    return SloppyTestError(
        Text(f"{what.zh}“{name}”不存在{near.zh}", f"{what.en} {name!r} does not exist{near.en}")
    )

"""Entries of waiver files as text: for a person to complete, or a baseline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date

from gxaudit.render.spelling.escape import UNSAFE, visible
from gxaudit.waivers.seen import Failure, Item, Seen
from gxaudit.wording import Language, Text

_LONGEST = 300
_WAIVERS = Text(
    "# gxaudit 的豁免：经人判断、可以不改的问题。每条写明理由（reason）和判断人（by）。\n"
    "# 指纹和 figures 是判断时的情况，不要改动；情况一变，豁免就失效，问题重新列出。\n",
    "# Waivers of gxaudit: findings that a person judged and that may stay. Give each a reason\n"
    "# and say by whom. Leave fingerprints and figures as they are: they are what was judged,\n"
    "# and a waiver is stale as soon as they change.\n",
)
_BASELINE = Text(
    "# gxaudit 的基线：记录时已有的问题，检查时不计。\n"
    "# 由 gxaudit baseline 整个重写，不要手工改动。\n",
    "# Baseline of gxaudit: findings that were there when it was recorded and do not count.\n"
    "# gxaudit baseline writes this file anew as a whole.\n",
)


def heading(language: Language, *, baseline: bool = False) -> str:
    """What a new file begins with."""
    return (_BASELINE if baseline else _WAIVERS).to(language)


def waiver_text(seen: Seen, item: Item, until: date, language: Language) -> str:
    """One entry, with an empty reason, which is refused until somebody writes one."""
    return "\n".join(_waiver(seen, item, until, language)) + "\n"


def _waiver(seen: Seen, item: Item, until: date, language: Language) -> Iterator[str]:
    whole = item.whole
    yield ""
    yield f"# {visible(whole.message.to(language)[:_LONGEST])}"
    yield "[[waiver]]"
    yield from _report(seen)
    yield from _named(whole)
    yield 'reason = ""'
    yield 'by = ""'
    yield f"until = {until.isoformat()}"
    if item.failures == (whole,):
        yield from _judged(whole)
        return
    for each in item.failures:
        yield "[[waiver.evidence]]"
        yield from _named(each)
        yield from _judged(each)


def baseline_text(reports: Iterable[tuple[Seen, Iterable[Item]]]) -> Iterator[str]:
    """The entries of a baseline, one a failed instance."""
    for seen, items in reports:
        for each in (one for item in items for one in item.failures):
            lines = ("", "[[baseline]]", *_report(seen), *_named(each), *_judged(each))
            yield "\n".join(lines) + "\n"


def _report(seen: Seen) -> Iterator[str]:
    yield f"agency = {toml_string(seen.agency or '')}"
    yield f"year = {seen.year}"


def _named(one: Failure) -> Iterator[str]:
    yield f"rule = {toml_string(one.rule)}"
    if one.address is not None:
        yield f"address = {toml_string(one.address)}"


def _judged(one: Failure) -> Iterator[str]:
    yield f"fingerprint = {toml_string(one.fingerprint)}"
    yield "figures = ["
    for figure in one.figures:
        yield f"  {toml_string(figure)},"
    yield "]"


def toml_string(text: str) -> str:
    """A basic string of TOML; what a person could not see stands there by its code point."""
    return UNSAFE.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xD800 <= code <= 0xDFFF:  # TOML cannot say what is no character
        code = 0xFFFD
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"

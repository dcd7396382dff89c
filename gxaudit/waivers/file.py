"""gxaudit.waivers.toml and gxaudit.baseline.toml: one format, read whole before anything counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from attrs import field, frozen

from gxaudit.config.file import shown_path
from gxaudit.config.lines import Lines
from gxaudit.config.overlay import as_date
from gxaudit.config.place import ConfigError, Place
from gxaudit.config.toml import parse_toml, read_limited
from gxaudit.values import (
    WrongValueError,
    as_integer,
    as_string,
    as_strings,
    as_table,
    found,
    nearest,
)
from gxaudit.waiver import Instance, Kind, Waiver
from gxaudit.wording import Text

_T = TypeVar("_T")
KINDS: tuple[Kind, ...] = ("waiver", "baseline")
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
_WHAT = ("rule", "address", "fingerprint", "figures")
_KEYS: Mapping[Kind, tuple[str, ...]] = {
    "waiver": ("agency", "year", *_WHAT, "evidence", "reason", "by", "until"),
    "baseline": ("agency", "year", *_WHAT),
}


@frozen(slots=False)
class WaiverFile:
    """A file and its entries, in their order."""

    path: str
    """As shown to people."""
    source: bytes = field(repr=False)
    waivers: tuple[Waiver, ...]


@frozen(slots=False)
class Entries:
    """The entries that count for the reports of a folder."""

    waivers: tuple[Waiver, ...]

    @cached_property
    def _by_report(self) -> dict[tuple[str, int], list[Waiver]]:
        found: dict[tuple[str, int], list[Waiver]] = {}
        for each in self.waivers:
            found.setdefault((each.agency, each.year), []).append(each)
        return found

    def of(self, agency: str, year: int) -> Sequence[Waiver]:
        """Those that name one report."""
        return self._by_report.get((agency, year), ())


def load_waivers(path: str, named_at: Place | None = None, *, drafts: bool = False) -> WaiverFile:
    """Read a waiver file. Raises ``ConfigError`` that names the line.

    ``named_at`` is where a configuration names it; ``drafts`` takes entries without a reason too,
    as ``gxaudit waive`` writes them.
    """
    shown = shown_path(path)
    data = read_limited(path, named_at or Place(shown))
    return parse_waivers(data, shown, drafts=drafts)


def parse_waivers(data: bytes, shown: str, *, drafts: bool = False) -> WaiverFile:
    """The file with this content. Raises ``ConfigError``."""
    table = parse_toml(data, Place(shown))
    Place(shown).only(table, KINDS)
    waivers: list[Waiver] = []
    for kind in KINDS:
        entries = (Place(shown) / kind).take(_tables, table.get(kind, []))
        lines = Lines(data, kind, len(entries))
        waivers += [
            _Reader(shown, kind, number, lines).waiver(entry, drafts=drafts)
            for number, entry in enumerate(entries)
        ]
    check_once(waivers)
    return WaiverFile(shown, data, tuple(waivers))


def _tables(value: object) -> list[dict[str, object]]:
    if isinstance(value, list):
        return [as_table(each) for each in value]
    said = found(value)
    raise WrongValueError(
        Text(
            f"每条写成一段 [[waiver]]（基线为 [[baseline]]），现在是{said.zh}",
            f"write each as a section [[waiver]] (of a baseline, [[baseline]]), found {said.en}",
        )
    )


class _Reader:
    """Reads one entry; every error names its line."""

    def __init__(self, shown: str, kind: Kind, number: int, lines: Lines) -> None:
        self._shown, self._kind, self._number, self._lines = shown, kind, number, lines

    def _place(self, key: str = "") -> Place:
        line = self._lines.of(self._number, key)
        place = Place(f"{self._shown}:{line}" if line else self._shown)
        return place / f"{self._kind}[{self._number + 1}]"

    def waiver(self, entry: Mapping[str, object], *, drafts: bool) -> Waiver:
        """The entry. Raises ``ConfigError``."""
        self._place().only(entry, _KEYS[self._kind])
        reason = _any if drafts else _reason
        return Waiver(
            kind=self._kind,
            agency=self._take(entry, "agency", as_string),
            year=self._take(entry, "year", as_integer),
            rule=self._take(entry, "rule", as_string),
            address=self._address(entry),
            failures=self._failures(entry),
            file=self._shown,
            line=self._lines.of(self._number),
            reason=self._take(entry, "reason", reason) if self._kind == "waiver" else "",
            by=self._take(entry, "by", _any) if "by" in entry else "",
            until=self._take(entry, "until", as_date) if "until" in entry else None,
        )

    def _address(self, entry: Mapping[str, object]) -> str | None:
        return self._take(entry, "address", as_string) if "address" in entry else None

    def _take(self, entry: Mapping[str, object], key: str, read: Callable[[object], _T]) -> _T:
        place = self._place(key)
        if key not in entry and key != "reason":
            raise place.error(_missing(key))
        return (place / key).take(read, entry.get(key, ""))

    def _failures(self, entry: Mapping[str, object]) -> tuple[Instance, ...]:
        if "evidence" not in entry:
            return (self._instance(entry),)
        for key in ("fingerprint", "figures"):
            if key in entry:
                raise (self._place(key) / key).error(_TWICE)
        parts = (self._place() / "evidence").take(_tables, entry["evidence"])
        if not parts:
            raise self._place("evidence").error(_missing("evidence"))
        for part in parts:
            (self._place() / "evidence").only(part, _WHAT)
        return tuple(self._instance(part) for part in parts)

    def _instance(self, entry: Mapping[str, object]) -> Instance:
        return Instance(
            rule=self._take(entry, "rule", as_string),
            address=self._address(entry),
            fingerprint=self._take(entry, "fingerprint", _fingerprint),
            figures=frozenset(self._take(entry, "figures", _figures)),
        )


_TWICE = Text(
    "有 [[waiver.evidence]] 时，这一项写在各个 evidence 里",
    "with [[waiver.evidence]] this belongs to each evidence",
)


def _missing(key: str) -> Text:
    return Text(
        f"缺少 {key}。条目请用 gxaudit waive 写出，不要手工编造",
        f"{key} is missing; let gxaudit waive write entries instead of making them up",
    )


def _any(value: object) -> str:
    if isinstance(value, str):
        return value
    said = found(value)
    raise WrongValueError(
        Text(f"要写成字符串，现在是{said.zh}", f"expected a string, found {said.en}")
    )


def _reason(value: object) -> str:
    reason = _any(value)
    if reason.strip():
        return reason
    raise WrongValueError(
        Text(
            "没有写理由。写明为什么这处问题可以不改，例如 "
            'reason = "已核对登记台账，原表无误"；说不出理由的，请删去这一条',
            "there is no reason. Say why this finding may stay, for example "
            'reason = "compared with the register: the figures are right"; or remove the entry',
        )
    )


def _fingerprint(value: object) -> str:
    if isinstance(value, str) and _FINGERPRINT.fullmatch(value):
        return value
    said = found(value)
    raise WrongValueError(
        Text(
            f"指纹是 gxaudit waive 写出的 32 位十六进制数，现在是{said.zh}",
            f"a fingerprint has 32 hexadecimal digits, as gxaudit waive writes it; found {said.en}",
        )
    )


def _figures(value: object) -> tuple[str, ...]:
    figures = as_strings(value)
    if figures:
        return figures
    raise WrongValueError(
        Text(
            "列表是空的，就看不出这一条是针对哪些数字判断的，请用 gxaudit waive 重新写出",
            "the list is empty, so nothing tells what was judged; write it with gxaudit waive",
        )
    )


def check_once(waivers: Iterable[Waiver]) -> None:
    """Raises ``ConfigError`` for a failed instance that two entries of one kind name."""
    known: dict[tuple[Kind, str], Waiver] = {}
    for one in waivers:
        for each in one.failures:
            first = known.setdefault((one.kind, each.fingerprint), one)
            if first is not one or one.failures.count(each) > 1:
                raise ConfigError(_repeated(one, first))


def _repeated(one: Waiver, first: Waiver) -> Text:
    return Text(
        f"{said_place(one)}: 与 {said_place(first)} 说的是同一处问题，请只留一条",
        f"{said_place(one)}: names the same finding as {said_place(first)}; keep one of them",
    )


def said_place(waiver: Waiver) -> str:
    """``gxaudit.waivers.toml:14``."""
    return f"{waiver.file}:{waiver.line}" if waiver.line else waiver.file


def check_rules(waivers: Iterable[Waiver], rules: Collection[str]) -> None:
    """Raises ``ConfigError`` that names every entry whose rule is none of ``rules``."""
    wrong = [
        (said_place(one), name)
        for one in waivers
        for name in sorted({one.rule, *(each.rule for each in one.failures)})
        if name not in rules
    ]
    if wrong:
        near = nearest(wrong[0][1], rules)
        zh = "；".join(f"{place}: 没有名为“{name[:60]}”的规则" for place, name in wrong)
        en = "; ".join(f"{place}: there is no rule called '{name[:60]}'" for place, name in wrong)
        raise ConfigError(Text(zh + near.zh, en + near.en))

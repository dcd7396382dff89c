"""Overlays: files that switch rules off or change their level from a date on, with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from attrs import field, frozen

from gxaudit.config.file import LEVELS, shown_path
from gxaudit.config.place import Place
from gxaudit.config.toml import parse_toml, read_bytes
from gxaudit.finding import Severity
from gxaudit.values import WrongValueError, as_string, as_table, found, one_of
from gxaudit.wording import Text

RULE = Text("规则", "rule")


@frozen(kw_only=True, slots=False)
class Change:
    """One change of one rule."""

    rule: str
    since: date
    until: date | None
    """The last day, inclusive."""
    set: Severity | Literal["off"]
    reason: str
    place: Place

    def in_force(self, today: date) -> bool:
        """Whether the change counts on a day."""
        return self.since <= today and (self.until is None or today <= self.until)


@frozen(kw_only=True, slots=False)
class Overlay:
    """An overlay file and all that it changes, whenever."""

    path: str
    """As shown to people."""
    source: bytes = field(repr=False)
    changes: tuple[Change, ...]


def load_overlay(path: str, named_at: Place | None = None) -> Overlay:
    """Read an overlay file. Raises ``ConfigError``.

    ``named_at`` is where a configuration names it, for a file that is not there.
    """
    shown = shown_path(path)
    place = Place(shown)
    data = read_bytes(path, named_at or place)
    table = parse_toml(data, place)
    place.only(table, ("change",))
    changes = place.take(_tables, table.get("change"))
    return Overlay(
        path=shown,
        source=data,
        changes=tuple(
            _change(place / f"change[{number}]", each) for number, each in enumerate(changes, 1)
        ),
    )


def _tables(value: object) -> list[dict[str, object]]:
    if isinstance(value, list) and value:
        return [as_table(each) for each in value]
    raise WrongValueError(
        Text(
            "没有写任何改动，每处改动写成一段 [[change]]",
            "there is no change; write each of them as a section [[change]]",
        )
    )


def _change(place: Place, table: Mapping[str, object]) -> Change:
    place.only(table, ("rule", "from", "until", "set", "reason"))
    for key in ("rule", "from", "set", "reason"):
        if key not in table:
            raise place.error(Text(f"缺少 {key}", f"{key} is missing"))
    since = (place / "from").take(as_date, table["from"])
    until = (place / "until").take(as_date, table["until"]) if "until" in table else None
    if until is not None and until < since:
        raise (place / "until").error(
            Text(f"{until} 早于 from 的 {since}", f"{until} is before {since}, its from")
        )
    level = (place / "set").take(lambda value: one_of(value, ("off", *LEVELS)), table["set"])
    return Change(
        rule=(place / "rule").take(as_string, table["rule"]),
        since=since,
        until=until,
        set="off" if level == "off" else LEVELS[level],
        reason=(place / "reason").take(as_string, table["reason"]),
        place=place,
    )


def as_date(value: object) -> date:
    """A day, as TOML writes it: 2026-03-01 without quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    said = found(value)
    raise WrongValueError(
        Text(
            f"要写成日期，如 2026-03-01（不加引号），现在是{said.zh}",
            f"expected a date such as 2026-03-01, without quotes, found {said.en}",
        )
    )


def changes_in_force(overlays: Sequence[Overlay], rules: Iterable[str], day: date) -> list[Change]:
    """The change that counts on a day for each rule that has one, by rule.

    Of several, the one that begins last counts. Raises ``ConfigError`` for a rule that is not
    there, and where two that begin on one day say different things.
    """
    known = frozenset(rules)
    chosen: dict[str, Change] = {}
    for change in (change for overlay in overlays for change in overlay.changes):
        (change.place / "rule").known(change.rule, known, RULE)
        if not change.in_force(day):
            continue
        rival = chosen.get(change.rule)
        if rival is None or change.since > rival.since:
            chosen[change.rule] = change
        elif change.since == rival.since and change.set != rival.set:
            raise (change.place / "set").error(
                Text(
                    f"与 {rival.place} 冲突：同一天起对 {change.rule} 的规定不同，请只留一处",
                    f"contradicts {rival.place}: both change {change.rule} from the same day on; "
                    "keep one of them",
                )
            )
    return [chosen[rule] for rule in sorted(chosen)]

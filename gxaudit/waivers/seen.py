"""What a run found, as far as waivers and rechecks need it: from results or from their JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from attrs import field, frozen

from gxaudit.finding import Finding
from gxaudit.settle import Result
from gxaudit.waivers.match import instances
from gxaudit.wording import Text

SCHEMA = 1


class NoResultError(ValueError):
    """A file that is no result of ``gxaudit check --format json``."""


@frozen(slots=False)
class Failure:
    """One failed instance."""

    rule: str
    address: str | None
    fingerprint: str
    figures: tuple[str, ...]
    message: Text
    severity: str
    """``error``, ``warning`` or ``note``."""


@frozen(slots=False)
class Item:
    """A finding, and the instances that failed."""

    whole: Failure
    failures: tuple[Failure, ...]


@frozen(kw_only=True, slots=False)
class Seen:
    """What was found in one report."""

    path: str
    agency: str | None
    year: int | None
    items: tuple[Item, ...] = ()
    baseline: tuple[Item, ...] = ()
    """Those that a baseline takes out."""
    waived: tuple[Item, ...] = ()
    """Those that a person waived."""
    told: frozenset[str] = frozenset()
    """Rules that ran to the end on everything: what they do not find is not there."""

    @property
    def owner(self) -> tuple[str, int] | None:
        """Agency and year; None where one of them was not read: nothing of it can be waived."""
        return (self.agency, self.year) if self.agency and self.year else None


@frozen(kw_only=True, slots=False)
class Run:
    """What was found in all reports of a run."""

    reports: tuple[Seen, ...]
    faults: tuple[Text, ...] = field(default=())
    """What was not checked, each with its path."""
    incomplete: bool = False


def seen_of(result: Result) -> Seen | None:
    """What was found in a file; None where it was no report."""
    report = result.report
    if report is None:
        return None
    broken = {fault.rule for fault in result.faults}
    return Seen(
        path=result.path or "",
        agency=report.agency,
        year=report.year,
        items=tuple(map(_item, result.findings)),
        baseline=tuple(_item(one.finding) for one in result.waived if one.kind == "baseline"),
        waived=tuple(_item(one.finding) for one in result.waived if one.kind == "waiver"),
        told=frozenset(
            rule
            for rule, tally in result.outcomes.items()
            if not tally.not_evaluated and rule not in broken
        ),
    )


def _item(finding: Finding) -> Item:
    return Item(_failure(finding), tuple(map(_failure, instances(finding))))


def _failure(one: Finding) -> Failure:
    return Failure(
        one.rule, one.address, one.fingerprint, one.figures, one.message, one.severity.label
    )


def run_of_json(data: bytes) -> Run:
    """What a JSON document of ``gxaudit check`` says. Raises :class:`NoResultError`."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
        if document["schema"] != SCHEMA or document["tool"]["name"] != "gxaudit":
            raise NoResultError
        reports = _list(document["reports"])
        faults = (
            *_list(document["faults"]),
            *(one for each in reports for one in _list(each["faults"])),
        )
        return Run(
            reports=tuple(_seen(each) for each in reports if each["outcomes"]),
            faults=tuple(map(_fault, faults)),
            incomplete=document["summary"]["exit_code"] == 3,
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NoResultError from error


Json = Mapping[str, object]


def _seen(report: Json) -> Seen:
    waived = [(each["kind"], _item_of(each["finding"])) for each in _list(report["waived"])]
    year = report["year"]
    if not (year is None or isinstance(year, int)):
        raise NoResultError
    broken = {each["rule"] for each in _list(report["faults"])}
    return Seen(
        path=_maybe(report["path"]) or "",
        agency=_maybe(report["agency"]),
        year=year,
        items=tuple(map(_item_of, _list(report["findings"]))),
        baseline=tuple(item for kind, item in waived if kind == "baseline"),
        waived=tuple(item for kind, item in waived if kind == "waiver"),
        told=frozenset(
            rule
            for rule, tally in _table(report["outcomes"]).items()
            if _table(tally)["not_evaluated"] == 0 and rule not in broken
        ),
    )


def _item_of(finding: object) -> Item:
    whole = _failure_of(finding)
    return Item(whole, tuple(map(_failure_of, _list(_table(finding)["evidence"]))) or (whole,))


def _failure_of(finding: object) -> Failure:
    one = _table(finding)
    return Failure(
        _text(one["rule"]),
        _maybe(one["address"]),
        _text(one["fingerprint"]),
        tuple(map(_text, cast(Sequence[object], one["figures"]))),
        _both(one["message"]),
        _text(one["severity"]),
    )


def _fault(fault: Json) -> Text:
    message, path = _both(fault["message"]), _maybe(fault["path"])
    return Text(*[f"{path}: {words}" for words in message]) if path else message


def _both(value: object) -> Text:
    words = _table(value)
    return Text(_text(words["zh"]), _text(words["en"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise NoResultError
    return value


def _maybe(value: object) -> str | None:
    return None if value is None else _text(value)


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise NoResultError
    return value


def _list(value: object) -> list[Json]:
    if not isinstance(value, list):
        raise NoResultError
    return [_table(each) for each in value]


def items_of(reports: Iterable[Seen]) -> Iterator[tuple[Seen, Item]]:
    """Each finding that counts with its report."""
    for each in reports:
        for item in each.items:
            yield each, item

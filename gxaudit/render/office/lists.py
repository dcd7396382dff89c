"""The lists of the workbook: findings, what was not checked, and waivers if there are any."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import asdict

from gxaudit.finding import Outcome, Severity
from gxaudit.render.office import book
from gxaudit.render.office.entries import Audited, Entry, Unverified
from gxaudit.render.office.sheetwords import (
    ALL_VERIFIED,
    COLOURS,
    FAULT,
    FINDING_HEADS,
    FINDINGS,
    JUDGED,
    JUDGED_HEADS,
    NO_FINDINGS,
    NONE_JUDGED,
    UNVERIFIED,
    UNVERIFIED_HEADS,
    WAIVER_HEADS,
    WAIVERS,
    rest_words,
)
from gxaudit.render.overview.standing import BY_SEVERITY
from gxaudit.render.spelling.words import OUTCOMES, SEVERITIES, UNACCOMPANIED
from gxaudit.wording import Language, Text

_HEAD: dict[str, object] = {"bold": True, "bg_color": "#D9D9D9", "border": 1, "text_wrap": True}
_BODY: dict[str, object] = {"border": 1, "text_wrap": True, "valign": "top"}


class List:
    """Rows below heads, with a filter."""

    def __init__(
        self,
        made: book.Book,
        name: Text,
        heads: Mapping[str, tuple[Text, float]],
        language: Language,
    ) -> None:
        self.language = language
        self._heads = heads
        self._sheet = made.sheet(name.to(language))
        self._sheet.widths([width for _, width in heads.values()])
        for column, (head, _) in enumerate(heads.values()):
            self._sheet.text(0, column, head.to(language), **_HEAD)
        self._row = 0
        self._left_out = 0

    def add(self, values: Mapping[str, str | int], colour: str = "") -> None:
        """One more row; the columns ``level`` and ``kind`` are coloured."""
        # The last row is kept for the sentence that says what was left out.
        if self._row >= book.MOST_ROWS - 2:
            self._left_out += 1
            return
        self._row += 1
        texts = [(str(values.get(name, "")), wide) for name, (_, wide) in self._heads.items()]
        self._sheet.height(self._row, book.height_of(texts))
        for column, name in enumerate(self._heads):
            value = values.get(name, "")
            style = _BODY | (COLOURS[colour] if name in ("level", "kind") else {})
            if isinstance(value, int):
                self._sheet.number(self._row, column, value, **style)
            else:
                self._sheet.text(self._row, column, value, **style)

    def close(self, empty: Text) -> None:
        """``empty`` is said where there is no row."""
        if self._left_out:
            self._sheet.text(self._row + 1, 0, rest_words(self._left_out).to(self.language))
        elif not self._row:
            self._sheet.text(1, 0, empty.to(self.language))
        self._sheet.table(max(1, self._row), len(self._heads))


class FindingList(List):
    """问题清单."""

    def __init__(self, made: book.Book, language: Language) -> None:
        super().__init__(made, FINDINGS, FINDING_HEADS, language)

    def report(self, audited: Audited) -> None:
        """The findings of one file."""
        for each in audited.entries:
            self.add(_owner(audited) | self._values(each), BY_SEVERITY[each.severity])

    def _values(self, entry: Entry) -> dict[str, str | int]:
        return {
            "place": "\n".join(filter(None, (entry.address, entry.place))),
            "rule": "\n".join(filter(None, (entry.rule, entry.title))),
            "level": SEVERITIES[Severity(entry.severity)].to(self.language),
            "wrong": "\n".join((entry.message, *entry.details)),
            "found": entry.found,
            "expected": entry.expected,
            "check": "\n".join(entry.check),
            "basis": "\n".join(entry.basis),
            "fingerprint": entry.fingerprint,
        }

    def end(self) -> None:
        """No more findings."""
        self.close(NO_FINDINGS)
        self._sheet.printed(max(1, self._row) + bool(self._left_out), len(FINDING_HEADS) - 1)


class UnverifiedList(List):
    """未检查."""

    def __init__(self, made: book.Book, language: Language) -> None:
        super().__init__(made, UNVERIFIED, UNVERIFIED_HEADS, language)

    def report(self, audited: Audited) -> None:
        """The faults of one file and the rules that were held up."""
        for each in audited.faults:
            self.fault(each, _owner(audited))
        for each in audited.unverified:
            kind = UNACCOMPANIED if each.beside else OUTCOMES[Outcome.NOT_EVALUATED]
            row = _owner(audited) | _unverified(each) | {"kind": kind.to(self.language)}
            self.add(row, "" if each.beside else "q")

    def fault(self, fault: Unverified, owner: Mapping[str, str | int]) -> None:
        """A fault of a file, or of the run."""
        self.add({**owner, **_unverified(fault), "kind": FAULT.to(self.language)}, "e")

    def end(self) -> None:
        """No more of them."""
        self.close(ALL_VERIFIED)


class WaiverList(List):
    """豁免和基线."""

    def __init__(self, made: book.Book, language: Language) -> None:
        super().__init__(made, WAIVERS, WAIVER_HEADS, language)

    def report(self, audited: Audited) -> None:
        """What is waived in one file, and which of its waivers have lapsed."""
        for each in audited.waivers:
            self.add(_owner(audited) | {"said": each})

    def end(self) -> None:
        """No more of them."""
        self.close(NO_FINDINGS)


class JudgedList(List):
    """豁免."""

    def __init__(self, made: book.Book, language: Language) -> None:
        super().__init__(made, JUDGED, JUDGED_HEADS, language)

    def report(self, audited: Audited) -> None:
        """The waivers of one file."""
        for each in audited.judged:
            row = asdict(each, filter=lambda about, _: about.name in JUDGED_HEADS)
            self.add(_owner(audited) | row, "l" if each.lapsed else "v")

    def end(self) -> None:
        """No more of them."""
        self.close(NONE_JUDGED)


def _owner(audited: Audited) -> dict[str, str | int]:
    return {"agency": audited.agency, "year": audited.year or "", "file": audited.path}


def _unverified(each: Unverified) -> dict[str, str | int]:
    return {"rule": each.what, "title": each.title, "count": each.count or "", "why": each.why}

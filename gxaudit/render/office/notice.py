"""One notice of rectification: everything that one agency has to correct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxaudit.finding import Severity
from gxaudit.readers.ordinals import ordinal
from gxaudit.render.office.entries import Audited, Entry
from gxaudit.render.office.noticewords import (
    BASIS,
    CHECK,
    CONTACT,
    DATE,
    NO_AGENCY,
    PLACE,
    SIGNATURE,
    UNVERIFIED_HEAD,
    draft_words,
    heading_words,
    opening_words,
    title_words,
    unverified_words,
)
from gxaudit.render.office.paper import Paper
from gxaudit.wording import Language, Text


class Notice:
    """Writes notices on one paper."""

    def __init__(self, paper: Paper, language: Language, version: str, day: str) -> None:
        self._paper = paper
        self._language = language
        self._made = (version, day)
        self._number = 0

    def write(self, reports: Sequence[Audited]) -> None:
        """The notice for one agency, whose reports these are."""
        self._number = 0
        years = sorted({each.year for each in reports if each.year})
        entries = [each for one in reports for each in one.entries]
        doubtful = sum(map(_is_doubtful, entries))
        self._paper.section()
        self._add("remark", draft_words(*self._made, [each.path for each in reports]))
        self._paper.add("body", "")
        self._add("title", title_words(years))
        self._paper.add("body", "")
        colon = "：" if self._language == "zh" else ":"
        agency = reports[0].agency or NO_AGENCY.to(self._language)
        self._paper.add("addressee", agency + colon)
        self._add("body", opening_words(years, len(entries) - doubtful, doubtful))
        for report in sorted(reports, key=lambda each: each.year or 0):
            self._report(report, report.year if len(reports) > 1 else None)
        self._end()

    def _report(self, report: Audited, year: int | None) -> None:
        wrong = [each for each in report.entries if not _is_doubtful(each)]
        doubtful = [each for each in report.entries if _is_doubtful(each)]
        for part, entries in (("wrong", wrong), ("doubtful", doubtful)):
            if entries:
                self.heading(heading_words(part, year))
            for number, entry in enumerate(entries, 1):
                self._entry(number, entry)
        # What merely lacks a report to compare with is not for the agency to mend.
        held = (each for each in report.unverified if not each.beside)
        unverified = (*report.faults, *held)
        if unverified:
            self.heading(heading_words("unverified", year))
            self._add("body", UNVERIFIED_HEAD)
        for number, each in enumerate(unverified, 1):
            said = unverified_words(each.title or each.what, each.count, each.why)
            self._paper.add("body", f"{number}. {said.to(self._language)}")

    def heading(self, words: Text) -> None:
        """``一、……``, numbered throughout the notice."""
        self._number += 1
        zh = self._language == "zh"
        number = f"{ordinal(self._number, 'chineseCounting')}、" if zh else f"{self._number}. "
        self._paper.add("heading", number + words.to(self._language))

    def _entry(self, number: int, entry: Entry) -> None:
        self._paper.add("item", f"{number}. {entry.message}")
        for label, text in self._lines(entry):
            self._paper.add("body", text, bold=label)

    def _lines(self, entry: Entry) -> Iterator[tuple[str, str]]:
        zh = self._language == "zh"
        comma, semicolon = ("，", "；") if zh else (", ", "; ")
        place = comma.join(filter(None, (entry.address, entry.place)))
        if place:
            yield PLACE.to(self._language), place
        for detail in entry.details:
            yield "", detail
        if entry.basis:
            yield BASIS.to(self._language), semicolon.join(entry.basis)
        if entry.check:
            yield CHECK.to(self._language), " ".join(entry.check)

    def _end(self) -> None:
        self._paper.add("body", "")
        self._add("body", CONTACT)
        self._paper.add("body", "")
        self._add("signature", SIGNATURE)
        self._add("signature", DATE)

    def _add(self, style: str, words: Text) -> None:
        self._paper.add(style, words.to(self._language))


def _is_doubtful(entry: Entry) -> bool:
    """Notes ask for a look; errors and warnings for a correction."""
    return entry.severity <= Severity.NOTE

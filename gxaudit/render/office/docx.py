"""Results as notices of rectification: a section an agency, and a note for the office itself."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import IO

from gxaudit.finding import Fault
from gxaudit.render.office.entries import Entries, kept, unkept
from gxaudit.render.office.notice import Notice
from gxaudit.render.office.noticewords import (
    BROKEN_HEAD,
    CLEAN_HEAD,
    JUDGED_HEAD,
    NONE,
    OFFICE_ONLY,
    OFFICE_TITLE,
    TITLE,
    WAIVED_HEAD,
    clean_words,
    counts_words,
    more_words,
)
from gxaudit.render.office.paper import Paper
from gxaudit.render.run import Run
from gxaudit.render.sinks import Sink
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.spool import Spool
from gxaudit.render.summary import Summary
from gxaudit.render.telling.closing import verdict, waiver_counts
from gxaudit.render.telling.waived import waiver_lines
from gxaudit.settle import Result
from gxaudit.wording import Language

MOST_NOTICES = 100
"""Of one file; a document is held in memory as a whole, and nobody opens a longer one."""
MOST_LISTED = 500
"""Lines of one list of the note."""


class DocxRenderer:
    """Results wait in temporary files; what is held is a number for each report."""

    def __init__(self, sink: Sink, language: Language) -> None:
        self._sink = sink
        self._language = language
        self._found = Spool()
        self._clean = Spool()
        self._broken = Spool()
        self._judged = Spool()
        self._waived = Spool()
        self._agencies: dict[str, list[int]] = {}
        self._reports = 0

    def begin(self, run: Run) -> None:
        """Nothing is written yet."""
        self._run = run
        self._entries = Entries(run.rules, self._language)

    def result(self, result: Result) -> None:
        """Kept: for the notice of its agency, or for the note."""
        if result.skipped:
            return
        self._reports += result.report is not None
        audited = self._entries.of(result, tables=False)
        if audited.entries:
            owner = audited.agency or f"\n{audited.path}"
            self._agencies.setdefault(owner, []).append(self._found.add(kept(audited)))
        elif result.report is not None:
            held = sum(not each.beside for each in audited.unverified)
            waived = audited.known + sum(not each.lapsed for each in audited.judged)
            self._clean.add([audited.agency, audited.year, audited.path, held, waived])
        for line, below in waiver_lines(result, self._language):
            self._judged.add([readable(line), *map(readable, below)])
        for line in audited.waivers:
            self._waived.add(["", line.replace("\n", " ")])
        for each in audited.faults:
            self._broken.add([audited.path, each.why])

    def fault(self, fault: Fault) -> None:
        """Kept for the note."""
        self._broken.add([visible(fault.path or ""), self._entries.fault(fault).why])

    def end(self, summary: Summary) -> None:
        """Write the notices, so many a file, and the note behind the last."""
        agencies = list(self._agencies.values())
        for first in range(0, max(1, len(agencies)), MOST_NOTICES):
            stream = self._another() if first else self._sink.stream
            paper = self._paper(1 + first // MOST_NOTICES)
            notice = Notice(paper, self._language, self._run.version, self._day)
            for places in agencies[first : first + MOST_NOTICES]:
                notice.write([unkept(self._found.at(place)) for place in places])
            if first + MOST_NOTICES >= len(agencies):
                self._note(paper, summary)
            paper.save(stream)

    def _another(self) -> IO[bytes]:
        part = self._sink.another()
        assert part is not None
        return part.stream

    @property
    def _day(self) -> str:
        return self._run.today.isoformat()

    def _paper(self, part: int) -> Paper:
        title = TITLE.to(self._language)
        return Paper(self._language, title=title, day=self._run.today, part=part)

    def _note(self, paper: Paper, summary: Summary) -> None:
        """What the office has to know and no agency is told."""
        language = self._language
        paper.section()
        paper.add("title", OFFICE_TITLE.to(language))
        paper.add("addressee", OFFICE_ONLY.to(language))
        paper.add("body", counts_words(self._reports, len(self._agencies)).to(language))
        paper.add("body", visible(verdict(summary, language)))
        paper.add("heading", BROKEN_HEAD.to(language))
        self._listed(paper, self._broken, _broken_words)
        if self._judged.count:
            paper.add("heading", JUDGED_HEAD.to(language))
            for line in waiver_counts(summary, language):
                paper.add("body", line)
            self._listed(paper, self._judged, _joined)
        if self._waived.count:
            paper.add("heading", WAIVED_HEAD.to(language))
            self._listed(paper, self._waived, _broken_words)
        paper.add("heading", CLEAN_HEAD.to(language))
        self._listed(paper, self._clean, self._clean_words)

    def _listed(self, paper: Paper, spool: Spool, words: Callable[..., str]) -> None:
        language = self._language
        if not spool.count:
            paper.add("body", NONE.to(language))
        for each in islice(spool, MOST_LISTED):
            assert isinstance(each, list)
            paper.add("body", words(*each))
        if spool.count > MOST_LISTED:
            paper.add("body", more_words(spool.count - MOST_LISTED).to(language))

    def _clean_words(self, agency: str, year: int | None, path: str, held: int, waived: int) -> str:
        return clean_words(agency, year, path, held, waived).to(self._language)


def _joined(*lines: str) -> str:
    return "\n".join(lines)


def _broken_words(path: str, why: str) -> str:
    return ": ".join(filter(None, (path, why)))

"""One page in Markdown for those who look at a run: verdict, worst findings, reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gxaudit.finding import Fault, Finding, Severity
from gxaudit.render.run import Run, Write
from gxaudit.render.spelling.markdown import markdown_safe
from gxaudit.render.spelling.places import where
from gxaudit.render.spelling.words import SEVERITIES, fault_words
from gxaudit.render.spool import Spool
from gxaudit.render.summary import Summary
from gxaudit.render.telling.closing import closing_lines
from gxaudit.render.telling.configured import configuration_lines
from gxaudit.render.telling.coverage import heading_line, not_evaluated_lines
from gxaudit.settle import Result
from gxaudit.wording import Language, Text

_HEADS = (
    Text("级别", "level"),
    Text("位置", "place"),
    Text("规则", "rule"),
    Text("说明", "message"),
)
_TITLE = Text("gxaudit 检查结果", "Result of gxaudit")
_FAULTS = Text("故障：没有检查到的内容", "Faults: what was not checked")
_FINDINGS = Text("问题", "Findings")
_LAPSED = Text("豁免失效、到期：请重新判断", "Stale and expired waivers: judge them again")
_WAIVED = Text("已豁免的问题、基线", "Waived findings, and the baseline")
_REPORTS = Text("报告", "Reports")
_CUT = Text("其余 {} 项超出篇幅，未列出", "{} more are left out for lack of room")


class MarkdownRenderer:
    """Faults first, then waivers that have lapsed, findings, worst first, what is waived, and what
    was checked in each report.

    ``most`` is how many bytes it may have; what does not fit is counted.
    """

    def __init__(self, write: Write, language: Language, most: int | None = None) -> None:
        self._write = write
        self._language = language
        self._left = most
        self._faults = Spool()
        self._findings = {each: Spool() for each in sorted(Severity, reverse=True)}
        self._lapsed = Spool()
        self._waived = Spool()
        self._reports = Spool()

    def begin(self, run: Run) -> None:
        """Nothing is written yet: the verdict stands first."""
        self._run = run

    def result(self, result: Result) -> None:
        """Kept, as lines of Markdown."""
        path = result.path or "-"
        for finding in result.findings:
            self._findings[finding.severity].add(self._finding(finding, path))
        for fault in result.faults:
            self.fault(fault)
        if result.waived or result.standings:
            self._waivers(result)
        if result.report is not None:
            words = [f"{path}: {heading_line(result, result.report, self._language)}"]
            words += not_evaluated_lines(result, result.report, self._language)
            self._reports.add(_listed(words))

    def _waivers(self, result: Result) -> None:
        from gxaudit.render.telling.waived import lapsed_lines, quiet_lines

        for lines, spool in ((lapsed_lines, self._lapsed), (quiet_lines, self._waived)):
            for line, below in lines(result, self._language):
                spool.add(_listed([line, *below]))

    def fault(self, fault: Fault) -> None:
        """Kept, as a line of Markdown."""
        where = f"{fault.path}: " if fault.path else ""
        self._faults.add(markdown_safe(where + fault_words(fault, self._language)))

    def end(self, summary: Summary) -> None:
        """The page."""
        self._put(f"# {_TITLE.to(self._language)}\n\n")
        lines = (*closing_lines(summary, self._language), *self._configured())
        self._put("".join(f"{markdown_safe(line)}\n\n" for line in lines))
        self._list(_FAULTS, (f"- {each}\n" for each in self._faults))
        self._list(_LAPSED, (f"- {each}\n" for each in self._lapsed))
        found = (f"{each}\n" for spool in self._findings.values() for each in spool)
        self._list(_FINDINGS, found, self._table())
        self._list(_WAIVED, (f"- {each}\n" for each in self._waived))
        self._list(_REPORTS, (f"- {each}\n" for each in self._reports))

    def _configured(self) -> Iterator[str]:
        return configuration_lines(self._run, self._language)

    def _finding(self, finding: Finding, path: str) -> str:
        parts = (
            SEVERITIES[finding.severity].to(self._language),
            where(finding, path, self._language),
            finding.rule,
            finding.message.to(self._language),
        )
        return f"| {' | '.join(map(markdown_safe, parts))} |"

    def _table(self) -> str:
        heads = " | ".join(head.to(self._language) for head in _HEADS)
        return f"| {heads} |\n|---|---|---|---|\n"

    def _list(self, title: Text, lines: Iterable[str], head: str = "") -> None:
        """A section, unless there is nothing in it."""
        left_out, begun = 0, False
        for line in lines:
            if not begun:
                self._put(f"## {title.to(self._language)}\n\n{head}")
                begun = True
            left_out += not self._put(line)
        if left_out:
            self._write(f"\n{_CUT.to(self._language).format(left_out)}\n")
        if begun:
            self._put("\n")

    def _put(self, chunk: str) -> bool:
        """Write it, if there is room."""
        if self._left is not None:
            size = len(chunk.encode("utf-8", "backslashreplace"))
            if size > self._left:
                return False
            self._left -= size
        self._write(chunk)
        return True


def _listed(words: Iterable[str]) -> str:
    """An item of a list, and items below it."""
    return "\n  - ".join(map(markdown_safe, words))

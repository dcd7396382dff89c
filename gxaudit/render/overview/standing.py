"""How a report stands, in one cell: a sign, a number, a colour, and what they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import frozen

from gxaudit.finding import Severity
from gxaudit.settle import Result
from gxaudit.wording import Text

SIGNS: Mapping[str, str] = {"e": "✕", "w": "▲", "n": "◆", "q": "?", "v": "○", "l": "!", "p": "✓"}
BY_SEVERITY: Mapping[int, str] = {3: "e", 2: "w", 1: "n", 0: ""}
LEGEND: tuple[tuple[str, Text], ...] = (
    ("e", Text("✕ 有错误（数字是条数）", "✕ errors (with their number)")),
    ("w", Text("▲ 有警告，没有错误", "▲ warnings, no errors")),
    ("n", Text("◆ 只有提示", "◆ notes only")),
    (
        "q",
        Text(
            "? 没有发现问题，但有规则未能核对或有故障，不能当作通过",
            "? no findings, but rules were held up or something broke: not passed",
        ),
    ),
    ("v", Text("○ 只有已豁免或基线中的问题", "○ only findings that are waived or of the baseline")),
    ("l", Text("! 有豁免失效或到期，须重新判断", "! a waiver is stale or expired: judge again")),
    (
        "p",
        Text(
            "✓ 没有问题，所选规则都已核对、不适用，或只是缺少对照",
            "✓ nothing found, nothing held up but for want of a companion",
        ),
    ),
    ("", Text("空白：没有该年度的报告", "blank: no report of that year")),
)
"""What the colours and signs of the matrix mean."""


@frozen
class Standing:
    """One report, or those of one body and year together."""

    errors: int = 0
    warnings: int = 0
    notes: int = 0
    unverified: int = 0
    """Rules that were held up, and faults."""
    lapsed: int = 0
    """Waivers that have to be judged anew."""
    judged: int = 0
    """Findings that are waived or of the baseline."""

    def __add__(self, other: Standing) -> Standing:
        return Standing(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def __iter__(self) -> Iterator[int]:
        """The numbers, in order, as a file can hold them."""
        yield from (self.errors, self.warnings, self.notes)
        yield from (self.unverified, self.lapsed, self.judged)

    @property
    def findings(self) -> int:
        """Of any severity."""
        return self.errors + self.warnings + self.notes

    @property
    def clean(self) -> bool:
        """Whether there is nothing to correct, to look into or to judge anew."""
        return not (self.findings or self.unverified or self.lapsed)

    @property
    def code(self) -> str:
        """How it is marked: what weighs most."""
        marks = zip("ewnqlv", (*self,), strict=True)
        return next((code for code, count in marks if count), "p")

    @property
    def words(self) -> str:
        """``✕ 3``, ``? 2``, ``✓``; what is held up and waivers that lapsed show beside findings."""
        code = self.code
        counts = {"e": self.errors, "w": self.warnings, "n": self.notes, "q": self.unverified}
        words = SIGNS[code] + (f" {counts[code]}" if code in counts else "")
        words += f" ? {self.unverified}" if self.findings and self.unverified else ""
        return words + (" !" if self.lapsed and code != "l" else "")


def standing_of(result: Result) -> Standing:
    """How the report of one file stands."""
    found = Counter(each.severity for each in result.findings)
    # What merely lacks a report to compare with is no defect of this one.
    held = sum(tally.not_evaluated > tally.beside for tally in result.outcomes.values())
    return Standing(
        found[Severity.ERROR],
        found[Severity.WARNING],
        found[Severity.NOTE],
        held + len(result.faults),
        len(result.lapsed),
        len(result.waived),
    )

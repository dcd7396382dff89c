"""What is remarked on a report in its own file: a note a finding, and one for what was not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxaudit.annotating.note import Note
from gxaudit.finding import Finding, Severity
from gxaudit.readers.model import Place
from gxaudit.readers.places import place_of
from gxaudit.render.office.entries import Audited, Entries, Entry, ranked
from gxaudit.render.spelling.words import SEVERITIES
from gxaudit.rule import Rule
from gxaudit.settle import Result
from gxaudit.wording import Language, Text

MOST = 500
"""Comments; nobody reads more, and each is searched for its words."""
_BASIS = Text("依据：", "Basis: ")
_CHECK = Text("核对和改正：", "To do: ")
_RULE = Text("规则：", "Rule: ")
_HELD = Text("以下内容未能核对，不表示没有问题：", "Not verified, which does not mean right:")


def remarks(result: Result, rules: Mapping[str, Rule], language: Language) -> Iterator[Note]:
    """The notes, worst first; those without a place of their own are about the title."""
    audited = Entries(rules, language).of(result, tables=False)
    title = _title(result)
    pairs = list(zip(ranked(result), audited.entries, strict=True))
    for finding, entry in pairs[:MOST]:
        yield _note(finding, tuple(_lines(entry, language)), title)
    if len(pairs) > MOST:
        yield Note((_more(len(pairs) - MOST).to(language),), title)
    held = tuple(_held(audited))
    if held:
        yield Note((_HELD.to(language), *held), title)


def _note(finding: Finding, lines: tuple[str, ...], title: Place | None) -> Note:
    at = finding.location
    if at is None or at.place is None:
        return Note(lines, title)
    return Note(lines, at.place, at.excerpt, at.column - 1, at.end_column - 1)


def _title(result: Result) -> Place | None:
    """Where the title stands; None where there is none."""
    report, document = result.report, result.document
    if report is None or document is None or not report.title_line:
        return None
    return place_of(document, report.title_line, 1, 1)


def _lines(entry: Entry, language: Language) -> Iterator[str]:
    level = SEVERITIES[Severity(entry.severity)].to(language)
    yield f"【{level}】{entry.message}" if language == "zh" else f"[{level}] {entry.message}"
    yield from entry.details
    if entry.check:
        yield _CHECK.to(language) + " ".join(entry.check)
    if entry.basis:
        yield _BASIS.to(language) + ("；" if language == "zh" else "; ").join(entry.basis)
    yield _RULE.to(language) + entry.rule


def _held(audited: Audited) -> Iterator[str]:
    for each in (*audited.faults, *audited.unverified):
        yield ": ".join(filter(None, (each.title or each.what, each.why)))


def _more(count: int) -> Text:
    return Text(
        f"另有 {count} 条问题没有逐条批注，请用 gxaudit check 查看",
        f"{count} more findings have no comment; see gxaudit check",
    )

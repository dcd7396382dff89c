"""Who has filed what, in tables for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gxaudit.corpus.matrix import Filing, Matrix
from gxaudit.render.codes import CLEAN, FOUND
from gxaudit.render.people.table import table
from gxaudit.render.spelling.escape import readable
from gxaudit.render.telling.filed import FILINGS, Overview, cell_words, lists_of
from gxaudit.wording import Language, Text

WORST = 30
"""Rows, and lines of each list, that are shown unless all are asked for."""
_UNIT, _YEAR = Text("单位", "unit"), Text("年度", "year")
_COPIES, _DIFFERENT = Text("几份相同", "copies"), Text("几份不同", "differ")
_COUNTED = (
    (FILINGS[Filing.FILED], (Filing.FILED, Filing.COPIES, Filing.DIFFERENT, Filing.UNSURE)),
    (FILINGS[Filing.MISSING], (Filing.MISSING,)),
    (FILINGS[Filing.UNREADABLE], (Filing.UNREADABLE,)),
    (_COPIES, (Filing.COPIES,)),
    (_DIFFERENT, (Filing.DIFFERENT,)),
)
_VERDICTS = {
    CLEAN: Text("结论：报告齐全，没有不符", "Verdict: every report is there and nothing is amiss"),
    FOUND: Text(
        "结论：有缺报或不符，请逐条核对", "Verdict: reports are missing or do not fit; look into it"
    ),
}
_INCOMPLETE = Text(
    "结论：有文件没有读成，不能当作齐全", "Verdict: files were not read, so nothing is complete"
)


def overview_lines(overview: Overview, language: Language, *, everything: bool) -> Iterator[str]:
    """Parts of text, each ending in a newline, escaped: units by years, then what does not fit.

    Without ``everything`` each part has its worst entries and says how many more there are.
    """
    most = None if everything else WORST
    if overview.matrix.years:
        yield from _units(overview.matrix, language, most)
        yield _by_year(overview.matrix, language)
    for heading, lines in lists_of(overview, language):
        if lines:
            shown = lines[:most]
            yield readable(heading) + "\n"
            yield from (f"  {readable(line)}\n" for line in shown)
            yield _more(len(lines) - len(shown), language)
    yield _closing(overview, language)


def _units(matrix: Matrix, language: Language, most: int | None) -> Iterator[str]:
    shown = matrix.units[:most]
    heads = [_UNIT.to(language), *map(str, matrix.years)]
    yield table(
        heads,
        ([unit.name, *(cell_words(cell).to(language) for cell in unit.cells)] for unit in shown),
    )
    left = matrix.units[len(shown) :]
    if left:
        faulty = sum(not unit.faultless for unit in left)
        yield (
            f"另有 {len(left)} 个单位没有列出，其中 {faulty} 个有缺报或不符；全部列出请加 --all\n"
            if language == "zh"
            else f"{len(left)} more units, {faulty} of them with something missing or amiss; "
            "--all shows them\n"
        )


def _by_year(matrix: Matrix, language: Language) -> str:
    rows = []
    for at, year in enumerate(matrix.years):
        counts = Counter(unit.cells[at].filing for unit in matrix.units)
        sums = (sum(counts[filing] for filing in filings) for _, filings in _COUNTED)
        rows.append([str(year), *map(str, sums)])
    return table([_YEAR.to(language), *(name.to(language) for name, _ in _COUNTED)], rows)


def _more(count: int, language: Language) -> str:
    if not count:
        return ""
    if language == "zh":
        return f"  另有 {count} 条没有列出，全部列出请加 --all\n"
    return f"  {count} more; --all shows them\n"


def _closing(overview: Overview, language: Language) -> str:
    matrix, code = overview.matrix, overview.exit_code
    words = _VERDICTS.get(code, _INCOMPLETE).to(language)
    units, reports, skipped = len(matrix.units), matrix.reports, overview.skipped
    if language == "zh":
        return (
            f"合计：单位 {units} 个，报告 {reports} 份，没有读成 {len(overview.faults)} 个，"
            f"跳过非报告文件 {skipped} 个\n{words}（退出码 {code}）\n"
        )
    return (
        f"Total: units {units}, reports {reports}, not read {len(overview.faults)}, "
        f"skipped as no such report {skipped}\n{words} (exit code {code})\n"
    )

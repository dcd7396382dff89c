"""Who has filed what, in words: one cell, and what does not fit, line by line. Not escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from gxaudit.corpus.matrix import Absent, Cell, Filing, Matrix, Unit, Unplaced
from gxaudit.finding import Fault
from gxaudit.render.codes import CLEAN, FOUND, INCOMPLETE
from gxaudit.render.spelling.words import fault_words
from gxaudit.wording import Language, Text

_NAMES = 8
"""Names in one line."""
FILINGS = {
    Filing.FILED: Text("有", "filed"),
    Filing.COPIES: Text("{n} 份相同", "{n} copies"),
    Filing.DIFFERENT: Text("{n} 份不同", "{n} differ"),
    Filing.UNSURE: Text("{n} 份待定", "{n} unsure"),
    Filing.UNREADABLE: Text("读不出", "unreadable"),
    Filing.MISSING: Text("缺", "missing"),
    Filing.NOT_EXPECTED: Text("-", "-"),
}
_WHAT = {
    Filing.COPIES: Text("数字相同", "same figures"),
    Filing.DIFFERENT: Text("数字不同", "different figures"),
    Filing.UNSURE: Text(
        "不在一个文件夹，可能是几个单位，请在单位名册写明",
        "in several folders, maybe of several units; say so in the manifest",
    ),
}
_ABSENT = Text("缺成员单位的报告：", "Members without a report:")
_SEVERAL = Text("同一单位同一年度有几份报告：", "Several reports of one unit for one year:")
_MISFIT = Text("格式与年度不符：", "On a form of other years:")
_CONTRADICTIONS = Text("名册与标题不一致：", "Manifest and title differ:")
_NOT_FOUND = Text(
    "名册列出、没有找到的文件：", "Files that the manifest lists and that are not there:"
)
_UNPLACED = Text(
    "不知道是哪个单位或哪一年度的报告（可在 gxaudit-manifest.toml 的 [[report]] 中写明）：",
    "Reports of an unknown unit or year (a [[report]] of gxaudit-manifest.toml may say):",
)
_FAULTS = Text("没有读成的：", "Not read:")


@frozen(slots=False)
class Overview:
    """All that a run over a folder has to say of who has filed what."""

    matrix: Matrix
    faults: tuple[Fault, ...] = ()
    """Files that could not be read as reports, and plugins that could not be loaded."""
    skipped: int = 0
    """Files passed over on request, being no such reports."""

    @property
    def exit_code(self) -> int:
        """3 where something was not read, else 1 where something is missing or does not fit."""
        if self.faults:
            return INCOMPLETE
        return CLEAN if self.matrix.faultless else FOUND


def cell_words(cell: Cell) -> Text:
    """What there is of a unit for a year, in a few words."""
    forms = sorted({record.form or "" for record in cell.misfits})
    zh, en = (each.format(n=len(cell.records)) for each in FILINGS[cell.filing])
    if forms:
        zh += f"（{'、'.join(forms)} 年格式）"
        en += f" (form of {', '.join(forms)})"
    return Text(zh, en)


def lists_of(overview: Overview, language: Language) -> Iterator[tuple[str, Sequence[str]]]:
    """What does not fit: headings, each with its lines, some without any."""
    matrix = overview.matrix
    cells = [(unit, cell) for unit in matrix.units for cell in unit.cells]
    lists: tuple[tuple[Text, Sequence[Text]], ...] = (
        (_FAULTS, [_fault(each) for each in overview.faults]),
        (_ABSENT, [_absent(each) for each in matrix.absent]),
        (_SEVERAL, [_several(*each) for each in cells if len(each[1].records) > 1]),
        (_MISFIT, [words for each in cells for words in _misfits(*each)]),
        (_CONTRADICTIONS, [_at(path, words) for path, words in matrix.contradictions]),
        (_NOT_FOUND, [Text(path, path) for path in matrix.not_found]),
        (_UNPLACED, [_unplaced(each) for each in matrix.unplaced]),
    )
    for heading, lines in lists:
        yield heading.to(language), [line.to(language) for line in lines]


def _at(path: str, words: Text) -> Text:
    return Text(f"{path}: {words.zh}", f"{path}: {words.en}")


def _fault(fault: Fault) -> Text:
    words = Text(fault_words(fault, "zh"), fault_words(fault, "en"))
    return _at(fault.path, words) if fault.path else words


def _absent(one: Absent) -> Text:
    whole = Text("", "") if one.complete else Text("（名册未写明成员完整）", " (maybe not all)")
    lacks = (("缺", "are missing", one.missing), ("读不出", "cannot be read", one.unreadable))
    told = [(zh, en, names, _named(names)) for zh, en, names in lacks if names]
    zh_told = "；".join(f"{zh} {len(names)} 个：{some.zh}" for zh, _, names, some in told)
    en_told = "; ".join(
        f"{len(names)} of {one.declared} members{whole.en} {en}: {some.en}"
        for _, en, names, some in told
    )
    return Text(
        f"{one.unit} {one.year}：成员 {one.declared} 个{whole.zh}，{zh_told}",
        f"{one.unit} {one.year}: {en_told}",
    )


def _named(names: Sequence[str]) -> Text:
    zh, en = "、".join(names[:_NAMES]), ", ".join(names[:_NAMES])
    return Text(f"{zh}等", f"{en}, …") if len(names) > _NAMES else Text(zh, en)


def _several(unit: Unit, cell: Cell) -> Text:
    paths = [record.path for record in cell.records]
    what = _WHAT[cell.filing]
    return Text(
        f"{unit.name} {cell.year}（{what.zh}）：{'、'.join(paths)}",
        f"{unit.name} {cell.year} ({what.en}): {', '.join(paths)}",
    )


def _misfits(unit: Unit, cell: Cell) -> Iterator[Text]:
    for record in cell.misfits:
        words = Text(f"用的是 {record.form} 年格式", f"is on the form of {record.form}")
        yield Text(
            f"{record.path}: {unit.name} {cell.year}，{words.zh}",
            f"{record.path}: {unit.name} {cell.year} {words.en}",
        )


def _unplaced(one: Unplaced) -> Text:
    agency, year = one.identity.agency, one.identity.year
    zh = [agency or "单位不明", "年度不明" if year is None else str(year)]
    en = [agency or "unknown unit", "unknown year" if year is None else str(year)]
    if one.identity.year_of_path:
        zh[1] += "（由路径得出）"
        en[1] += " (by its path)"
    why = one.doubt or Text("", "")
    tail = Text(f"：{why.zh}", f": {why.en}") if one.doubt else why
    return _at(one.record.path, Text("，".join(zh) + tail.zh, ", ".join(en) + tail.en))

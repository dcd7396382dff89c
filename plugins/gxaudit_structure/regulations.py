"""规章 in table 2 of a body that can make none."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Basis,
    Beside,
    Cell,
    Entity,
    Example,
    Explanation,
    Failed,
    Level,
    NotApplicable,
    NotEvaluated,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    State,
    Text,
    Verdict,
)

LEGISLATION = Basis(Text("《中华人民共和国立法法》", "Legislation Law"))
_CELLS = tuple(
    f"表二.[规章][{column}]" for column in ("本年制发件数", "本年废止件数", "现行有效件数")
)


def _check(report: Report, beside: Beside) -> Iterator[Verdict]:
    entity = beside.entity
    if entity is None or entity.level is None:
        yield NotEvaluated(beside.no_entity if entity is None else _NO_LEVEL, beside=True)
        return
    if entity.level.makes_regulations:
        yield _ABLE
        return
    cells = [report.cell(address) for address in _CELLS]
    unread = [cell for cell in cells if cell.state in (State.MISSING, State.UNREADABLE)]
    printed = [cell for cell in cells if cell.value]
    if printed:
        yield _cannot(printed)
    elif unread:
        yield NotEvaluated(
            Text(f"{unread[0].address} 缺少或读不出", f"{unread[0].address} cannot be read")
        )
    else:
        yield Passed()


_NO_LEVEL = Text("单位名册没有写明级别", "the manifest does not state the level of this body")
_ABLE = NotApplicable(Text("这个单位可以制定规章", "this body can make 规章"))


def _cannot(cells: list[Cell]) -> Failed:
    figures = "、".join(f"{cell.address} {cell.value}" for cell in cells)
    return Failed(
        cell=cells[0].address,
        cells=tuple(cell.address for cell in cells[1:]),
        message=Text(
            f"表二规章一行填了数：{figures}。单位名册所写级别的单位无权制定规章，请核对是不是把规范"
            "性文件或者内部制度填进了规章，没有的填 0；级别写错的，改正名册",
            f"table 2 has figures in the row 规章: {figures}. A body of the level in the manifest "
            "cannot make 规章: check whether normative documents or internal rules were put there, "
            "and write 0 where there is none; a wrong level is corrected in the manifest",
        ),
        actual=str(cells[0].value),
    )


_TOWNSHIP = Entity("青岚县白鹭镇人民政府", Level.TOWNSHIP)
_FIGURES = {_CELLS[0]: "2", _CELLS[2]: "2"}

REGULATIONS = Rule(
    id="structure/regulations",
    title=Text("无权制定规章的单位，表二规章一行为 0", "A body that cannot make 规章 reports none"),
    explanation=Explanation(
        Text(
            "国务院部门、省级政府、设区的市和自治州政府以外的单位，表二规章一行应为 0 或者不适用的"
            "符号。单位级别取自单位名册，名册没有写的不作判断。",
            "Of bodies other than departments of the State Council, provincial governments and "
            "those of cities with districts, the row 规章 of table 2 holds 0 or a mark. The level "
            "is that of the manifest; where it states none, nothing is concluded.",
        ),
        Text(
            "乡镇、县和市级部门都不能制定规章；填了数，多半是把规范性文件或者本单位的规章制度"
            "填进了这一行，汇总后全市的规章数就错了。",
            "Townships, counties and departments of cities can make none. A figure is mostly of "
            "normative documents or of internal rules, and spoils the sum of the city.",
        ),
        Text(
            "改填到行政规范性文件一行，内部制度不填；这一行填 0。",
            "Put normative documents into their own row and internal rules nowhere; write 0 here.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(LEGISLATION,),
    examples=(
        Example(outcome=Outcome.PASSED, entity=_TOWNSHIP),
        Example(outcome=Outcome.FAILED, cells=_FIGURES, entity=_TOWNSHIP, at=_CELLS[0]),
        Example(
            outcome=Outcome.NOT_APPLICABLE,
            cells=_FIGURES,
            entity=Entity("临渊市人民政府", Level.CITY),
        ),
        Example(outcome=Outcome.NOT_EVALUATED, cells=_FIGURES),
    ),
    check=_check,
    beside=True,
    forms=("2021",),
    reads=("表二", "单位名册"),
    since="0.1",
)

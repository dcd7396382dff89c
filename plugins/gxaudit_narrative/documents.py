"""Rules and normative documents: prose and table 2."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Confidence,
    Example,
    Explanation,
    NotApplicable,
    Outcome,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
)
from gxaudit_narrative.compare import claims_on, compare
from gxaudit_narrative.quantities import cell_of
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_KINDS = (
    ("rules", Text("规章", "rules (规章)")),
    ("normative_docs", Text("行政规范性文件", "normative documents")),
)
_COLUMNS = (
    ("issued", Text("本年制发件数", "issued this year")),
    ("repealed", Text("本年废止件数", "repealed this year")),
    ("in_force", Text("现行有效件数", "in force")),
)
_FIGURES = {
    f"{kind}_{column}": cell_of(
        f"t2.{kind}.{column}", Text(f"{what.zh}{how.zh}", f"the number of {what.en} {how.en}")
    )
    for kind, what in _KINDS
    for column, how in _COLUMNS
}
_NO_CLAIM = NotApplicable(
    Text(
        "正文没有写规章、规范性文件的件数",
        "the prose gives no number of rules or normative documents",
    )
)


def _check(report: Report) -> Iterator[Verdict]:
    said = claims_on(report, _FIGURES)
    if not said:
        yield _NO_CLAIM
    for claim in said:
        yield compare(report, claim, (_FIGURES[claim.metric],))


_CELLS = {
    "表二.[行政规范性文件][本年制发件数]": "2",
    "表二.[行政规范性文件][现行有效件数]": "8",
}

DOCUMENTS = Rule(
    id="narrative/normative-documents",
    title=Text(
        "正文的规章、规范性文件件数与表二一致",
        "The prose and table 2 agree on rules and normative documents",
    ),
    explanation=Explanation(
        Text(
            "正文写规章或规范性文件制发、废止、现行有效若干件（或没有）的，与表二第二十条第（一）项"
            "相应单元格核对。政策文件、制度、公文等其他名称不算。",
            "Where the prose says how many rules or normative documents were issued, repealed or "
            "are in force, or that there was none, the figure is compared with its cell of table "
            "2. Policy papers and other documents do not count.",
        ),
        Text(
            "同一份报告里的同一个数应当一致。",
            "The same quantity of the same report should have one value.",
        ),
        Text(
            "对照规范性文件目录，改正正文或表二。",
            "Check the list of normative documents and correct the prose or table 2.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_CELLS,
            prose={1: "全年制发行政规范性文件2件，现行有效行政规范性文件8件。"},
        ),
        Example(outcome=Outcome.FAILED, cells=_CELLS, prose={1: "全年制发行政规范性文件3件。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    forms=("2021",),
    reads=("正文", "表二"),
    since="0.1.0",
)

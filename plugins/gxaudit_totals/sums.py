"""Identities of tables 3 and 4 that follow from what a total is."""

from gxaudit.api import Example, Explanation, Identity, Outcome, Rule, Severity, Text
from gxaudit_totals.statute import ARITHMETIC, FORM

_APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
_OUTCOMES = ("三（一）", "三（二）", "三（三）", "三（四）", "三（五）", "三（六）")
_BALANCED = {
    "表三.一[自然人]": "4",
    "表三.一[总计]": "4",
    "表三.三（一）[自然人]": "3",
    "表三.三（一）[总计]": "3",
    "表三.三（三）8[自然人]": "1",
    "表三.三（三）8[总计]": "1",
    "表三.三（七）[自然人]": "4",
    "表三.三（七）[总计]": "4",
}

OUTCOMES = Rule(
    id="totals/outcomes",
    title=Text(
        "各列：（七）总计应等于（一）至（六）各项之和",
        "Outcome total: （七） = the sum of outcomes （一） to （六）",
    ),
    explanation=Explanation(
        what=Text(
            "表三每一列中，“（七）总计”应等于“（一）予以公开”至“（六）其他处理”"
            "各行之和，（三）至（六）取其各小项。",
            "In each column of table 3, （七） total must equal the sum of all outcome rows from "
            "（一） granted to （六） other, taking the sub-rows of （三） to （六）.",
        ),
        why=Text(
            "（七）是本年度全部办理结果的合计，每件申请只计一种结果。",
            "（七） is the total of this year's outcomes, and each application has exactly one.",
        ),
        how=Text(
            "在提示的那一列中逐行相加（一）至（六），与（七）对照；"
            "重点查看错行、重复计入的“区分处理”申请。",
            "Add up rows （一） to （六） in the column named and compare with （七）; look for a "
            "figure in the wrong row and for partial grants counted twice.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(FORM, ARITHMETIC),
    identities=(Identity(3, "column", left=("三（七）",), right=_OUTCOMES),),
    reads=("表三",),
    since="0.1",
    examples=(
        Example(outcome=Outcome.PASSED, cells=_BALANCED),
        Example(
            outcome=Outcome.FAILED,
            cells=_BALANCED | {"表三.三（一）[自然人]": "2", "表三.三（二）[总计]": "0"},
            at="表三.三（七）[自然人]",
        ),
    ),
)

ROWS = Rule(
    id="totals/rows",
    title=Text(
        "各行：总计应等于自然人与五类组织之和",
        "Row total: natural persons plus five kinds of organisation",
    ),
    explanation=Explanation(
        what=Text(
            "表三每一行中，“总计”应等于自然人、商业企业、科研机构、社会公益组织、"
            "法律服务机构、其他六格之和。",
            "In each row of table 3, the total must equal the sum of natural persons, business, "
            "research, social, law firms and other.",
        ),
        why=Text(
            "每件申请只有一类申请人，各类相加就是总数。",
            "Every application has one kind of applicant, so the kinds add up to the total.",
        ),
        how=Text(
            "把提示的那一行六格相加，与总计对照；总计对的话，查是否有数字填错了列。",
            "Add the six cells of the row named and compare with the total; if the total is "
            "right, look for a figure in the wrong column.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(FORM, ARITHMETIC),
    identities=(Identity(3, "row", left=("总计",), right=_APPLICANTS),),
    reads=("表三",),
    since="0.1",
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells={"表三.一[自然人]": "3", "表三.一[商业企业]": "1", "表三.一[总计]": "4"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={"表三.一[自然人]": "3", "表三.一[商业企业]": "1", "表三.一[总计]": "5"},
            at="表三.一[总计]",
        ),
    ),
)

REVIEW = Rule(
    id="totals/review",
    title=Text(
        "表四：各组总计应等于四种结果之和",
        "Table 4: each total is the sum of its four results",
    ),
    explanation=Explanation(
        what=Text(
            "表四的行政复议、未经复议直接起诉、复议后起诉三组中，"
            "总计应等于结果维持、结果纠正、其他结果、尚未审结之和。",
            "In each of the three blocks of table 4 the total must equal upheld plus corrected "
            "plus other plus pending.",
        ),
        why=Text(
            "每一案件要么已有一种结果，要么尚未审结。",
            "Every case has one result or is still pending.",
        ),
        how=Text(
            "把提示的那一组四格相加，与总计对照，再与复议、应诉台账核对。",
            "Add the four cells of the block named, compare with its total, then with the "
            "register of cases.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(FORM, ARITHMETIC),
    identities=(Identity(4, "row", left=("总计",), right=_RESULTS),),
    reads=("表四",),
    since="0.1",
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells={"表四.[行政复议][结果维持]": "2", "表四.[行政复议][总计]": "2"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={"表四.[行政复议][结果维持]": "2", "表四.[行政复议][总计]": "3"},
            at="表四.[行政复议][总计]",
        ),
    ),
)

"""Balance equations (勾稽关系) that the form itself prints."""

from gxaudit.api import (
    API,
    Basis,
    Example,
    Explanation,
    Identity,
    Outcome,
    PluginInfo,
    Rule,
    Severity,
    Text,
    hook,
)

_COLUMNS = "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计"

APPLICATIONS = Rule(
    id="balance/applications",
    title=Text(
        "各列：第一项加第二项，应等于第三项加第四项",
        "Column balance: received + carried in = handled + carried out",
    ),
    explanation=Explanation(
        what=Text(
            f"表三的每一列（{_COLUMNS}，共七列）分别核对："
            "“一、本年新收”加“二、上年结转”，应等于“三（七）总计”加“四、结转下年度继续办理”。"
            "不只核对总计列：两列各差一件、方向相反时，总计列照样是平的。",
            "In each of the seven columns of table 3 (natural persons, business, research, social, "
            "law firms, other, total): 一 new applications plus 二 carried over from last year "
            "must equal 三（七） total handled plus 四 carried over to next year. The total column "
            "alone is not enough: two columns off by one in opposite directions leave it balanced.",
        ),
        why=Text(
            "每件申请不是今年收到的就是上年转来的，年底不是办结就是结转下年。"
            "表头印有这一勾稽关系：第一项加第二项之和，等于第三项加第四项之和。",
            "Every application was received this year or carried in, and by the end of the year it "
            "was handled or is carried out. The head of table 3 prints this relation itself.",
        ),
        how=Text(
            "在提示的那一列里依次核对四个数：一、二、三（七）、四。"
            "先用本列（一）至（六）各行之和验证三（七），再对照登记台账核对一、二、四；"
            "改动后连同总计列一起复核。",
            "In the column named, compare four cells in turn: 一, 二, 三（七） and 四. First check "
            "三（七） against the sum of rows （一） to （六） of that column, then 一, 二 and 四 "
            "against the register; after a correction check the total column as well.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(
        Basis(
            Text("年度报告格式，表三表头勾稽关系", "Report format, relation printed in table 3"),
        ),
    ),
    identities=(Identity(3, "column", left=("一", "二"), right=("三（七）", "四")),),
    reads=("表三",),
    since="0.1",
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells={
                "表三.一[自然人]": "44",
                "表三.一[总计]": "44",
                "表三.二[自然人]": "3",
                "表三.二[总计]": "3",
                "表三.三（一）[自然人]": "45",
                "表三.三（一）[总计]": "45",
                "表三.三（七）[自然人]": "45",
                "表三.三（七）[总计]": "45",
                "表三.四[自然人]": "2",
                "表三.四[总计]": "2",
            },
        ),
        Example(
            outcome=Outcome.FAILED,
            at="表三.三（七）[自然人]",
            cells={
                "表三.一[自然人]": "44",
                "表三.一[总计]": "44",
                "表三.二[自然人]": "3",
                "表三.二[总计]": "3",
                "表三.三（一）[自然人]": "45",
                "表三.三（一）[总计]": "44",
                "表三.三（七）[自然人]": "45",
                "表三.三（七）[总计]": "44",
                "表三.四[自然人]": "3",
                "表三.四[总计]": "3",
            },
        ),
    ),
)


@hook
def gxaudit_plugin() -> PluginInfo:
    """What this plugin is."""
    return PluginInfo(Text("勾稽关系", "Balance equations"), API, "gxaudit")


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """The rules of this plugin."""
    return (APPLICATIONS,)

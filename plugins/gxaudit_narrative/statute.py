"""The legal bases of these rules, and what all of them tell the author."""

from gxaudit.api import Basis, Text

ARITHMETIC = Basis(Text("算术", "Arithmetic"))
FORMAT = Basis(
    Text(
        "政府信息公开工作年度报告格式（国办公开办函〔2021〕30号、〔2019〕60号）",
        "Format of the annual report (国办公开办函〔2021〕30号, 〔2019〕60号)",
    )
)
CORRECT_ONE = Text(
    "请对照登记台账，改正有误的一处。",
    "Check both against the register, and correct whichever is wrong.",
)

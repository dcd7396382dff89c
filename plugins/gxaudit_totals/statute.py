"""The legal bases of these rules."""

from gxaudit.api import Basis, Text

ARITHMETIC = Basis(Text("算术", "Arithmetic"))
FORM = Basis(
    Text(
        "政府信息公开工作年度报告格式（国办公开办函〔2021〕30号、〔2019〕60号）",
        "Format of the annual report (国办公开办函〔2021〕30号, 〔2019〕60号)",
    )
)

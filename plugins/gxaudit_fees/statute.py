"""The legal bases of these rules."""

from gxaudit.api import Basis, Text

FEE = Basis(
    Text("政府信息公开信息处理费管理办法（国办函〔2020〕109号）", "国办函〔2020〕109号 (the fee)")
)
FORMAT = Basis(
    Text("政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）", "国办公开办函〔2021〕30号")
)
KIND_OF_FEE = Basis(
    Text(
        "皖财综〔2021〕28号（信息处理费列为行政事业性收费）",
        "皖财综〔2021〕28号 (the fee is an administrative charge)",
    )
)
ARITHMETIC = Basis(Text("算术", "Arithmetic"))

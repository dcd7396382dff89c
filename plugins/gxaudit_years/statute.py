"""The legal bases of these rules, and the manifest's words for a body."""

from __future__ import annotations

from gxaudit.api import Basis, Text

ARITHMETIC = Basis(Text("算术", "Arithmetic"))
FORMAT = Basis(
    Text("政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）", "国办公开办函〔2021〕30号")
)
DEADLINES = Basis(
    Text(
        "《中华人民共和国政府信息公开条例》",
        "Regulation on the disclosure of government information",
    ),
    Text("第四十九条", "Article 49"),
)
ASSESSMENT = Basis(
    Text(
        "宿迁市部门考核评分表（与上年报告重复超过百分之五十的扣分）",
        "Suqian's assessment of departments (marks are lost above 50 percent)",
    )
)

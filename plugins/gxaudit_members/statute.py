"""The legal bases of these rules."""

from __future__ import annotations

from gxaudit.api import Basis, NotApplicable, Text

ARITHMETIC = Basis(Text("算术", "Arithmetic"))
FORMAT = Basis(
    Text("政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）", "国办公开办函〔2021〕30号")
)
ANNUAL = Basis(
    Text(
        "《中华人民共和国政府信息公开条例》",
        "Regulation on the disclosure of government information",
    ),
    Text("第四十九条", "Article 49"),
)
NO_MEMBERS = NotApplicable(
    Text("单位名册没有给这个单位列成员单位", "the manifest names no members of this body")
)

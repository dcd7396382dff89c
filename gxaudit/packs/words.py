"""The keywords and values of the pack language in both spellings. Data only."""

from __future__ import annotations

from typing import Literal

from gxaudit.wording import Text

KEYWORDS = {
    "PACK": Text("规则包", "pack"),
    "RULE": Text("规则", "rule"),
    "ENGLISH": Text("英文", "english"),
    "CHINESE": Text("中文", "chinese"),
    "CHECKS_ZH": Text("检查", "检查"),
    "CHECKS_EN": Text("checks", "checks"),
    "WHY_ZH": Text("理由", "理由"),
    "WHY_EN": Text("why", "why"),
    "HOW_ZH": Text("改正", "改正"),
    "HOW_EN": Text("how", "how"),
    "LEVEL": Text("级别", "level"),
    "CONFIDENCE": Text("把握", "confidence"),
    "BASIS_ZH": Text("依据", "依据"),
    "BASIS_EN": Text("basis", "basis"),
    "YEARS": Text("年度", "years"),
    "FORM": Text("格式", "form"),
    "STATUS": Text("状态", "status"),
    "SINCE": Text("始于", "since"),
    "VERSION": Text("版本", "version"),
    "TABLE": Text("表", "table"),
    "TOLERANCE": Text("允差", "tolerance"),
    "MESSAGE_ZH": Text("提示", "提示"),
    "MESSAGE_EN": Text("message", "message"),
    "EACH_COLUMN": Text("每列", "each column"),
    "EACH_ROW": Text("每行", "each row"),
    "MUST": Text("应有", "must"),
    "WHEN": Text("当", "when"),
    "BLANK_IS_ZERO": Text("空格视为零", "blank is zero"),
    "PASSES": Text("通过", "passes"),
    "FAILS": Text("不通过", "fails"),
}
"""By terminal of grammar/pack.lark. A keyword of text is tied to the language of its text."""
TIED = frozenset(keyword for keyword in KEYWORDS if keyword.endswith(("_ZH", "_EN")))
"""The keywords that no formatter converts."""

OPERATORS = {
    "PLUS": Text("+", "+"),
    "MINUS": Text("−", "−"),
    "TIMES": Text("×", "×"),
    "EQ": Text("=", "="),
    "NE": Text("≠", "≠"),
    "GE": Text("≥", "≥"),
    "LE": Text("≤", "≤"),
    "AND": Text("且", "and"),
    "TO": Text("至", "to"),
    "SUM": Text("合计", "sum"),
    "PROSE": Text("正文", "prose"),
    "LAST_YEAR": Text("上年", "last year"),
    "MEMBERS": Text("成员", "members"),
    "LPAR": Text("(", "("),
    "RPAR": Text(")", ")"),
    "COMMA": Text("、", ", "),
}
"""By terminal: how the formatter spells them."""

OPERANDS = {
    "ITEM": Text("项号（如 三（七））", "an item number such as 三（七）"),
    "BRACKET": Text("方括号里的名称（如 [总计]）", "a heading in brackets such as [总计]"),
    "INTEGER": Text("整数", "a whole number"),
    "VALUE": Text("数字", "a number"),
    "IN_TABLE": Text("别的表（如 表二.[规章][现行有效件数]）", "another table, such as 表三.一"),
    "METRIC": Text("数据名称（如 收到申请件数）", "the name of a figure"),
    "TEXT": Text("文字", "text"),
    "RULE_ID": Text("规则名（如 henan/received）", "a rule id such as henan/received"),
    "COMMA": Text("顿号", "a comma"),
    "_NEWLINE": Text("到此结束", "the end of the line"),
}

LEVELS = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "note": Text("提示", "note"),
}
STATUSES: dict[Literal["preview", "stable", "deprecated"], Text] = {
    "preview": Text("预览", "preview"),
    "stable": Text("发布", "stable"),
    "deprecated": Text("停用", "deprecated"),
}
CONFIDENCES = {
    "certain": Text("确定", "certain"),
    "likely": Text("可能", "likely"),
}
TABLES = {2: Text("二", "2"), 3: Text("三", "3"), 4: Text("四", "4")}
VALUES: dict[str, tuple[tuple[str | int, Text], ...]] = {
    "LEVEL": tuple(LEVELS.items()),
    "STATUS": tuple(STATUSES.items()),
    "CONFIDENCE": tuple(CONFIDENCES.items()),
    "TABLE": tuple(TABLES.items()),
}
"""The words that a keyword can be followed by, with what each is called inside."""

PLACEHOLDERS = {
    "column": Text("列", "column"),
    "row": Text("行", "row"),
    "left": Text("左", "left"),
    "right": Text("右", "right"),
    "difference": Text("差", "difference"),
}
"""What a message may always name; ``column`` and ``row`` where the rule runs over them."""

BASES = {"算术": "Arithmetic", "Arithmetic": "算术"}
"""Bases that need no translation by the author."""

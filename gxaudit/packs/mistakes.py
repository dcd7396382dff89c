"""What is wrong with a line that the grammar refuses: what stands there, and the cure."""

from __future__ import annotations

from lark.exceptions import UnexpectedInput

from gxaudit.packs.syntax import Problem
from gxaudit.packs.words import KEYWORDS, OPERANDS, OPERATORS
from gxaudit.regex import regex
from gxaudit.wording import Text

_WORD = regex(r"[^\s]{1,20}")
_MOST_EXPECTED = 8
_CURES = (
    (regex("[=＝]{2}"), Text("相等只写一个等号，如 一 = 二", "write one = for equality")),
    (regex("<>|[=＝]!|=/"), Text("不相等写作 ≠", "write ≠ for what must differ")),
    (
        regex("=[><＞＜]|[＞＜][=＝]"),
        Text("不小于写作 ≥，不大于写作 ≤", "write ≥ for at least and ≤ for at most"),
    ),
    (
        regex("[><＞＜]"),
        Text(
            "没有“大于”“小于”，只有 = ≠ ≥ ≤；“大于 0 件”写作 ≥ 1",
            "there is no > or <, only = ≠ ≥ ≤; more than 0 is written ≥ 1",
        ),
    ),
    (
        regex("[/÷%％]"),
        Text(
            "不能用除法和百分比，请移项改成乘法，如 2 × 一 = 二",
            "there is no division and no percentage; multiply instead, as in 2 × 一 = 二",
        ),
    ),
    (
        regex("[×*xX]"),
        Text(
            "只能用整数乘一格，整数和“×”写在格的前面，如 2 × 一",
            "only a whole number may multiply a cell, and it stands in front, as in 2 × 一",
        ),
    ),
    (
        regex("[(（]"),
        Text(
            "算式里不能用括号分组，请去掉括号逐项写；合计、正文、上年、成员后面才有括号",
            "terms cannot be grouped: write them out; brackets follow only sum, prose, last year, "
            "members",
        ),
    ),
    (
        regex("[{｛]"),
        Text("花括号只用在提示里，算式里直接写 一、[总计]", "braces belong in messages only"),
    ),
    (regex("[:：]"), Text("这里不用冒号，空一格即可", "no colon here, a space will do")),
    (
        regex("[【〔『「]"),
        Text("名称用方括号：[总计]", "write headings in square brackets: [总计]"),
    ),
    (
        regex("或|or"),
        Text(
            "条件只能用“且”连接，“或”请分成两条规则",
            "conditions are joined by 'and' only; make two rules for 'or'",
        ),
    ),
    (
        regex("到|[~～]|--|——"),
        Text(
            "从哪项到哪项写作 至：合计(三（一） 至 三（六）)",
            "write ranges as sum(三（一） to 三（六）)",
        ),
    ),
    (
        regex("表[^二三四]"),
        Text("只有 表二、表三、表四", "there are tables 表二, 表三 and 表四 only"),
    ),
    (regex("[。；;]"), Text("行末不用标点", "no mark at the end of a line")),
    (
        regex("[零〇０-９]"),
        Text("数字用半角阿拉伯数字：0、1、2", "write figures as 0, 1, 2"),
    ),
)
"""What people write instead, around the place of the error, and what to write."""
_ORDER = (
    "ITEM", "BRACKET", "IN_TABLE", "SUM", "PROSE", "LAST_YEAR", "MEMBERS", "INTEGER", "VALUE",
    "METRIC", "RULE_ID", "TEXT", "EQ", "NE", "GE", "LE", "PLUS", "MINUS", "TIMES", "AND", "TO",
    "COMMA", "LPAR", "RPAR", "_NEWLINE",
)  # fmt: skip
"""What may stand somewhere, the likeliest first."""


def mistake(error: UnexpectedInput, text: str, number: int) -> Problem:
    """The problem of one line; ``text`` is the whole line, ``number`` its 1-based number."""
    column = min(max(int(error.column), 1), len(text) + 1)
    start = len(text) - len(text.lstrip())
    if column <= start + 1:
        return Problem(number, start + 1, _keyword(text.strip()))
    found = _WORD.match(text, column - 1)
    shown = f"“{found.group()}”" if found else "行尾"
    english = f"'{found.group()}'" if found else "the end of the line"
    expected = _expected(error)
    cure = _cure(text, column)
    return Problem(
        number,
        column,
        Text(
            f"这里是{shown}{cure.zh and '：' + cure.zh}。应为：{expected.zh}",
            f"found {english}{cure.en and ': ' + cure.en}. Expected here: {expected.en}",
        ),
    )


def _cure(text: str, column: int) -> Text:
    """A known misspelling that touches the place of the error."""
    near = text[max(0, column - 2) : column + 1]
    return next((cure for sign, cure in _CURES if sign.search(near)), Text("", ""))


def _expected(error: UnexpectedInput) -> Text:
    allowed: set[str] = set(
        getattr(error, "accepts", None)
        or getattr(error, "allowed", None)
        or getattr(error, "expected", None)
        or ()
    )
    # A sign in front of the first term is allowed and never what is missing.
    if "ITEM" in allowed:
        allowed -= {"PLUS", "MINUS"}
    known = [OPERANDS.get(name) or OPERATORS[name] for name in _ORDER if name in allowed]
    # Behind an item its column may follow, which is rarely what is missing.
    if "ITEM" not in allowed and "BRACKET" in allowed:
        known.append(known.pop(0))
    shown = known[:_MOST_EXPECTED] or [Text("别的内容", "something else")]
    return Text("、".join(_quoted(one.zh) for one in shown), ", ".join(one.en for one in shown))


def _quoted(word: str) -> str:
    """Signs and short words stand out from the commas between them."""
    return f"“{word}”" if len(word) <= 2 else word


def _keyword(text: str) -> Text:
    from difflib import get_close_matches

    word = text.split(maxsplit=1)[0][:20]
    known = sorted({spelling for both in KEYWORDS.values() for spelling in both})
    joined = [one for one in known if text.startswith(one)]
    if joined:
        best = max(joined, key=len)
        if text == best:
            return Text(f"“{best}”后面没有内容", f"nothing follows '{best}'")
        if text[len(best)] in ":：":
            return Text(f"“{best}”后面不用冒号，空一格", f"no colon but a space follows '{best}'")
        return Text(f"“{best}”后面要空一格", f"a space must follow '{best}'")
    near = get_close_matches(word, known, n=2, cutoff=0.4)
    if near:
        return Text(
            f"没有“{word}”这个关键词，最接近的是{'、'.join(f'“{one}”' for one in near)}",
            f"'{word}' is no keyword; the nearest is {' or '.join(near)}",
        )
    return Text(
        f"没有“{word}”这个关键词；每行以关键词开头，如 规则、级别、依据、应有、提示、通过；"
        "说明文字写在 # 后面",
        f"'{word}' is no keyword; a line begins with one, such as rule, level, basis, must, "
        "message, passes; what stands behind # is a comment",
    )

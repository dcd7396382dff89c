"""What is wrong with a line that the grammar refuses: what stands there, and the cure."""

from __future__ import annotations

import re

from lark.exceptions import UnexpectedInput

from gxaudit.packs.syntax import Problem
from gxaudit.packs.words import KEYWORDS, OPERANDS, OPERATORS
from gxaudit.wording import Text

_WORD = re.compile(r"[^\s]{1,20}")
_MOST_EXPECTED = 6
_CURES = (
    (re.compile("=="), Text("相等只写一个等号：=", "equality is written with one sign: =")),
    (re.compile("<>"), Text("不等写作 ≠", "write ≠")),
    (
        re.compile("[><＞＜]"),
        Text(
            "只有 = ≠ ≥ ≤ 四种比较；件数“大于 0”写作 ≥ 1", "only = ≠ ≥ ≤ exist; write ≥ 1 for > 0"
        ),
    ),
    (
        re.compile("[×*/÷%]"),
        Text(
            "只能用整数乘一格，整数写在前面，如 2 × 一；不能除，也不能格乘格",
            "only a whole number in front may multiply, as in 2 × 一; no division, no products",
        ),
    ),
    (
        re.compile(r"\("),
        Text("算式中不能用括号分组，请拆开写", "no grouping by brackets: write the terms out"),
    ),
)


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
            f"这里是{shown}，应为{expected.zh}{cure.zh and '；' + cure.zh}",
            f"found {english}, expected {expected.en}{cure.en and '; ' + cure.en}",
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
    words = {name: OPERANDS.get(name) or OPERATORS.get(name) for name in sorted(allowed)}
    known = [one for one in words.values() if one is not None]
    # A sign in front of the first term is allowed and never what is missing.
    if "ITEM" in allowed:
        known = [one for one in known if one.zh not in "+−"]
    return Text(
        "、".join(one.zh.strip("、") or "顿号" for one in known[:_MOST_EXPECTED]) or "别的内容",
        ", ".join(one.en.strip(", ") or "a comma" for one in known[:_MOST_EXPECTED])
        or "something else",
    )


def _keyword(text: str) -> Text:
    from difflib import get_close_matches

    word = text.split(maxsplit=1)[0][:20]
    known = sorted({spelling for both in KEYWORDS.values() for spelling in both})
    joined = [one for one in known if text.startswith(one)]
    if joined:
        best = max(joined, key=len)
        if text == best:
            return Text(f"“{best}”后面没有内容", f"nothing follows '{best}'")
        return Text(f"“{best}”后面要空一格", f"a space must follow '{best}'")
    near = get_close_matches(word, known, n=2, cutoff=0.4)
    zh = (
        f"，最接近的是“{'”“'.join(near)}”"
        if near
        else "；一行以关键词开头，如 规则、级别、依据、应有、通过"
    )
    en = (
        f"; the nearest is {' or '.join(near)}"
        if near
        else "; a line begins with one, such as rule, must"
    )
    return Text(f"没有“{word}”这个关键词{zh}", f"'{word}' is no keyword{en}")

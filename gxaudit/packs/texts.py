"""The words of a rule: title, explanation, basis and message, each in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from gxaudit.equations.identity import Identity, Name, names_of
from gxaudit.equations.statement import BRACES
from gxaudit.forms import NUMERALS
from gxaudit.packs.fields import problem
from gxaudit.packs.syntax import Line, PackError, Problem
from gxaudit.packs.words import BASES, PLACEHOLDERS
from gxaudit.packs.written import equation_text, spelling
from gxaudit.rule import Basis, Explanation
from gxaudit.wording import Text


def title(head: Line, english: Line | None, chinese: Line | None) -> Text:
    """The title behind the rule's name is in the language of the keyword 规则 or rule."""
    own = head.value[1]
    zh = own if head.language == "zh" else ""
    en = own if head.language == "en" else ""
    zh, en = (chinese.value if chinese else zh), (english.value if english else en)
    if not zh and not en:
        words = Text("规则名后面要写标题", "a title must follow the rule's name")
        raise problem(head, words)
    return Text(zh or en, en or zh)


def basis(head: Line, chinese: Sequence[Line], english: Sequence[Line]) -> tuple[Basis, ...]:
    """Chinese and English lines are paired in their order; one language alone is enough."""
    if chinese and english and len(chinese) != len(english):
        words = Text(
            f"“依据”写了 {len(chinese)} 行，“basis”写了 {len(english)} 行，应逐行对应",
            f"{len(chinese)} lines of 依据 but {len(english)} of basis; they must pair",
        )
        raise problem(english[0] if head.language == "zh" else chinese[0], words)
    pairs = [
        Text(
            chinese[at].value if chinese else _translated(english[at].value),
            english[at].value if english else _translated(chinese[at].value),
        )
        for at in range(max(len(chinese), len(english)))
    ]
    return tuple(Basis(pair) for pair in pairs)


def _translated(words: str) -> str:
    return BASES.get(words, words)


def explanation(
    lines: Mapping[str, Sequence[Line]],
    own: Text,
    identities: Sequence[Identity],
    bases: Sequence[Basis],
) -> Explanation:
    """What the rule says of itself, or else its equation, its basis and where to look."""
    equations = "；".join(equation_text(one) for one in identities)
    what = Text(f"{own.zh}：{equations}", f"{own.en}: {equations}")
    zh = "；".join(one.to("zh") for one in bases)
    en = "; ".join(one.to("en") for one in bases)
    why = Text(f"依据：{zh}", f"Basis: {en}")
    how = Text(
        "逐格核对算式中的各数，改正填错的一格；改后重新检查。",
        "Compare every figure of the equation with the records, correct the wrong one, and check "
        "again.",
    )
    return Explanation(
        _pair(lines, "CHECKS", what), _pair(lines, "WHY", why), _pair(lines, "HOW", how)
    )


def _pair(lines: Mapping[str, Sequence[Line]], keyword: str, default: Text) -> Text:
    zh = next((line.value for line in lines.get(f"{keyword}_ZH", ())), "")
    en = next((line.value for line in lines.get(f"{keyword}_EN", ())), "")
    return Text(zh or default.zh, en or default.en)


_OWNERS = {"last year": "上年报告", "members": "成员单位报告"}


def reads(names: Iterable[Name]) -> tuple[str, ...]:
    """What the rule reads, for people."""
    parts: set[str] = set()
    for name in names:
        table = f"表{NUMERALS[name.table]}" if name.metric is None else "正文"
        parts.add(_OWNERS.get(name.whose, "") + table)
    return tuple(sorted(parts))


def with_message(
    identities: Sequence[Identity], chinese: Line | None, english: Line | None
) -> tuple[Identity, ...]:
    """The identities with their message; it may name only values that they use."""
    if chinese is None and english is None:
        return tuple(identities)
    made = ["" if line is None else _template(line, identities) for line in (chinese, english)]
    return tuple(evolve(one, message=Text(*made)) for one in identities)


def _template(line: Line, identities: Sequence[Identity]) -> str:
    problems = [
        _unused(line, match, identity)
        for match in BRACES.finditer(line.value)
        for identity in identities
        if not _knows(identity, spelling(match.group(1)))
    ]
    if problems:
        # Equations that lack the same name give the same problem.
        raise PackError(tuple(dict.fromkeys(problems)))
    left = BRACES.sub("", line.value)
    if "{" in left or "}" in left:
        words = Text(
            "花括号没有成对，要写成 {左} 这样", "a brace has no partner; write as in {left}"
        )
        raise problem(line, words)
    return BRACES.sub(lambda match: f"{{{spelling(match.group(1))}}}", line.value)


def _knows(identity: Identity, word: str) -> bool:
    return word in _figures(identity) or any(word in both for both in _always(identity))


def _figures(identity: Identity) -> tuple[str, ...]:
    """The values that an equation uses, as its pack names them."""
    sides = (identity.must, *identity.when)
    return tuple(dict.fromkeys(name.written for side in sides for name in names_of(side)))


def _always(identity: Identity) -> list[Text]:
    """What a message may name whatever the equation is."""
    axis = {"column": ("column",), "row": ("row",), "cell": ()}[identity.each]
    return [PLACEHOLDERS[one] for one in (*axis, "left", "right", "difference")]


def _unused(line: Line, match: re.Match[str], identity: Identity) -> Problem:
    from difflib import get_close_matches

    word, figures, always = match.group(1), _figures(identity), _always(identity)
    known = Text(
        "、".join(f"{{{one}}}" for one in (*figures, *[both.zh for both in always])),
        ", ".join(f"{{{one}}}" for one in (*figures, *[both.en for both in always])),
    )
    near = get_close_matches(spelling(word), figures, n=1, cutoff=0.5)
    zh = f"最接近的是 {{{near[0]}}}，" if near else ""
    en = f"the nearest is {{{near[0]}}}, " if near else ""
    words = Text(
        f"提示里的 {{{word}}} 不是这条规则用到的数；{zh}可用的有：{known.zh}",
        f"the message names {{{word}}}, which the rule does not use; {en}there are: {known.en}",
    )
    return Problem(line.number, line.column + match.start(1), words)

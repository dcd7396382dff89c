"""Equations and names as text again, in their canonical spelling."""

from __future__ import annotations

from gxaudit.equations.identity import Comparison, Each, Identity, Term, called
from gxaudit.metrics import metric_called
from gxaudit.regex import regex

_EACH: dict[Each, str] = {"column": "每列：", "row": "每行：", "cell": ""}
_SPACE = regex(r"\s+")
_INNER = str.maketrans("()［］．", "（）[].")
_CALL = regex(r"(正文|上年|成员|prose|last\s+year|members)\s*[（(](.*)[)）]")


def equation_text(identity: Identity) -> str:
    """``每列：一 + 二 = 三（七） + 四``; conditions behind it."""
    text = _EACH[identity.each] + comparison_text(identity.must)
    if identity.when:
        text += "（当 " + " 且 ".join(comparison_text(one) for one in identity.when) + "）"
    return text


def comparison_text(comparison: Comparison) -> str:
    """``一 + 二 = 三（七） + 四``."""
    return f"{_sum(comparison.left)} {comparison.relation} {_sum(comparison.right)}"


def _sum(terms: tuple[Term, ...]) -> str:
    parts: list[str] = []
    for at, term in enumerate(terms):
        minus = term.coefficient < 0
        sign = ("−" if minus else "") if not at else (" − " if minus else " + ")
        parts.append(sign + _term(term))
    return "".join(parts) or "0"


def _term(term: Term) -> str:
    factor = abs(term.coefficient)
    if term.first is None:
        return str(factor)
    shown = term.first.written
    if term.last is not None:
        shown = f"合计({shown} 至 {term.last.written})"
    return shown if factor == 1 else f"{factor} × {shown}"


def spelling(word: str) -> str:
    """A name as a message writes it, in the spelling of ``Name.written``."""
    bare = _SPACE.sub("", word)
    call = _CALL.fullmatch(word.strip())
    if call is None:
        return bare.translate(_INNER)
    inside = _SPACE.sub("", call.group(2))
    if call.group(1) in ("正文", "prose"):
        metric = metric_called(call.group(2))
        return called("prose", metric.name.zh if metric else call.group(2).strip())
    whose = "members" if call.group(1) in ("成员", "members") else "last year"
    return called(whose, inside.translate(_INNER))

"""The text of a pack to its lines, through grammar/pack.lark; every wrong line is a problem."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from gxaudit.compiled import parser_of
from gxaudit.equations.identity import Whose
from gxaudit.packs.mistakes import mistake
from gxaudit.packs.syntax import (
    Line,
    PackError,
    Problem,
    Written,
    WrittenComparison,
    WrittenTerm,
)
from gxaudit.packs.words import KEYWORDS
from gxaudit.wording import Language

Node: TypeAlias = Any
"""A tree or token of Lark, whose stubs tell the two apart at every child."""

_TABLES = {"二": 2, "三": 3, "四": 4}
_FULL = str.maketrans("()", "（）")
_WHOSE: dict[str, Whose] = {"last_year": "last year", "members": "members"}
_RELATIONS = {"EQ": "=", "NE": "≠", "GE": "≥", "LE": "≤"}


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return parser_of("pack")


def parse(source: str) -> tuple[Line, ...]:
    """The lines of a pack. Raises :class:`PackError` with every line that is wrong."""
    lines, problems = read_lines(source)
    if problems:
        raise PackError(problems)
    return lines


def read_lines(source: str) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    """The lines that the grammar takes, and a problem for each of the others."""
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, text in code_lines(source):
        try:
            lines.append(_line(number, _parser().parse(text + "\n")))
        except UnexpectedInput as error:
            problems.append(mistake(error, text, number))
    return tuple(lines), tuple(problems)


def code_lines(source: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, each with its 1-based number."""
    for number, text in enumerate(source.removeprefix("\ufeff").split("\n"), 1):
        bare = text.rstrip()
        if bare and not bare.lstrip().startswith("#"):
            yield number, bare


def tokens_of(text: str) -> list[Token]:
    """The tokens of one line, without its end. Raises ``lark.UnexpectedInput``."""
    tree = _parser().parse(text + "\n")
    return sorted(
        tree.scan_values(lambda one: isinstance(one, Token)), key=lambda one: one.start_pos or 0
    )


def _line(number: int, tree: Tree[Token]) -> Line:
    """The one line that a parsed text is."""
    line: Node = tree.children[0]
    keyword = line.children[0]
    rest = line.children[1:]
    column = rest[0].column if rest and isinstance(rest[0], Token) else keyword.end_column
    value = _VALUES.get(line.data, _joined)(rest)
    return Line(keyword.type, _language(keyword), number, column or 0, value)


def _language(keyword: Token) -> Language:
    if keyword.type.endswith(("_ZH", "_EN")):
        return "zh" if keyword.type.endswith("_ZH") else "en"
    english = KEYWORDS[keyword.type].en.split()
    return "en" if keyword.split() == english and keyword.isascii() else "zh"


def _joined(tokens: list[Token]) -> str:
    return str(tokens[0]).strip() if tokens else ""


def _rule(tokens: list[Token]) -> tuple[str, str]:
    return str(tokens[0]), _joined(tokens[1:])


def _parts(children: list[Any]) -> tuple[tuple[Written, Written | None], ...]:
    parts = [child for child in children if isinstance(child, Tree)]
    return tuple(_part(part) for part in parts)


def _part(tree: Tree[Any], whose: Whose = "own") -> tuple[Written, Written | None]:
    names = [_name(child, whose) for child in tree.children if _is_tree(child)]
    return names[0], names[1] if len(names) > 1 else None


def _is_tree(child: object) -> bool:
    return isinstance(child, Tree)


def _name(tree: Node, whose: Whose = "own") -> Written:
    table, item, brackets = None, None, []
    for token in tree.children:
        if token.type == "IN_TABLE":
            table = next(number for sign, number in _TABLES.items() if sign in token)
        elif token.type == "ITEM":
            item = token.translate(_FULL)
        else:
            brackets.append("".join(token[1:-1].split()))
    return Written(table, item, tuple(brackets), None, whose, tree.children[0].column)


def _figure(tree: Node) -> list[tuple[Written, Written | None]]:
    """The figures that one operand stands for: more than one for 合计."""
    if tree.data == "prose":
        metric = tree.children[2]
        return [(Written(None, None, (), str(metric).strip(), "own", metric.column), None)]
    parts = [child for child in tree.children if _is_tree(child)]
    if tree.data == "figure":
        return [(_name(parts[0]), None)]
    return [_part(part, _WHOSE.get(tree.data, "own")) for part in parts]


def _sum(tree: Tree[Any]) -> tuple[WrittenTerm, ...]:
    terms: list[WrittenTerm] = []
    sign = 1
    for child in tree.children:
        if isinstance(child, Token):
            sign = -1 if child.type == "MINUS" else 1
            continue
        terms += _term(child, sign)
        sign = 1
    return tuple(terms)


def _term(tree: Node, sign: int) -> list[WrittenTerm]:
    if tree.data == "constant":
        return [WrittenTerm(sign * int(tree.children[0]))]
    factor = 1
    if tree.data == "multiple":
        factor, tree = int(tree.children[0]), tree.children[2]
    return [WrittenTerm(sign * factor, first, last) for first, last in _figure(tree)]


def _comparison(tree: Node) -> WrittenComparison:
    left, relation, right = tree.children
    return WrittenComparison(_sum(left), _RELATIONS[relation.type], _sum(right))


def _comparisons(children: list[Any]) -> tuple[WrittenComparison, ...]:
    return tuple(_comparison(child) for child in children if _is_tree(child))


def _assignments(children: list[Any]) -> tuple[tuple[Written, str], ...]:
    made: list[tuple[Written, str]] = []
    for tree in children:
        figure, _, *values = tree.children
        named = _figure(figure)[0][0]
        made += [(named, str(one).replace("−", "-")) for one in values if one.type == "VALUE"]
    return tuple(made)


_VALUES: dict[str, Any] = {
    "rule": _rule,
    "each": _parts,
    "must": lambda children: _comparison(children[0]),
    "when": _comparisons,
    "example": _assignments,
}

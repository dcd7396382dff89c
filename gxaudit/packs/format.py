"""The canonical form of a pack, in one language's keywords or the other's.

Only spelling changes: every comment, every empty line and every line stays where it is, and the
rules that are read from the formatted text are those that were read before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from attrs import define

from gxaudit.metrics import metric_called
from gxaudit.packs import fields
from gxaudit.packs.parse import parse, tokens_of
from gxaudit.packs.syntax import Line
from gxaudit.packs.words import KEYWORDS, OPERATORS, TIED, VALUES
from gxaudit.wording import Language

_INDENT = "  "
_FEWEST_COLUMNS = 9
"""Where values begin, behind the indent: what the Chinese keywords and ``english`` need."""
_HEADS = ("RULE", "PACK")
_TITLES = ("CHINESE", "ENGLISH")
"""Each is spelt in English wherever keywords are converted, as ``message`` is in any pack."""
_FORMS = str.maketrans("()．−", "（）.-")
"""What stands in item numbers, names of tables and printed figures."""
_SPACED = frozenset({"PLUS", "MINUS", "TIMES", "EQ", "NE", "GE", "LE", "AND", "TO"})
_STARTS = frozenset({"MUST", "WHEN", "AND", "EQ", "NE", "GE", "LE"})
"""Behind these a sign is the sign of a term and not an operator."""


@define(eq=False)
class _Row:
    """One line of the file; ``keyword`` is "" for a comment or an empty line."""

    keyword: str
    spelling: str
    value: str
    language: Language = "zh"


def formatted(source: str, language: Language | None = None) -> str:
    """The canonical form of a pack; with ``language`` its keywords are converted to it.

    A keyword that carries text (提示, message …) stays with the language of its text. Raises
    ``PackError`` for lines that the grammar refuses; what they mean is not looked at.
    """
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = {line.number: line for line in parse(text)}
    rows = [
        _row(lines.get(number), bare, language) for number, bare in enumerate(text.split("\n"), 1)
    ]
    parts = _rules(rows)
    for part in parts:
        if language is not None:
            _exchange_titles(part, language)
    printed = [line for part in parts for line in _aligned(part)]
    return "\n".join(printed).rstrip("\n") + "\n" if any(printed) else ""


def _row(line: Line | None, text: str, language: Language | None) -> _Row:
    if line is None:
        bare = text.strip()
        inside = bare and text[0].isspace()
        return _Row("", "", (_INDENT if inside else "") + bare)
    words = KEYWORDS[line.keyword]
    if line.keyword in _TITLES:
        kept = words.en if language else words.to(line.language)
        return _Row(line.keyword, kept, line.value)
    # The keyword of a rule tells the language of its title: see _exchange_titles.
    fixed = language is None or line.keyword == "RULE" or line.keyword in TIED
    spoken = line.language if fixed else language or line.language
    return _Row(line.keyword, words.to(spoken), _value(line, text, spoken), spoken)


def _value(line: Line, text: str, language: Language) -> str:
    keyword = line.keyword
    if keyword in VALUES:
        same = (both for key, both in VALUES[keyword] if line.value in (*both, str(key)))
        return next((both.to(language) for both in same), line.value)
    if keyword == "YEARS":
        return fields.years_text(line.value, language)
    if keyword == "FORM":
        return OPERATORS["COMMA"].to(language).join(fields.form_names(line.value))
    if keyword == "RULE":
        return " ".join(part for part in line.value if part)
    return line.value if isinstance(line.value, str) else _expression(text, language)


def _expression(text: str, language: Language) -> str:
    """Tokens in their canonical spelling, with spaces where they are read most easily."""
    tokens = tokens_of(text)
    is_example = tokens[0].type in ("PASSES", "FAILS")
    kinds = [_kind(token.type, before.type) for before, token in pairwise(tokens)]
    if is_example:
        kinds = ["IS" if kind == "EQ" else kind for kind in kinds]
    printed = [
        _SPELLINGS.get(kind, _operator)(token, kind, language)
        for kind, token in zip(kinds, tokens[1:], strict=True)
    ]
    ends = [(kind, after) for kind, after in pairwise((*kinds, ""))]
    return "".join(
        # A value is the last of its example, or a comma follows.
        f"{word} " if kind == "VALUE" and after != "COMMA" else word
        for word, (kind, after) in zip(printed, ends, strict=True)
    )


def _kind(kind: str, before: str) -> str:
    return f"SIGN_{kind}" if kind in ("PLUS", "MINUS") and before in _STARTS else kind


def _operator(_token: str, kind: str, language: Language) -> str:
    word = OPERATORS[kind].to(language)
    return f" {word} " if kind in _SPACED else word


def _metric(token: str, _kind: str, language: Language) -> str:
    known = metric_called(token.strip())
    return known.name.to(language) if known else token.strip()


def _name(token: str, _kind: str, _language: Language) -> str:
    return "".join(token.split()).translate(_FORMS)


def _bracket(token: str, _kind: str, _language: Language) -> str:
    return f"[{''.join(token[1:-1].split())}]"


_SPELLINGS: dict[str, Callable[[str, str, Language], str]] = {
    "IN_TABLE": _name,
    "ITEM": _name,
    "BRACKET": _bracket,
    "METRIC": _metric,
    "INTEGER": lambda token, kind, language: str(int(token)),
    "VALUE": _name,
    "IS": lambda token, kind, language: "=",
    "SIGN_PLUS": lambda token, kind, language: "",
    "SIGN_MINUS": lambda token, kind, language: OPERATORS["MINUS"].to(language),
}


def _rules(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The rows of each rule; what stands before the first one comes first."""
    parts: list[list[_Row]] = [[]]
    for row in rows:
        if row.keyword == "RULE":
            parts.append([])
        parts[-1].append(row)
    return parts


def _exchange_titles(part: Sequence[_Row], language: Language) -> None:
    """The title in the wanted language goes to the head, the other one where it stood.

    Where there is no other title the head keeps its keyword: it tells the language of its title.
    """
    head = part[0] if part and part[0].keyword == "RULE" else None
    if head is None or head.language == language:
        return
    own, other = _TITLES if language == "en" else _TITLES[::-1]
    found = [row for row in part if row.keyword == other]
    name, _, title = head.value.partition(" ")
    if len(found) != 1 or not title or any(row.keyword == own for row in part):
        return
    head.spelling, head.language = KEYWORDS["RULE"].to(language), language
    head.value, found[0].value = f"{name} {found[0].value}", title
    found[0].keyword, found[0].spelling = own, KEYWORDS[own].en


def _aligned(part: Sequence[_Row]) -> Iterator[str]:
    """The rows as text; the values of one rule begin in one column."""
    longest = max(
        (_width(row.spelling) for row in part if row.value and row.keyword not in _HEADS), default=0
    )
    start = max(_FEWEST_COLUMNS, longest + 2)
    for row in part:
        if not row.keyword:
            yield row.value
        elif row.keyword in _HEADS:
            yield f"{row.spelling} {row.value}"
        else:
            gap = " " * (start - _width(row.spelling))
            yield f"{_INDENT}{row.spelling}{gap}{row.value}".rstrip()


def _width(keyword: str) -> int:
    """Terminal columns; a keyword is either all Chinese or all English."""
    return len(keyword) if keyword.isascii() else 2 * len(keyword)

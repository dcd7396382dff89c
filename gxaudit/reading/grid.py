"""Stage 3: the lines of a table block, typed and grouped by the grammar in grammar/grid.lark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from attrs import frozen
from lark import Lark, Token, Tree
from lark.visitors import Interpreter

from gxaudit.compiled import parser_of


class Role(Enum):
    """What a line is in its table, as the grammar tells it."""

    TITLE = "title"
    HEADER = "header"
    REPEAT = "repeat"
    """Column headings printed again inside a block, as after a page break."""
    VALUED = "valued"
    BLANK = "blank"
    """A labelled row whose values are all blank."""
    GROUP = "group"
    """A labelled row that only introduces the rows below it."""
    NOISE = "noise"


@frozen(eq=False, repr=False, slots=False)
class GridRow:
    """One line of a table: its number in the text, its role and its raw cells."""

    line: int
    role: Role
    cells: tuple[str, ...]


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return parser_of("grid")


def read_grid(lines: Sequence[str], first_line: int) -> tuple[GridRow, ...]:
    """Rows with their roles, one for each line. Accepts any lines without newlines in them."""
    text = "\n".join(lines) + "\n"
    roles = _roles(tuple([match.lastgroup or "" for match in _line_types().finditer(text)]))
    return tuple(
        [
            GridRow(first_line + at, role, tuple(line.split("\t")))
            for at, (line, role) in enumerate(zip(lines, roles, strict=True))
        ]
    )


@lru_cache(maxsize=1)
def _line_types() -> re.Pattern[str]:
    """The terminals of the grammar as one expression, in their priority: typing a line with it
    costs a third of making a token of it, and gives the same type.
    """
    terminals = sorted(_parser().terminals, key=lambda one: -one.priority)
    return re.compile("|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in terminals))


@lru_cache(maxsize=512)
def _roles(kinds: tuple[str, ...]) -> tuple[Role, ...]:
    """The role of each line; it depends on the sequence of line types and on nothing else."""
    marks = _Marks(len(kinds))
    marks.visit(_parse(kinds))
    return tuple(marks.roles)


def _parse(kinds: Sequence[str]) -> Tree[Token]:
    interactive = _parser().parse_interactive("")
    for at, kind in enumerate(kinds):
        interactive.feed_token(Token(kind, "", start_pos=at))
    tree: Tree[Token] = interactive.feed_eof()  # type: ignore[no-untyped-call]
    return tree


_BY_RULE = {
    "title": Role.TITLE,
    "header": Role.HEADER,
    "repeat": Role.REPEAT,
    "valued": Role.VALUED,
    "first_valued": Role.VALUED,
    "second_valued": Role.VALUED,
    "blank": Role.BLANK,
    "first_blank": Role.BLANK,
    "second_blank": Role.BLANK,
    "first_group": Role.GROUP,
    "second_group": Role.GROUP,
    "noise": Role.NOISE,
}


class _Marks(Interpreter[Token, None]):
    """Writes the role of every line token of a tree; a token's place is its ``start_pos``."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.roles = [Role.NOISE] * count

    def __default__(self, tree: Tree[Token]) -> None:
        self._mark(tree, Role.NOISE)

    def _mark(self, tree: Tree[Token], role: Role) -> None:
        pending = [(tree, role)]
        while pending:
            node, above = pending.pop()
            mine = _BY_RULE.get(str(node.data), above)
            for child in node.children:
                if isinstance(child, Token):
                    self.roles[child.start_pos or 0] = mine
                else:
                    pending.append((child, mine))

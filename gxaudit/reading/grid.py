"""Stage 3: the lines of a table block, typed and grouped by the grammar in grammar/grid.lark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from attrs import frozen

from gxaudit.reading.lalr import Table, innermost, table


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
def _table() -> Table:
    return table()


@lru_cache(maxsize=1)
def _line_types() -> re.Pattern[str]:
    """The terminals of the grammar as one expression, in their priority: typing a line with it
    costs a third of making a token of it, and gives the same type.
    """
    return re.compile("|".join(f"(?P<{name}>{written})" for name, written in _table().types))


@lru_cache(maxsize=512)
def _roles(kinds: tuple[str, ...]) -> tuple[Role, ...]:
    """The role of each line; it depends on the sequence of line types and on nothing else."""
    roles = [Role.NOISE] * len(kinds)
    innermost(_table(), kinds, _BY_RULE, roles)
    return tuple(roles)


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

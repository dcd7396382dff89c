"""Labels as written to rows, groups and columns of a form."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from attrs import field, frozen

from gxaudit.forms import Form, Group, Row
from gxaudit.regex import regex

_SPACE = regex(r"[\s\u200b\ufeff]+")
_ORDINAL = regex(
    r"(?:[一二三四五六七八九十]{1,3}[、.,]|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[、.,]?(?=[^0-9.]))"
)
_PUNCTUATION = regex(r"[^\w]+|_+")
Target = Row | Group
_LONGEST = 120
_MOST_REMEMBERED = 5_000
_UNKNOWN: tuple[tuple[int, Target], ...] = ((-1, Group("", "", "", (), 0)),)
_CLOSE = 0.8
_GENERIC = frozenset(("其他", "其它"))

_cores: dict[str, tuple[str, str]] = {}


def core(text: str) -> str:
    """A label without ordinal, white space, punctuation and width differences."""
    return _both(text)[0]


def _both(text: str) -> tuple[str, str]:
    """The core of a label, and the core without what stands in brackets behind it."""
    known = _cores.get(text)
    if known is None:
        known = _make(text)
        if len(_cores) < _MOST_REMEMBERED and len(text) <= _LONGEST:
            _cores[text] = known
    return known


def _make(text: str) -> tuple[str, str]:
    if len(text) > _LONGEST:
        return "", ""
    plain = _SPACE.sub("", unicodedata.normalize("NFKC", text))
    for _ in range(2):
        match = _ORDINAL.match(plain)
        if match is None:
            break
        plain = plain[match.end() :]
    head = plain.partition("(")[0]
    return _PUNCTUATION.sub("", plain), _PUNCTUATION.sub("", head)


@frozen(eq=False, repr=False, slots=False)
class LabelIndex:
    """The labels of one form. ``rows`` also holds groups; ``columns`` maps a heading to tables."""

    rows: dict[str, tuple[tuple[int, Target], ...]]
    columns: dict[str, frozenset[int]]
    by_table: dict[int, dict[str, Target]]
    _found: dict[str, tuple[tuple[int, Target], ...]] = field(factory=dict)

    def find(self, text: str, table: int | None) -> tuple[int, Target] | None:
        """The (table, row or group) that a cell names, exactly or with a bracketed note behind.

        Where two tables share a label, the one at hand is preferred.
        """
        found = self._found.get(text, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._look_up(text)
            if len(self._found) < _MOST_REMEMBERED and len(text) <= _LONGEST:
                self._found[text] = found
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        return next((one for one in found if one[0] == table), found[0])

    def _look_up(self, text: str) -> tuple[tuple[int, Target], ...]:
        for key in _both(text):
            if key in self.rows:
                return self.rows[key]
        return ()

    def find_close(self, text: str, table: int | None) -> tuple[int, Target] | None:
        """The row of ``table`` whose label is nearest to a misspelt one, if any is near."""
        key = core(text)
        labels = self.by_table.get(table or 0)
        if labels is None or len(key) < 4:
            return None
        from difflib import get_close_matches

        near = get_close_matches(key, labels, n=1, cutoff=_CLOSE)
        return (table or 0, labels[near[0]]) if near else None

    def header_table(self, cells: tuple[str, ...]) -> int | None:
        """The table that a header row belongs to, where one of its headings tells."""
        for cell in cells:
            if cell:
                tables = self.columns.get(core(cell))
                if tables is not None and len(tables) == 1:
                    return next(iter(tables))
        return None


def is_generic(target: Target) -> bool:
    """Whether a row is called 其他 alone, which columns and local rows are called too."""
    return core(target.label) in _GENERIC


@lru_cache(maxsize=8)
def label_index(form: Form) -> LabelIndex:
    """The labels and variants of a form, ready for look-up."""
    rows: dict[str, list[tuple[int, Target]]] = {}
    columns: dict[str, set[int]] = {}
    by_table: dict[int, dict[str, Target]] = {}
    for table in form.tables:
        near: dict[str, Target] = by_table.setdefault(table.number, {})
        targets: tuple[Target, ...] = (*table.groups, *table.rows)
        for target in targets:
            for label in (target.label, *target.variants):
                near[core(label)] = target
                if table.one_line:
                    columns.setdefault(core(label), set()).add(table.number)
                else:
                    rows.setdefault(core(label), []).append((table.number, target))
        for block in table.blocks:
            for column in block.columns:
                for label in (column.label, *column.variants):
                    columns.setdefault(core(label), set()).add(table.number)
    if columns:
        columns.setdefault(core("申请人情况"), set()).add(3)
    return LabelIndex(
        {key: tuple(found) for key, found in rows.items()},
        {key: frozenset(tables) for key, tables in columns.items()},
        by_table,
    )

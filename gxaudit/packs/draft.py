"""The lines of a pack, rule by rule, before any of them is looked into."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import define, field

from gxaudit.packs.syntax import Line, Problem
from gxaudit.packs.words import KEYWORDS
from gxaudit.wording import Text

T = TypeVar("T")
REPEATED = frozenset({"BASIS_ZH", "BASIS_EN", "MUST", "PASSES", "FAILS"})
"""The keywords that a rule may use more than once."""


@define(eq=False)
class Draft:
    """The lines of one rule by keyword; ``damaged`` where some could not be read."""

    head: Line
    damaged: bool = False
    lines: dict[str, list[Line]] = field(factory=dict)

    def one(self, keyword: str) -> Line | None:
        """The line of a keyword that occurs at most once."""
        found = self.lines.get(keyword)
        return found[0] if found else None

    def all(self, keyword: str) -> Sequence[Line]:
        """The lines of a keyword."""
        return self.lines.get(keyword, ())

    def value(self, keyword: str, read: Callable[[Line], T], default: T) -> T:
        """What a field says, read by ``read``; ``default`` where it is not there."""
        line = self.one(keyword)
        return default if line is None else read(line)


def drafts_of(lines: Sequence[Line], wrong: Sequence[Problem]) -> tuple[list[Draft], list[Problem]]:
    """The rules as lines, and a problem for every line that has no place in any.

    ``wrong`` are the lines that could not be read: they may have been the head of a rule, and
    what follows them may belong to it.
    """
    drafts: list[Draft] = []
    problems: list[Problem] = []
    heads = [line.number for line in lines if line.keyword == "RULE"]
    damaged = {bisect_right(heads, problem.line) - 1 for problem in wrong}
    first_wrong = min((problem.line for problem in wrong), default=None)
    for line in lines:
        if line.keyword == "RULE":
            drafts.append(Draft(line, len(drafts) in damaged))
        elif drafts:
            _add(drafts[-1], line, problems)
        elif line.keyword != "PACK" and (first_wrong is None or line.number < first_wrong):
            words = Text(
                "这一行在第一条规则之前；先写“规则 名字 标题”，它的各行写在后面",
                "this line stands before the first rule; begin one with 'rule NAME TITLE'",
            )
            problems.append(Problem(line.number, line.column, words))
    return drafts, problems


def _add(draft: Draft, line: Line, problems: list[Problem]) -> None:
    mine = draft.lines.setdefault(line.keyword, [])
    if mine and line.keyword not in REPEATED and not draft.damaged:
        both = KEYWORDS[line.keyword]
        words = Text(
            f"“{both.zh}”在这条规则里写了两次（第 {mine[0].number} 行已有），请删去一行",
            f"'{both.en}' stands twice in this rule (line {mine[0].number} has it); remove one",
        )
        problems.append(Problem(line.number, line.column, words))
    mine.append(line)

"""What ``gxaudit pack check`` prints: every problem with its line, or one JSON document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from attrs import frozen

from gxaudit.packs import Pack, Problem
from gxaudit.render.run import Write
from gxaudit.render.spelling.escape import visible
from gxaudit.wording import Language, Text

SCHEMA = 1
"""Rises when a reader of the old JSON document would break."""
_MARGIN = "    "


@frozen(kw_only=True, slots=False)
class Checked:
    """What became of one file."""

    path: str
    pack: Pack | None
    """None where it was refused."""
    source: str | None
    """Its text, where it could be read."""
    problems: tuple[Problem, ...]
    unreadable: bool = False


class PackRenderer(Protocol):
    """One output format."""

    def pack(self, checked: Checked) -> None:
        """Called for each file, in order."""

    def end(self, every: Sequence[Checked]) -> None:
        """Called once, last."""


def pack_renderer(form: Literal["text", "json"], write: Write, language: Language) -> PackRenderer:
    """The renderer of an output format."""
    return _Json(write) if form == "json" else _Text(write, language)


class _Text:
    def __init__(self, write: Write, language: Language) -> None:
        self._write = write
        self._language = language

    def pack(self, checked: Checked) -> None:
        source = (checked.source or "").split("\n")
        for problem in checked.problems:
            words = problem.shown(checked.path).to(self._language)
            self._write(visible(words) + "\n")
            for line in _shown(problem, source):
                self._write(f"{_MARGIN}{line}\n")
        if checked.pack is not None and not checked.problems:
            self._write(visible(_well(checked.path, checked.pack).to(self._language)) + "\n")

    def end(self, every: Sequence[Checked]) -> None:
        problems = sum(len(one.problems) for one in every)
        if problems:
            wrong = sum(bool(one.problems) for one in every)
            words = Text(
                f"共检查 {len(every)} 个规则包，{wrong} 个有问题，{problems} 处；改正后请重新检查",
                f"{len(every)} packs checked, {wrong} with problems, {problems} in all; "
                "correct them and check again",
            )
            self._write(words.to(self._language) + "\n")


def _shown(problem: Problem, source: Sequence[str]) -> Iterator[str]:
    """The line with a caret below the place."""
    from gxaudit.render.telling.excerpt import excerpt

    if 0 < problem.line <= len(source):
        line = source[problem.line - 1]
        bare = line.lstrip()
        at = problem.column - 1 - (len(line) - len(bare))
        yield from excerpt(bare, at, at + 1)


def _well(path: str, pack: Pack) -> Text:
    rules = len(pack.rules)
    examples = sum(len(rule.examples) for rule in pack.rules)
    return Text(
        f"{path}：写法正确，共 {rules} 条规则，{examples} 个例子都与规则相符",
        f"{path}: well written; rules: {rules}; examples, all of which hold: {examples}",
    )


class _Json:
    def __init__(self, write: Write) -> None:
        self._write = write
        self._packs: list[object] = []

    def pack(self, checked: Checked) -> None:
        pack = checked.pack
        self._packs.append(
            {
                "path": checked.path,
                "digest": pack.digest if pack else None,
                "rules": [rule.id for rule in pack.rules] if pack else [],
                "examples": sum(len(rule.examples) for rule in pack.rules) if pack else 0,
                "unreadable": checked.unreadable,
                "problems": [_problem(one) for one in checked.problems],
            }
        )

    def end(self, every: Sequence[Checked]) -> None:
        from gxaudit.render.machines.json import dumps

        summary = {
            "packs": len(every),
            "problems": sum(len(one.problems) for one in every),
            "unreadable": sum(one.unreadable for one in every),
        }
        self._write(dumps({"schema": SCHEMA, "packs": self._packs, "summary": summary}) + "\n")


def _problem(problem: Problem) -> dict[str, object]:
    """Line and column from 1; null for the pack as a whole."""
    return {
        "line": problem.line or None,
        "column": problem.column or None,
        "message": {"zh": problem.words.zh, "en": problem.words.en},
    }

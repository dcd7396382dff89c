"""The whole way of one report, bytes to result, and the rules of a run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from gxaudit.finding import Fault
from gxaudit.plugins import LoadedPlugin, load_plugins
from gxaudit.reading import is_report, read_report
from gxaudit.rule import Rule
from gxaudit.runner import Plan, judge
from gxaudit.select import select_rules
from gxaudit.settle import Result, settle, unread
from gxaudit.source import SourceError, decode
from gxaudit.wording import Text

__all__ = ["Auditor", "audit", "read_report"]

_NO_REPORT = Text(
    "不是政府信息公开工作年度报告：既没有含“政府信息公开”和“年度报告”的标题，"
    "也没有两个以上的法定部分标题，也没有法定表格",
    "not an annual report on information disclosure: no title with 政府信息公开 and 年度报告, "
    "no two statutory section headings, no statutory table",
)
_EMPTY = Text("文件是空的", "the file is empty")


@frozen(eq=False, repr=False, slots=False)
class Auditor:
    """Loaded plugins and selected rules, ready to audit any number of reports."""

    plugins: tuple[LoadedPlugin, ...]
    faults: tuple[Fault, ...]
    """Plugins that could not be loaded."""
    rules: tuple[Rule, ...]
    """Every loaded rule, by id."""
    selected: tuple[Rule, ...]
    plan: Plan

    @classmethod
    def load(cls, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Auditor:
        """Discover plugins and select rules. Raises ``gxaudit.select.SelectError`` for an
        unknown rule or namespace.
        """
        plugins, faults = load_plugins()
        rules = tuple(
            sorted((rule for one in plugins for rule in one.rules), key=lambda rule: rule.id)
        )
        chosen = select_rules(rules, select, ignore)
        return cls(plugins, faults, rules, chosen, Plan(chosen, rules))

    def audit(
        self, data: bytes, path: str | None = None, *, skip_non_reports: bool = False
    ) -> Result:
        """Audit the bytes of one file. Never raises for what the bytes hold."""
        if not data.strip():
            return unread(path, _input(_EMPTY), skipped=skip_non_reports)
        try:
            text, encoding = decode(data)
        except SourceError as error:
            return unread(path, _input(error.message))
        report = read_report(text)
        if not is_report(report):
            return unread(path, _input(_NO_REPORT), skipped=skip_non_reports)
        report, judged = judge(report, self.plan)
        return settle(report, judged, text, path, encoding)


def _input(message: Text) -> Fault:
    return Fault(kind="input", message=message)


@lru_cache(maxsize=1)
def _default() -> Auditor:
    return Auditor.load()


def audit(source: str | os.PathLike[str] | bytes) -> Result:
    """Audit one report with every installed rule.

    ``source`` is a path or the bytes of a report. Raises ``OSError`` where the path cannot be
    read; whatever is wrong with the report itself is in the result.
    """
    if isinstance(source, bytes):
        return _default().audit(source)
    path = Path(source)
    return _default().audit(path.read_bytes(), str(path))

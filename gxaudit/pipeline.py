"""The whole way of one report, bytes to result, and the rules of a run."""

from __future__ import annotations

import os
from collections.abc import Container, Sequence
from functools import lru_cache
from pathlib import Path, PurePath

from attrs import evolve, frozen

from gxaudit.beside import ALONE, Beside
from gxaudit.config.settings import Asked, Settings, resolve
from gxaudit.equations.blanks import read_blanks
from gxaudit.finding import Fault
from gxaudit.intake import Foreign, Source, take
from gxaudit.judging.runner import Plan, Setting, Watch, judge
from gxaudit.judging.running import Isolated
from gxaudit.loading.plugins import LoadedPlugin, load_plugins
from gxaudit.reading.lexicon import Lexicon
from gxaudit.reading.read import is_report, read_report
from gxaudit.reading.source import SourceError
from gxaudit.report import Report
from gxaudit.rule import Rule
from gxaudit.settle import Result, settle, unread
from gxaudit.wording import Text

__all__ = ["Auditor", "audit", "read_report"]

_NO_REPORT = Text(
    "不是政府信息公开工作年度报告：既没有含“政府信息公开”和“年度报告”的标题，"
    "也没有两个以上的法定部分标题，也没有法定表格",
    "not an annual report on information disclosure: no title with 政府信息公开 and 年度报告, "
    "no two statutory section headings, no statutory table",
)
WORKER = "GXAUDIT_RULE_WORKER"
"""Set, it makes rules of foreign plugins run in a process of their own on any system."""
_EMPTY = Text("文件是空的", "the file is empty")
_NEVER_EMPTY = frozenset(
    (".doc", ".docm", ".docx", ".rtf", ".wps", ".odt", ".pdf", ".mht", ".mhtml", ".xls", ".xlsm",
     ".xlsx", ".et", ".ods")
)  # fmt: skip
"""Endings of documents, which hold something even where nothing was written: an empty one is a copy
that failed, while an empty text may lie in a repository for many reasons.
"""


@frozen(eq=False, repr=False, slots=False)
class Reading:
    """A file that was read and is a report."""

    source: Source
    report: Report
    """Before its blanks are judged, which depends on the rules that are loaded."""


@frozen(eq=False, repr=False, slots=False)
class Auditor:
    """Loaded plugins and selected rules, ready to audit any number of reports."""

    plugins: tuple[LoadedPlugin, ...]
    faults: tuple[Fault, ...]
    """Plugins that could not be loaded."""
    settings: Settings
    plan: Plan
    readers: tuple[Foreign, ...] = ()
    """Those that plugins bring."""
    lexicon: Lexicon | None = None
    """What the words of prose mean, where a plugin adds to our own."""

    @classmethod
    def load(cls, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Auditor:
        """Discover plugins and select rules, without any configuration.

        Raises ``gxaudit.select.SelectError`` for an unknown rule or namespace.
        """
        plugins, faults = load_plugins()
        asked = Asked(select=tuple(select), ignore=tuple(ignore))
        return cls.of(plugins, faults, resolve(None, asked, plugins))

    @classmethod
    def of(
        cls,
        plugins: tuple[LoadedPlugin, ...],
        faults: tuple[Fault, ...],
        settings: Settings,
    ) -> Auditor:
        """The auditor of one configuration."""
        each = {
            rule.id: Setting(settings.levels.get(rule.id), settings.options.get(rule.id))
            for rule in settings.selected
            if rule.id in settings.levels or rule.id in settings.options
        }
        origins = {plugin.name: plugin.origin for plugin in plugins}
        foreign = any(origin.foreign for origin in origins.values())
        watch = Watch(
            settings.rule_timeout,
            _worker() if foreign else None,
            bool(os.environ.get(WORKER)),
        )
        plan = Plan(settings.selected, settings.rules, each, origins, watch)
        readers = tuple(
            Foreign(reader, plugin.origin) for plugin in plugins for reader in plugin.readers
        )
        lexicon, broken = _lexicon(plugins)
        return cls(plugins, (*faults, *broken), settings, plan, readers, lexicon)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every loaded rule, by id."""
        return self.settings.rules

    @property
    def selected(self) -> tuple[Rule, ...]:
        """The rules that run."""
        return self.settings.selected

    def audit(
        self,
        data: bytes,
        path: str | None = None,
        *,
        skip_non_reports: bool = False,
        beside: Beside = ALONE,
    ) -> Result:
        """Audit the bytes of one file. Never raises for what the bytes hold."""
        read = self.read(data, path, skip_non_reports=skip_non_reports)
        return read if isinstance(read, Result) else self.judge(read, path, beside)

    def read(
        self, data: bytes, path: str | None = None, *, skip_non_reports: bool = False
    ) -> Reading | Result:
        """Read the bytes of one file: what rules can judge, or the result where they cannot."""
        read = self._read(data, path, skip_non_reports)
        return self.named(read) if isinstance(read, Result) else read

    def judge(
        self,
        reading: Reading,
        path: str | None = None,
        beside: Beside = ALONE,
        off: Container[str] = (),
    ) -> Result:
        """Run every selected rule on what was read; those in ``off`` are switched off."""
        report = reading.report
        if path is not None:
            report = evolve(report, file=PurePath(path).name)
        report, judged = judge(report, self.plan, beside, reading.source.text, off)
        return self.named(settle(report, judged, reading.source, path, beside))

    def companion(self, report: Report) -> Report:
        """A report as others are judged beside it: with its blanks judged by its own totals."""
        return read_blanks(report, self.plan.for_form(report.form)[1])[0]

    def named(self, result: Result) -> Result:
        """A result that says which configuration it stands under."""
        path = self.settings.path
        return result if path is None else evolve(result, configuration=path)

    def _read(self, data: bytes, path: str | None, skip_non_reports: bool) -> Reading | Result:
        if not data.strip():
            skipped = skip_non_reports and not _is_failed_copy(path)
            return unread(path, _input(_EMPTY), skipped=skipped)
        try:
            source = take(data, path, self.readers)
        except SourceError as error:
            return unread(path, _input(error.message))
        report = read_report(source.text, self.lexicon)
        if not is_report(report):
            return unread(path, _input(_NO_REPORT), skipped=skip_non_reports)
        return Reading(source, report)


def _is_failed_copy(path: str | None) -> bool:
    return path is None or PurePath(path).suffix.lower() in _NEVER_EMPTY


def _lexicon(plugins: Sequence[LoadedPlugin]) -> tuple[Lexicon | None, tuple[Fault, ...]]:
    if not any(plugin.lexicons for plugin in plugins):
        return None, ()
    from gxaudit.loading.lexicons import lexicon_of_plugins

    return lexicon_of_plugins(plugins)


@lru_cache(maxsize=1)
def _worker() -> Isolated:
    """Only runs with foreign plugins need it, and of those only some."""
    from gxaudit.judging.worker import Worker

    return Worker()


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

"""``gxaudit rules`` and ``gxaudit plugins``: what is installed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence

from gxaudit.cli.configured import load_here
from gxaudit.finding import Fault
from gxaudit.loading.plugins import LoadedPlugin
from gxaudit.pipeline import Auditor
from gxaudit.render.codes import CLEAN, INCOMPLETE, USAGE
from gxaudit.render.people.table import table
from gxaudit.render.run import Write
from gxaudit.render.spelling.escape import visible
from gxaudit.render.spelling.words import SEVERITIES, fault_words
from gxaudit.wording import Language, Text


def rules(options: Namespace, write: Write, language: Language) -> int:
    """List every rule; returns 0, or 3 where a plugin could not be loaded."""
    auditor = load_here(options)
    if options.pages is not None:
        from gxaudit.cli.pages import write_pages

        write(_written(write_pages(options.pages, auditor, auditor.rules), options.pages, language))
        return _faults(auditor.faults, write, language)
    heads = (Text("规则", "rule"), Text("级别", "level"), Text("内容", "what it says"))
    rows = [
        (rule.id, SEVERITIES[auditor.settings.level(rule)].to(language), rule.title.to(language))
        for rule in auditor.rules
    ]
    write(table([head.to(language) for head in heads], rows))
    write(_total(len(rows), language))
    return _faults(auditor.faults, write, language)


def plugins(options: Namespace, write: Write, language: Language) -> int:
    """List every plugin; returns 0, 3 where one could not be loaded, 2 where there is none."""
    auditor = Auditor.load()
    heads: tuple[Text, ...] = _PLUGINS
    rows = [_plugin_row(each, language) for each in auditor.plugins]
    if options.timing:
        heads += _TIMING
        rows = [
            row + _milliseconds(each.seconds)
            for row, each in zip(rows, auditor.plugins, strict=True)
        ]
    write(table([head.to(language) for head in heads], rows))
    if options.timing:
        write(_timed(auditor.plugins, language))
    code = _faults(auditor.faults, write, language)
    return code if auditor.rules else USAGE


_PLUGINS = (
    Text("名称", "name"),
    Text("发行包", "distribution"),
    Text("版本", "version"),
    Text("说明", "title"),
    Text("规则数", "rules"),
    Text("问题反馈", "issues"),
)
_TIMING = (Text("导入毫秒", "import ms"), Text("装入毫秒", "load ms"))


def _plugin_row(plugin: LoadedPlugin, language: Language) -> tuple[str, ...]:
    return (
        plugin.name,
        plugin.distribution,
        plugin.version,
        plugin.info.title.to(language),
        str(len(plugin.rules)),
        plugin.info.issues,
    )


def _milliseconds(seconds: Iterable[float]) -> tuple[str, ...]:
    return tuple(f"{1000 * each:.1f}" for each in seconds)


def _timed(loaded: Sequence[LoadedPlugin], language: Language) -> str:
    """The sums, and what the figures mean: whoever comes first pays for what others use too."""
    parts = [sum(each.seconds[at] for each in loaded) for at in (0, 1)]
    imported, asked, whole = _milliseconds((*parts, sum(parts)))
    if language == "zh":
        return (
            f"共 {whole} 毫秒：导入 {imported}，装入（调用钩子、读规则包、核对规则）{asked}。"
            "几个插件共用的模块算在排在前面的插件上\n"
        )
    return (
        f"{whole} ms in all: import {imported}, load (hooks, packs, checks of the rules) {asked}. "
        "A module that several plugins use counts for the first of them\n"
    )


def _written(count: int, folder: str, language: Language) -> str:
    if language == "zh":
        return visible(f"已在 {folder} 写入 {count} 个文件") + "\n"
    return visible(f"{count} files written into {folder}") + "\n"


def _total(count: int, language: Language) -> str:
    if language == "zh":
        return f"共 {count} 条。某条规则的依据、改法和实例：gxaudit explain 规则名\n"
    return f"{count} rules. Basis, correction and example of one: gxaudit explain RULE\n"


def _faults(faults: Sequence[Fault], write: Write, language: Language) -> int:
    for fault in faults:
        write(visible(fault_words(fault, language)) + "\n")
    return INCOMPLETE if faults else CLEAN

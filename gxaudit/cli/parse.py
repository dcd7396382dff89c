"""``gxaudit parse``: what was read from one report, before any rule."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from gxaudit.cli.errors import IncompleteError, complain
from gxaudit.files import MAX_SIZE, walk
from gxaudit.finding import Fault
from gxaudit.intake import Foreign, Source, take
from gxaudit.loading.plugins import LoadedPlugin, load_plugins
from gxaudit.reading.lexicon import Lexicon
from gxaudit.reading.read import is_report, read_report
from gxaudit.reading.source import SourceError
from gxaudit.render.codes import INCOMPLETE
from gxaudit.render.run import Write
from gxaudit.wording import Language, Text


def parse(options: Namespace, write: Write, language: Language) -> int:
    """Print every cell and claim of ``options.path``; returns 0, 3 where part of it was not read.

    Raises :class:`IncompleteError` where it cannot be read or is no such report.
    """
    from gxaudit.render.readings.reading import Reading, render_reading

    plugins, _ = load_plugins()
    source = _source(options.path, options.max_size or MAX_SIZE, plugins)
    report = read_report(source.text, _lexicon(plugins))
    if not is_report(report):
        raise _refused(
            options.path,
            Text(
                "不是政府信息公开工作年度报告：没有读到标题、法定部分标题或法定表格",
                "not an annual report on information disclosure: no title, no statutory "
                "section headings, no statutory table",
            ),
        )
    faults = (*source.faults, *(source.document.remarks if source.document else ()))
    reading = Reading(
        options.path,
        source.encoding,
        source.text,
        report,
        source.format,
        source.document,
        faults,
    )
    render_reading(reading, options.format, write, language)
    for fault in faults:
        complain(Text(f"{options.path}: {fault.zh}", f"{options.path}: {fault.en}"), language)
    return INCOMPLETE if faults else 0


def _lexicon(plugins: Sequence[LoadedPlugin]) -> Lexicon | None:
    """Our lexicon with that of the plugins, as an audit has it."""
    from gxaudit.loading.lexicons import lexicon_of_plugins

    return lexicon_of_plugins(plugins)[0]


def _source(path: str, max_size: int, plugins: Sequence[LoadedPlugin]) -> Source:
    import os

    if os.path.isdir(path):
        raise _refused(path, Text("是文件夹，请写明一个文件", "a folder; name one file"))
    data = next(data for _, data in walk([path], max_size))
    if isinstance(data, Fault):
        raise _refused(path, data.message)
    try:
        return take(data, path, _foreign(plugins))
    except SourceError as error:
        raise _refused(path, error.message) from error


def _foreign(plugins: Sequence[LoadedPlugin]) -> tuple[Foreign, ...]:
    """The readers that plugins bring."""
    return tuple(Foreign(reader, plugin.origin) for plugin in plugins for reader in plugin.readers)


def _refused(path: str, message: Text) -> IncompleteError:
    return IncompleteError(Text(f"{path}: {message.zh}", f"{path}: {message.en}"))

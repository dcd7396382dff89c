"""``gxaudit annotate``: the agency's own Word file with a comment at whatever is found."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable

from gxaudit import __version__
from gxaudit.auditors import Auditors
from gxaudit.cli.configured import load
from gxaudit.cli.errors import IncompleteError, UsageError
from gxaudit.cli.outputs import open_file, somebodys, unwritten
from gxaudit.config.place import ConfigError
from gxaudit.files import MAX_SIZE, walk
from gxaudit.finding import Fault
from gxaudit.reading.source import SourceError
from gxaudit.render.formats import renderer
from gxaudit.render.run import Run, Wanted, Write
from gxaudit.render.sinks import FileSink, holds_something
from gxaudit.render.spelling.escape import visible
from gxaudit.render.summary import Summary
from gxaudit.settle import Result, unread
from gxaudit.wording import Language, Text

_ENDINGS = (".docx", ".docm")
_FORMAT = "docx"


def annotate(options: Namespace, write: Write, language: Language) -> int:
    """Audit ``options.path`` as ``check`` does, and write its annotated copy; returns the exit
    code of ``check``. Raises :class:`UsageError` and :class:`IncompleteError`.
    """
    ending = _checked(options.path, options.output)
    auditors = load(options, [options.path])
    sink = open_file(options.output, ending)
    try:
        return _annotated(options, auditors, sink, write, language)
    finally:
        sink.discard()


def _annotated(
    options: Namespace, auditors: Auditors, sink: FileSink, write: Write, language: Language
) -> int:
    data, result = _audited(options, auditors)
    settings = auditors.of(options.path).settings
    run = Run(__version__, auditors.asked.today, auditors.plugins, (settings,))
    done = _nothing(options.output)
    if data is not None and result.report is not None:
        done = _done(options.output, _written(data, result, run, sink, language))
    code = _told(result, run, auditors.faults, write, language)
    write(visible(done.to(language)) + "\n")
    return code


def _audited(options: Namespace, auditors: Auditors) -> tuple[bytes | None, Result]:
    """The bytes of the report and its result; no bytes where it could not be read."""
    path = options.path
    try:
        auditor = auditors.of(path)
    except ConfigError as error:
        raise UsageError(error.message) from error
    _, data = next(walk([path], options.max_size or MAX_SIZE))
    if isinstance(data, Fault):
        return None, auditor.named(unread(path, data))
    result = auditors.waived(auditor.audit(data, path))
    if result.report is not None and (result.format != _FORMAT or result.document is None):
        raise UsageError(_other(path, result.format))
    return data, result


def _told(
    result: Result, run: Run, faults: Iterable[Fault], write: Write, language: Language
) -> int:
    """Print what ``check`` prints; returns its exit code."""
    summary = Summary(run.settings[0].fail_on)
    text = renderer("text", write, Wanted(language))
    text.begin(run)
    summary.add(result)
    text.result(result)
    for fault in faults:
        summary.add_fault()
        text.fault(fault)
    text.end(summary)
    return summary.exit_code


def _written(data: bytes, result: Result, run: Run, sink: FileSink, language: Language) -> int:
    """Write the copy; returns how many comments it has."""
    from gxaudit.annotating.guarded import annotate as annotated
    from gxaudit.render.office.remarks import remarks

    notes = tuple(remarks(result, run.rules, language))
    try:
        sink.stream.write(annotated(data, notes, f"{run.today.isoformat()}T00:00:00Z"))
        sink.commit()
    except SourceError as error:
        raise IncompleteError(_unmarked(sink.path, error.message)) from error
    except OSError as error:
        raise IncompleteError(unwritten(sink.path, error)) from error
    return len(notes)


def _checked(path: str, output: str) -> str:
    """The ending of both files. Raises :class:`UsageError` where they cannot be meant."""
    ending = os.path.splitext(path)[1].lower()
    if ending not in _ENDINGS:
        raise UsageError(_other(path, ending.removeprefix(".")))
    if os.path.splitext(output)[1].lower() != ending:
        raise UsageError(_unlike(output, ending))
    if _same(path, output):
        raise UsageError(_itself(output))
    if holds_something(output):
        from gxaudit.render.earlier import is_annotated

        if not is_annotated(output):
            raise UsageError(somebodys(output))
    return ending


def _same(path: str, output: str) -> bool:
    if os.path.realpath(path) == os.path.realpath(output):
        return True
    return os.path.exists(path) and os.path.exists(output) and os.path.samefile(path, output)


def _other(path: str, kind: str) -> Text:
    zh, en = (f"（这是 {kind}）", f" (this is {kind})") if kind else ("", "")
    return Text(
        f"{path}: 只能给 Word 文档（.docx）加批注{zh}。.doc、.wps 请先另存为 .docx；"
        "其他格式请用 gxaudit check --output 结果.html 或 结果.docx",
        f"{path}: only Word documents (.docx) can be commented on{en}. Save .doc and .wps as .docx "
        "first; for other formats use gxaudit check --output RESULT.html or RESULT.docx",
    )


def _unlike(output: str, ending: str) -> Text:
    return Text(
        f"-o {output}: 批注写入原文件的副本，扩展名要和原文件一样：{ending}",
        f"-o {output}: the copy is a file like the report; its ending has to be {ending} too",
    )


def _itself(output: str) -> Text:
    return Text(
        f"-o {output}: 这就是要检查的报告，不能覆盖；请换一个文件名",
        f"-o {output}: this is the report itself, which is never replaced; name another file",
    )


def _unmarked(path: str, why: Text) -> Text:
    return Text(
        f"{path}: 批注没有写成，报告已检查：{why.zh}",
        f"{path}: not written, although the report was audited: {why.en}",
    )


def _done(path: str, count: int) -> Text:
    return Text(
        f"{path}: 已写入批注 {count} 条，正文和表格没有改动",
        f"{path}: {count} comments written; text and tables are unchanged",
    )


def _nothing(path: str) -> Text:
    return Text(
        f"{path}: 没有写入，因为没有读到报告",
        f"{path}: not written, since no report was read",
    )

"""From ``--format``, ``--output`` and ``--quiet`` to the outputs of a run, and how they ended."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import ExitStack

from gxaudit.cli.errors import IncompleteError, UsageError, broken, complain
from gxaudit.oserrors import reason
from gxaudit.render.formats import Format, endings, named, of_file
from gxaudit.render.outputs import Output, Outputs
from gxaudit.render.run import Renderer, Wanted, Write
from gxaudit.render.sinks import FileSink, Printed, Sink, holds_something, pages_of
from gxaudit.wording import Language, Text


def targets(
    paths: Iterable[str], outputs: Iterable[str], formats: Container[str] | None = None
) -> dict[str, tuple[Format, str]]:
    """Each file of ``--output`` with its format and the ending that decided on it; ``formats``
    are the names of those that can be, by default all.

    Raises :class:`UsageError` for an ending that says nothing, for two outputs to one file, for
    a file that is to be audited, and for one that is there and no result of ours.
    """
    chosen: dict[str, tuple[Format, str]] = {}
    taken = {os.path.realpath(path): path for path in paths}
    for path in outputs:
        found = format_of(path, formats)
        identity = os.path.realpath(path)
        if identity in taken:
            raise UsageError(_twice(path, taken[identity], taken[identity] in chosen))
        if holds_something(identity):
            from gxaudit.render.earlier import is_result

            if not is_result(identity, found[0].name):
                raise UsageError(somebodys(path))
        taken[identity] = path
        chosen[path] = found
    return chosen


def format_of(path: str, formats: Container[str] | None = None) -> tuple[Format, str]:
    """The format of a file of ``--output`` and the ending that decides on it, of these formats.

    Raises :class:`UsageError` for an ending that says nothing.
    """
    found = of_file(path)
    if found is None or (formats is not None and found[0].name not in formats):
        raise UsageError(_unknown(path, formats))
    return found


def written(files: Mapping[str, tuple[Format, str]]) -> Iterator[str]:
    """The files of ``--output``, and further ones in which an earlier result of theirs went on: no
    reports, wherever they stand.
    """
    for path, (form, ending) in files.items():
        yield path
        if form.parts:
            from gxaudit.render.earlier import parts

            yield from parts(path[: -len(ending)], path[-len(ending) :])
        if form.pages:
            from gxaudit.render.earlier import pages

            yield from pages(pages_of(path[: -len(ending)]), form.name)


def open_outputs(
    options: Namespace, files: dict[str, tuple[Format, str]], write: Write, language: Language
) -> Outputs:
    """The outputs of a run, files first. Nothing is audited where one of them cannot be opened.

    Raises :class:`UsageError` or :class:`IncompleteError`.
    """
    wanted = Wanted(
        language,
        detailed=options.coverage,
        suggest=options.suggest,
        step_summary=os.environ.get("GITHUB_STEP_SUMMARY") or None,
    )
    with ExitStack() as unless:
        opened = []
        for path, (form, ending) in files.items():
            pages = form.name if form.pages else ""
            sink = open_file(path, ending, parts=form.parts, pages=pages)
            unless.callback(sink.discard)
            opened.append(Output(path, _made(form, sink, wanted), sink))
        opened.append(_printed(options, write, wanted))
        unless.pop_all()
    return Outputs(opened)


def open_file(path: str, ending: str, *, parts: bool = False, pages: str = "") -> FileSink:
    """A file to be written; ``parts``: maybe in several; ``pages``: maybe with a folder of pages
    in this format. Raises :class:`UsageError` or :class:`IncompleteError`.
    """
    try:
        return FileSink(path, ending, parts=parts, pages=pages)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise UsageError(_no_place(path)) from error
    except OSError as error:
        raise IncompleteError(_nothing_done(path, _cause(error))) from error


def _made(form: Format, sink: Sink, wanted: Wanted) -> Renderer:
    try:
        return form.make(sink, wanted)
    except ImportError as error:
        raise UsageError(_needs(form, error)) from error


def _printed(options: Namespace, write: Write, wanted: Wanted) -> Output:
    """What goes to standard output, or with ``--quiet`` to standard error."""
    if options.format is None and options.quiet:
        from gxaudit.render.people.quiet import QuietRenderer

        tell = sys.stderr.write
        return Output(None, QuietRenderer(tell, wanted.language), Printed(tell))
    sink = Printed(write)
    return Output(None, _made(named(options.format or "text"), sink, wanted), sink)


def tell_failures(outputs: Outputs, language: Language) -> None:
    """Say of each file that could not be written why, and what became of further files of an
    earlier result. Raises what standard output raised.
    """
    for sink in outputs.files:
        for path in sink.removed:
            complain(_removed(path), language)
        for path in sink.others:
            complain(_not_of_this(path, sink.path), language)
    for one in outputs.failed:
        if one.path is not None and one.failure is not None:
            complain(unwritten(one.path, one.failure), language)
    for one in outputs.failed:
        if one.path is None and one.failure is not None:
            raise one.failure


def _cause(error: Exception) -> Text:
    if isinstance(error, FileExistsError):
        return Text(
            f"结果要分成几个文件，而 {error.filename} 已存在，也不是上次结果的一部分；"
            "请移走它，或另写文件名",
            f"the result goes on in {error.filename}, which is there and no part of an earlier "
            "result; move it away or name another file",
        )
    message = getattr(error, "message", None)
    if isinstance(message, Text):
        return message
    if isinstance(error, PermissionError):
        return Text(
            "没有写入权限，或者文件正被别的程序打开",
            "permission denied, or another program has the file open",
        )
    if isinstance(error, OSError):
        return reason(error)
    return Text(f"gxaudit 自身出错：{broken(error)}", f"gxaudit itself failed: {broken(error)}")


def unwritten(path: str, error: Exception) -> Text:
    """A file was not written, and why."""
    cause = _cause(error)
    return Text(
        f"{path}: 没有写成，原有文件（如有）保持不变：{cause.zh}",
        f"{path}: not written; what was there before is unchanged: {cause.en}",
    )


def _nothing_done(path: str, cause: Text) -> Text:
    return Text(
        f"{path}: 无法写入，什么都没有检查：{cause.zh}",
        f"{path}: cannot be written, so nothing was audited: {cause.en}",
    )


def _no_place(path: str) -> Text:
    return Text(
        f"--output {path}: 所在文件夹不存在，或者这是一个文件夹；请先建立文件夹，并写明文件名",
        f"--output {path}: there is no such folder, or this is one; make the folder first and name "
        "a file in it",
    )


def _removed(path: str) -> Text:
    return Text(
        f"{path}: 上次结果较大时写出的后续文件，这次用不到，已删除",
        f"{path}: a further file of an earlier, larger result; removed, as this one has none",
    )


def _not_of_this(path: str, output: str) -> Text:
    return Text(
        f"{path}: 不是 {output} 的后续文件，没有改动；上传或转交时请不要混在一起",
        f"{path}: no part of {output} and left as it is; do not hand it on as if it were",
    )


def somebodys(path: str) -> Text:
    """What is there is no result of ours."""
    return Text(
        f"--output {path}: 已有这个文件，而且不是 gxaudit 写的结果，可能是报告，不能覆盖；"
        "请换一个文件名",
        f"--output {path}: this file is there and no result of gxaudit, so it may be a report and "
        "is not replaced; name another",
    )


def _unknown(path: str, formats: Container[str] | None = None) -> Text:
    known = " ".join(endings(formats))
    return Text(
        f"--output {path}: 由扩展名看不出格式，可用：{known}；输出到标准输出请用 --format 指明格式",
        f"--output {path}: the ending does not say which format; known are {known}; for standard "
        "output name the format with --format",
    )


def _twice(path: str, other: str, is_output: bool) -> Text:
    if is_output:
        return Text(
            f"--output {path}: 与 --output {other} 是同一个文件，请各写一个文件",
            f"--output {path}: the same file as --output {other}; give each a file of its own",
        )
    return Text(
        f"--output {path}: 这是要检查的文件，不能用结果覆盖它，请换一个文件名",
        f"--output {path}: a file to be audited, which the result must not replace; name another",
    )


def _needs(form: Format, error: ImportError) -> Text:
    name = error.name or str(error)
    if form.extra is None:
        return Text(
            f"{form.name} 格式无法使用：缺少 {name}",
            f"the format {form.name} cannot be used: {name} is missing",
        )
    command = f"pip install 'gxaudit[{form.extra}]'"
    return Text(
        f"{form.name} 格式需要 {name}，请运行：{command}",
        f"the format {form.name} needs {name}: {command}",
    )

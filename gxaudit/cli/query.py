"""``gxaudit query``: ask a store, by a ready question or in SQL."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from gxaudit.cli.errors import IncompleteError, UsageError
from gxaudit.cli.outputs import format_of, open_file, unwritten
from gxaudit.render.answers import is_answer, write_answer
from gxaudit.render.codes import CLEAN
from gxaudit.render.sinks import holds_something
from gxaudit.store.errors import AskedWronglyError, ForeignError, StoreError
from gxaudit.store.opened import Store
from gxaudit.store.questions import QUESTIONS, question_called
from gxaudit.wording import Language, Text

if TYPE_CHECKING:
    from gxaudit.render.run import Write

FORMS = {"text": "table", "csv": "csv", "json": "json"}
"""What an answer is written as, by the format that an ending stands for."""
_USAGE = Text(
    "请写 gxaudit query 问题 结果库文件夹，或 gxaudit query --sql 语句 结果库文件夹；"
    "有哪些问题见 gxaudit query --list",
    "write gxaudit query QUESTION DIR, or gxaudit query --sql SELECT DIR; gxaudit query --list "
    "names the questions",
)
_LIST = {"name": Text("问题", "question"), "about": Text("内容", "what it answers")}


def query(options: Namespace, write: Write, language: Language) -> int:
    """Answer; returns 0. Raises :class:`UsageError` and :class:`IncompleteError`."""
    told = _Told(_form(options), options.output, write, language)
    if options.list:
        rows = [(one.name.to(language), one.about.to(language)) for one in QUESTIONS]
        _tell(told, tuple(_LIST), _LIST, rows)
        return CLEAN
    sql, heads, folder = _asked(options, language)
    _refuse_inside(options.output, folder)
    try:
        with Store(folder) as store:
            answer = store.ask(sql)
            _tell(told, answer.columns, heads, answer.rows)
    except (AskedWronglyError, ForeignError) as error:
        raise UsageError(error.message) from error
    except StoreError as error:
        raise IncompleteError(error.message) from error
    return CLEAN


def _form(options: Namespace) -> str:
    """That of the ending of the file; of standard output that of ``--format``."""
    asked: str | None = options.format
    if options.output is None:
        return asked or "table"
    form = FORMS[format_of(options.output, FORMS)[0].name]
    if asked is not None and asked != form:
        raise UsageError(_two_forms(options.output, asked))
    return form


def _refuse_inside(output: str | None, folder: str) -> None:
    """A store in which there is anything else is no store any more."""
    within = os.path.join(os.path.realpath(folder), "")
    if output is not None and os.path.realpath(output).startswith(within):
        raise UsageError(_inside(output, folder))


def _asked(options: Namespace, language: Language) -> tuple[str, Mapping[str, Text], str]:
    """The SQL, what its columns are called where that is known, and the folder."""
    if len(options.asked) != (2 if options.sql is None else 1):
        raise UsageError(_USAGE)
    if options.sql is not None:
        return options.sql, {}, options.asked[0]
    try:
        question = question_called(options.asked[0])
    except AskedWronglyError as error:
        raise UsageError(error.message) from error
    return question.sql(language), question.heads, options.asked[1]


@frozen(slots=False)
class _Told:
    """How an answer is told, and where."""

    form: str
    output: str | None
    """None for standard output."""
    write: Write
    language: Language


def _tell(
    told: _Told,
    columns: Sequence[str],
    heads: Mapping[str, Text],
    rows: Iterable[Sequence[object]],
) -> None:
    path, language = told.output, told.language
    named = [heads.get(name, Text(name, name)) for name in columns]
    shown = [each.to(language) for each in named]
    if path is None:
        write_answer(told.form, columns, shown, rows, told.write, language)
        return
    known = [each.zh for each in named], [each.en for each in named]
    if holds_something(path) and not is_answer(path, told.form, columns, known):
        raise UsageError(_somebodys(path))
    sink = open_file(path, "")
    try:
        write_answer(told.form, columns, shown, rows, sink.write, language)
        sink.commit()
    except OSError as error:
        raise IncompleteError(unwritten(path, error)) from error
    finally:
        sink.discard()


def _two_forms(path: str, form: str) -> Text:
    return Text(
        f"--output {path}: 扩展名与 --format {form} 不一致；写入文件时由扩展名决定格式，"
        "请不写 --format",
        f"--output {path}: the ending and --format {form} differ; the ending decides on the format "
        "of a file, so leave --format out",
    )


def _inside(path: str, folder: str) -> Text:
    return Text(
        f"--output {path}: 在结果库 {folder} 里，结果库里不能有别的文件；请写在外面的文件夹",
        f"--output {path}: inside the store {folder}, which must hold nothing else; name a folder "
        "outside of it",
    )


def _somebodys(path: str) -> Text:
    return Text(
        f"--output {path}: 已有这个文件，而且不是这个查询上次的结果，不能覆盖；请换一个文件名",
        f"--output {path}: this file is there and no earlier answer to this query, so it is not "
        "replaced; name another",
    )

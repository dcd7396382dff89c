"""``gxaudit query``: ask a store, by a ready question or in SQL."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from gxaudit.cli.errors import IncompleteError, UsageError
from gxaudit.render.answers import write_answer
from gxaudit.render.codes import CLEAN
from gxaudit.store.errors import AskedWronglyError, ForeignError, StoreError
from gxaudit.store.opened import Store
from gxaudit.store.questions import QUESTIONS, question_called
from gxaudit.wording import Language, Text

if TYPE_CHECKING:
    from gxaudit.render.run import Write

_USAGE = Text(
    "请写 gxaudit query 问题 结果库文件夹，或 gxaudit query --sql 语句 结果库文件夹；"
    "有哪些问题见 gxaudit query --list",
    "write gxaudit query QUESTION DIR, or gxaudit query --sql SELECT DIR; gxaudit query --list "
    "names the questions",
)
_LIST = {"name": Text("问题", "question"), "about": Text("内容", "what it answers")}


def query(options: Namespace, write: Write, language: Language) -> int:
    """Answer; returns 0. Raises :class:`UsageError` and :class:`IncompleteError`."""
    if options.list:
        rows = [(one.name.to(language), one.about.to(language)) for one in QUESTIONS]
        _tell(_Told(options, write, language), tuple(_LIST), _LIST, rows)
        return CLEAN
    sql, heads, folder = _asked(options, language)
    try:
        with Store(folder) as store:
            answer = store.ask(sql)
            _tell(_Told(options, write, language), answer.columns, heads, answer.rows)
    except (AskedWronglyError, ForeignError) as error:
        raise UsageError(error.message) from error
    except StoreError as error:
        raise IncompleteError(error.message) from error
    return CLEAN


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
    """To whom it is told, and how."""

    options: Namespace
    write: Write
    language: Language


def _tell(
    told: _Told,
    columns: Sequence[str],
    heads: Mapping[str, Text],
    rows: Iterable[Sequence[object]],
) -> None:
    path: str | None = told.options.output
    form = told.options.format or _of_ending(path or "")
    shown = [heads[name].to(told.language) if name in heads else name for name in columns]
    if path is None:
        write_answer(form, columns, shown, rows, told.write, told.language)
        return
    from gxaudit.cli.outputs import open_file, unwritten

    sink = open_file(path, "")
    try:
        write_answer(form, columns, shown, rows, sink.write, told.language)
        sink.commit()
    except OSError as error:
        raise IncompleteError(unwritten(path, error)) from error
    finally:
        sink.discard()


def _of_ending(path: str) -> str:
    for form in ("csv", "json"):
        if path.lower().endswith(f".{form}"):
            return form
    return "table"

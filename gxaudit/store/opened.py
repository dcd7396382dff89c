"""A store that can be asked and does nothing else: no file but its own is read, none is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from shutil import rmtree
from tempfile import gettempdir
from typing import TYPE_CHECKING, Self

from attrs import frozen

from gxaudit.store.engine import connected, library, quoted
from gxaudit.store.errors import AskedWronglyError, StoreError
from gxaudit.store.folder import cannot, described
from gxaudit.store.schema import tables
from gxaudit.wording import Text

if TYPE_CHECKING:
    from types import TracebackType

    from gxaudit.store.rows import Value

_BATCH = 1000


@frozen(slots=False)
class Answer:
    """Names of columns, and rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[Sequence[Value]]


class Store:
    """Asks a store in SQL; each of its tables is a view.

    Raises :class:`StoreError` where it cannot be used, or DuckDB is not installed.
    """

    def __init__(self, path: str) -> None:
        self._duckdb = library()
        self.path = path
        try:
            described(path)
        except OSError as error:
            raise cannot(path, error) from error
        # Where large questions put what has no room in memory: made when it is needed.
        self._room = os.path.join(gettempdir(), f"gxaudit-{os.urandom(8).hex()}")
        self._connection = connected(self._room, None)
        try:
            self._open(os.path.realpath(path))
        except self._duckdb.Error as error:
            self._connection.close()
            raise StoreError(_unusable(path, error)) from error

    def _open(self, folder: str) -> None:
        run = self._connection.execute
        files = {each.name: os.path.join(folder, each.file) for each in tables()}
        for name, file in files.items():
            run(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({quoted(file)})")
        run(f"SET allowed_paths = [{', '.join(map(quoted, files.values()))}]")
        run("SET enable_external_access = false")
        run("SET lock_configuration = true")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._connection.close()
        rmtree(self._room, ignore_errors=True)

    def ask(self, sql: str) -> Answer:
        """The answer to one statement that only reads.

        Raises :class:`AskedWronglyError` for any other and for what is no SQL; so may its rows.
        """
        try:
            statements = self._connection.extract_statements(sql)
            if len(statements) != 1:
                raise AskedWronglyError(_ONE)
            # What the store itself consists of may be opened, so nothing that writes may run.
            if statements[0].type != self._duckdb.StatementType.SELECT:
                raise AskedWronglyError(_READ_ONLY)
            cursor = self._connection.execute(statements[0])
            names = tuple(each[0] for each in cursor.description or ())
        except self._duckdb.Error as error:
            raise AskedWronglyError(_refused(error)) from error
        return Answer(names, self._rows())

    def _rows(self) -> Iterator[Sequence[Value]]:
        while True:
            try:
                batch = self._connection.fetchmany(_BATCH)
            except self._duckdb.Error as error:
                raise AskedWronglyError(_refused(error)) from error
            if not batch:
                return
            yield from batch


_ONE = Text("--sql 只能是一条语句", "--sql takes one statement")
_READ_ONLY = Text(
    "--sql 只能查询（SELECT、FROM、WITH、DESCRIBE、SUMMARIZE），不能写入、读别的文件或改设置",
    "--sql only asks (SELECT, FROM, WITH, DESCRIBE, SUMMARIZE): it writes nothing, reads no other "
    "file and sets nothing",
)


def _refused(error: Exception) -> Text:
    said = " ".join(str(error).partition("\nLINE ")[0].split())
    return Text(
        f"这条查询没有执行成；DuckDB 提示：“{said}”", f"the query failed; DuckDB says “{said}”"
    )


def _unusable(path: str, error: Exception) -> Text:
    said = str(error).partition("\n")[0]
    return Text(
        f"{path}: 结果库读不出，可能已损坏，请用 gxaudit export 重新导出；DuckDB 提示：“{said}”",
        f"{path}: the store cannot be read and may be damaged, export it again with gxaudit "
        f"export; DuckDB says “{said}”",
    )

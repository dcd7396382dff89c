"""DuckDB, imported where it is needed and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxaudit.store.errors import StoreError
from gxaudit.wording import Text

if TYPE_CHECKING:
    from types import ModuleType

    from duckdb import DuckDBPyConnection

_COMMAND = "pip install 'gxaudit[store]'"
MEMORY = "64MB"
"""What writing a store may take beside the text of its rows."""


def library() -> ModuleType:
    """The module ``duckdb``. Raises :class:`StoreError` with the command to install it."""
    try:
        import duckdb
    except ImportError as error:
        raise StoreError(
            Text(f"结果库需要组件 duckdb，请运行：{_COMMAND}", f"a store needs duckdb: {_COMMAND}")
        ) from error
    return duckdb


def connected(room: str, memory: str | None = MEMORY) -> DuckDBPyConnection:
    """A connection of its own, in memory, which loads nothing by itself.

    What does not fit into ``memory`` (None: most of the machine's) goes to the folder ``room``.
    """
    settings: dict[str, str | bool] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": room,
    }
    if memory is not None:
        settings |= {"memory_limit": memory, "threads": "1"}
    connection: DuckDBPyConnection = library().connect(":memory:", config=settings)
    # A name in a query is a table of the store, never a variable of this program.
    connection.execute("SET python_enable_replacements = false")
    return connection


def quoted(text: str) -> str:
    """A string of SQL."""
    return "'" + text.replace("'", "''") + "'"

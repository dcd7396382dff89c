"""Where results are kept from run to run: the user's own cache folder, or one that was named.

It is removed like any folder; the next run makes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from gxaudit.oserrors import reason
from gxaudit.packs.store import cache_folder, is_mine
from gxaudit.wording import Text
from gxaudit.work.sqlite import Database, UnusableError

NAME = "results.sqlite"
MOST = 2_000_000_000
"""Bytes; what is oldest goes first. A report takes about 12,000."""


@frozen(eq=False, slots=False)
class Cache:
    """The file of a run, open; None where it does without, and what people are told of it."""

    database: Database | None = None
    note: Text | None = None

    @property
    def path(self) -> str | None:
        """Where it is."""
        return None if self.database is None else self.database.path

    def ended(self) -> Text | None:
        """Keep it within bounds after a run; what people are told of how it went."""
        if self.database is None:
            return None
        worked = self.database.works and self.database.takes()
        self.database.bound(MOST)
        return None if worked else _LOST


def find_cache(named: str | None, environment: Mapping[str, str]) -> Cache:
    """The cache in the folder that was ``named``, else in the user's own. Never raises."""
    folder = cache_folder(environment) if named is None else Path(named)
    if folder is None:
        return Cache()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Whoever can write there could say what an audit found.
        if not is_mine(folder):
            return Cache(note=_without(folder, _NOT_MINE))
        database = Database(os.path.join(folder, NAME))
        if not database.takes():
            return Cache(note=_without(folder, _FULL))
    except OSError as error:
        return Cache(note=_without(folder, reason(error)))
    except UnusableError as error:
        return Cache(note=_without(folder, error.why))
    return Cache(database, _rebuilt(folder) if database.rebuilt else None)


_NOT_MINE = Text(
    "别的用户可以写入（可用 chmod go-w 收回），或者是别的用户的",
    "other users can write there (chmod go-w takes that back), or it is another user's",
)
_FULL = Text("写不进去，磁盘可能已满", "it cannot be written, the disk may be full")
_LOST = Text(
    "结果缓存中途失效（已损坏或写不进去），检查照常完成；下次运行会重做一部分",
    "the cache of results failed on the way (damaged, or it could not be written); the audit is "
    "complete, and the next one does part of it again",
)


def _without(folder: Path, why: Text) -> Text:
    return Text(
        f"结果缓存用不了，本次不保留结果：{folder}：{why.zh}",
        f"the cache of results cannot be used, so nothing is kept of this run: {folder}: {why.en}",
    )


def _rebuilt(folder: Path) -> Text:
    return Text(
        f"结果缓存已损坏或不是 gxaudit 的，已重建：{folder / NAME}",
        f"the cache of results was damaged or is not gxaudit's; it was made anew: {folder / NAME}",
    )

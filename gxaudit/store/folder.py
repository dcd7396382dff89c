"""A store's folder: written beside its place, put there whole or not at all.

A folder cannot be replaced in one step as a file can: the old one is moved aside, the new one takes
its place, the old one is removed. Whoever was killed between the first two steps left no store at
its place and a whole one beside it, which :func:`recovered` puts back.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from contextlib import suppress
from functools import partial

from gxaudit.oserrors import reason
from gxaudit.render.folder import sweep
from gxaudit.store.errors import ForeignError, StoreError
from gxaudit.store.schema import KEY, MANIFEST, SCHEMA, tables
from gxaudit.wording import Text

_MEANWHILE = (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.EACCES)
"""What another export that puts its store in place at the same moment leads to."""
_TRIES, _PAUSE = 20, 0.05


class StoreFolder:
    """The folder of a store while it is written, under a hidden name beside its place.

    Raises :class:`ForeignError` where something stands at its place that is no store of ours, and
    ``OSError``.
    """

    def __init__(self, path: str) -> None:
        self.target = os.path.realpath(path)
        recovered(self.target)
        _refuse_foreign(path, self.target)
        sweep(self.target, partial(_is_left, self.target))
        self.folder: str = _beside(self.target, f"{os.urandom(8).hex()}.part")
        os.mkdir(self.folder)

    def commit(self) -> None:
        """All is written: take the place. Raises :class:`StoreError` and ``OSError``."""
        for name in os.listdir(self.folder):
            _on_disk(os.path.join(self.folder, name))
        for _ in range(_TRIES):
            _refuse_foreign(self.target, self.target)
            if self._swapped():
                return
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), self.target)

    def _swapped(self) -> bool:
        """False where another export has come first: then its store is the old one."""
        aside = _beside(self.target, "previous")
        try:
            if os.path.isdir(self.target):
                shutil.rmtree(aside, ignore_errors=True)
                os.rename(self.target, aside)
            os.rename(self.folder, self.target)
        except OSError as error:
            recovered(self.target)
            if error.errno not in _MEANWHILE:
                raise
            time.sleep(_PAUSE)
            return False
        shutil.rmtree(aside, ignore_errors=True)
        return True

    def discard(self) -> None:
        """Remove what has not been put in place. Never raises."""
        shutil.rmtree(self.folder, ignore_errors=True)


def recovered(target: str) -> None:
    """Put back the store of whoever was killed while replacing it. Never raises."""
    aside = _beside(target, "previous")
    if not os.path.lexists(target) and os.path.isdir(aside):
        with suppress(OSError):
            os.rename(aside, target)


def described(path: str) -> dict[str, object]:
    """What a store says of itself. Raises :class:`ForeignError` and ``OSError``."""
    recovered(os.path.realpath(path))
    try:
        with open(os.path.join(path, MANIFEST), encoding="utf-8") as stream:
            said = json.load(stream)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise ForeignError(_no_store(path)) from error
    schema = said.get(KEY) if isinstance(said, dict) else None
    if not isinstance(schema, int):
        raise ForeignError(_no_store(path))
    if schema != SCHEMA:
        raise ForeignError(_other_schema(path, schema))
    for table in tables():
        if not os.path.isfile(os.path.join(path, table.file)):
            raise StoreError(_damaged(path, table.file))
    return dict(said)


def _refuse_foreign(path: str, target: str) -> None:
    """Only an empty folder, or a store with nothing of anybody else's in it, is ever replaced."""
    if not os.path.lexists(target):
        return
    if not os.path.isdir(target):
        raise ForeignError(_a_file(path))
    names = set(os.listdir(target))
    if not names:
        return
    if not _is_ours(target):
        raise ForeignError(_foreign(path))
    others = names - {MANIFEST} - {each for each in names if each.endswith(".parquet")}
    if others:
        raise ForeignError(_others(path, min(others)))


def _is_ours(folder: str) -> bool:
    try:
        with open(os.path.join(folder, MANIFEST), encoding="utf-8") as stream:
            said = json.load(stream)
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and KEY in said


def _beside(target: str, ending: str) -> str:
    """Hidden, so that it is never taken for a folder of reports."""
    return os.path.join(
        os.path.dirname(target), f".{os.path.basename(target)}.gxaudit-store.{ending}"
    )


def _is_left(target: str, name: str) -> bool:
    return name.startswith(os.path.basename(_beside(target, ""))) and name.endswith(".part")


def _on_disk(path: str) -> None:
    with open(path, "r+b") as stream:
        os.fsync(stream.fileno())


def cannot(path: str, error: OSError) -> StoreError:
    """A folder that the system refuses."""
    why = reason(error)
    return StoreError(
        Text(f"{path}: 无法使用：{why.zh}", f"{path}: cannot be used: {why.en}"),
    )


def _a_file(path: str) -> Text:
    return Text(
        f"{path}: 这是一个文件；结果库是一个文件夹，请另写一个名称",
        f"{path}: this is a file; a store is a folder, name another",
    )


def _foreign(path: str) -> Text:
    return Text(
        f"{path}: 这个文件夹不是空的，也不是 gxaudit 的结果库，不能替换；请另写一个文件夹",
        f"{path}: this folder is not empty and no store of gxaudit, so it is not replaced; name "
        "another",
    )


def _others(path: str, name: str) -> Text:
    return Text(
        f"{path}: 这个结果库里有别的文件（{name}），替换会删掉它；请先移走，或另写一个文件夹",
        f"{path}: this store holds a file of somebody else ({name}), which would be lost; move it "
        "away or name another folder",
    )


def _no_store(path: str) -> Text:
    return Text(
        f"{path}: 不是 gxaudit 的结果库（没有可用的 {MANIFEST}）；请先运行"
        f" gxaudit export 报告文件夹 --to {path}",
        f"{path}: no store of gxaudit (no {MANIFEST} that can be used); write one with "
        f"gxaudit export REPORTS --to {path}",
    )


def _other_schema(path: str, schema: int) -> Text:
    return Text(
        f"{path}: 结果库的结构是第 {schema} 版，这个版本的 gxaudit 用第 {SCHEMA} 版；"
        "请用 gxaudit export 重新导出",
        f"{path}: the store has schema {schema}, this gxaudit uses {SCHEMA}; export it again with "
        "gxaudit export",
    )


def _damaged(path: str, name: str) -> Text:
    return Text(
        f"{path}: 结果库不完整，缺少 {name}；请用 gxaudit export 重新导出",
        f"{path}: the store is not whole, {name} is missing; export it again with gxaudit export",
    )

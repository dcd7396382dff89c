"""Which files a run reads: paths and folders to bytes, sorted, one at a time."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from gxaudit.config.file import OWN_FILES
from gxaudit.finding import Fault
from gxaudit.wording import Text

MAX_SIZE = 20_000_000
"""Bytes; a larger file is a fault unless ``--max-size`` says otherwise."""


def names(paths: Iterable[str], without: Container[str] = ()) -> Iterator[tuple[str, Fault | None]]:
    """Each file that :func:`walk` would read, or why there is none."""
    return _named(paths, without)


def read(path: str, max_size: int = MAX_SIZE) -> bytes | Fault:
    """The bytes of one file, or why they could not be read."""
    return _read(path, max_size)


def walk(
    paths: Iterable[str], max_size: int = MAX_SIZE, without: Container[str] = ()
) -> Iterator[tuple[str, bytes | Fault]]:
    """Each file below ``paths`` as (display path, its bytes or why they could not be read).

    Folders are walked in sorted order, without hidden files and folders, without following
    links to folders, and without the files whose real paths are in ``without``; a file named
    twice is read once. One file's failure never ends the walk.

    Configurations, waivers and packs stand beside reports and are none, even where this run leaves
    them unused: what a folder holds of ours is passed over unless it is named itself.
    """
    for name, fault in _named(paths, without):
        yield name, fault or _read(name, max_size)


def count(paths: Iterable[str], without: Container[str] = ()) -> int:
    """How many files :func:`walk` yields, found out without reading any."""
    return sum(1 for _ in _named(paths, without))


def _named(paths: Iterable[str], without: Container[str]) -> Iterator[tuple[str, Fault | None]]:
    seen: set[str] = set()
    for path in paths:
        for name, fault in _files(path):
            identity = os.path.realpath(name)
            passed_over = name != path and fault is None and _is_ours(name, identity, without)
            if identity not in seen and not passed_over:
                seen.add(identity)
                yield name, fault


def _is_ours(name: str, identity: str, without: Container[str]) -> bool:
    return identity in without or os.path.basename(name) in OWN_FILES or name.endswith(".gxr")


def _files(path: str) -> Iterator[tuple[str, Fault | None]]:
    if not os.path.isdir(path):
        yield path, None
        return
    faults: list[OSError] = []
    found = False
    for folder, folders, names in os.walk(path, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                found = True
                yield str(Path(folder, name)), None
        while faults:
            error = faults.pop(0)
            yield str(error.filename), _cannot_read(str(error.filename), error)
    for error in faults:
        yield str(error.filename), _cannot_read(str(error.filename), error)
        found = True
    if not found:
        yield path, _input(path, Text("文件夹里没有文件", "the folder holds no files"))


def _read(path: str, max_size: int) -> bytes | Fault:
    try:
        # Anything but a regular file (a pipe, a device) could block for ever.
        if os.path.exists(path) and not os.path.isfile(path):
            return _input(path, Text("不是普通文件", "not a regular file"))
        with open(path, "rb") as stream:
            # A read of so many bytes reserves as many: no more than the file has.
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(min(size, max_size) + 1)
    except OSError as error:
        return _cannot_read(path, error)
    if len(data) > max_size:
        return _input(path, _too_large(os.path.getsize(path), max_size))
    return data


def _input(path: str, message: Text) -> Fault:
    return Fault(kind="input", path=path, message=message)


def _too_large(size: int, limit: int) -> Text:
    return Text(
        f"文件有 {size} 字节，超过上限 {limit} 字节，未检查；确需检查请用 --max-size 放宽",
        f"the file has {size} bytes, more than the limit of {limit}, and was not audited; "
        "raise the limit with --max-size if it is a report",
    )


def _cannot_read(path: str, error: OSError) -> Fault:
    if isinstance(error, FileNotFoundError):
        return _input(path, Text("没有这个文件或文件夹", "no such file or folder"))
    if isinstance(error, PermissionError):
        return _input(path, Text("没有读取权限", "permission denied"))
    from gxaudit.oserrors import reason

    why = reason(error)
    return _input(path, Text(f"无法读取：{why.zh}", f"cannot be read: {why.en}"))

"""Which files a run reads: paths and folders to bytes, sorted, one at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gxaudit.config.file import OWN_FILES
from gxaudit.finding import Fault
from gxaudit.wording import Text

MAX_SIZE = 20_000_000
"""Bytes; a larger file is a fault unless ``--max-size`` says otherwise."""


def names(
    paths: Iterable[str],
    without: Container[str] = (),
    pass_over: Callable[[str], bool] | None = None,
) -> Iterator[tuple[str, Fault | None]]:
    """Each file that :func:`walk` would read, or why there is none.

    ``pass_over`` is asked of every file in a folder: those it takes are not among them unless they
    are named themselves.
    """
    known = _Known(without, pass_over)
    for path in paths:
        yield from known.below(path) if os.path.isdir(path) else known.named(path)
    yield from known.unfollowed()


def walk(
    paths: Iterable[str], max_size: int = MAX_SIZE, without: Container[str] = ()
) -> Iterator[tuple[str, bytes | Fault]]:
    """Each file below ``paths`` as (display path, its bytes or why they could not be read).

    Folders are walked in sorted order, without hidden files and folders, without following
    links to folders, and without the files whose real paths are in ``without``; a file named
    twice is read once. One file's failure never ends the walk. A link to a folder that is not
    walked by another way is a fault: what it holds is not audited.

    Configurations, waivers and packs stand beside reports and are none, even where this run leaves
    them unused: what a folder holds of ours is passed over unless it is named itself.
    """
    for name, fault in names(paths, without):
        yield name, fault or read(name, max_size)


class _Known:
    """What was come by already. Of a million files in folders it keeps none in mind."""

    def __init__(
        self, without: Container[str], pass_over: Callable[[str], bool] | None = None
    ) -> None:
        self._without = without
        self._pass_over = pass_over
        self._passed_over: set[str] = set()
        """Real paths of what was passed over, which may still be named."""
        self._starts: list[str] = []
        """Real paths of the folders that were named."""
        self._links: list[str] = []
        """To folders, by which nothing was read."""
        self._reached: dict[str, str] = {}
        """By real path of a folder, the last name in it that was come by."""
        self._single: set[str] = set()
        """Real paths of what was named, or came by way of a link."""

    def named(self, path: str) -> Iterator[tuple[str, Fault | None]]:
        """A file that is named itself, whatever it is."""
        real = os.path.realpath(path)
        if not self._has(real):
            self._single.add(real)
            yield path, None

    def below(self, path: str) -> Iterator[tuple[str, Fault | None]]:
        """The files below a folder; a fault where there are none."""
        waiting, found = [path], False
        links: list[str] = []
        self._starts.append(os.path.realpath(path))
        while waiting:
            folder = waiting.pop()
            real = os.path.realpath(folder)
            if real in self._reached:
                found = True
                continue
            try:
                listed = _listed(folder)
            except OSError as error:
                found = True
                yield folder, _cannot_read(folder, error)
                continue
            start = os.path.join(Path(folder), "") if folder not in (".", "./") else ""
            waiting += [start + name for name in reversed(listed.folders)]
            links += [start + name for name in listed.links]
            found = found or bool(listed.files)
            for name in self._new(real, start, listed):
                yield start + name, None
        if found:
            self._links += links
        else:
            yield path, _input(path, _only_links(links) if links else _EMPTY)

    def unfollowed(self) -> Iterator[tuple[str, Fault | None]]:
        """Links that led nowhere: to no folder that was walked, nor to one that holds it."""
        for link in self._links:
            real = os.path.realpath(link)
            above = os.path.join(real, "")
            if real not in self._reached and not any(
                start.startswith(above) for start in self._starts
            ):
                yield link, _input(link, _NOT_FOLLOWED)

    def _new(self, folder: str, shown: str, listed: _Listed) -> Iterator[str]:
        """The names of files to read in a folder with this real path, ``shown`` before names."""
        start = os.path.join(folder, "")
        for name in listed.files:
            real = os.path.realpath(start + name) if name in listed.linked else start + name
            if not (self._has(real) or self._is_ours(name, real)):
                if self._pass_over is not None and self._pass_over(shown + name):
                    self._passed_over.add(real)
                else:
                    if name in listed.linked:
                        self._single.add(real)
                    yield name
            self._reached[folder] = name
        self._reached[folder] = _LAST

    def _has(self, real: str) -> bool:
        """Whether a file was come by."""
        if real in self._single:
            return True
        if real in self._passed_over:
            return False
        folder, name = os.path.split(real)
        passed = name <= self._reached.get(folder, "")
        shown = passed and not (name.startswith(".") or self._is_ours(name, real))
        return shown and os.path.lexists(real)

    def _is_ours(self, name: str, real: str) -> bool:
        return real in self._without or name in OWN_FILES or name.endswith(".gxr")


class _Listed(NamedTuple):
    """What is not hidden in a folder, in order."""

    files: list[str]
    linked: set[str]
    """Those of them that are links."""
    folders: list[str]
    links: list[str]
    """Links to folders, which are not followed: they could lead in a circle."""


_LAST = "\U0010ffff"
_EMPTY = Text("文件夹里没有文件", "the folder holds no files")
_NOT_FOLLOWED = Text(
    "这是指向另一个文件夹的链接，没有跟进，其中的报告没有检查；要检查请在命令里也写上它",
    "a link to another folder, which was not followed, so no report in it was audited; to audit "
    "them name it in the command too",
)


def _listed(folder: str) -> _Listed:
    listed = _Listed([], set(), [], [])
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                _sort_in(listed, entry)
    for names_ in (listed.files, listed.folders, listed.links):
        names_.sort()
    return listed


def _sort_in(listed: _Listed, entry: os.DirEntry[str]) -> None:
    linked = entry.is_symlink()
    if _is_folder(entry):
        (listed.links if linked else listed.folders).append(entry.name)
    else:
        listed.files.append(entry.name)
        if linked:
            listed.linked.add(entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a circle: reading it says so
        return False


_CHANGES = Text(
    "文件正在改动，未检查；请等写完后重新检查",
    "the file is being changed and was not audited; run it again when it is written",
)


def _only_links(links: list[str]) -> Text:
    name = os.path.basename(links[0])
    return Text(
        f"文件夹里没有文件，只有指向其他文件夹的链接（如 {name}）。链接不会跟进，"
        "请直接写出要检查的文件夹",
        f"the folder holds no files, only links to folders, such as {name}. Links are not "
        "followed: name the folders themselves",
    )


def read(path: str, max_size: int = MAX_SIZE) -> bytes | Fault:
    """The bytes of one file, or why they could not be read."""
    try:
        # Anything but a regular file (a pipe, a device) could block for ever.
        if os.path.exists(path) and not os.path.isfile(path):
            return _input(path, Text("不是普通文件", "not a regular file"))
        with open(path, "rb") as stream:
            # A read of so many bytes reserves as many: no more than the file has.
            before = os.fstat(stream.fileno())
            data = stream.read(min(before.st_size, max_size) + 1)
            after = os.fstat(stream.fileno())
    except OSError as error:
        return _cannot_read(path, error)
    if len(data) > max_size:
        return _input(path, _too_large(after.st_size, max_size))
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same and len(data) == after.st_size else _input(path, _CHANGES)


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

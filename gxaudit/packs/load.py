"""Packs from files and packages. What was parsed once is kept as data and only read again."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType

from attrs import define, field

from gxaudit.oserrors import reason
from gxaudit.packs.rules import rules_of
from gxaudit.packs.store import kept_lines
from gxaudit.packs.syntax import Line, PackError, Problem, UnreadablePackError
from gxaudit.reading.source import SourceError, decode
from gxaudit.resources import resource
from gxaudit.rule import Rule
from gxaudit.wording import Text

ENGINE = "gxaudit"
MAX_SIZE = 1_000_000
"""Bytes; no pack that people can review is larger."""


@define(eq=False, slots=False)
class Pack:
    """A pack that was read whole: its name, its text and its rules in the order of the file."""

    name: str
    source: str = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)
    path: Path | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        from hashlib import sha256

        return sha256(self.source.encode("utf-8", "surrogatepass")).hexdigest()


def read_pack(source: str, name: str = "pack", path: Path | None = None) -> Pack:
    """A pack from its text. Raises :class:`PackError` with every problem, by line."""
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    kept = kept_lines(text, name if path is None else None)
    if kept is not None:
        rules = _rebuilt(kept)
        if rules is not None:
            return Pack(name, text, rules, path)
    try:
        return Pack(name, text, _parsed(text), path)
    except PackError as error:
        raise PackError(error.problems, name if path is None else str(path), text) from None


def _rebuilt(lines: Sequence[Line]) -> tuple[Rule, ...] | None:
    """Rules from kept lines; None where they are damaged, since the text is the truth."""
    try:
        return rules_of(lines)
    # Whatever is wrong with kept lines, parsing tells it better.
    except Exception:
        return None


def _parsed(text: str) -> tuple[Rule, ...]:
    # The parser needs Lark, which costs more than everything else here.
    from gxaudit.packs.parse import read_lines
    from gxaudit.packs.store import keep_lines

    lines, wrong = read_lines(text)
    rules = rules_of(lines, wrong)
    keep_lines(text, lines)
    return rules


def load_pack(path: str | os.PathLike[str]) -> Pack:
    """A pack from a file. Raises :class:`PackError`; where the file cannot even be read it is an
    :class:`UnreadablePackError`.
    """
    file = Path(path)
    return read_pack(pack_text(file_bytes(file), str(file)), file.stem, file)


def file_bytes(path: str | os.PathLike[str]) -> bytes:
    """What a file holds, no more of it than a pack may have and one byte.

    Raises :class:`UnreadablePackError`.
    """
    shown = os.fspath(path)
    # A pipe or a device could block for ever.
    if os.path.exists(path) and not os.path.isfile(path):
        raise unreadable(shown, Text("不是普通文件", "it is not a regular file"))
    try:
        with open(path, "rb") as stream:
            return stream.read(MAX_SIZE + 1)
    except FileNotFoundError as error:
        raise unreadable(shown, Text("没有这个文件", "there is no such file")) from error
    except PermissionError as error:
        raise unreadable(shown, Text("没有读取权限", "permission denied")) from error
    except (OSError, ValueError) as error:
        why = reason(error)
        raise unreadable(shown, Text(f"读不了：{why.zh}", f"cannot be read: {why.en}")) from error


def pack_text(data: bytes, path: str) -> str:
    """The text of a pack. Raises :class:`UnreadablePackError`, which names ``path``."""
    if len(data) > MAX_SIZE:
        raise unreadable(path, Text("文件超过 1 MB", "the file is larger than 1 MB"))
    try:
        return decode(data)[0]
    except SourceError as error:
        raise unreadable(path, error.message) from error


def unreadable(path: str, words: Text) -> UnreadablePackError:
    """The error of a file that cannot be read, ``words`` saying why."""
    return UnreadablePackError((Problem(0, 0, words),), path)


def packaged(package: str, name: str) -> Pack:
    """A pack that lies in a package; ``gxaudit`` stands for our own in rules/.

    Raises :class:`PackError`, ``ImportError`` or ``OSError``.
    """
    if package == ENGINE:
        return read_pack(
            resource("rules", name).read_text(encoding="utf-8"), name.removesuffix(".gxr")
        )
    return read_pack(packaged_text(package, name), name.removesuffix(".gxr"))


def packaged_text(package: str, name: str) -> str:
    """The text of a file that lies in a package. Raises ``ImportError`` or ``OSError``."""
    text, _ = decode(_resource(importlib.import_module(package), name))
    return text


def shipped(name: str) -> tuple[str, str]:
    """One of the packs in rules/, as the hook ``gxaudit_packs`` returns it."""
    return ENGINE, f"{name}.gxr"


def _resource(module: ModuleType, name: str) -> bytes:
    folder = os.path.dirname(module.__file__ or "")
    path = os.path.join(folder, *name.split("/"))
    loader = module.__spec__.loader if module.__spec__ else None
    get_data = getattr(loader, "get_data", None)
    data = get_data(path) if get_data else Path(path).read_bytes()
    return bytes(data)

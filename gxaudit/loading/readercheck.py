"""What a plugin offers as readers, checked before it is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxaudit.guard import Origin, RefusedError
from gxaudit.readers.model import Reader
from gxaudit.wording import Text

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_RESERVED = frozenset(("text", "html", "docx", "xlsx", "pdf", "doc", "xls", "wps"))


def check_readers(offered: Sequence[object], origin: Origin) -> tuple[Reader, ...]:
    """The readers by name. Raises ``RefusedError`` for one that cannot be used."""
    if not origin.installed:
        raise RefusedError(_DRAFT)
    readers = [_checked(each) for each in offered]
    names = [reader.name for reader in readers]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise RefusedError(
            Text(f"有两个读取组件叫“{twice}”", f"two of its readers are called '{twice}'")
        )
    return tuple(sorted(readers, key=lambda reader: reader.name))


def _checked(offered: object) -> Reader:
    name, extra = getattr(offered, "name", None), getattr(offered, "extra", None)
    methods = [getattr(offered, each, None) for each in ("recognises", "read")]
    named = isinstance(name, str) and _NAME.fullmatch(name) and name not in _RESERVED
    if named and (extra is None or isinstance(extra, str)) and all(map(callable, methods)):
        return offered  # type: ignore[return-value]
    found = type(offered).__name__
    return _refuse(found, name)


def _refuse(found: str, name: object) -> Reader:
    raise RefusedError(
        Text(
            f"gxaudit_readers() 给出的 {found}（name={name!r:.40}）不能用：要有 name"
            "（小写字母、数字、连字符，不与自带格式重名）、extra（字符串或 None）、"
            "recognises() 和 read()",
            f"gxaudit_readers() offers {found} (name={name!r:.40}), which cannot be used: it needs "
            "name (lower-case letters, digits, hyphens, none of ours), extra (a string or None), "
            "recognises() and read()",
        )
    )


_DRAFT = Text(
    "草稿文件不能带读取组件：文件在另一个进程里读取，那里没有草稿；请做成插件安装",
    "a draft cannot bring readers: files are read in another process, which does not know it; "
    "install it as a plugin",
)

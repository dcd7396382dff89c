"""A TOML file to a table; what is wrong with its syntax, by line."""

from __future__ import annotations

import os

from gxaudit.config.place import ConfigError, Place
from gxaudit.oserrors import reason
from gxaudit.regex import regex
from gxaudit.wording import Text

LARGEST = 20_000_000
"""Bytes of a file of ours: some 30,000 waivers, or 200,000 bodies."""
_AT = regex(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
# What an input method leaves behind, and parsers only call an invalid value.
_FULL_WIDTH = regex("[“”‘’＝，［］＂]")
_BARE_RULE = regex(r"""^\s*\[?[\w.\- ]*[a-z0-9]/[a-z]""")


def read_bytes(path: str, place: Place) -> bytes:
    """The content of a file that must be there. Raises :class:`ConfigError`."""
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        raise place.error(Text(f"没有这个文件：{path}", f"there is no such file: {path}")) from None
    except OSError as error:
        why = reason(error)
        raise place.error(
            Text(f"无法读取 {path}：{why.zh}", f"{path} cannot be read: {why.en}")
        ) from error


def read_limited(path: str, place: Place, largest: int = LARGEST) -> bytes:
    """The content of a regular file of at most so many bytes. Raises :class:`ConfigError`."""
    # A pipe or a device could block for ever.
    if os.path.exists(path) and not os.path.isfile(path):
        raise place.error(Text(f"{path} 不是普通文件", f"{path} is not a regular file"))
    data = read_bytes(path, place)
    if len(data) > largest:
        raise place.error(
            Text(
                f"{path} 有 {len(data)} 字节，超过上限 {largest}",
                f"{path} has {len(data)} bytes, more than the limit of {largest}",
            )
        )
    return data


def parse_toml(data: bytes, place: Place) -> dict[str, object]:
    """The table of a TOML document. Raises :class:`ConfigError` that names the line."""
    import tomllib

    try:
        # Editors of Windows put a byte order mark before UTF-8.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise place.error(
            Text(
                f"第 {line} 行不是 UTF-8 编码，请另存为 UTF-8",
                f"line {line} is not UTF-8; save the file as UTF-8",
            )
        ) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(text, str(error), place) from error
    except ValueError as error:
        # Python refuses to read a number of more than 4300 digits, and no line is told.
        raise place.error(
            Text("其中有一个数字位数太多", "a number in it has too many digits")
        ) from error
    except RecursionError as error:
        raise place.error(
            Text("列表或表套得太深", "lists or tables are nested too deeply")
        ) from error


def _syntax(text: str, message: str, place: Place) -> ConfigError:
    match = _AT.search(message)
    reason = message[: match.start()] if match else message
    lines = text.split("\n")
    at_end = match is None or match[1] is None
    line = len(lines) if at_end or match is None else int(match[1])
    column = "" if at_end or match is None else match[2]
    zh = f"第 {line} 行" + (f"第 {column} 列" if column else "末尾") + f"不合 TOML 写法：{reason}"
    en = f"line {line}" + (f", column {column}" if column else ", at the end") + f": {reason}"
    hint = _hint(lines[line - 1]) if 0 < line <= len(lines) else Text("", "")
    return place.error(Text(zh + hint.zh, en + hint.en))


def _hint(line: str) -> Text:
    if _FULL_WIDTH.search(line):
        return Text(
            "。引号、等号、逗号、方括号都要用半角",
            ". Quotes, equals signs, commas and brackets must be half-width",
        )
    if _BARE_RULE.search(line):
        return Text(
            '。规则名要加引号，如 [options."text/placeholder"]',
            '. Put the name of a rule in quotes, as in [options."text/placeholder"]',
        )
    return Text("", "")

"""``gxaudit pack fmt``: packs in their canonical form, in either language's keywords."""

from __future__ import annotations

from argparse import Namespace

from attrs import frozen

from gxaudit.cli.errors import complain
from gxaudit.cli.packfiles import STDIN, pack_bytes
from gxaudit.cli.rewrite import encoded_like, rewrite
from gxaudit.packs import PackError
from gxaudit.packs.format import formatted
from gxaudit.packs.load import pack_text, unreadable
from gxaudit.render.codes import CLEAN, FOUND, INCOMPLETE
from gxaudit.render.run import Write
from gxaudit.render.spelling.escape import visible
from gxaudit.wording import Language, Text

_LANGUAGES: dict[str, Language] = {"zh": "zh", "en": "en"}


def fmt(options: Namespace, write: Write, language: Language) -> int:
    """Format ``options.packs``; with ``--check`` or ``--diff`` nothing is written.

    Returns 0, 1 where such a file would change, 3 where one could not be formatted.
    """
    only_told = options.check or options.diff
    wanted = _LANGUAGES.get(getattr(options, "keywords", "auto"))
    changed = refused = 0
    for path in dict.fromkeys(options.packs):
        try:
            one = _formatted(path, wanted)
            if path == STDIN and not only_told:
                write(one.after)
            elif one.data != one.new:
                changed += 1
                if options.diff:
                    _write_difference(one, write)
                if not only_told:
                    _rewrite(one)
                if path != STDIN:
                    write(visible(_said(path, only_told).to(language)) + "\n")
        except PackError as error:
            refused += 1
            for problem in error.problems:
                complain(problem.shown(path), language)
            complain(_left_alone(path), language)
    if refused:
        return INCOMPLETE
    return FOUND if only_told and changed else CLEAN


@frozen(slots=False)
class _Formatted:
    path: str
    data: bytes
    before: str
    after: str
    new: bytes


def _formatted(path: str, language: Language | None) -> _Formatted:
    data = pack_bytes(path)
    text = pack_text(data, path)
    after = formatted(text, language)
    return _Formatted(path, data, text, after, encoded_like(after, data))


def _rewrite(one: _Formatted) -> None:
    try:
        rewrite(one.path, one.new)
    except PermissionError as error:
        words = Text("没有写入权限", "permission to write denied")
        raise unreadable(one.path, words) from error
    except OSError as error:
        words = Text(f"写不了：{error.strerror}", f"cannot be written: {error.strerror}")
        raise unreadable(one.path, words) from error


def _write_difference(one: _Formatted, write: Write) -> None:
    from difflib import unified_diff

    before, after = one.before.split("\n"), one.after.split("\n")
    for line in unified_diff(before, after, one.path, one.path, lineterm=""):
        write(visible(line) + "\n")


def _said(path: str, only_told: bool) -> Text:
    if only_told:
        return Text(f"需要排版：{path}", f"would be formatted: {path}")
    return Text(f"已排版：{path}", f"formatted: {path}")


def _left_alone(path: str) -> Text:
    return Text(f"{path} 没有改动，请改正后再排版", f"{path} was left as it is; correct it first")

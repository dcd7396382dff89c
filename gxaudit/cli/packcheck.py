"""``gxaudit pack check``: whether packs are well written, and whether their examples hold."""

from __future__ import annotations

from argparse import Namespace

from gxaudit.cli.packfiles import given_pack
from gxaudit.packcheck import wrong_examples
from gxaudit.packs import PackError, UnreadablePackError
from gxaudit.render.codes import CLEAN, FOUND, INCOMPLETE
from gxaudit.render.rules.packcheck import Checked, pack_renderer
from gxaudit.render.run import Write
from gxaudit.wording import Language


def check(options: Namespace, write: Write, language: Language) -> int:
    """Check ``options.packs``; returns 0, 1 for problems, 3 where one could not be read."""
    output = pack_renderer(options.format, write, language)
    every = []
    for path in dict.fromkeys(options.packs):
        checked = _checked(path)
        every.append(checked)
        output.pack(checked)
    output.end(every)
    if any(one.unreadable for one in every):
        return INCOMPLETE
    return FOUND if any(one.problems for one in every) else CLEAN


def _checked(path: str) -> Checked:
    try:
        pack = given_pack(path)
    except PackError as error:
        return Checked(
            path=path,
            pack=None,
            source=error.source,
            problems=error.problems,
            unreadable=isinstance(error, UnreadablePackError),
        )
    return Checked(path=path, pack=pack, source=pack.source, problems=wrong_examples(pack))

"""``gxaudit pack``: what is done with rule packs, one module a command."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from gxaudit.render.run import Write
from gxaudit.wording import Language

if TYPE_CHECKING:
    from gxaudit.cli.run import Command


def pack(options: Namespace, write: Write, language: Language) -> int:
    """Run the command ``options.action`` of the family; returns its exit code."""
    return _command(options.action)(options, write, language)


def _command(action: str) -> Command:
    """The function of a command; only its module is imported."""
    if action == "fmt":
        from gxaudit.cli import packfmt

        return packfmt.fmt
    if action == "prove":
        from gxaudit.cli import packprove

        return packprove.prove
    if action == "explain":
        from gxaudit.cli import packexplain

        return packexplain.explain
    from gxaudit.cli import packcheck

    return packcheck.check

"""``gxaudit pack explain``: the rules of a pack in full words, with the form's labels."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from gxaudit.cli.errors import UsageError
from gxaudit.cli.packnames import named_packs
from gxaudit.packs import Pack
from gxaudit.render.codes import CLEAN
from gxaudit.render.rules.packexplain import pack_lines
from gxaudit.render.run import Write
from gxaudit.rule import Rule
from gxaudit.values import unknown
from gxaudit.wording import Language, Text


def explain(options: Namespace, write: Write, language: Language) -> int:
    """Explain ``options.rules`` of ``options.pack``, or all of them; returns 0.

    Raises :class:`UsageError` for a pack or a rule that is not there or has mistakes.
    """
    (pack,) = named_packs([options.pack])
    for line in pack_lines(pack, _chosen(pack, options.rules), language):
        write(f"{line}\n")
    return CLEAN


def _chosen(pack: Pack, names: Sequence[str]) -> Sequence[Rule]:
    known = {rule.id: rule for rule in pack.rules}
    for name in names:
        if name not in known:
            raise UsageError(unknown(Text("规则", "rule"), name, known).message)
    return [known[name] for name in dict.fromkeys(names)] or pack.rules

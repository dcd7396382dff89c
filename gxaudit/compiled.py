"""The table grammar, built once and kept as data, so that a start need not build it again.

``gxaudit/_compiled/grid.json`` holds Lark's own serialised form of grammar/grid.lark. It is
used only with the Lark version and the grammar text that it was made from; otherwise the
grammar is built from its source, which stays the single truth. ``python -m gxaudit.compiled``
writes the file anew; a test holds it equal to the source.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from gxaudit.resources import resource

FILE = Path(__file__).resolve().parent / "_compiled" / "grid.json"


def grid_parser() -> Lark:
    """The parser of table lines: from its compiled form where that is current."""
    source = resource("grammar", "grid.lark").read_text(encoding="utf-8")
    try:
        kept = json.loads(FILE.read_text(encoding="utf-8"))
        if kept["lark"] == lark.__version__ and kept["source"] == source:
            return _load(kept)
    except (OSError, ValueError, KeyError):
        pass
    return build(source)


def build(source: str) -> Lark:
    """The parser built from the text of the grammar."""
    return Lark(source, parser="lalr", lexer="basic")


def compiled(source: str) -> dict[str, Any]:
    """What the file holds for a grammar text, as JSON data."""
    data, memo = build(source).memo_serialize([TerminalDef, Rule])
    made = {"lark": lark.__version__, "source": source, "data": data, "memo": memo}
    kept: dict[str, Any] = json.loads(json.dumps(made, ensure_ascii=False))
    return kept


def _load(kept: dict[str, Any]) -> Lark:
    """JSON turned the numbers of states and memos into words; they are numbers again."""
    table = kept["data"]["parser"]["parser"]
    table["states"] = {int(state): moves for state, moves in table["states"].items()}
    memo = {int(key): value for key, value in kept["memo"].items()}
    # What Lark's own standalone parsers call; there is no other way in that is not pickle.
    parser: Lark = Lark._load_from_dict(kept["data"], memo)  # type: ignore[no-untyped-call] # noqa: SLF001
    return parser


if __name__ == "__main__":
    text = resource("grammar", "grid.lark").read_text(encoding="utf-8")
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(compiled(text), ensure_ascii=False, indent=0) + "\n", "utf-8")

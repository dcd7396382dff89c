"""Grammars built once and kept as data, so that a start need not build them again.

``gxaudit/_compiled/NAME.json`` holds Lark's own serialised form of grammar/NAME.lark. It is
used only with the Lark version and the grammar text that it was made from; otherwise the
grammar is built from its source, which stays the single truth. ``python -m gxaudit.compiled``
writes the files anew; a test holds them equal to the sources.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from gxaudit.resources import resource

FOLDER = Path(__file__).resolve().parent / "_compiled"
LEXERS: dict[str, Literal["basic", "contextual"]] = {"pack": "contextual"}
"""The compiled grammars, and the lexer that each is written for."""


def parser_of(name: str) -> Lark:
    """The parser of grammar/NAME.lark: from its compiled form where that is current."""
    source = source_of(name)
    try:
        kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        if kept["lark"] == lark.__version__ and kept["source"] == source:
            return _load(kept)
    except (OSError, ValueError, KeyError):
        pass
    return build(name, source)


def source_of(name: str) -> str:
    """The text of grammar/NAME.lark."""
    return resource("grammar", f"{name}.lark").read_text(encoding="utf-8")


def build(name: str, source: str) -> Lark:
    """The parser built from the text of a grammar."""
    return Lark(source, parser="lalr", lexer=LEXERS[name])


def compiled(name: str) -> dict[str, Any]:
    """What the file of a grammar holds, as JSON data."""
    source = source_of(name)
    data, memo = build(name, source).memo_serialize([TerminalDef, Rule])
    made = {"lark": lark.__version__, "source": source, "data": data, "memo": memo}
    kept: dict[str, Any] = json.loads(json.dumps(made, ensure_ascii=False, default=sorted))
    return kept


def _load(kept: dict[str, Any]) -> Lark:
    """JSON turned the numbers of states and memos into words; they are numbers again."""
    table = kept["data"]["parser"]["parser"]
    table["states"] = {int(state): moves for state, moves in table["states"].items()}
    memo = {int(key): value for key, value in kept["memo"].items()}
    # What Lark's own standalone parsers call; there is no other way in that is not pickle.
    parser: Lark = Lark._load_from_dict(kept["data"], memo)  # type: ignore[no-untyped-call] # noqa: SLF001
    return parser


def _is_current(name: str) -> bool:
    try:
        kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        return bool(kept["lark"] == lark.__version__ and kept["source"] == source_of(name))
    except (OSError, ValueError, KeyError):
        return False


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    # Lark numbers its states otherwise in every process: what is current is left alone.
    for each in [name for name in LEXERS if not _is_current(name)]:
        text = json.dumps(compiled(each), ensure_ascii=False, indent=0) + "\n"
        (FOLDER / f"{each}.json").write_text(text, "utf-8")

"""``python -m gxaudit.reading``: build the shipped lexicon, the table of the grammar of lines, and
the grammar of the lexicon for readers.
"""

from __future__ import annotations

import json

from gxaudit.reading import lalr
from gxaudit.reading.grammar import grammar_of
from gxaudit.reading.lexicon import FILE, built
from gxaudit.reading.merging import merged
from gxaudit.resources import resource


def compiled(source: str) -> str:
    """What the built lexicon of a text of rules/claims.toml is kept as."""
    kept = {"source": source, "data": built([("claims.toml", source)])}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


def compiled_table(source: str) -> str:
    """What the table of a text of grammar/grid.lark is kept as."""
    kept = {"source": source, "table": lalr.made(source)._asdict()}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    text = resource("rules", "claims.toml").read_text(encoding="utf-8")
    FILE.write_text(compiled(text), encoding="utf-8")
    grammar = resource("grammar") / "claims.lark"
    grammar.write_text(grammar_of(merged([("claims.toml", text)])), encoding="utf-8")
    lines = resource("grammar", "grid.lark").read_text(encoding="utf-8")
    lalr.FILE.write_text(compiled_table(lines), encoding="utf-8")

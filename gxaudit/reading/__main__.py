"""``python -m gxaudit.reading``: build the shipped lexicon, and write its grammar for readers."""

from __future__ import annotations

import json

from gxaudit.reading.lexicon import FILE, built
from gxaudit.resources import resource

if __name__ == "__main__":
    source = resource("rules", "claims.toml").read_text(encoding="utf-8")
    kept = {"source": source, "data": built([("claims.toml", source)])}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    FILE.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")

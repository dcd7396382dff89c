"""``python -m gxaudit.packs`` writes the shipped packs anew as data (see ``store``)."""

import json

from gxaudit.packs.parse import parse
from gxaudit.packs.store import FILE, entry_of
from gxaudit.resources import resource

if __name__ == "__main__":
    kept = {}
    for path in sorted(resource("rules").glob("*.gxr")):
        text = path.read_text(encoding="utf-8")
        kept[path.stem] = entry_of(text, parse(text))
    FILE.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

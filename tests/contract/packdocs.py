"""The parts of docs/packs.md and docs/packs.zh-CN.md that follow from the code.

``python -m tests.contract.packdocs`` writes the lists of figures and the output of ``pack check``
anew; a test holds them equal.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Literal

from gxaudit.cli import main
from gxaudit.metrics import metrics
from gxaudit.wording import Language

DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[Language, str] = {"zh": "packs.zh-CN.md", "en": "packs.md"}
FILE = "henan.gxr"

_CODE = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
Kind = Literal["gxr", "gxr wrong", "console"]


def page(language: Language) -> str:
    """The text of a page."""
    return (DOCS / PAGES[language]).read_text(encoding="utf-8")


def section(text: str, name: str) -> str:
    """What stands between the marks of a part."""
    return text.split(f"<!-- {name} -->\n")[1].split("<!-- end -->", maxsplit=1)[0]


def rows(text: str, name: str) -> list[list[str]]:
    """The rows of the table in a part, below its head."""
    lines = section(text, name).strip().split("\n")[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def codes(text: str) -> list[str]:
    """The inline code in a cell of a table, spaces inside it kept."""
    return re.findall(r"`([^`]+)`", text)


def blocks(text: str, kind: Kind) -> list[str]:
    """The code blocks of one kind."""
    return [
        match.group(3)
        for match in _CODE.finditer(text)
        if " ".join(part for part in match.group(1, 2) if part) == kind
    ]


def metric_table(language: Language) -> str:
    """Every figure of the prose with its names."""
    head = "| 中文 | English | 代码 |" if language == "zh" else "| Chinese | English | Key |"
    lines = [head, "| --- | --- | --- |"]
    lines += [f"| `{one.name.zh}` | `{one.name.en}` | `{key}` |" for key, one in metrics().items()]
    return "\n".join(lines) + "\n"


def console(language: Language) -> str:
    """The command and what it prints for the wrong pack of a page."""
    (wrong,) = blocks(page(language), "gxr wrong")
    arguments = ["pack", "check", FILE, *([] if language == "zh" else ["--lang", "en"])]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path(FILE).write_text(wrong, encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()) as out:
            main(arguments)
    return f"$ gxaudit {' '.join(arguments)}\n{out.getvalue()}"


def written(language: Language) -> str:
    """A page with its generated parts as they have to be."""
    text = page(language)
    text = text.replace(section(text, "metrics"), metric_table(language))
    (old,) = blocks(text, "console")
    return text.replace(old, console(language))


if __name__ == "__main__":
    os.environ["LC_ALL"] = "zh_CN.UTF-8"
    for each, name in PAGES.items():
        (DOCS / name).write_text(written(each), encoding="utf-8")
        sys.stderr.write(f"{name}\n")

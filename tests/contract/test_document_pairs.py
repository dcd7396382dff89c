"""Every document is there in Chinese and in English, and both have the same parts."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest

from tests.contract.bilingual import HAN, ROOT
from tests.docs.blocks import blocks

CHINESE = ".zh-CN.md"
BOTH = {"docs/glossary.md", "plugins/example/README.md"}
"""Documents that hold both languages side by side."""
ALL = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("plugins/**/*.md"))
)
PAIRED = [name for name in ALL if name not in BOTH and not name.endswith(CHINESE)]


def _lines(page: Path) -> list[str]:
    """The lines of a page without its fenced blocks."""
    text = page.read_text(encoding="utf-8")
    return re.sub(
        r"^ {0,3}(`{3,}).*?^ {0,3}\1 *$", "", text, flags=re.MULTILINE | re.DOTALL
    ).splitlines()


def _outline(page: Path) -> list[tuple[int, int, int]]:
    """Of each section: the level of its heading, its list items, and the rows of its tables."""
    lines = _lines(page)
    starts = [at for at, line in enumerate(lines) if re.match(r"#+ ", line)]
    ends = [*starts[1:], len(lines)]
    return [
        (
            sum(1 for _ in takewhile("#".__eq__, lines[start])),
            sum(bool(re.match(r" {0,3}([-*]|[0-9]+\.) ", line)) for line in lines[start:end]),
            sum(line.startswith("|") for line in lines[start:end]),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def test_every_document_has_a_counterpart() -> None:
    counterparts = {name.replace(".md", CHINESE) for name in PAIRED}
    assert {name for name in ALL if name.endswith(CHINESE)} == counterparts
    assert set(ALL) >= BOTH


@pytest.mark.parametrize("name", PAIRED)
def test_both_pages_have_the_same_sections_items_and_rows(name: str) -> None:
    assert _outline(ROOT / name) == _outline(ROOT / name.replace(".md", CHINESE))


@pytest.mark.parametrize("name", PAIRED)
def test_both_pages_have_the_same_blocks(name: str) -> None:
    one, other = (
        [(block.language, bool(block.file)) for block in blocks(ROOT / each)]
        for each in (name, name.replace(".md", CHINESE))
    )
    assert one == other


@pytest.mark.parametrize("name", PAIRED)
def test_each_page_is_in_its_language_and_leads_to_the_other(name: str) -> None:
    english, chinese = ROOT / name, ROOT / name.replace(".md", CHINESE)
    for page, other in ((english, chinese), (chinese, english)):
        assert f"]({other.name})" in page.read_text(encoding="utf-8"), page.name
    # A paragraph that nobody translated would have none of the other's letters.
    plain = [line for line in _lines(chinese) if re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", line)]
    assert not [line for line in plain if not HAN.search(line) and not line.startswith("    ")]


def _measured(page: Path) -> list[str]:
    """The rows of the table that a command writes between two marks."""
    _, _, rest = page.read_text(encoding="utf-8").partition("<!-- ")
    return rest.partition("<!-- ")[0].splitlines()[3:]


@pytest.mark.parametrize("name", ["docs/claims.md", "docs/diagnosis.md"])
def test_measured_tables_say_the_same_figures_in_both_pages(name: str) -> None:
    one, other = (
        [sorted(re.findall(r"[0-9][0-9.]*", line)) for line in _measured(ROOT / each)]
        for each in (name, name.replace(".md", CHINESE))
    )
    assert len(one) > 10
    assert one == other


def test_the_glossary_says_everything_in_both_languages() -> None:
    rows = [line.split("|")[1:-1] for line in _lines(ROOT / "docs/glossary.md") if "|" in line]
    assert len(rows) > 30
    for chinese, english, _, meaning in (row for row in rows if "---" not in row[0]):
        assert HAN.search(chinese), chinese
        assert not HAN.search(english), english
        assert re.search("[a-z]", english), chinese
        assert HAN.search(meaning), meaning
        assert re.search("[a-z]{2}", meaning), meaning


def test_the_readme_of_a_new_plugin_says_everything_in_both_languages() -> None:
    text = (ROOT / "plugins/example/README.md").read_text(encoding="utf-8")
    chinese, english = text.split("\n## English\n")
    assert "[English](#english)" in chinese
    for each in ("pip install -e .", "pytest", "gxaudit pack check", "python -m build", "`issues`"):
        assert each in chinese
        assert each in english
    steps = [re.findall(r"^[0-9]\. ", part, re.MULTILINE) for part in (chinese, english)]
    assert steps[0] == steps[1]
    assert not [line for line in english.splitlines() if len(HAN.findall(line)) > 1]

"""What the documents say of the product is so."""

from pathlib import Path

import pytest

from gxaudit.cli.pages import pages
from gxaudit.loading.plugins import OWN
from gxaudit.pipeline import Auditor

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)


def _shipped() -> Auditor:
    """The rules of gxaudit itself, whatever else is installed."""
    auditor = Auditor.load()
    own = {plugin.name for plugin in auditor.plugins if plugin.distribution == OWN}
    return Auditor.load(select=sorted(own))


def test_the_pages_of_the_rules_are_what_the_rules_say() -> None:
    auditor = _shipped()
    rules = tuple(rule for rule in auditor.rules if rule in auditor.selected)
    made = dict(pages(auditor, rules))
    folder = ROOT / "docs" / "rules"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    assert there == set(made), "run `make docs`"
    for name, text in made.items():
        assert (folder / name).read_text(encoding="utf-8") == text, f"{name}: run `make docs`"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_both_readmes_name_the_same_commands_and_links(name: str) -> None:
    one, other = ((ROOT / each).read_text(encoding="utf-8") for each in (name, "README.zh-CN.md"))
    for text in (
        "make demo",
        "make test",
        "gxaudit check --format json",
        "gxaudit parse",
        "gxaudit explain",
    ):
        assert text in one
        assert text in other


@pytest.mark.parametrize("name", PAGES)
def test_links_to_files_lead_somewhere(name: str) -> None:
    import re

    page = ROOT / name
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target

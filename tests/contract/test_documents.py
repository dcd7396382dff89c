"""What the documents say of the product is so."""

from pathlib import Path

import pytest

from gxaudit.pipeline import Auditor

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)


def test_every_rule_stands_in_the_list_with_its_titles() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for rule in Auditor.load().rules:
        assert f"| `{rule.id}` | {rule.title.zh} / {rule.title.en} |" in page


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

"""``gxaudit rules --pages``: a page a rule, in Markdown that shows text as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from gxaudit.cli import main
from gxaudit.packs import read_pack
from gxaudit.render.rules.rulepage import index_page, rule_page
from gxaudit.wording import Text
from tests.unit.declared import BALANCE, HEAD


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def pack(tmp_path: Path) -> str:
    path = tmp_path / "draft.gxr"
    path.write_text(HEAD + BALANCE, encoding="utf-8")
    return str(path)


def test_each_rule_has_a_page_in_both_languages(
    tmp_path: Path, pack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "说明"
    assert main(["rules", "--pages", str(folder), "--pack", pack]) == 0
    count = len(list(folder.rglob("*.md")))
    assert f"写入 {count} 个文件" in capsys.readouterr().out
    page = (folder / "test" / "declared.md").read_text(encoding="utf-8")
    assert "# test/declared 试用" in page
    assert "表三，每列：一 + 二 = 三（七） + 四" in page
    assert "### 不通过" in page
    english = (folder / "test" / "declared.en.md").read_text(encoding="utf-8")
    assert "[中文](declared.md)" in english
    assert "test/declared.en.md" in (folder / "README.en.md").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_no_success(
    tmp_path: Path, pack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert main(["rules", "--pages", str(tmp_path / "taken"), "--pack", pack]) == 3
    assert "无法写入" in capsys.readouterr().err


def test_a_title_is_shown_as_it_is_and_breaks_no_table() -> None:
    (rule,) = read_pack(HEAD + BALANCE).rules
    hostile = evolve(rule, title=Text("甲|乙 <b>`丙`</b> [丁](x)\n# 戊", "a|b\n~~~"), examples=())
    page = rule_page(hostile, [], "zh")
    assert page.splitlines()[0] == (
        r"# test/declared 甲\|乙 \<b\>\`丙\`\</b\> \[丁\](x)\<U+000A\>\# 戊"
    )
    row = next(line for line in index_page([hostile], "en").splitlines() if "declared" in line)
    assert row.replace(r"\|", "").count("|") == 4

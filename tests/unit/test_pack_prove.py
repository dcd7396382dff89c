"""``gxaudit pack prove``: names and files, exit codes, planted defects."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from gxaudit.cli import main, progress
from tests.unit.declared import HEAD

USELESS = "表 三\n每列\n应有 一 + 二 ≥ 一\n通过 一=0\n不通过 一=1\n"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


def proved(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Exit code and all that was said, on one line a sentence."""
    code = main(["pack", "prove", *arguments])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_shipped_packs_are_proved_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = proved(capsys, "balance", "totals", "years", "--form", "2021")
    assert code == 0
    for sentence in (
        "表三：175 格中 175 格有规则核对",
        "任意 3 格同时出错，不论大小，必定发现",
        "表四：15 格中 15 格有规则核对",
        "任意一格出错，不论大小，必定发现",
        "不可能不通过的规则：没有",
    ):
        assert sentence in said
    assert proved(capsys) == (code, said), "without names: all that is installed, newest form"


def test_a_planted_useless_rule_is_found(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "draft.gxr"
    path.write_text(HEAD + USELESS, encoding="utf-8")
    code, said = proved(capsys, "balance", str(path))
    assert code == 1
    assert "不可能不通过的规则：test/declared" in said


def test_a_table_that_nothing_watches_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = proved(capsys, "balance")
    assert code == 0
    assert "表四：没有规则核对" in said
    assert "表三：175 格中 28 格有规则核对" in said


def test_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = proved(capsys, "totals", "--form", "2019", "--format", "json")
    data = json.loads(said)
    assert (code, data["form"], data["cannot_fail"]) == (0, "2019", [])
    assert [table["table"] for table in data["tables"]] == [2, 3, 4]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["totale"], 2, "没有名为“totale”的规则包，最接近的是 totals"),
        (["--form", "2020"], 2, "没有名为“2020”的格式"),
        (["{folder}/wrong.gxr"], 2, "wrong.gxr：第 1 行第 1 列"),
        (["{folder}/none.gxr"], 3, "none.gxr"),
        (["{folder}/old.gxr", "--form", "2021"], 2, "没有适用于这一格式的规则"),
        (["{folder}/old.gxr", "{folder}/copy.gxr"], 2, "规则 test/declared 同时在"),
    ],
)
def test_what_cannot_be_proved(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    (tmp_path / "wrong.gxr").write_text("坏", encoding="utf-8")
    for name in ("old", "copy"):
        text = HEAD + "格式 2019\n" + USELESS
        (tmp_path / f"{name}.gxr").write_text(text, encoding="utf-8")
    given = [each.format(folder=tmp_path) for each in arguments]
    got, words = proved(capsys, *given)
    assert got == code
    assert said in words


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_shown_how_far_it_is_and_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    show = progress.progress_bar("zh")
    for done in range(1, 101):
        show(done, 100)
    frames = terminal.getvalue().split("\r")
    assert any(each.startswith("试验中   1%|") and " 1/100，" in each for each in frames)
    assert frames[-1].strip() == ""


def test_a_file_is_not_shown_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    show = progress.progress_bar("en")
    show(1, 2)
    assert capsys.readouterr().err == ""

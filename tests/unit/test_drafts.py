"""``check --plugin draft.py``: one file tried as a plugin, and whatever is wrong with it said."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from gxaudit.cli import main
from gxaudit.testing import report_from

RULE = '''
from gxaudit.api import *

def check(report):
    """The agency must be named."""
    yield Passed() if report.agency else Failed(message=Text("没有机关名称", "no agency"), line=1)

WORDS = Text("标题写明机关", "The title names the agency")

def rule(id="school/agency", check=check):
    return Rule(
        id=id, title=WORDS, explanation=Explanation(WORDS, WORDS, WORDS),
        severity=Severity.WARNING, basis=(Basis(WORDS),), check=check, since="1",
        examples=(Example(outcome=Outcome.PASSED),),
    )
'''
GOOD = RULE + "\n@hook\ndef gxaudit_rules():\n    yield rule()\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(report_from().text, encoding="utf-8")
    return tmp_path


def _draft(text: str, name: str = "draft.py") -> str:
    Path(name).write_text(dedent(text), encoding="utf-8")
    return name


def _check(
    capsys: pytest.CaptureFixture[str], *arguments: str, expect: int
) -> tuple[dict[str, Any], str]:
    """The document of a check and what it says to standard error."""
    capsys.readouterr()
    given = ["check", "--format", "json", "--lang", "en", "--isolated", *arguments]
    code = main(given)
    printed = capsys.readouterr()
    assert code == expect, printed
    return json.loads(printed.out) if printed.out else {}, printed.err


def _outcomes(document: dict[str, Any]) -> dict[str, str]:
    (report,) = document["reports"]
    return {name: tally["outcome"] for name, tally in report["outcomes"].items()}


def test_a_draft_is_judged_beside_the_installed_rules(capsys: pytest.CaptureFixture[str]) -> None:
    before, _ = _check(capsys, "report.txt", expect=0)
    after, _ = _check(capsys, "--plugin", _draft(GOOD), "report.txt", expect=0)
    assert _outcomes(after) == _outcomes(before) | {"school/agency": "passed"}


def test_the_document_says_which_draft_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    document, _ = _check(capsys, "--plugin", _draft(GOOD), "report.txt", expect=0)
    one = next(plugin for plugin in document["plugins"] if plugin["name"] == "school")
    assert (one["distribution"], one["version"], one["rules"]) == ("draft.py", "draft", 1)
    changed, _ = _check(capsys, "--plugin", _draft(GOOD + "\n"), "report.txt", expect=0)
    other = next(plugin for plugin in changed["plugins"] if plugin["name"] == "school")
    assert one["digest"] != other["digest"]


@pytest.mark.parametrize("layout", ["text", "table"])
def test_people_are_told_of_the_draft_too(layout: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["check", "--isolated", "--lang", "en", "--format", layout, "report.txt"]
    assert main(given) == 0
    assert "Draft" not in capsys.readouterr().out
    assert main([*given, "--plugin", _draft(GOOD)]) == 0
    assert "Draft: draft.py (rules of school, hash " in capsys.readouterr().out


def test_a_draft_leaves_nothing_behind_and_is_no_report(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, _ = _check(capsys, "--plugin", _draft(GOOD), ".", expect=0)
    assert [report["path"] for report in document["reports"]] == ["report.txt"]
    assert {path.name for path in here.iterdir()} == {"draft.py", "report.txt"}


def test_a_draft_may_be_named_twice_and_two_may_be_tried(
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = _draft(GOOD.replace("school/", "office/"), "other.py")
    drafts = ("--plugin", other, "--plugin", _draft(GOOD), "--plugin", "./draft.py")
    document, _ = _check(capsys, *drafts, "report.txt", expect=0)
    assert {"office/agency", "school/agency"} <= set(_outcomes(document))


def test_a_draft_may_say_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    about = '@hook\ndef gxaudit_plugin():\n    return PluginInfo(Text("校", "S"), 1, "x")\n'
    document, _ = _check(capsys, "--plugin", _draft(GOOD + about), "report.txt", expect=0)
    assert {"zh": "校", "en": "S"} in [plugin["title"] for plugin in document["plugins"]]


def test_rules_and_explain_know_drafts(capsys: pytest.CaptureFixture[str]) -> None:
    draft = _draft(GOOD)
    assert main(["rules", "--plugin", draft]) == 0
    assert main(["explain", "school/agency", "--plugin", draft]) == 0
    assert "school/agency" in capsys.readouterr().out


def test_no_configuration_may_name_a_draft(capsys: pytest.CaptureFixture[str]) -> None:
    _draft(GOOD)
    for key in ("plugin", "plugins", "drafts"):
        Path("gxaudit.toml").write_text(f'{key} = ["draft.py"]\n', encoding="utf-8")
        assert main(["check", "report.txt"]) == 2
        assert key in capsys.readouterr().err


BROKEN = {
    "syntax": ("def\n", "line 1"),
    "null byte": ("a\0b", "null byte"),
    "takes the engine apart": ("import gxaudit.judging.runner\n" + GOOD, "gxaudit.judging.runner"),
    "raises": ("x = 1\nraise RuntimeError('at import')\n", "at import (draft.py:2)"),
    "leaves": ("import sys\nsys.exit(0)\n", "draft.py:2"),
    "unknown import": ("from gxaudit.api import Ruler\n", "(draft.py:1)"),
    "misspelt hook": (GOOD.replace("gxaudit_rules", "gxaudit_rule"), "nearest is gxaudit_rules"),
    "not marked": (GOOD.replace("@hook", ""), "lacks @hook"),
    "hook raises": (
        GOOD.replace("yield rule()", "raise KeyError('in the hook')"),
        "in the hook' (draft.py:19)",
    ),
    "nothing": (GOOD.replace("yield rule()", "return None"), "None"),
    "no rules": (GOOD.replace("yield rule()", "yield 3"), "int"),
    "two groups": (GOOD + "    yield rule('office/agency')\n", "office/agency"),
    "the same twice": (GOOD + "    yield rule()\n", "school/agency"),
    "another level": (
        GOOD + '@hook\ndef gxaudit_plugin():\n    return PluginInfo(WORDS, 99, "x")\n',
        "99",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_draft_is_a_fault_and_the_others_run(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, said = BROKEN[name]
    before, _ = _check(capsys, "report.txt", expect=0)
    document, _ = _check(capsys, "--plugin", _draft(text), "report.txt", expect=3)
    (fault,) = document["faults"]
    assert said in fault["message"]["en"]
    assert "draft.py" in fault["message"]["en"]
    assert _outcomes(document) == _outcomes(before)


def test_a_rule_that_breaks_is_a_fault_of_the_draft(capsys: pytest.CaptureFixture[str]) -> None:
    broken = GOOD.replace("yield Passed()", "yield 1 / 0, Passed()")
    document, _ = _check(capsys, "--plugin", _draft(broken), "report.txt", expect=3)
    (report,) = document["reports"]
    (fault,) = report["faults"]
    assert fault["rule"] == "school/agency"
    assert "ZeroDivisionError" in fault["message"]["en"]
    assert "draft.py:6" in fault["message"]["en"]
    assert fault["plugin"] == "draft.py draft"


@pytest.mark.parametrize("text", ["", RULE, GOOD.replace("yield rule()", "return []")])
def test_a_file_without_rules_is_wrong_usage(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, complaint = _check(capsys, "--plugin", _draft(text), "report.txt", expect=2)
    assert "draft.py: there is no rule" in complaint
    assert "gxaudit_rules()" in complaint


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("none.py", "cannot be read"),
        ("folder.py", "cannot be read"),
        ("pack.gxr", "--pack"),
        ("report.txt", "(.py)"),
    ],
)
def test_what_is_no_python_file_is_wrong_usage(
    path: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("folder.py").mkdir()
    Path("pack.gxr").touch()
    _, complaint = _check(capsys, "--plugin", path, "report.txt", expect=2)
    assert path in complaint
    assert said in complaint


@pytest.mark.parametrize(
    "name", ["balance", "fees", "members", "narrative", "structure", "text", "totals", "years"]
)
def test_a_shipped_namespace_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    draft = _draft(GOOD.replace("school/", f"{name}/"))
    _, complaint = _check(capsys, "--plugin", draft, "report.txt", expect=2)
    assert f"'{name}' belongs to gxaudit" in complaint


def test_two_drafts_cannot_share_a_namespace(capsys: pytest.CaptureFixture[str]) -> None:
    drafts = ("--plugin", _draft(GOOD), "--plugin", _draft(GOOD, "other.py"))
    _, complaint = _check(capsys, *drafts, "report.txt", expect=2)
    assert "draft.py" in complaint
    assert "other.py" in complaint


def test_an_unknown_rule_is_said_together_with_the_broken_draft(
    capsys: pytest.CaptureFixture[str],
) -> None:
    draft = _draft("raise RuntimeError('at import')\n")
    asked = ("--plugin", draft, "--select", "school/agency", "report.txt")
    _, complaint = _check(capsys, *asked, expect=2)
    assert "school/agency" in complaint
    assert "at import" in complaint

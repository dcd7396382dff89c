"""The pytest plugin: what it gives, and that it leaves gxaudit alone until it is asked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gxaudit.finding import Outcome
from gxaudit.rule import Rule
from gxaudit.testing import SloppyTestError
from tests.contract import tiny

SCRIPT = """
import json, sys, pytest
code = pytest.main(["-q", "-p", "no:cacheprovider", "--rootdir", sys.argv[1], *sys.argv[1:]])
loaded = sorted(name for name in sys.modules if "gxaudit" in name.partition(".")[0])
print(json.dumps([int(code), loaded]))
"""
WRONG = {"表三.一[总计]": 5, "表三.一[自然人]": 4}


def run(folder: Path, *options: str) -> tuple[int, list[str]]:
    """The exit code of pytest in a folder of its own, and what of gxaudit was imported then."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), *options],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        check=True,
    )
    code, loaded = json.loads(done.stdout.splitlines()[-1])
    return code, loaded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = "def test_silent(gxaudit_audit, gxaudit_report):\n"
    source += "    assert not gxaudit_audit(gxaudit_report()).findings\n"
    (tmp_path / "test_own.py").write_text(source, encoding="utf-8")
    return tmp_path


def test_collecting_with_the_plugin_imports_nothing_of_gxaudit(folder: Path) -> None:
    assert run(folder, "--collect-only") == (0, ["pytest_gxaudit"])


def test_a_fixture_imports_gxaudit(folder: Path) -> None:
    code, loaded = run(folder)
    assert code == 0
    assert {"gxaudit", "gxaudit.pipeline", "pytest_gxaudit"} <= set(loaded)


def test_a_report_without_a_mistake_is_clean(gxaudit_audit, gxaudit_report) -> None:
    for form in ("2019", "2021"):
        result = gxaudit_audit(gxaudit_report(form=form))
        assert not result.findings
        assert not result.faults


def test_text_bytes_and_path_are_audited_alike(gxaudit_audit, gxaudit_report, tmp_path) -> None:
    sample = gxaudit_report(WRONG)
    path = tmp_path / "报告.txt"
    path.write_text(sample.text, encoding="gb18030")
    found = gxaudit_audit(sample).findings
    assert found
    for source in (sample.text, sample.text.encode("utf-16"), path):
        assert gxaudit_audit(source).findings == found


def test_rules_may_be_restricted_by_namespace_and_by_id(gxaudit_audit, gxaudit_report) -> None:
    sample = gxaudit_report(WRONG)
    assert set(gxaudit_audit(sample, rules="balance").outcomes) == {"balance/applications"}
    two = ["totals/rows", "structure/counts"]
    assert set(gxaudit_audit(sample, rules=two).outcomes) == set(two)
    with pytest.raises(SloppyTestError, match="nearest is balance"):
        gxaudit_audit(sample, rules="balanse")


def test_a_rule_of_no_plugin_can_be_audited_too(gxaudit_audit, gxaudit_report) -> None:
    rule: Rule = next(one for one in tiny.gxaudit_rules() if one.id == "tiny/total")
    result = gxaudit_audit(gxaudit_report({tiny.TOTAL: 1, tiny.PART: 2}), rules=rule)
    assert {name: tally.outcome for name, tally in result.outcomes.items()} == {
        "tiny/total": Outcome.FAILED
    }

"""gxaudit as installed, by wheel, by sdist and editable, run from outside the checkout."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import gxaudit
from gxaudit.specimen import specimen
from tests.packaging.environments import Distributions, Environment

pytestmark = pytest.mark.packaging

PLUGINS = ("balance", "fees", "members", "narrative", "structure", "text", "totals", "years")
CONSISTENT = {
    "t3.applications_received.natural": "3",
    "t3.applications_received.total": "3",
    "t3.granted.natural": "3",
    "t3.granted.total": "3",
    "t3.handled_total.natural": "3",
    "t3.handled_total.total": "3",
}
PROSE = {
    1: "全年新收政府信息公开申请3件，均已办结。",
    5: "公开的内容还不够全面，下一步将加强业务培训，细化公开目录。",
    6: "本年度未收取政府信息公开信息处理费。",
}


def _write(environment: Environment, name: str, **changed: str) -> Path:
    cells = CONSISTENT | {key.replace("__", "."): value for key, value in changed.items()}
    path = environment.work / name
    path.write_text(specimen("2021", year=2023, cells=cells, prose=PROSE), encoding="utf-8")
    return path


def test_it_tells_its_version(installed: Environment) -> None:
    assert gxaudit.__version__ in installed.gxaudit("--version")


def test_it_passes_a_consistent_report(installed: Environment) -> None:
    installed.gxaudit("check", _write(installed, "consistent.txt"))


def test_it_fails_a_report_that_does_not_balance(installed: Environment) -> None:
    wrong = _write(installed, "wrong.txt", t3__carried_over_in__natural="1")
    output = installed.gxaudit("check", "--format", "json", wrong, expect=1)
    json.loads(output)
    assert "balance/applications" in output


def test_it_finds_every_shipped_plugin(installed: Environment) -> None:
    output = installed.gxaudit("plugins")
    assert [name for name in PLUGINS if name not in output] == []


def test_it_explains_a_rule(installed: Environment) -> None:
    assert "balance/applications" in installed.gxaudit("explain", "balance/applications")


def test_python_can_audit(installed: Environment) -> None:
    wrong = _write(installed, "from-python.txt", t3__granted__natural="2")
    rules = installed.python(
        "import gxaudit; "
        f"print(*sorted({{f.rule for f in gxaudit.audit({str(wrong)!r}).findings}}))"
    )
    assert "totals/outcomes" in rules


FOREIGN_PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "gxaudit-house"
version = "1.0"

[project.entry-points.gxaudit]
house = "gxaudit_house"

[tool.hatch.build.targets.wheel]
only-include = ["gxaudit_house.py"]
"""

FOREIGN_PLUGIN = '''
from gxaudit.api import (
    API, Basis, Example, Explanation, Failed, Outcome, Passed, PluginInfo, Rule, Severity, Text,
    hook,
)

def check(report):
    """The agency must be named."""
    yield Passed() if report.agency else Failed(message=Text("没有机关名称", "no agency"))

@hook
def gxaudit_plugin():
    return PluginInfo(Text("本单位规则", "House rules"), API, "mailto:rules@example.org")

@hook
def gxaudit_rules():
    words = Text("标题写明机关", "The title names the agency")
    yield Rule(
        id="house/agency", title=words, explanation=Explanation(words, words, words),
        severity=Severity.WARNING, basis=(Basis(Text("本单位", "The house")),),
        examples=(Example(outcome=Outcome.PASSED),), check=check, since="1.0",
    )
'''


def test_a_foreign_plugin_stands_beside_the_shipped_ones(
    distributions: Distributions,
    new_environment: Callable[[str], Environment],
    tmp_path: Path,
) -> None:
    (tmp_path / "pyproject.toml").write_text(FOREIGN_PROJECT, encoding="utf-8")
    (tmp_path / "gxaudit_house.py").write_text(FOREIGN_PLUGIN, encoding="utf-8")
    environment = new_environment("foreign")
    environment.install(distributions.wheel, tmp_path)
    assert "house/agency" in environment.gxaudit("rules")
    report = _write(environment, "report.txt")
    outcomes = environment.python(
        f"import gxaudit; print(gxaudit.audit({str(report)!r}).outcomes['house/agency'].outcome)"
    )
    assert outcomes == "Outcome.PASSED"


def test_an_incomplete_installation_says_so(
    distributions: Distributions, new_environment: Callable[[str], Environment]
) -> None:
    environment = new_environment("incomplete")
    environment.install(distributions.wheel)
    shutil.rmtree(environment.python("import gxaudit; print(gxaudit.__path__[0] + '/_data')"))
    environment.gxaudit("check", _write(environment, "report.txt"), expect=3)

"""A plugin's project, ours and a new one, installed beside the wheel and tested as its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gxaudit.specimen import specimen
from tests.packaging.environments import ROOT, Distributions, Environment

pytestmark = pytest.mark.packaging


def _rules(environment: Environment) -> dict[str, dict[str, object]]:
    """The rules of an audit, by id, and how often each was judged."""
    report = environment.work / "report.txt"
    report.write_text(specimen("2021", cells={"t3.carried_over_out.total": "1"}), encoding="utf-8")
    printed = json.loads(environment.gxaudit("check", "--format", "json", report, expect=1))
    assert printed["summary"]["faults"] == 0
    (result,) = printed["reports"]
    return {rule["id"]: result["outcomes"][rule["id"]] for rule in printed["rules"]}


def test_a_new_project_installs_and_passes_and_its_rules_run(
    distributions: Distributions, new_environment: Callable[[str], Environment]
) -> None:
    environment = new_environment("henan")
    environment.install(distributions.wheel)
    environment.gxaudit("plugin", "new", "henan")
    project = environment.work / "henan"
    environment.install("--editable", project)
    assert " passed" in environment.pytest(project)
    rules = _rules(environment)
    assert rules["henan/carried-over"]["outcome"] == "failed"
    assert rules["henan/fee-steps"]["outcome"] == "not_applicable"


def test_the_example_passes_beside_the_wheel(
    distributions: Distributions,
    new_environment: Callable[[str], Environment],
    tmp_path: Path,
) -> None:
    project = tmp_path / "example"
    shutil.copytree(ROOT / "plugins" / "example", project)
    environment = new_environment("example")
    environment.install(distributions.wheel)
    environment.install(project)
    assert " passed" in environment.pytest(project)
    assert _rules(environment)["example/carried-over"]["outcome"] == "failed"

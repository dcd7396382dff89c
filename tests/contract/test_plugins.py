"""Every installed plugin keeps the contract that gxaudit.testing gives to anybody's.

That is the shipped ones, and plugins/example or any other where it is installed beside them.
"""

from __future__ import annotations

import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from gxaudit.loading.plugins import GROUP, OWN
from gxaudit.testing import contract

ROOT = Path(__file__).parents[2]
POINTS = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))

for _point in POINTS:
    globals()[f"Test_{_point.name.replace('-', '_')}"] = contract(_point.module)


def test_every_plugin_of_the_project_is_under_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = set(project["entry-points"][GROUP].values())
    assert declared == {path.parent.name for path in ROOT.glob("plugins/gxaudit_*/__init__.py")}
    # A plugin that was declared since the last installation would pass unseen.
    installed = {point.module for point in POINTS if point.dist and point.dist.name == OWN}
    assert declared == installed, "install the project again: pip install --editable ."


def test_every_contract_is_collected(request: pytest.FixtureRequest) -> None:
    module = request.node.parent
    collected = {node.name for node in module.listchain()[-1].collect()}
    assert {f"Test_{point.name.replace('-', '_')}" for point in POINTS} <= collected

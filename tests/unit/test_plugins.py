"""Plugins are taken whole or not at all, and a broken one is a fault that says whose it is."""

import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from gxaudit.api import API, Outcome, PluginInfo, Rule, Text, hook
from gxaudit.loading.plugins import load_plugins

SHIPPED = {"balance", "fees", "members", "narrative", "structure", "text", "totals", "years"}


def plugin(monkeypatch: pytest.MonkeyPatch, **functions: Callable[..., object]) -> EntryPoint:
    module = ModuleType("henan_rules")
    for name, function in functions.items():
        setattr(module, name, hook(function))
    monkeypatch.setitem(sys.modules, "henan_rules", module)
    return EntryPoint("henan", "henan_rules", "gxaudit")


def info(api: int = API) -> PluginInfo:
    return PluginInfo(Text("河南", "Henan"), api, "henan.invalid")


def test_every_shipped_plugin_loads_through_its_entry_point() -> None:
    loaded, faults = load_plugins()
    assert not faults
    assert {one.name for one in loaded if one.distribution == "gxaudit"} == SHIPPED


def test_every_shipped_rule_says_what_it_is() -> None:
    loaded, _ = load_plugins()
    for rule in (rule for one in loaded for rule in one.rules):
        for text in (
            rule.title,
            *(getattr(rule.explanation, part) for part in ("what", "why", "how")),
        ):
            assert text.zh, rule.id
            assert text.en, rule.id
            assert not text.en.isascii() or text.zh != text.en
        verdicts = {example.outcome for example in rule.examples}
        assert {Outcome.PASSED, Outcome.FAILED} <= verdicts, rule.id


@pytest.mark.parametrize(
    ("functions", "cause"),
    [
        ({}, "one PluginInfo"),
        ({"gxaudit_plugin": lambda: "河南"}, "one PluginInfo"),
        ({"gxaudit_plugin": lambda: info(API + 1)}, "API level"),
        ({"gxaudit_plugin": info, "gxaudit_rules": lambda: ["x"]}, "must yield Rule"),
        ({"gxaudit_plugin": info, "gxaudit_ruels": lambda: [None]}, "gxaudit_ruels"),
        ({"gxaudit_plugin": lambda: sys.exit(0)}, "SystemExit"),
    ],
)
def test_a_broken_plugin_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, functions: dict[str, Callable[..., object]], cause: str
) -> None:
    if "gxaudit_plugin" in functions and functions["gxaudit_plugin"] is info:
        functions = functions | {"gxaudit_plugin": lambda: info()}
    loaded, faults = load_plugins([plugin(monkeypatch, **functions)])
    assert not loaded
    (fault,) = faults
    assert fault.kind == "plugin"
    assert cause in fault.message.en
    assert "henan" in fault.message.zh


def test_a_rule_outside_the_namespace_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    (balance,) = (one for one in load_plugins()[0] if one.name == "balance")
    rules: tuple[Rule, ...] = balance.rules
    point = plugin(monkeypatch, gxaudit_plugin=lambda: info(), gxaudit_rules=lambda: rules)
    _, (fault,) = load_plugins([point])
    assert "outside the namespace" in fault.message.en

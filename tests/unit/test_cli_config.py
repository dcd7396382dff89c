"""Configurations through the command line: whose report is judged how, and what is said of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import entry_points
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gxaudit.cli import main
from gxaudit.finding import Severity
from gxaudit.render.formats import FORMATS
from gxaudit.specimen import specimen
from tests.unit.declared import BALANCE, HEAD

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "result.schema.json"
LEVELS = tuple(each.label for each in Severity)
PRINTED = tuple(each.name for each in FORMATS if not each.binary)
TELLING = ("text", "table", "json")
"""Formats that tell what was configured."""
PLUGINS = ("balance", "structure", "text", "totals")

REPORT = specimen(
    "2021",
    cells={"t3.applications_received.natural": "1"},
    prose={5: "【待核】存在问题：办理不够及时。"},
)
"""One application too many in one column, and a mark that only a configuration minds."""
PACK = HEAD.replace("test/declared", "henan/column") + BALANCE
CITY = """
require = ["gxaudit>=0", "totals>=0"]
packs = ["packs/henan.gxr"]
overlays = ["overlay.toml"]
select = ["balance", "henan", "text/placeholder", "totals/rows", "totals/shift"]
ignore = ["totals/shift"]
fail-on = "error"
rule-timeout = 7

[severity]
henan = "note"
"totals/rows" = "warning"

[options."text/placeholder"]
marks = ["【待核】"]
"""
COUNTY = """
[build-system]
requires = []

[tool.gxaudit]
select = ["balance/applications"]
skip-non-reports = true
severity.balance = "note"
"""
OVERLAY = """
[[change]]
rule = "balance/applications"
from = 2026-03-01
until = 2026-03-31
set = "off"
reason = "豫公开办〔2026〕1号"

[[change]]
rule = "totals/rows"
from = 2026-03-15
set = "error"
reason = "豫公开办〔2026〕2号"
"""


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    points = [
        point
        for point in entry_points(group="gxaudit")
        if point.name in PLUGINS and point.dist is not None and point.dist.name == "gxaudit"
    ]
    monkeypatch.setattr("gxaudit.loading.discovery.entry_points", lambda group: points)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.chdir(tmp_path)


class Ran:
    """What one command printed and returned."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        assert list(Draft202012Validator(schema).iter_errors(document)) == []
        return document


Gxaudit = Callable[..., Ran]


@pytest.fixture
def gxaudit(capsys: pytest.CaptureFixture[str]) -> Gxaudit:
    def run(*arguments: object) -> Ran:
        code = main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """The same report thrice: under a gxaudit.toml, under a pyproject.toml, and under neither."""
    for name, text in {
        "省/市/gxaudit.toml": CITY,
        "省/市/overlay.toml": OVERLAY,
        "省/市/packs/henan.gxr": PACK,
        "省/市/2024/report.txt": REPORT,
        "省/县/pyproject.toml": COUNTY,
        "省/县/report.txt": REPORT,
        "省/report.txt": REPORT,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Path("省")


def by_path(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {Path(each["path"]).as_posix(): each for each in document["reports"]}


def severities(report: dict[str, Any]) -> dict[str, str]:
    each_one = [one for found in report["findings"] for one in found["evidence"] or [found]]
    return {each["rule"]: each["severity"] for each in each_one}


CITY_RULES = ["balance/applications", "henan/column", "text/placeholder", "totals/rows"]


# Which configuration a report has


def test_each_report_is_judged_by_the_nearest_configuration_above_it(
    gxaudit: Gxaudit, province: Path
) -> None:
    document = gxaudit("check", province, "--format", "json", "--today", "2026-01-01").document
    reports = by_path(document)
    assert list(reports) == ["省/report.txt", "省/县/report.txt", "省/市/2024/report.txt"]
    none, county, city = reports.values()
    assert (none["configuration"], county["configuration"], city["configuration"]) == (
        None,
        str(province / "县" / "pyproject.toml"),
        str(province / "市" / "gxaudit.toml"),
    )
    assert "text/placeholder" not in severities(none)
    assert severities(county) == {"balance/applications": "note"}
    assert sorted(city["outcomes"]) == CITY_RULES
    assert severities(city) == {
        "balance/applications": "error",
        "henan/column": "note",
        "text/placeholder": "error",
        "totals/rows": "warning",
    }


def test_no_configuration_changes_what_is_said_under_another(
    gxaudit: Gxaudit, province: Path
) -> None:
    # What stands beside a report may change what is said of it, and is no configuration.
    command = ("--format", "json", "--ignore", "members,years")
    together = gxaudit("check", province, *command).document["reports"]
    alone = [gxaudit("check", each["path"], *command).document["reports"] for each in together]
    assert together == [report for reports in alone for report in reports]


def test_isolated_is_as_if_no_configuration_were_there(gxaudit: Gxaudit, province: Path) -> None:
    command = ("check", province, "--isolated", "--format", "json")
    (province / "市" / "overlay.toml").unlink()
    (province / "县" / "pyproject.toml").unlink()
    isolated = gxaudit(*command)
    (province / "市" / "gxaudit.toml").unlink()
    (province / "市" / "packs" / "henan.gxr").unlink()
    assert isolated.code == 1
    assert isolated.out == gxaudit(*command[:2], *command[3:]).out


def test_one_configuration_for_all(gxaudit: Gxaudit, province: Path) -> None:
    path = province / "市" / "gxaudit.toml"
    ran = gxaudit("check", province / "县" / "report.txt", "--config", path, "--format", "json")
    assert by_path(ran.document)["省/县/report.txt"]["configuration"] == str(path)
    assert [each["path"] for each in ran.document["configurations"]] == [str(path)]


@pytest.mark.parametrize("form", PRINTED)
def test_the_same_command_prints_the_same_bytes(
    gxaudit: Gxaudit, province: Path, form: str
) -> None:
    command = ("check", province, "--format", form, "--today", "2026-03-20")
    assert gxaudit(*command).out == gxaudit(*command).out


# Levels and exit codes

RULES = {
    "balance/applications": "error",
    "text/placeholder": "warning",
    "structure/blank-cells": "note",
}
"""Each with the level of its finding in this report; the second says so itself, its rule not."""
GRADED = specimen(
    "2021",
    cells={"t3.applications_received.natural": "1", "t3.granted.natural": ""},
    prose={5: "办理××的申请不够及时。"},
)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("level", [None, *LEVELS])
@pytest.mark.parametrize("way", ["configuration", "group", "overlay"])
def test_the_level_in_force_decides_on_the_exit_code(
    gxaudit: Gxaudit, tmp_path: Path, rule: str, level: str | None, way: str
) -> None:
    (tmp_path / "report.txt").write_text(GRADED, encoding="utf-8")
    words = f'select = ["{rule}"]\n'
    if level is not None and way == "overlay":
        words += 'overlays = ["overlay.toml"]\n[severity]\n"' + rule + '" = "warning"\n'
        change = f'rule = "{rule}"\nfrom = 2026-01-01\nset = "{level}"\nreason = "试行"\n'
        (tmp_path / "overlay.toml").write_text(f"[[change]]\n{change}", encoding="utf-8")
    elif level is not None:
        name = rule if way == "configuration" else rule.partition("/")[0]
        words += f'[severity]\n"{name}" = "{level}"\n'
    (tmp_path / "gxaudit.toml").write_text(words, encoding="utf-8")
    in_force = level or RULES[rule]
    for threshold in LEVELS:
        ran = gxaudit("check", "report.txt", "--fail-on", threshold, "--format", "json")
        assert severities(ran.document["reports"][0]) == {rule: in_force}
        assert ran.code == (LEVELS.index(in_force) >= LEVELS.index(threshold))
        assert ran.document["summary"]["fail_on"] == threshold


def test_each_report_has_the_threshold_of_its_own_configuration(
    gxaudit: Gxaudit, province: Path
) -> None:
    county = province / "县"
    assert gxaudit("check", county).code == 0
    both = gxaudit("check", county, province / "市", "--format", "json")
    assert both.code == 1
    assert both.document["summary"]["fail_on"] is None
    assert "有各份报告的配置所定级别及以上级别的问题" in gxaudit("check", province).out
    english = gxaudit("check", province, "--lang", "en").out
    assert "at the level that each report's configuration sets or above" in english
    assert gxaudit("check", county, "--fail-on", "note").code == 1


@pytest.mark.parametrize("form", PRINTED)
def test_no_configuration_hides_what_was_not_audited(
    gxaudit: Gxaudit, province: Path, form: str
) -> None:
    (province / "市" / "broken.txt").write_bytes(bytes(range(256)))
    assert gxaudit("check", province / "市", "--format", form, "--exit-zero").code == 3


# Overlays


@pytest.mark.parametrize(
    ("today", "off", "raised"),
    [
        ("2026-02-28", False, False),
        ("2026-03-01", True, False),
        ("2026-03-15", True, True),
        ("2026-03-31", True, True),
        ("2026-04-01", False, True),
    ],
)
def test_an_overlay_counts_from_its_day_to_its_last_and_is_printed(
    gxaudit: Gxaudit, province: Path, today: str, off: bool, raised: bool
) -> None:
    command = ("check", province / "市", "--today", today)
    document = gxaudit(*command, "--format", "json").document
    (report,) = document["reports"]
    assert ("balance/applications" not in report["outcomes"]) == off
    assert severities(report)["totals/rows"] == ("error" if raised else "warning")
    (configuration,) = document["configurations"]
    (overlay,) = configuration["overlays"]
    assert document["today"] == today
    assert [each["rule"] for each in overlay["changes"]] == [
        *(["balance/applications"] if off else []),
        *(["totals/rows"] if raised else []),
    ]
    for form, language in product(TELLING, ("zh", "en")):
        out = gxaudit(*command, "--format", form, "--lang", language).out
        assert ("豫公开办〔2026〕1号" in out) == off
        assert ("豫公开办〔2026〕2号" in out) == raised
        assert today in out
        assert overlay["digest"][:12] in out


def test_what_is_printed_of_an_overlay(gxaudit: Gxaudit, province: Path) -> None:
    command = ("check", province / "市", "--today", "2026-03-20")
    path = province / "市" / "overlay.toml"
    digest = sha256(path.read_bytes()).hexdigest()
    assert gxaudit(*command, "--format", "json").document["configurations"][0]["overlays"] == [
        {
            "path": str(path),
            "digest": digest,
            "changes": [
                {
                    "rule": "balance/applications",
                    "set": "off",
                    "from": "2026-03-01",
                    "until": "2026-03-31",
                    "reason": "豫公开办〔2026〕1号",
                },
                {
                    "rule": "totals/rows",
                    "set": "error",
                    "from": "2026-03-15",
                    "until": None,
                    "reason": "豫公开办〔2026〕2号",
                },
            ],
        }
    ]
    assert (
        f"覆盖文件按 2026-03-20 判断；覆盖 {path}（摘要 {digest[:12]}）：balance/applications 自 "
        "2026-03-01 至 2026-03-31 停用（理由：豫公开办〔2026〕1号），totals/rows 自 2026-03-15 "
        "起改为错误（理由：豫公开办〔2026〕2号）"
    ) in gxaudit(*command).out
    assert (
        f"overlays as on 2026-03-20; overlay {path} (hash {digest[:12]}): balance/applications "
        "off from 2026-03-01 until 2026-03-31 (reason: 豫公开办〔2026〕1号), "
        "totals/rows error from 2026-03-15 (reason: 豫公开办〔2026〕2号)"
    ) in gxaudit(*command, "--lang", "en").out


def test_an_overlay_of_the_command_line_joins_those_of_the_configuration(
    gxaudit: Gxaudit, province: Path, tmp_path: Path
) -> None:
    change = 'rule = "text/placeholder"\nfrom = 2020-01-01\nset = "note"\nreason = "试行"\n'
    (tmp_path / "more.toml").write_text(f"[[change]]\n{change}", encoding="utf-8")
    command = ("check", province / "市", "--overlay", "more.toml", "--format", "json")
    document = gxaudit(*command, "--today", "2026-01-01").document
    assert severities(document["reports"][0])["text/placeholder"] == "note"
    overlays = document["configurations"][0]["overlays"]
    assert [each["path"] for each in overlays] == [
        str(province / "市" / "overlay.toml"),
        "more.toml",
    ]


# What a result depends on


def test_json_of_every_sample_validates_however_it_is_configured(
    gxaudit: Gxaudit, province: Path
) -> None:
    samples = SCHEMA.parents[1] / "tests" / "reports"
    config = province / "市" / "gxaudit.toml"
    for options in (("--isolated",), ("--config", config), ("--config", config, "--fail-on=note")):
        document = gxaudit("check", samples, "--format", "json", *options).document
        assert document["summary"]["reports"] == len(document["reports"]) == 12
        for report in document["reports"]:
            assert sorted(report["outcomes"]) == sorted(document["configurations"][0]["rules"])


def test_json_names_every_plugin_pack_and_configuration_with_its_content_hash(
    gxaudit: Gxaudit, province: Path
) -> None:
    document = gxaudit("check", province, "--format", "json").document
    assert [each["name"] for each in document["plugins"]] == list(PLUGINS)
    packs = {pack["name"] for plugin in document["plugins"] for pack in plugin["packs"]}
    assert packs >= {"balance", "totals"}
    assert all(each["digest"] and each["version"] for each in document["plugins"])
    rules = {each["id"]: each for each in document["rules"]}
    assert rules["henan/column"]["version"] == 1
    none, county, city = document["configurations"]
    assert (none["path"], none["digest"], none["packs"]) == (None, None, [])
    assert sorted(none["rules"]) == sorted(set(rules) - {"henan/column"})
    assert county["digest"] == sha256((province / "县/pyproject.toml").read_bytes()).hexdigest()
    assert county["skip_non_reports"] is True
    assert city["digest"] == sha256((province / "市/gxaudit.toml").read_bytes()).hexdigest()
    digest = sha256(PACK.encode()).hexdigest()
    assert city["packs"] == [{"name": "henan", "digest": digest, "rules": 1}]
    assert (city["fail_on"], city["rule_timeout"]) == ("error", 7)
    assert city["options"] == {"text/placeholder": {"marks": ["【待核】"]}}
    assert city["rules"] == dict.fromkeys(CITY_RULES, "error") | {
        "henan/column": "note",
        "totals/rows": city["rules"]["totals/rows"],
    }


@pytest.mark.parametrize("form", ["text", "table"])
@pytest.mark.parametrize(
    ("language", "said"), [("zh", "配置：{path}；规则包 henan"), ("en", "{path}; pack henan")]
)
def test_people_are_told_of_the_configuration_too(
    gxaudit: Gxaudit, province: Path, form: str, language: str, said: str
) -> None:
    out = gxaudit("check", province, "--format", form, "--lang", language).out
    assert said.format(path=province / "市" / "gxaudit.toml") in out


# Mistakes

MISTAKES = [
    (
        "selct = []",
        "没有名为“selct”的键，最接近的是 select",
        "no key called 'selct'; the nearest is select",
    ),
    (
        '[severity]\n"totals/row" = "note"',
        "severity: 没有名为“totals/row”的规则或规则组，最接近的是 totals/rows",
        "severity: there is no rule or group of rules called 'totals/row'",
    ),
    (
        '[options."structure/problems"]\nshortest = "10"',
        'options › structure/problems › shortest: 要写成整数（不加引号），现在是字符串 "10"',
        "options › structure/problems › shortest: expected an integer, without quotes",
    ),
    (
        '[options."structure/problems"]\nshort = 10',
        "没有名为“short”的选项，最接近的是 shortest",
        "no option called 'short'; the nearest is shortest",
    ),
    (
        'require = ["gxaudit>=99"]',
        "require[1]: 要求 gxaudit>=99，装入的 gxaudit 是",
        "require[1]: requires gxaudit>=99, but gxaudit",
    ),
    ('packs = ["none.gxr"]', "packs[1]: ", "packs[1]: "),
    ("fail-on = “error”", "第 1 行", "line 1"),
]


@pytest.mark.parametrize(("text", "zh", "en"), MISTAKES)
@pytest.mark.parametrize("command", ["check", "rules", "explain"])
def test_a_mistake_is_told_with_its_place_before_anything_is_audited(
    gxaudit: Gxaudit, province: Path, text: str, zh: str, en: str, command: str
) -> None:
    path = province / "县" / "gxaudit.toml"
    path.write_text(text, encoding="utf-8")
    rest = {"check": (province,), "rules": (), "explain": ("totals/rows",)}[command]
    named = () if command == "check" else ("--config", path)
    for language, said in (("zh", zh), ("en", en)):
        ran = gxaudit(command, *rest, *named, "--lang", language)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
        assert ran.err.startswith(f"gxaudit: {path}: ")
    assert gxaudit("check", province / "report.txt", "--isolated").code == 1


def test_a_mistake_in_an_overlay_names_the_overlay(gxaudit: Gxaudit, province: Path) -> None:
    path = province / "市" / "overlay.toml"
    path.write_text(OVERLAY.replace("totals/rows", "totals/row"), encoding="utf-8")
    ran = gxaudit("check", province)
    assert (ran.code, ran.out) == (2, "")
    assert f"{path}: change[2] › rule: 没有名为“totals/row”的规则" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--config", "none.toml"), "none.toml: 没有这个文件"),
        (("--config", "x.toml", "--isolated"), "--isolated 和 --config 不能同时使用"),
        (("--overlay", "none.toml"), "--overlay: 没有这个文件"),
        (("--pack", "none.gxr"), "--pack: "),
        (("--today", "20260301"), "请写成 2026-03-01"),
        (("--today", "2026-02-30"), "请写成 2026-03-01"),
    ],
)
def test_mistakes_on_the_command_line(
    gxaudit: Gxaudit, province: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = gxaudit("check", province / "report.txt", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


# The other commands


def test_rules_lists_the_rules_of_packs_with_the_levels_in_force(
    gxaudit: Gxaudit, province: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(province / "市" / "2024")
    for language, (note, warning) in {"zh": ("提示", "警告"), "en": ("note", "warning")}.items():
        out = gxaudit("rules", "--lang", language).out
        assert re.search(rf"\| henan/column +\| {note} ", out)
        assert re.search(rf"\| totals/rows +\| {warning} ", out)
        assert "structure/blank-cells" in out
    assert "henan/column" not in gxaudit("rules", "--isolated").out
    added = gxaudit("rules", "--isolated", "--pack", Path("..", "packs", "henan.gxr"))
    assert "henan/column" in added.out


def test_explain_tells_what_is_configured(
    gxaudit: Gxaudit, province: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(province / "市")
    assert "级别：警告（配置所定；规则自定为错误）" in gxaudit("explain", "totals/rows").out
    english = gxaudit("explain", "totals/rows", "--lang", "en").out
    assert "Severity: warning (set by the configuration; the rule's own is error)" in english
    assert '现配置为 ["【待核】"]' in gxaudit("explain", "text/placeholder").out
    assert 'configured: ["【待核】"]' in gxaudit("explain", "text/placeholder", "--lang", "en").out
    assert "一 + 二 = 三（七） + 四" in gxaudit("explain", "henan/column").out
    assert gxaudit("explain", "henan/column", "--isolated").code == 2
    # Explained though the configuration ignores it and an overlay may switch it off.
    assert gxaudit("explain", "structure/blank-cells").code == 0
    assert "级别：错误；" in gxaudit("explain", "totals/rows", "--isolated").out

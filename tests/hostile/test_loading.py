"""A plugin that cannot be loaded: named in a fault, and nothing else is any different."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.distributions import HEAD, RULES, Run, check, command, environment, install

CHECK = "def check(report):\n    yield Passed()\n"
LOADS = HEAD + CHECK + RULES
BROKEN = {
    "raises at import": ("raise RuntimeError('boom')", "RuntimeError: boom"),
    "raises what is no Exception": (
        "class Odd(BaseException):\n    def __str__(self): raise Odd\nraise Odd",
        "Odd",
    ),
    "is no Python": ("def", "SyntaxError"),
    "ends the program at import": ("import sys\nsys.exit(0)", "SystemExit: 0"),
    "ends the program in a hook": (
        LOADS.replace("return [rule(check)]", "sys.exit(0)"),
        "SystemExit: 0",
    ),
    "ends the program between two rules": (
        LOADS.replace("return [rule(check)]", "yield rule(check)\n    sys.exit(0)"),
        "SystemExit: 0",
    ),
    "misspelt hook": (LOADS.replace("gxaudit_rules", "gxaudit_ruels"), "gxaudit_rules"),
    "misspelt hook without a mark": (
        LOADS.replace("@hook\ndef gxaudit_rules", "def gxaudit_ruels"),
        "gxaudit_rules",
    ),
    "hook without a mark": (
        LOADS.replace("@hook\ndef gxaudit_rules", "def gxaudit_rules"),
        "lacks @hook",
    ),
    "wrong API level": (LOADS.replace("_SAME, API,", "_SAME, API + 1,"), "API level 2"),
    "no plugin info": (LOADS.replace("return PluginInfo", "return print"), "PluginInfo"),
    "title in one language": (LOADS.replace("(_SAME, API,", "('河南', API,"), "PluginInfo"),
    "duplicate ids": (LOADS.replace("[rule(check)]", "[rule(check), rule(check)]"), "twice"),
    "rules of another": (
        LOADS.replace("rule(check)]", "rule(check, 'balance/x')]"),
        "balance/x is outside",
    ),
    "no list of rules": (LOADS.replace("[rule(check)]", "3"), "iterable of Rule, found int"),
    "no rules at all": (LOADS.replace("return [rule(check)]", "pass"), "found NoneType"),
    "no rule among them": (LOADS.replace("[rule(check)]", "['x']"), "must yield Rule, not str"),
    "a title that is no text": (
        LOADS.replace("rule(check)]", "rule(check, title='x')]"),
        "its title is of a wrong type",
    ),
    "a pack that is not there": (
        LOADS + "@hook\ndef gxaudit_packs():\n    return [('henan_rules', 'none.gxr')]\n",
        "FileNotFoundError",
    ),
    "imports the engine": (
        LOADS.replace("import sys\n", "import sys\nfrom gxaudit.judging.runner import judge\n", 1),
        "gxaudit.judging.runner",
    ),
    "imports the engine when it runs": (
        LOADS.replace("    yield Passed()", "    from gxaudit import settle\n    yield Passed()"),
        "gxaudit.settle",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_plugin_that_cannot_be_loaded(
    case: str, site: Path, reports: list[str], alone: Run
) -> None:
    source, cause = BROKEN[case]
    install(site, source)
    # Nothing waives a fault: neither selection nor threshold nor --exit-zero.
    waived = (
        "--select",
        "balance,fees,members,narrative,structure,text,totals,years",
        "--exit-zero",
    )
    run = check(site, *waived, "--fail-on", "error", *reports)
    assert run.code == 3
    assert run.outcomes() == alone.outcomes()
    (fault,) = run.faults
    assert fault["kind"] == "plugin"
    assert fault["plugin"] == "henan-rules 1.2"
    assert fault["link"] == "https://henan.invalid/metadata"
    for words in fault["message"].values():
        assert "henan-rules 1.2" in words
    assert cause in fault["message"]["en"]
    assert run.outcomes(()) == alone.outcomes(())


def test_a_plugin_that_loads_is_no_fault(site: Path, reports: list[str], alone: Run) -> None:
    install(site, LOADS)
    run = check(site, *reports)
    assert (run.code, run.faults) == (1, [])
    assert run.outcomes() == alone.outcomes()
    assert [said["outcome"] for said in run.own()] == ["passed"] * 5


def test_a_shipped_namespace_is_reserved(site: Path, reports: list[str], alone: Run) -> None:
    mark = site / "imported"
    install(site, f"open({str(mark)!r}, 'w')\n{LOADS}", point="balance")
    run = check(site, *reports)
    assert run.code == 3
    assert run.outcomes(()) == alone.outcomes(())
    (fault,) = run.faults
    assert fault["plugin"] == "henan-rules 1.2"
    assert "'balance' belongs to" in fault["message"]["en"]
    assert not mark.exists(), "it was imported"


def test_a_name_of_two_plugins_is_neither_s(site: Path, reports: list[str], alone: Run) -> None:
    install(site, LOADS)
    install(site, LOADS, distribution="other-rules", version="7", module="other_rules")
    run = check(site, *reports)
    assert run.code == 3
    assert run.outcomes(()) == alone.outcomes(())
    assert [fault["plugin"] for fault in run.faults] == ["henan-rules 1.2", "other-rules 7"]
    assert "other-rules 7" in run.faults[0]["message"]["zh"]


def test_what_a_plugin_prints_is_no_result(site: Path, reports: list[str], alone: Run) -> None:
    loud = LOADS.replace("    yield", "    print('noise')\n    yield") + "print('noise')\n"
    install(site, loud)
    run = check(site, *reports)
    assert (run.code, run.outcomes()) == (1, alone.outcomes())
    assert run.errors.count("noise") == 6


def test_damaged_metadata_is_a_fault_without_a_name(site: Path, reports: list[str]) -> None:
    install(site, "raise RuntimeError('boom')")
    (site / "henan_rules-1.2.dist-info" / "METADATA").unlink()
    run = check(site, *reports)
    assert run.code == 3
    assert "boom" in run.faults[0]["message"]["en"]


def test_a_plugin_installed_by_pip(site: Path, tmp_path: Path, reports: list[str]) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "henan_rules.py").write_text(LOADS.replace("Passed()", "1 / 0"), encoding="utf-8")
    (project / "pyproject.toml").write_text(
        "[project]\nname = 'henan-rules'\nversion = '1.2'\n"
        "[project.entry-points.gxaudit]\nhenan = 'henan_rules'\n"
        "[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n"
        "[tool.hatch.build.targets.wheel]\nonly-include = ['henan_rules.py']\n",
        encoding="utf-8",
    )
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--target", str(site))
    subprocess.run([*pip, *offline, str(project)], env=environment(None), check=True)
    run = check(site, reports[0])
    assert run.code == 3
    assert run.faults[0]["plugin"] == "henan-rules 1.2"
    assert "ZeroDivisionError" in run.faults[0]["message"]["zh"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_environment_says_which_plugins_are_loaded(
    language: str, site: Path, reports: list[str]
) -> None:
    install(site, "raise RuntimeError('boom')")
    none = command(site, "check", "--lang", language, reports[0], GXAUDIT_PLUGINS="none")
    assert (none.returncode, none.stdout) == (2, "")
    assert "GXAUDIT_PLUGINS" in none.stderr
    some = check(site, reports[0], GXAUDIT_PLUGINS="balance, fees")
    assert some.faults == []
    assert {name.partition("/")[0] for name in some.outcomes()[0]["outcomes"]} == {
        "balance",
        "fees",
    }
    wrong = check(site, reports[0], GXAUDIT_PLUGINS="balance,fes")
    assert wrong.code == 3
    assert "fees" in wrong.faults[0]["message"][language]


@pytest.mark.parametrize(("language", "head"), [("zh", "导入毫秒"), ("en", "import ms")])
def test_the_list_of_plugins_can_be_timed(language: str, head: str, site: Path) -> None:
    install(site, f"import time\ntime.sleep(0.05)\n{LOADS}")
    done = command(site, "plugins", "--timing", "--lang", language)
    assert done.returncode == 0
    assert head in done.stdout
    (row,) = [line for line in done.stdout.splitlines() if "henan-rules" in line]
    assert float(row.split("|")[-3]) >= 50

"""Rules that break while they run, all of them installed at once, each a distribution of its own.

They run twice: in the process of the audit, and each plugin in a worker of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.hostile.distributions import HEAD, RULES, Run, check, command, install

TOTAL = "t3.applications_received.total"


class Case(NamedTuple):
    """A check, what its fault says in English, and how many findings of each report are kept."""

    body: str
    cause: str
    kept: int = 0


SECONDS = "0.8"
"""More than a rule that ends waits for its turn on a machine that does much else."""
SLOW = f"limit of {SECONDS} seconds"
FINDS = f"yield Failed(message=Text('少', 'few'), cell='{TOTAL}')"
CHANGE = "object.__setattr__(report{}, {!r}, {})\n    yield Passed()"
CASES = {
    "raises": Case("1 / 0\n    yield", "ZeroDivisionError"),
    "finds-then-raises": Case(
        f"for _ in range(3):\n        {FINDS}\n    1 / 0", "ZeroDivisionError", 3
    ),
    "raises-oddly": Case(
        "class Odd(BaseException):\n        def __str__(self): raise self\n    yield\n", "NoneType"
    ),
    "raises-untold": Case(
        "class Odd(BaseException):\n        def __str__(self): raise self\n"
        "    raise Odd\n    yield",
        "Odd",
    ),
    "exits": Case("sys.exit(0)\n    yield", "SystemExit: 0"),
    "exits-when-closed": Case(
        "try:\n        yield 3\n    finally:\n        sys.exit(0)", "SystemExit"
    ),
    "loops": Case(f"{FINDS}\n    while True: pass", SLOW, 1),
    "swallows": Case(
        "try:\n        while True: pass\n    except BaseException: yield Passed()",
        SLOW,
    ),
    "regex": Case(
        "import re\n    yield Passed() if re.match(r'(x+x+)+y', 'x' * 64) else Passed()",
        SLOW,
    ),
    "sleeps": Case("import time\n    time.sleep(60)\n    yield", SLOW),
    "returns-nothing": Case("return None", "this one returned NoneType"),
    "yields-numbers": Case("yield 3", "not int"),
    "message-is-no-text": Case("yield Failed(message='x')", "message of a verdict"),
    "count-is-no-number": Case("yield Passed('x')", "count of a verdict"),
    "counts-back": Case("yield Passed(-5)", "count of a verdict"),
    "reason-is-no-text": Case("yield NotEvaluated(None)", "reason of a verdict"),
    "no-such-cell": Case(f"{FINDS}\n    {FINDS.replace(TOTAL, 't9.x.y')}", "'t9.x.y'", 1),
    "no-such-cells": Case(
        f"yield Failed(message=Text('少', 'few'), cell='{TOTAL}', cells=('表九',))", "'表九'"
    ),
    "no-such-line": Case("yield Failed(message=Text('少', 'few'), line=10**6)", "line 1000000"),
    "no-such-span": Case(
        "yield Failed(message=Text('少', 'few'), span=(5, 10**7))", "span (5, 10000000)"
    ),
    "million": Case(f"for _ in range(10**6): {FINDS}", "more than 1000 findings", 1000),
    "million-passes": Case("for _ in range(10**6): yield Passed()", "more than 10000 verdicts"),
    "changes-values": Case(CHANGE.format("", "values", "()"), "it changed the report"),
    "changes-form": Case(CHANGE.format(".form.cells[0]", "key", "'x'"), "it changed the report"),
    "changes-prose": Case(CHANGE.format(".prose[0]", "text", "''"), "it changed the report"),
    "changes-class": Case(
        "class Worse(type(report)): pass\n    "
        "object.__setattr__(report, '__class__', Worse)\n    yield Passed()",
        "it changed the report",
    ),
}
IN_WORKER = (
    "changes-values",
    "exits",
    "finds-then-raises",
    "loops",
    "million",
    "no-such-cell",
    "regex",
    "returns-nothing",
)
"""The others are looked at by the same lines there; each costs the start of a process."""
ONLY_WORKER = {
    "never-looks": Case("import itertools\n    yield Passed(sum(itertools.repeat(1)))", SLOW),
    "swallows-all": Case(
        "while True:\n        try:\n            while True: pass\n"
        "        except BaseException: pass\n    yield",
        SLOW,
    ),
    "dies": Case("import os\n    os._exit(0)\n    yield", "ended by itself (exit code 0)"),
    "answers-itself": Case("import os\n    os.write(1, b'x' * 99)\n    1 / 0", "ZeroDivisionError"),
}


def source(name: str, case: Case) -> str:
    return (HEAD + f"def check(report):\n    {case.body}\n" + RULES).replace("henan/", f"{name}/")


def install_all(folder: Path, cases: dict[str, Case]) -> Path:
    for name, case in cases.items():
        module = f"{name}_rules".replace("-", "_")
        install(folder, source(name, case), distribution=f"{name}-rules", point=name, module=module)
    return folder


class Broken(NamedTuple):
    cases: dict[str, Case]
    run: Run


Audited = Callable[[str], Broken]


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory, reports: list[str]) -> Audited:
    """All of them in one audit, ``here`` or in a ``worker``, which tries to be let off."""

    @cache
    def audit(where: str) -> Broken:
        there = {"GXAUDIT_RULE_WORKER": "1"} if where == "worker" else {}
        cases = {name: case for name, case in CASES.items() if not there or name in IN_WORKER}
        site = install_all(tmp_path_factory.mktemp("site"), cases)
        waived = ("--exit-zero", "--fail-on", "error", "--skip-non-reports")
        return Broken(cases, check(site, "--rule-timeout", SECONDS, *waived, *reports, **there))

    return audit


@pytest.mark.parametrize("where", ["here", "worker"])
def test_nothing_else_is_different(where: str, audited: Audited, alone: Run) -> None:
    cases, run = audited(where)
    assert run.code == 3
    assert run.outcomes(tuple(f"{name}/" for name in cases)) == alone.outcomes()
    assert {fault["rule"] for fault in run.faults} == {f"{name}/received" for name in cases}


@pytest.mark.parametrize(
    ("where", "name"),
    [("here", name) for name in CASES] + [("worker", name) for name in IN_WORKER],
)
def test_a_rule_that_breaks(where: str, name: str, audited: Audited, reports: list[str]) -> None:
    run = audited(where).run
    case, rule = CASES[name], f"{name}/received"
    faults = [fault for fault in run.faults if fault["rule"] == rule]
    # Three reports running: then it is switched off, which is said once.
    assert [fault["path"] for fault in faults] == reports[:3]
    for fault in faults:
        assert fault["kind"] == "rule"
        assert fault["plugin"] == f"{name}-rules 1.2"
        assert fault["link"] == "https://henan.invalid/issues"
        assert rule in fault["message"]["zh"]
        assert case.cause in fault["message"]["en"]
    assert ["switched off" in fault["message"]["en"] for fault in faults] == [False, False, True]
    said = run.own(rule)
    assert [each["failed"] for each in said] == [case.kept] * 3 + [0, 0]
    assert [each["not_evaluated"] for each in said] == [1] * 5
    assert all("switched off" in each["reasons"][0]["en"] for each in said[3:])


def test_what_only_a_worker_can_stop(tmp_path: Path, reports: list[str], alone: Run) -> None:
    site = install_all(tmp_path, ONLY_WORKER)
    run = check(site, "--rule-timeout", SECONDS, *reports, GXAUDIT_RULE_WORKER="1")
    assert run.code == 3
    assert run.outcomes(tuple(f"{name}/" for name in ONLY_WORKER)) == alone.outcomes()
    for name, case in ONLY_WORKER.items():
        faults = [fault for fault in run.faults if fault["rule"] == f"{name}/received"]
        assert [fault["path"] for fault in faults] == reports[:3]
        assert all(case.cause in fault["message"]["en"] for fault in faults)


@pytest.mark.parametrize("there", [{}, {"GXAUDIT_RULE_WORKER": "1"}])
def test_a_rule_that_breaks_on_the_fiftieth_report(
    there: dict[str, str], site: Path, tmp_path: Path, reports: list[str]
) -> None:
    body = "COUNT.append(1)\n    yield Passed()\n    if len(COUNT) == 50: raise ValueError('50')"
    install(site, "COUNT = []\n" + source("henan", Case(body, "")))
    text = Path(reports[0]).read_bytes()
    folder = tmp_path / "fifty"
    folder.mkdir()
    for number in range(51):
        (folder / f"{number:02}.txt").write_bytes(text)
    run = check(site, str(folder), **there)
    assert run.code == 3
    (fault,) = run.faults
    assert fault["path"].endswith("49.txt")
    assert fault["plugin"] == "henan-rules 1.2"
    said = run.own()
    assert [each["outcome"] for each in said].count("passed") == 50
    assert (said[49]["outcome"], said[49]["passed"]) == ("not_evaluated", 1)


def test_an_interrupt_ends_the_audit(site: Path, reports: list[str]) -> None:
    install(site, source("henan", Case("raise KeyboardInterrupt\n    yield", "")))
    done = command(site, "check", "--isolated", reports[0])
    assert done.returncode == 130
    assert "已中断" in done.stderr


CONTROL = "\\x1b[2J\\x07\\u202e\\u2028\\r\\n0 faults\\x00"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--format", "text"),
        ("check", "--format", "table"),
        ("check", "--format", "json"),
        ("rules",),
        ("plugins",),
        ("explain",),
    ],
)
def test_no_control_character_reaches_the_terminal(
    arguments: tuple[str, ...], site: Path, reports: list[str]
) -> None:
    evil = f"Text('坏{CONTROL}', 'bad{CONTROL}')"
    body = (
        f"yield NotEvaluated({evil})\n"
        f"    yield Failed(message={evil}, expected='{CONTROL}', actual='x{CONTROL}', line=2)\n"
        f"    raise ValueError('{CONTROL}')"
    )
    text = source("henan", Case(body, "")).replace('Text("河南", "Henan")', evil)
    install(site, text.replace("https://henan.invalid/issues", CONTROL))
    last = {"check": (reports[0],), "explain": ("henan/received",)}.get(arguments[0], ())
    isolated = () if arguments[0] == "plugins" else ("--isolated",)
    done = command(site, *arguments, *isolated, *last)
    assert done.returncode == (3 if arguments[0] == "check" else 0), done.stderr
    assert not set(done.stdout) & set("\x1b\x07\u202e\u2028\r\x00")
    assert "坏" in done.stdout
    assert not any(line.startswith("0 faults") for line in done.stdout.splitlines())

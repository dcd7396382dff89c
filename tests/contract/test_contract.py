"""The contract itself: a good plugin keeps every law, and for each law a broken one is caught."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from gxaudit.specimen import specimen
from gxaudit.testing import SloppyTestError, contract
from gxaudit.testing.broken import LawBrokenError

GOOD = Path(__file__).with_name("tiny.py").read_text(encoding="utf-8")
LAWS = sorted(name for name in dir(contract("tiny")) if name.startswith("test_"))
LINE = (
    specimen("2021")
    .split("\n")
    .index(next(line for line in specimen("2021").split("\n") if line.startswith("一、本年新收")))
)
NUMBERS = count()
HOLDS = "total.value >= part.value"
FAILS = 'Failed(message=Text("总计太小", "total too small"), cell=TOTAL, cells=(PART,))'
PASSING = 'Example(outcome=Outcome.PASSED, cells={TOTAL: "2", PART: "2"}),\n'
FAILING = 'Example(outcome=Outcome.FAILED, cells={TOTAL: "1", PART: "2"}, at=TOTAL),\n'
RETURN = "    if report.title_line or not report.sections:\n"

WHOLE = "test_gxaudit_takes_the_plugin_whole"
WORDS = "test_every_rule_says_what_it_is"
KINDS = "test_every_rule_has_passing_and_failing_examples"
SLOPPY = "test_no_example_is_sloppy"
DECLARED = "test_examples_behave_as_declared"
SILENT = "test_silent_on_consistent_reports"
FIRES = "test_fires_on_its_own_corruption_in_any_layout"
RAISES = "test_never_raises_on_any_text"
TWICE = "test_same_result_twice"
ORDER = "test_order_of_rules_changes_nothing"
ADDRESSES = "test_every_address_resolves"
IMPORTS = "test_importing_it_loads_nothing_else"

BREAKS = {
    "another API level": (WHOLE, 'Tiny"), API,', 'Tiny"), API + 1,', "API"),
    "an id of another's namespace": (
        WHOLE,
        'f"tiny/{name}"',
        'f"tiny/{name}" if name == "total" else "other/title"',
        "outside the namespace",
    ),
    "an id twice": (WHOLE, 'f"tiny/{name}"', '"tiny/total"', "twice"),
    "a misspelt hook": (WHOLE, "def gxaudit_plugin", "def gxaudit_plugins", "gxaudit_plugins"),
    "no rules": (WHOLE, "    return (\n", "    return () and (\n", "at least one rule"),
    "broken at import": (WHOLE, "TOTAL, PART =", "1 / 0; TOTAL, PART =", "ZeroDivisionError"),
    "no English title": (WORDS, '"The total is at least its part"', '"总计"', "title.en"),
    "no Chinese title": (WORDS, '"总计不小于其中一项"', '"total"', "title.zh"),
    "no reason": (WORDS, '"部分不大于全体", "a part', '"", "a part', "explanation.why.zh"),
    "no advice": (WORDS, '"check both cells"', '""', "explanation.how.en"),
    "no basis in English": (WORDS, '"Arithmetic"', '""', "basis[0].instrument.en"),
    "no version": (WORDS, 'since="0.1"', 'since="0.1", version=0', "version"),
    "since when": (WORDS, 'since="0.1"', 'since=""', "since"),
    "no address for faults": (WORDS, '"tiny@example.invalid"', '""', "PluginInfo.issues"),
    "no passing example": (KINDS, PASSING, "", "PASSED"),
    "no failing example": (KINDS, FAILING, "", "FAILED"),
    "the same example twice": (SLOPPY, PASSING, PASSING * 2, "same report"),
    "the same figures twice": (
        SLOPPY,
        PASSING,
        PASSING + PASSING.replace("cells", "year=2021, cells"),
        "same report",
    ),
    "an example without address": (SLOPPY, ", at=TOTAL", "", "add at='表三.一[总计]'"),
    "an address that is no cell": (SLOPPY, "at=TOTAL", "at='表三.九[总计]'", "nearest"),
    "a cell that is none": (SLOPPY, '{TOTAL: "2"', "{'表三.九[总计]': \"2\"", "nearest"),
    "an edit of nothing": (SLOPPY, '"青岚县水务局2021年', '"水务局1999年', "changes nothing"),
    "an example that passes": (DECLARED, '{TOTAL: "1"', '{TOTAL: "3"', "FAILED"),
    "another address": (DECLARED, "at=TOTAL", "at=PART", "表三.一[总计]"),
    "an accusation of zeros": (SILENT, HOLDS, HOLDS.replace(">=", ">"), "总计太小"),
    "a look at lines": (FIRES, HOLDS, f"{HOLDS} or total.line != {LINE + 1}", "layout noise"),
    "a figure taken for granted": (
        RAISES,
        "total.value is None or part.value is None",
        "False",
        "TypeError",
    ),
    "a year taken for granted": (RAISES, RETURN, "    report.year + 1\n" + RETURN, "TypeError"),
    "a line out of the report": (RAISES, "line=1", "span=(1, 'x')", "span (1, 'x')"),
    "a memory": (
        TWICE,
        FAILS,
        "MEMORY.append(1) or " + FAILS.replace('"总计太小"', "str(len(MEMORY))"),
        "keeps nothing",
    ),
    "a set in a message": (
        TWICE,
        '"总计太小"',
        '"、".join({"总计", "自然人", "商业企业", "科研机构", "其他"})',
        "another Python process",
    ),
    "rules that share data": (
        ORDER,
        RETURN,
        "    MEMORY[:] = [1]\n" + RETURN,
        "share nothing",
    ),
    "a yielded cell that is none": (ADDRESSES, "cells=(PART,)", "cells=('表三.九',)", "表三.九"),
    "a place that is none": (ADDRESSES, "cell=TOTAL", "cell='表三.九[总计]'", "表三.九[总计]"),
    "a declared cell that is none": (
        ADDRESSES,
        '"表三.一[总计]"),\n',
        '"表三.九[总计]"),\n',
        "nearest",
    ),
    "the engine's internals": (
        IMPORTS,
        "from collections",
        "import gxaudit.judging.runner\nfrom collections",
        "gxaudit.judging.runner",
    ),
    "another package": (
        IMPORTS,
        "from collections",
        "import tabulate\nfrom collections",
        "may_import",
    ),
    "another package, later": (
        IMPORTS,
        "    return (\n",
        "    import tabulate\n    return (\n",
        "tabulate",
    ),
}
"""By what is wrong: the law that notices, the change to the good plugin, and what is said."""

# One rule writes and the other reads: in the usual order nothing shows.
READS = {"rules that share data": (HOLDS, f"(MEMORY.pop() if MEMORY else 0) and {HOLDS}")}


@pytest.fixture(autouse=True)
def no_shrinking() -> Iterator[None]:
    """A law that is broken need not be broken by the smallest report."""
    settings.register_profile(
        "mutants", settings.get_profile("quick"), phases=[Phase.explicit, Phase.generate]
    )
    settings.load_profile("mutants")
    yield
    settings.load_profile(os.environ.get("GXAUDIT_HYPOTHESIS", "quick"))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A function that makes an importable plugin of a source text."""
    monkeypatch.syspath_prepend(tmp_path)

    def make(source: str) -> str:
        name = f"gxaudit_tiny{next(NUMBERS)}"
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        return name

    return make


@pytest.mark.parametrize("law", LAWS)
def test_a_good_plugin_keeps_every_law(package, law: str) -> None:
    getattr(contract(package(GOOD))(), law)()


@pytest.mark.parametrize("wrong", BREAKS)
def test_a_broken_plugin_is_caught_by_its_law(package, wrong: str) -> None:
    law, old, new, said = BREAKS[wrong]
    assert old in GOOD
    source = GOOD.replace(old, new, 1).replace(*READS.get(wrong, ("", "")), 1)
    source += "\nMEMORY = []\n"
    with pytest.raises((LawBrokenError, SloppyTestError)) as caught:
        getattr(contract(package(source))(), law)()
    assert said in str(caught.value)


def test_every_law_has_a_plugin_that_breaks_it() -> None:
    assert {law for law, *_ in BREAKS.values()} == set(LAWS)


def test_declared_dependencies_may_be_imported(package) -> None:
    name = package("import tabulate\n" + GOOD)
    contract(name, may_import=["tabulate"])().test_importing_it_loads_nothing_else()


DEMANDING = GOOD.replace(
    "if report.title_line or not report.sections:", 'if "本省" in report.section_text(1):'
)


def test_a_rule_may_want_more_of_the_prose_than_the_form_does(package) -> None:
    name = package(DEMANDING)
    contract(name, prose={1: "本省另有要求。"})().test_silent_on_consistent_reports()
    with pytest.raises(LawBrokenError, match="prose"):
        contract(name)().test_silent_on_consistent_reports()


def test_what_is_wrong_is_said_in_both_languages_with_the_rule_and_the_cure(package) -> None:
    name = package(GOOD.replace(HOLDS, HOLDS.replace(">=", ">")))
    with pytest.raises(LawBrokenError) as caught:
        contract(name)().test_silent_on_consistent_reports()
    lines = str(caught.value).split("\n")
    assert lines[0] == "tiny/total"
    heads = [line.split(":")[0].strip() for line in lines[1:]]
    assert heads == ["应当", "实际", "处理", "expected", "found", "to do"]


PACKED = """
from gxaudit.api import API, PluginInfo, Text, hook

@hook
def gxaudit_plugin():
    return PluginInfo(Text("规则包", "Packed"), API, "packed@example.invalid")

@hook
def gxaudit_packs():
    return [(__name__, "packed.gxr")]
"""
PACK = """
规则 packed/carried 上年结转与上年的报告一致
  english  Carried in as last year's report carried over
  级别     警告
  依据     算术
  basis    Arithmetic
  状态     发布
  始于     0.1
  表       三
  每列
  应有     二 = 上年(四)
  通过     二=3 上年(四)=3
  不通过   二=3 上年(四)=2

规则 packed/said 正文的收到件数与表三一致
  english  Applications received: prose and table agree
  级别     警告
  依据     算术
  basis    Arithmetic
  状态     发布
  始于     0.1
  表       三
  应有     正文(收到申请件数) = 一[总计]
  通过     正文(收到申请件数)=5 一[总计]=5
  不通过   正文(收到申请件数)=5 一[总计]=4
"""


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A plugin that brings a pack and no rule in Python."""
    name = f"gxaudit_packed{next(NUMBERS)}"
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text(PACKED, encoding="utf-8")
    (tmp_path / name / "packed.gxr").write_text(PACK, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return name


@pytest.mark.parametrize("law", LAWS)
def test_rules_of_a_pack_on_prose_and_last_year_keep_every_law(packed: str, law: str) -> None:
    getattr(contract(packed)(), law)()

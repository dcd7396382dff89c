"""Foreign rules that look beside the report: what they see elsewhere, and what they may not do."""

from __future__ import annotations

import pytest

from gxaudit.specimen import specimen
from tests.hostile.distributions import HEAD, Run, check, install

SOURCE = (
    HEAD
    + """
from hashlib import sha256

def content(report):
    kept = [sorted(one) if isinstance(one, frozenset) else one for one in vars(report).values()]
    return repr(kept)

def sees(report, beside):
    last = beside.last_year
    if last is None:
        yield NotEvaluated(beside.no_last_year)
        return
    same = last.report.form is report.form
    digest = sha256(content(last.report).encode()).hexdigest()
    words = f"{last.path[-8:]} {len(last.report.values)} {same} {beside.entity} {digest}"
    yield Failed(message=Text(words, words))

def changes(report, beside):
    yield Passed()
    if beside.last_year is not None:
        object.__setattr__(beside.last_year.report, "values", ())
        object.__setattr__(beside, "last_year", None)

def plain(report):
    yield Passed()

@hook
def gxaudit_rules():
    return [
        rule(plain, "henan/a-plain"), rule(changes, "henan/b-changes", beside=True),
        rule(sees, "henan/c-sees", beside=True), rule(plain, "henan/d-plain"),
        rule(sees, "henan/e-sees", beside=True),
    ]
"""
)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Run]:
    """The same two years of one body, with the rules here and in a process of their own."""
    site = tmp_path_factory.mktemp("site")
    install(site, SOURCE)
    files = []
    for year, figure in ((2021, "3"), (2022, "4")):
        files.append(site / f"{year}.txt")
        files[-1].write_text(specimen("2021", year=year, cells={"表三.四[总计]": figure}), "utf-8")
    paths = [str(file) for file in files]
    return check(site, *paths), check(site, *paths, GXAUDIT_RULE_WORKER="1")


def test_a_rule_sees_the_same_beside_a_report_wherever_it_runs(runs: tuple[Run, Run]) -> None:
    here, worker = runs
    assert here.document == worker.document
    said = [
        finding["message"]["en"]
        for finding in here.document["reports"][1]["findings"]
        if finding["rule"].startswith("henan/")
    ]
    assert len(said) == 2 and said[0] == said[1]
    assert said[0].startswith("2021.txt 200 True None ")


def test_a_change_of_a_report_beside_is_noticed_and_put_right(runs: tuple[Run, Run]) -> None:
    for run in runs:
        (fault,) = run.faults
        assert fault["rule"] == "henan/b-changes" and "it changed the report" in str(fault)
        assert fault["path"].endswith("2022.txt") and run.code == 3
        assert [one["outcome"] for one in run.own("henan/c-sees")] == ["not_evaluated", "failed"]

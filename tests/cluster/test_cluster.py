"""A run on a cluster says what a run on one machine says, whatever becomes of its workers."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from json import loads
from pathlib import Path
from random import Random
from threading import Thread
from time import sleep
from typing import Any

import dask
import pytest
from attrs import evolve
from distributed import LocalCluster

from gxaudit.auditors import load_auditors
from gxaudit.cli import main
from gxaudit.config.settings import Asked
from gxaudit.specimen import specimen
from gxaudit.work.addresses import ClusterError
from gxaudit.work.cluster import Cluster
from gxaudit.work.parts import Parts
from gxaudit.work.setup import Setup
from gxaudit.work.stand import stand_of
from gxaudit.work.task import Order, Survey
from tests.benchmark.corpus import consistent_figures

DRAFT = '''
import os, signal
from gxaudit.api import *

def check(report):
    """Some reports are more than a rule can bear."""
    if "循环" in report.file:
        while True:
            pass
    if "杀节点" in report.file:
        os.kill(os.getppid(), signal.SIGKILL)
    yield Passed()

WORDS = Text("承受", "bear")

@hook
def gxaudit_rules():
    yield Rule(
        id="bear/it", title=WORDS, explanation=Explanation(WORDS, WORDS, WORDS),
        severity=Severity.WARNING, basis=(Basis(WORDS),), check=check, since="1",
        examples=(Example(outcome=Outcome.PASSED),),
    )
'''
DRAFTED = ("--plugin", "draft.py", "--rule-timeout", "0.2")
REPORTS = 24


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    # One death is enough here to suspect a batch; by default it takes four.
    with (
        dask.config.set(
            {
                "distributed.scheduler.allowed-failures": 0,
                "distributed.worker.multiprocessing-method": "forkserver",
            }
        ),
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=":0", memory_limit=0
        ) as started,
    ):
        yield started


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with reports of two years, one of which has a figure changed."""
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    for number in range(REPORTS):
        figures = consistent_figures(Random(number))
        figures["t3.granted.total"] += number % 7 == 0
        cells = {key: str(value) for key, value in figures.items()}
        agency, year = f"第{number % 12}局", 2023 + number // 12
        text = specimen("2021", year=year, agency=agency, cells=cells)
        Path(f"reports/{agency}{year}.txt").write_text(text, encoding="utf-8")
    Path("reports/空.txt").write_text("", encoding="utf-8")
    Path("draft.py").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def copied(name: str) -> None:
    """One more report, of that name."""
    text = specimen("2021", year=2024, agency=name)
    Path(f"reports/{name}.txt").write_text(text, encoding="utf-8")


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Exit code and output of a run."""
    capsys.readouterr()
    code = main(["check", "reports", "--format", "json", "--isolated", *arguments])
    printed = capsys.readouterr()
    assert not printed.err, printed.err
    return code, printed.out


def on(cluster: LocalCluster) -> Sequence[str]:
    return "--cluster", cluster.scheduler_address, "--parts", "parts"


def kept() -> dict[str, int]:
    """The parts that outlive the run, and when they were written."""
    return {str(path): path.stat().st_mtime_ns for path in Path("parts").rglob("*.part")}


def test_a_cluster_says_what_one_machine_says_and_does_nothing_twice(
    cluster: LocalCluster, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = checked(capsys)
    assert checked(capsys, *on(cluster)) == alone
    before = kept()
    assert len(before) >= 2 * REPORTS
    assert not list(Path("parts").glob("run-*"))
    Path(next(iter(before))).write_bytes(b"damaged")
    assert checked(capsys, *on(cluster)) == alone
    same = [path for path, written in kept().items() if before.get(path) == written]
    assert len(same) == len(before) - 1


def test_a_worker_killed_in_the_middle_changes_no_byte(
    cluster: LocalCluster, capsys: pytest.CaptureFixture[str]
) -> None:
    # The limits of rules hold there too, in processes that have a main thread of their own.
    copied("循环局")
    alone = checked(capsys, *DRAFTED)
    assert "0.2" in alone[1]
    victim = next(iter(cluster.workers.values())).pid

    def kill() -> None:
        while not kept():
            sleep(0.005)
        if sys.platform != "win32":
            os.kill(victim, signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    assert checked(capsys, *DRAFTED, *on(cluster)) == alone
    killer.join()


def test_a_file_that_kills_its_workers_is_named_and_nobody_else_is_blamed(
    cluster: LocalCluster, capsys: pytest.CaptureFixture[str]
) -> None:
    _, alone = checked(capsys, *DRAFTED)
    copied("第3局杀节点")
    code, output = checked(capsys, *DRAFTED, *on(cluster))
    assert code == 3
    named = [report for report in loads(output)["reports"] if "杀" in report["path"]]
    assert [len(report["faults"]) for report in named] == [1]
    others = [report for report in loads(output)["reports"] if report not in named]
    assert others == loads(alone)["reports"]


def setup_of(parts: Parts) -> Setup:
    asked = Asked()
    order = Order(asked, ("reports",), None, isolated=True, drafts=(), max_size=10**7)
    stand = stand_of(load_auditors(asked, (), isolated=True))
    return Setup(parts.run, order, os.getcwd(), os.path.abspath("parts"), (), stand, limit=60)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda setup: {"stand": {**setup.stand, "gxaudit": "0.0"}}, "gxaudit: 0.0 here"),
        (lambda setup: {"parts": "/nowhere/at/all"}, "/nowhere/at/all"),
    ],
)
def test_a_worker_that_would_find_something_else_is_refused_by_name(
    change: Any, word: str, cluster: LocalCluster
) -> None:
    with closing(Parts("parts")) as parts:
        setup = setup_of(parts)
        with pytest.raises(ClusterError) as refused:
            Cluster(cluster.scheduler_address, evolve(setup, **change(setup)))
        said = str(refused.value)
        assert word in said
        assert any(worker.address in said for worker in cluster.scheduler.workers.values())


def test_a_worker_that_joins_later_is_looked_at_too(cluster: LocalCluster) -> None:
    with closing(Parts("parts")) as parts:
        setup = setup_of(parts)
        with closing(Cluster(cluster.scheduler_address, setup)) as joined:
            # As a worker sees it that was not there when the others were looked at.
            other = evolve(setup, run="other", stand={**setup.stand, "rules": "others"})
            joined._sent = joined._client.submit(lambda: other, pure=False)
            with pytest.raises(ClusterError, match="rules: others here"):
                list(joined.run([Survey("reports/空.txt")]))

"""Workers that die: at any moment, again and again, or for want of memory."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

from gxaudit.limit import TimeLimitError
from gxaudit.work import hand
from gxaudit.work.cost import workers_for
from gxaudit.work.hand import Hand
from gxaudit.work.task import Lost, Outcome, Survey, Surveyed, Task
from tests.work.conftest import Audit

MORTAL = """
import os, pickle, signal
from gxaudit.work import poolside
from gxaudit.work.desk import Desk

MARKS = {marks!r}
FATAL = {fatal!r}
real_perform, real_answer = Desk.perform, poolside.answer

def dies(*marks):
    "Whether it is to die here: at each moment once, and for each file once."
    paths = [os.path.join(MARKS, each) for each in marks]
    if any(map(os.path.exists, paths)):
        return False
    for each in paths:
        open(each, "w").close()
    return True

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def perform(self, task):
    name = os.path.basename(task.path)
    if name == FATAL:
        bytearray(1 << 45)
    if dies("working", name):
        die()
    return real_perform(self, task)

def answer(sink, kind, content):
    if kind != "outcome":
        if dies("starting"):
            die()
        return real_answer(sink, kind, content)
    name = os.path.basename(content.path)
    if dies("telling", name):
        whole = pickle.dumps((kind, content), pickle.HIGHEST_PROTOCOL)
        sink.write(whole[: len(whole) // 2])
        sink.flush()
        die()
    real_answer(sink, kind, content)

def serve():
    Desk.perform, poolside.answer = perform, answer
    poolside.serve()
"""


@pytest.fixture
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker is there sooner."""
    monkeypatch.setenv("GXAUDIT_PLUGINS", "balance,totals")


@pytest.mark.usefixtures("few_rules")
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_workers_lose_nothing_but_the_file_that_ends_every_one(
    audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    side = MORTAL.format(marks=str(marks), fatal="page.html")
    (tmp_path / "mortal.py").write_text(side, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    _, alone, _ = audit("--jobs", 1, "--no-cache")
    monkeypatch.setattr(hand, "SIDE", "mortal")
    # Nobody dies twice here by chance.
    monkeypatch.setattr(hand, "TRIES", 2)
    _, done, _ = audit("--jobs", 2, "--no-cache")
    assert {"starting", "working", "telling"} <= {mark.name for mark in marks.iterdir()}
    expected, found = _by_name(alone), _by_name(done)
    (fault,) = found.pop("page.html")["faults"]
    assert expected.pop("page.html")["faults"] == []
    assert found == expected
    assert fault["kind"] == "input"
    assert "处理这个文件的进程一再中断（MemoryError" in fault["message"]["zh"]


def _by_name(document: str) -> dict[str, Any]:
    return {Path(each["path"]).name: each for each in json.loads(document)["reports"]}


class _Fake:
    """A worker that takes too long for one file."""

    def __init__(self, *_: object, **__: object) -> None:
        self.asked: list[Task] = []

    def send(self, request: object) -> None:
        self.asked = list(request) if isinstance(request, tuple) else []

    def answers(self, _limit: float) -> Iterator[tuple[str, Outcome | None]]:
        if not self.asked:
            yield "ready", None
        elif self.asked[0].path == "slow":
            raise TimeLimitError
        else:
            yield "outcome", Surveyed(self.asked.pop(0).path)

    def kill(self) -> None:
        """Nobody is there."""

    end = kill


def test_what_hangs_is_tried_twice_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand, "Child", _Fake)
    one = Hand(None, 9.0, Lock())  # type: ignore[arg-type]
    first, slow, last = one.perform([Survey("a"), Survey("slow"), Survey("b")])
    assert (first, last) == (Surveyed("a"), Surveyed("b"))
    assert isinstance(slow, Lost) and slow.path == "slow" and "超过 9 秒" in slow.why.zh


def test_where_no_process_starts_the_work_is_handed_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(hand, "Child", refuse)
    tasks = [Survey("a"), Survey("b")]
    assert Hand(None, 9.0, Lock()).perform(tasks) == tasks  # type: ignore[arg-type]


def test_a_pool_is_for_what_takes_longer_than_starting_it(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.txt").write_bytes(bytes(3_000))
        (tmp_path / f"{number}.pdf").write_bytes(bytes(3_000))
    texts, pages = (sorted(map(str, tmp_path.glob(f"*.{end}"))) for end in ("txt", "pdf"))
    assert workers_for(texts, cores=2) == 1
    assert workers_for(pages[:10], cores=2) == 2
    assert workers_for(pages[:10], cores=1) == 1
    assert workers_for(pages, cores=8, new=0.0) == 1
    assert workers_for([str(tmp_path / "nowhere")], cores=8) == 1

"""However the work of a run is done, it says the same: processes, caches, kills, interruptions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gxaudit.pipeline import Auditor
from tests.work.conftest import Audit


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read or judged from here on, in this process."""
    done: list[str] = []
    for name in ("read", "judge"):
        real = getattr(Auditor, name)

        def noted(self: Auditor, *given: Any, _real: Any = real, **more: Any) -> Any:
            done.append(_real.__name__)
            return _real(self, *given, **more)

        monkeypatch.setattr(Auditor, name, noted)
    return done


def test_processes_caches_and_interruptions_change_no_byte(
    audit: Audit, tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = audit("--jobs", 1, "--no-cache")
    assert alone[0] == 3 and len(json.loads(alone[1])["reports"]) == 8
    one, other = (("--cache", tmp_path / name) for name in "ab")
    with monkeypatch.context() as patch:
        patch.setattr("gxaudit.work.desk.Desk.judged", _interrupted_at(3))
        assert audit("--jobs", 1, *one)[0] == 130
    reads.clear()
    assert audit("--jobs", 1, *one) == alone
    # Of five reports, two were judged before; no report is read again, three files are none.
    assert (reads.count("judge"), reads.count("read")) == (3, 2)
    assert audit("--jobs", 2, *other) == alone
    reads.clear()
    assert audit(*other) == alone
    assert (reads.count("judge"), reads.count("read")) == (0, 2)
    assert audit.errors == ""


def _interrupted_at(number: int) -> Callable[..., object]:
    from gxaudit.work.desk import Desk

    real = Desk.judged
    left = iter(range(number - 1))

    def judged(self: Desk, *given: Any, **more: Any) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return real(self, *given, **more)

    return judged

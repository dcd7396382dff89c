"""A folder that many machines share: values whole or not there, and nothing of a run left behind;
and which addresses are safe to speak to.
"""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.cli import main
from gxaudit.work.addresses import ClusterError, address_of, demand_guarded, is_guarded
from gxaudit.work.parts import Parts

KEY = "0f" * 20


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_is_to_be_kept_stays_and_all_else_goes(tmp_path: Path) -> None:
    with closing(Parts(str(tmp_path))) as mine, closing(Parts(str(tmp_path), mine.run)) as worker:
        worker.put(KEY, ("kept",), keep=True)
        worker.put("ab" * 20, ("passing",), keep=False)
        assert mine.get(KEY) == ("kept",)
        assert mine.get("ab" * 20) == ("passing",)
        with closing(Parts(str(tmp_path))) as another:
            assert another.get(KEY) == ("kept",)
            assert not another.has("ab" * 20)
    assert files(tmp_path) == [f"{KEY}.part"]
    assert [path.name for path in tmp_path.iterdir()] == [KEY[:2]]


def test_a_damaged_part_is_none_and_is_written_anew(tmp_path: Path) -> None:
    with closing(Parts(str(tmp_path))) as parts:
        parts.put(KEY, ("whole",), keep=True)
        (path,) = tmp_path.rglob("*.part")
        whole = path.read_bytes()
        for damaged in (b"", whole[:-1], b"\0" + whole[1:]):
            path.write_bytes(damaged)
            assert parts.get(KEY) is None
        # A part belongs to its name: nobody passes one off as another.
        path.write_bytes(whole)
        os.rename(path, path.with_name(f"{KEY[:-1]}e.part"))
        assert parts.get(f"{KEY[:-1]}e") is None
        parts.put(KEY, ("whole",), keep=True)
        assert parts.get(KEY) == ("whole",)


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with closing(Parts(str(tmp_path))) as parts:
        monkeypatch.setattr("os.replace", full)
        parts.put(KEY, ("lost",), keep=True)
        assert files(tmp_path) == []
        assert parts.get(KEY) is None
        assert not parts.works


@given(
    scheme=st.sampled_from(("tcp", "ws", "ucx", "")),
    host=st.ip_addresses().filter(lambda one: not one.is_loopback),
)
def test_nothing_open_to_others_is_guarded(scheme: str, host) -> None:
    named = f"[{host}]" if host.version == 6 else str(host)
    said = f"{scheme}://{named}:8786" if scheme else f"{named}:8786"
    with pytest.raises(ClusterError, match="cluster-insecure"):
        demand_guarded(address_of(said))
    assert is_guarded(f"tls://{named}:8786")


@pytest.mark.parametrize(
    ("address", "guarded"),
    [
        ("tcp://127.0.0.1:8786", True),
        ("tcp://127.8.9.1:8786", True),
        ("tcp://[::1]:8786", True),
        ("tcp://localhost:8786", True),
        ("tcp://localhost.example.org:8786", False),
        ("tcp://127.0.0.1.example.org:8786", False),
        ("tcp://0.0.0.0:8786", False),
        ("tcp://tls:8786", False),
        ("tls://scheduler:8786", True),
    ],
)
def test_a_name_is_not_taken_for_this_machine(address: str, guarded: bool) -> None:
    assert is_guarded(address) is guarded


def test_a_scheduler_file_says_where_the_scheduler_is(tmp_path: Path) -> None:
    path = tmp_path / "scheduler.json"
    path.write_text(json.dumps({"address": "tls://10.0.0.1:8786", "workers": {}}), encoding="utf-8")
    assert address_of(str(path)) == "tls://10.0.0.1:8786"
    for text in ("{}", "[]", "half {", '"tls://x"'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ClusterError, match="scheduler-file"):
            address_of(str(path))


@pytest.mark.parametrize(
    "given_",
    [
        ["--cluster", "tls://10.0.0.1:8786"],
        ["--parts", "parts"],
        ["--cluster", "tls://10.0.0.1:8786", "--parts", "parts", "--no-cache"],
        ["--cluster", "tls://10.0.0.1:8786", "--parts", "parts", "--jobs", "2"],
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    given_: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "reports", *given_]) == 2
    assert "--cluster" in capsys.readouterr().err


def test_a_cluster_that_anyone_can_reach_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("1", encoding="utf-8")
    assert main(["check", ".", "--cluster", "10.0.0.1:8786", "--parts", "parts"]) == 3
    assert "--cluster-insecure" in capsys.readouterr().err
    assert files(tmp_path) == ["a.txt", "b.txt"]

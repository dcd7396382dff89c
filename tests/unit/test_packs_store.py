"""Packs kept as data: faster to read again, never anything but what the text says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import gxaudit.packs.parse
from gxaudit.packs import PackError, load_pack, read_pack
from gxaudit.packs import store as kept
from gxaudit.packs.parse import parse
from gxaudit.packs.store import FILE, cache_folder, keep_lines, kept_lines
from gxaudit.resources import resource
from tests.property.packtexts import packs
from tests.unit.declared import BALANCE, HEAD

PACK = HEAD + BALANCE
OTHER = PACK.replace("一 + 二", "一 + 四")
FALSE = PACK.replace("每列\n", "每列\n允差 99999\n")
FALSE_LINES = json.loads(json.dumps(parse(FALSE)))
"""What would make the rule of ``PACK`` pass whatever a report says."""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("GXAUDIT_CACHE", str(folder))
    return folder / "packs"


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were parsed."""
    seen: list[str] = []
    real = gxaudit.packs.parse.read_lines

    def read_lines(source: str) -> Any:
        seen.append(source)
        return real(source)

    monkeypatch.setattr("gxaudit.packs.parse.read_lines", read_lines)
    return seen


def said(text: str) -> list[object]:
    """What the rules of a pack come to."""
    return [
        (rule.id, rule.title, rule.severity, one.must, one.when, one.tolerance, one.message)
        for rule in read_pack(text).rules
        for one in rule.identities
    ]


def entry(folder: Path) -> Path:
    (path,) = folder.glob("*.json")
    return path


def sealed(body: bytes) -> bytes:
    """An entry whose digest is right."""
    return kept._digest(body) + b"\n" + body


def changed(path: Path, **fields: object) -> bytes:
    body = json.loads(path.read_bytes().partition(b"\n")[2])
    return sealed(json.dumps({**body, **fields}).encode())


# ---- what is kept -------------------------------------------------------------------------------


def test_a_pack_is_parsed_once_and_says_the_same_ever_after(cache: Path, parses: list[str]) -> None:
    first = said(PACK)
    assert said(PACK) == first
    assert parses == [PACK]
    assert said(OTHER) != first
    assert parses == [PACK, OTHER]
    assert len(list(cache.iterdir())) == 2


@given(packs())
@settings(max_examples=20)
def test_kept_lines_are_the_lines_that_were_parsed(text: str) -> None:
    source = text.removeprefix("\ufeff")
    lines = parse(source)
    keep_lines(source, lines)
    assert kept_lines(source, None) == lines


def test_a_pack_with_mistakes_is_not_kept(cache: Path) -> None:
    with pytest.raises(PackError):
        read_pack(PACK.replace("级别 错误", "级别 严重"))
    assert not cache.exists()


def test_the_entry_is_for_the_text_whatever_its_newlines(parses: list[str], tmp_path: Path) -> None:
    file = tmp_path / "one.gxr"
    for data in (PACK.encode(), PACK.replace("\n", "\r\n").encode("utf-8-sig")):
        file.write_bytes(data)
        assert load_pack(file).rules[0].id == "test/declared"
    assert parses == [PACK]


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_shipped_entries_are_a_fresh_parse_in_every_process(seed: str) -> None:
    script = (
        "import json, sys\n"
        "from gxaudit.packs.parse import parse\n"
        "from gxaudit.resources import resource\n"
        "made = {path.stem: parse(path.read_text(encoding='utf-8'))"
        " for path in resource('rules').glob('*.gxr')}\n"
        "sys.stdout.write(json.dumps(made, sort_keys=True))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    shipped = json.loads(FILE.read_text(encoding="utf-8"))
    assert json.loads(ran.stdout) == {name: one["lines"] for name, one in shipped.items()}


def test_a_foreign_pack_gains_nothing_by_the_name_of_a_shipped_one() -> None:
    assert [rule.id for rule in read_pack(PACK, "balance").rules] == ["test/declared"]


# ---- what is missing, damaged or foreign --------------------------------------------------------

DAMAGE = {
    "missing": lambda data: None,
    "empty": lambda data: b"",
    "cut in half": lambda data: data[: len(data) // 2],
    "one byte other": lambda data: data.replace("二".encode(), "四".encode(), 1),
    "no digest": lambda data: data.partition(b"\n")[2],
    "binary": lambda data: bytes(range(256)) * 9,
    "no JSON": lambda data: sealed(b"{"),
    "too deep": lambda data: sealed(b"[" * 200_000),
    "a list": lambda data: sealed(b"[]"),
    "a number": lambda data: sealed(b"7"),
    "text": lambda data: sealed(b'"source"'),
    "nothing in it": lambda data: sealed(b"{}"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_entry_costs_a_parse_and_is_replaced(
    cache: Path, parses: list[str], kind: str
) -> None:
    expected = said(PACK)
    path = entry(cache)
    whole = path.read_bytes()
    data = DAMAGE[kind](whole)
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)
    assert said(PACK) == expected
    assert parses == [PACK, PACK]
    assert entry(cache).read_bytes() == whole


@pytest.mark.parametrize(
    "fields",
    [
        {"version": "0.0.0"},
        {"version": None},
        {"format": 0},
        {"source": OTHER},
        {"lines": None},
        {"lines": 7},
        {"lines": [[]]},
        {"lines": [["MUST", "zh", 1, 1, "一 = 二"]]},
        {"lines": [["RULE", "zh", "1", None, [1, 2]]]},
        {"lines": [["EVIL", "zh", 1, 1, {"a": 1}]]},
        {"lines": [["RULE", "zh", 1, 1, ["test/declared", "x"]]]},
        {"lines": []},
    ],
    ids=str,
)
def test_an_entry_of_another_version_or_shape_costs_a_parse(
    cache: Path, parses: list[str], fields: dict[str, object]
) -> None:
    expected = said(PACK)
    path = entry(cache)
    path.write_bytes(changed(path, **fields))
    assert said(PACK) == expected
    assert parses == [PACK, PACK]


def test_the_entry_of_one_pack_is_never_used_for_another(cache: Path, parses: list[str]) -> None:
    said(FALSE)
    false = entry(cache)
    data = false.read_bytes()
    false.unlink()
    expected = said(PACK)
    entry(cache).write_bytes(data)
    assert said(PACK) == expected
    assert parses == [FALSE, PACK, PACK]


@pytest.mark.skipif(sys.platform == "win32", reason="the profile of a user is the user's own")
def test_an_entry_where_others_can_write_is_neither_believed_nor_made(
    cache: Path, parses: list[str]
) -> None:
    expected = said(PACK)
    forged = changed(entry(cache), lines=FALSE_LINES)
    entry(cache).write_bytes(forged)
    cache.chmod(0o777)
    assert said(PACK) == expected
    assert entry(cache).read_bytes() == forged
    assert parses == [PACK, PACK]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owners by number")
def test_an_entry_in_a_folder_of_somebody_else_is_not_believed(
    cache: Path, parses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said(PACK)
    other = os.getuid() + 1
    monkeypatch.setattr("os.getuid", lambda: other)
    said(PACK)
    assert parses == [PACK, PACK]


@pytest.mark.parametrize("what", ["folder", "entry", "fifo"])
def test_a_cache_that_cannot_be_used_does_no_harm(
    cache: Path, parses: list[str], what: str
) -> None:
    expected = said(PACK)
    path = entry(cache)
    path.unlink()
    if what == "folder":
        cache.rmdir()
        cache.write_text("a file where the folder should be", encoding="utf-8")
    elif what == "entry":
        path.mkdir()
    elif hasattr(os, "mkfifo"):
        os.mkfifo(path)
    assert said(PACK) == expected
    assert not list(cache.parent.glob("**/*.tmp"))


def test_a_disk_that_is_full_leaves_nothing_behind(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_old: object, _new: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refuse)
    assert said(PACK)
    assert list(cache.iterdir()) == []


def test_a_text_that_no_encoding_holds_is_read_all_the_same(cache: Path) -> None:
    text = PACK + "# \udcff\n"
    assert len(read_pack(text).rules) == 1
    assert list(cache.iterdir() if cache.exists() else ()) == []


@pytest.mark.parametrize("data", [None, "", "[]", "7", '{"balance": 7}', '{"balance": {}}', "{"])
def test_a_package_without_its_compiled_packs_still_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parses: list[str], data: str | None
) -> None:
    source = resource("rules", "balance.gxr").read_text(encoding="utf-8")
    expected = said(source)
    file = tmp_path / "packs.json"
    if data is not None:
        file.write_text(data, encoding="utf-8")
    monkeypatch.setattr("gxaudit.packs.store.FILE", file)
    kept._shipped.cache_clear()
    monkeypatch.setenv("GXAUDIT_CACHE", "none")
    parses.clear()
    assert [rule.id for rule in read_pack(source, "balance").rules] == ["balance/applications"]
    assert parses == [source]
    assert said(source) == expected
    kept._shipped.cache_clear()


def test_many_writers_leave_one_whole_entry(cache: Path) -> None:
    expected = said(OTHER)
    results: list[object] = []
    threads = [threading.Thread(target=lambda: results.append(said(PACK))) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(results) == 8
    assert all(one == results[0] != expected for one in results)
    assert sorted(path.suffix for path in cache.iterdir()) == [".json", ".json"]
    assert kept_lines(PACK, None) == parse(PACK)


# ---- where --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"GXAUDIT_CACHE": "none", "HOME": "/home/a"}, None),
        ({"GXAUDIT_CACHE": "/tmp/c", "HOME": "/home/a"}, "/tmp/c"),
        ({"XDG_CACHE_HOME": "/c", "HOME": "/home/a"}, "/c/gxaudit"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/home/a"}, None),
        ({"HOME": "/home/a"}, "/home/a/.cache/gxaudit"),
        ({}, None),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="%LOCALAPPDATA% is used there")
def test_the_cache_lies_where_the_user_wants_it(
    environment: dict[str, str], expected: str | None
) -> None:
    assert cache_folder(environment) == (None if expected is None else Path(expected))

"""A cache is never trusted: whatever is in it or becomes of it, an audit says the same."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import closing, redirect_stdout
from pathlib import Path

import pytest

from gxaudit.wording import Text
from gxaudit.work import blob
from gxaudit.work.blob import DamagedError, packed, unpacked
from gxaudit.work.cache import NAME, find_cache
from gxaudit.work.sqlite import Database
from tests.work.conftest import TODAY, Audit, check

Damage = Callable[[Path], object]


def _sql(*statements: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(";".join(statements))

    return damage


def _cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 + 100)


def _scrawl(path: Path) -> None:
    """Over the middle, which is tables and values, and not over the header."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3)
        file.write(b"\xa5" * (size // 2))


DAMAGES: dict[str, tuple[Damage, bool]] = {
    "no database": (lambda path: path.write_bytes(b"PK\x03\x04" * 5_000), True),
    "empty": (lambda path: path.write_bytes(b""), False),
    "cut off": (_cut, True),
    "scrawled over": (_scrawl, False),
    "another table": (_sql("CREATE TABLE foreign_one (a)"), True),
    "another schema": (
        _sql("DROP TABLE shelf", "CREATE TABLE shelf (key TEXT, value BLOB)"),
        True,
    ),
    "a trigger": (
        _sql("CREATE TRIGGER t AFTER INSERT ON shelf BEGIN DELETE FROM shelf; END"),
        True,
    ),
    "values of other keys": (
        _sql("UPDATE shelf SET value = (SELECT value FROM shelf ORDER BY id LIMIT 1)"),
        False,
    ),
    "values of another kind": (_sql("UPDATE shelf SET value = 5"), False),
}
"""What may be wrong with the file, and whether that is seen before the audit begins."""


@pytest.fixture(scope="module")
def filled(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, Path]:
    """A cache that has all of the folder, and what the audit that filled it said."""
    place = tmp_path_factory.mktemp("filled")
    told = io.StringIO()
    with redirect_stdout(told):
        code = check(folder, "--jobs", 1, "--cache", place)
    return code, told.getvalue(), place / NAME


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_foreign_cache_changes_nothing(
    audit: Audit, filled: tuple[int, str, Path], tmp_path: Path, damage: str
) -> None:
    code, expected, cache = filled
    named = ("--jobs", 1, "--cache", tmp_path)
    (tmp_path / NAME).write_bytes(cache.read_bytes())
    spoil, told = DAMAGES[damage]
    spoil(tmp_path / NAME)
    assert audit(*named)[:2] == (code, expected)
    assert ("已重建" in audit.errors) == told
    # What was only found out on the way is gone by now, or as it should be.
    assert audit(*named)[:2] == (code, expected)


def test_what_a_value_holds_runs_no_code(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(tmp_path / "ran"),)

    with pytest.raises(DamagedError):
        unpacked("key", packed("key", Evil()))
    # What a module of ours has imported is not ours.
    body = zlib.compress(b"cgxaudit.pipeline\nPath\n.")
    with pytest.raises(DamagedError):
        unpacked("key", blob._sum("key", body) + body)
    assert not (tmp_path / "ran").exists()
    said = Text("甲", "a")
    assert unpacked("key", packed("key", said)) == said
    with pytest.raises(DamagedError):
        unpacked("other key", packed("key", said))


def test_a_value_that_would_fill_the_memory_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blob, "_MOST", 1_000)
    with pytest.raises(DamagedError):
        unpacked("key", packed("key", "甲" * 1_000))


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are otherwise")
def test_what_others_can_write_is_not_used(audit: Audit, tmp_path: Path) -> None:
    expected = audit("--jobs", 1, "--no-cache")
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    assert audit("--jobs", 1, "--cache", shared) == expected
    assert audit.errors.count("\n") == 1 and "结果缓存用不了" in audit.errors
    assert list(shared.iterdir()) == []


def test_a_cache_that_cannot_be_had_is_done_without(audit: Audit, tmp_path: Path) -> None:
    expected = audit("--jobs", 1, "--no-cache")
    (tmp_path / "file").write_text("")
    (tmp_path / "taken" / NAME).mkdir(parents=True)
    for place in ("file/cache", "taken"):
        assert audit("--jobs", 1, "--cache", tmp_path / place) == expected
        assert audit.errors.count("\n") == 1 and "结果缓存用不了" in audit.errors


def test_a_full_disk_keeps_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("there are no limits of file size")
    import resource

    cache = find_cache(str(tmp_path), {})
    assert cache.database is not None
    assert cache.database.put("before", "value")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
        assert not cache.database.put("much", os.urandom(100_000))
        assert not cache.database.works and not cache.database.has("before")
        told = cache.ended()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert told is not None and "中途失效" in told.zh
    again = find_cache(str(tmp_path), {})
    assert again.database is not None and again.database.get("before") == "value"
    again.database.close()


def test_the_older_half_goes_where_there_is_too_much(tmp_path: Path) -> None:
    database = Database(str(tmp_path / NAME))
    for number in range(20):
        database.put(str(number), os.urandom(5_000))
    database.bound(1_000_000)
    assert database.has("0")
    database.bound(50_000)
    assert [number for number in range(20) if database.has(str(number))] == [*range(11, 20)]
    database.close()
    assert (tmp_path / NAME).stat().st_size < 70_000


def test_two_runs_at_once_on_one_cache(audit: Audit, tmp_path: Path) -> None:
    _, expected, _ = audit("--jobs", 1, "--no-cache")
    arguments = ["check", str(audit.folder), *TODAY, "--format", "json", "--lang", "zh"]
    command = [sys.executable, "-m", "gxaudit", *arguments, "--cache", str(tmp_path / "new")]
    runs = [subprocess.Popen(command, stdout=-1, stderr=-1, encoding="utf-8") for _ in range(2)]
    assert [run.communicate() for run in runs] == [(expected, "")] * 2
    _, again, _ = audit("--jobs", 1, "--cache", tmp_path / "new")
    assert again == expected and audit.errors == ""

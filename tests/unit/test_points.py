"""Our own entry points are found as ``importlib.metadata`` finds them, and others by it alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import metadata
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

from gxaudit.loading.points import Point, entry_points

OURS = """
[console_scripts]
gxaudit = gxaudit.cli:main

[gxaudit]
fees = gxaudit_fees
text=gxaudit_text
"""


def _install(folder: Path, name: str, points: str, version: str = "1.2") -> None:
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\nName: a trap\n"
    (info / "METADATA").write_text(about, encoding="utf-8")
    (info / "entry_points.txt").write_text(points, encoding="utf-8")


def _told(points: Iterable[Point | metadata.EntryPoint]) -> set[tuple[object, ...]]:
    return {
        (one.name, one.value, one.module, one.dist and (one.dist.name, one.dist.version))
        for one in points
    }


def _finds_distributions(finder: object) -> bool:
    return hasattr(finder, "find_distributions")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path of imports with nothing but ourselves on it, and a folder that is not there."""
    _install(tmp_path, "gxaudit", OURS)
    _install(tmp_path, "other", "[console_scripts]\nother = other:main\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "absent"), str(tmp_path)])
    # Whoever imports a backport of importlib.metadata puts its finder in place of the standard one.
    plain = [one for one in sys.meta_path if one is PathFinder or not _finds_distributions(one)]
    monkeypatch.setattr(sys, "meta_path", plain)
    find = metadata.MetadataPathFinder.find_distributions
    monkeypatch.setattr(PathFinder, "find_distributions", find, raising=False)
    return tmp_path


def _asks_importlib(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the search is left to it; what is found is the same in either case."""
    asked: list[str] = []
    search = metadata.entry_points

    def found(group: str) -> Iterable[metadata.EntryPoint]:
        asked.append(group)
        return search(group=group)

    with monkeypatch.context() as patch:
        patch.setattr(metadata, "entry_points", found)
        ours = _told(entry_points("gxaudit"))
    assert ours == _told(search(group="gxaudit"))
    return bool(asked)


def test_our_own_are_found_without_help(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _asks_importlib(monkeypatch)
    assert {one.name for one in entry_points("gxaudit")} == {"fees", "text"}
    assert all(
        one.dist and one.dist.metadata["Name"] == "gxaudit" for one in entry_points("gxaudit")
    )


@pytest.mark.parametrize(
    ("name", "points", "version"),
    [
        ("henan-rules", "[gxaudit]\nhenan = henan_rules\n", "1.2"),
        ("gxaudit-henan", "[ gxaudit ]\nhenan = henan_rules\n", "1.2"),
        ("gxaudit", "[gxaudit]\nfees = gxaudit_fees\n", "0.9"),
    ],
)
def test_another_distribution_is_left_to_importlib(
    site: Path, monkeypatch: pytest.MonkeyPatch, name: str, points: str, version: str
) -> None:
    _install(site / "more", name, points, version)
    monkeypatch.setattr(sys, "path", [*sys.path, str(site / "more")])
    assert _asks_importlib(monkeypatch)


@pytest.mark.parametrize("value", ["gxaudit_fees:plugin", "gxaudit_fees [extra]", ""])
def test_what_is_no_plain_module_is_left_to_importlib(
    site: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    points = site / "gxaudit-1.2.dist-info" / "entry_points.txt"
    points.write_text(f"[gxaudit]\nfees = {value}\n", encoding="utf-8")
    monkeypatch.setattr(metadata, "entry_points", lambda group: [f"importlib: {group}"])
    found: list[object] = [*entry_points("gxaudit")]
    assert found == ["importlib: gxaudit"]


def test_an_archive_on_the_path_is_left_to_importlib(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "more.zip").write_bytes(b"PK\5\6" + bytes(18))
    monkeypatch.setattr(sys, "path", [*sys.path, str(site / "more.zip")])
    assert _asks_importlib(monkeypatch)


def test_a_distribution_without_metadata_is_left_to_importlib(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "gxaudit-1.2.dist-info" / "METADATA").unlink()
    monkeypatch.setattr(metadata, "entry_points", lambda group: [f"importlib: {group}"])
    found: list[object] = [*entry_points("gxaudit")]
    assert found == ["importlib: gxaudit"]

"""Which files a run reads: every one once, in order, whatever folders are like."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxaudit.files import names, read
from gxaudit.finding import Fault

NAMES = st.sampled_from(["a", "b.txt", ".c", "d.gxr", "gxaudit.toml"])
FOLDERS = st.sampled_from(["", "a/", "x/", "x/y/", ".z/"])
PLACES = st.builds(lambda folder, name: folder + name, FOLDERS, NAMES)
TARGETS = PLACES | st.sampled_from(["", "x", "x/y", "nowhere"])


def below(root: Path, *paths: str) -> list[str]:
    """What is read, from the root on; what is not, with what is said of it."""
    found = []
    for name, fault in names([str(root / path) for path in paths]):
        place = os.path.relpath(name, root).replace(os.sep, "/")
        found.append(place if fault is None else f"{place}: {fault.message.en}")
    return found


@settings(max_examples=30)
@given(
    st.sets(PLACES, min_size=1),
    st.dictionaries(PLACES, TARGETS, max_size=4),
    st.lists(st.sampled_from(["", "x", "x/y", "x/b.txt"]), min_size=1, max_size=3),
)
def test_every_file_is_read_once_and_nothing_goes_in_circles(tmp_path_factory, files, links, asked):
    root = tmp_path_factory.mktemp("walk")
    for place in sorted(files):
        path = root / place
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"")
        except OSError:  # its folder is a file already
            continue
    for place, target in links.items():
        path = root / place
        if path.parent.is_dir() and not path.exists():
            path.symlink_to(root / target)
    asked = [path for path in asked if (root / path).exists()]
    found = [os.path.join(root, each) for each in below(root, *asked) if ": " not in each]
    real = [os.path.realpath(path) for path in found]
    assert len(set(real)) == len(real)
    wanted = {
        os.path.realpath(path)
        for start in asked
        for path in [root / start, *(root / start).rglob("*")]
        if path.is_file() and not _passed_over(path, root / start)
    }
    assert {path for path in real if os.path.exists(path)} == wanted
    _nothing_behind_a_link_is_lost_silently(root, asked, wanted)


def _nothing_behind_a_link_is_lost_silently(root, asked, read_):
    starts = [Path(os.path.realpath(root / each)) for each in asked]
    told = " ".join(each for each in below(root, *asked) if ": " in each)
    for start in starts:
        for link in start.rglob("*"):
            if not (link.is_symlink() and link.is_dir()) or _passed_over(link, start):
                continue
            target = link.resolve()
            behind = {
                str(path)
                for path in target.rglob("*")
                if path.is_file() and not path.is_symlink() and not _passed_over(path, target)
            }
            circle = any(target in (each, *each.parents) for each in starts)
            assert behind <= read_ or circle or link.name in told


def test_a_link_to_a_folder_elsewhere_is_told_and_one_to_what_is_read_is_not(tmp_path):
    for place in ("a/1.txt", "a/b/2.txt", "c/3.txt"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_bytes(b"")
    (tmp_path / "a" / "elsewhere").symlink_to(tmp_path / "c")
    (tmp_path / "a" / "below").symlink_to(tmp_path / "a" / "b")
    (tmp_path / "a" / "above").symlink_to(tmp_path)
    *read_, told = below(tmp_path, "a")
    assert read_ == ["a/1.txt", "a/b/2.txt"]
    assert told.startswith("a/elsewhere: a link to another folder, which was not followed")
    assert below(tmp_path, "a", "c") == [*read_, "c/3.txt"]


def test_what_is_passed_over_in_a_folder_is_read_where_it_is_named(tmp_path):
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_bytes(b"")

    def found(*paths):
        asked = [str(tmp_path / path) for path in paths]
        return [os.path.basename(each) for each, _ in names(asked, (), lambda at: "1." in at)]

    assert found("") == ["2.txt"]
    assert found("", "1.txt") == ["2.txt", "1.txt"]
    assert found("1.txt", "") == ["1.txt", "2.txt"]


def _passed_over(path: Path, start: Path) -> bool:
    within = path.relative_to(start).parts
    if not within:
        return False
    ours = path.name == "gxaudit.toml" or path.suffix == ".gxr"
    return ours or any(part.startswith(".") for part in within)


def test_links_in_a_circle_are_told(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").symlink_to(tmp_path)
    assert below(tmp_path, "") == ["a", "b"]
    fault = read(str(tmp_path / "a"))
    assert isinstance(fault, Fault)
    assert fault.message.en.startswith("cannot be read: ")


def test_a_folder_of_links_to_folders_says_that_they_are_not_followed(tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "c").symlink_to(tmp_path)
    assert "only links to folders, such as c" in below(tmp_path, "new")[0]


def test_an_unreadable_folder_is_named_and_the_others_are_read(tmp_path, monkeypatch):
    for place in ("a/1.txt", "b/2.txt", "c/3.txt"):
        (tmp_path / place).parent.mkdir()
        (tmp_path / place).write_bytes(b"")
    scandir = os.scandir

    def refusing(folder):
        if os.path.basename(folder) == "b":
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    # Root may read everything: refuse it here.
    monkeypatch.setattr(os, "scandir", refusing)
    assert below(tmp_path, "") == ["a/1.txt", "b: permission denied", "c/3.txt"]


def test_a_pipe_is_no_file_to_wait_for(tmp_path):
    if sys.platform == "win32":
        pytest.skip("no named pipes here")
    os.mkfifo(tmp_path / "pipe")
    assert below(tmp_path, "") == ["pipe"]
    fault = read(str(tmp_path / "pipe"))
    assert isinstance(fault, Fault)
    assert fault.message.en == "not a regular file"


@pytest.mark.parametrize("later", [b"", b"12", b"1234567", b"4321"])
def test_a_file_that_changes_while_it_is_read_is_not_taken_for_whole(tmp_path, monkeypatch, later):
    path = tmp_path / "a.txt"
    path.write_bytes(b"1234")
    os.utime(path, ns=(1, 1))
    fstat = os.fstat

    def meanwhile(number):
        found = fstat(number)
        path.write_bytes(later)
        return found

    monkeypatch.setattr(os, "fstat", meanwhile)
    fault = read(str(path))
    assert isinstance(fault, Fault)
    assert "is being changed" in fault.message.en


def test_a_file_that_vanished_is_told(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    ((name, _),) = names([str(tmp_path)])
    os.unlink(name)
    fault = read(name)
    assert isinstance(fault, Fault)
    assert fault.message.en == "no such file or folder"

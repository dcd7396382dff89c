"""``gxaudit plugin new``: the project it writes, and the names and folders that it refuses."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.cli import main
from gxaudit.cli.project import project_files
from gxaudit.rule import NAMESPACE

EXAMPLE = Path(__file__).resolve().parents[2] / "plugins" / "example"
NAMES = st.from_regex(NAMESPACE, fullmatch=True).filter(lambda name: len(name) < 40)


def _new(*arguments: str) -> int:
    return main(["plugin", "new", *arguments, "--lang", "en"])


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "cache" not in str(path)
    }


def test_the_example_is_the_template_itself() -> None:
    assert dict(project_files("example")) == _files(EXAMPLE)


@given(NAMES)
def test_nothing_is_left_of_the_name_of_the_example(name: str) -> None:
    words = re.compile(r"(?<![A-Za-z])example(?![A-Za-z])")
    left = [
        (path, found.group())
        for path, content in project_files(name)
        for found in words.finditer(path + "\n" + content.decode("utf-8"))
    ]
    assert left == [] or name == "example" or "example" in name.split("-")


@given(NAMES)
def test_the_name_is_that_of_the_entry_point_and_of_the_package(name: str) -> None:
    files = dict(project_files(name))
    project = tomllib.loads(files["pyproject.toml"].decode("utf-8"))["project"]
    (package,) = project["entry-points"]["gxaudit"].values()
    assert list(project["entry-points"]["gxaudit"]) == [name]
    assert package.isidentifier()
    assert project["name"] == f"gxaudit-{name}"
    for file in ("__init__.py", f"{name}.gxr", "fee_steps.py", "py.typed"):
        assert f"{package}/{file}" in files


def test_it_is_written_into_a_folder_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _new("he-nan") == 0
    assert _files(tmp_path / "he-nan") == dict(project_files("he-nan"))
    printed = capsys.readouterr().out
    assert all(path in printed for path, _ in project_files("he-nan"))


def test_it_is_written_into_the_folder_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "not" / "there"):
        assert _new("henan", "--folder", str(folder)) == 0
        assert _files(folder) == dict(project_files("henan"))


@pytest.mark.parametrize("taken", ["folder", "file"])
def test_nothing_is_overwritten(
    taken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "henan"
    kept = target / "kept.txt" if taken == "folder" else target
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("kept", encoding="utf-8")
    assert _new("henan", "--folder", str(target)) == 2
    assert str(target) in capsys.readouterr().err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]
    assert kept.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("Henan", "henan"),
        ("河南", "henan"),
        ("hé nan", "he-nan"),
        ("2henan", "henan"),
        ("a--b-", "a-b"),
        ("../henan", "henan"),
        ("he_nan", "he-nan"),
        ("", "henan"),
        ("\x1b[31mred", "mred"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_one_that_can(
    name: str,
    instead: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["plugin", "new", "--lang", "en", "--", name]) == 2
    printed = capsys.readouterr().err
    assert f"such as {instead}\n" in printed
    assert "\x1b" not in printed
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["balance", "fees", "narrative", "structure", "text", "totals"])
def test_the_names_of_the_shipped_plugins_are_taken(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _new(name, "--folder", str(tmp_path / "new")) == 2
    assert f"'{name}' is a plugin of gxaudit itself" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

"""``gxaudit export`` and ``gxaudit query``: what is told, what is refused, which exit code."""

from __future__ import annotations

import csv
import json
import os
import sys
from pathlib import Path

import pytest

from gxaudit.cli import main
from gxaudit.specimen import specimen
from gxaudit.store.exporter import Exporter

NASTY = "=cmd|' /C calc'!A0\x1b[2J局"
MANIFEST = """schema = 1
[[entity]]
name = "临渊市人民政府"
level = "city"
[[entity]]
name = "东山县卫生健康局"
aliases = ["东山县卫健局"]
level = "department"
parent = "临渊市人民政府"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of one body whose carry-over breaks, and the manifest that knows it."""
    path = tmp_path_factory.mktemp("reports")
    (path / "gxaudit-manifest.toml").write_text(MANIFEST, encoding="utf-8")
    for year, cells in (
        (2023, {"carried_over_in": "2", "carried_over_out": "2"}),
        (2024, {"carried_over_in": "1", "carried_over_out": "1"}),
    ):
        figures = {
            f"t3.{key}.{column}": value
            for key, value in cells.items()
            for column in ("natural", "total")
        }
        text = specimen("2021", year=year, agency="东山县卫健局", cells=figures)
        (path / f"{year}.txt").write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "store"
    assert main(["export", str(folder), "--to", str(path), "--no-cache", "--quiet"]) == 0
    return path


def _told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main([*arguments, "--lang", "en"]) == code
    said = capsys.readouterr()
    return f"{said.out}{said.err}"


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[list[object]]:
    rows: list[list[object]] = json.loads(_told(capsys, "query", *arguments, "--format", "json"))[
        "rows"
    ]
    return rows


def test_a_folder_becomes_a_store_that_answers(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _json(capsys, "carry-over", str(store)) == [["临渊市人民政府", 1, 1, 2, 5, 0]]
    found = _json(capsys, "结转明细", str(store))
    assert [row[1:] for row in found] == [
        ["东山县卫生健康局", 2024, f"表三.二[{column}]", 2, 1, -1] for column in ("自然人", "总计")
    ]
    columns = "agency, entity, parent, level, year, t3_carried_over_in_total"
    sql = f"SELECT {columns} FROM reports ORDER BY year"
    assert _json(capsys, "--sql", sql, str(store)) == [
        ["东山县卫健局", "东山县卫生健康局", "临渊市人民政府", "department", 2023, 2],
        ["东山县卫健局", "东山县卫生健康局", "临渊市人民政府", "department", 2024, 1],
    ]
    assert _json(capsys, "--sql", "SELECT name, level FROM entities", str(store)) == [
        ["临渊市人民政府", "city"],
        ["东山县卫生健康局", "department"],
    ]


WATER, FORESTS = "青禾市水务局", "青禾市林业局"
LISTED = f"""schema = 1
[[entity]]
name = "{WATER}"
[[entity]]
name = "{FORESTS}"
[[report]]
file = "坏.pdf"
entity = "{WATER}"
year = 2023
"""


@pytest.mark.parametrize(
    ("filed", "listed", "missing"),
    [
        (
            [(WATER, 2021), (WATER, 2023), (WATER, 2052), (FORESTS, 2023)],
            False,
            [(WATER, 2022, "missing")],
        ),
        (
            [(WATER, 2019), (FORESTS, 2019)],
            True,
            [(WATER, 2023, "unreadable"), (FORESTS, 2023, "missing")]
            + [(name, year, "missing") for name in (WATER, FORESTS) for year in (2020, 2021, 2022)],
        ),
    ],
    ids=["a year that nobody has and one to come", "a broken file that the manifest knows"],
)
def test_who_has_not_filed_is_what_corpus_calls_missing(
    filed: list[tuple[str, int]],
    listed: bool,
    missing: list[tuple[str, int, str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reports, store = tmp_path / "reports", str(tmp_path / "store")
    reports.mkdir()
    for agency, year in filed:
        text = specimen("2021", year=year, agency=agency)
        (reports / f"{agency}{year}.txt").write_text(text, encoding="utf-8")
    if listed:
        (reports / "gxaudit-manifest.toml").write_text(LISTED, encoding="utf-8")
        (reports / "坏.pdf").write_bytes(b"%PDF-1.4 nothing")
    code, day = 3 if listed else 0, ("--today", "2026-11-21", "--no-cache")
    _told(capsys, "export", str(reports), "--to", store, *day, "--quiet", code=code)
    main(["corpus", str(reports), "--format", "json", *day])
    units = json.loads(capsys.readouterr().out)["units"]
    gaps = {
        (unit["name"], cell["year"], cell["filing"])
        for unit in units
        for cell in unit["cells"]
        if cell["filing"] in ("missing", "unreadable")
    }
    assert gaps == set(missing)
    assert {tuple(row[1:4]) for row in _json(capsys, "not-filed", store)} == gaps


def test_answers_are_tables_for_people_and_files_for_spreadsheets(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "| 临渊市人民政府 " in _told(capsys, "query", "carry-over-list", str(store))
    path = tmp_path / "answer.csv"
    assert not _told(capsys, "query", "carry-over-list", str(store), "-o", str(path))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][:4] == ["parent", "body", "year", "cell"]
    assert rows[1][3:] == ["表三.二[自然人]", "2", "1", "-1"]


@pytest.mark.parametrize("ending", [".txt", ".csv", ".json"])
def test_an_answer_replaces_an_earlier_one_to_the_same_query_and_nothing_else(
    ending: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"answer{ending}"
    output = ("-o", str(path))
    assert not _told(capsys, "query", "carry-over-list", str(store), *output)
    path.write_bytes(path.read_bytes() + b"yesterday\n")
    # In whichever language.
    assert main(["query", "结转明细", str(store), *output, "--lang", "zh"]) == 0
    before = path.read_bytes()
    assert b"yesterday" not in before
    assert "no earlier answer" in _told(capsys, "query", "defects", str(store), *output, code=2)
    assert path.read_bytes() == before
    report = specimen("2021")
    path.write_text(report, encoding="utf-8")
    _told(capsys, "query", "defects", str(store), *output, code=2)
    assert path.read_text(encoding="utf-8") == report


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_what_a_report_holds_moves_no_cursor_and_runs_no_formula(
    form: str, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quoted = NASTY.replace("'", "''")
    sql = f"SELECT '{quoted}' AS \"{NASTY}\", 1.50 AS money, NULL AS nothing"
    said = _told(capsys, "query", "--sql", sql, str(store), "--format", form)
    assert "\x1b" not in said
    if form == "csv":
        fields = next(csv.reader(said.splitlines()[1:]))
        assert fields[0].startswith("'=")
        assert fields[1:] == ["1.5", ""]
    if form == "json":
        assert json.loads(said) == {
            "columns": [NASTY, "money", "nothing"],
            "rows": [[NASTY, 1.5, None]],
        }


def test_a_table_for_people_ends_and_says_so(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _told(capsys, "query", "--sql", "SELECT * FROM range(1003)", str(store))
    assert said.endswith("1003 rows, 3 of them not shown: use --format csv\n")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["query"], "QUESTION DIR"),
        (["query", "carry-over"], "QUESTION DIR"),
        (["query", "carry-over", "STORE", "more"], "QUESTION DIR"),
        (["query", "--sql", "SELECT 1", "carry-over", "STORE"], "QUESTION DIR"),
        (["query", "nonsense", "STORE"], "no question 'nonsense'"),
        (["query", "--sql", "SELECT 1 FROM nothing", "STORE"], "the query failed"),
        (["query", "--sql", "DROP VIEW reports", "STORE"], "only asks"),
        (["query", "carry-over", "FOLDER"], "no store of gxaudit"),
        (["query", "carry-over", "nowhere"], "no store of gxaudit"),
        (["query", "carry-over", "STORE", "-o", "OTHER/a.xlsx"], "known are .txt .json .csv"),
        (["query", "carry-over", "STORE", "-o", "STORE/a.csv"], "inside the store"),
        (["query", "carry-over", "STORE", "-o", "OTHER/a.csv", "--format", "json"], "differ"),
        (["export", "FOLDER", "--to", "FOLDER/store"], "taken for reports"),
        (["export", "FOLDER", "--to", "FOLDER"], "taken for reports"),
        (["export", "FOLDER", "--to", "OTHER"], "not replaced"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    arguments: list[str],
    why: str,
    store: Path,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    places = {"STORE": str(store), "FOLDER": str(folder), "OTHER": str(tmp_path)}
    for word, place in places.items():
        arguments = [each.replace(word, place) for each in arguments]
    assert why in _told(capsys, *arguments, code=2)
    assert os.listdir(tmp_path) == ["mine.txt"]
    assert sorted(os.listdir(folder)) == ["2023.txt", "2024.txt", "gxaudit-manifest.toml"]


def test_what_is_not_whole_keeps_the_earlier_store(
    store: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in store.iterdir()}
    (tmp_path / "empty").mkdir()
    said = _told(capsys, "export", str(tmp_path / "empty"), "--to", str(store), code=3)
    assert "no report was read" in said

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Exporter, "result", interrupted)
        said = _told(capsys, "export", str(folder), "--to", str(store), "--no-cache", code=130)
    assert "no store was written" in said
    assert {path.name: path.read_bytes() for path in store.iterdir()} == before
    assert os.listdir(store.parent) == ["store"]


def test_the_same_reports_make_the_same_store_whatever_was_there(
    store: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again"
    for _ in range(2):
        said = _told(capsys, "export", str(folder), "--to", str(again), "--no-cache", "--jobs", "1")
        assert said.startswith(f"written to {again}: 2 reports, ")
    assert {path.name: path.read_bytes() for path in store.iterdir()} == {
        path.name: path.read_bytes() for path in again.iterdir()
    }


def test_faults_are_kept_and_make_the_exit_code_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "good.txt").write_text(specimen("2021"), encoding="utf-8")
    (tmp_path / "reports" / "bad.txt").write_text("买菜：萝卜两斤", encoding="utf-8")
    store = tmp_path / "store"
    _told(capsys, "export", str(tmp_path / "reports"), "--to", str(store), "--no-cache", code=3)
    ((report, path, kind),) = _json(
        capsys, "--sql", "SELECT report, path, kind FROM faults", str(store)
    )
    assert (report, Path(str(path)).name, kind) == (None, "bad.txt", "input")


@pytest.mark.parametrize("command", ["export", "query"])
def test_without_duckdb_one_sentence_says_what_to_install(
    command: str, store: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = {
        "export": [str(folder), "--to", str(store)],
        "query": ["carry-over", str(store)],
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "duckdb", None)
        said = _told(capsys, command, *words[command], code=3)
    assert said == "gxaudit: a store needs duckdb: pip install 'gxaudit[store]'\n"


@pytest.mark.parametrize("damage", ["reports.parquet", "gxaudit-store.json"])
def test_a_damaged_store_is_told(
    damage: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    _told(capsys, "export", str(folder), "--to", str(store), "--quiet", "--no-cache")
    path = store / damage
    if damage == "gxaudit-store.json":
        said = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(said | {"gxaudit_store": 99}), encoding="utf-8")
        assert "schema 99" in _told(capsys, "query", "defects", str(store), code=2)
        return
    path.write_bytes(path.read_bytes()[:1000])
    assert "may be damaged" in _told(capsys, "query", "defects", str(store), code=3)
    path.unlink()
    assert "not whole" in _told(capsys, "query", "defects", str(store), code=3)

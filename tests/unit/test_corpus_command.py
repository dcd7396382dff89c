"""gxaudit corpus: what a clerk is told, and what check makes of a manifest."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from gxaudit.cli import main
from gxaudit.specimen import specimen

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "corpus.schema.json"
COUNTY, BUREAU, TOWN = "青岚县人民政府", "青岚县水务局", "柳河镇人民政府"
MANIFEST = f"""\
schema = 1
[[entity]]
name = "{COUNTY}"
members_complete = true
[[entity]]
name = "{BUREAU}"
parent = "{COUNTY}"
[[entity]]
name = "{TOWN}"
parent = "{COUNTY}"
[[report]]
file = "镇.pdf"
entity = "{TOWN}"
year = 2023
"""


@pytest.fixture(autouse=True)
def here(monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.chdir(tmp_path)


def file(path: str, agency: str, year: int, form: str = "2021", **cells: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    text = specimen(form, year=year, agency=agency, cells=cells)
    Path(path).write_text(text, encoding="utf-8")


def told(capsys, *arguments: str) -> tuple[int, str]:
    code = main(["corpus", *arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def test_all_that_is_filed_and_fits_is_exit_0(capsys):
    for year in (2022, 2023):
        file(f"{year}.txt", BUREAU, year)
    code, out = told(capsys, ".")
    assert code == 0
    assert "报告齐全，没有不符" in out


def test_each_defect_is_told(capsys):
    Path("gxaudit-manifest.toml").write_text(MANIFEST, encoding="utf-8")
    Path("镇.pdf").write_bytes(b"%PDF-1.4 nothing")
    file("县.txt", COUNTY, 2023)
    file("局.txt", BUREAU, 2022, "2019")
    file("a/局.txt", BUREAU, 2023)
    file("b/局.txt", BUREAU, 2023, **{"表三.一[总计]": "3"})
    Path("c.txt").write_text(specimen("2021", agency="", year=2023).replace("2023年", "", 1))
    code, out = told(capsys, ".")
    assert code == 3
    for line in (
        f"{COUNTY} 2022：成员 2 个，缺 1 个：{TOWN}",
        f"{COUNTY} 2023：成员 2 个，读不出 1 个：{TOWN}",
        f"{BUREAU} 2023（数字不同）：a/局.txt、b/局.txt",
        f"局.txt: {BUREAU} 2022，用的是 2019 年格式",
        "c.txt: 单位不明，年度不明",
        "镇.pdf: 无法检查",
    ):
        assert line in out
    assert main(["corpus", ".", "--format", "json"]) == 3
    document = json.loads(capsys.readouterr().out)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(document)) == []
    filings = {
        unit["name"]: [cell["filing"] for cell in unit["cells"]] for unit in document["units"]
    }
    assert filings == {
        TOWN: ["missing", "unreadable"],
        COUNTY: ["missing", "filed"],
        BUREAU: ["filed", "different"],
    }
    assert next(iter(filings)) == TOWN


def test_a_year_that_cannot_be_is_doubted_and_nobody_is_blamed_for_it(capsys):
    file("a.txt", BUREAU, 2023)
    file("b.txt", BUREAU, 2024)
    file("c.txt", BUREAU, 2025)
    file("d.txt", TOWN, 2007)
    file("e.txt", TOWN, 2023)
    code, out = told(capsys, ".", "--today", "2024-01-05")
    assert code == 1
    assert f"c.txt: {BUREAU}，2025：标题年度 2025 晚于今天，多半写错" in out
    assert f"d.txt: {TOWN}，2007：标题年度 2007 早于条例施行的 2008 年，多半写错" in out
    assert main(["corpus", ".", "--format", "json", "--today", "2024-01-05"]) == 1
    document = json.loads(capsys.readouterr().out)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(document)) == []
    assert document["years"] == [2023, 2024]
    filings = [[cell["filing"] for cell in unit["cells"]] for unit in document["units"]]
    # Of a year that has not ended a report may be there early, and is not yet due.
    assert filings == [["filed", "not expected"], ["filed", "filed"]]
    assert [each["year"] for each in document["unplaced"]] == [2025, 2007]


def test_a_blank_that_stands_for_0_is_no_difference_and_a_name_may_be_that_of_two(capsys):
    for path in ("a/2023.txt", "b/2023.txt"):
        rows = ("一", "三（一）", "三（七）")
        cells = {f"表三.{row}[{one}]": "3" for row in rows for one in ("自然人", "总计")}
        file(path, BUREAU, 2023, **cells)
        file(path.replace("2023", "镇"), TOWN, 2023)
    blank = Path("b/2023.txt")
    lines = blank.read_text(encoding="utf-8").split("\n")
    lines = [re.sub("\t0(?=\t)", "\t", line) if "\t3" in line else line for line in lines]
    blank.write_text("\n".join(lines), encoding="utf-8")
    _, out = told(capsys, ".")
    assert f"{BUREAU} 2023（数字相同）" in out
    assert f"{TOWN} 2023（不在一个文件夹，可能是几个单位" in out


def test_of_many_units_the_worst_are_shown_and_the_rest_counted(capsys):
    for number in range(40):
        file(f"{number}.txt", f"青岚县第{number}局", 2022 if number == 37 else 2023)
    code, out = told(capsys, ".", "-o", "all.txt", "-o", "all.json")
    assert code == 1
    table = [line for line in out.splitlines() if "局" in line]
    assert len(table) == 30 and "第37局" in table[0]
    assert "另有 10 个单位没有列出，其中 0 个有缺报或不符" in out
    assert Path("all.txt").read_text(encoding="utf-8").count("局") == 40
    assert len(json.loads(Path("all.json").read_text(encoding="utf-8"))["units"]) == 40
    # What was written is no report of the next run.
    assert told(capsys, ".", "--all", "-o", "all.txt", "-o", "all.json")[0] == 1


def test_a_part_of_what_a_manifest_is_about_lacks_nothing_of_the_rest(capsys):
    Path("gxaudit-manifest.toml").write_text(MANIFEST, encoding="utf-8")
    file("水务局/2023.txt", BUREAU, 2023)
    assert told(capsys, "水务局")[0] == 0
    assert told(capsys, "水务局", "--isolated")[0] == 0
    code, out = told(capsys, "水务局", "--manifest", "gxaudit-manifest.toml")
    assert code == 1 and TOWN in out


@pytest.mark.parametrize("command", ["corpus", "check"])
def test_a_wrong_manifest_is_wrong_usage(capsys, command):
    Path("gxaudit-manifest.toml").write_text("schema = 1\n[[entity]]\n", encoding="utf-8")
    file("a.txt", BUREAU, 2023)
    assert main([command, "a.txt"]) == 2
    assert "gxaudit-manifest.toml:2: entity[1]: 缺少 name" in capsys.readouterr().err


def test_a_unit_with_aliases_is_proposed_once(capsys):
    text = MANIFEST.replace("parent", 'aliases = ["水利局", "水务处"]\nparent', 1)
    wrong = text.replace(f'parent = "{COUNTY}"', 'parent = "青岚县"')
    Path("gxaudit-manifest.toml").write_text(wrong, encoding="utf-8")
    file("a.txt", BUREAU, 2023)
    code, out = told(capsys, ".")
    assert code == 2 and f"（可用：{TOWN}、{COUNTY}、{BUREAU}）" in out


def test_a_manifest_of_any_name_is_no_report(capsys):
    Path("units.toml").write_text("schema = 1\n", encoding="utf-8")
    file("a.txt", BUREAU, 2023)
    assert told(capsys, ".", "--manifest", "units.toml")[0] == 0
    assert told(capsys, ".")[0] == 3


def test_nothing_to_tell_of_is_exit_3(capsys):
    Path("x").mkdir()
    code, out = told(capsys, "x", "--lang", "en")
    assert code == 3 and "files were not read" in out

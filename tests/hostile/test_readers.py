"""Readers that plugins bring, good and broken: a file is read, or told; the next one is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from gxaudit.specimen import specimen
from tests.hostile.distributions import check, command, install

HEAD = """
import os, sys, time
from gxaudit.api import API, Document, Place, PluginInfo, SourceError, Text, hook, prose, table_row

@hook
def gxaudit_plugin():
    return PluginInfo(Text("版式文件", "Fixed layout"), API, "https://henan.invalid/issues")

class Reader:
    name = "ofd"
    extra = None

    def recognises(self, data, name):
        return data.startswith(b"OFD!")

    def read(self, data):
        rows = []
        for number, line in enumerate(data[4:].decode().split("\\n"), 1):
            cells = line.split("\\t")
            places = [Place(page=2, table=3, row=number, column=at + 1) for at in range(len(cells))]
            rows.append(table_row(cells, places) if len(cells) > 1 else prose(line, Place(page=1)))
        return Document(tuple(rows), notes=(Text("共 2 页", "2 pages"),))

@hook
def gxaudit_readers():
    return [Reader()]
"""
TEXT = specimen("2021", cells={"表三.三（七）[总计]": "987654"})
READ = "    def read(self, data):\n"
KNOWS = "    def recognises(self, data, name):\n"
BROKEN = {
    "raises": (READ, "1 / 0", "ZeroDivisionError"),
    "refuses": (READ, "raise SourceError(Text('第 3 页有密码', 'page 3 is locked'))", "page 3 is"),
    "lacks a library": (READ, "import no_such_library", "not installed"),
    "returns nothing": (READ, "return None", "AttributeError"),
    "exits": (READ, "sys.exit(0)", "SystemExit"),
    "dies": (READ, "os._exit(0)", "ended by itself"),
    "hangs": (READ, "self.seconds = 1; time.sleep(99)", "longer than"),
    "eats memory": (READ, "return [bytearray(10 ** 8) for _ in range(99)]", "memory"),
    "never ends": (READ, "return Document((prose('x' * 99),) * 10 ** 6)", "lines"),
}
CONFUSED = {
    "raises": ("1 / 0", "ZeroDivisionError"),
    "hangs": ("\n        while True: pass", "longer than 2 seconds"),
    "exits": ("sys.exit(0)", "SystemExit"),
}


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A report in a format that the plugin knows, between two of text."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in {"0.txt": TEXT, "1.ofd": "OFD!" + TEXT, "2.txt": TEXT}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder)]


def test_a_format_of_a_plugin_is_a_report_like_any_other(site: Path, files: list[str]) -> None:
    install(site, HEAD)
    # Three files of one report: what members/duplicate says of each names the others.
    run = check(site, "--ignore", "members", *files)
    assert not run.faults
    first, brought, last = run.document["reports"]
    assert (first["format"], brought["format"], last["format"]) == ("text", "ofd", "text")
    assert brought["outcomes"] == first["outcomes"]
    assert [one["fingerprint"] for one in brought["findings"]] == [
        one["fingerprint"] for one in first["findings"]
    ]
    assert brought["notes"] == [{"zh": "共 2 页", "en": "2 pages"}]
    found = next(one for one in brought["findings"] if one["address"] == "表三.三（七）[总计]")
    line = next(at for at, text in enumerate(TEXT.split("\n"), 1) if "987654" in text)
    assert found["line"] is None and found["column"] is None
    place = {name: value for name, value in found["place"].items() if value is not None}
    assert place == {"page": 2, "table": 3, "row": line, "column": 9}
    shown = command(site, "check", "--isolated", *files)
    assert f"1.ofd: 第 2 页，第 3 个表格，第 {line} 行，总计: 错误" in shown.stdout


def test_without_the_plugin_it_is_no_report(files: list[str]) -> None:
    run = check(None, *files)
    assert run.code == 1  # it is text with a word before it
    assert {one["format"] for one in run.document["reports"]} == {"text"}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_reader_is_told_and_the_others_are_audited(
    name: str, site: Path, files: list[str]
) -> None:
    head, body, said = BROKEN[name]
    install(site, HEAD.replace(head, f"{head}        {body}\n"))
    run = check(site, *files)
    assert run.code == 3
    first, broken, last = run.document["reports"]
    (fault,) = broken["faults"]
    assert said in fault["message"]["en"]
    assert fault["path"].endswith("1.ofd")
    assert first["outcomes"] == last["outcomes"] and first["outcomes"]
    assert not first["faults"] and not last["faults"]


@pytest.mark.parametrize("name", CONFUSED)
def test_a_reader_that_cannot_tell_keeps_nothing_from_being_read(
    name: str, site: Path, files: list[str]
) -> None:
    body, said = CONFUSED[name]
    install(site, HEAD.replace(KNOWS, f"{KNOWS}        {body}\n"))
    run = check(site, *files)
    assert run.code == 3
    for report in run.document["reports"]:
        (fault,) = report["faults"]
        assert said in fault["message"]["en"]
        assert "henan-rules 1.2" in fault["message"]["en"]
        assert report["outcomes"]


def test_two_plugins_that_claim_a_file_decide_nothing(site: Path, files: list[str]) -> None:
    install(site, HEAD)
    install(site, HEAD, distribution="hebei-rules", point="hebei", module="hebei_rules")
    run = check(site, *files)
    assert run.code == 3
    (fault,) = run.document["reports"][1]["faults"]
    assert "hebei-rules 1.2, henan-rules 1.2" in fault["message"]["en"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "ofd"', 'name = "html"', "none of ours"),
        ('name = "ofd"', "name = 3", "name"),
        ("def read(", "def reed(", "read()"),
        ("return [Reader()]", "return [Reader(), Reader()]", "two of its readers"),
        ("return [Reader()]", "return Reader()", "iterable"),
    ],
)
def test_what_is_no_reader_is_refused_whole(
    old: str, new: str, said: str, site: Path, files: list[str]
) -> None:
    install(site, HEAD.replace(old, new))
    run = check(site, *files)
    assert run.code == 3
    assert said in run.document["faults"][0]["message"]["en"]

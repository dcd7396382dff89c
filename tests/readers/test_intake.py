"""Which reader a file is for, and what happens without its library."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.intake import take
from gxaudit.pipeline import Auditor
from gxaudit.readers.archive import check_archive
from gxaudit.readers.limits import damaged
from gxaudit.reading.source import SourceError, decode, is_surely_text
from gxaudit.specimen import specimen
from gxaudit.testing.layout import ENCODINGS, encode
from gxaudit.wording import Text
from tests.hostile.distributions import environment

TEXT = specimen("2021", cells={"表三.三（七）[总计]": "987654"})
PAGE = "<html><body><p>" + TEXT.split("\n")[0] + "</p></body></html>"
_LOADED = """
import json, sys
from gxaudit.cli import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_in_any_encoding_is_text_at_a_glance(encoding: str, newline: str) -> None:
    data = encode(TEXT, encoding, newline)
    assert is_surely_text(data)
    source = take(data, "甲.html")
    assert (source.text, source.format, source.document) == (TEXT, "text", None)


def test_a_check_of_text_imports_no_reader(tmp_path: Path) -> None:
    report = tmp_path / "甲.txt"
    report.write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, "check", "--isolated", str(report)],
        env=environment(None, GXAUDIT_PLUGINS="balance,totals"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "987654" in done.stdout
    modules = json.loads(done.stderr)
    assert [
        name for name in modules if name.startswith(("gxaudit.readers", "gxaudit.process", "lxml"))
    ] == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "扫描件"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "扫描件"),
        (b"II*\0\x08\0\0\0", "扫描件"),
        (b"\0\0\0\x18ftypheic\0\0", "扫描件"),
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"PK\x03\x04\x14\0\0\0", "ZIP"),
        (b"PK\x03\x04\x14\0\0\0OFD.xml", "OFD"),
        (b"PK\x03\x04\x14\0\0\0ppt/slides", "演示文稿"),
        (b"\x7fELF\x02\0", "空字节"),
    ],
)
def test_what_nobody_reads_is_called_by_its_name(data: bytes, words: str) -> None:
    with pytest.raises(SourceError) as told:
        take(data, "甲.txt")
    assert words in told.value.message.zh


def test_damage_is_told_in_one_language() -> None:
    with pytest.raises(SourceError) as told:
        check_archive(b"PK\x03\x04")
    for error in (told.value, damaged(Text("Word 文档", "Word document"), "no main part")):
        assert "损坏" in error.message.zh
        assert not re.search("zip|no main part", error.message.zh)
        assert re.search("zip|no main part", error.message.en)


def test_the_name_of_a_file_says_nothing() -> None:
    pytest.importorskip("lxml", reason="the extra html is not installed")
    assert take(PAGE.encode(), "甲.txt").format == "html"
    assert take(TEXT.encode(), "甲.html").format == "text"


@pytest.mark.parametrize("mark", ["BM", "PK", "II*", "GIF8", "MM"])
def test_text_may_begin_like_a_picture(mark: str) -> None:
    assert take(f"{mark}\n{TEXT}".encode()).text == f"{mark}\n{TEXT}"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_before_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except SourceError:
        return
    try:
        source = take(data)
    except SourceError as error:
        assert error.message.zh
    else:
        if source.format == "text" and source.document is None:
            assert (source.text, source.encoding) == (text, encoding)


def test_a_missing_extra_is_one_sentence_with_the_command(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "lxml").mkdir(parents=True)
    (site / "lxml" / "__init__.py").write_text("raise ImportError('not here')", encoding="utf-8")
    (tmp_path / "甲.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "gxaudit",
            "check",
            "--isolated",
            str(tmp_path / "甲.html"),
            str(tmp_path / "乙.txt"),
        ],
        env=environment(site),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3
    (said,) = [line for line in done.stdout.split("\n") if "pip install" in line]
    assert said.startswith(str(tmp_path / "甲.html"))
    assert "pip install 'gxaudit[html]'" in said
    assert "987654" in done.stdout


def test_the_places_of_a_page_are_shown_as_a_person_looks_for_them() -> None:
    pytest.importorskip("lxml", reason="the extra html is not installed")
    from tests.readers.pages import page

    markup = page("plain", "2021", {"表三.三（七）[总计]": "987654"})
    result = Auditor.load().audit(markup.encode(), "甲.html")
    from gxaudit.render.people.text import finding_lines

    found = next(one for one in result.findings if one.address == "表三.三（七）[总计]")
    shown = next(finding_lines(found, "甲.html", None, "zh"))
    line = next(at for at, words in enumerate(markup.split("\n"), 1) if "987654" in words)
    assert shown.startswith(f"甲.html:{line}: 第 2 个表格，第 27 行，总计: 错误 ")
    shown = next(finding_lines(found, "甲.html", None, "en"))
    assert shown.startswith(f"甲.html:{line}: table 2, row 27, 总计: error ")

"""Comments in an agency's own Word file: at the right words, and nothing else is changed."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from attrs import evolve
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gxaudit.annotating.document import annotated
from gxaudit.annotating.guarded import annotate
from gxaudit.annotating.note import Note
from gxaudit.cli import main
from gxaudit.readers.docx import DocxReader
from gxaudit.readers.docxwords import W
from gxaudit.readers.places import place_of
from gxaudit.reading.source import SourceError
from gxaudit.render.earlier import is_annotated
from tests.office import killers
from tests.office.forms import parts
from tests.office.test_docx import body, cell, run
from tests.office.writers import converted, docx_of, needs_libreoffice

DATE = "2026-03-01T00:00:00Z"
CLAIM = "全年未收到政府信息公开申请"
WRONG = {
    "t3.applications_received.natural": "3",
    "t3.applications_received.total": "4",
    "t3.handled_total.natural": "3",
    "t3.handled_total.total": "3",
    "t3.granted.natural": "3",
    "t3.granted.total": "3",
}
MAIN = "word/document.xml"
_BLANK = re.compile(r"[\s\u200b\u2028\u2029\ufeff]+")


# What stays as it was


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rejoined(data: bytes) -> bytes:
    """The main part without marks of comments, neighbouring runs of the same looks made one."""
    root = etree.fromstring(unpacked(data)[MAIN])
    for mark in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")):
        mark.getparent().remove(mark)
    for mark in list(root.iter(f"{W}commentReference")):
        mark.getparent().getparent().remove(mark.getparent())
    for one in list(root.iter(f"{W}r")):
        _join(one)
    for text in list(root.iter(f"{W}t")):
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            text.text = (before.text or "") + (text.text or "")
            before.getparent().remove(before)
    return bytes(etree.tostring(root, method="c14n"))


def _join(one: Any) -> None:
    before = one.getprevious()
    if before is None or before.tag != one.tag or dict(before.attrib) != dict(one.attrib):
        return
    looks = [each.find(f"{W}rPr") for each in (before, one)]
    said = [b"" if each is None else etree.tostring(each, method="c14n") for each in looks]
    if said[0] != said[1]:
        return
    one[:0] = [child for child in before if child is not looks[0]]
    if looks[1] is not None:
        one.insert(0, looks[1])
    before.getparent().remove(before)


def assert_only_comments_differ(before: bytes, after: bytes) -> None:
    old, new = unpacked(before), unpacked(after)
    touched = {MAIN, "word/_rels/document.xml.rels", "[Content_Types].xml", "word/comments.xml"}
    assert set(new) - set(old) <= {"word/comments.xml", "word/_rels/document.xml.rels"}
    assert {name: part for name, part in old.items() if name not in touched} == {
        name: part for name, part in new.items() if name not in touched
    }
    assert rejoined(before) == rejoined(after)
    # That there are comments now is a note of the reader's.
    assert evolve(DocxReader().read(before), notes=()) == evolve(DocxReader().read(after), notes=())


def marked(data: bytes) -> dict[str, str]:
    """The words that each comment is about, without white space."""
    found: dict[str, str] = {}
    open_now: set[str] = set()
    for element in etree.fromstring(unpacked(data)[MAIN]).iter():
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open_now.add(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_now.remove(number)
        elif element.tag in (f"{W}t", f"{W}noBreakHyphen"):
            for each in open_now:
                found[each] += _BLANK.sub("", element.text or "") if element.text else "-"
    assert not open_now
    return found


def bare(text: str) -> str:
    return _BLANK.sub("", text)


def note_of(data: bytes, words: str, said: str = "看这里") -> Note:
    """A note about the first occurrence of these words as they are read."""
    document = DocxReader().read(data)
    for number, line in enumerate(document.text.split("\n"), 1):
        at = line.find(words)
        if at >= 0:
            end = at + len(words)
            return Note((said,), place_of(document, number, at + 1, end + 1), line, at, end)
    raise AssertionError(words)


# Runs as a word processor leaves them: parted anywhere, in links and insertions, with looks.

_text = st.text(st.sampled_from("甲乙丙申请一二12 \u3000（）<&"), min_size=1, max_size=8)
_looks = st.sampled_from(("", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:sz w:val="32"/></w:rPr>'))


@st.composite
def pieces(draw: st.DrawFn) -> str:
    inner = "".join(
        draw(st.sampled_from(("", "", "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>")))
        + f'<w:t xml:space="preserve">{escape(draw(_text))}</w:t>'
        for _ in range(draw(st.integers(1, 2)))
    )
    made = f'<w:r w:rsidR="00AB12CD">{draw(_looks)}{inner}</w:r>'
    around = draw(st.sampled_from(("", "", "", "ins", "hyperlink", "smartTag", "sdt", "del")))
    if around == "del":
        return made + "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    if around == "sdt":
        return f"<w:sdt><w:sdtContent>{made}</w:sdtContent></w:sdt>"
    return f"<w:{around}>{made}</w:{around}>" if around else made


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    def paragraph() -> str:
        return "<w:p>" + "".join(draw(st.lists(pieces(), min_size=1, max_size=4))) + "</w:p>"

    elements = []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            elements.append(paragraph())
        else:
            rows = (
                "<w:tr>" + f"<w:tc>{paragraph()}</w:tc><w:tc>{paragraph()}</w:tc>" + "</w:tr>"
                for _ in range(2)
            )
            elements.append("<w:tbl>" + "".join(rows) + "</w:tbl>")
    return killers.word(killers.body("".join(elements)))


@st.composite
def noted(draw: st.DrawFn) -> tuple[bytes, list[Note]]:
    data = draw(documents())
    document = DocxReader().read(data)
    lines = [(at, line) for at, line in enumerate(document.text.split("\n"), 1) if line.strip()]
    notes = []
    for _ in range(draw(st.integers(1, 4)) if lines else 0):
        number, line = draw(st.sampled_from(lines))
        cells = [(m.start(), m.end()) for m in re.finditer(r"[^\t]+", line)]
        left, right = draw(st.sampled_from(cells))
        start = draw(st.integers(left, right - 1))
        end = draw(st.integers(start + 1, right))
        if bare(line[start:end]):
            place = place_of(document, number, start + 1, end + 1)
            notes.append(Note(("甲\u202e", "乙"), place, line, start, end))
    return data, notes


@given(noted())
def test_exactly_the_words_are_marked_and_nothing_else_is_changed(
    made: tuple[bytes, list[Note]],
) -> None:
    data, notes = made
    after = annotated(data, notes, DATE) if notes else data
    assert_only_comments_differ(data, after)
    found = marked(after)
    assert [found[str(at)] for at in range(len(notes))] == [
        bare(each.line[each.start : each.end]) for each in notes
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), min_size=1))
@settings(max_examples=40)
def test_what_a_comment_says_reads_back_as_it_is(lines: list[str]) -> None:
    lines = [line.replace("\ufffe", "").replace("\uffff", "") for line in lines]
    after = annotated(docx_of(["甲"]), [Note(tuple(lines))], DATE)
    (comment,) = Document(io.BytesIO(after)).comments
    assert [each.text for each in comment.paragraphs] == lines


# Where comments go


def test_a_number_that_word_generates_does_not_move_the_marks() -> None:
    data = docx_of(["收到申请12件，办结11件。"])
    line = "（一）收到申请12件，办结11件。"
    note = Note(("甲",), None, line, line.index("11"), line.index("11") + 2)
    assert marked(annotated(data, [note], DATE)) == {"0": "11"}


def test_a_blank_cell_and_a_whole_row_have_their_comments() -> None:
    first = f"<w:tr>{cell('')}{cell('乙')}{cell('5')}</w:tr>"
    second = f"<w:tr>{cell('丙')}{cell('')}{cell('6')}</w:tr>"
    data = body(f"<w:tbl>{first}{second}</w:tbl>")
    document = DocxReader().read(data)
    row = document.rows[0]
    line = "\t".join(row.cells)
    whole = Note(("行",), place_of(document, 1, 1, len(line) + 1), line, 0, len(line))
    blank = Note(("空",), document.rows[1].places[1], "\t".join(document.rows[1].cells), 2, 2)
    after = annotated(data, [whole, blank], DATE)
    assert marked(after) == {"0": "乙", "1": ""}
    assert_only_comments_differ(data, after)


def test_a_note_without_a_place_stands_at_the_first_words() -> None:
    data = docx_of(["", "甲局年度报告", "乙"])
    assert marked(annotated(data, [Note(("甲",))], DATE)) == {"0": "甲局年度报告"}


def test_words_in_a_text_box_are_marked_by_its_anchor() -> None:
    """Word knows no comments inside text boxes."""
    inside = f"<w:txbxContent><w:p>{run('盒中')}</w:p></w:txbxContent>"
    box = f"<w:pict><v:textbox>{inside}</v:textbox></w:pict>"
    data = body(f"<w:p>{run('前')}<w:r>{box}</w:r>{run('后')}</w:p>")
    after = annotated(data, [note_of(data, "盒中")], DATE)
    shown = etree.fromstring(unpacked(after)[MAIN]).find(f".//{W}txbxContent")
    assert list(shown.iter(f"{W}commentRangeStart")) == []
    assert marked(after) == {"0": "盒中"}
    assert_only_comments_differ(data, after)


def test_comments_of_others_stay_and_ours_are_numbered_behind_them() -> None:
    document = Document()
    first = document.add_paragraph("甲局报告").runs
    document.add_comment(first, "请领导审阅", author="张三", initials="张")
    stream = io.BytesIO()
    document.save(stream)
    after = annotated(stream.getvalue(), [note_of(stream.getvalue(), "报告")], DATE)
    known = {
        each.comment_id: (each.author, each.text) for each in Document(io.BytesIO(after)).comments
    }
    assert known == {0: ("张三", "请领导审阅"), 1: ("gxaudit", "看这里")}
    assert marked(after) == {"0": "甲局报告", "1": "报告"}


def test_relations_that_lead_nowhere_are_left_alone() -> None:
    """WPS writes such; python-docx fails at them."""
    links = killers.relations("fonts/none.odttf", "font")
    data = killers.word(
        killers.body(f"<w:p>{run('甲')}</w:p>"), {"word/_rels/document.xml.rels": links}
    )
    after = annotated(data, [note_of(data, "甲")], DATE)
    assert b"fonts/none.odttf" in unpacked(after)["word/_rels/document.xml.rels"]
    assert marked(after) == {"0": "甲"}


def test_the_strict_edition_is_refused() -> None:
    strict = killers.body(f"<w:p>{run('甲')}</w:p>").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with pytest.raises(SourceError, match="Strict Open XML"):
        annotate(killers.word(strict), [Note(("甲",))], DATE)


@pytest.mark.parametrize("data", [killers.bomb(), b"PK\x03\x04word/", killers.encrypted_zip()])
def test_what_may_not_be_read_is_not_written(data: bytes) -> None:
    with pytest.raises(SourceError):
        annotate(data, [Note(("甲",))], DATE)


# The command


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    lines = list(parts("2021", WRONG))
    lines.insert(2, f"2021年，{CLAIM}。")
    path = tmp_path / "甲局.docx"
    path.write_bytes(docx_of(lines))
    return path


def ran(*arguments: object) -> int:
    return main(["annotate", "--isolated", *map(str, arguments)])


def test_the_agency_sees_each_finding_at_its_words(report: Path, capsys: Any) -> None:
    before = report.read_bytes()
    assert ran(report, "-o", "批注.docx", "--today", "2026-03-01") == 1
    assert "批注.docx: 已写入批注" in capsys.readouterr().out
    after = Path("批注.docx").read_bytes()
    assert report.read_bytes() == before
    assert is_annotated("批注.docx")
    assert_only_comments_differ(before, after)
    comments = {str(each.comment_id): each for each in Document(io.BytesIO(after)).comments}
    words = marked(after)
    assert set(words) == set(comments)
    about = {comments[number].text.partition("\n")[0]: words[number] for number in comments}
    assert "政府信息公开申请" in {each for said, each in about.items() if CLAIM in said}
    assert "4" in {each for said, each in about.items() if "表三.一[总计]" in said}
    for comment in comments.values():
        assert (comment.author, comment.initials) == ("gxaudit", "gx")
        assert str(comment.timestamp) == "2026-03-01 00:00:00+00:00"


def test_a_clean_report_exits_as_check_does(report: Path) -> None:
    report.write_bytes(docx_of(parts("2021", {})))
    assert ran(report, "-o", "批注.docx", "--select", "balance") == 0
    assert list(Document("批注.docx").comments) == []
    assert_only_comments_differ(report.read_bytes(), Path("批注.docx").read_bytes())
    # The next may replace the copy, not the report.
    assert is_annotated("批注.docx") and not is_annotated(str(report))


@pytest.mark.parametrize(
    ("name", "output", "said"),
    [
        ("甲局.docx", "甲局.docx", "不能覆盖"),
        ("甲局.docx", "./链接.docx", "不能覆盖"),
        ("甲局.docx", "乙局.docx", "可能是报告，不能覆盖"),
        ("甲局.docx", "假.docx", "可能是报告，不能覆盖"),
        ("甲局.docx", "批注.txt", "扩展名要和原文件一样：.docx"),
        ("甲局.docx", "没有/批注.docx", "所在文件夹不存在"),
        ("甲局.txt", "批注.docx", "只能给 Word 文档（.docx）加批注（这是 txt）"),
        ("甲局.pdf", "批注.pdf", "只能给 Word 文档（.docx）加批注（这是 pdf）"),
        ("假.docx", "批注.docx", "只能给 Word 文档（.docx）加批注（这是 text）"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    report: Path, capsys: Any, name: str, output: str, said: str
) -> None:
    (report.parent / "链接.docx").symlink_to(report)
    (report.parent / "乙局.docx").write_bytes(docx_of(parts("2021", {})))
    (report.parent / "假.docx").write_text(
        "一、总体情况\n二、主动公开政府信息情况", encoding="utf-8"
    )
    before = {path.name: path.read_bytes() for path in report.parent.iterdir()}
    assert ran(name, "-o", output) == 2
    assert said in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in report.parent.iterdir()} == before


def test_a_file_that_cannot_be_read_exits_3_and_writes_nothing(report: Path, capsys: Any) -> None:
    shutil.copy(report, "坏.docx")
    Path("坏.docx").write_bytes(report.read_bytes()[:2000])
    assert ran("坏.docx", "-o", "批注.docx") == 3
    assert "没有写入" in capsys.readouterr().out
    assert not Path("批注.docx").exists()


def test_a_finding_without_a_place_is_a_comment_on_the_title(report: Path) -> None:
    lines = [each for each in parts("2021", {}) if each != "六、其他需要报告的事项"]
    report.write_bytes(docx_of(lines))
    assert ran(report, "-o", "批注.docx", "--select", "structure/sections") == 1
    after = Path("批注.docx").read_bytes()
    assert set(marked(after).values()) == {bare(str(lines[0]))}


@needs_libreoffice
def test_libreoffice_sees_every_comment(report: Path, tmp_path: Path) -> None:
    assert ran(report, "-o", "批注.docx") == 1
    after = Path("批注.docx").read_bytes()
    seen = zipfile.ZipFile(io.BytesIO(converted(after, ".docx", "odt", tmp_path)))
    content = seen.read("content.xml").decode()
    assert content.count("<office:annotation ") == len(marked(after))
    assert CLAIM in content

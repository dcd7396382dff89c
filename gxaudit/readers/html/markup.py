"""The markup of a page as a tree, with the limits that keep hostile markup harmless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gxaudit.readers.budget import too_much
from gxaudit.readers.needs import library
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

KIND = Text("网页", "web page")
MOST_ATTRIBUTES = 1_000
"""Of one element. The parser compares each with all others: 200,000 would take minutes."""
MOST_TAGS = 1_000_000
"""``<`` in a page; its tree takes about 200 bytes for each."""
_TAG = re.compile(r"<[A-Za-z][^<>]*+")
_LONG = 4 * MOST_ATTRIBUTES
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"\s*+<\?xml[^>]{0,400}>")


def tree_of(text: str) -> _Element | None:
    """The root of a page; None where it holds nothing.

    Raises ``SourceError`` for too many tags, for an element with too many attributes, and where the
    parser gave up, as it does at markup some 2,000 elements deep: what follows would be lost
    silently.
    """
    etree = library("lxml.etree", "html", KIND)
    if text.count("<") > MOST_TAGS:
        raise too_much(MOST_TAGS, Text("个标签", "tags"))
    for match in _TAG.finditer(text):
        if match.end() - match.start() > _LONG and match[0].count("=") > MOST_ATTRIBUTES:
            raise _too_many(text.count("\n", 0, match.start()) + 1)
    parser = etree.HTMLParser(
        # Said aloud, so that what the page declares no longer counts.
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=True,
    )
    # What XML cannot hold would end a text early.
    declaration = _DECLARATION.match(text)
    plain = _UNSAFE.sub("\ufffd", text[declaration.end() :] if declaration else text)
    try:
        root = etree.fromstring(plain.encode("utf-8"), parser)
    except etree.ParseError:
        root = None
    for error in parser.error_log.filter_from_fatals():
        if error.type_name == "ERR_NO_MEMORY":
            raise MemoryError
        raise _gave_up(error.line, error.message)
    found: _Element | None = root
    return found


def _too_many(line: int) -> SourceError:
    return SourceError(
        Text(
            f"第 {line} 行的一个标签有 {MOST_ATTRIBUTES} 个以上的属性，正常网页没有，"
            "可能是恶意文件，未读取",
            f"a tag in line {line} has more than {MOST_ATTRIBUTES} attributes, as no page has; it "
            "may be malicious and was not read",
        )
    )


def _gave_up(line: int, why: str) -> SourceError:
    return SourceError(
        Text(
            f"第 {line} 行之后无法读取（{why:.120}）：标签嵌套太深或网页已损坏。请在浏览器中打开，"
            "另存后再检查",
            f"cannot be read beyond line {line} ({why:.120}): its tags are nested too deeply, or "
            "it is damaged. Open it in a browser and save it again",
        )
    )

"""Web archives (.mht, .mhtml): a page as browsers and Word save it, with all that belongs to it."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from attrs import evolve

from gxaudit.readers.html.reader import HtmlReader, read_page
from gxaudit.readers.model import Document, Place, Row
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

MOST_PARTS = 1_000
_HEADER = re.compile(rb"\s*+(?:[\w-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*+){1,40}", re.ASCII)
_HEAD = 8_192
_PAGES = re.compile(rb"(?:^|\n)content-type:\s*(?:multipart/|text/html)")
_NO_PAGE = Text(
    "网页存档（mht）损坏或里面没有网页，无法读取。请在浏览器中打开原网页，重新保存后再检查",
    "this web archive (mht) is damaged or holds no page. Open the page in a browser, save it again "
    "and check that copy",
)


class MhtReader:
    """Reads web archives; see :class:`gxaudit.readers.model.Reader`."""

    name = "mht"
    extra = HtmlReader.extra

    def recognises(self, data: bytes, name: str) -> bool:  # noqa: ARG002
        """It begins with the header of a message of several parts, or of a page alone."""
        header = _HEADER.match(data[:_HEAD])
        said = header[0].lower() if header else b""
        return _PAGES.search(said) is not None

    def read(self, data: bytes) -> Document:
        """Read the bytes. Raises :class:`gxaudit.reading.source.SourceError` with the cause.

        The page is the first part. Frames are read where it has no table of its own: Excel saves
        a page for each sheet in one that holds nothing, and some sites frame the article.
        """
        pages = _pages(data)
        documents = [_page(pages[0])]
        if not _has_table(documents[0]):
            documents += [_page(page) for page in pages[1:]]
        elif len(pages) > 1:
            documents[0] = evolve(documents[0], notes=(_frames(len(pages) - 1),))
        return Document(
            tuple(_placed([row for each in documents for row in each.rows])),
            tuple([remark for each in documents for remark in each.remarks]),
            documents[0].notes,
            documents[0].encoding,
        )


def _pages(data: bytes) -> list[EmailMessage]:
    message = message_from_bytes(data, policy=policy.default)
    pages: list[EmailMessage] = []
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            raise SourceError(_NO_PAGE)
        if part.get_content_type() == "text/html":
            pages.append(part)
    if not pages:
        raise SourceError(_NO_PAGE)
    return pages


def _page(part: EmailMessage) -> Document:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise SourceError(_NO_PAGE)
    return read_page(content, (part.get_content_charset() or "").lower())


def _has_table(document: Document) -> bool:
    return any(len(row.cells) > 1 for row in document.rows)


def _placed(rows: list[Row]) -> list[Row]:
    """The rows with places without lines, which are those of a page that nobody sees: paragraphs
    are counted instead.
    """
    found = []
    paragraph = 0
    for row in rows:
        if any(place is not None and place.table for place in row.places):
            places = [place and evolve(place, line=None) for place in row.places]
        else:
            paragraph += any(row.cells)
            places = [Place(paragraph=paragraph)] * len(row.cells)
        found.append(Row(row.cells, tuple(places)))
    return found


def _frames(count: int) -> Text:
    return Text(
        f"网页存档里另有 {count} 个嵌入的页面，未读取",
        f"{count} more pages that the archive embeds were not read",
    )

"""Web pages as sites have them: one report in several styles of markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from tests.office.forms import Cell, Grid, parts

Style = Callable[[list[str | Grid]], str]
_STYLES: dict[str, Style] = {}


def page(style: str, form: str, cells: Mapping[str, str]) -> str:
    """The report as a page in one of :data:`STYLES`."""
    return _STYLES[style](list(parts(form, cells)))


def _style(function: Style) -> Style:
    _STYLES[function.__name__.removeprefix("_")] = function
    return function


def _rows(grid: Grid) -> list[list[Cell]]:
    return [[cell for cell in grid.cells if cell.row == row] for row in range(grid.height)]


def _span(cell: Cell) -> str:
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return down + (f' colspan="{cell.right}"' if cell.right > 1 else "")


def table(grid: Grid, content: Callable[[str], str] = escape, tag: str = "td") -> str:
    """A table with its spans."""
    lines = [
        "<tr>" + "".join(f"<{tag}{_span(one)}>{content(one.text)}</{tag}>" for one in row) + "</tr>"
        for row in _rows(grid)
    ]
    return "<table border=1><tbody>\n" + "\n".join(lines) + "\n</tbody></table>"


@_style
def _plain(report: list[str | Grid]) -> str:
    body = "\n".join(
        table(part) if isinstance(part, Grid) else f"<p>{escape(part)}</p>" for part in report
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head>\n{body}</html>'
    )


@_style
def _word(report: list[str | Grid]) -> str:
    """As word processors export it: paragraphs in cells, nbsp, fonts, comments, foreign tags."""

    def content(text: str) -> str:
        words = escape(text) or "&nbsp;"
        return f'\n  <p class="MsoNormal"><span style="color:black">{words}</span><o:p></o:p></p>\n'

    body = "\n".join(
        table(part, content)
        if isinstance(part, Grid)
        else f"<p align=center><!--[if x]>y<![endif]--><font>{escape(part)}&nbsp;</font></p>"
        for part in report
    )
    return (
        '<html xmlns:o="urn:x"><head><style>td{a:b}</style><xml><o:p>7</o:p></xml></head><body>'
        f"<div class=Section>{body}</div></body></html>"
    )


@_style
def _bare(report: list[str | Grid]) -> str:
    """As somebody typed it long ago: capitals, and no end tags."""

    def rows(grid: Grid) -> str:
        return "\n".join(
            "<TR>" + "".join(f"<TD{_span(one).upper()}>{escape(one.text)}" for one in row)
            for row in _rows(grid)
        )

    return "\n".join(
        f"<TABLE>{rows(part)}</TABLE>" if isinstance(part, Grid) else f"<P>{escape(part)}"
        for part in report
    )


@_style
def _framed(report: list[str | Grid]) -> str:
    """Laid out with tables: a menu beside the article, the article in a frame of its own, broken
    lines instead of paragraphs.
    """
    body = "\n".join(
        table(part, tag="th") if isinstance(part, Grid) else escape(part) + "<br>"
        for part in report
    )
    return (
        "<html><body><nav>首页 <a href=x>上页</a></nav>"
        "<script>document.write('<td>9</td>')</script>"
        "<table width=980><tr><td><aside><ul><li>导航一<li>导航二</ul></aside></td>"
        f"<td><table><tr><td>\n{body}\n</td></tr></table></td></tr></table>"
        '<div style="display: none">隐藏 8 件</div><footer>版权所有</footer></body></html>'
    )


@_style
def _unhidden(report: list[str | Grid]) -> str:
    """With words broken over lines in cells, entities by number, and the source wrapped."""

    def content(text: str) -> str:
        if text.isascii():
            return "".join(f"&#{ord(one)};" for one in text) + "<br/>"
        middle = len(text) // 2
        return f"{escape(text[:middle])}<br>{escape(text[middle:])}"

    body = "\n".join(
        table(part, content) if isinstance(part, Grid) else f"<div><div>{escape(part)}</div></div>"
        for part in report
    )
    return f"\ufeff<!-- made by x -->\n<html><body><main>{body}</main></body></html>"


STYLES = tuple(_STYLES)


def archive(*pages: str, charset: str = "utf-8", coding: str = "quoted-printable") -> bytes:
    """The pages as browsers save them, with a picture and a style sheet."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "=?utf-8?Q?=E5=B9=B4=E6=8A=A5?="
    message.make_related()
    for one in pages:
        message.add_related(
            one.encode(charset), maintype="text", subtype="html", cte=coding,
            params={"charset": charset},
        )  # fmt: skip
    message.add_related(b"\xff\xd8\xff\xe0", maintype="image", subtype="jpeg")
    message.add_related("td{}", subtype="css")
    return message.as_bytes()

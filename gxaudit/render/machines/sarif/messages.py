"""Texts as messages of SARIF, in which braces and brackets have a meaning."""

from __future__ import annotations

from gxaudit.render.spelling.escape import visible

Json = dict[str, object]


def message(*lines: str) -> Json:
    """Lines of plain text as a message; unsafe characters are named.

    Braces would be placeholders (3.11.5), brackets before a parenthesis a link (3.11.6).
    """
    return {"text": "\n".join(map(_plain, lines))}


def _plain(line: str) -> str:
    return visible(line).replace("{", "{{").replace("}", "}}").replace("](", "\\](")

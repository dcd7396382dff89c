"""Files made to exhaust whoever reads them, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gxaudit.specimen import specimen

TITLE = "某县某局2023年政府信息公开工作年度报告"


def _attributes() -> bytes:
    return b"<p " + b" ".join(b'a%d="1"' % number for number in range(200_000)) + b">x</p>"


def _hidden_attributes() -> bytes:
    """The same, written so that a look for long tags does not see it."""
    return b"<p " + b" ".join(b'a%d="<"' % number for number in range(200_000)) + b">x</p>"


def _span() -> bytes:
    cell = "<td rowspan=65534 colspan=1000>甲</td>"
    return f"<html><h1>{TITLE}</h1><table><tr>{cell}<td>1<tr><td>2</table>".encode()


def _parts() -> bytes:
    """A message in a message in a message …"""
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b%d\n\n--b%d\n"
    return b"".join(head % (at, at) for at in range(100_000))


KILLERS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "divs.html": (lambda: b"<html>" + b"<div>" * 200_000 + b"x", "嵌套"),
    "tables.html": (lambda: b"<table><tr><td>" * 60_000, "嵌套"),
    "attributes.html": (lambda: b"<html>" + _attributes(), "属性"),
    "hidden-attributes.html": (lambda: b"<html>" + _hidden_attributes(), "中止"),
    "comments.html": (lambda: b"<html>" + b"<!-- " * 50_000 + b"x", "没有文字"),
    "span.html": (_span, "65534 行 1000 列"),
    "spans.html": (
        lambda: b"<table><tr>" + b"<td rowspan=65534 colspan=1000>x" * 1000 + b"<tr><td>1" * 3000,
        "单元格|中止",
    ),
    "cells.html": (lambda: b"<table><tr>" + b"<td>1" * 3_000_000, "1000000 个标签"),
    "paragraphs.html": (lambda: b"<p>x" * 4_000_000, "1000000 个标签"),
    "spaces.html": (lambda: b" " * 15_000_000 + b"<p>", "没有文字"),
    "parts.mht": (_parts, "中止|没有网页|嵌套"),
    "lines.txt": (lambda: b"x\n" * 9_000_000, "行"),
    "figures.txt": (lambda: b"0\n" * 400_000, "不是"),
    "bars.txt": (lambda: b"|" * 15_000_000, "不是"),
    "rows-of-bars.txt": (lambda: b"|1|2|\n" * 400_000, "不是"),
    "words.txt": (lambda: "结果维持".encode() * 1_000_000, "不是"),
    "photograph.pdf": (lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0", "扫描"),
}
"""What is in the file, and what must be said of it, as an expression."""

GOOD = specimen("2021", prose={6: "2021年，本机关未收取政府信息公开信息处理费。"}).encode()

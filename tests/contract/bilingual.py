"""When a text is there in both languages, and not the one language twice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gxaudit.packs.words import KEYWORDS
from gxaudit.specimen import HEADINGS
from gxaudit.wording import Text

ROOT = Path(__file__).parents[2]
HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z]+")
_QUOTED = re.compile(r"“[^”]*”|(?<!\w)'[^']*'(?!\w)|\[[^\]]*\]|`[^`]*`|《[^》]*》|（[^）]*）")
"""What English quotes of a report, a form or a pack: there Chinese belongs."""
_ISSUED = re.compile(r"[\u3400-\u9fff]*(?:〔[0-9]{4}〕[0-9]+|第[0-9]+)号")
"""The number of an official document, which is its name in every language."""
_WORDS = re.compile(r"(?<![\w./<{-])[a-z]{2,}(?: [a-z]{2,})+(?![\w./>}=-])")
"""Running English: words of small letters side by side."""
_FILE = re.compile(r"\S*\.\w+")
_COMMAND = re.compile(r"(?:gxaudit|pip) [a-z -]+|`[^`]*`|--[a-z-]+(?: [A-Za-z]+)?|“[^”]*”")
HOLE = "\N{NEGATED DOUBLE VERTICAL BAR DOUBLE RIGHT TURNSTILE}"
"""Stands for what a program puts into a text."""
TERMS = ("表二", "表三", "表四", "政府信息公开工作年度报告格式", *HEADINGS)
"""Chinese words that English uses for the thing itself, beside those of form, lexicon and packs."""


def faults_of(text: Text) -> Iterator[str]:
    """What is wrong with a text, in words for whoever wrote it."""
    zh, en = text
    if not zh.strip() or not en.strip():
        if any(each.isalpha() for each in zh + en):
            yield f"empty in one language: {text}"
        return
    if zh != en and not HAN.search(zh) and _LATIN.search(zh) and not _FILE.fullmatch(zh):
        yield f"not Chinese: {zh}"
    if zh == en and HAN.search(zh) and not _only_a_name(zh):
        yield f"the same in both languages: {zh}"
    for words in english_in(zh):
        yield f"English in Chinese: {words!r} in {zh}"
    for words in chinese_in(en):
        yield f"Chinese in English: {words!r} in {en}"


def chinese_in(english: str, known: str = "") -> list[str]:
    """The Chinese in an English text that is no term, no quotation and no name of a document.

    ``known`` is where else it may come from, such as a report.
    """
    bare = _ISSUED.sub(" ", _QUOTED.sub(" ", english))
    return [run for run in HAN.findall(bare) if run not in _terms() and run not in known]


def english_in(chinese: str) -> list[str]:
    """The running English in a Chinese text, commands and quotations left aside."""
    return _WORDS.findall(_COMMAND.sub(" ", chinese))


def _only_a_name(text: str) -> bool:
    return not HAN.search(_ISSUED.sub("", text)) or text in _terms()


@cache
def _terms() -> str:
    """Every term, a line each: what is part of a term is one."""
    data = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "rules").rglob("*.toml")
    ]
    return "\n".join((*TERMS, *(word.zh for word in KEYWORDS.values()), *_strings(data)))


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield from HAN.findall(data)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from (*_strings(key), *_strings(value))
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)

"""What a finding is known by when the report is laid out anew, and the figures that it rests on.

Both say nothing of files, formats, lines and columns. A fingerprint says which place of which
report a rule speaks of, and stays when the figures there change; the figures say what was wrong.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from hashlib import sha256

from gxaudit.finding import Failed
from gxaudit.regex import regex
from gxaudit.report import Report, State
from gxaudit.rule import Rule

OWNER = 12
"""So many digits of a fingerprint stand for the report, the others for the finding in it."""

_WHOLE = 32
_CLAUSE_END = "，。；！？\n"
_AROUND = 80
_FARTHEST = 400
_SHOWN = 60
_SPACE = regex(r"\s+")
_NUMBER = regex(r"[0-9][0-9,.]*|[〇零一二三四五六七八九十百千万亿两]+")
_LINES = regex(r"第 ?[0-9]+(?:[、至和-][0-9]+)* ?行")
# What is printed has no full-width brackets after normalisation: neither can be a cell's content.
_ABSENT = {State.BLANK: "（空白）", State.MISSING: "（没有）"}


class Anchors:
    """The fingerprints and figures of one report. Ask for fingerprints in the order of the rules:
    of findings that are alike, the first of the text is the first.
    """

    def __init__(self, report: Report, text: str, path: str | None) -> None:
        self._report = report
        self._text = text
        agency, year = report.agency, report.year
        # A report that does not say whose it is and of what year is known by its file alone.
        known = f"{agency}\x1f{year}" if agency and year else f"\x1f{report.file or path or ''}"
        self._owner = _digest(known)[:OWNER]
        self._counts: dict[tuple[str, str], int] = {}

    def fingerprint(self, rule: Rule, key: str, failed: Failed, line: str) -> str:
        """Of a failed instance: the rule and its cell; else the words of the clause or line without
        their numbers; else what the rule expected. Of equal ones also the ordinal.

        ``key`` is that of its cell or "", ``line`` the line that it stands in or "".
        """
        return self._numbered(rule.id, f"\x1f{key or _NUMBER.sub('#', self._words(failed, line))}")

    def root(self, rule: Rule, key: str) -> str:
        """Of a root cause: apart from the instances that it is found by."""
        return self._numbered(rule.id, f"root\x1f{key}")

    def _numbered(self, rule: str, subject: str) -> str:
        ordinal = self._counts.get((rule, subject), 0)
        self._counts[rule, subject] = ordinal + 1
        return self._owner + _digest(f"{rule}\x1f{subject}\x1f{ordinal}")[: _WHOLE - OWNER]

    def _words(self, failed: Failed, line: str) -> str:
        if failed.span is not None:
            return self._clause(failed.span)
        return plain(line)[:_AROUND] or plain(failed.expected or _placeless(failed.message.zh))

    def _clause(self, span: tuple[int, int]) -> str:
        """The clause that a span stands in, without the space in it."""
        start, end = span
        first = max(
            self._text.rfind(mark, max(0, start - _FARTHEST), start) for mark in _CLAUSE_END
        )
        stops = (self._text.find(mark, end, end + _FARTHEST) for mark in _CLAUSE_END)
        last = min((stop for stop in stops if stop >= 0), default=end + _FARTHEST)
        before = plain(self._text[max(first + 1, start - _FARTHEST) : start])
        after = plain(self._text[end:last])
        return before[-_AROUND:] + plain(self._text[start:end]) + after[:_AROUND]

    def figures(self, failed: Failed, address: str | None, line: str) -> tuple[str, ...]:
        """What a failed instance rests on: every cell as printed, every clause of the prose, what
        was expected and what was found. Readable, in one order, the same for every format.
        """
        cells = self._cells(failed, address)
        spans = (*((failed.span,) if failed.span else ()), *failed.spans)
        clauses = sorted({f"正文：{_short(self._clause(span))}" for span in spans})
        return tuple(dict.fromkeys((*cells, *clauses, *self._said(failed, address, line))))

    def _cells(self, failed: Failed, address: str | None) -> list[str]:
        """``表三.一[总计] = 137``, in the order of the form; then figures that are not its cells
        (上年(…), 正文(…)).
        """
        equation, form = failed.equation, self._report.form
        operands = (*equation.left, *equation.right) if equation else ()
        operands += failed.others
        named = {
            *(each.address for each in operands),
            *failed.cells,
            *([address] if address else ()),
        }
        indices = {name: self._index(name) for name in named}
        inside = sorted({index for index in indices.values() if index is not None})
        outside = {
            f"{each.address} = {each.value}" for each in operands if indices[each.address] is None
        }
        return [f"{form.cells[at].address} = {self._printed(at)}" for at in inside] + sorted(
            outside
        )

    def _index(self, name: str) -> int | None:
        try:
            return self._report.form.index(name)
        except KeyError:
            return None

    def _printed(self, index: int) -> str:
        absent = _ABSENT.get(self._report.states[index])
        return absent or _short(plain(self._report.raws[index]))

    def _said(self, failed: Failed, address: str | None, line: str) -> Iterator[str]:
        if failed.expected is not None:
            yield f"应有：{_short(plain(failed.expected))}"
        if failed.actual is not None:
            yield f"现有：{_short(plain(failed.actual))}"
        if not (address or failed.span or failed.equation):
            # Nothing else says what is wrong with a line, or with the report as a whole.
            yield f"说明：{_short(plain(_placeless(failed.message.zh)))}"
            if line:
                yield f"原文：{_short(plain(line))}"


def plain(text: str) -> str:
    """Text as every format has it: compatible characters made one, no space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def _placeless(message: str) -> str:
    return _LINES.sub("第…行", message)


def _short(text: str) -> str:
    """Text that a person can read; of what is too long its end is told by a digest."""
    if len(text) <= _SHOWN:
        return text
    return f"{text[: _SHOWN - 10]}…{_digest(text)[:8]}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

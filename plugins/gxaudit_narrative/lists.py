"""Enumerations of the prose: a total, the parts listed after it, and whether these are all.

What cannot be told apart is no list: nested lists, clauses with two figures, figures before their
noun, other units, words of progress or comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gxaudit.api import Claim, Number, Paragraph, Report, regex
from gxaudit_narrative.compare import claims_on
from gxaudit_narrative.printed import Printed, figures, plain
from gxaudit_narrative.sentences import paragraph_of

TOTALS = frozenset(
    {
        "disclosed_total",
        "applications_received",
        "applications_in_scope",
        "handled_total",
        "review_total",
        "litigation_total",
    }
)
_SENTENCE = regex(r"[^。！!？?\n]+")
_LONGEST, _LONGEST_FIGURE = 1_500, 40
_MARKER = regex(
    r"[^，,。；;：:（(0-9]{0,14}[，,：:；;（(]?\s{0,2}"
    r"(?:(?P<all>分别(?:是|为)|分为|具体(?:为|是|如下|(?:情况|分类)(?:为|如下))|按[^，,。0-9]{2,12}(?:分|划分|统计|看)"
    r"|分[^，,。0-9别为]{1,6}(?:看|统计)|构成为)"
    r"|(?P<some>其中(?:包括|有)?|包括))[，,：:]?"
)
_STOP = regex(
    r"另外|此外|另有|另收|另|同时|还|同比|较|比|增长|增加|下降|减少|合计|共|累计|平均|截至|以及时"
)
_MIXED = regex(
    r"其中|包括|包含|含|办结|答复|回复|审结|办理|维持|上年|去年|率|重复|既|且|均|超|阅读|浏览|点击|转发|粉丝|目标|占[^比0-9总全％%]"
)
_BRACKETS = regex(r"[（(][^（()）]{0,120}[）)]")
_SPLIT = regex(r"[，,；;、]|(?<=[件条份篇项起宗笔例则部次元])(?=(?:和|及|以及|与)[^，。；0-9])")
_REST = regex(r"其他|其它|其余")
_LAST_JOINED = regex(r"^(?:和|及|以及|与)")


class Listed(NamedTuple):
    """A total of the prose and the parts listed after it."""

    part: Paragraph
    total: Claim
    parts: tuple[Printed, ...]
    """In the line of prose, or beyond its end in the lines that follow."""
    exhaustive: bool

    @property
    def sum(self) -> Number:
        """What the parts come to."""
        return sum(one.value for one in self.parts)

    def moved(self, by: int) -> Listed:
        """The same list with its parts so much further on in the line."""
        return self._replace(parts=tuple(_moved(one, by) for one in self.parts))


def lists(report: Report, metrics: frozenset[str] = TOTALS) -> Iterator[Listed]:
    """The enumerations whose total is one of some metrics, at least two parts each."""
    known = {claim.start for claim in report.claims}
    overlapping = {one.total.start for one in report.breakdowns if one.overlapping}
    for total in claims_on(report, metrics):
        if total.start in overlapping or total.polarity == "negated":
            continue
        if total.value and total.qualifier is None:
            listed = _after(report, total) or _itemised(report, total)
            # What is a claim is judged as such: by channel, by outcome, by applicant.
            if listed and not any(listed.part.start + one.start in known for one in listed.parts):
                yield listed


def _itemised(report: Report, total: Claim) -> Listed | None:
    """The items of a list over several lines, each with one figure of its own."""
    part = paragraph_of(report, total)
    told = next((one for one in report.breakdowns if one.total.start == total.start), None)
    if part is None or told is None:
        return None
    found: list[Printed] = []
    for one in told.parts:
        line = paragraph_of(report, one)
        if line is None or line is part or _MIXED.search(line.text) or _STOP.search(line.text):
            return None
        inside = [each for each in figures(plain(line.text)) if each.unit != "%"]
        if len(inside) != 1 or line.start + inside[0].start != one.start or inside[0].about:
            return None
        found.append(_moved(inside[0], line.start - part.start))
    text = plain(part.text)
    whole = next(iter(figures(text, total.start - part.start)), None)
    if whole is None or {each.kind for each in found} != {whole.kind}:
        return None
    marker = _MARKER.match(text, whole.after)
    wholly = marker is not None and marker["all"] is not None
    return Listed(part, total, tuple(found), told.exhaustive or wholly)


def _moved(one: Printed, by: int) -> Printed:
    """A figure with its place so much further on."""
    return one._replace(start=one.start + by, end=one.end + by, after=one.after + by)


def _after(report: Report, total: Claim) -> Listed | None:
    part = paragraph_of(report, total)
    if part is None:
        return None
    at = total.start - part.start
    # One character before the figure, which may make it something else.
    first = max(0, at - 1)
    text = plain(part.text[first : at + _LONGEST])
    here = next(iter(figures(text, at - first, at - first + _LONGEST_FIGURE)), None)
    if here is None or here.start != at - first:
        return None
    sentence = _SENTENCE.match(text, here.after)
    marker = _MARKER.match(text, here.after, sentence.end()) if sentence else None
    if sentence is None or marker is None or sentence.end() - first >= _LONGEST:
        return None
    listed = _parts(part, total, here, marker, text[: sentence.end()])
    return None if listed is None else listed.moved(first)


def _parts(
    part: Paragraph, total: Claim, here: Printed, marker: re.Match[str], text: str
) -> Listed | None:
    body = _BRACKETS.sub(lambda inner: "□" * len(inner[0]), text)
    stop = _STOP.search(body, marker.end())
    body = body[: stop.start()] if stop else body
    if _MIXED.search(body, marker.end()):
        return None
    found: list[Printed] = []
    labels: list[str] = []
    start = marker.end()
    for end, following in [
        *(one.span() for one in _SPLIT.finditer(body, start)),
        (len(body), len(body)),
    ]:
        inside = [one for one in figures(body, start, end) if one.unit != "%"]
        label = body[start : inside[0].start].strip() if inside else body[start:end]
        if len(inside) > 1 or (inside and (inside[0].about or not label)):
            return None
        if inside and inside[0].kind != here.kind:
            break
        if inside:
            found += inside
            labels.append(label)
        start = following
    if len(found) < 2:
        return None
    everything = (
        marker["all"] is not None
        or _REST.search(labels[-1]) is not None
        or _LAST_JOINED.match(labels[-1]) is not None
    )
    return Listed(part, total, tuple(found), everything and stop is None)

"""Waivers and baseline in lines for people: what was waived, and what has to be judged anew."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.finding import Finding
from gxaudit.render.spelling.places import where
from gxaudit.render.spelling.words import SEVERITIES
from gxaudit.settle import Result
from gxaudit.waiver import Difference, Standing, Waived, Waiver
from gxaudit.wording import Language, Text

MOST = 5
"""So many figures or entries are printed of one thing; JSON has them all."""

WAIVED = Text("已豁免", "waived")
LAPSED = {"stale": Text("豁免失效", "stale waiver"), "expired": Text("豁免到期", "expired waiver")}
"""By status."""
_IN_BASELINE = Text("基线中已有（{}）", "of the baseline ({})")
_GONE = Text(
    "这处问题已不存在，请删去这一条",
    "nothing of it is found any more: remove the entry",
)
_CHANGED = Text(
    "豁免时的判断不再适用，问题照常列出。请按现在的情况重新判断，改写或删去这一条",
    "what was judged is no longer so, and the finding counts. Judge it as it is now, and write the "
    "entry anew or remove it",
)
_OVER = Text(
    "问题照常列出。仍可豁免的，请重新判断并改写 until；否则删去这一条",
    "the finding counts. Judge it again and set until, or remove the entry",
)


def waiver_lines(result: Result, language: Language) -> Iterator[tuple[str, list[str]]]:
    """What is stale and expired, then what is waived and the baseline: each a line that begins with
    the file, and lines to indent below it. Not escaped.
    """
    yield from lapsed_lines(result, language)
    yield from quiet_lines(result, language)


def lapsed_lines(result: Result, language: Language) -> Iterator[tuple[str, list[str]]]:
    """What somebody has to judge anew."""
    path = result.path or "-"
    for standing in result.lapsed:
        yield f"{path}: {lapsed_words(standing, language)}", list(why_lapsed(standing, language))


def quiet_lines(result: Result, language: Language) -> Iterator[tuple[str, list[str]]]:
    """What asks nothing of anybody: what is waived, and the baseline."""
    path = result.path or "-"
    for waived in result.waived:
        if waived.kind == "waiver":
            yield _waived(waived, path, language), []
    yield from _baseline(result, path, language)


def _waived(waived: Waived, path: str, language: Language) -> str:
    found = waived.finding
    words = (SEVERITIES[found.severity].to(language), found.rule, found.message.to(language))
    judged = [judgement(each, language) for each in waived.waivers if each.kind == "waiver"]
    place = where(found, path, language)
    gap = "" if language == "zh" else " "
    return f"{place}: {WAIVED.to(language)} {gap.join((' '.join(words), *judged))}"


def judgement(waiver: Waiver, language: Language) -> str:
    """``（理由：已核对；张三；至 2027-01-01；gxaudit.waivers.toml:14）``. Not escaped."""
    zh = language == "zh"
    if waiver.kind == "baseline":
        return _IN_BASELINE.to(language).format(entry(waiver))
    parts = [f"理由：{waiver.reason}" if zh else f"reason: {waiver.reason}"]
    if waiver.by.strip():
        parts.append(waiver.by)
    if waiver.until is not None:
        parts.append(f"至 {waiver.until}" if zh else f"until {waiver.until}")
    parts.append(entry(waiver))
    return f"（{'；'.join(parts)}）" if zh else f"({'; '.join(parts)})"


def entry(waiver: Waiver) -> str:
    """File and line of an entry: ``gxaudit.waivers.toml:14``. Not escaped."""
    return f"{waiver.file}:{waiver.line}" if waiver.line else waiver.file


def lapsed_words(standing: Standing, language: Language) -> str:
    """``豁免到期 totals/rows 表三.一[总计]（理由：……）``. Not escaped."""
    waiver = standing.waiver
    name = " ".join(filter(None, (waiver.rule, waiver.address)))
    status = LAPSED[standing.status].to(language)
    gap = "" if language == "zh" else " "
    return f"{status} {name}{gap}{judgement(waiver, language)}"


def why_lapsed(standing: Standing, language: Language) -> Iterator[str]:
    """What has changed since, and what to do. Not escaped."""
    if standing.settled:
        yield _GONE.to(language)
        return
    for each in standing.differences[:MOST]:
        yield _difference(each, language)
    for joined in standing.joined[:MOST]:
        yield _joined(joined, language)
    yield (_OVER if standing.status == "expired" else _CHANGED).to(language)


def _difference(each: Difference, language: Language) -> str:
    zh = language == "zh"
    if each.now is None:
        name = " ".join(filter(None, (each.judged.rule, each.judged.address)))
        return f"已不存在：{name}" if zh else f"no longer found: {name}"
    before, now = (_some(each.before_only, language), _some(each.now_only, language))
    return f"判断时：{before}；现在：{now}" if zh else f"when judged: {before}; now: {now}"


def _some(figures: tuple[str, ...], language: Language) -> str:
    zh = language == "zh"
    shown = ("，" if zh else ", ").join(figures[:MOST])
    more = len(figures) - MOST
    if more > 0:
        shown += f" 等 {len(figures)} 项" if zh else f" and {more} more"
    return shown or ("无" if zh else "nothing")


def _joined(found: Finding, language: Language) -> str:
    words = f"{found.rule} {found.message.to(language)}"
    if language == "zh":
        return f"同一处又有没有判断过的不符：{words}"
    return f"something that nobody judged has joined it: {words}"


def _baseline(result: Result, path: str, language: Language) -> Iterator[tuple[str, list[str]]]:
    zh = language == "zh"
    known = sum(waived.kind == "baseline" for waived in result.waived)
    if known:
        yield (
            (
                f"{path}: 基线中已有的问题 {known} 处，不计"
                if zh
                else f"{path}: {known} finding{'s' * (known > 1)} of the baseline, not counted"
            ),
            [],
        )
    settled = [
        each.waiver for each in result.standings if each.waiver.kind == "baseline" and each.settled
    ]
    if settled:
        count = len(settled)
        names = [
            " ".join(filter(None, (entry(one), one.rule, one.address))) for one in settled[:MOST]
        ]
        if count > MOST:
            names.append("……" if zh else "...")
        yield (
            (
                f"{path}: 基线中有 {count} 处已改正，请删去，或用 gxaudit baseline 重新记录"
                if zh
                else f"{path}: {count} of the baseline settled: remove, or record it again with "
                "gxaudit baseline"
            ),
            names,
        )

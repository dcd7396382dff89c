"""What became of the findings of corrected reports, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxaudit.render.spelling.escape import readable
from gxaudit.waivers.recheck import Rechecked, Remaining
from gxaudit.waivers.seen import Failure
from gxaudit.wording import Language, Text

_INDENT = "    "
_LEVELS = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "note": Text("提示", "note"),
}
_DONE = Text("结论：原有问题都已改正，没有新问题", "Verdict: everything is settled, nothing is new")
_LEFT = Text(
    "结论：还有没有改正或新出现的问题，请继续改正",
    "Verdict: something remains or is new; go on correcting",
)
_OPEN = Text(
    "结论：有内容没有检查到，不能当作改正完毕",
    "Verdict: incomplete, so nothing says that all is settled",
)


def recheck_lines(
    everything: Sequence[Rechecked], faults: Sequence[Text], code: int, language: Language
) -> Iterator[str]:
    """Report by report, then faults, the sum and what the exit code means. Escaped."""
    for one in everything:
        yield from map(readable, _report(one, language))
    for fault in faults:
        yield readable(fault.to(language))
    yield _sum(everything, len(faults), language)
    words = (_DONE if code == 0 else _LEFT if code == 1 else _OPEN).to(language)
    yield words + (f"（退出码 {code}）" if language == "zh" else f" (exit code {code})")


def _report(one: Rechecked, language: Language) -> Iterator[str]:
    zh = language == "zh"
    yield _head(one, language)
    for remaining in one.remains:
        yield from (_INDENT + line for line in _remaining(remaining, language))
    for failure in one.new:
        yield _INDENT + ("新出现：" if zh else "new: ") + _words(failure, language)
    for failure in one.settled:
        yield _INDENT + ("已改正：" if zh else "settled: ") + _name(failure)
    if one.waived:
        yield _INDENT + (
            f"已豁免 {one.waived} 处，不计" if zh else f"{one.waived} waived, not counted"
        )


def _head(one: Rechecked, language: Language) -> str:
    zh = language == "zh"
    seen = one.now or one.before
    path = seen.path if seen else "-"
    if one.now is None:
        why = "没有对应的新报告，原有问题都算没有改正" if zh else "no corrected report of it"
        return f"{path}: {why}（{len(one.remains)}）" if zh else f"{path}: {why}"
    if one.before is None:
        why = "没有对应的原报告，问题都算新出现" if zh else "no earlier report of it: all is new"
        return f"{path}: {why}"
    return f"{path}: {_counts([one], language)}"


def _counts(everything: Sequence[Rechecked], language: Language) -> str:
    settled = sum(len(one.settled) for one in everything)
    remaining = [each for one in everything for each in one.remains]
    changed = sum(each.changed for each in remaining)
    new = sum(len(one.new) for one in everything)
    if language == "zh":
        return (
            f"已改正 {settled} 处，仍然存在 {len(remaining)} 处（其中数字已变 {changed} 处），"
            f"新出现 {new} 处"
        )
    return (
        f"{settled} settled, {len(remaining)} remaining ({changed} with other figures), {new} new"
    )


def _sum(everything: Sequence[Rechecked], faults: int, language: Language) -> str:
    counts = _counts(everything, language)
    if language == "zh":
        return f"合计：报告 {len(everything)} 份；{counts}；故障 {faults} 个"
    reports, lacking = _plural(len(everything), "report"), _plural(faults, "fault")
    return f"Total: {reports}; {counts}; {lacking}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _remaining(one: Remaining, language: Language) -> Iterator[str]:
    zh = language == "zh"
    if one.now is None:
        why = "没有重新核对，不能算改正" if zh else "not checked again, so not settled"
        yield ("仍然存在：" if zh else "remains: ") + f"{_name(one.before)}（{why}）"
        return
    label = "仍然存在：" if zh else "remains: "
    if one.changed:
        label = "仍然存在，数字已变：" if zh else "remains, with other figures: "
    yield label + _words(one.now, language)
    if one.changed:
        comma = "，" if zh else ", "
        was, now = set(one.before.figures), set(one.now.figures)
        before = comma.join(each for each in one.before.figures if each not in now) or "-"
        after = comma.join(each for each in one.now.figures if each not in was) or "-"
        yield _INDENT + (f"原来：{before}；现在：{after}" if zh else f"was: {before}; now: {after}")


def _words(failure: Failure, language: Language) -> str:
    level = _LEVELS.get(failure.severity, Text(failure.severity, failure.severity))
    return f"{level.to(language)} {failure.rule} {failure.message.to(language)}"


def _name(failure: Failure) -> str:
    """The rule and where: the cell, else the words."""
    prose = next((each for each in failure.figures if each.startswith("正文")), "")
    return " ".join(filter(None, (failure.rule, failure.address or prose)))

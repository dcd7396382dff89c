"""The words for a root cause: what is wrong, what it would have to be, how certain that is."""

from __future__ import annotations

from gxaudit.cause import Cause, Change, Kind, Repair
from gxaudit.diagnose import Slip, place_of
from gxaudit.diagnose import cause as found
from gxaudit.forms import Form
from gxaudit.wording import Text

_SLIPS = {
    Slip.LEFT_BLANK: Text("漏填", "left blank"),
    Slip.ZEROED: Text("误填为 0", "written as 0"),
    Slip.DIGIT_REPLACED: Text("写错一位数字", "one digit wrong"),
    Slip.DIGIT_DROPPED: Text("漏写一位数字", "one digit dropped"),
    Slip.DIGIT_DOUBLED: Text("多写了一位相同的数字", "one digit doubled"),
    Slip.DIGIT_ADDED: Text("多写一位数字", "one digit added"),
    Slip.DIGITS_TRANSPOSED: Text("相邻两位数字颠倒", "two digits transposed"),
    Slip.OFF_BY_ONE: Text("相差 1", "off by one"),
    Slip.CELLS_EXCHANGED: Text("两格数字互换", "two cells exchanged"),
    Slip.ROWS_EXCHANGED: Text("相邻两行数字互换", "two neighbouring rows exchanged"),
    Slip.SHIFTED_LEFT: Text(
        "这一行从此格起向左错了一格", "the row is shifted left by one from here"
    ),
    Slip.SHIFTED_RIGHT: Text(
        "这一行从此格起向右错了一格", "the row is shifted right by one from here"
    ),
    Slip.SPLIT: Text("一个数字拆写在两格", "one number split over two cells"),
    Slip.JOINED: Text("两个数字连写在一格", "two numbers joined in one cell"),
}
_MOST = 6
"""Cells that are named one by one."""
_TOO_MANY = Text(
    "改动三格以内不能使各算式全部成立，错处可能较多，请逐格核对",
    "no change of up to three cells makes every equation hold: there may be more mistakes, "
    "check cell by cell",
)
_CAPPED = Text(
    "可能的改法太多，没有查完，不能断定是哪一格",
    "there are too many possibilities to search them all: it is not certain which cell is wrong",
)


def cause_of(one: found.Cause, form: Form) -> Cause:
    """What diagnosis found, in addresses and words."""
    repairs = tuple(_repair(each, form) for each in one.repairs)
    kind = _KINDS[one.kind]
    if kind == "open":
        return Cause(kind=kind, verdict=_open(one, repairs, form), repairs=repairs)
    return Cause(kind=kind, verdict=_verdict(one, repairs), repairs=repairs, only=one.only)


_KINDS: dict[found.Kind, Kind] = {
    found.Kind.CELL: "cells",
    found.Kind.CELLS: "cells",
    found.Kind.STRUCTURE: "row",
    found.Kind.PROSE: "prose",
    found.Kind.UNLOCATED: "open",
}


def _repair(repair: found.Repair, form: Form) -> Repair:
    changes = tuple(
        Change(form.cells[one.cell].address, form.cells[one.cell].key, one.before, one.after)
        for one in repair.changes
        if one.cell is not None
    )
    if repair.slip is not None:
        return Repair(changes, _SLIPS.get(repair.slip))
    slips = [_SLIPS.get(one.slip) for one in repair.changes]
    return Repair(changes, slips[0] if len(slips) == 1 else None)


def _verdict(one: found.Cause, repairs: tuple[Repair, ...]) -> Text:
    first = repairs[0]
    if len(repairs) > 1:
        return _several(repairs, len(first.changes), _likeliest(one, first))
    zh, en = _changes(first)
    if first.slip is not None:
        zh, en = f"{zh}（{first.slip.zh}）", f"{en} ({first.slip.en})"
    single = len(first.changes) == 1
    done = Text(
        "只改这一格，各算式就全部成立" if single else "这样改，各算式就全部成立",
        "with this one change every equation holds"
        if single
        else "with these changes every equation holds",
    )
    zh, en = f"{zh}。{done.zh}", f"{en}; {done.en}"
    if one.only:
        zh += "，没有别的改法比它改动更少或同样少"
        en += ", and no other change is as small"
    beside = _beside(one.repairs[0])
    return Text(zh + beside.zh, en + beside.en)


def _beside(repair: found.Repair) -> Text:
    """What last year's report says of the one repair that there is."""
    if repair.refuted:
        return Text(
            "；但这样改与上年报告不一致，上年报告也要核对",
            "; but last year's report would not agree: check it too",
        )
    if repair.confirmed:
        return Text("；这样改与上年报告也一致", "; last year's report would then agree too")
    return Text("", "")


def _likeliest(one: found.Cause, first: Repair) -> Text:
    """The first of several repairs, and why it is the first."""
    zh, en = _changes(first)
    if one.decided:
        return Text(
            f"其中只有一种与上年报告一致：{zh}",
            f"only one of them agrees with last year's report: {en}",
        )
    return Text(f"最可能的一种：{zh}", f"the most plausible: {en}")


def _changes(repair: Repair) -> Text:
    words = [_change(each) for each in repair.changes]
    return Text("；".join(one.zh for one in words), "; ".join(one.en for one in words))


def _change(change: Change) -> Text:
    """``表三.一[自然人] 填 44，应为 45``."""
    now = (
        Text("空白", "is blank")
        if change.before is None
        else Text(f"填 {change.before}", f"says {change.before}")
    )
    return Text(
        f"{change.address} {now.zh}，应为 {change.after}",
        f"{change.address} {now.en} and would have to be {change.after}",
    )


def _several(repairs: tuple[Repair, ...], size: int, likeliest: Text) -> Text:
    count = len(repairs)
    zh, en = likeliest
    if size == 1:
        return Text(
            f"有一格填错，单凭表内数字分不出是哪一格，{count} 种改法都能使各算式成立；"
            f"{zh}。请核对原始数据",
            "one cell is wrong, but the figures of the table do not tell which: "
            f"{count} changes of one cell would make every equation hold; {en}. Check the records",
        )
    return Text(
        f"至少有 {size} 格填错，{count} 种改法都能使各算式成立；{zh}。请核对原始数据",
        f"at least {size} cells are wrong, and {count} changes would make every equation hold; "
        f"{en}. Check the records",
    )


def _open(one: found.Cause, repairs: tuple[Repair, ...], form: Form) -> Text:
    if one.reason is found.Reason.CAPPED:
        return _CAPPED
    if one.reason is not found.Reason.LACKING:
        return _TOO_MANY
    lacking = _region(one.lacking, form)
    known = _region(one.cells or _failing(one), form)
    said = Text(
        f"分不出是哪一格填错：{lacking.zh}没有可用的数字，只能确定错在{known.zh}，请逐格核对",
        f"it cannot be told which cell is wrong, since there is no usable figure in {lacking.en}; "
        f"all that is known is that it lies in {known.en}: check its cells one by one",
    )
    if not one.decided:
        return said
    zh, en = _likeliest(one, repairs[0])
    return Text(
        f"{said.zh}；使各算式成立的改法有 {len(repairs)} 种，{zh}",
        f"{said.en}; of {len(repairs)} changes that make every equation hold, {en}",
    )


def _failing(one: found.Cause) -> tuple[int, ...]:
    return tuple(sorted({cell for equality in one.failing for cell in equality.cells}))


def _region(cells: tuple[int, ...], form: Form) -> Text:
    """A column, a row, or a few cells, in as few words as name them."""
    shared = place_of(form, cells)
    specs = [form.cells[at] for at in cells]
    if len(specs) > 1:
        table = specs[0].table
        if shared.column is not None:
            label = shared.column
            return Text(f"{table.name}“{label}”一列", f"column “{label}” of table {table.number}")
        if shared.row is not None:
            label = shared.row.label
            return Text(f"{table.name}“{label}”一行", f"row “{label}” of table {table.number}")
    names = [spec.address for spec in specs[:_MOST]]
    more = len(specs) - len(names)
    zh, en = "、".join(names), ", ".join(names)
    return Text(f"{zh} 等 {len(specs)} 格", f"{en} and {more} more") if more else Text(zh, en)

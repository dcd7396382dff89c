"""Why nothing stands beside a report, as people are told."""

from __future__ import annotations

from collections.abc import Sequence

from gxaudit.corpus.identity import Identity
from gxaudit.corpus.record import Record
from gxaudit.wording import Text

_SHOWN = 5
"""Paths in one reason."""
NO_AGENCY = Text(
    "标题中读不出单位，可在 gxaudit-manifest.toml 的 [[report]] 中写明",
    "the title does not name the body; a [[report]] of gxaudit-manifest.toml may",
)
NO_YEAR = Text(
    "标题和文件名中都读不出年度，可在 gxaudit-manifest.toml 的 [[report]] 中写明",
    "neither title nor file name gives the year; a [[report]] of gxaudit-manifest.toml may",
)
NO_MANIFEST = Text(
    "没有单位名册（gxaudit-manifest.toml）", "there is no manifest (gxaudit-manifest.toml)"
)
TOO_SHORT = Text(
    "正文除去格式规定的话和数字，所剩太少，没有与其他单位比较",
    "without what the form asks of everybody and without figures too little prose is left to be "
    "compared with that of others",
)
UNDATED = Text(
    "本单位另有报告，标题和文件名中都读不出年度，可能是同一年度的",
    "the body has another report, of which neither title nor file name gives the year; it may be "
    "of this one",
)


def unknown(owner: Identity) -> Text:
    """Why nothing stands beside a report of which the body or the year is not known."""
    return NO_AGENCY if owner.agency is None else NO_YEAR


def namesake(agency: str, year: int) -> Text:
    """That reports of one name and year may be of several bodies."""
    return Text(
        f"别的文件夹里也有{agency}{year}年的报告：标题中的单位名称相同，可能是两个单位，"
        "请在单位名册写明",
        f"another folder has a report of {agency} for {year}: the titles name the body alike, yet "
        "there may be two; say so in the manifest",
    )


def unlisted(agency: str) -> Text:
    """That the manifest lacks a body."""
    return Text(f"单位名册中没有{agency}", f"the manifest does not list {agency}")


def missing(agency: str, year: int) -> Text:
    """That a body has no report for a year."""
    return Text(f"没有{agency}{year}年的报告", f"there is no report of {agency} for {year}")


def unread_report(agency: str, year: int, path: str) -> Text:
    """That the report of a body for a year is a file that cannot be read."""
    return Text(
        f"{agency}{year}年的报告读不出来：{path}",
        f"the report of {agency} for {year} cannot be read: {path}",
    )


def disagree(agency: str, year: int, records: Sequence[Record]) -> Text:
    """That a body has reports for a year with different figures."""
    paths = [record.path for record in records[:_SHOWN]]
    more = len(records) - len(paths)
    zh, en = "、".join(paths), ", ".join(paths)
    zh += f"等 {len(records)} 份" if more else ""
    en += f" and {more} more" if more else ""
    return Text(
        f"{agency}{year}年的报告不止一份，数字不同，无法确定用哪一份：{zh}",
        f"there are several reports of {agency} for {year}, with different figures: {en}",
    )

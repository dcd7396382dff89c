"""The words of a notice of rectification, as a clerk would draft it."""

from __future__ import annotations

from collections.abc import Sequence

from gxaudit.wording import Text

TITLE = Text("政府信息公开工作年度报告整改通知", "Notices of rectification")
NO_AGENCY = Text("（机关名称未读出）", "(agency not read)")
PLACE = Text("位置：", "Where: ")
BASIS = Text("依据：", "Basis: ")
CHECK = Text("整改要求：", "To do: ")
CONTACT = Text(
    "联系人：　　　　　　　　联系电话：　　　　　　　　",
    "Contact: ____________________  Telephone: ____________________",
)
SIGNATURE = Text("（检查单位名称、印章）", "(name and seal of the auditing office)")
DATE = Text("　　　　年　　月　　日", "Date: ____________________")
UNVERIFIED_HEAD = Text(
    "下列事项因报告内容缺失、格式有误等原因未能核对，不表示没有问题，请一并自查：",
    "The following could not be verified for lack of content or because of its form. That is no "
    "sign that it is right; please look into it as well:",
)
OFFICE_TITLE = Text("检查情况说明", "Note on the audit")
OFFICE_ONLY = Text(
    "（本页供检查单位留存，不随通知发出）", "(for the auditing office alone; not to be sent)"
)
BROKEN_HEAD = Text("未能检查、没有完整检查的文件", "Files that were not audited, or not completely")
WAIVED_HEAD = Text("已豁免的问题，失效和到期的豁免", "What is waived, and waivers that have lapsed")
CLEAN_HEAD = Text("没有发现问题的报告", "Reports without findings")
JUDGED_HEAD = Text("豁免和基线", "Waivers and the baseline")
NONE = Text("无。", "None.")


def title_words(years: Sequence[int]) -> Text:
    """What the notice is about."""
    if len(years) != 1:
        return Text(
            "关于整改政府信息公开工作年度报告有关问题的通知",
            "Notice: corrections to annual reports on information disclosure",
        )
    return Text(
        f"关于整改{years[0]}年度政府信息公开工作年度报告有关问题的通知",
        f"Notice: corrections to the annual report on information disclosure, {years[0]}",
    )


def opening_words(years: Sequence[int], wrong: int, doubtful: int) -> Text:
    """The first paragraph: what was found and what is asked for."""
    said = "、".join(map(str, years)) + "年度" if years else ""
    spoken = f" of {', '.join(map(str, years))}" if years else ""
    parts = [f"有{wrong}处问题需要整改"] * bool(wrong) + [f"有{doubtful}处请予核实"] * bool(
        doubtful
    )
    counted = [f"{wrong} to be corrected"] * bool(wrong)
    counted += [f"{doubtful} to be looked into"] * bool(doubtful)
    return Text(
        f"经检查，你单位{said}政府信息公开工作年度报告{'，另'.join(parts)}。现将有关情况通知如下，"
        "请对照台账和原始记录逐项核对，改正后按规定重新发布，并于　　　　年　　月　　日前书面反馈"
        "整改情况。",
        f"An audit of your annual report{'s' if len(years) > 1 else ''} on government information "
        f"disclosure{spoken} gave the following points: {', '.join(counted)}. Please compare each "
        "with your registers, correct and publish the report anew, and answer in writing by "
        "____________________.",
    )


def heading_words(part: str, year: int | None) -> Text:
    """The heading of ``wrong``, ``doubtful`` or ``unverified``; with the year where there are
    several reports.
    """
    words = {
        "wrong": Text("需要整改的问题", "To be corrected"),
        "doubtful": Text("请予核实的事项", "To be looked into"),
        "unverified": Text("未能核对的事项", "Not verified"),
    }[part]
    if year is None:
        return words
    return Text(f"{year}年度报告{words.zh}", f"{words.en} ({year})")


def unverified_words(title: str, count: int, why: str) -> Text:
    """A rule that was held up (``count`` instances), or a fault, which is 0 of them."""
    if not count:
        return Text(why, why)
    return Text(f"{title}（{count}处）：{why}", f"{title} ({count}): {why}")


def draft_words(version: str, day: str, files: Sequence[str]) -> Text:
    """The line that is struck out before the notice is sent."""
    return Text(
        f"（初稿由 gxaudit {version} 于 {day} 根据检查结果生成，请经办人核实后印发，印发前"
        f"删去本行。检查的文件：{'、'.join(files)}）",
        f"(Drafted by gxaudit {version} on {day} from the results of the audit. To be verified "
        f"before it is sent; strike out this line. Audited: {', '.join(files)})",
    )


def counts_words(reports: int, notices: int) -> Text:
    """What the note for the office begins with."""
    return Text(
        f"共检查报告{reports}份，形成整改通知{notices}件。",
        f"{reports} reports were audited; {notices} notices were drafted.",
    )


def clean_words(agency: str, year: int | None, path: str, held: int, waived: int) -> Text:
    """A report for which there is no notice; ``waived`` counts what a baseline has too."""
    zh = f"{agency or NO_AGENCY.zh}{f' {year} 年度' if year else ''}（{path}）"
    en = f"{agency or NO_AGENCY.en}{f' {year}' if year else ''} ({path})"
    if waived:
        zh += f"，已豁免或在基线中的问题{waived}处"
        en += f", {waived} waived or of the baseline"
    if not held:
        return Text(f"{zh}。", f"{en}.")
    return Text(
        f"{zh}：但有{held}条规则未能核对，不能当作通过。",
        f"{en}: but {held} rules were held up, so that it has not passed.",
    )


def more_words(count: int) -> Text:
    """Where a list is cut."""
    return Text(
        f"另有{count}份从略，见 --output 文件.xlsx。", f"{count} more; see --output FILE.xlsx."
    )

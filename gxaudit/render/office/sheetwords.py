"""The words of the workbook: sheets, heads, what stands in them where nothing else does."""

from __future__ import annotations

from collections.abc import Mapping

from gxaudit.render.overview.trends import Figure
from gxaudit.wording import Language, Text

TITLE = Text("政府信息公开工作年度报告检查结果", "Audit of annual disclosure reports")
FINDINGS = Text("问题清单", "Findings")
UNVERIFIED = Text("未检查", "Not checked")
JUDGED = Text("豁免", "Waivers")
MATRIX = Text("机关与年度", "Agencies and years")
ABOUT = Text("说明", "About")

FINDING_HEADS: Mapping[str, tuple[Text, float]] = {
    "agency": (Text("机关", "agency"), 14),
    "year": (Text("年度", "year"), 7),
    "file": (Text("文件", "file"), 14),
    "place": (Text("位置", "where"), 19),
    "rule": (Text("规则", "rule"), 20),
    "level": (Text("级别", "level"), 7),
    "wrong": (Text("问题", "what is wrong"), 44),
    "found": (Text("现有", "found"), 10),
    "expected": (Text("应有", "expected"), 10),
    "check": (Text("核对和改正", "what to check"), 34),
    "basis": (Text("依据", "legal basis"), 24),
    "fingerprint": (Text("指纹", "fingerprint"), 35),
}
"""The columns of the findings, with their widths; the last is for programs and not printed."""
UNVERIFIED_HEADS: Mapping[str, tuple[Text, float]] = {
    "kind": (Text("类别", "kind"), 10),
    "agency": (Text("机关", "agency"), 22),
    "year": (Text("年度", "year"), 7),
    "file": (Text("文件", "file"), 28),
    "rule": (Text("规则", "rule"), 22),
    "title": (Text("规则名称", "title"), 24),
    "count": (Text("处数", "instances"), 9),
    "why": (Text("原因", "reason"), 60),
}
WAIVERS = Text("豁免和基线", "Waivers and baseline")
WAIVER_HEADS: Mapping[str, tuple[Text, float]] = {
    "agency": (Text("机关", "agency"), 22),
    "year": (Text("年度", "year"), 7),
    "file": (Text("文件", "file"), 28),
    "said": (Text("已豁免的问题，失效和到期的豁免", "what is waived, and what has lapsed"), 110),
}
JUDGED_HEADS: Mapping[str, tuple[Text, float]] = {
    "kind": (Text("类别", "kind"), 12),
    "agency": (Text("机关", "agency"), 18),
    "year": (Text("年度", "year"), 7),
    "file": (Text("文件", "file"), 20),
    "rule": (Text("规则", "rule"), 20),
    "title": (Text("规则名称", "title"), 22),
    "place": (Text("位置", "where"), 20),
    "what": (Text("问题", "what was found"), 34),
    "why": (Text("理由和变化", "reason, and what has changed"), 50),
}
FAULT = Text("故障", "fault")
NONE_JUDGED = Text("没有豁免。", "No waivers.")
NO_FINDINGS = Text("没有发现问题。", "No findings.")
ALL_VERIFIED = Text(
    "没有故障，所选规则都已核对或不适用。",
    "No fault; every selected rule was evaluated or does not apply.",
)
TOTALS = Text("按规则合计", "Totals by rule")
TRENDS = Text("历年变化", "Trends")
RULE_HEADS: tuple[tuple[Text, float], ...] = (
    (Text("规则", "rule"), 26),
    (Text("检查什么", "what is checked"), 50),
    (Text("级别", "level"), 7),
    (Text("问题（条）", "findings"), 10),
)
"""Before the numbers of reports by outcome."""
WHOLE = Text("合计", "together")
COUNTS = (
    Text("错误", "errors"),
    Text("警告", "warnings"),
    Text("提示", "notes"),
    Text("未能核对", "not evaluated"),
)
PARENT = Text("上级机关", "body above")
YEAR = Text("年度", "year")
ADDED = Text("相加的报告份数", "reports added up")
TREND_GROUPS: Mapping[bool, Text] = {
    False: Text("申请", "Applications"),
    True: Text("办理结果", "Outcomes"),
}
TREND_NOTE = Text(
    "各份报告表三“总计”一栏相加。各年度报告的份数不同，合计的升降可能只是报告多少的变化。",
    "Sums over the reports, of the column of totals in table 3. The number of reports differs "
    "from year to year, so a rise or fall may be nothing else.",
)
LEFT_OUT = Text(
    "同一机关同一年度的其他报告、上级机关的报告已经包括的报告不重复相加，共 {} 份。",
    "Not added again, since another report holds their figures (same agency and year, or the "
    "body above): {}.",
)
AGENCY = Text("机关", "agency")
NO_AGENCY = Text("机关名称未读出", "agency not read")
NO_YEAR = Text("年度未读出", "year not read")
MISSING = Text("（缺）", "(none)")

COLOURS: Mapping[str, dict[str, str]] = {
    "e": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "w": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "n": {"bg_color": "#DDEBF7", "font_color": "#1F4E78"},
    "q": {"bg_color": "#E7E6E6", "font_color": "#404040"},
    "v": {"bg_color": "#E2EFDA", "font_color": "#404040"},
    "l": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "p": {"bg_color": "#E2EFDA", "font_color": "#375623"},
    "": {},
}


def rest_words(count: int) -> Text:
    """Where a sheet has no more rows."""
    return Text(
        f"工作表已满，其余 {count} 条没有列出，请分批检查，或改用 --output 文件.csv",
        f"The sheet is full; {count} more are not listed. Audit in parts, or use --output FILE.csv",
    )


def drawn_words(reports: int, with_findings: int, most: int) -> Text:
    """Which reports have a sheet of their own."""
    if reports <= most:
        return Text(
            f"共 {reports} 份报告，每份的法定表格各占一张工作表，有问题的单元格着色并加批注。",
            f"{reports} reports, each with a sheet of its statutory tables; offending cells are "
            "coloured and commented.",
        )
    told = min(with_findings, most)
    return Text(
        f"共 {reports} 份报告，超过 {most} 份，法定表格只列出有问题的：{with_findings} 份有问题，"
        f"列出前 {told} 份。问题清单包括全部报告。",
        f"{reports} reports, more than {most}: of the {with_findings} with findings, the first "
        f"{told} have a sheet of their tables. The list of findings holds all reports.",
    )


def lacking_words(year: int, lacking: Mapping[Figure, int], language: Language) -> str:
    """In how many reports of a year figures could not be read; "" where all of them could."""
    said = [f"{figure.name.to(language)} {count}" for figure, count in lacking.items() if count]
    if not said:
        return ""
    if language == "zh":
        return f"{year} 年没有读出的报告份数：" + "，".join(said)
    return f"{year}, reports in which a figure was not read: " + ", ".join(said)


def report_words(findings: int, marked: int) -> Text:
    """What the head of a report's sheet says."""
    if not findings:
        return Text("没有发现问题。", "No findings.")
    return Text(
        f"问题 {findings} 条，其中 {marked} 条标在下列单元格（着色，批注写明问题），"
        f"其余见“{FINDINGS.zh}”。",
        f"{findings} findings, {marked} of them at cells below (coloured, with comments); "
        f"for the others see '{FINDINGS.en}'.",
    )

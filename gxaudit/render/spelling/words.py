"""The words that every format shares: what severities, outcomes and faults are called."""

from __future__ import annotations

from gxaudit.finding import Confidence, Fault, Outcome, Severity
from gxaudit.report import Report
from gxaudit.wording import Language, Text

SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}
OUTCOMES = {
    Outcome.FAILED: Text("不通过", "failed"),
    Outcome.NOT_EVALUATED: Text("未能核对", "not evaluated"),
    Outcome.PASSED: Text("通过", "passed"),
    Outcome.NOT_APPLICABLE: Text("不适用", "not applicable"),
}
UNACCOMPANIED = Text("缺少对照", "without companion")
"""Rules that lack what would stand beside the report."""
CONFIDENCES = {
    Confidence.CERTAIN: Text(
        "确定（算术或格式事实）", "certain (arithmetic, or a fact of the form)"
    ),
    Confidence.LIKELY: Text("很可能（由文字读出）", "likely (read from prose)"),
}
FAULTS = {
    "input": Text("无法检查", "not audited"),
    "report": Text("没有完整检查", "not audited completely"),
    "rule": Text("规则出错", "a rule broke"),
    "plugin": Text("插件无法使用", "a plugin cannot be used"),
}


def fault_words(fault: Fault, language: Language) -> str:
    """What went wrong, who is to blame and where to report it, without the path. Not escaped."""
    zh = language == "zh"
    words, message = FAULTS[fault.kind].to(language), fault.message.to(language)
    blamed = " ".join(name for name in (fault.rule, fault.plugin) if name and name not in message)
    if blamed:
        words += f"（{blamed}）" if zh else f" ({blamed})"
    words += ("：" if zh else ": ") + message
    if fault.link:
        words += f"；请报告：{fault.link}" if zh else f"; please report it: {fault.link}"
    return words


def identity_words(report: Report, language: Language) -> str:
    """Which report it is: agency, year and form, or what of these could not be read."""
    zh = language == "zh"
    agency = report.agency or ("机关名称未读出" if zh else "agency not read")
    if report.year is None:
        year = "年度未读出" if zh else "year not read"
    else:
        year = f"{report.year} 年度" if zh else str(report.year)
    form = f"{report.form.name} 年格式" if zh else f"form of {report.form.name}"
    if not report.form_evidence:
        form = f"格式无法判断，按 {form}" if zh else f"form unknown, taken as {form}"
    return ("，" if zh else ", ").join((agency, year, form))

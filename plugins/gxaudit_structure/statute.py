"""What the rules of this plugin stand on: the instruments, and the six sections by name."""

from __future__ import annotations

from collections.abc import Mapping

from gxaudit.api import Basis, Report, Section, Text, regex

FORMAT_2021 = Basis(
    Text("政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）", "国办公开办函〔2021〕30号")
)
FORMAT_2019 = Basis(
    Text(
        "政府信息公开工作年度报告格式（试行）（国办公开办函〔2019〕60号）",
        "国办公开办函〔2019〕60号 (trial)",
    )
)
CONTENTS = Basis(
    Text(
        "《中华人民共和国政府信息公开条例》",
        "Regulation on the disclosure of government information",
    ),
    Text("第五十条", "Article 50"),
)

NUMERALS: Mapping[int, str] = {1: "一", 2: "二", 3: "三", 4: "四", 5: "五", 6: "六"}
SECTIONS: Mapping[int, str] = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}

_CHAPTER = regex(r"[#*\s]{0,20}第?[一二三四五六七八九十]")


def chapters(report: Report) -> list[Section]:
    """The headings of statutory sections in the order of the report.

    A heading with an Arabic ordinal or none is taken for a sub-heading where the same section
    also has a heading with a Chinese ordinal.
    """
    sections = list(report.sections)
    if len({section.number for section in sections}) == len(sections):
        return sections
    chapter = {section.number for section in sections if _CHAPTER.match(section.heading)}
    return [
        section
        for section in sections
        if section.number not in chapter or _CHAPTER.match(section.heading)
    ]


def heading_of(report: Report, number: int) -> Section | None:
    """The first heading of a statutory section, or None where the report has none."""
    for section in chapters(report):
        if section.number == number:
            return section
    return None


def no_heading(number: int) -> Text:
    """Why something about a section cannot be judged: its heading was not found."""
    return Text(
        f"没有找到“{SECTIONS[number]}”的标题（见 structure/sections），无从判断",
        f"the heading “{SECTIONS[number]}” was not found (see structure/sections)",
    )


def no_table(number: int) -> Text:
    """Why something about a table cannot be judged: the table was not found."""
    return Text(
        f"没有找到表{NUMERALS[number]}（见 structure/tables），其中的格无从检查",
        f"table {number} was not found (see structure/tables), so its cells cannot be judged",
    )

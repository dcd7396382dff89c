"""What is said of a rule in labels and short values: level, scope, version, options, examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxaudit.entity import Level
from gxaudit.finding import Severity
from gxaudit.options import options_of
from gxaudit.render.spelling.words import CONFIDENCES, SEVERITIES
from gxaudit.rule import Example, Other, Rule
from gxaudit.staging import member_name
from gxaudit.values import toml_text
from gxaudit.wording import Language, Text

_STATUSES = {
    "preview": Text("预览", "preview"),
    "stable": Text("发布", "stable"),
    "deprecated": Text("停用", "deprecated"),
}
_READ = {
    "正文": "prose",
    "标题": "title",
    "各部分标题": "headings of sections",
    "第五部分": "section 5",
    "第六部分": "section 6",
    "文件名": "name of the file",
    "表二": "table 2",
    "表三": "table 3",
    "表四": "table 4",
    "单位名册": "manifest",
    "成员单位的报告": "reports of the members",
    "其他单位的报告": "reports of other bodies",
    "其他文件": "other files of the run",
}
"""English for what rules say they read. Addresses are those of the form in either language."""
_OWNERS = {"上年报告": "last year's {}", "成员单位报告": "{} of its members"}


def facts(
    rule: Rule, language: Language, level: Severity | None = None
) -> Iterator[tuple[str, str]]:
    """Label and value: level (``level`` where it is configured), confidence, scope, version."""
    zh = language == "zh"
    reads = _reads(rule, language)
    status = _STATUSES[rule.status].to(language)
    yield "级别" if zh else "Severity", _severity(rule, level, language)
    yield "把握" if zh else "Confidence", CONFIDENCES[rule.confidence].to(language)
    if zh:
        forms = "、".join(f"{name} 年格式" for name in rule.forms or ()) or "各种格式"
        yield "适用", f"{forms}，{_years(rule, language)}"
        yield "读取", reads
        yield "状态", f"{status}，版本 {rule.version}，自 {rule.since} 起"
        return
    forms = ", ".join(f"form of {name}" for name in rule.forms or ()) or "every form"
    yield "Applies to", f"{forms}, {_years(rule, language)}"
    yield "Reads", reads
    yield "Status", f"{status}, version {rule.version}, since {rule.since}"


def _reads(rule: Rule, language: Language) -> str:
    if language == "zh":
        return "、".join(rule.reads) or "全文"
    return ", ".join(map(_english, rule.reads)) or "the whole report"


def _english(read: str) -> str:
    for owner, words in _OWNERS.items():
        if read.startswith(owner):
            return words.format(_english(read.removeprefix(owner)))
    return _READ.get(read, read)


def _severity(rule: Rule, level: Severity | None, language: Language) -> str:
    own = SEVERITIES[rule.severity].to(language)
    if level is None:
        return own
    set_to = SEVERITIES[level].to(language)
    if language == "zh":
        return f"{set_to}（配置所定；规则自定为{own}）"
    return f"{set_to} (set by the configuration; the rule's own is {own})"


def _years(rule: Rule, language: Language) -> str:
    zh = language == "zh"
    if rule.years is None:
        return "各年度" if zh else "every year"
    first, last = rule.years
    if last >= 9999:
        return f"{first} 年度起" if zh else f"{first} and later"
    return f"{first} 至 {last} 年度" if zh else f"{first} to {last}"


def options_head(rule: Rule, language: Language) -> str:
    """Where the options of a rule are written."""
    if language == "zh":
        return f'选项（写在 gxaudit.toml 的 [options."{rule.id}"] 下）'
    return f'Options (in gxaudit.toml, below [options."{rule.id}"])'


def option_words(cls: type, configured: object, language: Language) -> Iterator[tuple[str, str]]:
    """Each option with its kind and default, and what is configured instead; "" for nothing."""
    zh = language == "zh"
    for each in options_of(cls):
        default, kind = toml_text(each.default), each.kind.to(language)
        about = each.about.to(language) if each.about else ""
        words = (
            f"{each.key}：{about}（{kind}；默认 {default}）"
            if zh
            else f"{each.key}: {about} ({kind}; default {default})"
        )
        now = each.default if configured is None else getattr(configured, each.field)
        changed = "" if now == each.default else toml_text(now)
        yield words, changed and ("现配置为 " if zh else "configured: ") + changed


def example_head(example: Example, language: Language) -> str:
    """What an example is made from."""
    if language == "zh":
        return f"{example.form} 年格式，各格为 0，没有文字；只作下列改动"
    return f"blank form of {example.form}, every cell 0, no prose; with these changes"


def changes(example: Example, language: Language) -> Iterator[str]:
    """What an example changes, one sentence each. Not escaped."""
    zh = language == "zh"
    if example.file is not None:
        yield f"文件名是 {example.file}" if zh else f"the file is called {example.file}"
    yield from _figures(example.cells, example.prose, language)
    yield from beside(example, language)
    for old, new in ((_line(old), _line(new)) for old, new in example.edits):
        if not new:
            yield f"删去“{old}”" if zh else f"without '{old}'"
        else:
            yield f"“{old}”改为“{new}”" if zh else f"'{old}' becomes '{new}'"


def _figures(
    cells: Mapping[str, str], prose: Mapping[int, str], language: Language
) -> Iterator[str]:
    zh = language == "zh"
    for address, printed in cells.items():
        shown = printed or ("（空白）" if zh else "(blank)")
        yield f"{address} {'填' if zh else 'holds'} {shown}"
    for section, text in prose.items():
        yield f"第{'一二三四五六'[section - 1]}部分：{text}" if zh else f"section {section}: {text}"


def beside(example: Example, language: Language) -> Iterator[str]:
    """What an example says of the reports beside it, and of its body. Not escaped."""
    zh = language == "zh"
    last = () if example.last_year is None else (Other(role="last_year", cells=example.last_year),)
    members = 0
    for other in (*last, *example.others):
        owner = _BESIDE[other.role].to(language).format(other.agency or "")
        if other.role == "member":
            if not other.agency:
                name = member_name(members)
                owner = f"{name}的报告" if zh else f"the report of {name}"
            members += 1
        said = list(_figures(other.cells, other.prose, language))
        if not other.filed:
            said = ["没有提供" if zh else "not there"]
        yield from (f"{owner}：{one}" if zh else f"{owner}: {one}" for one in said)
    if example.entity is not None and example.entity.level is not None:
        level = _LEVELS[example.entity.level].to(language)
        yield f"名册写明是{level}" if zh else f"the manifest says: {level}"
    if members and not (example.entity is not None and example.entity.complete):
        yield (
            "名册没有写明成员已列全"
            if zh
            else "the manifest does not say that these are all members"
        )
    if example.published is not None:
        yield f"公布日期 {example.published}" if zh else f"published on {example.published}"


_BESIDE = {
    "last_year": Text("上年报告", "last year's report"),
    "member": Text("成员单位{}的报告", "the report of the member {}"),
    "twin": Text("本单位同一年度的另一份报告", "another report of this body for the year"),
    "alike": Text("另一单位{}的报告", "the report of another body {}"),
}
_LEVELS = {
    Level.TOWNSHIP: Text("乡镇人民政府、街道办事处", "a township or subdistrict"),
    Level.DEPARTMENT: Text("县级以上地方政府部门", "a department of a local government"),
    Level.COUNTY: Text("县级政府", "a county government"),
    Level.CITY: Text("设区的市政府", "the government of a city with districts"),
    Level.PROVINCE: Text("省级政府", "a provincial government"),
    Level.MINISTRY: Text("国务院部门", "a department of the State Council"),
}


def _line(text: str) -> str:
    """Text of several lines and cells in one short line."""
    line = text.replace("\t", " | ").strip("\n").replace("\n", " / ")
    return line if len(line) <= 120 else line[:120] + "..."

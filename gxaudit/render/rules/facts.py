"""What is said of a rule in labels and short values: level, scope, version, options, examples."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.finding import Severity
from gxaudit.options import options_of
from gxaudit.render.spelling.words import CONFIDENCES, SEVERITIES
from gxaudit.rule import Example, Rule
from gxaudit.values import toml_text
from gxaudit.wording import Language, Text

_STATUSES = {
    "preview": Text("预览", "preview"),
    "stable": Text("发布", "stable"),
    "deprecated": Text("停用", "deprecated"),
}


def facts(
    rule: Rule, language: Language, level: Severity | None = None
) -> Iterator[tuple[str, str]]:
    """Label and value: level (``level`` where it is configured), confidence, scope, version."""
    zh = language == "zh"
    reads = "、".join(rule.reads) or ("全文" if zh else "the whole report")
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
    cells = [*example.cells.items()]
    cells += [(f"上年({address})", value) for address, value in (example.last_year or {}).items()]
    if example.file is not None:
        yield f"文件名是 {example.file}" if zh else f"the file is called {example.file}"
    for address, printed in cells:
        shown = printed or ("（空白）" if zh else "(blank)")
        yield f"{address} {'填' if zh else 'holds'} {shown}"
    for section, text in example.prose.items():
        yield f"第{'一二三四五六'[section - 1]}部分：{text}" if zh else f"section {section}: {text}"
    for old, new in ((_line(old), _line(new)) for old, new in example.edits):
        if not new:
            yield f"删去“{old}”" if zh else f"without '{old}'"
        else:
            yield f"“{old}”改为“{new}”" if zh else f"'{old}' becomes '{new}'"


def _line(text: str) -> str:
    """Text of several lines and cells in one short line."""
    line = text.replace("\t", " | ").strip("\n").replace("\n", " / ")
    return line if len(line) <= 120 else line[:120] + "..."

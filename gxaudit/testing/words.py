"""The law that every rule says what it is, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.rule import Rule
from gxaudit.testing.broken import LawBrokenError, same
from gxaudit.testing.engine import Subject
from gxaudit.wording import Text

_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"


def says_what_it_is(subject: Subject) -> None:
    """Titles, explanation and basis in both languages, a version and since when."""
    _said(subject.package, "PluginInfo.title", subject.plugin.info.title)
    if not subject.plugin.info.issues.strip():
        raise _lacking(subject.package, "PluginInfo.issues", "")
    for rule in subject.rules:
        for name, text in _texts(rule):
            _said(rule.id, name, text)
        if not rule.since.strip():
            raise _lacking(rule.id, "since", rule.since)
        if rule.version < 1:
            raise _lacking(rule.id, "version ≥ 1", rule.version)
        if not rule.basis:
            raise _lacking(rule.id, "basis", rule.basis)


def _texts(rule: Rule) -> Iterator[tuple[str, Text]]:
    yield "title", rule.title
    yield "explanation.what", rule.explanation.what
    yield "explanation.why", rule.explanation.why
    yield "explanation.how", rule.explanation.how
    for number, basis in enumerate(rule.basis):
        yield f"basis[{number}].instrument", basis.instrument
        if basis.article is not None:
            yield f"basis[{number}].article", basis.article


def _said(who: str, name: str, text: Text) -> None:
    if not any(_FIRST_HAN <= char <= _LAST_HAN for char in text.zh):
        raise _lacking(who, f"{name}.zh", text.zh)
    # English may name 依据 and cells in Chinese, but not in Chinese only.
    if not any(char.isascii() and char.isalnum() for char in text.en) or text.en == text.zh:
        raise _lacking(who, f"{name}.en", text.en)


def _lacking(who: str, name: str, found: object) -> LawBrokenError:
    return LawBrokenError(
        who,
        expected=Text(f"写明 {name}", f"{name} is given"),
        found=same(repr(found)),
        cure=Text(
            f"补上 {name}：审核人员要凭它判断这条规则", f"write {name}: people judge the rule by it"
        ),
    )

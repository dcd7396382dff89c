"""Whatever a user reads is there in Chinese and in English: words, rules, help, pages, outputs."""

from __future__ import annotations

import argparse
import ast
import html
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import jinja2
import pytest

from gxaudit.cli import main
from gxaudit.cli.arguments import _COMMANDS, _parser
from gxaudit.cli.language import wanted_language
from gxaudit.cli.words import COMMANDS, OPTIONS
from gxaudit.forms import shipped_forms
from gxaudit.metrics import metrics
from gxaudit.pipeline import Auditor, audit
from gxaudit.reading.source import decode
from gxaudit.wording import Language, Text
from tests.contract.bilingual import HOLE, ROOT, chinese_in, english_in, faults_of

SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("gxaudit", "plugins")
    for path in (ROOT / folder).rglob("*.py")
)
TEMPLATES = sorted((ROOT / "gxaudit").rglob("templates/*.html"))
REPORTS = ROOT / "tests" / "reports"


def _all_faults(texts: Iterable[Text]) -> str:
    return "\n".join(dict.fromkeys(fault for text in texts for fault in faults_of(text)))


# Words in the sources.


def _wordings(node: ast.expr) -> list[str]:
    """What an expression may print, with a hole for what is only known when it runs."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join(_wordings(part)[0] for part in node.values)]
    if isinstance(node, ast.IfExp):
        return [*_wordings(node.body), *_wordings(node.orelse)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [left + right for left in _wordings(node.left) for right in _wordings(node.right)]
    return [HOLE]


def _both(node: ast.AST) -> list[ast.expr] | None:
    """The Chinese and the English of ``Text(zh, en)`` and of ``zh if language == "zh" else en``."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Text":
        both = [*node.args, *(keyword.value for keyword in node.keywords)]
        return both if len(both) == 2 else None
    if isinstance(node, ast.IfExp) and ast.unparse(node.test).endswith(("== 'zh'", "zh")):
        return [node.body, node.orelse]
    return None


def _texts(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        both = _both(node)
        if both is not None:
            chinese, english = map(_wordings, both)
            for at in range(max(len(chinese), len(english))):
                yield Text(chinese[at % len(chinese)], english[at % len(english)])


@pytest.mark.parametrize("name", SOURCES)
def test_every_text_of_the_sources_is_there_in_both_languages(name: str) -> None:
    assert not _all_faults(_texts((ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "text",
    [
        Text("没有这个文件", ""),
        Text("", "there is no such file"),
        Text("there is no such file", "there is no such file"),
        Text("no such file", "there is no such file"),
        Text("没有这个文件", "没有这个文件"),
        Text("没有这个文件", "the file 没有找到"),
        Text("文件 was not found", "the file was not found"),
    ],
)
def test_a_text_in_one_language_is_noticed(text: Text) -> None:
    assert list(faults_of(text))


def test_names_and_signs_need_no_second_language() -> None:
    for text in (
        Text("", ""),
        Text("：", ": "),
        Text("SHA-256", "SHA-256"),
        Text("国办公开办函〔2021〕30号", "国办公开办函〔2021〕30号"),
        Text("请看“见附件”", "look at “见附件” in 表三"),
        Text("运行 gxaudit pack check", "run gxaudit pack check"),
    ):
        assert not list(faults_of(text))


def _template_words(node: jinja2.nodes.Expr) -> str:
    if isinstance(node, jinja2.nodes.Const):
        return str(node.value)
    return HOLE + "".join(_template_words(part) for part in node.iter_child_nodes())  # type: ignore[arg-type]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_say_everything_in_both_languages(path: Path) -> None:
    tree = jinja2.Environment().parse(path.read_text(encoding="utf-8"))
    said = [
        Text(*map(_template_words, call.args))
        for call in tree.find_all(jinja2.nodes.Call)
        if isinstance(call.node, jinja2.nodes.Name) and call.node.name == "say"
    ]
    assert not _all_faults(said)
    markup = "".join(part.data for part in tree.find_all(jinja2.nodes.TemplateData))
    printed = re.sub(r"<[^>]*>", "\n", markup)
    assert not chinese_in(printed)
    assert not english_in(printed)


# What programs make of data.


def _held(thing: Any) -> Iterator[Text]:
    """Every text in records, mappings and sequences."""
    if isinstance(thing, Text):
        yield thing
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            yield from _held(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        for one in (*thing.keys(), *thing.values()):
            yield from _held(one)
    elif isinstance(thing, (tuple, list, frozenset)):
        for one in thing:
            yield from _held(one)


def test_every_rule_is_explained_in_both_languages() -> None:
    for rule in Auditor.load().rules:
        explanation = rule.explanation
        for text in (rule.title, explanation.what, explanation.why, explanation.how):
            assert text.zh.strip(), rule.id
            assert text.en.strip(), rule.id
        assert not _all_faults(_held(rule)), rule.id


def test_forms_and_figures_are_named_in_both_languages() -> None:
    said = [*_held(metrics()), *_held(shipped_forms())]
    assert len(said) > len(metrics())
    assert not _all_faults(said)


# The command line.


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from _parsers(one)


def _help(parser: argparse.ArgumentParser) -> Iterator[str]:
    """All that help says, in one order."""
    yield from (parser.description or "", parser.epilog or "")
    yield from (group.title or "" for group in parser._action_groups if group._group_actions)
    for action in parser._actions:
        yield "" if isinstance(action, argparse._SubParsersAction) else str(action.help)


def test_every_option_is_explained_in_both_languages() -> None:
    chinese, english = (list(_parsers(_parser(tuple(_COMMANDS), each))) for each in ("zh", "en"))
    assert {each.prog.removeprefix("gxaudit").strip() for each in english} == {"", *COMMANDS}
    for zh, en in zip(chinese, english, strict=True):
        said = [Text(*pair) for pair in zip(_help(zh), _help(en), strict=True)]
        assert not _all_faults(said), zh.prog
        assert "None" not in (word for pair in said for word in pair), zh.prog
        assert not [line for line in zh.format_help().splitlines() if line.startswith("usage")]
    assert not _all_faults([*COMMANDS.values(), *OPTIONS.values()])


WRONG = """
nope; check; check x --format nope; check x --format; check x --zap; check x --quiet=3;
check x --today zz; check x --max-size q; check x --rule-timeout q; check x --fail-on bad;
annotate x; pack; pack nope; explain; waive; recheck a; plugin; plugin new; --lang xx;
check x --config a --isolated; check nothing-here; explain no/such; pack check nothing.gxr;
pack explain nothing.gxr; pack prove nothing; parse nothing-here; waive nothing.json;
recheck nothing-here nothing-there; check x --select no/such; check x --pack nothing.gxr;
check x --overlay nothing.toml; check x --config nothing.toml; check x -o x.nope; plugin new 9;
query; query nope x; query defects nothing-here; query --sql; export x; export nothing-here --to s;
export . --to s; check x -o nowhere/x.json; check x --plugin nothing.py; annotate x -o y.docx;
baseline nothing-here
"""


@pytest.mark.parametrize("wrong", ["", *(each.strip() for each in WRONG.split(";"))])
def test_mistakes_are_told_in_both_languages(
    wrong: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    told = [_said(capsys, language, wrong.split()) for language in ("zh", "en")]
    assert not _all_faults([Text(*told)])
    assert told[0] != told[1]


# Whole outputs.


def _said(capsys: pytest.CaptureFixture[str], language: str, arguments: list[str]) -> str:
    # Given twice, the last one counts: ``--lang xx`` stays the mistake that it is.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}[language])
        main(arguments)
    printed = capsys.readouterr()
    return f"{printed.out}{printed.err}"


@cache
def _known() -> str:
    """Everything that stands in the reports, with their names."""
    words = [path.name for path in REPORTS.iterdir()]
    for path in REPORTS.iterdir():
        result = audit(path)
        data = path.read_bytes()
        words += [str(result.report.agency if result.report else ""), decode(data)[0]]
    return "\n".join(words)


def _shown(path: Path) -> str:
    """The words of a file."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            parts = [name for name in package.namelist() if name.endswith(".xml")]
            markup = "\n".join(package.read(name).decode() for name in parts)
    else:
        markup = path.read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<style.*?</style>|<[^>]+>", "\n", markup, flags=re.DOTALL))


def _one_language(said: str, language: str) -> None:
    assert said.strip()
    if language == "en":
        assert not chinese_in(said, _known())
    else:
        assert not english_in(said)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "command",
    [
        "check --coverage --suggest --format table REPORTS",
        "check --format github REPORTS",
        "rules",
        "plugins",
        "query --list",
        "explain balance/sum",
        "explain narrative/received",
        "parse REPORT",
        "pack check PACK",
        "pack explain PACK",
        "pack prove totals",
    ],
)
def test_commands_keep_to_one_language(
    command: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stands_for = {
        "REPORTS": str(REPORTS),
        "REPORT": str(min(REPORTS.glob("*.txt"))),
        "PACK": str(ROOT / "rules" / "totals.gxr"),
    }
    words = [stands_for.get(word, word) for word in command.split()]
    _one_language(_said(capsys, language, words), language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_files_keep_to_one_language(
    language: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    endings = ("txt", "md", "html", "csv", "xml", "xlsx", "docx")
    outputs = [word for end in endings for word in ("-o", str(tmp_path / f"result.{end}"))]
    _said(capsys, language, ["check", "--coverage", "--suggest", str(REPORTS), *outputs])
    for end in endings:
        _one_language(_shown(tmp_path / f"result.{end}"), language)


# Which language is spoken where nobody asks for one.

LOCALES: list[tuple[dict[str, str], str, Language]] = [
    ({}, "", "zh"),
    ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "", "zh"),
    ({"LANG": "C"}, "", "zh"),
    ({"LANG": "C.UTF-8"}, "", "zh"),
    ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "", "zh"),
    ({"LANG": "zh_CN.GB18030"}, "", "zh"),
    ({"LANG": "zh_HK"}, "", "zh"),
    ({"LANG": "zh-Hans-CN"}, "", "zh"),
    ({"LANG": "en_US.UTF-8"}, "", "en"),
    ({"LANG": "en_GB@euro"}, "", "en"),
    ({"LANG": "de_DE.UTF-8"}, "", "en"),
    ({"LANG": "zha_CN"}, "", "en"),
    ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "", "en"),
    ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "", "zh"),
    ({"LC_ALL": "zh_CN", "LC_MESSAGES": "en_US", "LANG": "en_US"}, "", "zh"),
    ({"LC_ALL": "en_US", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, "", "en"),
    ({"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "", "en"),
    ({}, "Chinese (Simplified)_China", "zh"),
    ({}, "Chinese_China", "zh"),
    ({}, "zh_CN", "zh"),
    ({}, "English_United States", "en"),
    ({}, "German_Germany", "en"),
    ({"LANG": "en_US"}, "Chinese (Simplified)_China", "en"),
]


@pytest.mark.parametrize(("environment", "windows", "language"), LOCALES)
@pytest.mark.parametrize("asked", [(), ("--lang", "auto"), ("--lang=auto",)])
def test_auto_follows_the_locale(
    asked: tuple[str, ...],
    environment: dict[str, str],
    windows: str,
    language: Language,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("locale.getlocale", lambda: (windows or None, "1252"))
    assert wanted_language(["check", "x", *asked], environment) == language


@pytest.mark.parametrize("environment", [one for one, windows, _ in LOCALES if not windows])
def test_who_asks_for_a_language_gets_it(environment: dict[str, str]) -> None:
    for language in ("zh", "en"):
        assert wanted_language(["--lang", language, "check"], environment) == language
        assert wanted_language(["check", f"--lang={language}"], environment) == language
        assert wanted_language(["--lang=auto", "--lang", language], environment) == language

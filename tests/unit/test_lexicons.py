"""What plugins add to the lexicon of claims, from the hook to the audit."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from gxaudit.config.settings import Asked, resolve
from gxaudit.loading.lexicons import lexicon_of_plugins
from gxaudit.loading.plugins import LoadedPlugin, load_plugins
from gxaudit.pipeline import Auditor

PLUGIN = """
from gxaudit.api import API, PluginInfo, Text, hook

@hook
def gxaudit_plugin():
    return PluginInfo(Text("词", "words"), API, "nobody")

@hook
def gxaudit_lexicon():
    return {answer}
"""
WORDS = """
sequences = '''
PARCEL FIGURE -> applications_received_letter
'''

[words]
PARCEL = '包裹'
"""
REPORT = "某县某局2023年政府信息公开工作年度报告\n一、总体情况\n收到申请5件，包裹3件。\n".encode()


def plugin_of(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str, answer: str = ""
) -> tuple[tuple[LoadedPlugin, ...], tuple[str, ...]]:
    package = folder / name
    package.mkdir()
    made = PLUGIN.format(answer=answer or f"[({name!r}, 'words.toml')]")
    (package / "__init__.py").write_text(made, encoding="utf-8")
    (package / "words.toml").write_text(words, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    plugins, faults = load_plugins([EntryPoint(name, name, "gxaudit")])
    return plugins, tuple(fault.message.en for fault in faults)


def claims_with(plugins: tuple[LoadedPlugin, ...]) -> list[tuple[str, object]]:
    auditor = Auditor.of(plugins, (), resolve(None, Asked(), plugins))
    result = auditor.audit(REPORT)
    assert result.report is not None
    return [(claim.metric, claim.value) for claim in result.report.claims]


def test_words_of_a_plugin_are_read(tmp_path, monkeypatch) -> None:
    plugins, faults = plugin_of(tmp_path, monkeypatch, "parcelwords", WORDS)
    assert not faults
    assert claims_with(plugins) == [
        ("applications_received", 5),
        ("applications_received_letter", 3),
    ]
    assert claims_with(()) == [("applications_received", 5)]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("words = 3", "words.toml: words: found int"),
        ("[words]\nHANDLE = '收到'", "is listed under HANDLE and RECEIVE"),
    ],
)
def test_words_that_contradict_ours_are_a_fault(tmp_path, monkeypatch, words, complaint) -> None:
    plugins, _ = plugin_of(tmp_path, monkeypatch, f"words{len(words)}", words)
    lexicon, faults = lexicon_of_plugins(plugins)
    assert lexicon is None
    (fault,) = faults
    assert complaint in fault.message.en
    auditor = Auditor.of(plugins, (), resolve(None, Asked(), plugins))
    assert auditor.faults == faults


@pytest.mark.parametrize("answer", ["[3]", "'words.toml'", "[('parcelwords', 3)]"])
def test_an_answer_that_names_no_file_is_refused(tmp_path, monkeypatch, answer: str) -> None:
    plugins, faults = plugin_of(tmp_path, monkeypatch, f"odd{abs(hash(answer))}", WORDS, answer)
    assert not plugins
    assert "gxaudit_lexicon() must return" in faults[0]

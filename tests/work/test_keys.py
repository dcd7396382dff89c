"""Whatever a result depends on changes its key, and nothing else does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from attrs import evolve

from gxaudit.auditors import load_auditors
from gxaudit.config.settings import Asked
from gxaudit.loading.digest import package_digest
from gxaudit.loading.plugins import load_plugins
from gxaudit.pipeline import Auditor
from gxaudit.work import keys

PACK = """规则 local/received 申请不多
  级别     提示
  依据     算术
  年度     2019 起
  状态     发布
  表       三
  应有     一[总计] ≤ {most}
  提示     {{左}} 件
  通过     一[总计]=1
  不通过   一[总计]=1001
"""
CONFIG = '[severity]\n"balance" = "{level}"\n'


def _auditor(folder: Path, **asked: object) -> Auditor:
    return load_auditors(Asked(**asked), [str(folder)]).all[-1]  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    """What a process looks up once is looked up for each test."""
    caches = (keys.engine, keys.code_of, keys.installed)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def _library(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(keys, "_version", lambda name: f"{name} 0.0")


def _python(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    same = {"implementation": sys.implementation, "platform": sys.platform, "flags": sys.flags}
    patch.setattr(keys, "sys", SimpleNamespace(version_info=(4, 0), **same))


def _file_of(module: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    def change(_folder: Path, patch: pytest.MonkeyPatch) -> None:
        real = package_digest
        patch.setattr(keys, "package_digest", lambda one: None if one == module else real(one))

    return change


def _data(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(keys, "folder_digest", lambda path: f"{path.name} is another")


def _configuration(folder: Path, _patch: pytest.MonkeyPatch) -> None:
    (folder / "gxaudit.toml").write_text(CONFIG.format(level="note"), encoding="utf-8")


def _pack(folder: Path, _patch: pytest.MonkeyPatch) -> None:
    (folder / "local.gxr").write_text(PACK.format(most=999), encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path, pytest.MonkeyPatch], None], bool]] = {
    "a library": (_library, True),
    "Python": (_python, True),
    "the engine": (_file_of("gxaudit"), True),
    "forms and grammars": (_data, True),
    "a plugin": (_file_of("gxaudit_balance"), False),
    "the configuration": (_configuration, False),
    "a pack": (_pack, False),
}
"""What may change, and whether readings depend on it too."""
ASKED: dict[str, dict[str, object]] = {
    "the rules selected": {"select": ("balance",)},
    "the rules left out": {"ignore": ("balance",)},
    "the time limit": {"rule_timeout": 3.0},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gxaudit.toml").write_text(CONFIG.format(level="error"), encoding="utf-8")
    (tmp_path / "local.gxr").write_text(PACK.format(most=1_000), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("what", CHANGES)
def test_what_results_depend_on_changes_their_keys(
    folder: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    packs = {"packs": (str(folder / "local.gxr"),)}
    before = _auditor(folder, **packs)
    keyed = keys.environment(before), keys.reading_environment(before)
    assert keyed == (keys.environment(before), keys.reading_environment(before))
    change, readings = CHANGES[what]
    for cache in (keys.engine, keys.code_of, keys.installed):
        cache.cache_clear()
    change(folder, monkeypatch)
    after = _auditor(folder, **packs)
    assert keys.environment(after) != keyed[0]
    assert (keys.reading_environment(after) != keyed[1]) == readings


@pytest.mark.parametrize("what", ASKED)
def test_what_is_asked_for_changes_the_keys_of_results(folder: Path, what: str) -> None:
    before, after = _auditor(folder), _auditor(folder, **ASKED[what])
    assert keys.environment(after) != keys.environment(before)
    assert keys.reading_environment(after) == keys.reading_environment(before)


def test_another_process_makes_the_same_keys(folder: Path) -> None:
    script = (
        "import json, sys; sys.path[:] = json.loads(sys.argv[1])\n"
        "from tests.work.test_keys import _auditor, keys\n"
        "from pathlib import Path\n"
        "one = _auditor(Path(sys.argv[2])); print(keys.environment(one))\n"
        "print(keys.reading_environment(one))\n"
    )
    path = [str(Path(__file__).resolve().parents[2]), *sys.path]
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(path), str(folder)],
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    one = _auditor(folder)
    assert done.stdout.split() == [keys.environment(one), keys.reading_environment(one)]


def test_what_comes_of_a_draft_is_not_kept(tmp_path: Path) -> None:
    assert keys.is_known(_auditor(tmp_path))
    (plugin,) = [one for one in load_plugins()[0] if one.name == "balance"]
    auditor = _auditor(tmp_path)
    assert not keys.is_known(evolve(auditor, plugins=(evolve(plugin, installed=False),)))
    assert not keys.is_known(evolve(auditor, plugins=(evolve(plugin, module="nowhere"),)))

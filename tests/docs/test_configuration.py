"""docs/configuration: every block does what the page says, and no key or option is left out."""

from __future__ import annotations

import re
import shutil
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from gxaudit.config.file import KEYS, load_config
from gxaudit.config.overlay import load_overlay
from gxaudit.config.place import ConfigError
from gxaudit.config.settings import Asked, resolve
from gxaudit.loading.plugins import load_plugins
from gxaudit.options import options_of
from gxaudit.values import toml_text
from gxaudit.waivers.file import load_waivers
from gxaudit.wording import Language
from tests.docs.blocks import Session, blocks, reader_environment

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"zh": ROOT / "docs" / "configuration.zh-CN.md", "en": ROOT / "docs" / "configuration.md"}
FOLDERS = {"zh": "报告", "en": "reports"}
WRONG = {"写错的.toml", "wrong.toml"}
WAIVERS = {"豁免.toml", "waivers.toml"}

OWN = [one for one in entry_points(group="gxaudit") if one.dist and one.dist.name == "gxaudit"]
PLUGINS, FAULTS = load_plugins(OWN)
RULES = [rule for plugin in PLUGINS for rule in plugin.rules]
pages = pytest.mark.parametrize("language", PAGES)


@pages
def test_every_block_does_what_the_page_says(tmp_path: Path, language: str) -> None:
    environment = reader_environment(tmp_path / "environment", language)
    folder = tmp_path / "work"
    shutil.copytree(ROOT / "tests" / "reports", folder / FOLDERS[language])
    assert Session(folder, environment).do(PAGES[language]) > 10


@pages
def test_every_toml_block_loads_but_the_one_that_shows_a_mistake(
    tmp_path: Path, language: str
) -> None:
    loaded = 0
    for block in blocks(PAGES[language]):
        assert block.file or block.language == "console"
        if block.file is None:
            continue
        path = tmp_path / block.file
        path.parent.mkdir(exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
        if block.file in WRONG:
            with pytest.raises(ConfigError):
                resolve(load_config(str(path)), Asked(), PLUGINS)
        elif path.name == "gxaudit.toml":
            resolve(load_config(str(path)), Asked(), PLUGINS)
            loaded += 1
        elif path.name in WAIVERS:
            load_waivers(str(path))
        elif path.suffix == ".toml":
            load_overlay(str(path))
    assert loaded > len(KEYS)
    assert not FAULTS


@pages
def test_the_complete_example_has_every_key(tmp_path: Path, language: str) -> None:
    first = next(one for one in blocks(PAGES[language]) if one.file == "gxaudit.toml")
    path = tmp_path / "gxaudit.toml"
    path.write_text(first.text, encoding="utf-8")
    config = load_config(str(path))
    unset = {key for key in KEYS if getattr(config, key.replace("-", "_")) in (None, (), {})}
    assert unset == set()


@pages
def test_every_key_and_every_option_of_every_shipped_rule_is_named(language: Language) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `\[?([a-z-]+)[`.\]]", page, re.MULTILINE))
    assert set(KEYS) <= listed
    rows = [
        f"| `{rule.id}` | `{each.key}` | {each.kind.to(language)} | `{toml_text(each.default)}` |"
        for rule in RULES
        if rule.options is not None
        for each in options_of(rule.options)
    ]
    assert rows
    unquoted = page.replace("`true`", "true").replace("`false`", "false")
    assert [row for row in rows if row.replace("`false`", "false") not in unquoted] == []

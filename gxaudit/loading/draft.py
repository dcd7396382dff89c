"""A Python file that stands for an installed plugin: its entry point and its distribution."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path
from types import ModuleType

from gxaudit.hooks import API, PluginInfo, hook
from gxaudit.loading.discovery import GROUP
from gxaudit.rule import Rule
from gxaudit.wording import Text

VERSION = "draft"


class _File(Distribution):
    """What stands in for the distribution that a draft does not have yet."""

    installed = False

    def __init__(self, path: str) -> None:
        self._path = path

    def read_text(self, filename: str) -> str | None:
        name = " ".join(os.path.basename(self._path).split())
        return f"Name: {name}\nVersion: {VERSION}\n" if filename == "METADATA" else None

    def locate_file(self, path: str | os.PathLike[str]) -> Path:
        raise FileNotFoundError(path)


class Draft(EntryPoint):
    """An entry point of a file. Its name is the namespace of its rules, known once it is loaded."""

    def __init__(self, path: str, source: bytes) -> None:
        stem = os.path.splitext(os.path.basename(path))[0]
        module = "gxaudit_draft_" + re.sub(r"\W", "_", stem)
        super().__init__(name=VERSION, value=module, group=GROUP)
        vars(self).update(dist=_File(path), path=path, source=source)

    def load(self) -> ModuleType:
        """Run the file as a module of its own. Raises whatever the file raises."""
        held = vars(self)
        module = ModuleType(self.value)
        module.__file__ = os.path.abspath(held["path"])
        # Where classes of the draft are looked up by name, as by pickle and dataclasses.
        sys.modules[self.value] = module
        # The file's own __future__ imports count, not those of this one.
        code = compile(held["source"], held["path"], "exec", dont_inherit=True)
        exec(code, vars(module))
        held["name"] = next(_namespaces(module), self.name)
        if not hasattr(module, "gxaudit_plugin"):
            vars(module)["gxaudit_plugin"] = _about(held["path"])
        return module


def _about(path: str) -> object:
    """The hook ``gxaudit_plugin`` of a draft that has none."""
    title = Text(f"草稿 {path}", f"draft {path}")

    @hook
    def gxaudit_plugin() -> PluginInfo:
        return PluginInfo(title=title, api=API, issues=path)

    return gxaudit_plugin


def _namespaces(module: ModuleType) -> Iterator[str]:
    """What the ids of its rules begin with. Whether it is one name, and whether they are rules at
    all, is looked at as in any plugin.
    """
    rules: object = getattr(module, "gxaudit_rules", tuple)()
    for rule in rules if isinstance(rules, Iterable) else ():
        if isinstance(rule, Rule):
            yield rule.namespace

"""The libraries that readers need and the base install does not have."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from gxaudit.reading.source import SourceError
from gxaudit.wording import Text


def library(name: str, extra: str, kind: Text) -> ModuleType:
    """The module ``name``, imported now. Raises :class:`SourceError` with the command to install
    it where it is missing.
    """
    try:
        return import_module(name)
    except ImportError as error:
        command = f"pip install 'gxaudit[{extra}]'"
        raise SourceError(
            Text(
                f"读取{kind.zh}需要组件 {name.partition('.')[0]}，请运行：{command}",
                f"reading a {kind.en} needs {name.partition('.')[0]}: {command}",
            )
        ) from error

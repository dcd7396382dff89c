"""In which language the command line speaks."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from gxaudit.wording import Language

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def wanted_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of ``--lang``, which must be known before the arguments can be explained.

    Without it, or with ``auto``, that of the locale: Chinese where the locale says nothing.
    """
    asked = _asked(arguments)
    for language in _LANGUAGES:
        if asked == language:
            return language
    return _of_locale(environment)


def _asked(arguments: Sequence[str]) -> str | None:
    asked = None
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and at + 1 < len(arguments):
            asked = arguments[at + 1]
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    return asked


def _of_locale(environment: Mapping[str, str]) -> Language:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return _language(environment[name])
    return _language(_windows_locale())


def _language(locale: str) -> Language:
    """The language of ``zh_CN.UTF-8``, ``en_GB``, ``C``, ``Chinese (Simplified)_China`` …"""
    name = locale.partition(".")[0].lower()
    first = name.replace("-", "_").partition("_")[0]
    silent = name in ("", "c", "posix")
    return "zh" if silent or first == "zh" or first.startswith("chinese") else "en"


def _windows_locale() -> str:
    """Windows keeps the language of its user outside the environment."""
    name: str | None = None
    if sys.platform == "win32":
        import locale

        name = locale.getlocale()[0]
    return name or ""

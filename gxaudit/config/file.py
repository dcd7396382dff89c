"""gxaudit.toml and [tool.gxaudit]: keys and types, before anything is known of rules."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from attrs import field, frozen

from gxaudit.config.place import Place
from gxaudit.config.toml import parse_toml, read_bytes
from gxaudit.finding import Severity
from gxaudit.values import (
    WrongValueError,
    as_boolean,
    as_number,
    as_strings,
    as_table,
    found,
    one_of,
)
from gxaudit.wording import Text

OWN_FILE = "gxaudit.toml"
PROJECT_FILE = "pyproject.toml"
WAIVERS = "gxaudit.waivers.toml"
BASELINE = "gxaudit.baseline.toml"
MANIFEST = "gxaudit-manifest.toml"
OWN_FILES = frozenset((OWN_FILE, WAIVERS, BASELINE, MANIFEST))
"""What a folder of reports may hold of ours beside packs; never taken for reports."""
LEVELS = {each.label: each for each in sorted(Severity, reverse=True)}
# The byte order mark of Windows' editors may stand before the first line.
_MAY_HAVE_TABLE = rb"""(?m)^(?:\xef\xbb\xbf)?\s*\[?\s*["']?tool["']?\s*(?:\.\s*["']?gxaudit|\]|=)"""


@frozen(kw_only=True, slots=False)
class Config:
    """One configuration as written. What it does not say is None or empty."""

    path: str
    """As shown to people."""
    file: str
    """Absolute; its own paths are relative to the folder of it."""
    place: Place
    source: bytes = field(repr=False)
    """Its file, for the content hash."""
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()
    waivers: tuple[str, ...] | None = None
    """In place of the gxaudit.waivers.toml found above a report."""
    require: tuple[str, ...] = ()
    fail_on: Severity | None = None
    rule_timeout: float | None = None
    """Seconds."""
    skip_non_reports: bool | None = None
    severity: Mapping[str, Severity] = field(factory=dict)
    """By rule or namespace."""
    options: Mapping[str, Mapping[str, object]] = field(factory=dict)
    """By rule, then by key of the option; values as TOML has them."""


def as_level(value: object) -> Severity:
    """``error``, ``warning`` or ``note``."""
    return LEVELS[one_of(value, LEVELS)]


def _seconds(value: object) -> float:
    seconds = as_number(value)
    if seconds <= 0:
        said = found(value)
        raise WrongValueError(
            Text(f"秒数要大于 0，现在是{said.zh}", f"seconds above 0, found {said.en}")
        )
    return seconds


def _names(value: object) -> tuple[str, ...]:
    names = as_strings(value)
    if not names:
        raise WrongValueError(
            Text(
                "列表是空的，等于什么也不选；不限定请删去这一行",
                "the list is empty and would select nothing; leave the line out for everything",
            )
        )
    return names


_KEYS: dict[str, tuple[str, Callable[[object], object]]] = {
    "select": ("select", _names),
    "ignore": ("ignore", as_strings),
    "packs": ("packs", as_strings),
    "overlays": ("overlays", as_strings),
    "waivers": ("waivers", as_strings),
    "require": ("require", as_strings),
    "fail-on": ("fail_on", as_level),
    "rule-timeout": ("rule_timeout", _seconds),
    "skip-non-reports": ("skip_non_reports", as_boolean),
}
KEYS = (*_KEYS, "severity", "options")
"""Every key of a configuration."""


def load_config(path: str) -> Config:
    """The configuration file that ``--config`` names. Raises ``ConfigError``."""
    shown = shown_path(path)
    data = read_bytes(path, Place(shown))
    if os.path.basename(path) == PROJECT_FILE:
        config = project_config(path, data)
        if config is None:
            raise Place(shown).error(
                Text("其中没有 [tool.gxaudit] 这张表", "it has no table [tool.gxaudit]")
            )
        return config
    return own_config(path, data)


def own_config(path: str, data: bytes) -> Config:
    """The configuration of a gxaudit.toml. Raises ``ConfigError``."""
    place = Place(shown_path(path))
    return _config(path, data, place, parse_toml(data, place))


def project_config(path: str, data: bytes) -> Config | None:
    """The configuration in a pyproject.toml, if it has one. Raises ``ConfigError``."""
    import re

    # Most of these files are another project's business, and parsing them costs more than a report.
    if not re.search(_MAY_HAVE_TABLE, data):
        return None
    place = Place(shown_path(path))
    tool = parse_toml(data, place).get("tool")
    if not (isinstance(tool, dict) and "gxaudit" in tool):
        return None
    place = place / "tool.gxaudit"
    return _config(path, data, place, place.take(as_table, tool["gxaudit"]))


def _config(path: str, data: bytes, place: Place, table: Mapping[str, object]) -> Config:
    place.only(table, KEYS)
    known = {
        name: (place / key).take(read, table[key])
        for key, (name, read) in _KEYS.items()
        if key in table
    }
    return Config(
        path=shown_path(path),
        file=os.path.abspath(path),
        place=place,
        source=data,
        severity=_severity(place / "severity", table.get("severity", {})),
        options=_options(place / "options", table.get("options", {})),
        **known,  # type: ignore[arg-type]
    )


def _severity(place: Place, value: object) -> dict[str, Severity]:
    levels = place.take(as_table, value)
    return {name: (place / name).take(as_level, level) for name, level in levels.items()}


def _options(place: Place, value: object) -> dict[str, dict[str, object]]:
    rules = place.take(as_table, value)
    return {name: (place / name).take(as_table, keys) for name, keys in rules.items()}


def shown_path(path: str) -> str:
    """A path as people know it: from the current folder on where it lies below."""
    whole = os.path.abspath(path)
    try:
        short = os.path.relpath(whole)
    except ValueError:  # another drive of Windows
        return whole
    outside = short == os.pardir or short.startswith(os.pardir + os.sep)
    return whole if outside else short

"""gxaudit-manifest.toml: which bodies there are, and which report is whose, read whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from gxaudit.config.file import shown_path
from gxaudit.config.lines import Lines
from gxaudit.config.overlay import as_date
from gxaudit.config.place import Place
from gxaudit.config.toml import parse_toml, read_limited
from gxaudit.corpus.bodies import BODY, Body, entities_of, names_of
from gxaudit.corpus.manifest import Filed, Manifest, located, plain
from gxaudit.entity import Level
from gxaudit.values import (
    WrongValueError,
    as_boolean,
    as_integer,
    as_string,
    as_strings,
    as_table,
    found,
    one_of,
)
from gxaudit.wording import Text

_T = TypeVar("_T")
SCHEMA = 1
LEVELS: Mapping[str, Level] = {
    **{level.value: level for level in Level},
    "乡镇": Level.TOWNSHIP,
    "街道": Level.TOWNSHIP,
    "部门": Level.DEPARTMENT,
    "县级政府": Level.COUNTY,
    "设区的市政府": Level.CITY,
    "省级政府": Level.PROVINCE,
    "国务院部门": Level.MINISTRY,
}
_ENTITY = ("name", "aliases", "level", "parent", "members_complete")
_REPORT = ("file", "entity", "year", "published")
_YEARS = range(2000, 2100)


def read_manifests(files: Sequence[str]) -> Manifest:
    """The manifests in these files, as if they were one. Raises ``ConfigError``."""
    read = [_File(path) for path in files]
    bodies = [body for file in read for body in file.bodies()]
    names = names_of(bodies)
    entities = entities_of(bodies, names)
    reports: dict[str, Filed] = {}
    for file in read:
        file.reports(names, reports)
    return Manifest(entities, names, reports, os.getcwd(), tuple(file.shown for file in read))


class _File:
    """Reads one file; every error names its line."""

    def __init__(self, path: str) -> None:
        self.shown = shown_path(path)
        self._folder = os.path.dirname(os.path.abspath(path))
        self._place = Place(self.shown)
        data = read_limited(path, self._place)
        table = parse_toml(data, self._place)
        self._place.only(table, ("schema", "entity", "report"))
        (self._place / "schema").take(_schema, table.get("schema"))
        self._tables = {
            kind: (self._place / kind).take(_tables(kind), table.get(kind, []))
            for kind in ("entity", "report")
        }
        self._lines = {kind: Lines(data, kind, len(each)) for kind, each in self._tables.items()}

    def bodies(self) -> list[Body]:
        """Every ``[[entity]]``. Raises ``ConfigError``."""
        return [self._body(at, entry) for at, entry in enumerate(self._tables["entity"])]

    def _body(self, at: int, entry: Mapping[str, object]) -> Body:
        entity = _Entry(self._entry("entity", at), entry, _ENTITY)
        return Body(
            name=entity.needed("name", as_string),
            aliases=entity.get("aliases", as_strings) or (),
            level=entity.get("level", _level),
            parent=entity.get("parent", as_string),
            complete=entity.get("members_complete", as_boolean) or False,
            places={key: entity.place(key) for key in _ENTITY},
        )

    def reports(self, names: Mapping[str, str], known: dict[str, Filed]) -> None:
        """Add every ``[[report]]`` to those that are known. Raises ``ConfigError``."""
        for at, entry in enumerate(self._tables["report"]):
            report = _Entry(self._entry("report", at), entry, _REPORT)
            file = report.needed("file", _relative)
            place = located(self._folder, file)
            if place in known:
                raise report.place("file").error(_LISTED)
            entity = report.get("entity", as_string)
            if entity is not None and plain(entity) not in names:
                report.place("entity").known(entity, names.values(), BODY)
            known[place] = Filed(
                shown_path(os.path.join(self._folder, file)),
                None if entity is None else names[plain(entity)],
                report.get("year", _year),
                report.get("published", as_date),
            )

    def _entry(self, kind: str, at: int) -> Callable[[str], Place]:
        def place(key: str) -> Place:
            line = self._lines[kind].of(at, key)
            where = Place(f"{self.shown}:{line}" if line else self.shown) / f"{kind}[{at + 1}]"
            return where / key if key else where

        return place


class _Entry:
    """The keys of one ``[[entity]]`` or ``[[report]]``."""

    def __init__(
        self, place: Callable[[str], Place], entry: Mapping[str, object], keys: Iterable[str]
    ) -> None:
        self.place = place
        self._entry = entry
        place("").only(entry, keys)

    def get(self, key: str, read: Callable[[object], _T]) -> _T | None:
        """The value of a key that may be left out."""
        return self.place(key).take(read, self._entry[key]) if key in self._entry else None

    def needed(self, key: str, read: Callable[[object], _T]) -> _T:
        """The value of a key that must be there."""
        if key not in self._entry:
            raise self.place("").error(Text(f"缺少 {key}", f"{key} is missing"))
        return self.place(key).take(read, self._entry[key])


_LISTED = Text(
    "这个文件已在前面列出，请只留一处", "this file is listed above already; keep one of them"
)


def _schema(value: object) -> int:
    if value is None:
        raise WrongValueError(
            Text("没有写格式版本，请在开头写 schema = 1", "no version: write schema = 1 at the top")
        )
    if as_integer(value) != SCHEMA:
        said = found(value)
        raise WrongValueError(
            Text(
                f"格式版本现在是{said.zh}，本版 gxaudit 只认 {SCHEMA}",
                f"found {said.en}; this gxaudit knows version {SCHEMA} only",
            )
        )
    return SCHEMA


def _tables(kind: str) -> Callable[[object], list[dict[str, object]]]:
    def read(value: object) -> list[dict[str, object]]:
        if isinstance(value, list):
            return [as_table(each) for each in value]
        said = found(value)
        raise WrongValueError(
            Text(
                f"每条写成一段 [[{kind}]]，现在是{said.zh}",
                f"write each as a section [[{kind}]], found {said.en}",
            )
        )

    return read


def _level(value: object) -> Level:
    return LEVELS[one_of(value, LEVELS)]


def _year(value: object) -> int:
    year = as_integer(value)
    if year in _YEARS:
        return year
    raise WrongValueError(
        Text(
            f"年度要写成四位数字，如 2025，现在是 {year}",
            f"expected a year such as 2025, found {year}",
        )
    )


def _relative(value: object) -> str:
    file = as_string(value)
    if "\\" in file or file.startswith("/") or ":" in file[:2]:
        raise WrongValueError(
            Text(
                "文件写成相对于名册所在文件夹的路径，用 / 分隔，如 2025/水务局.docx，"
                f"现在是“{file}”",
                "expected a path from the folder of the manifest on, with / between names, such "
                f"as 2025/report.docx, found '{file}'",
            )
        )
    return file

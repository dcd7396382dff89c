"""Plugins and configurations for the tests of selection."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from attrs import frozen

from gxaudit.api import option
from gxaudit.config.file import Config, load_config
from gxaudit.config.settings import Asked, Settings, resolve
from gxaudit.finding import Failed, Outcome, Severity
from gxaudit.hooks import API, PluginInfo
from gxaudit.loading.plugins import LoadedPlugin
from gxaudit.report import Report
from gxaudit.rule import Basis, Example, Explanation, Rule
from gxaudit.wording import Text

WORDS = Text("各行", "rows")


@frozen
class Options:
    """One option of each kind."""

    strict: bool = False
    least_rows: int = option(1, Text("至少几行", "how many rows"), least=0)
    share: float = 0.5
    name: str = ""
    marks: tuple[str, ...] = ()
    blank: Literal["zero", "absent"] = "absent"


def _says(report: Report, options: Options) -> list[Failed]:
    return [Failed(message=Text(str(options.least_rows), options.name), line=1)]


def rule(name: str, severity: Severity = Severity.ERROR, options: type | None = None) -> Rule:
    return Rule(
        id=name,
        title=WORDS,
        explanation=Explanation(WORDS, WORDS, WORDS),
        severity=severity,
        basis=(Basis(WORDS),),
        examples=(Example(outcome=Outcome.PASSED),),
        check=_says if options else lambda _report: (),
        options=options,
        since="0.1",
    )


IDS = ("balance/applications", "fees/zero", "totals/columns", "totals/outcomes", "totals/rows")
GROUPS = ("balance", "fees", "totals")
PLUGINS = tuple(
    LoadedPlugin(
        group,
        f"gx-{group}",
        "1.2",
        PluginInfo(WORDS, API, "x"),
        tuple(
            rule(name, options=Options if name == "totals/rows" else None)
            for name in IDS
            if name.startswith(group)
        ),
    )
    for group in GROUPS
)


def means(names: list[str] | tuple[str, ...]) -> set[str]:
    """The rules that ids and groups stand for."""
    return {each for each in IDS if each in names or each.partition("/")[0] in names}


def written(folder: Path, text: str, name: str = "gxaudit.toml") -> Config:
    """A configuration file, read."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_config(str(path))


def settings(config: Config | None, **asked: object) -> Settings:
    """What a configuration and a command line come to."""
    return resolve(config, Asked(**asked), PLUGINS)  # type: ignore[arg-type]


def chosen(config: Config | None, **asked: object) -> list[str]:
    """The rules that run."""
    return [each.id for each in settings(config, **asked).selected]

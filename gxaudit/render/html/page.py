"""The templates, and the one gate through which every word of a page goes."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Literal

import jinja2
from markupsafe import Markup

from gxaudit.render.spelling.escape import readable
from gxaudit.wording import Language

Sheet = Literal["report", "overview"]
"""How a page looks: a report alone, or all there is."""
_TEMPLATES = files("gxaudit.render.html") / "templates"


def _source(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    """Whatever is printed is made visible first (:func:`safe`), then escaped as HTML."""
    return jinja2.Environment(
        autoescape=True,
        finalize=safe,
        loader=jinja2.FunctionLoader(_source),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def safe(value: object) -> object:
    """Text with every unsafe character named. Only what templates made themselves is markup."""
    if value is None or isinstance(value, Markup):
        return value
    return readable(str(value))


def template(name: str, language: Language) -> jinja2.Template:
    """A template, which says things by ``say("中文", "English")``."""
    return _environment().get_template(name, globals={"say": _say(language), "lang": language})


def _say(language: Language) -> Callable[[str, str], str]:
    return lambda zh, en: zh if language == "zh" else en


@cache
def style(sheet: Sheet) -> Markup:
    """The style of a page. It is ours and holds nothing of any report."""
    names = ("report.css", "overview.css") if sheet == "overview" else ("report.css",)
    return Markup("".join(map(_source, names)))


@cache
def policy(sheet: Sheet) -> str:
    """What a browser may do with a page: show it in this style, and nothing else."""
    digest = base64.b64encode(sha256(style(sheet).encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )

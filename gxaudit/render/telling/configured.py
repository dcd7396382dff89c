"""Drafts, configurations, packs and overlays in lines for people: one for each of the first two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gxaudit.render.run import Run
from gxaudit.render.spelling.words import SEVERITIES
from gxaudit.wording import Language

if TYPE_CHECKING:
    from gxaudit.config.overlay import Change, Overlay
    from gxaudit.config.settings import Settings
    from gxaudit.loading.plugins import LoadedPlugin
    from gxaudit.waivers.file import WaiverFile

_SHOWN = 12
"""So many digits of a content hash tell two files apart; JSON has them all."""


def configuration_lines(run: Run, language: Language) -> Iterator[str]:
    """What was configured, in one line each; none where nothing was. Not escaped."""
    zh = language == "zh"
    for plugin in run.plugins:
        if not plugin.installed:
            yield _draft(plugin, language)
    for file in run.waivers:
        yield _waivers(file, language)
    for settings in run.settings:
        parts = list(_parts(settings, run, language))
        if parts:
            yield ("配置：" if zh else "Configuration: ") + ("；" if zh else "; ").join(parts)


def _draft(plugin: LoadedPlugin, language: Language) -> str:
    """A file of ``--plugin``: with its next edit the same command may give another result."""
    from gxaudit.loading.digest import package_digest

    digest = (package_digest(plugin.module) or "?")[:_SHOWN]
    if language == "zh":
        return f"草稿：{plugin.distribution}（规则组 {plugin.name}，摘要 {digest}）"
    return f"Draft: {plugin.distribution} (rules of {plugin.name}, hash {digest})"


def _waivers(file: WaiverFile, language: Language) -> str:
    from hashlib import sha256

    digest = sha256(file.source).hexdigest()[:_SHOWN]
    judged = sum(each.kind == "waiver" for each in file.waivers)
    rest = len(file.waivers) - judged
    if language == "zh":
        return f"豁免文件：{file.path}（摘要 {digest}）：豁免 {judged} 条，基线 {rest} 条"
    return f"Waivers: {file.path} (hash {digest}): waivers {judged}, of a baseline {rest}"


def _parts(settings: Settings, run: Run, language: Language) -> Iterator[str]:
    zh = language == "zh"
    if settings.path is not None:
        yield settings.path
    for pack in settings.packs:
        digest = pack.digest[:_SHOWN]
        yield f"规则包 {pack.name}（摘要 {digest}）" if zh else f"pack {pack.name} (hash {digest})"
    if settings.overlays:
        day = run.today.isoformat()
        yield f"覆盖文件按 {day} 判断" if zh else f"overlays as on {day}"
    for overlay in settings.overlays:
        yield _overlay(overlay, settings, language)


def _overlay(overlay: Overlay, settings: Settings, language: Language) -> str:
    from hashlib import sha256

    mine = [each for each in settings.changes if each in overlay.changes]
    changes = [_change(each, language) for each in mine]
    digest = sha256(overlay.source).hexdigest()[:_SHOWN]
    if language == "zh":
        said = "，".join(changes) or "当日没有生效的改动"
        return f"覆盖 {overlay.path}（摘要 {digest}）：{said}"
    said = ", ".join(changes) or "no change in force that day"
    return f"overlay {overlay.path} (hash {digest}): {said}"


def _change(change: Change, language: Language) -> str:
    if language == "zh":
        until = f"至 {change.until} " if change.until else "起"
        what = "停用" if change.set == "off" else f"改为{SEVERITIES[change.set].zh}"
        return f"{change.rule} 自 {change.since} {until}{what}（理由：{change.reason}）"
    until = f" until {change.until}" if change.until else ""
    what = "off" if change.set == "off" else SEVERITIES[change.set].en
    return f"{change.rule} {what} from {change.since}{until} (reason: {change.reason})"

"""The head of a JSON document: everything that the results depend on but the reports."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from gxaudit.loading.digest import package_digest
from gxaudit.options import options_of
from gxaudit.packs import Pack
from gxaudit.render.run import Run
from gxaudit.rule import Rule
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.config.overlay import Change, Overlay
    from gxaudit.config.settings import Settings
    from gxaudit.loading.plugins import LoadedPlugin

Json = dict[str, object]


def head_data(run: Run) -> Json:
    """Tool, day, plugins, rules and configurations, as in docs/result.schema.json."""
    return {
        "tool": {"name": "gxaudit", "version": run.version},
        "today": run.today.isoformat(),
        "plugins": [_plugin(plugin) for plugin in run.plugins],
        "rules": [_rule(rule) for rule in run.rules.values()],
        "configurations": [_configuration(settings) for settings in run.settings],
        "waiver_files": _waiver_files(run),
    }


def _waiver_files(run: Run) -> list[Json]:
    if not run.waivers:
        return []
    from gxaudit.render.machines.waiverjson import file_data

    return [file_data(each) for each in run.waivers]


def _plugin(plugin: LoadedPlugin) -> Json:
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "api": plugin.info.api,
        "digest": package_digest(plugin.module),
        "title": _text(plugin.info.title),
        "rules": len(plugin.rules),
        "packs": [_pack(pack) for pack in plugin.packs],
    }


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.id,
        "version": rule.version,
        "severity": rule.severity.label,
        "status": rule.status,
        "title": _text(rule.title),
    }


def _configuration(settings: Settings) -> Json:
    return {
        "path": settings.path,
        "digest": None if settings.source is None else sha256(settings.source).hexdigest(),
        "fail_on": settings.fail_on.label,
        "skip_non_reports": settings.skip_non_reports,
        "rule_timeout": settings.rule_timeout,
        "rules": {rule.id: settings.level(rule).label for rule in settings.selected},
        "options": {
            rule.id: _options(rule.options, settings.options.get(rule.id))
            for rule in settings.selected
            if rule.options is not None
        },
        "packs": [_pack(pack) for pack in settings.packs],
        "overlays": [_overlay(overlay, settings) for overlay in settings.overlays],
    }


def _options(cls: type, configured: object) -> Json:
    chosen = cls() if configured is None else configured
    return {each.key: getattr(chosen, each.field) for each in options_of(cls)}


def _pack(pack: Pack) -> Json:
    return {"name": pack.name, "digest": pack.digest, "rules": len(pack.rules)}


def _overlay(overlay: Overlay, settings: Settings) -> Json:
    mine = [each for each in settings.changes if each in overlay.changes]
    return {
        "path": overlay.path,
        "digest": sha256(overlay.source).hexdigest(),
        "changes": [_change(each) for each in mine],
    }


def _change(change: Change) -> Json:
    return {
        "rule": change.rule,
        "set": change.set if change.set == "off" else change.set.label,
        "from": change.since.isoformat(),
        "until": change.until.isoformat() if change.until else None,
        "reason": change.reason,
    }


def _text(text: Text) -> Json:
    return {"zh": text.zh, "en": text.en}

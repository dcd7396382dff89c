"""Balance equations (勾稽关系) that the form itself prints: rules/balance.gxr."""

from gxaudit.api import API, PluginInfo, Text, hook, shipped


@hook
def gxaudit_plugin() -> PluginInfo:
    """What this plugin is."""
    return PluginInfo(Text("勾稽关系", "Balance equations"), API, "gxaudit")


@hook
def gxaudit_packs() -> tuple[tuple[str, str], ...]:
    """The declared rules of this plugin."""
    return (shipped("balance"),)

"""本单位的年度报告规则 / The rules of this office for annual reports."""

from gxaudit.api import API, PluginInfo, Rule, Text, hook
from gxaudit_example.fee_steps import FEE_STEPS


@hook
def gxaudit_plugin() -> PluginInfo:
    """The title, the API level written for, and where mistakes of these rules are reported."""
    return PluginInfo(
        title=Text("本单位规则", "House rules"),
        api=API,
        issues="README.md",
    )


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """The rules written in Python."""
    return (FEE_STEPS,)


@hook
def gxaudit_packs() -> tuple[tuple[str, str], ...]:
    """The rules declared in packs: the package and the file in it."""
    return (("gxaudit_example", "example.gxr"),)

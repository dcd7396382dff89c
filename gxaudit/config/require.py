"""``require = ["name>=1"]``: plugins and distributions that a configuration counts on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gxaudit import __version__
from gxaudit.config.place import ConfigError, Place
from gxaudit.loading.plugins import LoadedPlugin
from gxaudit.wording import Text

if TYPE_CHECKING:
    from packaging.requirements import Requirement


def check_requirements(
    place: Place, required: Iterable[str], plugins: Sequence[LoadedPlugin]
) -> None:
    """Raises ``ConfigError`` for the first requirement that is not met, saying what there is."""
    for number, text in enumerate(required, 1):
        _check(place / f"require[{number}]", text, plugins)


def _check(place: Place, text: str, plugins: Sequence[LoadedPlugin]) -> None:
    requirement = _parsed(place, text)
    version = _installed(requirement.name, plugins)
    if version is None:
        have = [f"{each.name} {each.version}" for each in plugins]
        raise place.error(
            Text(
                f"要求 {text}，但没有装入名为“{requirement.name}”的插件或发行包；"
                f"已装入的插件：{'、'.join(have) or '无'}",
                f"requires {text}, but no plugin or distribution called '{requirement.name}' is "
                f"installed; plugins that are: {', '.join(have) or 'none'}",
            )
        )
    if not _meets(requirement, version):
        raise place.error(
            Text(
                f"要求 {text}，装入的 {requirement.name} 是 {version}，请安装符合要求的版本",
                f"requires {text}, but {requirement.name} {version} is installed; install a "
                "version that fits",
            )
        )


def _parsed(place: Place, text: str) -> Requirement:
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        requirement = Requirement(text)
    except InvalidRequirement as error:
        raise _unreadable(place, text) from error
    if requirement.url or requirement.extras or requirement.marker:
        raise _unreadable(place, text)
    return requirement


def _unreadable(place: Place, text: str) -> ConfigError:
    return place.error(
        Text(
            f"“{text}”看不懂，要写成名称加版本，如 gxaudit>=0.1",
            f"'{text}' cannot be read; write a name with a version, such as gxaudit>=0.1",
        )
    )


def _installed(name: str, plugins: Sequence[LoadedPlugin]) -> str | None:
    """The version of a plugin, of the distribution of one, or of any other distribution."""
    from packaging.utils import canonicalize_name

    wanted = canonicalize_name(name)
    versions = {canonicalize_name(each.distribution): each.version for each in plugins}
    versions[canonicalize_name("gxaudit")] = __version__
    versions |= {canonicalize_name(each.name): each.version for each in plugins}
    if wanted in versions:
        return versions[wanted]
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _meets(requirement: Requirement, version: str) -> bool:
    from packaging.version import InvalidVersion

    try:
        return requirement.specifier.contains(version, prereleases=True)
    except InvalidVersion:
        return not requirement.specifier

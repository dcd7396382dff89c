"""Which configuration a report has: the nearest above it, looked for once a folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable

from gxaudit.config.file import (
    MANIFEST,
    OWN_FILE,
    PROJECT_FILE,
    Config,
    own_config,
    project_config,
)
from gxaudit.config.place import ConfigError, Place
from gxaudit.config.toml import read_bytes
from gxaudit.oserrors import reason
from gxaudit.wording import Text


class Nearest:
    """The nearest configuration of any folder; each folder is looked into once.

    A file that two folders share is read once, so that its ``Config`` is one object.
    """

    def __init__(self) -> None:
        self._known: dict[str, Config | None] = {}

    def of_folder(self, folder: str) -> Config | None:
        """The configuration for reports in ``folder`` (absolute). Raises ``ConfigError``."""
        passed: list[str] = []
        config: Config | None = None
        while folder not in self._known:
            passed.append(folder)
            config = config_in(folder)
            parent = os.path.dirname(folder)
            if config is not None or parent == folder:
                break
            folder = parent
        else:
            config = self._known[folder]
        for each in passed:
            self._known[each] = config
        return config

    def of_current_folder(self) -> Config | None:
        """The configuration for where the user stands. Raises ``ConfigError``."""
        return self.of_folder(os.getcwd())

    def below(self, paths: Iterable[str]) -> list[Config | None]:
        """Every configuration that reports under ``paths`` have, by path; None first.

        Looked for before the audit begins, so that a mistake in one of them is told before
        anything else is. Raises ``ConfigError``.
        """
        found = {
            config.path if config else "": config
            for path in paths
            for folder in folders_of(path)
            for config in (self.of_folder(folder),)
        }
        return [found[path] for path in sorted(found)]


class NearestFile:
    """The nearest file of one name above any folder; each folder is looked into once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: dict[str, str | None] = {}

    def of_folder(self, folder: str) -> str | None:
        """The file for reports in ``folder`` (absolute). Raises ``ConfigError``."""
        passed: list[str] = []
        path: str | None = None
        while folder not in self._known:
            passed.append(folder)
            path = os.path.join(folder, self._name)
            if _is_file(path):
                break
            path, parent = None, os.path.dirname(folder)
            if parent == folder:
                break
            folder = parent
        else:
            path = self._known[folder]
        self._known.update(dict.fromkeys(passed, path))
        return path


def manifests_above(paths: Iterable[str]) -> list[str]:
    """The manifests nearest above what is given: one a path at most. Raises ``ConfigError``."""
    nearest = NearestFile(MANIFEST)
    found = {nearest.of_folder(_folder(os.path.abspath(path))) for path in paths}
    return sorted(path for path in found if path is not None)


def _folder(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)


def folders_of(path: str) -> Iterable[str]:
    """The folder of a file, or a folder and those in it that are not hidden; absolute."""
    path = os.path.abspath(path)
    if not os.path.isdir(path):
        yield os.path.dirname(path)
        return
    for folder, folders, _ in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield folder


def config_in(folder: str) -> Config | None:
    """The configuration of one folder itself; gxaudit.toml before pyproject.toml."""
    readers: tuple[tuple[str, Callable[[str, bytes], Config | None]], ...] = (
        (OWN_FILE, own_config),
        (PROJECT_FILE, project_config),
    )
    for name, read in readers:
        path = os.path.join(folder, name)
        if _is_file(path):
            config = read(path, read_bytes(path, Place(path)))
            if config is not None:
                return config
    return None


def _is_file(path: str) -> bool:
    """Whether there is such a file. One that cannot be looked at is an error: it might matter."""
    try:
        mode = os.lstat(path).st_mode
        return stat.S_ISREG(os.stat(path).st_mode if stat.S_ISLNK(mode) else mode)
    except (FileNotFoundError, NotADirectoryError) as error:
        if os.path.islink(path):
            raise _unseen(path, error) from error
        return False
    except OSError as error:
        raise _unseen(path, error) from error


def _unseen(path: str, error: OSError) -> ConfigError:
    why = reason(error)
    return Place(path).error(
        Text(f"配置文件打不开：{why.zh}", f"the configuration cannot be opened: {why.en}")
    )

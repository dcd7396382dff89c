"""Regular expressions that are compiled when they are first used.

Compiling the expressions of all rules would be a sixth of a cold start, and one report needs half
of them.
"""

from __future__ import annotations

import re
from typing import cast


class _Later:
    """Stands for the pattern; each of its methods is looked up once."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        # The methods of the pattern itself from now on: calling them costs what it always does.
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, compiled when it is first used; ``re.error`` is raised then.

    ``match.re`` is the compiled pattern and so never identical with what this returned.
    """
    return cast("re.Pattern[str]", _Later(source, flags))

"""What a foreign plugin imports of the engine: nothing but its public modules.

Import statements are read in the source, wherever they stand: looking at what was imported cannot
tell ``Failed`` of one module from ``Failed`` of another, and watching imports misses those of a
function that has not run. Read are the folder of the plugin's own package, and what was loaded of
the package around it. A module without source, and names put together at run time, are not seen.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import gxaudit
from gxaudit.guard import RefusedError
from gxaudit.wording import Text

if TYPE_CHECKING:
    import ast

ALLOWED = ("api", "testing")
"""The modules of gxaudit that are there for others."""
# Parsing costs more than loading: only a file that looks as if it did gets parsed.
_SUSPICIOUS = re.compile(
    rb"\bgxaudit\s*\.\s*(?!(?:api|testing)\b)\w|\bfrom\s+gxaudit\s+import\b|\bgxaudit\s*\\"
)


def check_imports(module: str) -> None:
    """Raises ``RefusedError`` if the plugin in ``module`` imports internals of the engine."""
    for path in sorted(_sources(module)):
        for name in _internals(path):
            where = os.path.basename(path)
            raise RefusedError(
                Text(
                    f"{where} 导入了引擎内部的模块 {name}；插件只能导入 gxaudit.api"
                    "（测试用 gxaudit.testing）",
                    f"{where} imports {name}, which is internal to the engine; a plugin imports "
                    "gxaudit.api (and gxaudit.testing in its tests)",
                )
            )


def _sources(module: str) -> set[str]:
    top = module.partition(".")[0]
    loaded = {
        file
        for name, each in tuple(sys.modules.items())
        if name == top or name.startswith(f"{top}.")
        if (file := getattr(each, "__file__", None)) and str(file).endswith(".py")
    }
    main = getattr(sys.modules.get(module), "__file__", None) or ""
    if os.path.basename(main) == "__init__.py":
        loaded |= {str(path) for path in Path(main).parent.rglob("*.py")}
    return loaded


def _internals(path: str) -> Iterator[str]:
    """The internal modules of gxaudit that a file imports."""
    try:
        source = Path(path).read_bytes()
    except OSError:
        return
    if not _SUSPICIOUS.search(source):
        return
    import ast

    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        # It was never loaded, or loading it has failed already.
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from filter(_is_internal, [alias.name for alias in node.names])
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from filter(_is_internal, _imported_from(node))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            # "import gxaudit" reaches whatever somebody else has imported.
            name = f"{node.value.id}.{node.attr}"
            yield from (found for found in (name,) if _is_internal(found) and name in sys.modules)


def _imported_from(node: ast.ImportFrom) -> list[str]:
    if node.module != "gxaudit":
        return [node.module or ""]
    return [
        f"gxaudit.{alias.name}" for alias in node.names if alias.name not in (*gxaudit.__all__, "*")
    ]


def _is_internal(name: str) -> bool:
    parts = name.split(".")
    return parts[0] == "gxaudit" and len(parts) > 1 and parts[1] not in ALLOWED

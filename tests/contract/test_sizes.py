"""How large a function and a module may grow, and what ``gxaudit.api`` may say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted([*ROOT.glob("gxaudit/**/*.py"), *ROOT.glob("plugins/*gxaudit*/**/*.py")])
LINES_OF_A_MODULE = 350
LINES_OF_A_FUNCTION = 50


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_the_shipped_modules_are_found() -> None:
    assert {"gxaudit/api.py", "gxaudit/report.py"} <= {_name(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_fits_its_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LINES_OF_A_MODULE
    long = {
        function.name: _length(function)
        for function in _functions(ast.parse(text))
        if _length(function) > LINES_OF_A_FUNCTION
    }
    assert not long


def test_the_plugin_interface_never_says_any() -> None:
    tree = ast.parse((ROOT / "gxaudit/api.py").read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert "Any" not in names | imported

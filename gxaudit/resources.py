"""Where grammar/, rules/ and plugins/example are: in the wheel, or beside the package."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resource(folder: str, *parts: str) -> Path:
    """The path of a shipped data file, for example ``resource("grammar", "grid.lark")``.

    Raises ``FileNotFoundError`` where the installation is incomplete.
    """
    for base in (_HERE / "_data", _HERE.parent):
        path = base.joinpath(folder, *parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"gxaudit is not installed completely: {folder}/{'/'.join(parts)}")


def example_project() -> Path:
    """The folder of the plugin project that ``gxaudit plugin new`` copies.

    Raises ``FileNotFoundError`` where the installation is incomplete.
    """
    shipped = _HERE / "_data" / "example"
    return shipped if shipped.is_dir() else resource("plugins", "example")

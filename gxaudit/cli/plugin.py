"""``gxaudit plugin new``: a complete project for a plugin, which passes its own tests."""

from __future__ import annotations

from argparse import Namespace
from importlib.metadata import entry_points
from pathlib import Path

from gxaudit.cli.errors import IncompleteError, UsageError
from gxaudit.cli.project import identifier, write_project
from gxaudit.loading.plugins import GROUP, OWN
from gxaudit.render.codes import CLEAN
from gxaudit.render.run import Write
from gxaudit.render.spelling.escape import visible
from gxaudit.rule import NAMESPACE
from gxaudit.wording import Language, Text


def plugin(options: Namespace, write: Write, language: Language) -> int:
    """Write a project for the plugin ``options.name``; returns 0.

    Raises :class:`UsageError` for a name that cannot be had and for a folder that is not empty,
    :class:`IncompleteError` where the project could not be written.
    """
    name: str = options.name
    _check_name(name)
    folder = Path(name if options.folder is None else options.folder)
    _check_folder(folder)
    try:
        written = write_project(name, folder)
    except OSError as error:
        raise IncompleteError(_unwritten(folder, error)) from error
    write(_told(name, folder, written).to(language))
    return CLEAN


def _check_name(name: str) -> None:
    if not NAMESPACE.fullmatch(name):
        raise UsageError(_no_name(name))
    for point in entry_points(group=GROUP):
        if point.name == name:
            owner = "?" if point.dist is None else point.dist.name
            raise UsageError(_taken(name, owner))


def _check_folder(folder: Path) -> None:
    try:
        free = not folder.exists() or next(folder.iterdir(), None) is None
    except OSError as error:
        raise UsageError(_unwritten(folder, error)) from error
    if not free:
        raise UsageError(
            Text(
                f"文件夹“{folder}”里已有文件，不会覆盖；请换一个名字，"
                "或用 --folder 另选一个空文件夹",
                f"the folder '{folder}' has files in it, and nothing is overwritten: choose "
                "another name, or an empty folder with --folder",
            )
        )


def _no_name(name: str) -> Text:
    """What is wrong with a name, with one like it that would do."""
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    near = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-").lstrip("-0123456789")
    likes = Text(f"，例如 {near or 'henan'}", f", such as {near or 'henan'}")
    return Text(
        f"“{name}”不能作插件名：插件名就是规则名斜线前的部分，只用小写英文字母、数字和连字符，"
        f"以字母开头{likes.zh}",
        f"'{name}' cannot be the name of a plugin: it is the part of a rule's name before the "
        f"slash, in lower-case letters, digits and hyphens, with a letter first{likes.en}",
    )


def _taken(name: str, owner: str) -> Text:
    if owner == OWN:
        return Text(
            f"“{name}”是 gxaudit 自带的插件，请换一个名字；已用的名字见 gxaudit plugins",
            f"'{name}' is a plugin of gxaudit itself: choose another name; "
            "`gxaudit plugins` lists those in use",
        )
    return Text(
        f"已经安装了名为“{name}”的插件（{owner}），两个插件不能同名，请换一个名字，或先卸载它："
        f"pip uninstall {owner}",
        f"a plugin called '{name}' is installed ({owner}), and no two can have one name: choose "
        f"another, or remove that one first: pip uninstall {owner}",
    )


def _unwritten(folder: Path, error: OSError) -> Text:
    reason = error.strerror or type(error).__name__
    return Text(
        f"无法写入文件夹“{folder}”：{reason}",
        f"the folder '{folder}' cannot be written: {reason}",
    )


def _told(name: str, folder: Path, written: tuple[str, ...]) -> Text:
    """What was written, and what to do next."""
    shown = visible(str(folder))
    files = "".join(f"  {path}\n" for path in written)
    steps = f"  cd {shown}\n  pip install -e .\n  pytest\n  gxaudit check REPORT\n"
    package = f"gxaudit_{identifier(name)}"
    return Text(
        f"已在文件夹“{shown}”中建立插件项目 gxaudit-{name}，共 {len(written)} 个文件：\n{files}"
        f"接下来：\n{steps.replace('REPORT', '报告.txt')}"
        f"规则写在 {package}/{name}.gxr（规则包）和 {package}/fee_steps.py（Python），"
        "说明见 README.md。\n",
        f"The plugin project gxaudit-{name} is in the folder '{shown}', {len(written)} files:\n"
        f"{files}Next:\n{steps.replace('REPORT', 'report.txt')}"
        f"The rules are in {package}/{name}.gxr (a pack) and {package}/fee_steps.py (Python); "
        "README.md explains.\n",
    )

"""Installs gxaudit from the wheels beside this file, without internet. 不用联网，安装 gxaudit。

    python install.py [FOLDER]      FOLDER: where to, "gxaudit" beside this file by default

Runs on Python 3.7 already, so that one that is too old is told what is needed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
WINDOWS = os.name == "nt"
OLDEST = (3, 11)
VERSION = ".".join(map(str, sys.version_info[:2]))


def say(chinese: str, english: str) -> None:
    """One message in both languages; nobody has been asked yet which one is read."""
    for line in (chinese, english):
        try:
            print(line, flush=True)
        except UnicodeEncodeError:
            print(line.encode("ascii", "backslashreplace").decode("ascii"), flush=True)


def program(folder: str, name: str) -> str:
    """A program of a virtual environment."""
    if WINDOWS:
        return os.path.join(folder, "Scripts", name + ".exe")
    return os.path.join(folder, "bin", name)


def problem() -> tuple[str, str] | None:
    """What stands in the way on this machine, in both languages; None where nothing does."""
    if sys.version_info < OLDEST:
        return (
            f"需要 Python 3.11 或更新的版本，这里的是 {VERSION}。请先安装新版 Python，再运行一次。",
            f"Python 3.11 or later is needed, this one is {VERSION}. Install it, run this again.",
        )
    if not os.path.isdir(os.path.join(HERE, "wheels")):
        return (
            "没有找到 wheels 文件夹：请先把整个压缩包解压出来，再运行本程序。",
            "There is no folder `wheels` here: unpack the whole archive first, then run this.",
        )
    return None


def install(folder: str) -> int:
    """Make an environment in ``folder`` and install gxaudit there; returns an exit code."""
    say(f"正在安装到 {folder} …", f"Installing into {folder} ...")
    try:
        venv.create(folder, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        say(
            f"无法建立运行环境：{error}。在 Debian、Ubuntu 上请先安装 python3-venv。",
            f"No environment could be made: {error}. On Debian and Ubuntu install python3-venv.",
        )
        return 1
    done = subprocess.call(
        [program(folder, "python"), "-m", "pip", "install", "--quiet", "--no-index"]
        + ["--disable-pip-version-check", "--find-links", os.path.join(HERE, "wheels")]
        + ["--force-reinstall", "gxaudit[all]"]
    )
    if done:
        say(
            f"安装没有完成。压缩包里可能没有适合这台机器（Python {VERSION}）的文件，见上面的提示。",
            f"Not installed: the archive may have no files for this machine (Python {VERSION}).",
        )
        return 1
    command = program(folder, "gxaudit")
    say("安装完成。检查一个文件夹里的报告：", "Installed. To audit the reports of a folder:")
    say(f'  "{command}" check 文件夹', f'  "{command}" check FOLDER')
    return subprocess.call([command, "--version"])


def main() -> int:
    """Returns an exit code."""
    wrong = problem()
    if wrong:
        say(*wrong)
        return 1
    return install(
        os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "gxaudit"))
    )


if __name__ == "__main__":
    sys.exit(main())

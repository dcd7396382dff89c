"""Where LibreOffice is, how it is started so that it harms nothing, and how it is ended."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/opt/libreoffice/program/soffice",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def found() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    known = shutil.which("soffice") or shutil.which("libreoffice")
    return known or next((path for path in _ELSEWHERE if Path(path).is_file()), None)


def profile(folder: Path) -> list[str]:
    """Make a profile in ``folder`` without macros and links; returns the arguments to use it."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return [
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nolockcheck",
    ]


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """End a program that may still run, and what it has started: it stays in our process group,
    so that whoever ends that ends it too.
    """
    if process.poll() is None:
        if sys.platform == "win32":
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True
            )
        else:
            import signal

            for pid in reversed([process.pid, *_descendants(process.pid)]):
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _descendants(pid: int) -> Iterator[int]:
    """What a process has started, and theirs (on Linux; elsewhere LibreOffice is one process)."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in map(int, told.split()):
        yield child
        yield from _descendants(child)

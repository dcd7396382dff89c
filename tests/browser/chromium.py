"""A headless chromium, told what to do over a pipe in its own protocol (DevTools, JSON and NUL)."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CHROMIUM: str | None = (
    None
    if sys.platform == "win32"
    else shutil.which("chromium") or shutil.which("chromium-browser")
)
"""Where it is; None where there is none, and on Windows, where its pipe is another."""
_PATIENCE = 60.0
"""Seconds to wait for one answer before the browser counts as broken."""
_ARGUMENTS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--hide-scrollbars",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-first-run",
    "--lang=zh-CN",
    "about:blank",
)


class Browser:
    """One page in one browser. ``events`` are those that came since the page was opened."""

    def __init__(self) -> None:
        assert CHROMIUM is not None
        self._profile = tempfile.mkdtemp(prefix="chromium-")
        theirs_in, self._write = os.pipe()
        self._read, theirs_out = os.pipe()
        self._process = _start(
            (CHROMIUM, f"--user-data-dir={self._profile}"), theirs_in, theirs_out
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._buffer = b""
        self._count = 0
        self._answers: dict[int, dict[str, Any]] = {}
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        self._attach()

    def _attach(self) -> None:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "DOM"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if sys.platform == "win32":
            raise NotImplementedError
        with suppress(ProcessLookupError):
            os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._read)
        os.close(self._write)
        shutil.rmtree(self._profile, ignore_errors=True)

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method and return its result; raises ``RuntimeError`` with the browser's words."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        number = self._count
        while number not in self._answers:
            message = self._next(method)
            if "id" in message:
                self._answers[message["id"]] = message
            else:
                self._notice(message)
        answer = self._answers.pop(number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _notice(self, event: dict[str, Any]) -> None:
        self.events.append(event)
        if event.get("method") == "Page.javascriptDialogOpening":
            # Left open it would keep the browser from answering.
            self.call("Page.handleJavaScriptDialog", accept=False)

    def _next(self, waiting: str) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, until - time.monotonic()))
            chunk = os.read(self._read, 1 << 20) if ready else b""
            if not chunk:
                raise RuntimeError(f"chromium does not answer {waiting}")
            self._buffer += chunk
        message, _, self._buffer = self._buffer.partition(b"\0")
        decoded: dict[str, Any] = json.loads(message)
        return decoded

    def open(self, path: Path, *, width: int = 1280, height: int = 900) -> None:
        """Show a file and wait until it is loaded."""
        self.events.clear()
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        self.call("Page.navigate", url=path.resolve().as_uri())
        until = time.monotonic() + _PATIENCE
        while self.value("document.readyState + location.href") != "complete" + path.as_uri():
            assert time.monotonic() < until, f"{path} does not load"
        # What a script of the page would do, it does by now.
        self.value("new Promise(done => setTimeout(() => done(0), 200))")

    def value(self, expression: str) -> Any:
        """The value of an expression in the page, which its content policy does not concern."""
        result = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def happened(self, *methods: str) -> list[dict[str, Any]]:
        """The events of these kinds since the page was opened."""
        return [each for each in self.events if each.get("method") in methods]

    def pdf(self) -> bytes:
        """The page as its style prints it."""
        printed = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(printed["data"])

    def picture(self, clip: tuple[float, float, float, float] | None = None) -> bytes:
        """What is seen, as PNG; ``clip`` is left, top, width, height of the whole page."""
        options: dict[str, object] = {}
        if clip is not None:
            names = ("x", "y", "width", "height")
            options["clip"] = {**dict(zip(names, clip, strict=True)), "scale": 1}
            options["captureBeyondViewport"] = True
        return base64.b64decode(self.call("Page.captureScreenshot", **options)["data"])


def _start(command: tuple[str, ...], reads: int, writes: int) -> int:
    """The browser in a process group of its own; it reads from 3 and writes to 4."""
    if sys.platform == "win32":
        raise NotImplementedError
    nothing = os.open(os.devnull, os.O_RDWR)
    # Higher numbers first: 3 or 4 may be one of those that are to be copied.
    high = [_above(each) for each in (reads, writes)]
    actions = [
        (os.POSIX_SPAWN_DUP2, nothing, 1),
        (os.POSIX_SPAWN_DUP2, nothing, 2),
        (os.POSIX_SPAWN_DUP2, high[0], 3),
        (os.POSIX_SPAWN_DUP2, high[1], 4),
    ]
    arguments = [*command, *_ARGUMENTS]
    process = os.posix_spawn(
        command[0], arguments, dict(os.environ), file_actions=actions, setpgroup=0
    )
    for each in (*high, nothing):
        os.close(each)
    return process


def _above(descriptor: int) -> int:
    if sys.platform == "win32":
        raise NotImplementedError
    import fcntl

    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)

"""What foreign code did wrong, in words; and whose code it is.

Code of a plugin may raise anything: exceptions whose own text raises, ``SystemExit``, exceptions
of its own below ``BaseException``. Whoever calls it catches all of that but ``KeyboardInterrupt``
and turns it into a fault with :func:`cause`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from attrs import frozen

from gxaudit.wording import Text

_LONGEST = 400


class RefusedError(Exception):
    """Something that a plugin may not do; ``message`` says what, what was expected and the cure."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@frozen(slots=False)
class Origin:
    """Whose a rule is."""

    plugin: str
    """Its entry-point name, which is the namespace of its rules."""
    distribution: str
    version: str
    link: str | None = None
    """Where its maintainers take reports of faults."""
    foreign: bool = True
    """Whether it comes from another distribution than gxaudit itself."""
    installed: bool = True
    """Whether another process would find it too: a draft file is only known to this one."""

    @property
    def blamed(self) -> str:
        """Distribution and version, as faults name them."""
        return f"{self.distribution} {self.version}"


def cause(error: BaseException) -> Text:
    """What went wrong in both languages, with the place in the plugin's own code. Never raises."""
    message = getattr(error, "message", None)
    if isinstance(error, RefusedError) or (_is_ours(error) and isinstance(message, Text)):
        return _shortened(message) if isinstance(message, Text) else Text(*[_said(error)] * 2)
    said = _said(error)
    where = _place(error.__traceback__)
    words = type(error).__name__ + (f": {said}" if said else "") + (f" ({where})" if where else "")
    if isinstance(error, SystemExit):
        return Text(f"它想结束程序（{words}）", f"it tried to end the program ({words})")
    return Text(words, words)


def _is_ours(error: BaseException) -> bool:
    return type(error).__module__.partition(".")[0] == "gxaudit"


def _said(error: BaseException) -> str:
    try:
        return _cut(str(error))
    # Whatever the text of a foreign exception does, the fault it stands for must be told.
    except BaseException as broken:
        if isinstance(broken, KeyboardInterrupt):
            raise
        return ""


def _shortened(message: Text) -> Text:
    return Text(_cut(message.zh), _cut(message.en))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}...({len(words)})"


def _place(trace: TracebackType | None) -> str:
    """``file.py:12`` of the last line outside the engine; empty where there is none."""
    here = os.path.dirname(__file__)
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if not code.co_filename.startswith((here, "<frozen")):
            place = f"{os.path.basename(code.co_filename)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


@contextmanager
def silenced() -> Iterator[None]:
    """What foreign code prints goes to standard error: standard output is the result's alone."""
    kept = sys.stdout
    sys.stdout = sys.stderr
    try:
        yield
    finally:
        sys.stdout = kept

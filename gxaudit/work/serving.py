"""The far end of a station: a process of its own that does tasks, one after another.

Its main thread does them, so that time limits of rules hold (see :mod:`gxaudit.limit`); whatever a
file does to it, the worker of the cluster that started it lives on.
"""

from __future__ import annotations

import os
import pickle
from typing import IO

from gxaudit.auditors import load_auditors
from gxaudit.oserrors import reason
from gxaudit.process import answer, serving
from gxaudit.wording import Text
from gxaudit.work.blob import packed
from gxaudit.work.desk import Desk
from gxaudit.work.parts import Parts
from gxaudit.work.setup import OUTCOME, Setup
from gxaudit.work.stand import differences, stand_of


class _UnfitError(Exception):
    def __init__(self, *reasons: Text) -> None:
        super().__init__()
        self.reasons = reasons


def serve() -> None:
    """Do tasks until nobody asks on."""
    source, sink = serving()
    try:
        desk = _desk(pickle.load(source))
    except _UnfitError as error:
        _refuse(sink, *error.reasons)
        return
    # Whatever keeps it from the work must be told: who asked sees nothing else of it.
    except Exception as error:
        _refuse(sink, Text(f"无法开始：{error!r}", f"it could not begin: {error!r}"))
        return
    answer(sink, "ready", None)
    _serve(desk, source, sink)


def _serve(desk: Desk, source: IO[bytes], sink: IO[bytes]) -> None:
    while True:
        try:
            task = pickle.load(source)
        except EOFError:
            return
        try:
            answer(sink, "done", packed(OUTCOME, desk.perform(task)))
        except OSError as error:
            _refuse(sink, _unwritten(error))


def _refuse(sink: IO[bytes], *reasons: Text) -> None:
    answer(sink, "refused", [(one.zh, one.en) for one in reasons])


def _desk(setup: Setup) -> Desk:
    os.environ.update(setup.environ)
    _enter(setup.folder)
    order = setup.order
    auditors = load_auditors(
        order.asked,
        order.paths,
        config=order.config,
        isolated=order.isolated,
        drafts=order.drafts,
    )
    different = differences(setup.stand, stand_of(auditors))
    if different:
        raise _UnfitError(*different)
    try:
        return Desk(auditors, Parts(setup.parts, setup.run), order.max_size)
    except OSError as error:
        raise _UnfitError(_unseen(setup.parts, error)) from error


def _enter(folder: str) -> None:
    """Paths are relative to the folder in which the run was started."""
    try:
        os.chdir(folder)
    except OSError as error:
        raise _UnfitError(_unseen(folder, error)) from error


def _unseen(folder: str, error: OSError) -> Text:
    why = reason(error)
    return Text(
        f"那里看不到文件夹 {folder}（{why.zh}）",
        f"the folder {folder} is not seen there ({why.en})",
    )


def _unwritten(error: OSError) -> Text:
    why = reason(error)
    name = f"{error.filename}: " if error.filename else ""
    return Text(f"结果写不进去：{name}{why.zh}", f"what it found cannot be written: {name}{why.en}")

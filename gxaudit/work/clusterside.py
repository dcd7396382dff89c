"""The far end of a station: a process of its own that does tasks, one after another.

Before it does any, it looks whether it would find the same as the machine that asks.
"""

from __future__ import annotations

import gc
import os
import pickle

from gxaudit.oserrors import reason
from gxaudit.process import answer, limit_memory, serving
from gxaudit.wording import Text
from gxaudit.work.desk import Desk
from gxaudit.work.outfit import auditors_of
from gxaudit.work.parts import Parts
from gxaudit.work.poolside import attend
from gxaudit.work.setup import Setup
from gxaudit.work.stand import differences, stand_of


class _UnfitError(Exception):
    def __init__(self, *reasons: Text) -> None:
        super().__init__()
        self.reasons = reasons


def serve() -> None:
    """Do tasks until nobody asks on."""
    source, sink = serving()
    try:
        setup: Setup = pickle.load(source)
        limit_memory(setup.memory)
        desk = _desk(setup)
    except _UnfitError as error:
        answer(sink, "unfit", error.reasons)
        return
    # Whatever keeps it from the work must be told: who asked sees nothing else of it.
    except Exception as error:
        answer(sink, "unfit", (Text(f"无法开始：{error!r}", f"it could not begin: {error!r}"),))
        return
    gc.freeze()
    answer(sink, "ready", None)
    attend(source, sink, desk.perform)


def _desk(setup: Setup) -> Desk:
    os.environ.update(setup.environ)
    _enter(setup.folder)
    auditors = auditors_of(setup.order)
    different = differences(setup.stand, stand_of(auditors))
    if different:
        raise _UnfitError(*different)
    try:
        return Desk(auditors, Parts(setup.parts, setup.run), setup.order.max_size)
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

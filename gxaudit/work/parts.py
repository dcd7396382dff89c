"""A shelf in a folder that many machines share: one file a value, whole or not there at all.

A value is written beside its place under a name of its own and then renamed, which every file
system does at once. Two that write the same key write the same value.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from errno import ENOENT
from uuid import uuid4

from gxaudit.work.blob import DamagedError, packed, unpacked

_RUN = "run-"


class Parts:
    """Values in files below ``folder``. ``run`` names the run; a new one is begun without it, and
    what was not to be kept goes when the one who began it ends it.

    Raises ``OSError`` where the folder cannot be used. One that fails later, since the disk is
    full, is done without: ``works`` says so.
    """

    def __init__(self, folder: str, run: str | None = None) -> None:
        self.run = uuid4().hex if run is None else run
        self._folder = os.path.abspath(folder)
        self._own = os.path.join(self._folder, _RUN + self.run)
        self._begun = run is None
        self.works = True
        if self._begun:
            os.makedirs(self._own)
        elif not os.path.isdir(self._own):
            raise FileNotFoundError(ENOENT, "", self._own)

    @property
    def lasting(self) -> bool:
        """Whether what is put there is there in another run."""
        return self.works

    def has(self, key: str) -> bool:
        """Whether there is a value at ``key``."""
        return any(map(os.path.exists, self._places(key)))

    def get(self, key: str) -> object | None:
        """The value at ``key``; None where there is none, or it is damaged."""
        for place in self._places(key):
            try:
                with open(place, "rb") as file:
                    return unpacked(key, file.read())
            except (OSError, DamagedError):
                continue
        return None

    def put(self, key: str, value: object, *, keep: bool) -> None:
        """Put a value there, or nothing: what cannot be put is made again where it is needed."""
        kept, passing = self._places(key)
        written = os.path.join(self._own, uuid4().hex)
        try:
            with open(written, "xb") as file:
                file.write(packed(key, value))
            if keep:
                os.makedirs(os.path.dirname(kept), exist_ok=True)
            os.replace(written, kept if keep else passing)
        except OSError:
            self.works = False
            with suppress(OSError):
                os.unlink(written)

    def close(self) -> None:
        """End; what was not to be kept goes, and with it what a worker left when it died."""
        if self._begun:
            shutil.rmtree(self._own, ignore_errors=True)

    def _places(self, key: str) -> tuple[str, str]:
        """Where a value is that was kept, and one of this run alone."""
        # A folder of a million files would be slow to look into.
        return (
            os.path.join(self._folder, key[:2], f"{key}.part"),
            os.path.join(self._own, f"{key}.part"),
        )

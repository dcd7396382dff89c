"""Where one process does its tasks: its auditors, and the shelf that it shares with others."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from gxaudit.auditors import Auditors
from gxaudit.config.place import ConfigError
from gxaudit.corpus.index import Around
from gxaudit.corpus.record import Record, record_of
from gxaudit.files import read
from gxaudit.finding import Fault
from gxaudit.pipeline import Auditor, Reading
from gxaudit.report import Report
from gxaudit.settle import Result, unread
from gxaudit.wording import Text
from gxaudit.work.keys import (
    environment,
    is_known,
    reading_environment,
    reading_key,
    record_key,
    result_key,
)
from gxaudit.work.shelf import Shelf
from gxaudit.work.task import Audit, Audited, Outcome, Survey, Surveyed, Task

_NEAR = 64
"""Readings at hand: last year's report is often next to this year's."""
_OF_THE_RUN = frozenset(("rule", "plugin"))
"""Kinds of faults that another run need not meet: what broke, or was stopped by a limit."""
_CHANGED = Text(
    "检查期间文件有变动，未检查；请重新检查",
    "the file changed during the audit and was not audited; run it again",
)


class Desk:
    """Does tasks, one at a time. ``max_size`` is that of a file, in bytes."""

    def __init__(self, auditors: Auditors, shelf: Shelf, max_size: int) -> None:
        self.auditors = auditors
        self.shelf = shelf
        self._max_size = max_size
        self._environment = lru_cache(None)(environment)
        self._readers = lru_cache(None)(reading_environment)
        self._is_known = lru_cache(None)(is_known)
        self._reading = lru_cache(_NEAR)(self._fetched)

    def knows(self, path: str) -> bool:
        """Whether the shelf has what the file says, so that it need not be read again."""
        data = read(path, self._max_size)
        if isinstance(data, Fault):
            return True
        environs = self._environment(self.auditors.of(path))
        return self.shelf.has(record_key(_digest(data), path, environs))

    def task(self, record: Record, around: Around, off: frozenset[str]) -> Audit:
        """The task of judging a report beside others."""
        environs = self._environment(self.auditors.of(record.path))
        return Audit(record.path, record, around, result_key(record, around, off, environs), off)

    def perform(self, task: Task) -> Outcome:
        """Do one task. Never raises for what a report holds."""
        if isinstance(task, Survey):
            try:
                return self._surveyed(task.path)
            except ConfigError as error:
                return Surveyed(task.path, stopped=error.message)
        try:
            self.judged(task)
        except ConfigError as error:
            return Audited(task.path, stopped=error.message)
        return Audited(task.path)

    def hand_over(self, task: Task) -> Outcome:
        """Do one task for this very process, which needs no shelf to get the result."""
        if isinstance(task, Survey):
            return self.perform(task)
        try:
            return Audited(task.path, self.judged(task, put=self.shelf.lasting))
        except ConfigError as error:
            return Audited(task.path, stopped=error.message)

    def judged(self, task: Audit, *, put: bool = True) -> Result:
        """Judge a report, and put the result on the shelf. Raises ``ConfigError``."""
        auditor = self.auditors.of(task.path)
        try:
            reading = self._reading(task.record)
            beside = task.around.beside(self._companion)
        except _ChangedError as error:
            return auditor.named(unread(task.path, error.fault))
        result = auditor.judge(reading, task.path, beside, task.off)
        kept = not any(fault.kind in _OF_THE_RUN for fault in result.faults)
        if put:
            self._put(auditor, task.key, result, keep=kept and not task.off)
        return result

    def _surveyed(self, path: str) -> Surveyed:
        auditor = self.auditors.of(path)
        data = read(path, self._max_size)
        if isinstance(data, Fault):
            return Surveyed(path, result=auditor.named(unread(path, data)))
        digest = _digest(data)
        key = record_key(digest, path, self._environment(auditor))
        record = self.shelf.get(key)
        if isinstance(record, Record):
            return Surveyed(path, record)
        reading = self._read_once(data, digest, path, auditor)
        if isinstance(reading, Result):
            return Surveyed(path, result=reading)
        record = record_of(auditor.companion(reading.report), path, digest)
        self._put(auditor, key, record, keep=not reading.source.faults)
        return Surveyed(path, record)

    def _read_once(self, data: bytes, digest: str, path: str, auditor: Auditor) -> Reading | Result:
        key = reading_key(digest, path, self._readers(auditor))
        reading = self.shelf.get(key)
        return reading if isinstance(reading, Reading) else self._read(data, path, auditor, key)

    def _read(self, data: bytes, path: str, auditor: Auditor, key: str) -> Reading | Result:
        skip = auditor.settings.skip_non_reports
        reading = auditor.read(data, path, skip_non_reports=skip)
        if isinstance(reading, Reading):
            self._put(auditor, key, reading, keep=not reading.source.faults)
        return reading

    def _put(self, auditor: Auditor, key: str, value: object, *, keep: bool) -> None:
        self.shelf.put(key, value, keep=keep and self._is_known(auditor))

    def _companion(self, record: Record) -> Report:
        return self.auditors.of(record.path).companion(self._reading(record).report)

    def _fetched(self, record: Record) -> Reading:
        """From the shelf, or from the file where the shelf has lost it."""
        auditor = self.auditors.of(record.path)
        key = reading_key(record.digest, record.path, self._readers(auditor))
        reading = self.shelf.get(key)
        if isinstance(reading, Reading):
            return reading
        data = read(record.path, self._max_size)
        if isinstance(data, bytes) and _digest(data) == record.digest:
            again = self._read(data, record.path, auditor, key)
            if isinstance(again, Reading):
                return again
        raise _ChangedError(record.path)


class _ChangedError(Exception):
    """A file is no longer what it was when it was read."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.fault = Fault(kind="input", path=path, message=_CHANGED)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=20).hexdigest()

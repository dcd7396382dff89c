"""What stands beside each report of a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from gxaudit.beside import Beside, Companion
from gxaudit.corpus.manifest import Manifest
from gxaudit.corpus.record import Record
from gxaudit.report import Report
from gxaudit.wording import Text

Load = Callable[[Record], Report]
"""The report of a record."""


@frozen(slots=False)
class Around:
    """Which reports stand beside one, and why others do not. Its ``repr`` says all of it."""

    last_year: Record | None
    no_last_year: Text
    twins: tuple[Record, ...] = ()

    def beside(self, load: Load) -> Beside:
        """The same with the reports themselves."""

        def companion(record: Record) -> Companion:
            return Companion(load(record), record.path)

        return Beside(
            last_year=None if self.last_year is None else companion(self.last_year),
            no_last_year=self.no_last_year,
            twins=tuple(map(companion, self.twins)),
        )


class Index:
    """All reports of a run, by body and year."""

    def __init__(self, records: Iterable[Record], manifest: Manifest | None = None) -> None:
        self._manifest = manifest
        self._filed: dict[tuple[str, int], list[Record]] = defaultdict(list)
        for record in sorted(records, key=lambda one: one.path):
            if record.agency is not None and record.year is not None:
                self._filed[record.agency, record.year].append(record)

    def around(self, record: Record) -> Around:
        """What stands beside one report."""
        if record.agency is None or record.year is None:
            return Around(None, _UNKNOWN)
        same = self._filed[record.agency, record.year]
        twins = tuple(one for one in same[:5] if one.path != record.path)[:4]
        before = self._filed.get((record.agency, record.year - 1), [])
        if len({one.figures for one in before}) > 1:
            return Around(None, _disagree(before), twins)
        missing = _missing(record.agency, record.year - 1)
        return Around(before[0] if before else None, missing, twins)


_UNKNOWN = Text(
    "标题中读不出单位或年度，无法对应上年的报告",
    "the title does not give agency and year, so last year's report cannot be found",
)


def _missing(agency: str, year: int) -> Text:
    return Text(f"没有{agency}{year}年的报告", f"there is no report of {agency} for {year}")


def _disagree(records: Sequence[Record]) -> Text:
    paths = [record.path for record in records]
    return Text(
        f"上年有几份报告，数字不同，无法确定用哪一份：{'、'.join(paths)}",
        f"there are several reports for last year, with different figures: {', '.join(paths)}",
    )

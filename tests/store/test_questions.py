"""DuckDB and plain Python give the same answers; SQL reads a store and does nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gxaudit.corpus.identity import Identity
from gxaudit.corpus.index import Index
from gxaudit.corpus.manifest import Filed as ManifestFile
from gxaudit.corpus.manifest import Manifest, located
from gxaudit.corpus.matrix import matrix_of
from gxaudit.corpus.record import record_of
from gxaudit.coverage import NOTHING
from gxaudit.entity import Entity
from gxaudit.render.run import Run
from gxaudit.render.summary import Summary
from gxaudit.report import Report, State
from gxaudit.settle import Result
from gxaudit.store import sql
from gxaudit.store.comparing import keys_of, totals
from gxaudit.store.errors import AskedWronglyError
from gxaudit.store.exporter import Exporter
from gxaudit.store.opened import Store
from gxaudit.store.plain import Compared, Filed, Reports, broken, by_parent
from gxaudit.store.questions import QUESTIONS, Question, question_called
from gxaudit.store.rows import Row, entity_row, report_row
from gxaudit.store.writer import StoreWriter
from tests.unit.results import report
from tests.unit.results import result as blank_result

CITY, COUNTIES = "临渊市", ("东山县", "西山县", "南山县")
ENTITIES = (
    Entity(CITY, parent="某省", complete=True),
    *(Entity(name, parent=CITY) for name in COUNTIES),
    Entity("北海市", parent="某省"),
    Entity("海湾县", parent="北海市"),
)
KEYS = (
    "t3.carried_over_out.total",
    "t3.carried_over_in.total",
    "t3.carried_over_out.natural",
    "t3.carried_over_in.natural",
    "t2.rules.in_force",
    "t2.rules.issued",
    "t2.normative_docs.in_force",
    "t2.normative_docs.repealed",
    "t4.review.upheld",
)


MARK = "/"
STATES: Mapping[object, State] = {None: State.BLANK, MARK: State.MARK}


def changed(base: Report, cells: Mapping[str, int | str | None]) -> Report:
    """The report with other figures; None is a blank."""
    values, states = list(base.values), list(base.states)
    for key, value in cells.items():
        if any(spec.key == key for spec in base.form.cells):
            at = base.form.index(key)
            values[at] = None if isinstance(value, str) else value
            states[at] = STATES.get(value, State.NUMBER)
    return evolve(base, values=tuple(values), states=tuple(states))


FIGURES = st.none() | st.just(MARK) | st.integers(0, 2)


@st.composite
def filings(draw: st.DrawFn) -> list[Filed]:
    """Reports of a few bodies for a few years: some twice, some not at all, some unknown."""
    names = st.sampled_from([*(each.name for each in ENTITIES), "无名局", None])
    found = []
    for _ in range(draw(st.integers(0, 60))):
        cells = draw(st.dictionaries(st.sampled_from(KEYS), FIGURES))
        name = draw(names)
        base = changed(report(draw(st.sampled_from(("2021", "2021", "2019")))), cells)
        base = evolve(base, agency=name, year=draw(st.none() | st.integers(2021, 2023)))
        known = [each for each in ENTITIES if each.name == name]
        entity = draw(st.sampled_from([*known, None]))
        found.append(Filed(base, Identity(name, base.year, entity)))
    return found


def stored(path: Path, filed: Sequence[Filed]) -> Path:
    """A store that holds these reports and the manifest, and no audit of them."""
    writer = StoreWriter(str(path))
    writer.extend("entities", map(entity_row, ENTITIES))
    for number, one in enumerate(filed, 1):
        result = Result(
            path=None,
            encoding=None,
            report=one.report,
            outcomes={},
            findings=(),
            faults=(),
            coverage=NOTHING,
        )
        writer.add("reports", report_row(number, result, one.report, one.owner))
    writer.commit()
    return path


def _asked(store: Store, text: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in store.ask(text).rows]


def _row(each: Compared) -> tuple[object, ...]:
    assert each.found is not None and each.expected is not None
    difference = each.found - each.expected
    return (*_shown(each), difference)


def _shown(each: Compared) -> tuple[object, ...]:
    return each.parent, each.unit, each.year, each.address, each.expected, each.found


@settings(max_examples=6)
@given(filings())
def test_duckdb_and_plain_python_agree(
    tmp_path_factory: pytest.TempPathFactory, filed: list[Filed]
) -> None:
    reports = Reports(filed, ENTITIES)
    with Store(str(stored(tmp_path_factory.mktemp("stores") / "store", filed))) as store:
        for compared, text in (
            (reports.carry_over(), sql.carry_over_compared()),
            (reports.stocks(), sql.stocks_compared()),
            (reports.consolidation(), sql.consolidation_compared()),
        ):
            assert _asked(store, sql.broken(text)) == [_row(each) for each in broken(compared)]
            assert _asked(store, sql.by_parent(text)) == [
                (one.parent, one.reports, one.broken_reports, one.broken, one.held)
                + (one.not_compared,)
                for one in by_parent(compared)
            ]


# A store of which everything is known.


def _filed(name: str | None, year: int, form: str = "2021", **cells: int | str) -> Filed:
    keys = {key.replace("__", "."): value for key, value in cells.items()}
    base = evolve(changed(report(form), keys), agency=name, year=year)
    known = [each for each in ENTITIES if each.name == name]
    return Filed(base, Identity(name, year, known[0] if known else None))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    filed = [
        _filed("东山县", 2023, t3__carried_over_out__total=5, t2__rules__in_force=3),
        _filed("东山县", 2024, t3__carried_over_in__total=4, t2__rules__in_force=3),
        _filed("西山县", 2024, t3__denied_process__total=3, t3__denied_internal__total=1),
        _filed("南山县", 2024, t2__rules__in_force=MARK),
        _filed(
            CITY,
            2024,
            t2__rules__in_force=3,
            t3__denied_process__total=3,
            t3__carried_over_in__total=4,
        ),
        _filed("无名局", 2023, "2019"),
    ]
    with Store(str(stored(tmp_path_factory.mktemp("store") / "store", filed))) as opened:
        yield opened


def _answer(store: Store, name: str) -> list[tuple[object, ...]]:
    question = question_called(name)
    answer = store.ask(question.sql("zh"))
    assert list(answer.columns) == list(question.heads)
    return [tuple(row) for row in answer.rows]


def test_a_carry_over_that_breaks_is_found_by_parent_and_by_cell(store: Store) -> None:
    assert _answer(store, "carry-over") == [(CITY, 1, 1, 1, 6, 0)]
    assert _answer(store, "结转明细") == [(CITY, "东山县", 2024, "表三.二[总计]", 5, 4, -1)]


def test_a_stock_follows_from_last_year(store: Store) -> None:
    assert _answer(store, "stocks") == [(CITY, 1, 0, 0, 2, 0)]
    assert _answer(store, "stocks-list") == []


def test_members_add_up_to_the_body_that_includes_them(store: Store) -> None:
    assert _answer(store, "consolidation-list") == [
        ("某省", CITY, 2024, "表三.三（三）5[总计]", 1, 0, -1)
    ]


def test_a_row_that_does_not_apply_to_a_member_adds_nothing(store: Store) -> None:
    cells = len([each for each in totals() if each.key in keys_of("2021")])
    assert _answer(store, "consolidation") == [("某省", 1, 1, 1, cells - 1, 0)]


def test_grounds_of_denial_leave_out_whose_members_are_there(store: Store) -> None:
    found = {(row[0], row[1]): row[2:] for row in _answer(store, "denials")}
    assert found[2024, "6.属于四类过程性信息"] == (3, 75.0, 3)
    assert found[2024, "5.属于三类内部事务信息"] == (1, 25.0, 3)
    assert found[2023, "1.属于国家秘密"] == (0, None, 2)


NAMES = (CITY, *COUNTIES)
MANIFEST = Manifest(
    {each.name: each for each in ENTITIES},
    {each.name: each.name for each in ENTITIES},
    {
        located("", f"{at}.txt"): ManifestFile(f"{at}.txt", CITY if at % 2 else "南山县", 2020 + at)
        for at in range(4)
    },
)
FOLDERS = st.dictionaries(
    st.integers(0, 9).map(lambda at: f"{at}.txt"),
    st.none() | st.tuples(st.sampled_from((None, "无名局", *NAMES)), st.integers(2020, 2025)),
    min_size=1,
)
"""Files, each with the body and the year of its title; None is no report."""


class _Rows(StoreWriter):
    """Keeps rows in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Row]] = defaultdict(list)

    def add(self, table: str, row: Row) -> None:
        self.kept[table].append(row)

    def extend(self, table: str, rows: Iterable[Row]) -> None:
        self.kept[table].extend(rows)


@given(FOLDERS, st.sampled_from((None, MANIFEST)), st.booleans())
def test_who_has_not_filed_is_who_is_missing_in_the_overview(
    folder: dict[str, tuple[str | None, int] | None], manifest: Manifest | None, whole: bool
) -> None:
    writer, today = _Rows(), date(2024, 11, 21)
    exporter = Exporter(writer, manifest, whole=whole)
    exporter.begin(Run("0", today, (), ()))
    found, unread = [], []
    # A store needs a report; the first one says nothing of anybody.
    for name, said in {"x.txt": (None, 2021), **folder}.items():
        title = said and evolve(report(), agency=said[0], year=said[1])
        exporter.result(evolve(blank_result(), path=name, report=title))
        if title:
            found.append(record_of(title, name, "", signed=False))
        else:
            unread.append(name)
    exporter.end(Summary())
    matrix = matrix_of(Index(found, manifest, unread), today=today, whole=whole)
    assert {(row[0], *row[2:]) for row in writer.kept["gaps"]} == {
        (unit.name, cell.year, cell.filing.value, cell.lost, unit.entity is not None)
        for unit, cell in matrix.gaps
    }


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name.en)
def test_every_question_is_answered_and_its_columns_have_heads(
    question: Question, store: Store
) -> None:
    answer = store.ask(question.sql("en"))
    assert list(answer.columns) == list(question.heads)
    list(answer.rows)


HARM = (
    "SELECT * FROM read_text('{other}')",
    "SELECT * FROM read_csv('{other}')",
    "SELECT * FROM '{other}'",
    "SELECT * FROM glob('{folder}/*')",
    "COPY cells TO '{folder}/new.csv'",
    "COPY cells TO '{store}/cells.parquet'",
    "EXPLAIN ANALYZE COPY cells TO '{store}/cells.parquet'",
    "WITH x AS (COPY cells TO '{store}/cells.parquet') SELECT 1",
    "SELECT * FROM query('COPY cells TO ''{store}/cells.parquet''')",
    "EXPORT DATABASE '{folder}/all'",
    "ATTACH '{folder}/new.db'",
    "CREATE TABLE here AS SELECT 1",
    "DROP VIEW cells",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA memory_limit = '1GB'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SELECT * FROM filed",
    "SELECT 1; DROP VIEW cells",
    "",
    "nonsense",
)


@pytest.mark.parametrize("harm", HARM)
def test_sql_reads_the_store_and_nothing_else(harm: str, store: Store, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a\n1\n", encoding="utf-8")
    before = (Path(store.path) / "cells.parquet").read_bytes()
    filed = [{"secret": 1}]
    text = harm.format(other=tmp_path / "other.csv", folder=tmp_path, store=store.path)
    with pytest.raises(AskedWronglyError):
        list(store.ask(text).rows)
    assert filed and (Path(store.path) / "cells.parquet").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["other.csv"]
    assert _asked(store, "SELECT count(*) FROM reports") == [(6,)]

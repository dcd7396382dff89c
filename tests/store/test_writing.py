"""What is put into a store comes out of it; a store is there whole or not at all."""

from __future__ import annotations

import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gxaudit.corpus.manifest import Filed, Manifest, located
from gxaudit.entity import Entity, Level
from gxaudit.forms import shipped_forms
from gxaudit.report import State
from gxaudit.settle import Result
from gxaudit.store.errors import ForeignError, StoreError
from gxaudit.store.exporter import Exporter, owner_of
from gxaudit.store.opened import Store
from gxaudit.store.rows import (
    Row,
    claim_rows,
    entity_row,
    fault_row,
    finding_rows,
    outcome_rows,
    report_row,
)
from gxaudit.store.schema import SCHEMA, column_of, figure_in, figures, tables
from gxaudit.store.writer import StoreWriter
from tests.unit.results import report, results


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    """All of a table, in its order."""
    with Store(str(path)) as store:
        return [tuple(row) for row in store.ask(f"FROM {table}").rows]


def written(path: Path, agency: str = "临渊市人民政府") -> StoreWriter:
    """A store of one report."""
    writer = StoreWriter(str(path))
    writer.add("entities", entity_row(Entity(agency)))
    writer.commit()
    return writer


def _plain(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Halves of characters, which UTF-8 does not have, as they are written out."""
    return [
        tuple(
            each.encode("utf-8", "backslashreplace").decode() if isinstance(each, str) else each
            for each in row
        )
        for row in rows
    ]


AGENCY = report().agency or ""
MANIFEST = Manifest(
    {AGENCY: Entity(AGENCY, Level.COUNTY, "临渊市", complete=True)},
    {AGENCY: AGENCY},
    {located("", "早.txt"): Filed("早.txt", AGENCY, 2024, date(2025, 1, 31))},
)


@settings(max_examples=6)
@given(
    st.lists(results | results.map(lambda one: evolve(one, path="早.txt")), max_size=6),
    st.sampled_from((None, MANIFEST)),
)
def test_what_was_found_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, given: list[Result], manifest: Manifest | None
) -> None:
    path = tmp_path_factory.mktemp("stores") / "store"
    writer = StoreWriter(str(path))
    exporter = Exporter(writer, manifest)
    expected: dict[str, list[Row]] = {
        each: [] for each in ("reports", "findings", "claims", "outcomes", "faults")
    }
    for result in given:
        exporter.result(result)
        number = None
        if result.report is not None:
            number = len(expected["reports"]) + 1
            owner = owner_of(result.path, result.report, manifest)
            expected["reports"].append(report_row(number, result, result.report, owner))
            expected["findings"] += finding_rows(number, result)
            expected["claims"] += claim_rows(number, result.report)
            expected["outcomes"] += outcome_rows(number, result)
        expected["faults"] += [fault_row(number, fault) for fault in result.faults]
    writer.commit()
    with Store(str(path)) as store:
        for table, there in expected.items():
            found = [tuple(row) for row in store.ask(f"FROM {table}").rows]
            assert found == _plain(list(map(tuple, there))), table


def test_every_cell_of_every_form_has_columns_of_its_own() -> None:
    names = [each.name for each in tables()[0].columns]
    assert len(names) == len(set(names))
    keys = {spec.key for form in shipped_forms() for spec in form.cells}
    assert {each.key for each in figures()} == keys
    assert "t3_applications_received_total" in names
    assert "t3_applications_received_total_state" in names
    amounts = {each.column for each in figures() if each.money}
    assert amounts == {"t2_admin_fee_amount", "t2_procurement_amount"}


@pytest.mark.parametrize(
    ("key", "printed", "kept"),
    [
        ("t3.granted.total", 7, 7),
        ("t3.granted.total", Decimal("7.0"), 7),
        ("t3.granted.total", Decimal("7.5"), None),
        ("t3.granted.total", 10**12, None),
        ("t3.granted.total", -(10**40), None),
        ("t2.admin_fee.amount", Decimal("72701.2578"), Decimal("72701.2578")),
        ("t2.admin_fee.amount", Decimal("0.0000001"), None),
        ("t2.admin_fee.amount", Decimal("1E+500"), None),
        ("t2.admin_fee.amount", 3, 3),
        ("t2.procurement.amount", 3, None),
    ],
)
def test_a_figure_is_kept_exactly_or_not_at_all(key: str, printed: object, kept: object) -> None:
    blank = report()
    values = list(blank.values)
    if key in {spec.key for spec in blank.form.cells}:
        values[blank.form.index(key)] = printed  # type: ignore[call-overload]
    assert figure_in(evolve(blank, values=tuple(values)), key) == kept


def test_a_blank_is_0_only_where_the_table_confirms_it() -> None:
    printed = report()
    at = printed.form.index("t3.granted.total")
    values, states = list(printed.values), list(printed.states)
    values[at], states[at] = None, State.BLANK
    blank = evolve(printed, values=tuple(values), states=tuple(states))
    assert figure_in(blank, "t3.granted.total") is None
    assert figure_in(evolve(blank, zeros=frozenset({at})), "t3.granted.total") == 0


def test_a_store_says_what_it_is(tmp_path: Path) -> None:
    written(tmp_path / "store")
    said = json.loads((tmp_path / "store" / "gxaudit-store.json").read_text(encoding="utf-8"))
    assert said["gxaudit_store"] == SCHEMA
    assert said["tables"]["entities"] == {"file": "entities.parquet", "rows": 1}
    assert {each.file for each in tables()} | {"gxaudit-store.json"} == set(
        os.listdir(tmp_path / "store")
    )
    assert os.listdir(tmp_path) == ["store"]
    assert [row[2] for row in rows(tmp_path / "store", "cells") if row[0] == "2021"] == [
        column_of(spec.key) for spec in shipped_forms()[0].cells
    ]


# Replacing.


def _names(path: Path) -> list[object]:
    return [row[0] for row in rows(path, "entities")]


def test_of_two_exports_at_once_the_last_one_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "store"
    first, second = StoreWriter(str(path)), StoreWriter(str(path))
    for writer, name in ((first, "甲"), (second, "乙")):
        writer.add("entities", entity_row(Entity(name)))
    second.commit()
    assert _names(path) == ["乙"]
    first.commit()
    assert _names(path) == ["甲"]
    assert os.listdir(tmp_path) == ["store"]


def test_what_cannot_be_written_leaves_the_earlier_store(tmp_path: Path) -> None:
    path = tmp_path / "store"
    written(path, "甲")
    writer = StoreWriter(str(path))
    # As a full disk would: one of the files cannot be made.
    (part,) = tmp_path.glob(".*.part")
    (part / "outcomes.parquet").mkdir()
    with pytest.raises(StoreError):
        writer.commit()
    writer.discard()
    assert _names(path) == ["甲"]
    assert os.listdir(tmp_path) == ["store"]


@pytest.mark.parametrize("step", [1, 2])
def test_whoever_is_killed_while_replacing_leaves_a_whole_store(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store"
    written(path, "甲")
    writer = StoreWriter(str(path))
    rename = os.rename
    done: list[str] = []

    def killed(source: str, target: str) -> None:
        if len(done) + 1 == step:
            raise KeyboardInterrupt
        done.append(target)
        rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            writer.commit()
    assert _names(path) == ["甲"]
    written(path, "乙")
    assert _names(path) == ["乙"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.txt", "2025年政府信息公开工作年度报告"),
        ("gxaudit-store.json", "{}"),
        ("gxaudit-store.json", "["),
    ],
)
def test_a_folder_of_somebody_else_is_never_replaced(
    name: str, content: str, tmp_path: Path
) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / name).write_text(content, encoding="utf-8")
    with pytest.raises(ForeignError):
        StoreWriter(str(tmp_path / "store"))
    assert (tmp_path / "store" / name).read_text(encoding="utf-8") == content
    assert os.listdir(tmp_path) == ["store"]


def test_neither_is_a_file_nor_a_store_that_holds_more(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ForeignError):
        StoreWriter(str(tmp_path / "file"))
    written(tmp_path / "store")
    (tmp_path / "store" / "我的统计.xlsx").write_bytes(b"")
    with pytest.raises(ForeignError, match="我的统计"):
        StoreWriter(str(tmp_path / "store"))


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    written(tmp_path / "store", "甲")
    assert _names(tmp_path / "store") == ["甲"]


def test_what_killed_exports_left_is_removed_after_a_day(tmp_path: Path) -> None:
    for name, age in (("old", 2 * 86_400), ("new", 60)):
        part = tmp_path / f".store.gxaudit-store.{name}.part"
        part.mkdir()
        (part / "reports.csv").write_bytes(b"")
        then = os.stat(part).st_mtime - age
        os.utime(part / "reports.csv", (then, then))
    written(tmp_path / "store")
    assert sorted(os.listdir(tmp_path)) == [".store.gxaudit-store.new.part", "store"]

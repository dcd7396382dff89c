"""A generated province: what is planted is found in it, and nothing else."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gxaudit.corpus.manifestfile import read_manifests
from gxaudit.entity import Level
from gxaudit.testing import Province, province
from gxaudit.testing.planting import KINDS
from tests.province.auditing import found, wanted

SEEDS = st.integers(0, 10**6)


def small(seed: int, breaks: dict[str, int] | None = None) -> Province:
    """Three cities with eleven members each: a hundred reports, one break of each kind."""
    return province(3, 33, seed=seed, breaks=dict.fromkeys(KINDS, 1) if breaks is None else breaks)


# Without shrinking: a smaller seed is no smaller province.
@settings(max_examples=2, phases=[Phase.generate])
@given(SEEDS)
def test_every_planted_break_is_found_and_nothing_else(tmp_path_factory, seed):
    here = small(seed)
    folder = tmp_path_factory.mktemp("province")
    here.write(folder)
    assert {one.kind for one in here.planted} == set(KINDS)
    assert found(folder) == wanted(here)


@settings(max_examples=5)
@given(SEEDS)
def test_the_same_seed_makes_the_same_province_and_another_seed_another(seed):
    one, same, other = (list(small(each).filings()) for each in (seed, seed, seed + 1))
    assert one == same
    assert not {each.text for each in one} & {each.text for each in other}


def test_no_report_says_what_another_says():
    texts = [each.text.split("\n", 3)[3] for each in small(7, {}).filings()]
    assert len(set(texts)) == len(texts) == (33 + 3) * 3
    lines = [line for text in texts for line in text.split("\n") if line.startswith("（三）")]
    assert len(set(lines)) == len(lines)


@settings(max_examples=5)
@given(SEEDS)
def test_the_manifest_lists_what_is_written_and_no_more(tmp_path_factory, seed):
    here = small(seed)
    folder = tmp_path_factory.mktemp("province")
    here.write(folder)
    filed = {each.file: each for each in here.filings()}
    listed = tomllib.loads(here.manifest())["report"]
    assert sorted(filed) == sorted(each["file"] for each in listed)
    assert all((folder / each).read_text("utf-8") == filed[each].text for each in filed)
    assert {(each["entity"], each["year"]) for each in listed}.isdisjoint(here.missing)
    manifest = read_manifests([str(folder / "gxaudit-manifest.toml")])
    assert set(manifest.entities) == {body.name for body in here.bodies}
    cities = [one for one in manifest.entities.values() if one.members]
    assert all(one.complete and one.level is Level.CITY for one in cities)
    assert sorted(len(one.members) for one in cities) == [11, 11, 11]
    late = {(each["entity"], each["year"]) for each in listed if _is_late(each, manifest.entities)}
    assert late == set(here.plan.late)


def _is_late(filed, entities):
    government = entities[filed["entity"]].level is not Level.DEPARTMENT
    last = date(filed["year"] + 1, *((3, 31) if government else (1, 31)))
    return filed["published"] > last


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"years": (2019, 2020)}, "from 2021 on"),
        ({"years": (2021, 2023)}, "follow each other"),
        ({"cities": 0}, "cities, each with a member"),
        ({"cities": 5, "agencies": 4}, "cities, each with a member"),
        ({"cities": 1, "agencies": 10_000}, "a city has at most"),
        ({"cities": 1, "agencies": 3, "breaks": {"late": 4}}, "more breaks than bodies"),
        ({"cities": 1, "breaks": {"sums": 4}}, "more wrong sums"),
        ({"cities": 1, "breaks": {"missing member": 2}}, "more reports missing"),
        ({"years": (2021,), "breaks": {"stock": 1}}, "needs a year before it"),
    ],
)
def test_what_there_is_no_room_for_is_refused(arguments, says):
    with pytest.raises(ValueError, match=says):
        province(**{"cities": 2, "agencies": 40, **arguments})


def test_an_unknown_kind_of_break_is_refused():
    with pytest.raises(KeyError, match="carryover"):
        province(1, 5, breaks={"carryover": 1})

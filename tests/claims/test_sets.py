"""The sets are what they are said to be, and a label that cannot be right is refused."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from gxaudit.metrics import metrics
from gxaudit.reading.lexicon import shipped_lexicon
from tests.claims.sets import (
    BUILT_ON,
    DEVELOPMENT,
    FRESH,
    HELD_BACK,
    MEASURED_ONLY,
    UNSEEN,
    VARIETY,
    LabelError,
    load,
    plain,
    sentence,
)
from tests.claims.vocabulary import CATEGORIES, DERIVED, METRICS

ROOT = Path(__file__).parents[2]
SIZES = {
    HELD_BACK: (240, 70, 4),
    DEVELOPMENT: (420, 130, 4),
    VARIETY: (250, 120, 4),
    FRESH: (220, 110, 4),
    UNSEEN: (200, 100, 4),
}
SETS = [pytest.param(path, id=path.stem) for path in SIZES]


@pytest.mark.parametrize("path", SETS)
def test_a_set_has_the_size_that_it_promises(path: Path) -> None:
    sentences = load(path)
    with_claims, without, a_metric = SIZES[path]
    assert sum(bool(one.firm) for one in sentences) >= with_claims
    assert sum(not one.claims for one in sentences) >= without
    counts = Counter(claim.metric for one in sentences for claim in one.firm)
    assert {name: counts[name] for name in METRICS if counts[name] < a_metric} == {}


@pytest.mark.parametrize("path", SETS)
def test_every_kind_of_distractor_occurs(path: Path) -> None:
    assert {one.why for one in load(path)} >= CATEGORIES


@pytest.mark.parametrize("path", SETS)
def test_a_printed_arabic_numeral_has_the_value_of_its_label(path: Path) -> None:
    for one in load(path):
        for claim in one.claims:
            printed = unicodedata.normalize("NFKC", one.text[claim.start : claim.end])
            if claim.polarity == "stated" and re.fullmatch(r"[\d,. ]+万?", printed):
                times = 10_000 if printed.endswith("万") else 1
                digits = Decimal(printed.rstrip("万").replace(",", "").replace(" ", ""))
                assert claim.value == digits * times, one.text


@pytest.mark.parametrize("path", SETS)
def test_the_page_states_the_size_of_the_set(path: Path) -> None:
    sentences = load(path)
    free = sum(not one.claims for one in sentences)
    row = f"| `tests/claims/{path.name}` | {len(sentences) - free} | {free} |"
    assert row in (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")


def test_no_sentence_stands_in_two_sets() -> None:
    counts = Counter(text for path in SIZES for text in {plain(one.text) for one in load(path)})
    assert [text for text, count in counts.items() if count > 1] == []


def test_every_set_is_either_built_on_or_only_measured() -> None:
    assert sorted(MEASURED_ONLY + BUILT_ON) == sorted(SIZES)


def test_the_labels_and_the_engine_name_the_same_metrics() -> None:
    assert set(metrics()) == METRICS
    assert shipped_lexicon().derived == DERIVED
    assert shipped_lexicon().known == METRICS | DERIVED


def entry(**changed):
    claim = {"metric": "granted", "value": 3, "unit": "件", "at": "3"}
    return {"text": "予以公开3件，部分公开3件", "year": 2023, "claims": [claim | changed]}


def test_the_place_of_a_label_is_the_occurrence_that_it_names() -> None:
    first, second = sentence(entry()).claims[0], sentence(entry(nth=2)).claims[0]
    assert (first.start, first.end, second.start, second.end) == (4, 5, 11, 12)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"at": "4"}, "does not occur 1 time"),
        ({"at": ""}, "does not occur 1 time"),
        ({"nth": 3}, "does not occur 3 time"),
        ({"metric": "grants"}, "there is no metric 'grants'"),
        ({"metric": "share_granted"}, "there is no metric"),
        ({"units": "件"}, "unknown key 'units'"),
        ({"qualifier": "at_least"}, "with 'stated', 'at_least'"),
        ({"polarity": "denied"}, "with 'denied', None"),
        ({"polarity": "negated"}, "is denied and yet 3"),
    ],
)
def test_a_label_that_cannot_be_right_is_refused(changed, complaint) -> None:
    with pytest.raises(LabelError, match=complaint):
        sentence(entry(**changed))


def test_a_place_is_labelled_once_for_a_metric() -> None:
    doubled = entry()
    doubled["claims"] *= 2
    with pytest.raises(LabelError, match="labelled twice"):
        sentence(doubled)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"claims": []}, "either claims, or why"),
        ({"why": "plan"}, "either claims, or why"),
        ({"claims": [], "why": "weather"}, "no kind of distractor"),
    ],
)
def test_a_sentence_without_claims_says_why_and_no_other_does(changed, complaint) -> None:
    with pytest.raises(LabelError, match=complaint):
        sentence(entry() | changed)


def test_a_set_says_nothing_twice(tmp_path: Path) -> None:
    path = tmp_path / "twice.toml"
    free = '[[sentence]]\ntext = "{}"\nyear = 2023\nclaims = []\nwhy = "date"\n'
    path.write_text(free.format("截至2023年。") + free.format("截至 ２０２３ 年。"), "utf-8")
    with pytest.raises(LabelError, match="stands in this set twice"):
        load(path)

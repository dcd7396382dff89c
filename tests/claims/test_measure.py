"""The measure counts what it says, on sets small enough to count by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.report import Claim
from tests.claims.measure import (
    ALL,
    DERIVED_FIGURES,
    PAGES,
    all_measured,
    measure,
    read_with_gxaudit,
    stated,
    table,
)
from tests.claims.sets import HELD_BACK, load, sentence

TEXT = "2023年收到申请30余件，办结28件，均予以公开，未收取信息处理费。"
RECEIVED = {"metric": "applications_received", "value": 30, "qualifier": "more_than", "at": "30"}
HANDLED = {"metric": "handled_total", "value": 28, "at": "28"}
GRANTED = {"metric": "granted", "value": 28, "at": "28", "ambiguous": True}
NO_FEE = {"metric": "fee_zero_statement", "value": 0, "polarity": "negated", "at": "信息处理费"}
LABELLED = sentence(
    {"text": TEXT, "year": 2023, "claims": [RECEIVED, HANDLED, GRANTED, NO_FEE]},
)
FREE = sentence({"text": "工单28件", "year": 2023, "claims": [], "why": "hotline"})
SETS = load(HELD_BACK)


def claim(metric, value, at, *, text=TEXT, polarity="stated", qualifier=None, unit="件"):
    start = text.index(at)
    return Claim(metric, value, unit, polarity, start, start + len(at), qualifier)


def claims_of(labels):
    return [
        Claim(
            *(one.metric, one.value, one.unit, one.polarity),
            *(one.start, one.end, one.qualifier, one.ambiguous),
        )
        for one in labels
    ]


def figures(*claims, sentences=(LABELLED,), row=ALL):
    tally = measure(lambda text, year: claims, sentences).tallies[row]
    return (tally.due, tally.found, tally.read, tally.right)


RIGHT = (
    claim("applications_received", 30, "30", qualifier="more_than"),
    claim("handled_total", 28, "28"),
    claim("fee_zero_statement", 0, "信息处理费", polarity="negated", unit=None),
)


def test_a_reader_that_reads_what_is_labelled_is_faultless() -> None:
    assert figures(*RIGHT) == (3, 3, 3, 3)


def test_a_reader_that_reads_nothing_has_no_precision_and_finds_nothing() -> None:
    tally = measure(lambda text, year: (), [LABELLED]).tallies[ALL]
    assert (tally.precision, tally.recall) == (None, 0)


def test_an_ambiguous_label_counts_where_it_is_read_and_not_where_it_is_missed() -> None:
    assert figures(*RIGHT, claim("granted", 28, "28")) == (3, 3, 4, 4)


@pytest.mark.parametrize(
    "wrong",
    [
        claim("granted_or_partial", 28, "28"),
        claim("handled_total", 27, "28"),
        claim("handled_total", 28, "28", qualifier="about"),
        claim("handled_total", 28, "30"),
        claim("handled_total", 28, "件，办结"),
        claim("fee_zero_statement", 0, "信息处理费", polarity="stated"),
    ],
    ids=["metric", "value", "qualifier", "place", "beside", "polarity"],
)
def test_a_claim_is_wrong_that_differs_in_anything_but_its_unit(wrong) -> None:
    assert figures(wrong) == (3, 0, 1, 0)


def test_the_unit_and_the_ends_of_the_place_do_not_matter() -> None:
    assert figures(claim("handled_total", 28, "办结28件", unit="份")) == (3, 1, 1, 1)


@pytest.mark.parametrize(("at", "found"), [("上年结转", 1), ("申请", 1), ("下年", 0)])
def test_a_denial_is_met_anywhere_in_its_clause(at, found) -> None:
    text = "无上年结转的申请，下年结转3件"
    label = {"metric": "carried_over_in", "value": 0, "polarity": "negated", "at": "申请"}
    denied = sentence({"text": text, "year": 2023, "claims": [label]})
    read = claim("carried_over_in", 0, at, text=text, polarity="negated", unit=None)
    assert figures(read, sentences=[denied]) == (1, found, 1, found)


def test_a_claim_that_is_read_twice_is_once_wrong() -> None:
    handled = claim("handled_total", 28, "28")
    assert figures(handled, handled) == (3, 1, 2, 1)


def test_a_firm_label_is_met_before_an_ambiguous_one() -> None:
    wide = {"metric": "granted", "value": 3, "at": "3件", "ambiguous": True}
    both = [wide, {"metric": "granted", "value": 3, "at": "3", "nth": 2}]
    text = "3件公开3件"
    entry = {"text": text, "year": 2023, "claims": both}
    read = Claim("granted", 3, "件", "stated", 0, len(text))
    assert figures(read, sentences=[sentence(entry)]) == (1, 1, 1, 1)


def test_a_group_counts_its_own_metrics_and_the_whole_counts_all() -> None:
    assert figures(*RIGHT, row="fees") == (1, 1, 1, 1)
    assert figures(*RIGHT, row="carry-over and scope") == (1, 1, 1, 1)
    assert figures(*RIGHT, row="litigation") == (0, 0, 0, 0)


def test_a_derived_figure_is_neither_a_right_claim_nor_a_false_one() -> None:
    text = "同比下降9%"
    label = {"metric": "handled_yoy_percent", "value": -9, "at": "9"}
    entry = {"text": text, "year": 2023, "claims": [], "derived": [label], "why": "rate"}
    read = claim("handled_yoy_percent", Decimal(-9), "9", text=text, unit="%")
    measured = measure(lambda text, year: [read], [sentence(entry)])
    assert measured.tallies[ALL].read == 0
    assert measured.tallies[DERIVED_FIGURES].recall == 1
    assert measured.false_share == 0


def test_a_sentence_without_claims_is_disturbed_once_whatever_is_read_from_it() -> None:
    read = claim("handled_total", 28, "28", text=FREE.text)
    measured = measure(lambda text, year: [read, read], [FREE, LABELLED])
    assert (measured.free, measured.disturbed, measured.false_share) == (1, 1, 1)


def test_a_table_names_the_set_and_prints_four_digits() -> None:
    printed = table(HELD_BACK, measure(lambda text, year: RIGHT[:2], [LABELLED, FREE]))
    assert printed.splitlines()[0].split() == ["held_back", "labels", "read", "precision", "recall"]
    # The claim-free sentence was handed the same two claims, and both are wrong in it.
    assert "all claims" in printed
    assert printed.splitlines()[2].split()[-4:] == ["3", "4", "0.5000", "0.6667"]
    assert printed.endswith("1 of 1, 1.0000")


def test_the_pages_state_what_is_measured() -> None:
    measured = all_measured()
    for language, path in PAGES.items():
        page = path.read_text(encoding="utf-8")
        assert stated(page, measured, language) == page


def test_the_shipped_reader_can_be_measured() -> None:
    assert all(isinstance(one, Claim) for one in read_with_gxaudit(TEXT, 2023))


@given(st.sampled_from(SETS))
def test_the_labels_of_a_sentence_read_back_are_faultless(one) -> None:
    read = claims_of(one.claims + one.derived)
    measured = measure(lambda text, year: read, [one])
    assert measured.disturbed == 0
    for tally in measured.tallies.values():
        assert (tally.found, tally.right) == (tally.due, tally.read)


@given(st.lists(st.sampled_from(SETS), max_size=4), st.data())
def test_the_groups_add_up_to_the_whole(sentences, data) -> None:
    pool = claims_of(label for one in sentences for label in one.claims)
    read = data.draw(st.lists(st.sampled_from(pool), max_size=6) if pool else st.just([]))
    tallies = measure(lambda text, year: read, sentences).tallies
    groups = [tallies[name] for name in tallies if name not in {ALL, DERIVED_FIGURES}]
    for part in ("due", "found", "read", "right"):
        assert sum(getattr(one, part) for one in groups) == getattr(tallies[ALL], part)

"""The laws of waivers: exactly what was judged is waived, and nothing that was not."""

from __future__ import annotations

import tomllib
from collections import Counter

from hypothesis import assume, example, given
from hypothesis import strategies as st

from gxaudit.render.machines.waivertoml import toml_string
from gxaudit.settle import Result
from gxaudit.testing import Damage, corrupted
from gxaudit.testing.figures import Draft, drafts
from gxaudit.waivers.recheck import recheck
from tests.unit.waiving import AUDITOR, alone, audited, baseline, instances, seen, waived, waivers

PROSE = "全年收到政府信息公开申请{}件，主动公开政府信息XX条。"


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A damaged report whose prose may be wrong as well."""
    damage: Damage = draw(corrupted())
    if not draw(st.booleans()):
        return damage.text
    return damage.text + "\n一、总体情况\n" + PROSE.format(draw(st.integers(10**6, 10**7)))


@st.composite
def versions(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts of one report, both wrong in some cells of tables 3 and 4, some of them alike."""
    draft: Draft = draw(drafts())
    cells = [cell.key for cell in draft.form.cells if cell.table.number in (3, 4)]
    wrong = st.dictionaries(st.sampled_from(cells), st.integers(0, 10**6), min_size=1, max_size=3)
    common, first, second = draw(wrong), draw(wrong), draw(wrong)
    return _with(draft, common | first), _with(draft, common | second)


def _with(draft: Draft, cells: dict[str, int]) -> str:
    for key, value in cells.items():
        draft = draft.with_value(key, value)
    return draft.text()


def wrong(text: str) -> Result:
    result = audited(text)
    assume(result.findings)
    return result


@given(texts(), st.data())
def test_waiving_a_finding_leaves_exactly_the_others(text: str, data: st.DataObject) -> None:
    result = wrong(text)
    chosen = data.draw(st.sets(st.sampled_from(range(len(result.findings))), min_size=1))
    taken = [result.findings[at] for at in sorted(chosen)]
    after = waived(result, waivers(result, taken))
    assert [one.finding for one in after.waived] == taken
    assert list(after.findings) == [one for one in result.findings if one not in taken]
    assert {each.status for each in after.standings} == {"matched"}
    assert after.outcomes == result.outcomes
    assert after.failures == result.failures


@given(texts())
def test_fingerprints_tell_the_instances_and_the_findings_of_a_report_apart(text: str) -> None:
    result = wrong(text)
    parts = [one.fingerprint for one in result.failures]
    assert len(set(parts)) == len(parts)
    assert len({one.fingerprint for one in result.findings}) == len(result.findings)
    assert all(one.figures for one in result.failures)


@given(versions())
def test_other_figures_are_never_hidden(texts: tuple[str, str]) -> None:
    """Whatever was judged in one version, of the other only the very same is waived."""
    before, now = (wrong(text) for text in texts)
    judged = set(instances(before.findings))
    for entries in (waivers(before), baseline(before)):
        after = waived(now, entries)
        assert set(instances(one.finding for one in after.waived)) <= judged
        shown = Counter(instances(after.findings)) + Counter(
            instances(one.finding for one in after.waived)
        )
        assert shown == Counter(instances(now.findings))
        new = set(instances(now.findings)) - judged
        assert new <= set(instances(after.findings))


@given(versions())
def test_a_waiver_of_what_changed_is_stale_and_hides_nothing(texts: tuple[str, str]) -> None:
    before, now = (wrong(text) for text in texts)
    after = waived(now, waivers(before))
    here = set(instances(now.findings))
    hidden = {one for finding in after.waived for one in finding.waivers}
    for standing in after.standings:
        judged = {(each.fingerprint, each.figures) for each in standing.waiver.failures}
        if not judged <= here:
            assert standing.status == "stale"
        assert (standing.status == "matched") == (standing.waiver in hidden)


@given(versions(), st.randoms())
def test_the_order_of_entries_does_not_matter(texts: tuple[str, str], chance: object) -> None:
    before, now = (wrong(text) for text in texts)
    entries = [alone(each) for each in (*waivers(before), *baseline(before))]
    shuffled = list(entries)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = waived(now, entries), waived(now, shuffled)
    assert one.findings == other.findings
    assert one.waived == other.waived
    assert one.standings == other.standings


@given(texts())
def test_a_baseline_takes_out_everything_that_was_there(text: str) -> None:
    result = wrong(text)
    after = waived(result, baseline(result))
    assert after.findings == ()
    assert [one.finding for one in after.waived] == list(result.findings)
    assert {one.kind for one in after.waived} == {"baseline"}


@given(texts())
def test_a_report_beside_itself_remains_as_it_is(text: str) -> None:
    result = seen(wrong(text))
    (done,) = recheck([result], [result])
    assert (done.settled, done.new) == ((), ())
    assert [each.now for each in done.remains] == [each.before for each in done.remains]
    assert {each.before for each in done.remains} == {
        one for item in result.items for one in item.failures
    }
    assert not any(each.changed for each in done.remains)


@given(versions())
def test_settled_remaining_and_new_are_a_partition(texts: tuple[str, str]) -> None:
    before, now = (seen(wrong(text)) for text in texts)
    (done,) = recheck([before], [now])
    was = Counter(one for item in before.items for one in item.failures)
    found = Counter(one for item in now.items for one in item.failures)
    assert Counter(done.settled) + Counter(each.before for each in done.remains) == was
    assert Counter(done.new) + Counter(each.now for each in done.remains if each.now) == found
    for each in done.remains:
        assert each.now is None or (each.now.rule, each.now.address) == (
            each.before.rule,
            each.before.address,
        )


@given(corrupted("figure changed", "columns off by opposite amounts"))
def test_a_corrected_report_has_everything_settled(damage: Damage) -> None:
    assert damage.before is not None
    wrong_one, right = (seen(audited(text)) for text in (damage.text, damage.before.text))
    (done,) = recheck([wrong_one], [right])
    assert done.settled and done.done


@given(texts())
def test_where_a_report_lies_and_its_lines_stand_changes_no_fingerprint(text: str) -> None:
    result = wrong(text)
    moved = AUDITOR.audit(f"\n\n{text}".replace("\n", "\n\n").encode("gb18030"), "别处/改名.txt")
    assert instances(moved.findings) == instances(result.findings)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example('"\\\x7f\u202e\U000e0041\r\n\t')
def test_any_text_is_the_same_after_it_was_written_as_toml(text: str) -> None:
    assert tomllib.loads(f"x = {toml_string(text)}") == {"x": text}

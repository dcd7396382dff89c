"""What watches over foreign code: the seal, the clock, strikes, places, imports, causes."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.api import Failed, Passed, Report, Text, Verdict
from gxaudit.beside import Beside, Companion, Member
from gxaudit.entity import Entity
from gxaudit.forms import form_named
from gxaudit.guard import Origin, RefusedError, cause
from gxaudit.judging.runner import Plan, Watch, judge
from gxaudit.judging.seal import Seal
from gxaudit.judging.strikes import ALLOWED, Strikes
from gxaudit.judging.verdicts import Extent, checked
from gxaudit.limit import Clock, TimeLimitError
from gxaudit.loading.importing import check_imports
from gxaudit.loading.plugins import load_plugins
from gxaudit.reading.read import read_report
from gxaudit.specimen import specimen

TEXT = specimen("2021")
POSIX = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs setitimer")


def report() -> Report:
    return read_report(TEXT)


def records(whole: Report) -> list[object]:
    """One record of each kind that a rule can reach."""
    form = whole.form
    table = form.tables[1]
    return [
        whole,
        whole.prose[0],
        whole.sections[0],
        whole.tables[0],
        next(place for place in whole.places if place),
        form,
        form.cells[7],
        form.rows[3],
        table,
        table.groups[0],
        table.blocks[0],
        form.rows[3].columns[0],
    ]


def around() -> Beside:
    """Two reports, one of them on another form, and what a manifest says."""
    member = Member("林业局", Companion(report(), "a.txt"))
    before = Companion(read_report(specimen("2019")), "b.txt")
    return Beside(last_year=before, members=(member,), entity=Entity("本府", members=("林业局",)))


def records_of(beside: Beside) -> list[object]:
    """One record of each kind that a rule can reach there."""
    assert beside.last_year is not None
    own = [beside, beside.entity, beside.members[0], *beside.companions]
    return own + [one for each in beside.companions for one in records(each.report)]


@given(st.data())
def test_any_change_of_any_record_is_noticed_and_undone(data: st.DataObject) -> None:
    whole, beside = report(), around()
    seal = Seal(whole, beside)
    record = data.draw(st.sampled_from([*records(whole), *records_of(beside)]))
    name = data.draw(st.sampled_from(sorted(vars(record))))
    before = getattr(record, name)
    if data.draw(st.booleans()):
        object.__setattr__(record, name, data.draw(st.sampled_from(["x", 3.5, ("x",)])))
    else:
        object.__delattr__(record, name)
    assert seal.broken()
    assert getattr(record, name) is before
    assert not seal.broken()


def test_reading_a_report_breaks_no_seal() -> None:
    whole = report()
    seal = Seal(whole)
    assert [cell.raw for cell in whole.cells()] == list(whole.raws)
    assert whole.form.row(whole.form.rows[0].key) is whole.form.rows[0]
    assert whole.section_text(whole.prose[0].section)
    assert not seal.broken()


def test_an_added_field_and_a_filled_index_are_changes() -> None:
    whole = report()
    seal = Seal(whole)
    object.__setattr__(whole, "verdict", "clean")
    assert seal.broken()
    assert not hasattr(whole, "verdict")
    whole.form._by_name["表九"] = 3  # type: ignore[index]
    assert seal.broken()
    with pytest.raises(KeyError):
        whole.form.index("表九")


@given(st.lists(st.booleans(), max_size=12))
def test_a_rule_is_off_once_it_broke_three_times_running(fates: list[bool]) -> None:
    strikes, running, off = Strikes(), 0, False
    for broke in fates:
        if off:
            break
        running = running + 1 if broke else 0
        off = running == ALLOWED
        assert strikes.count("henan/a", broke=broke) is off
        assert ("henan/a" in strikes.off) is off
    assert "henan/b" not in strikes.off


@given(st.tuples(st.integers(-3, len(TEXT) + 3), st.integers(-3, len(TEXT) + 3)))
def test_a_span_is_accepted_where_the_text_has_it(span: tuple[int, int]) -> None:
    failed = Failed(message=Text("少", "few"), span=span)
    inside = 0 <= span[0] <= span[1] <= len(TEXT)
    extent = Extent(form_named("2021"), TEXT)
    if inside:
        assert checked(failed, extent) is failed
    else:
        with pytest.raises(RefusedError):
            checked(failed, extent)


@given(st.sampled_from(form_named("2021").cells), st.text(max_size=3))
def test_a_cell_is_accepted_where_the_form_has_it(cell, more: str) -> None:
    extent = Extent(form_named("2021"), None)
    for name in (cell.address, cell.key):
        failed = Failed(message=Text("少", "few"), cell=name, cells=(name,))
        assert checked(failed, extent) is failed
        if more:
            with pytest.raises(RefusedError, match="does not have"):
                checked(evolve(failed, cells=(name + more,)), extent)


def endless() -> None:
    while True:
        pass


def test_the_clock_stops_a_loop_and_leaves_the_signal_as_it_was() -> None:
    if sys.platform == "win32":
        pytest.skip("needs setitimer")
    before = signal.getsignal(signal.SIGALRM)
    with Clock(0.05) as clock:
        assert clock.works
        clock.start()
        with pytest.raises(TimeLimitError):
            endless()
        clock.stop()
        assert clock.overran
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@POSIX
def test_the_clock_comes_again_where_it_was_swallowed() -> None:
    swallowed = 0
    with Clock(0.05) as clock:
        clock.start()
        while swallowed < 3:
            try:
                endless()
            except BaseException:
                swallowed += 1
        clock.stop()
    assert swallowed == 3


def test_outside_the_main_thread_the_clock_says_that_it_cannot() -> None:
    said: list[bool] = []

    def elsewhere() -> None:
        with Clock(1) as clock:
            said.append(clock.works)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert said == [False]


def test_where_the_clock_cannot_a_worker_is_asked() -> None:
    asked = object()
    watch = Watch(worker=asked)  # type: ignore[arg-type]
    assert watch.isolated(stoppable=True) is None
    assert watch.isolated(stoppable=False) is asked
    assert evolve(watch, always=True).isolated(stoppable=True) is asked


def test_a_foreign_pack_has_no_say_in_what_a_blank_means() -> None:
    loaded, _ = load_plugins()
    rules = [rule for plugin in loaded for rule in plugin.rules]
    form = form_named("2021")
    _, every = Plan(rules, rules).for_form(form)
    foreign = {"totals": Origin("totals", "other", "1")}
    _, fewer = Plan(rules, rules, origins=foreign).for_form(form)
    mine = [rule for rule in rules if rule.namespace != "totals"]
    assert fewer == Plan(mine, mine).for_form(form)[1]
    assert len(fewer) < len(every)


def test_a_rule_of_ours_that_breaks_is_a_fault_too() -> None:
    loaded, _ = load_plugins()
    rule = next(one for plugin in loaded for one in plugin.rules if one.check)

    def check(*_: object) -> Iterator[Verdict]:
        yield Passed()
        raise ValueError("boom")

    broken = evolve(rule, check=check, options=None, forms=None, years=None)
    _, (judged,) = judge(report(), Plan([broken], [broken]))
    assert judged.fault is not None
    assert "boom" in judged.fault.message.zh
    assert judged.verdicts[0] == Passed()
    assert len(judged.verdicts) == 2


INTERNAL = {
    "import gxaudit.judging.runner": "gxaudit.judging.runner",
    "import gxaudit.packs.parse as p": "gxaudit.packs.parse",
    "from gxaudit.finding import Failed": "gxaudit.finding",
    "from gxaudit import settle": "gxaudit.settle",
    "from gxaudit import (\n    api,\n    judging,\n)": "gxaudit.judging",
    "def check(report):\n    from gxaudit.cli.run import run": "gxaudit.cli.run",
    "import gxaudit\nx = gxaudit.judging.runner.judge": "gxaudit.judging",
}
PUBLIC = (
    "from gxaudit.api import Rule",
    "import gxaudit.api",
    "from gxaudit import api, testing, audit",
    "from gxaudit.testing import contract",
    "import gxaudit_henan.runner",
    '"""from gxaudit.judging.runner import judge"""',
    "# import gxaudit.judging.runner",
    "from . import runner",
)


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def make(source: str) -> None:
        path = tmp_path / "henan_rules.py"
        path.write_text(source, encoding="utf-8")
        made = ModuleType("henan_rules")
        made.__file__ = str(path)
        monkeypatch.setitem(sys.modules, "henan_rules", made)

    return make


@pytest.mark.parametrize("source", INTERNAL)
def test_what_is_internal_may_not_be_imported(module, source: str) -> None:
    module(source)
    with pytest.raises(RefusedError) as caught:
        check_imports("henan_rules")
    assert INTERNAL[source] in caught.value.message.zh


@pytest.mark.parametrize("source", PUBLIC)
def test_what_is_public_may_be_imported(module, source: str) -> None:
    module(source)
    check_imports("henan_rules")


def test_modules_of_a_package_that_were_not_loaded_are_read_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "later.py").write_text("import gxaudit.settle", encoding="utf-8")
    made = ModuleType("henan_rules")
    made.__file__ = str(tmp_path / "__init__.py")
    monkeypatch.setitem(sys.modules, "henan_rules", made)
    with pytest.raises(RefusedError, match=r"gxaudit\.settle"):
        check_imports("henan_rules")


@given(st.text())
def test_the_cause_of_anything_can_be_told(words: str) -> None:
    class Odd(BaseException):
        def __str__(self) -> str:
            raise SystemExit(words)

    class UnlikeError(Exception):
        message = words

    for error in (
        Odd(),
        ValueError(words),
        SystemExit(words),
        UnlikeError(),
        RefusedError(Text("", "")),
    ):
        told = cause(error)
        assert isinstance(told, Text)
        assert len(told.zh) < 600

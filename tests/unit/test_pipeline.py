"""Bytes to result: guards, locations, fingerprints, bad input."""

import pytest

import gxaudit
from gxaudit.api import Basis, Example, Explanation, Failed, Outcome, Passed, Rule, Severity, Text
from gxaudit.files import walk
from gxaudit.finding import Fault
from gxaudit.forms import form_named
from gxaudit.intake import Source
from gxaudit.judging.runner import Plan, judge
from gxaudit.pipeline import Auditor
from gxaudit.reading.read import read_report
from gxaudit.settle import Result, settle
from gxaudit.specimen import specimen

FORM = form_named("2021")
AUDITOR = Auditor.load()
WRONG = {"表三.一[自然人]": "4", "表三.一[总计]": "4", "表三.三（七）[自然人]": "5"}


def rule(check: object, slug: str = "rule") -> Rule:
    words = Text("规则", "a rule")
    return Rule(
        id=f"test/{slug}",
        title=words,
        explanation=Explanation(words, words, words),
        severity=Severity.ERROR,
        basis=(Basis(words),),
        examples=(Example(outcome=Outcome.PASSED),),
        check=check,  # type: ignore[arg-type]
        since="0.1",
    )


def run(*rules: Rule) -> Result:
    text = specimen(FORM)
    report, judged = judge(read_report(text), Plan(rules, rules))
    return settle(report, judged, Source(text, "utf-8"), "a.txt")


def test_a_rule_that_breaks_keeps_what_it_yielded_and_is_a_fault() -> None:
    def broken(report: object) -> object:
        yield Failed(message=Text("一", "one"), line=1)
        raise RuntimeError("no more")

    def leaves(report: object) -> object:
        raise SystemExit(0)
        yield Passed()

    result = run(rule(broken, "broken"), rule(leaves, "leaves"), rule(lambda _: [Passed()], "good"))
    assert [one.rule for one in result.findings] == ["test/broken"]
    assert [one.rule for one in result.faults] == ["test/broken", "test/leaves"]
    assert all(one.path == "a.txt" for one in result.faults)
    assert result.outcomes["test/leaves"].outcome is Outcome.NOT_EVALUATED
    assert result.outcomes["test/good"].outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "answer", [["text"], [Failed(message=Text("一", "one"), cell="表九.一[总计]")], None]
)
def test_what_a_rule_may_not_yield_is_a_fault(answer: object) -> None:
    result = run(rule(lambda _: answer))
    assert len(result.faults) == 1
    assert not result.findings


def test_a_rule_may_yield_the_same_failure_twice() -> None:
    """One object yielded twice is two findings, and breaks nothing."""
    same = Failed(message=Text("一", "one"), span=(0, 2), cells=("表三.一[总计]",))
    sums = [one for one in AUDITOR.rules if one.id.startswith(("balance/", "totals/"))]
    result = run(rule(lambda _: [same, same]), *sums)
    assert [one.message.zh for one in result.findings if one.rule == "test/rule"] == ["一", "一"]


def test_a_finding_is_located_at_its_cell() -> None:
    result = AUDITOR.audit(specimen(FORM, cells=WRONG).encode())
    found = [one for one in result.failures if one.rule == "balance/applications"]
    assert [one.address for one in found] == ["表三.三（七）[自然人]", "表三.三（七）[总计]"]
    place = found[0].location
    assert place is not None
    assert place.excerpt[place.column - 1 : place.end_column - 1] == "5"
    equation = found[0].equation
    assert equation is not None
    assert [one.address for one in equation.left] == ["表三.一[自然人]", "表三.二[自然人]"]
    assert (equation.left_sum, equation.right_sum) == (4, 5)


def test_fingerprints_survive_relayout_and_tell_findings_apart() -> None:
    text = specimen(FORM, cells=WRONG)
    relaid = "\n\n" + text.replace("（", "(").replace("\n二、主动", "\n\n\n## 二、主动")
    one, other = (AUDITOR.audit(each.encode()).findings for each in (text, relaid))
    assert [each.fingerprint for each in one] == [each.fingerprint for each in other]
    assert len({each.fingerprint for each in one}) == len(one)
    assert [each.location for each in one] != [each.location for each in other]


def test_table_2_figures_are_unchecked_and_not_passed() -> None:
    result = AUDITOR.audit(
        specimen(FORM, cells={"表二.[行政许可][本年处理决定数量]": "9"}).encode()
    )
    assert "表二.[行政许可][本年处理决定数量]" in result.unchecked
    assert not any(address.startswith(("表三", "表四")) for address in result.unchecked)


def test_every_selected_rule_has_an_outcome_and_not_evaluated_has_a_reason() -> None:
    for text in (
        specimen(FORM),
        specimen(form_named("2019")),
        "一、总体情况\n六、其他需要报告的事项",
    ):
        result = AUDITOR.audit(text.encode())
        assert list(result.outcomes) == [one.id for one in AUDITOR.selected]
        for tally in result.outcomes.values():
            if tally.not_evaluated or tally.not_applicable:
                assert tally.reasons


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"PK\x03\x04\x00\x00", "ZIP"),
        (b"\x7fELF\x00\x00", "NUL"),
        ("购物清单".encode(), "not an annual report"),
        ("年度报告".encode() + b"\xff" + "政府信息公开".encode(), "not valid UTF-8"),
    ],
)
def test_bad_input_is_a_fault_that_says_why(data: bytes, words: str) -> None:
    result = AUDITOR.audit(data, "坏.txt")
    (fault,) = result.faults
    assert words in fault.message.en
    assert fault.message.zh
    assert fault.path == "坏.txt"
    assert result.report is None


def test_no_report_can_be_passed_over_but_damage_cannot() -> None:
    assert AUDITOR.audit("清单".encode(), "a", skip_non_reports=True).skipped
    assert AUDITOR.audit(b"\xff\xff\xff", "a", skip_non_reports=True).faults


@pytest.mark.parametrize(
    ("name", "skipped"), [("a.DOCX", False), ("a.pdf", False), ("a.txt", True)]
)
def test_an_empty_document_is_never_passed_over(name: str, skipped: bool) -> None:
    result = AUDITOR.audit(b" \n", name, skip_non_reports=True)
    assert (result.skipped, not result.faults) == (skipped, skipped)


def test_the_same_result_twice() -> None:
    data = specimen(FORM, cells=WRONG, default="1").encode()
    one, other = AUDITOR.audit(data), AUDITOR.audit(data)
    assert one.findings == other.findings
    assert one.outcomes == other.outcomes


def test_from_python(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "报告.txt"
    path.write_text(specimen(FORM, cells=WRONG), encoding="utf-8")
    result = gxaudit.audit(path)
    assert result.path == str(path)
    assert result.findings == gxaudit.audit(path.read_bytes()).findings


def test_walk_is_sorted_skips_hidden_and_goes_on_after_trouble(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    (tmp_path / "large.txt").write_bytes(b"x" * 100)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(walk([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "missing")], 50))
    names = [path.removeprefix(str(tmp_path)).lstrip("/\\") for path, _ in found]
    assert [name.replace("\\", "/") for name in names] == [
        "a.txt",
        "b.txt",
        "gone.txt",
        "large.txt",
        "sub/c.txt",
        "missing",
    ]
    faults = {
        name: data for name, (_, data) in zip(names, found, strict=True) if isinstance(data, Fault)
    }
    assert set(faults) == {"gone.txt", "large.txt", "missing"}
    assert "--max-size" in faults["large.txt"].message.en


def test_an_empty_folder_is_a_fault(tmp_path) -> None:  # type: ignore[no-untyped-def]
    ((_, fault),) = walk([str(tmp_path)])
    assert isinstance(fault, Fault)

"""What is wrong with a pack that only running it shows: examples that end otherwise than said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxaudit.finding import Finding, Outcome, Tally
from gxaudit.intake import Source
from gxaudit.judging.runner import Plan, judge
from gxaudit.packs import Pack, Problem
from gxaudit.packs.parse import parse
from gxaudit.packs.syntax import Line
from gxaudit.reading.read import read_report
from gxaudit.rule import Example, Rule
from gxaudit.settle import Result, settle
from gxaudit.specimen import example_text
from gxaudit.staging import beside_of
from gxaudit.wording import Text

_ENDS = {
    Outcome.PASSED: Text("通过", "passes"),
    Outcome.FAILED: Text("不通过", "fails"),
    Outcome.NOT_EVALUATED: Text("未能核对", "cannot be evaluated"),
    Outcome.NOT_APPLICABLE: Text("不适用", "does not apply"),
}


def wrong_examples(pack: Pack) -> tuple[Problem, ...]:
    """A problem for every example that does not end as it says, at the line of the example."""
    return tuple(
        problem
        for rule, lines in zip(pack.rules, _example_lines(pack.source), strict=True)
        for problem in _wrong(rule, lines)
    )


def judged(rule: Rule, example: Example) -> Result:
    """What the rule alone says of the report of one of its examples."""
    text = example_text(example)
    beside = beside_of(example)
    report, verdicts = judge(read_report(text), Plan([rule], [rule]), beside)
    return settle(report, verdicts, Source(text, None), None, beside)


def _example_lines(source: str) -> Iterator[list[Line]]:
    """The example lines of each rule, in the order in which a rule keeps its examples."""
    passes: list[Line] = []
    fails: list[Line] = []
    heads = 0
    for line in parse(source):
        if line.keyword == "RULE":
            if heads:
                yield passes + fails
            heads, passes, fails = heads + 1, [], []
        elif line.keyword == "PASSES":
            passes.append(line)
        elif line.keyword == "FAILS":
            fails.append(line)
    yield passes + fails


def _wrong(rule: Rule, lines: Sequence[Line]) -> Iterator[Problem]:
    for example, line in zip(rule.examples, lines, strict=True):
        result = judged(rule, example)
        tally = result.outcomes[rule.id]
        if tally.outcome is not example.outcome:
            words = _words(example.outcome, tally, result.failures)
            yield Problem(line.number, line.column, words)


def _words(said: Outcome, tally: Tally, findings: Sequence[Finding]) -> Text:
    """What the example says, how it ends and why, and the cure."""
    wanted, found = _ENDS[said], _ENDS[tally.outcome]
    reasons = [finding.message for finding in findings] or list(tally.reasons)
    zh = "；".join(one.zh for one in reasons)
    en = "; ".join(one.en for one in reasons)
    return Text(
        f"这个例子写的是“{wanted.zh}”，实际结果是“{found.zh}”{zh and '：' + zh}。"
        "没有写到的各格都是 0；请核对例子里的数，或改正算式",
        f"this example is said to be one that {wanted.en}, but the rule {found.en} on it"
        f"{en and ': ' + en}. Cells not named are 0; correct the figures or the expression",
    )

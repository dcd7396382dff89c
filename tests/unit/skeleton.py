"""A run in which a test chooses every word that is shown: title, cell, path, rule and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle

from attrs import evolve

from gxaudit.cause import Cause, Change, Repair
from gxaudit.config.settings import Settings
from gxaudit.coverage import Coverage, Stated
from gxaudit.finding import (
    Confidence,
    Equation,
    Fault,
    Finding,
    Location,
    Operand,
    Passed,
    Severity,
    Tally,
)
from gxaudit.readers.model import Document
from gxaudit.render.run import Run
from gxaudit.report import Claim, State
from gxaudit.rule import Basis, Explanation, Rule
from gxaudit.settle import Result
from gxaudit.waiver import Difference, Instance, Standing, Waived, Waiver
from gxaudit.wording import Text
from tests.unit.results import report

RULES = ("evil/cells", "evil/prose", "evil/whole")
HERE = "表三.一[自然人]"
NEVER = Text("从不显示", "never shown")


class Words:
    """Hands out words, each with a number so that no two are equal. ``said`` are those."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words: Iterator[tuple[int, str]] = enumerate(cycle(words or [""]))
        self.said: list[str] = []

    def __call__(self) -> str:
        number, word = next(self._words)
        self.said.append(f"w{number}.{word}")
        return self.said[-1]

    def text(self) -> Text:
        word = self()
        return Text(word, word)


def run(words: Words) -> Run:
    """Rules whose titles and explanations come from a plugin."""
    rules = tuple(
        Rule(
            id=name,
            title=words.text(),
            explanation=Explanation(NEVER, NEVER, how),
            severity=Severity.ERROR,
            basis=(Basis(*basis),),
            examples=(),
            check=lambda _: [Passed()],
            since="1",
        )
        for name, how, *basis in (
            (RULES[0], words.text(), words.text(), words.text()),
            (RULES[1], words.text(), words.text(), words.text()),
            # Nothing is found by it, so that its title alone is shown.
            (RULES[2], NEVER, NEVER, NEVER),
        )
    )
    return Run("1.0", date(2026, 3, 1), (), (Settings(rules=rules, selected=rules),))


def result(words: Words) -> Result:
    """Two findings, one with a cause and one in the prose, a fault, and every state of a cell."""
    raws, states = list(report().raws), list(report().states)
    for index, state in enumerate((State.NUMBER, State.MARK, State.UNREADABLE), 10):
        raws[index], states[index] = words(), state
    for index, state in enumerate((State.BLANK, State.MISSING), 13):
        raws[index], states[index] = "", state
    return Result(
        path=words(),
        encoding=words(),
        format=words(),
        configuration=words(),
        report=evolve(
            report(), agency=words(), title=words(), raws=tuple(raws), states=tuple(states)
        ),
        outcomes={
            RULES[0]: Tally(failed=1),
            RULES[1]: Tally(failed=1, not_evaluated=1, reasons=(words.text(),)),
            RULES[2]: Tally(not_evaluated=1, reasons=(words.text(),)),
        },
        findings=(_caused(words), _prose(words)),
        faults=(_fault(words),),
        coverage=_coverage(words),
        waived=(_waived(words),),
        standings=(_stale(words),),
        document=Document((), notes=(words.text(),)),
    )


def _finding(words: Words, rule: str) -> Finding:
    return Finding(
        rule=rule,
        version=1,
        severity=Severity.ERROR,
        confidence=Confidence.LIKELY,
        message=words.text(),
        address=None,
        key=None,
        location=None,
        expected=None,
        actual=None,
        equation=None,
        cells=(),
        fingerprint="0",
    )


def _caused(words: Words) -> Finding:
    equation = Equation("=", (Operand(words(), "", 1), Operand(HERE, "", 2)), (), 3, 4)
    by_sum, by_words = (_finding(words, name) for name in RULES[:2])
    # Of evidence with an equation, the equation is shown.
    words.said.remove(by_sum.message.zh)
    by_sum = evolve(by_sum, message=NEVER, equation=equation)
    repairs = tuple(
        Repair((Change(address, "", 1, 2),), words.text()) for address in (words(), HERE)
    )
    return evolve(
        _finding(words, RULES[0]),
        cells=(words(),),
        address=HERE,
        location=Location(3, 1, 2, NEVER.zh),
        cause=Cause(kind="cells", verdict=words.text(), repairs=repairs),
        evidence=(by_sum, by_words),
    )


def _waived(words: Words) -> Waived:
    return Waived(_finding(words, RULES[2]), (_waiver(words, NEVER.zh, NEVER.zh),))


def _stale(words: Words) -> Standing:
    gone = _instance(words(), words())
    waiver = _waiver(words, words(), words(), gone, _instance(NEVER.zh, NEVER.zh))
    return Standing(waiver, "stale", (Difference(gone, None),), (_finding(words, RULES[2]),))


def _waiver(words: Words, rule: str, address: str, *failures: Instance) -> Waiver:
    return Waiver(
        kind="waiver",
        agency=NEVER.zh,
        year=2026,
        rule=rule,
        address=address,
        failures=failures,
        file=words(),
        line=3,
        reason=words(),
        by=words(),
    )


def _instance(rule: str, address: str) -> Instance:
    return Instance(rule, address, "0", frozenset({NEVER.zh}))


def _prose(words: Words) -> Finding:
    line = words()
    return evolve(
        _finding(words, RULES[1]),
        severity=Severity.WARNING,
        location=Location(3, 2, len(line), line),
        expected=words(),
        actual=words(),
    )


def _fault(words: Words) -> Fault:
    return Fault(
        kind="rule",
        message=words.text(),
        path=words(),
        rule=words(),
        plugin=words(),
        link=words(),
    )


def _coverage(words: Words) -> Coverage:
    claim = Claim("unheard_of", 3, words(), "stated", 0, 1, quote=words())
    left = report().form.cells[10].address
    return Coverage(9, (left,), {left: words.text()}, 3, (Stated(claim, 1, 1, words.text()),), ())

"""How well a reader of prose reads the labelled sentences: ``python -m tests.claims.measure``.

A claim read is right where a label of the sentence has its metric, value, polarity and qualifier
and a place that overlaps; the unit does not matter. Of a denial it is enough that both places
stand in one clause: which words of 上年结转的申请 are the noun denied is a matter of taste. A label
that is ``ambiguous`` counts as right where it is read and as nothing where it is not. Each label
answers one claim, so a claim read twice is once wrong. Derived figures are no claims: they are
measured in a row of their own.

Of the held-back and the unseen set figures are printed and nothing else; ``--missed`` shows the
sentences of the sets to build on that were not read as labelled.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from attrs import define, frozen

from gxaudit.report import Claim, Derived
from gxaudit.wording import Language
from tests.claims.sets import BUILT_ON, MEASURED_ONLY, Expected, Sentence, load
from tests.claims.vocabulary import DERIVED, GROUPS, METRICS

Reader = Callable[[str, int], Iterable[Claim]]
"""A text and the year of its report to the claims that are read from it."""

ALL = "all claims"
DERIVED_FIGURES = "derived figures (no claims)"

FALSE = "claim-free sentences in which one was read"
_DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[Language, Path] = {
    "zh": _DOCS / "claims.zh-CN.md",
    "en": _DOCS / "claims.md",
}
_CHINESE = {
    ALL: "全部陈述",
    "received, channels, applicants": "收到、渠道、申请人",
    "outcomes": "办理结果",
    "carry-over and scope": "结转与收办",
    "review": "行政复议",
    "litigation": "行政诉讼",
    "section two": "第二部分",
    "fees": "收费",
    "disclosure total": "主动公开总数",
    DERIVED_FIGURES: "推算数（不算陈述）",
    FALSE: "没有陈述却读出了陈述的句子",
}
_BEGIN, _END = "<!-- figures -->", "<!-- end -->"

_CLAUSE_ENDS = frozenset("，、。；：,;:（）()")


@define
class Tally:
    """What was due, what was read, and how much of either is right."""

    due: int = 0
    """Labels that may not be missed."""
    found: int = 0
    """Those of them that were read."""
    read: int = 0
    """Claims read."""
    right: int = 0
    """Those of them that a label answers."""

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right; None where nothing was read."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """The share of what was due that was found; None where nothing was due."""
        return self.found / self.due if self.due else None

    def add(self, labels: Iterable[Expected], reading: Reading) -> None:
        """Count one sentence."""
        firm = [label for label in labels if not label.ambiguous]
        self.due += len(firm)
        self.found += sum(any(label is one for one in reading.met) for label in firm)
        self.read += len(reading.met) + len(reading.wrong)
        self.right += len(reading.met)


@frozen
class Reading:
    """The labels that were met, and the claims that no label answers."""

    met: tuple[Expected, ...]
    wrong: tuple[Claim, ...]


@frozen
class Measure:
    """Of a whole set: a tally for each group, and the sentences without claims."""

    tallies: dict[str, Tally]
    free: int
    """Sentences that make no claim."""
    disturbed: int
    """Those of them in which one was read."""

    @property
    def false_share(self) -> float | None:
        """The share of claim-free sentences with a false claim; None where there is none."""
        return self.disturbed / self.free if self.free else None


def measure(reader: Reader, sentences: Iterable[Sentence]) -> Measure:
    """Read every sentence and count, per group of metrics."""
    groups = {ALL: METRICS, **{name: frozenset(one) for name, one in GROUPS.items()}}
    tallies = {name: Tally() for name in [*groups, DERIVED_FIGURES]}
    free = disturbed = 0
    for sentence in sentences:
        claims = tuple(reader(sentence.text, sentence.year))
        for name, metrics in groups.items():
            labels = [one for one in sentence.claims if one.metric in metrics]
            tallies[name].add(labels, compared(sentence.text, labels, _of(claims, metrics)))
        derived = compared(sentence.text, sentence.derived, _of(claims, DERIVED))
        tallies[DERIVED_FIGURES].add(sentence.derived, derived)
        free += not sentence.claims
        disturbed += not sentence.claims and any(_of(claims, METRICS))
    return Measure(tallies=tallies, free=free, disturbed=disturbed)


def compared(text: str, labels: Iterable[Expected], claims: Iterable[Claim]) -> Reading:
    """Give every claim a label that it meets and that no earlier claim has taken."""
    # A firm label goes first: where two fit, the one that may not be missed is the one met.
    open_labels = sorted(labels, key=lambda label: label.ambiguous)
    met: list[Expected] = []
    wrong: list[Claim] = []
    for claim in claims:
        label = next((one for one in open_labels if _meets(text, claim, one)), None)
        if label is None:
            wrong.append(claim)
        else:
            # By identity: two labels may be equal in all but their place in the list.
            open_labels = [one for one in open_labels if one is not label]
            met.append(label)
    return Reading(tuple(met), tuple(wrong))


def read_with_gxaudit(text: str, year: int) -> tuple[Claim, ...]:
    """The reader that gxaudit ships, derived figures as claims of their own names."""
    from gxaudit import read_prose

    prose = read_prose(text, year=year)
    return prose.claims + tuple(map(_stated, prose.derived))


def _stated(figure: Derived) -> Claim:
    where = figure.start, figure.end
    return Claim(figure.metric, figure.value, figure.unit, "stated", *where)


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(prog="python -m tests.claims.measure", description=__doc__)
    parser.add_argument(
        "--missed", action="store_true", help="what the sets to build on have and was not read"
    )
    parser.add_argument("--page", action="store_true", help="write the figures into both pages")
    options = parser.parse_args()
    if options.page:
        measured = all_measured()
        for language, page in PAGES.items():
            text = stated(page.read_text(encoding="utf-8"), measured, language)
            page.write_text(text, encoding="utf-8")
        return
    if options.missed:
        for path in BUILT_ON:
            print("\n\n".join([path.stem, *_missed(read_with_gxaudit, load(path))]) + "\n")
        return
    for path in MEASURED_ONLY + BUILT_ON:
        print(table(path, measure(read_with_gxaudit, load(path))) + "\n")


def all_measured() -> list[Measure]:
    """What was measured on every set, those first that nobody builds on."""
    return [measure(read_with_gxaudit, load(path)) for path in MEASURED_ONLY + BUILT_ON]


def stated(page: str, measured: Sequence[Measure], language: Language) -> str:
    """The page with the figures of every set between its two marks."""
    from tabulate import tabulate

    zh = language == "zh"
    rows = [[name, *(_pair(one.tallies[name]) for one in measured)] for name in measured[0].tallies]
    of = "{1} 句中 {0} 句" if zh else "{0} of {1}"
    rows.append([FALSE, *(of.format(one.disturbed, one.free) for one in measured)])
    if zh:
        rows = [[_CHINESE[name], *cells] for name, *cells in rows]
    sets = (path.stem for path in MEASURED_ONLY + BUILT_ON)
    headers = ["精确率 / 召回率" if zh else "precision / recall", *sets]
    lines = tabulate(rows, headers, tablefmt="github", disable_numparse=True)
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{lines}\n{_END}{after}"


def _pair(tally: Tally) -> str:
    return f"{_share(tally.precision)} / {_share(tally.recall)}"


def table(path: Path, measured: Measure) -> str:
    """The figures of one set, a line for each group."""
    from tabulate import tabulate

    rows = [
        (name, tally.due, tally.read, _share(tally.precision), _share(tally.recall))
        for name, tally in measured.tallies.items()
    ]
    headers = (path.stem, "labels", "read", "precision", "recall")
    aligned = ("left", "right", "right", "right", "right")
    lines = tabulate(rows, headers, disable_numparse=True, colalign=aligned)
    share = f"{measured.disturbed} of {measured.free}, {_share(measured.false_share)}"
    return f"{lines}\nsentences without claims in which one was read: {share}"


def _missed(reader: Reader, sentences: Iterable[Sentence]) -> Iterator[str]:
    for sentence in sentences:
        claims = _of(reader(sentence.text, sentence.year), METRICS)
        reading = compared(sentence.text, sentence.claims, claims)
        due = [one for one in sentence.firm if not any(one is met for met in reading.met)]
        if due or reading.wrong:
            yield "\n".join([f"{sentence.year} {sentence.text}", *_told(sentence, due, reading)])


def _told(sentence: Sentence, due: Iterable[Expected], reading: Reading) -> Iterator[str]:
    for sign, claims in (("missed", due), ("wrong", reading.wrong)):
        for one in claims:
            how = " ".join(filter(None, [one.polarity, one.qualifier]))
            place = sentence.text[one.start : one.end]
            yield f"  {sign:6} {one.metric} = {one.value} ({how}) at {place!r}"


def _meets(text: str, claim: Claim, label: Expected) -> bool:
    # A float is compared as it prints: 0.1 read is the 0.1 of the label.
    value = claim.value == label.value or str(claim.value) == str(label.value)
    said = (claim.metric, claim.polarity, claim.qualifier)
    due = (label.metric, label.polarity, label.qualifier)
    return value and said == due and _in_place(text, claim, label)


def _in_place(text: str, claim: Claim, label: Expected) -> bool:
    if claim.start < label.end and label.start < claim.end:
        return True
    between = text[min(claim.end, label.end) : max(claim.start, label.start)]
    return label.polarity == "negated" and _CLAUSE_ENDS.isdisjoint(between)


def _of(claims: Iterable[Claim], metrics: frozenset[str]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.metric in metrics)


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.4f}"


if __name__ == "__main__":
    main()

"""The tokens of a sentence, gone through once: the longest sequence that fits is read and consumed.

What the sentence is about, which total was read last and what stands behind “其中” is remembered
on the way; the conditions of a sequence are asked of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gxaudit.reading.automaton import ends
from gxaudit.reading.lexicon import Lexicon
from gxaudit.reading.notation import CARRIED, Reading
from gxaudit.reading.tokens import Token

_PART = "applications_received_"


FOREIGN = "foreign"
"""The topic of applications of another kind; one that is received afterwards is none of them."""
ABOUT_DISCLOSURE = ("applications", "disputes", "fees", "notices")
"""Topics that are about disclosure by themselves."""


class Said(NamedTuple):
    """A metric with the token that says it. ``falls`` makes a change negative."""

    metric: str
    token: Token
    ambiguous: bool = False
    falls: bool = False


class State:
    """What is known while the clauses of a paragraph are gone through."""

    def __init__(self, topic: str | None) -> None:
        self.topic = topic
        self.registers: dict[str, str] = {}
        """The subtype seen last, by the name of the register."""
        self.total: str | None = None
        """The metric read last that is no part by channel or applicant."""
        self.last: str | None = None
        self.scope = False
        """Whether the clause is about disclosure."""
        self.metrics: dict[str, Token] = {}
        """What this clause has said."""
        self.blocked = ""
        """The code of the token after which what follows is another matter; "" where none is."""
        self.other_year = False
        self.parts = False
        """Whether what follows are parts: behind “其中”, up to the bracket that closes them."""
        self.parts_of = ""
        """The family of the total that they are parts of; "" where that is not known."""
        self.outside: tuple[bool, str] | None = None
        """What held before the bracket that is open."""
        self.likely = False
        """Whether the text speaks of applications at all."""
        self.fresh = False
        """Whether nothing unknown stands between the figure read last and here."""

    def begin(self, *, sentence: bool, scope: bool) -> None:
        """A new clause begins; with ``sentence`` behind a full stop."""
        if sentence:
            self.total = self.last = None
        if self.topic == "other":
            self.topic = FOREIGN
        self.scope = scope
        self.metrics = {}
        self.blocked = ""
        self.other_year = self.parts = self.fresh = False
        self.outside = None


class Walker:
    """Goes through clause after clause of one text with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        codes = lexicon.codes
        self.lexicon = lexicon
        self.breaks = codes["BREAK"] + codes["COLON"] + codes["SEMICOLON"]
        self.other_years = codes["LAST_YEAR"] + codes["NEXT_YEAR"] + codes["OTHER_YEAR"]
        self.other_years += codes["SINCE"]
        self.past = codes["PAST"]
        self.this_year = codes["THIS_YEAR"]
        self.denial = codes["NOT"]
        self.joint = codes["AND"]
        self.unknown = codes["GAP"] + codes["BIT"]
        self.request = codes["REQUEST"]
        self.compares = codes["COMPARE"] + codes["DIRECTION"]
        self.foreign = codes["GAP"] + codes["BIT"] + codes["REGISTER"]
        """What an application of another kind is named with: 不动产登记申请."""
        self.figures = codes["FIGURE"] + codes["MONEY"] + codes["PERCENT"]
        self.noted = {*lexicon.topics, *lexicon.registers, self.request}

    def walk(self, tokens: Sequence[Token], state: State) -> Iterator[Said]:
        """What the tokens of one clause say."""
        codes = "".join([token.code for token in tokens])
        lexicon, at = self.lexicon, 0
        first = lexicon.automaton.nodes[0][0]
        while at < len(codes):
            code = codes[at]
            if code in self.unknown:
                state.fresh = False
                at += 1
                continue
            match = self._match(codes, at, tokens, state) if code in first else None
            if match is None:
                if code in lexicon.stops_sentence:
                    return
                self._pass(code, tokens[at], state)
                if code == self.past and not at:
                    state.other_year = True
                if code == self.request and self._is_foreign(tokens, at):
                    state.topic = FOREIGN
                at += 1
                continue
            reading, end = match
            matched = tokens[at:end]
            self._note(matched, state)
            yield from self._read(reading, matched, state)
            at = end

    def _is_foreign(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the request at ``at`` is named as one of another kind."""
        before = tokens[at - 1] if at else None
        return before is not None and (
            before.code in self.foreign and before.end == tokens[at].start
        )

    def _pass(self, code: str, token: Token, state: State) -> None:
        """Take notice of a token that no sequence begins with."""
        lexicon = self.lexicon
        if code in self.breaks:
            state.blocked = ""
            if token.subtype == "open":
                state.outside = state.parts, state.parts_of
            elif token.subtype == "close" and state.outside:
                state.parts, state.parts_of = state.outside
                state.outside = None
        elif code in self.other_years:
            state.other_year = True
        elif code == self.this_year:
            state.other_year = state.parts = False
            state.blocked = ""
        elif code in lexicon.starts_parts:
            _part(state)
        else:
            self._note((token,), state)
            if code in lexicon.stops_clause and not state.blocked:
                state.blocked = code

    def _note(self, tokens: Sequence[Token], state: State) -> None:
        lexicon = self.lexicon
        for token in tokens:
            code = token.code
            if code in self.noted:
                state.topic = self._turned(code, state.topic)
                if token.subtype and code in lexicon.registers:
                    state.registers[lexicon.registers[code]] = token.subtype
            elif code in lexicon.starts_parts:
                _part(state)

    def _match(
        self, codes: str, at: int, tokens: Sequence[Token], state: State
    ) -> tuple[Reading, int] | None:
        """The longest sequence at ``at`` whose conditions hold, and where it ends."""
        code = codes[at]
        if state.other_year and code not in self.other_years:
            return None
        readings = self.lexicon.automaton.readings
        denied = at > 0 and codes[at - 1] == self.denial
        for end, numbers in reversed(ends(self.lexicon.automaton, codes, at)):
            for number in numbers:
                reading = readings[number]
                if denied and not reading.denies:
                    continue
                if self._stands(reading, codes, at, end) and self._holds(
                    reading, tokens[at:end], state
                ):
                    return reading, end
        return None

    def _stands(self, reading: Reading, codes: str, at: int, end: int) -> bool:
        """Whether its anchors hold."""
        flags = reading.flags
        if "START" in flags and at and codes[at - 1] not in self.breaks:
            return False
        follower = codes[end : end + 1]
        if "END" in flags:
            if follower == self.joint and codes[at] in self.figures:
                # 其余3件为部分公开或无法提供: it is not said how many of either.
                return codes[end + 1 : end + 2] not in self.lexicon.labels
            return not follower or follower in self.breaks or follower == self.joint
        if "STOP" in flags and follower and follower not in self.breaks:
            return codes[end : end + 2].lstrip(self.joint)[:1] == self.denial
        return True

    def _holds(self, reading: Reading, tokens: Sequence[Token], state: State) -> bool:
        flags = reading.flags
        if state.blocked and not (
            "free" in flags or ("compared" in flags and state.blocked in self.compares)
        ):
            return False
        if "fresh" in flags and not state.fresh:
            return False
        if "scope" in flags and not (state.scope or state.topic in ABOUT_DISCLOSURE):
            return False
        if reading.said and not any(metric in state.metrics for metric in reading.said):
            return False
        if (reading.after and (state.total or "none") not in reading.after) or (
            reading.last and state.last not in reading.last
        ):
            return False
        if reading.topics and not self._is_about(reading, tokens, state):
            return False
        if any(
            mark in flags and not any(token.mark == mark for token in tokens) for mark in _MARKS
        ):
            return False
        figures = [token for token in tokens if token.code in self.figures]
        if "zero" in flags and any(token.value for token in figures):
            return False
        if reading.units and any(token.unit not in reading.units for token in figures):
            return False
        # What is part of a total that has been read is not the total itself.
        if "once" in flags or "whole" in flags or state.parts:
            metrics = [
                self._named(metric.rstrip("?"), tokens[0], tokens, state) or ""
                for metric in reading.metrics
            ]
            if "whole" in flags and state.parts:
                return bool(state.parts_of) and family(metrics[0]) != state.parts_of
            if "once" in flags or state.parts:
                return not any(metric in state.metrics for metric in metrics)
        return True

    def _is_about(self, reading: Reading, tokens: Sequence[Token], state: State) -> bool:
        """Whether the clause is about what the sequence wants.

        Words of applications are so special that nothing need say it, unless “sure” asks.
        """
        topic = self._topic(tokens, state)
        if topic is None and "applications" in reading.topics:
            return state.likely or "sure" not in reading.flags
        return topic in reading.topics

    def _topic(self, tokens: Sequence[Token], state: State) -> str | None:
        """What the clause is about once these tokens are read."""
        topic = state.topic
        for at, token in enumerate(tokens):
            topic = self._turned(token.code, topic)
            if at and topic == FOREIGN and token.code == self.request:
                # 收到申请: no other kind is named.
                topic = "applications"
        return topic

    def _turned(self, code: str, topic: str | None) -> str | None:
        """The topic behind a token of this code."""
        if code == self.request and topic not in ("other", FOREIGN, "disputes"):
            return "applications"
        return self.lexicon.topics.get(code, topic)

    def _read(self, reading: Reading, tokens: Sequence[Token], state: State) -> Iterator[Said]:
        """The metrics of a matched sequence, each with the token that says it."""
        codes = self.lexicon.codes
        falls = any(
            token.code == codes["DIRECTION"] and token.subtype == "down" for token in tokens
        )
        for name, which, metrics in reading.claims:
            if name == CARRIED:
                yield from self._carried(metrics, reading, tokens, state)
                continue
            sayers = [token for token in tokens if token.code == codes[name]]
            if which:
                sayers = sayers[which - 1 : which]
            elif sayers and sayers[0].code in self.figures:
                sayers = sayers[:1]
            for token in sayers:
                for written in metrics:
                    metric = self._named(written.rstrip("?"), token, tokens, state)
                    if metric is None or not (metric[0] == "_" or metric in self.lexicon.known):
                        continue
                    if metric == "_other":
                        state.topic = "other"
                    if not metric.startswith("_"):
                        state.metrics[metric] = token
                        state.fresh = True
                        yield Said(metric, token, written.endswith("?"), falls)
                    if metric in self.lexicon.derived:
                        continue
                    state.last = metric
                    if not metric.startswith(_PART):
                        state.total = metric

    def _carried(
        self, metrics: Sequence[str], reading: Reading, tokens: Sequence[Token], state: State
    ) -> Iterator[Said]:
        """“均”, “全部”: what is said of every total of this clause that the sequence stands after."""
        for total, token in [*state.metrics.items()]:
            if total not in reading.after:
                continue
            state.registers["DISPUTE"] = total.removesuffix("_total")
            for written in metrics:
                metric = self._named(written.rstrip("?"), tokens[0], tokens, state)
                if metric and metric not in state.metrics:
                    state.metrics[metric] = token
                    yield Said(metric, token, ambiguous=True)

    def _named(
        self, metric: str, sayer: Token, tokens: Sequence[Token], state: State
    ) -> str | None:
        """The metric with the subtype of a token where it asks for one: ``…_{CHANNEL}``.

        A register of that name counts where no such token is there; None where neither is.
        """
        while "{" in metric:
            name = metric[metric.index("{") + 1 : metric.index("}")]
            if name == "TOTAL":
                subtype = _SHORT.get(state.total or "", "")
            else:
                subtype = self._subtype(name, sayer, tokens) or state.registers.get(name, "")
            if not subtype:
                return None
            metric = metric.replace("{" + name + "}", subtype)
        return metric

    def _subtype(self, name: str, sayer: Token, tokens: Sequence[Token]) -> str:
        lexicon = self.lexicon
        for token in (sayer, *tokens):
            if token.subtype and (
                lexicon.codes.get(name) == token.code or lexicon.registers.get(token.code) == name
            ):
                return token.subtype
        return ""


_MARKS = ("all", "sum")


def _part(state: State) -> None:
    state.parts = True
    state.parts_of = family(state.total or "")


def family(metric: str) -> str:
    """The quantities of which one can be part of another."""
    for begin, name in _FAMILIES.items():
        if metric.startswith(begin):
            return name
    return metric


_FAMILIES = {
    **dict.fromkeys(("applications", "carried", "handled"), "applications"),
    **dict.fromkeys(("review", "litigation", "_disputes"), "disputes"),
    **dict.fromkeys(("rules", "normative", "_norms"), "norms"),
    "fee": "fees",
}
_SHORT = {
    "applications_received": "applications",
    "applications_in_scope": "scope",
    "handled_total": "handled",
    "review_total": "review",
    "litigation_total": "litigation",
}
"""What a total is called in the name of a figure derived from it."""

"""The tokens of a sentence, gone through once: the longest sequence that fits is read and consumed.

What the sentence is about, which total was read last and what stands behind “其中” is remembered
on the way; the conditions of a sequence are asked of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gxaudit.reading.automaton import ends
from gxaudit.reading.growing import Growing, is_change
from gxaudit.reading.notation import CARRIED, Reading
from gxaudit.reading.state import ABOUT_DISCLOSURE, FOREIGN, Said, State, family
from gxaudit.reading.tokens import Token

_PART = "applications_received_"


class Walker(Growing):
    """Goes through clause after clause of one text with one lexicon."""

    def walk(self, tokens: Sequence[Token], state: State) -> Iterator[Said]:
        """What the tokens of one clause say."""
        codes = "".join([token.code for token in tokens])
        lexicon, at = self.lexicon, 0
        first = self.nodes[0][0]
        while at < len(codes):
            code = codes[at]
            if code in self.unknown:
                state.fresh = False
                at += 1
                continue
            if tokens[at].mark == ETC and code in self.exemplified:
                state.forget_examples()
            match = self._match(codes, at, tokens, state) if code in first else None
            if match is None:
                if code in lexicon.stops_sentence:
                    return
                self._pass(code, tokens[at], state)
                if code == self.past and not at:
                    state.other_year = True
                state.past |= not at and state.other_year
                if code == self.request and self.is_foreign(tokens, at):
                    state.topic = "other"
                at += 1
                continue
            reading, end = match
            self._note(tokens[at:end], state)
            yield from self._read(reading, tokens, at, end, state)
            at = end

    def _pass(self, code: str, token: Token, state: State) -> None:
        """Take notice of a token that no sequence begins with."""
        lexicon = self.lexicon
        self.pass_by(token, state)
        if code == self.joint:
            if state.counted:
                state.blocked = ""
                state.topic = FOREIGN if state.topic == "other" else state.topic
        elif code in self.breaks:
            state.blocked = ""
            if token.subtype == "open":
                state.outside = state.parts, state.parts_of, state.topic
            elif token.subtype == "close" and state.outside:
                state.parts, state.parts_of, before = state.outside
                state.topic = before if state.topic == "other" else state.topic
                state.outside = None
        elif code in self.other_years:
            state.other_year = True
        elif code == self.this_year:
            state.other_year = state.parts = False
            state.blocked = ""
        elif code in lexicon.starts_parts:
            state.enter_parts()
        else:
            state.fresh &= code not in self.figures
            state.counted = code in self.figures
            self._note((token,), state)
            if code in lexicon.stops_clause and not state.blocked:
                state.blocked = code

    def _note(self, tokens: Sequence[Token], state: State) -> None:
        lexicon = self.lexicon
        for token in tokens:
            code = token.code
            if code in self.noted:
                state.turn(self.turned(code, state.topic))
                if token.subtype and code in lexicon.registers:
                    self._register(lexicon.registers[code], token.subtype, tokens, state)
            elif code in lexicon.starts_parts:
                state.enter_parts()

    def _register(self, name: str, subtype: str, tokens: Sequence[Token], state: State) -> None:
        """Remember a subtype, unless words beside it say it more closely: 复议后起诉的诉讼."""
        closer = subtype + "_"
        if tokens[0].code == self.court and state.registers.get(name, "").startswith(subtype):
            return
        if not any(token.subtype.startswith(closer) for token in tokens):
            state.registers[name] = subtype

    def _match(
        self, codes: str, at: int, tokens: Sequence[Token], state: State
    ) -> tuple[Reading, int] | None:
        """The longest sequence at ``at`` whose conditions hold, and where it ends."""
        code = codes[at]
        if state.other_year and code not in self.other_years:
            return None
        if code == self.request and self.is_foreign(tokens, at):
            return None
        found = ends(self.nodes, codes, at)
        if not found:
            return None
        readings = self.readings
        denied = at > 0 and codes[at - 1] == self.denial
        for end, numbers in reversed(found):
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
        return "STOP" not in flags or self.stops(codes, end)

    def _holds(self, reading: Reading, tokens: Sequence[Token], state: State) -> bool:
        """Whether its conditions hold."""
        return (
            self._is_open(reading, state)
            and _follows(reading, state)
            and (not reading.topics or self.is_about(reading, tokens, state))
            and self._fits(reading, tokens)
            and self._is_new(reading, tokens, state)
        )

    def _is_open(self, reading: Reading, state: State) -> bool:
        """Whether figures of this clause are read at all, and in this scope."""
        flags = reading.flags
        if state.blocked and not (
            "free" in flags or ("compared" in flags and state.blocked in self.compares)
        ):
            return False
        if "fresh" in flags and not state.fresh:
            return False
        return "scope" not in flags or state.scope or state.topic in ABOUT_DISCLOSURE

    def _fits(self, reading: Reading, tokens: Sequence[Token]) -> bool:
        """Whether the tokens are as the sequence wants them: marks, zeros, units."""
        flags = reading.flags
        if any(self.is_strange(*pair) for pair in pairwise(tokens)):
            return False
        for mark in _MARKS:
            if mark in flags and not any(token.mark == mark for token in tokens):
                return False
        if not (reading.units or "zero" in flags):
            return True
        figures = [token for token in tokens if token.code in self.figures]
        if "zero" in flags and any(token.value for token in figures):
            return False
        return not reading.units or all(token.unit in reading.units for token in figures)

    def _is_new(self, reading: Reading, tokens: Sequence[Token], state: State) -> bool:
        """What is part of a total that has been read is not the total itself."""
        flags = reading.flags
        if not (state.parts or "once" in flags):
            return True
        metrics = [
            self.named(metric.rstrip("?"), tokens[0], tokens, state) or ""
            for metric in reading.metrics
        ]
        if "whole" in flags and state.parts:
            kind = family(metrics[0])
            if not state.parts_of:
                # 其中行政复议3件: what is told apart is not said, and it can be nothing else.
                return state.scope and kind == "disputes"
            return kind != state.parts_of
        again = {metric for metric in metrics if metric in state.metrics}
        if not state.parts_of:
            # 其中甲局答复3件，乙局答复2件: of what? Neither is the body's own figure.
            state.rivals |= again
        return not again

    def _read(
        self, reading: Reading, tokens: Sequence[Token], at: int, end: int, state: State
    ) -> Iterator[Said]:
        """The metrics of the matched sequence ``tokens[at:end]``, each with what says it."""
        matched = tokens[at:end]
        down = self.direction
        falls = any(token.code == down and token.subtype == "down" for token in matched)
        read: set[str] = set()
        for name, which, metrics in reading.claims:
            if name == CARRIED:
                yield from self._carried(metrics, reading, matched, state)
                continue
            for token in self._sayers(name, which, matched):
                for written in metrics:
                    sure: bool | None = True
                    if is_change(written):
                        sure = self.grows(written, tokens, at, end, state)
                    if sure is False:
                        continue
                    metric = self.named(written.rstrip("?"), token, matched, state)
                    read |= {metric} if metric else set()
                    if metric and self._remember(metric, token, state):
                        yield Said(metric, token, not sure or written.endswith("?"), falls)
        self.take_up(read, matched, state)

    def _sayers(self, name: str, which: int, tokens: Sequence[Token]) -> Sequence[Token]:
        """The tokens of one type that say something: one figure, or every word denied."""
        code = self.lexicon.codes[name]
        found = [token for token in tokens if token.code == code]
        if which:
            return found[which - 1 : which]
        return found[:1] if code in self.figures else found

    def _remember(self, metric: str, token: Token, state: State) -> bool:
        """Take notice of a metric; whether it is one that is read."""
        said = metric in self.lexicon.known
        if not (said or metric.startswith("_")):
            return False
        if metric == OTHER:
            state.turn("other")
        elif state.topic == "other" and metric.startswith("not_processed"):
            # 信访投诉 is what they asked for, and no other matter.
            state.topic = "applications"
        if said:
            state.metrics[metric] = token
            state.fresh = True
        if metric not in self.lexicon.derived:
            state.last = metric
            if not (metric.startswith(_PART) or (state.parts and state.total == "_disputes")):
                state.total = metric
        return said

    def _carried(
        self, metrics: Sequence[str], reading: Reading, tokens: Sequence[Token], state: State
    ) -> Iterator[Said]:
        """“均”, “全部”: what is said of every total that the sequence stands after."""
        for total, token in [*state.metrics.items()]:
            if total not in reading.after:
                continue
            state.registers["DISPUTE"] = total.removesuffix("_total")
            for written in metrics:
                metric = self.named(written.rstrip("?"), tokens[0], tokens, state)
                if metric and metric not in state.metrics:
                    state.metrics[metric] = token
                    state.last = metric
                    yield Said(metric, token, ambiguous=True)


_MARKS = ("all", "sum")
ETC = "etc"
OTHER = "_other"
"""What a sequence says that shows that the clause is about something else."""


def _follows(reading: Reading, state: State) -> bool:
    """Whether what was read before is what the sequence stands behind."""
    if reading.after and (state.total or "none") not in reading.after:
        return False
    if reading.last and (state.last or "none") not in reading.last:
        return False
    return not reading.said or any(metric in state.metrics for metric in reading.said)

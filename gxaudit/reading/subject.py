"""What a clause is about, and which metric its figures are of.

Words turn a clause to a topic (applications, disputes, fees, another matter); words and what was
said before tell the channel, the kind of applicant, the dispute or the outcome of a metric.
"""

from __future__ import annotations

from collections.abc import Sequence

from gxaudit.reading.codes import Codes
from gxaudit.reading.notation import Reading
from gxaudit.reading.state import ELSEWHERE, FOREIGN, SHORT, State, family
from gxaudit.reading.tokens import Token


class Subject(Codes):
    """Answers what tokens are about, with one lexicon."""

    def is_strange(self, before: Token, token: Token) -> bool:
        """Whether a request is named with a word that nobody knows: 企业开办申请."""
        return (
            token.code == self.request and before.code in self.unknown and before.end == token.start
        )

    def is_foreign(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the request at ``at`` is named as one of another kind."""
        before = tokens[at - 1] if at else None
        return before is not None and (
            before.code in self.foreign and before.end == tokens[at].start
        )

    def is_about(self, reading: Reading, tokens: Sequence[Token], state: State) -> bool:
        """Whether the clause is about what the sequence wants.

        Words of applications are so special that nothing need say it, unless “sure” asks.
        """
        topic = self.topic_of(tokens, state)
        if topic is None and "applications" in reading.topics:
            return state.likely or "sure" not in reading.flags
        if (
            topic in ELSEWHERE
            and state.likely
            and (tokens[0].code in self.outcomes or family(state.total or "") == "applications")
        ):
            return "applications" in reading.topics
        return topic in reading.topics

    def topic_of(self, tokens: Sequence[Token], state: State) -> str | None:
        """What the clause is about once these tokens are read."""
        topic = state.topic
        for token in tokens:
            topic = self.turned(token.code, topic)
            if topic == FOREIGN and token.code == self.request:
                # 收到申请: no other kind is named.
                topic = "applications"
        return topic

    def turned(self, code: str, topic: str | None) -> str | None:
        """The topic behind a token of this code."""
        if code == self.request and topic not in ("other", FOREIGN, "disputes"):
            return "applications"
        return self.lexicon.topics.get(code, topic)

    def named(self, metric: str, sayer: Token, tokens: Sequence[Token], state: State) -> str | None:
        """The metric with the subtype of a token where it asks for one: ``…_{CHANNEL}``.

        A register of that name counts where no such token is there; None where neither is.
        """
        while "{" in metric:
            name = metric[metric.index("{") + 1 : metric.index("}")]
            if name == "TOTAL":
                subtype = SHORT.get(state.total or "", "")
            else:
                subtype = self._subtype(name, sayer, tokens) or state.registers.get(name, "")
            if not subtype:
                return None
            metric = metric.replace("{" + name + "}", subtype)
        return metric

    def _subtype(self, name: str, sayer: Token, tokens: Sequence[Token]) -> str:
        lexicon = self.lexicon
        for token in (sayer, *tokens):
            if (
                token.subtype
                and token.code != self.court
                and (
                    lexicon.codes.get(name) == token.code
                    or lexicon.registers.get(token.code) == name
                )
            ):
                return token.subtype
        return ""

"""The codes of the token types that a walk through a clause looks for."""

from __future__ import annotations

from gxaudit.reading.lexicon import Lexicon


class Codes:
    """The codes of one lexicon, by what they mean for a walk."""

    def __init__(self, lexicon: Lexicon) -> None:
        codes = lexicon.codes
        self.lexicon = lexicon
        self.nodes, self.readings = lexicon.automaton
        self.breaks = codes["BREAK"] + codes["COLON"] + codes["SEMICOLON"]
        self.other_years = codes["LAST_YEAR"] + codes["NEXT_YEAR"] + codes["OTHER_YEAR"]
        self.other_years += codes["SINCE"]
        self.past = codes["PAST"]
        self.court = codes["COURT"]
        self.direction = codes["DIRECTION"]
        self.outcomes = codes["OUTCOME"] + codes["REASON"]
        self.this_year = codes["THIS_YEAR"]
        self.denial = codes["NOT"]
        self.joint = codes["AND"]
        self.unknown = codes["GAP"] + codes["BIT"]
        self.beside = (codes["BIT"], codes["OTHER"], codes["PETITION"])
        self.request = codes["REQUEST"]
        self.comparison = codes["COMPARE"]
        self.compares = self.comparison + self.direction
        self.totals = codes["TOTALS"]
        self.years = self.past + self.other_years + self.this_year
        """What names the years that are compared."""
        self.elsewhere = set(lexicon.stops_clause) - {self.comparison, self.past}
        """What makes a clause one of something else, or of a part."""
        self.foreign = codes["GAP"] + codes["BIT"] + codes["REGISTER"]
        """What an application of another kind is named with: 不动产登记申请."""
        self.exemplified = self.outcomes + codes["RESULT"] + codes["CHANNEL"] + codes["MISC"]
        self.exemplified += codes["DISCLOSE_INFORMATION"]
        """What may follow a list of examples: 会议纪要等过程性信息, 微信等其他方式."""
        self.figures = codes["FIGURE"] + codes["MONEY"] + codes["PERCENT"]
        self.noted = {*lexicon.topics, *lexicon.registers, self.request}

    def stops(self, codes: str, end: int) -> bool:
        """Whether a denial ends here, or goes on with what is no figure of ours: 和投诉."""
        follower = codes[end : end + 1]
        if not follower or follower in self.breaks:
            return True
        if follower == self.joint and codes[end + 1 : end + 2] in self.beside:
            return codes[end + 2 : end + 3] in ("", *self.breaks)
        return codes[end : end + 2].lstrip(self.joint)[:1] == self.denial

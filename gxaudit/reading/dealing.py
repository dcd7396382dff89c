"""“分别”: figures dealt out to the words that they belong to, before anything is matched.

“网络、信函申请分别为5件、3件” becomes what “网络申请5件、信函3件” would be, token by token.
"""

from __future__ import annotations

from gxaudit.reading.lexicon import Lexicon
from gxaudit.reading.tokens import Token


def arranged(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with “分别” resolved, and words of one sort that are joined made into one."""
    codes = {token.code for token in tokens}
    if lexicon.codes["RESPECTIVELY"] in codes:
        tokens = _dealt(tokens, lexicon)
    for code, many in lexicon.lists.items():
        if code in codes:
            tokens = _listed(tokens, code, many, lexicon.codes["AND"])
    return tokens


def _listed(tokens: list[Token], code: str, many: str, joint: str) -> list[Token]:
    made: list[Token] = []
    for token in tokens:
        joined = token.code == code and len(made) > 1 and made[-1].code == joint
        if joined and made[-2].code in (code, many):
            made.pop()
            made[-1] = made[-1]._replace(code=many, end=token.end, subtype="")
        else:
            made.append(token)
    return made


def _dealt(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    code = lexicon.codes["RESPECTIVELY"]
    at = next((at for at, token in enumerate(tokens) if token.code == code), -1)
    if at < 0:
        return tokens
    done: list[Token] = []
    rest = tokens
    while at >= 0:
        resolved = _resolve(rest, at, lexicon)
        done += resolved[0]
        rest = resolved[1]
        at = next((at for at, token in enumerate(rest) if token.code == code), -1)
    return done + rest


def _resolve(
    tokens: list[Token], at: int, lexicon: Lexicon
) -> tuple[list[Token], list[Token]]:
    """What stands up to the last figure of the “分别” at ``at``, and what follows."""
    codes = lexicon.codes
    first = _clause_start(tokens, at, codes["SEMICOLON"])
    before = _labels(tokens, first, at, lexicon)
    figures, end = _figures(tokens, at + 1, lexicon)
    after = _labels(tokens, at + 1, figures[0] if figures else at + 1, lexicon)
    labels = after if len(after) == len(figures) else before
    if len(figures) < 2 or len(labels) != len(figures):
        return tokens[: at + 1], tokens[at + 1 :]
    taken = {*labels, *range(at, end)}
    stay = (codes["GAP"], codes["AND"])
    kept = [
        token
        for place, token in enumerate(tokens[:end])
        if place not in taken and (place < labels[0] or token.code not in stay)
    ]
    comma = Token(codes["BREAK"], tokens[at].start, tokens[at].end)
    pairs: list[Token] = []
    for label, figure in zip(labels, figures, strict=True):
        pairs += [comma, tokens[label], tokens[figure]]
    return [*kept, *pairs], tokens[end:]


def _clause_start(tokens: list[Token], at: int, semicolon: str) -> int:
    while at and tokens[at - 1].code != semicolon:
        at -= 1
    return at


def _labels(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> list[int]:
    """The last run of words in ``tokens[start:end]`` that are joined by 、 or 和."""
    joint = lexicon.codes["AND"]
    found: list[int] = []
    for at in range(start, end):
        token = tokens[at]
        if token.code in lexicon.labels:
            joined = found and all(one.code == joint for one in tokens[found[-1] + 1 : at])
            found = [*found, at] if joined and found[-1] + 1 < at else [at]
    return found


def _figures(tokens: list[Token], start: int, lexicon: Lexicon) -> tuple[list[int], int]:
    """The run of figures from ``start`` on, and where it ends."""
    codes = lexicon.codes
    kinds = (codes["FIGURE"], codes["MONEY"], codes["PERCENT"])
    joints = (codes["AND"], codes["BREAK"])
    found: list[int] = []
    end = start
    for at in range(start, len(tokens)):
        code = tokens[at].code
        if code in kinds and (not found or at > found[-1] + 1):
            found.append(at)
            end = at + 1
        elif found and (code not in joints or at > found[-1] + 1):
            break
        elif not found and code == codes["SEMICOLON"]:
            break
    return found, end

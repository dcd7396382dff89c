"""“分别”: figures dealt out to the words that they belong to, before anything is matched.

“网络、信函申请分别为5件、3件” becomes what “网络申请5件、信函3件” would be, token by token.
"""

from __future__ import annotations

from gxaudit.reading.lexicon import Lexicon
from gxaudit.reading.tokens import Token

_COUNTED = ("APPLICATION", "REQUEST", "ON_REQUEST", "REVIEW", "LITIGATION")


def arranged(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with “分别” and “各” resolved, and words of one sort that are joined made one."""
    codes = {token.code for token in tokens}
    if any(token.subtype == "close" for token in tokens):
        tokens = _without_remarks(tokens, lexicon)
    dealers = codes & {lexicon.codes["RESPECTIVELY"], lexicon.codes["EACH"]}
    if dealers:
        tokens = _dealt(tokens, dealers, lexicon)
    if lexicon.codes["AND"] in codes:
        tokens = _joined(tokens, lexicon)
    return tokens


_REMARKED = ("OUTCOME", "REASON", "CHANNEL", "APPLICANT", "RESULT", *_COUNTED)
"""What a remark in brackets may stand behind, before its figure."""


def _without_remarks(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """无法提供（不掌握、另行制作）共14件: what stands between a word and its figure."""
    codes = lexicon.codes
    said = (codes["FIGURE"], codes["MONEY"], codes["PERCENT"], codes["HAVE"])
    named = [codes[name] for name in _REMARKED]
    made: list[Token] = []
    opened = -1
    for at, token in enumerate(tokens):
        made.append(token)
        if token.subtype == "open" and token.code == codes["BREAK"]:
            opened = len(made) - 1
        elif opened >= 0 and (token.code in said or token.code == codes["SUIT"]):
            opened = -1
        elif opened > 0 and token.subtype == "close":
            following = tokens[at + 1 : at + 2]
            # One word alone says more closely what is counted: 无法提供（本机关不掌握）7件.
            closer = sum(one.code in named for one in made[opened:]) == 1
            counted = following and following[0].code in said
            if made[opened - 1].code in named and counted and not closer:
                del made[opened:]
            opened = -1
    return made


def _joined(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    made: list[Token] = []
    joint = lexicon.codes["AND"]
    for token in tokens:
        if len(made) > 1 and made[-1].code == joint and token.subtype:
            before = made[-2]
            many = lexicon.lists.get(token.code)
            both = lexicon.joined.get((before.subtype, token.subtype))
            if (before.code, before.subtype) == (token.code, token.subtype):
                both = token.subtype
            if both:
                code = lexicon.codes.get(both, token.code)
                made[-2:] = [before._replace(code=code, end=token.end, subtype=both)]
                continue
            if many and before.code in (token.code, many):
                made[-2:] = [before._replace(code=many, end=token.end, subtype="")]
                continue
        made.append(token)
    return made


def _dealt(tokens: list[Token], dealers: set[str], lexicon: Lexicon) -> list[Token]:
    done: list[Token] = []
    rest = tokens
    while True:
        at = next((at for at, token in enumerate(rest) if token.code in dealers), -1)
        if at < 0:
            return done + rest
        resolved, rest = _resolve(rest, at, lexicon)
        done += resolved


def _resolve(tokens: list[Token], at: int, lexicon: Lexicon) -> tuple[list[Token], list[Token]]:
    """What stands up to the last figure of the “分别” at ``at``, and what follows."""
    codes = lexicon.codes
    figures, end = _figures(tokens, at + 1, lexicon)
    if any(token.code in (codes["COMPARE"], codes["DIRECTION"]) for token in tokens[at:end]):
        # 行政复议、行政诉讼分别较上年增加3件、2件: changes, and no totals.
        return tokens[: at + 1], tokens[at + 1 :]
    each = tokens[at].code == codes["EACH"]
    if each and figures:
        end = figures[0] + 1
    before = _runs(tokens, 0, at, lexicon)
    after = _runs(tokens, at + 1, figures[0] if figures else at + 1, lexicon)
    fitting = [run for run in (*after, *reversed(before)) if each or len(run) == len(figures)]
    if not figures or not fitting or len(fitting[0]) < 2:
        # 分别是过程性信息2件、内部事务信息1件: every figure has its own word already.
        dealt = len(figures) == 1 and tokens[at + 1].code in lexicon.labels
        return tokens[: at + (not dealt)], tokens[at + 1 :]
    labels = fitting[0]
    if each:
        figures = figures[:1] * len(labels)
    taken = {*labels, *range(at, end)}
    stay = (codes["GAP"], codes["BIT"], codes["AND"])
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


def _runs(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> list[list[int]]:
    """The runs of words in ``tokens[start:end]`` that are joined by 、 or 和.

    What all of them are may be said with each: 网上申请、信函申请.
    """
    joint, shared = lexicon.codes["AND"], lexicon.codes["REQUEST"]
    runs: list[list[int]] = []
    for at in range(start, end):
        if tokens[at].code in lexicon.labels:
            between = [token.code for token in tokens[runs[-1][-1] + 1 : at]] if runs else []
            if between in ([joint], [shared, joint]):
                runs[-1].append(at)
            else:
                runs.append([at])
    return runs


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
        elif code == codes["SEMICOLON"] or (found and (code not in joints or at > found[-1] + 1)):
            break
    return found, end

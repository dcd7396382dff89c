"""Packs as people may write them: any spelling, any order of fields, comments and empty lines."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gxaudit.metrics import metrics
from gxaudit.packs.words import CONFIDENCES, KEYWORDS, LEVELS, STATUSES
from gxaudit.resources import resource
from gxaudit.wording import Text

SHIPPED = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted(resource("rules").glob("*.gxr"))
}
ITEMS = ("一", "二", "三（一）", "三（三）", "三（三）1", "三（六）", "三（七）", "四")
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
FAR = ("表二.[规章][现行有效件数]", "表四.[行政复议][总计]", "表三.三（七）[总计]")
SPELLINGS = {
    "+": ("+", "＋"),
    "−": ("-", "−", "－"),
    "×": ("×", "*"),
    "=": ("=", "＝"),
    "≠": ("≠", "!="),
    "≥": ("≥", ">="),
    "≤": ("≤", "<="),
    "且": (" 且 ", "且", " and "),
    "至": (" 至 ", "至", " to "),
    "合计": ("合计", "sum", "合计 ", "sum "),
    "正文": ("正文", "prose"),
    "上年": ("上年", "last year", "last  year"),
    "成员": ("成员", "members"),
    "(": ("(", "（"),
    ")": (")", "）"),
    "、": ("、", ",", "，", ", "),
    " ": ("", " ", "  ", "　", "\t"),
    "gap": (" ", "  ", "\t", "　 "),
}
YEARS = (
    "2019 起", "from 2019", "2021起", "2021 年以后", "2019 至 2020", "2019 to 2020", "2019—2022",
    "2021", "2022 年度",
)  # fmt: skip

_line = st.characters(codec="utf-8", exclude_characters="\n\r\ufeff")
texts = st.text(_line, min_size=1, max_size=12).map(str.strip).filter(bool)
"""Anything that a line can hold."""
plain = texts.filter(lambda words: "{" not in words and "}" not in words)


def _spelt(draw: st.DrawFn, sign: str) -> str:
    return draw(st.sampled_from(SPELLINGS[sign]))


def _bracket(draw: st.DrawFn, label: str) -> str:
    opening, closing = draw(st.sampled_from((("[", "]"), ("［", "］"))))
    return f"{opening}{_spelt(draw, ' ')}{label}{_spelt(draw, ' ')}{closing}"


def _cell(draw: st.DrawFn, name: str) -> str:
    """A name of the canonical spelling in some other."""
    opening, closing = _spelt(draw, "("), _spelt(draw, ")")
    shown = name.replace("（", opening).replace("）", closing)
    shown = shown.replace(".", draw(st.sampled_from((".", "．", " . "))))
    if draw(st.booleans()):
        shown = shown.replace("[", "［").replace("]", "］")
    return shown


class _Writer:
    """Writes one rule; ``used`` are the names of its expressions, canonical and as a message may
    say them.
    """

    def __init__(self, draw: st.DrawFn, each: str) -> None:
        self.draw = draw
        self.each = each
        self.used: list[str] = []

    def near(self) -> str:
        """A name that the rule's own row or column completes, or a whole address."""
        if self.draw(st.integers(0, 5)) == 0:
            return self.draw(st.sampled_from(FAR))
        item, column = self.draw(st.sampled_from(ITEMS)), self.draw(st.sampled_from(COLUMNS))
        return {"column": item, "row": f"[{column}]"}.get(self.each, f"{item}[{column}]")

    def figure(self) -> str:
        draw = self.draw
        kind = draw(
            st.sampled_from(("cell", "cell", "cell", "上年", "成员", "prose", "sum", "list"))
        )
        if kind == "prose":
            metric = draw(st.sampled_from(list(metrics().values())))
            self.used.append(f"正文({metric.name.zh})")
            said = draw(st.sampled_from((*metric.name, metric.key)))
            return f"{_spelt(draw, '正文')}({said})"
        if kind in ("sum", "list"):
            return self.total(ranged=kind == "sum")
        name = self.near()
        if kind != "cell":
            self.used.append(f"{kind}({name})")
            return f"{_spelt(draw, kind)}{_spelt(draw, '(')}{_cell(draw, name)}{_spelt(draw, ')')}"
        self.used.append(name)
        return _cell(draw, name)

    def total(self, *, ranged: bool) -> str:
        draw = self.draw
        if ranged:
            first, last = {
                "column": ("三（一）", "三（六）"),
                "row": ("[自然人]", "[其他]"),
            }.get(self.each, ("三（一）[总计]", "三（六）[总计]"))
        else:
            first, last = self.near(), self.near()
        self.used += [first, last]
        between = _spelt(draw, "至" if ranged else "、")
        inside = f"{_cell(draw, first)}{between}{_cell(draw, last)}"
        return f"{_spelt(draw, '合计')}{_spelt(draw, '(')}{inside}{_spelt(draw, ')')}"

    def side(self) -> str:
        draw = self.draw
        parts = [draw(st.sampled_from(("", "+", "-", "−")))]
        for at in range(draw(st.integers(1, 3))):
            if at:
                parts.append(_spelt(draw, draw(st.sampled_from("+−"))))
            parts.append(_spelt(draw, " "))
            kind = draw(st.sampled_from(("figure", "figure", "multiple", "constant")))
            if kind == "constant" and at:
                parts.append(str(draw(st.integers(0, 900))))
                continue
            if kind == "multiple":
                parts.append(f"{draw(st.integers(0, 12))}{_spelt(draw, ' ')}{_spelt(draw, '×')}")
            parts.append(_spelt(draw, " "))
            parts.append(self.figure())
            parts.append(_spelt(draw, " "))
        return "".join(parts)

    def comparison(self) -> str:
        own = self.near()
        self.used.append(own)
        relation = _spelt(self.draw, self.draw(st.sampled_from("=≠≥≤")))
        return f"{_cell(self.draw, own)}{relation}{self.side()}"

    def example(self) -> str:
        draw = self.draw
        chosen = draw(st.lists(st.sampled_from(self.used), min_size=1, max_size=3, unique=True))
        return _spelt(draw, "gap").join(
            f"{_cell(draw, name)}{_spelt(draw, ' ')}{_spelt(draw, '=')}{self._values(name)}"
            for name in chosen
        )

    def _values(self, name: str) -> str:
        most = 3 if name.startswith("成员") else 1
        values = self.draw(st.lists(st.integers(-9, 99), min_size=1, max_size=most))
        return _spelt(self.draw, "、").join(map(str, values))

    def message(self, always: tuple[str, ...], *, alone: bool) -> str:
        """It speaks for every equation of its rule, and so names figures where there is one."""
        draw = self.draw
        known = (*always, *self.used) if alone else always
        named = draw(st.lists(st.sampled_from(known), max_size=4))
        return draw(plain) + "".join(f"{{{_cell(draw, name)}}}" for name in named)


def _value_of(draw: st.DrawFn, known: dict[Any, Text]) -> str:
    key = draw(st.sampled_from(sorted(known)))
    return draw(st.sampled_from((*known[key], str(key))))


@st.composite
def rule_lines(draw: st.DrawFn, name: str) -> list[tuple[str, str]]:
    """The lines of one rule as keyword (a key of ``KEYWORDS``) and value, the head first."""
    each = draw(st.sampled_from(("column", "row", "cell")))
    writer = _Writer(draw, each)
    lines = [("LEVEL", _value_of(draw, LEVELS)), ("STATUS", _value_of(draw, STATUSES))]
    equations = draw(st.integers(1, 2))
    lines += [("MUST", writer.comparison()) for _ in range(equations)]
    lines += _frame(draw, each)
    if draw(st.booleans()):
        conditions = [writer.comparison() for _ in range(draw(st.integers(1, 2)))]
        lines.append(("WHEN", _spelt(draw, "且").join(conditions)))
    lines += [(kind, writer.example()) for kind in ("PASSES", "FAILS", "FAILS")]
    basis = draw(st.sampled_from((("BASIS_ZH",), ("BASIS_EN",), ("BASIS_ZH", "BASIS_EN"))))
    lines += [(keyword, draw(st.one_of(st.just("算术"), texts))) for keyword in basis]
    lines += _optional(draw)
    own = {"column": ("列", "column"), "row": ("行", "row"), "cell": ()}[each]
    always = (*own, "左", "right", "差", "difference")
    for keyword in ("MESSAGE_ZH", "MESSAGE_EN"):
        if draw(st.booleans()):
            lines.append((keyword, writer.message(always, alone=equations == 1)))
    return [("RULE", f"{name} {draw(texts)}"), *draw(st.permutations(lines))]


def _frame(draw: st.DrawFn, each: str) -> list[tuple[str, str]]:
    table = [("TABLE", draw(st.sampled_from(("三", "3"))))]
    if each == "cell":
        return table
    ends = ("[自然人]", "[其他]", "[总计]") if each == "column" else ("一", "三（一）", "四")
    chosen = draw(
        st.sampled_from(
            ("", ends[0], f"{ends[0]}{_spelt(draw, '至')}{ends[1]}{_spelt(draw, '、')}{ends[2]}")
        )
    )
    return [*table, ("EACH_COLUMN" if each == "column" else "EACH_ROW", chosen)]


def _optional(draw: st.DrawFn) -> list[tuple[str, str]]:
    made: list[tuple[str, st.SearchStrategy[str]]] = [
        ("ENGLISH", texts),
        ("CHINESE", texts),
        ("CHECKS_ZH", texts),
        ("WHY_EN", texts),
        ("HOW_ZH", texts),
        ("CONFIDENCE", st.sampled_from([word for both in CONFIDENCES.values() for word in both])),
        ("YEARS", st.sampled_from(YEARS)),
        ("FORM", st.sampled_from(("2021", "2021年", "2021，2021"))),
        ("SINCE", st.sampled_from(("0.1", "1.2.3"))),
        ("VERSION", st.sampled_from(("1", "12"))),
        ("TOLERANCE", st.sampled_from(("0", "1", "0.5"))),
        ("BLANK_IS_ZERO", st.just("")),
    ]
    return [(keyword, draw(value)) for keyword, value in made if draw(st.booleans())]


@st.composite
def packs(draw: st.DrawFn) -> str:
    """The text of a pack that is not refused."""
    printed: list[str] = []
    if draw(st.booleans()):
        printed.append(f"{draw(st.sampled_from(KEYWORDS['PACK']))} {draw(texts)}")
    for number in range(draw(st.integers(1, 2))):
        for keyword, value in draw(rule_lines(f"test/rule-{number}")):
            printed += draw(st.lists(_says_nothing, max_size=1))
            spelling = draw(st.sampled_from(KEYWORDS[keyword]))
            indent = draw(st.sampled_from(("", "  ", "\t", "　")))
            tail = draw(st.sampled_from(("", " ", "　")))
            printed.append(f"{indent}{spelling}{_spelt(draw, 'gap')}{value}{tail}".rstrip("\n"))
    end = draw(st.sampled_from(("", "\n", "\n\n\n")))
    return draw(st.sampled_from(("", "\ufeff"))) + "\n".join(printed) + end


_says_nothing = st.one_of(
    st.sampled_from(("", "   ", "\t")),
    st.tuples(st.sampled_from(("", "  ", "　")), texts).map(lambda both: f"{both[0]}#{both[1]}"),
)

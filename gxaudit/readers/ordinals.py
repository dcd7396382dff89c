"""Ordinals as Word prints them, by the names of ``ST_NumberFormat`` (ECMA-376, 17.18.59)."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_COUNTING = frozenset(
    (
        "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
        "taiwaneseCountingThousand", "koreanCounting", "ideographLegalTraditional",
    )
)  # fmt: skip
_BY_DIGIT = frozenset(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"))


def ordinal(number: int, form: str) -> str:
    """``number`` in a format of Word; formats that no Chinese document uses print as decimals."""
    if form in _COUNTING:
        return counted(number)
    if form in _BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(max(number, 0)))
    if form == "chineseLegalSimplified":
        return counted(number, _FORMAL, "拾佰仟")
    if form in ("ideographTraditional", "ideographZodiac"):
        cycle = _STEMS if form == "ideographTraditional" else _BRANCHES
        return cycle[number - 1] if 1 <= number <= len(cycle) else str(number)
    return _western(number, form)


def _western(number: int, form: str) -> str:
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _cased(_roman(number), form)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26 * 30:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return _cased(letter, form)
    if form == "decimalZero":
        return f"{number:02d}"
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form == "decimalEnclosedParen":
        return f"({number})"
    if form.startswith("decimalFullWidth"):
        return str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return str(number)


def _cased(word: str, form: str) -> str:
    return word.upper() if form.startswith("upper") else word


def _roman(number: int) -> str:
    word = ""
    for value, letters in _ROMAN:
        while number >= value:
            word += letters
            number -= value
    return word


def counted(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """1 to 9999 as spoken: 十, 二十一, 一百零五; beyond, as decimals."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    word, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            gap = bool(word)
            continue
        if gap:
            word += "零"
        gap = False
        tens = power == 1 and digit == 1 and not word and units == "十百千"
        word += ("" if tens else digits[digit]) + (units[power - 1] if power else "")
    return word

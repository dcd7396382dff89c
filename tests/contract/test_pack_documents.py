"""The reference of the pack language says what the language is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gxaudit.packcheck import wrong_examples
from gxaudit.packs import PackError, read_pack
from gxaudit.packs.format import formatted
from gxaudit.packs.words import KEYWORDS, OPERATORS, PLACEHOLDERS, VALUES
from gxaudit.wording import Language
from tests.contract.packdocs import PAGES, blocks, codes, console, page, rows, section, written

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("GXAUDIT_CACHE", "none")


def pairs(language: Language, name: str, first: int = 0) -> list[tuple[str, str]]:
    """Two columns of a table, which hold one inline code each."""
    made = []
    for row in rows(page(language), name):
        (zh,), (en,) = codes(row[first]), codes(row[first + 1])
        made.append((zh, en))
    return made


def keyword_pairs() -> Iterator[tuple[str, str]]:
    """A keyword of text is two, one a language, and one line of the reference."""
    for keyword, both in KEYWORDS.items():
        if keyword.endswith("_ZH"):
            yield both.zh, KEYWORDS[keyword.removesuffix("_ZH") + "_EN"].en
        elif not keyword.endswith("_EN"):
            yield both.zh, both.en


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_keyword_is_in_the_reference_in_both_spellings(language: Language) -> None:
    assert pairs(language, "keywords") == list(keyword_pairs())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_operator_and_placeholder_is_in_the_reference(language: Language) -> None:
    values = [
        (KEYWORDS[keyword].to(language), *both)
        for keyword, known in sorted(VALUES.items(), key=lambda one: "LSCT".index(one[0][0]))
        for _, both in known
    ]
    told = [tuple(codes(" ".join(row[:3]))) for row in rows(page(language), "values")]
    assert told == values
    assert pairs(language, "operators") == [tuple(both) for both in OPERATORS.values()]
    braces = [(f"{{{both.zh}}}", f"{{{both.en}}}") for both in PLACEHOLDERS.values()]
    assert sorted(pairs(language, "placeholders")) == sorted(braces)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_spellings_of_operators_are_understood(language: Language) -> None:
    for row in rows(page(language), "operators"):
        (zh,), others = codes(row[0]), codes(row[2])
        for other in others:
            for text in blocks(page(language), "gxr"):
                changed = [
                    line.replace(zh, other) if zh in line and "message" not in line else line
                    for line in text.split("\n")
                    if not line.strip().startswith("#")
                ]
                assert len(read_pack("\n".join(changed)).rules) == len(read_pack(text).rules)


def figure(name: str, where: str) -> str:
    """A pack that uses a figure where the reference says that it may stand."""
    scope = "每列\n" if where.startswith(("每列", "each column")) else ""
    scope = "每行\n" if where.startswith(("每行", "each row")) else scope
    table = "四" if "表四" in where or "table 4" in where else "三"
    own = {"每列\n": "一", "每行\n": "[总计]"}.get(scope, "一[总计]")
    own = "[行政复议]" if table == "四" else own
    return (
        f"规则 test/x 试\n级别 错误\n依据 算术\n状态 发布\n表 {table}\n{scope}"
        f"应有 {own} ≥ {name}\n通过 {own}=9\n不通过 {own}=-9\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_figure_in_the_reference_can_be_written(language: Language) -> None:
    told = [(name, row[1]) for row in rows(page(language), "names") for name in codes(row[0])]
    assert len(told) == 17
    for name, where in told:
        pack = figure(name, where)
        read_pack(pack)
        assert name in formatted(pack, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pack_in_the_reference_is_good_and_canonical(language: Language) -> None:
    packs = blocks(page(language), "gxr")
    assert len(packs) == 2
    for text in packs:
        pack = read_pack(text)
        assert wrong_examples(pack) == ()
        assert formatted(text) == text
        assert formatted(text, language) == text


def test_both_pages_show_the_same_rules() -> None:
    zh, en = (
        [rule for text in blocks(page(each), "gxr") for rule in read_pack(text).rules]
        for each in LANGUAGES
    )
    for one, other in zip(zh, en, strict=True):
        assert (one.id, one.severity, one.status, one.years) == (
            other.id,
            other.severity,
            other.status,
            other.years,
        )
        assert [each.must.relation for each in one.identities] == [
            each.must.relation for each in other.identities
        ]
        assert one.examples == other.examples


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_generated_parts_are_current(language: Language) -> None:
    assert page(language) == written(language), "run python -m tests.contract.packdocs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wrong_pack_is_refused_with_what_the_page_shows(language: Language) -> None:
    (wrong,) = blocks(page(language), "gxr wrong")
    with pytest.raises(PackError) as caught:
        read_pack(wrong)
    assert len(caught.value.problems) == 3
    assert console(language).count("henan.gxr") == 4


def test_the_pages_have_the_same_parts() -> None:
    zh, en = (page(each) for each in LANGUAGES)
    assert zh.count("\n## ") == en.count("\n## ")
    for name in ("keywords", "values", "names", "operators", "placeholders", "metrics"):
        assert len(rows(zh, name)) == len(rows(en, name)), name
        assert section(zh, name)
    for each, name in PAGES.items():
        assert f"]({name})" not in page(each)

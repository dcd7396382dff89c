"""The grammar of table lines: roles, any text, and that binding needs them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark, Token, Tree

from gxaudit import compiled
from gxaudit.forms import form_named
from gxaudit.reading import grid, lalr
from gxaudit.reading import read as reading
from gxaudit.reading.__main__ import compiled_table
from gxaudit.reading.grid import GridRow, Role, read_grid
from gxaudit.resources import resource
from gxaudit.specimen import specimen

ROLES = {
    "第二十条第（一）项\t\t\t": Role.TITLE,
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数": Role.HEADER,
    "规章\t0\t0\t0": Role.VALUED,
    "行政规范性文件\t\t\t": Role.BLANK,
    "- 4 -": Role.NOISE,
    "": Role.NOISE,
}
CELLS = st.sampled_from(
    ["", "0", "44", "约3", "/", "无", "一、本年新收", "（一）予以公开", "（三）不予公开"]
    + ["1.属于国家秘密", "3. 其他", "规章", "自然人", "第二十条第（五）项", "- 4 -", " "]
)
LINES = st.one_of(
    st.lists(CELLS, min_size=1, max_size=5).map("\t".join),
    st.text(alphabet=st.characters(exclude_characters="\n"), max_size=30),
)


def test_roles_of_a_block_of_table_2() -> None:
    assert [row.role for row in read_grid(list(ROLES), 1)] == list(ROLES.values())


def test_a_row_without_values_is_a_group_when_deeper_rows_follow() -> None:
    lines = ["（二）部分公开\t\t", "（三）不予公开\t\t", "1.属于国家秘密\t\t0"]
    assert [row.role for row in read_grid(lines, 1)] == [Role.BLANK, Role.GROUP, Role.VALUED]


def test_a_header_inside_a_block_is_a_repeat() -> None:
    lines = ["\t自然人\t总计", "一、本年新收\t3\t3", "\t自然人\t总计", "二、上年结转\t0\t0"]
    roles = [row.role for row in read_grid(lines, 1)]
    assert roles == [Role.HEADER, Role.VALUED, Role.REPEAT, Role.VALUED]


@given(st.lists(LINES, min_size=1, max_size=12))
def test_any_lines_have_one_role_each(lines: list[str]) -> None:
    rows = read_grid(lines, 7)
    assert [row.line for row in rows] == list(range(7, 7 + len(lines)))
    assert ["\t".join(row.cells) for row in rows] == lines


@given(st.lists(LINES, min_size=1, max_size=8))
def test_types_in_one_pass_are_those_of_larks_own_lexer(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    ours = [match.lastgroup for match in grid._line_types().finditer(text)]
    assert ours == [token.type for token in LARK.lex(text)]
    LARK.parse(text)


LARK = Lark(
    resource("grammar", "grid.lark").read_text(encoding="utf-8"), parser="lalr", lexer="basic"
)


def test_binding_needs_the_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report with a page break is read right with the roles, and not without them."""
    text = specimen(form_named("2021"), cells={"表三.三（六）3[总计]": "5"})
    label = "\t\t3.其他"
    header = "\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\t"
    text = text.replace(label, f"- 4 -\n{header}\n{label}")
    assert label in text
    report = reading.read_report(text)
    assert report.cell("表三.三（六）3[总计]").value == 5
    assert report.form_evidence
    assert not report.observations

    def flat(lines: list[str], first: int) -> tuple[GridRow, ...]:
        return tuple(GridRow(row.line, Role.VALUED, row.cells) for row in read_grid(lines, first))

    monkeypatch.setattr(reading, "read_grid", flat)
    misread = reading.read_report(text)
    assert misread.observations
    assert not misread.form_evidence


@pytest.mark.parametrize("name", compiled.LEXERS)
def test_the_compiled_grammar_is_the_source(name: str) -> None:
    """Where Lark is the version that it was compiled with; otherwise the source is built."""
    import json

    import lark

    kept = json.loads((compiled.FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert kept["source"] == compiled.source_of(name), "run python -m gxaudit.compiled"
    if kept["lark"] != lark.__version__:
        pytest.skip(f"compiled with Lark {kept['lark']}")
    fresh = compiled.compiled(name)
    assert kept["data"]["options"] == fresh["data"]["options"]
    assert (
        kept["data"]["parser"]["lexer_conf"].keys() == fresh["data"]["parser"]["lexer_conf"].keys()
    )
    states = [each["data"]["parser"]["parser"]["states"] for each in (kept, fresh)]
    assert len(states[0]) == len(states[1])


@pytest.mark.parametrize("name", compiled.LEXERS)
def test_a_current_compiled_grammar_is_used(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def refuse(name: str, source: str) -> Lark:
        raise AssertionError("built from the source")

    monkeypatch.setattr(compiled, "build", refuse)
    assert compiled.parser_of(name).terminals


def by_lark(node: Tree[Token], above: Role) -> Iterator[Role]:
    """The role of each line, in order: what the innermost rule around it says."""
    role = grid._BY_RULE.get(node.data, above)
    for child in node.children:
        yield from [role] if isinstance(child, Token) else by_lark(child, role)


@given(st.lists(LINES, min_size=1, max_size=12))
def test_roles_are_those_of_larks_tree(lines: list[str]) -> None:
    tree = LARK.parse("\n".join(lines) + "\n")
    assert [row.role for row in read_grid(lines, 1)] == [*by_lark(tree, Role.NOISE)]


@given(st.lists(st.sampled_from([one.name for one in LARK.terminals]), max_size=40))
def test_roles_are_those_of_larks_tree_for_any_types(kinds: list[str]) -> None:
    interactive = LARK.parse_interactive("")
    for kind in kinds:
        interactive.feed_token(Token(kind, ""))
    assert [*grid._roles(tuple(kinds))] == [*by_lark(interactive.feed_eof(), Role.NOISE)]


def test_the_kept_table_is_what_lark_makes() -> None:
    source = resource("grammar", "grid.lark").read_text(encoding="utf-8")
    kept = lalr.FILE.read_text(encoding="utf-8")
    assert kept == compiled_table(source), "run python -m gxaudit.reading"


def test_the_kept_table_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lalr, "made", lambda source: pytest.fail("built from the source"))
    assert lalr.table().states


@pytest.mark.parametrize("damage", ["", "{}", "[", '{"source": ""}', '{"table": 0}'])
def test_a_damaged_table_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: str
) -> None:
    kept = lalr.table()
    (tmp_path / "grid.json").write_text(damage, encoding="utf-8")
    monkeypatch.setattr(lalr, "FILE", tmp_path / "grid.json")
    assert [name for name, _ in lalr.table().types] == [name for name, _ in kept.types]

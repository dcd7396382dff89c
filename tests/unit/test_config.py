"""What a configuration does to the rules, and what it may not say."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.config import nearest
from gxaudit.config.file import KEYS, LEVELS, Config, load_config
from gxaudit.config.nearest import Nearest
from gxaudit.config.place import ConfigError, Place
from gxaudit.finding import Failed, Severity
from gxaudit.intake import Source
from gxaudit.judging.runner import Plan, Setting, judge
from gxaudit.report import Report
from gxaudit.select import SelectError
from gxaudit.settle import settle
from gxaudit.values import toml_text
from gxaudit.wording import Text
from tests.unit.configured import GROUPS, IDS, Options, chosen, means, rule, settings, written
from tests.unit.declared import BALANCE, HEAD
from tests.unit.results import report

NAMES = (*IDS, *GROUPS)
names = st.lists(st.sampled_from(NAMES), max_size=4, unique=True)
levels = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(sorted(LEVELS)), max_size=4)
EMPTY = Config(
    path="gxaudit.toml", file="/nowhere/gxaudit.toml", place=Place("gxaudit.toml"), source=b""
)


def refusal(folder: Path, text: str, **asked: object) -> Text:
    """What is said of a configuration that cannot be meant."""
    try:
        settings(written(folder, text), **asked)
    except (ConfigError, SelectError) as error:
        return error.message
    pytest.fail(f"nothing was said against {text!r}")


# Laws


@pytest.mark.parametrize(
    "text", ["", "\ufeff# 空\n", "[severity]\n[options]\n", "ignore = []\npacks = []"]
)
def test_a_configuration_that_sets_nothing_changes_nothing(tmp_path: Path, text: str) -> None:
    one, other = settings(written(tmp_path, text)), settings(None)
    assert evolve(one, path=None, source=None, files=frozenset()) == other
    assert one.path is not None


@given(names, names, names, names)
def test_the_command_line_replaces_select_and_adds_to_ignore(
    select: list[str], ignore: list[str], asked: list[str], without: list[str]
) -> None:
    config = evolve(EMPTY, select=tuple(select) or None, ignore=tuple(ignore))
    wanted = means(asked) if asked else means(select) if select else set(IDS)
    wanted -= means(ignore) | means(without)
    if wanted:
        assert chosen(config, select=tuple(asked), ignore=tuple(without)) == sorted(wanted)
    else:
        with pytest.raises((ConfigError, SelectError)):
            chosen(config, select=tuple(asked), ignore=tuple(without))


@pytest.mark.parametrize(
    ("asked", "configured"), tuple(product((None, *Severity), (None, *Severity)))
)
def test_the_command_line_beats_the_configuration(
    asked: Severity | None, configured: Severity | None
) -> None:
    config = evolve(EMPTY, fail_on=configured)
    said = configured if asked is None else asked
    expected = Severity.WARNING if said is None else said
    assert settings(config, fail_on=asked).fail_on is expected
    flags = {None: None, Severity.NOTE: False, Severity.WARNING: False, Severity.ERROR: True}
    config = evolve(EMPTY, skip_non_reports=flags[configured])
    told = flags[configured] if flags[asked] is None else flags[asked]
    assert settings(config, skip_non_reports=flags[asked]).skip_non_reports is bool(told)


@given(names.filter(bool), names, levels, st.randoms())
def test_no_order_of_writing_matters(
    select: list[str], ignore: list[str], level: dict[str, str], chance: object
) -> None:
    def said(lists: Sequence[Sequence[str]], table: dict[str, str]) -> Config:
        severity = {name: LEVELS[value] for name, value in table.items()}
        return evolve(EMPTY, select=tuple(lists[0]), ignore=tuple(lists[1]), severity=severity)

    if not means(select) - means(ignore):
        return
    shuffled = [list(select), list(ignore), list(level)]
    for each in shuffled:
        chance.shuffle(each)  # type: ignore[attr-defined]
    one = settings(said([select, ignore], level))
    other = settings(said(shuffled[:2], {name: level[name] for name in shuffled[2]}))
    assert one == other


@given(levels)
def test_a_level_of_a_rule_beats_that_of_its_group_and_both_beat_its_own(
    level: dict[str, str],
) -> None:
    config = evolve(EMPTY, severity={name: LEVELS[value] for name, value in level.items()})
    resolved = settings(config)
    for each in resolved.rules:
        said = level.get(each.id, level.get(each.namespace, each.severity.label))
        assert resolved.level(each).label == said


@given(st.none() | st.sampled_from(Severity), st.none() | st.sampled_from(Severity))
def test_a_level_that_is_set_holds_for_every_finding_and_otherwise_the_instance_decides(
    own: Severity | None, level: Severity | None
) -> None:
    failing = evolve(
        rule("totals/rows", Severity.WARNING),
        check=lambda _: [Failed(message=Text("一", "one"), line=1, severity=own)],
    )
    plan = Plan((failing,), (failing,), {"totals/rows": Setting(level)})
    judged_report, judged = judge(report(), plan)
    (found,) = settle(judged_report, judged, Source("一", "utf-8"), "a").findings
    said = own if level is None else level
    assert found.severity is (Severity.WARNING if said is None else said)


@given(st.integers(0, 9), st.text("甲乙", min_size=1, max_size=3))
def test_the_check_is_given_the_options_that_were_configured(count: int, name: str) -> None:
    config = evolve(EMPTY, options={"totals/rows": {"least-rows": count, "name": name}})
    resolved = settings(config)
    assert resolved.options == {"totals/rows": Options(least_rows=count, name=name)}
    plan = Plan(
        resolved.selected,
        resolved.rules,
        {key: Setting(options=value) for key, value in resolved.options.items()},
    )
    judged_report: Report
    judged_report, judged = judge(report(), plan)
    (found,) = settle(judged_report, judged, Source("一", "utf-8"), "a").findings
    assert found.message == Text(str(count), name)


PLACES = {
    "top": "{key} = 1",
    "severity": "[severity]\n{key} = 'note'",
    "options": "[options.{key}]\n",
    "option": '[options."totals/rows"]\n{key} = 1',
}


@given(st.sampled_from(sorted(PLACES)), st.text("abcdefghij-", min_size=1, max_size=9))
def test_an_unknown_key_is_refused_wherever_it_stands(
    tmp_path_factory: pytest.TempPathFactory, place: str, key: str
) -> None:
    if key in KEYS:
        return
    said = refusal(tmp_path_factory.mktemp("x"), PLACES[place].format(key=f'"{key}"'))
    for text in said:
        assert "gxaudit.toml" in text
        assert key in text


# Errors, each once

ERRORS = [
    ("selct = []", "gxaudit.toml: 没有名为“selct”的键，最接近的是 select（可用："),
    ("select = 'totals'", "gxaudit.toml: select: 要写成字符串的列表"),
    ("select = []", "select: 列表是空的"),
    (
        "select = ['totals', 'totals/row']",
        "select[2]: 没有名为“totals/row”的规则或规则组，最接近的是",
    ),
    ("ignore = ['total']", "ignore[1]: 没有名为“total”的规则或规则组，最接近的是 totals"),
    ("ignore = ['totals', 'fees', 'balance']", "gxaudit.toml: 按 --select"),
    ("ignore = [1]", "ignore: 要写成字符串的列表"),
    (
        "fail-on = 'fatal'",
        'fail-on: 要写成其中之一："error"、"warning"、"note"，现在是字符串 "fatal"',
    ),
    ("rule-timeout = 0", "rule-timeout: 秒数要大于 0，现在是整数 0"),
    ("rule-timeout = '5'", 'rule-timeout: 要写成数字（不加引号），现在是字符串 "5"'),
    ("rule-timeout = inf", "rule-timeout: 要写成数字"),
    ("rule-timeout = true", "现在是布尔值 true"),
    ("skip-non-reports = 1", "skip-non-reports: 要写成 true 或 false（不加引号），现在是整数 1"),
    ("severity = 'note'", "severity: 要写成一张表"),
    ("[severity]\n'totals/rows' = 'off'", "severity › totals/rows: 要写成其中之一"),
    ("[severity]\n'totals/rowz' = 'note'", "severity: 没有名为“totals/rowz”的规则或规则组"),
    ("options = 1", "options: 要写成一张表"),
    ("[options]\n'totals/rows' = 1", "options › totals/rows: 要写成一张表"),
    ("[options.'totals/row']", "options: 没有名为“totals/row”的规则，最接近的是 totals/rows"),
    ("[options.'fees/zero']\na = 1", "options › fees/zero: 这条规则没有选项"),
    (
        "[options.'totals/rows']\nmark = ['x']",
        "options › totals/rows: 没有名为“mark”的选项，最接近的是 marks",
    ),
    (
        "[options.'totals/rows']\nmarks = 'x'",
        "options › totals/rows › marks: 要写成字符串的列表，如",
    ),
    ("[options.'totals/rows']\nleast-rows = -1", "least-rows: 不能小于 0，现在是整数 -1"),
    (
        "[options.'totals/rows']\nblank = 'none'",
        'blank: 要写成其中之一："zero"、"absent"，现在是字符串 "none"',
    ),
    (
        "[options.'totals/rows']\nname = 2026-03-01",
        'name: 要写成非空的字符串，如 "……"，现在是日期或时间 2026-03-01',
    ),
    ("require = ['gx-totals>=1.3']", "require[1]: 要求 gx-totals>=1.3，装入的 gx-totals 是 1.2"),
    (
        "require = ['totals>=1', 'henan>=1']",
        (
            "require[2]: 要求 henan>=1，但没有装入名为“henan”的插件或发行包；"
            "已装入的插件：balance 1.2、fees 1.2、totals 1.2"
        ),
    ),
    ("require = ['gxaudit>=99']", "require[1]: 要求 gxaudit>=99，装入的 gxaudit 是"),
    ("require = ['totals 1.2']", "require[1]: “totals 1.2”看不懂"),
    ("require = ['totals[x]']", "看不懂"),
    ("overlays = ['2026.toml']", "overlays[1]: 没有这个文件"),
    ("\n\nselect = [totals]", "gxaudit.toml: 第 3 行第 11 列不合 TOML 写法"),
    ("select = [“totals”]", "引号、等号、逗号、方括号都要用半角"),
    ("[options.totals/rows]", '规则名要加引号，如 [options."text/placeholder"]'),
    ("select = ['totals'", "第 1 行末尾不合 TOML 写法"),
    ("a = " + "[" * 5000, "套得太深"),
    ("a = " + "1" * 5000, "位数太多"),
]


@pytest.mark.parametrize(("text", "said"), ERRORS)
def test_errors_say_where_what_was_found_and_what_was_expected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    message = refusal(tmp_path, text)
    assert said in message.zh
    assert message.zh.startswith("gxaudit.toml: ")
    assert message.en.startswith("gxaudit.toml: ")


@pytest.mark.parametrize(
    "text", ["require = ['gxaudit', 'gx_Totals==1.2', 'totals>=1', 'attrs']", "rule-timeout = 0.5"]
)
def test_what_is_met_is_silent(tmp_path: Path, text: str) -> None:
    assert chosen(written(tmp_path, text)) == list(IDS)


def test_a_file_that_is_no_utf_8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "gxaudit.toml"
    path.write_bytes("# 一\nselect = ['合计']".encode("gb18030"))
    with pytest.raises(ConfigError) as caught:
        load_config(str(path))
    assert "第 2 行不是 UTF-8 编码" in caught.value.message.zh


# Which file


def test_a_project_file_counts_only_with_its_table(tmp_path: Path) -> None:
    config = written(tmp_path, "[tool.gxaudit]\nselect = ['totals']", "pyproject.toml")
    assert chosen(config) == sorted(means(["totals"]))
    marked = written(tmp_path, "\ufeff[tool.gxaudit]\nselect = ['totals']", "pyproject.toml")
    assert chosen(marked) == sorted(means(["totals"]))
    with pytest.raises(ConfigError, match="no table"):
        written(tmp_path, "[tool.other]\nselect = 1", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"tool\.gxaudit › select: expected a list"):
        written(tmp_path, "[tool]\ngxaudit.select = 1", "pyproject.toml")


@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from([None, "[tool.x]\n", "[tool.gxaudit]\n", "][\n"])),
        min_size=4,
        max_size=4,
    )
)
def test_the_nearest_configuration_counts_and_its_own_file_before_the_project_file(
    tmp_path_factory: pytest.TempPathFactory, floors: list[tuple[bool, str | None]]
) -> None:
    folder = tmp_path_factory.mktemp("x")
    expected = None
    for depth, (own, project) in enumerate(floors):
        folder = folder / str(depth)
        folder.mkdir()
        if project is not None:
            (folder / "pyproject.toml").write_text(project, encoding="utf-8")
            if project == "[tool.gxaudit]\n":
                expected = folder / "pyproject.toml"
        if own:
            (folder / "gxaudit.toml").touch()
            expected = folder / "gxaudit.toml"
    config = Nearest().of_folder(str(folder))
    assert (config and Path(config.file)) == expected


def test_ten_thousand_reports_look_into_their_folder_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def counted(folder: str) -> Config | None:
        looked.append(folder)
        return None

    monkeypatch.setattr(nearest, "config_in", counted)
    finder = Nearest()
    for number in range(10_000):
        finder.of_folder(str(tmp_path / str(number % 3)))
    assert len(looked) == len(set(looked)) == 3 + len([tmp_path, *tmp_path.parents])


@pytest.mark.skipif(os.name == "nt", reason="making links needs a privilege there")
def test_a_configuration_that_cannot_be_opened_is_an_error_and_no_absence(tmp_path: Path) -> None:
    (tmp_path / "gxaudit.toml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ConfigError, match="cannot be opened"):
        Nearest().of_folder(str(tmp_path))


# Packs


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    for name, rules in {
        "henan.gxr": ("henan/received", "henan/handled"),
        "again.gxr": ("henan/received",),
        "totals.gxr": ("totals/more",),
    }.items():
        text = "".join(HEAD.replace("test/declared", rule) + BALANCE for rule in rules)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "bad.gxr").write_text("坏", encoding="utf-8")
    return tmp_path


def test_rules_of_file_packs_are_rules_like_others(packs: Path) -> None:
    config = written(packs, "packs = ['henan.gxr']\nselect = ['henan', 'totals/rows']")
    assert chosen(config) == ["henan/handled", "henan/received", "totals/rows"]
    asked = (str(packs / "henan.gxr"),)
    assert chosen(None, packs=asked) == sorted([*IDS, "henan/handled", "henan/received"])
    assert len(settings(config, packs=asked).packs) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("totals.gxr", "packs[1]: 规则 totals/more 的规则组 totals 属于已安装的插件"),
        ("bad.gxr", "bad.gxr：第 1 行第 1 列"),
        ("none.gxr", "none.gxr：没有这个文件"),
        ("henan.gxr', 'again.gxr", "packs[2]: 规则 henan/received 已经在 "),
    ],
)
def test_packs_that_are_refused(packs: Path, name: str, said: str) -> None:
    assert said in refusal(packs, f"packs = ['{name}']").zh


# Overlays

days = st.dates(date(2026, 1, 1), date(2026, 1, 9))
changes = st.lists(
    st.tuples(
        st.sampled_from(IDS[:2]), days, st.none() | days, st.sampled_from(("off", *LEVELS))
    ).filter(lambda one: one[2] is None or one[1] <= one[2]),
    min_size=1,
    max_size=5,
    unique_by=lambda one: one[:2],
)


def overlay(folder: Path, parts: Sequence[tuple[str, date, date | None, str]]) -> str:
    path = folder / "overlay.toml"
    lines = []
    for name, since, until, level in parts:
        lines += ["[[change]]", f"rule = '{name}'", f"from = {since}", f"set = '{level}'"]
        lines += [f"until = {until}"] if until else []
        lines += [f"reason = {toml_text('办函〔2026〕' + level)}"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


@given(changes, days, st.randoms())
def test_of_the_changes_that_have_begun_and_not_ended_the_last_counts_in_any_order(
    tmp_path_factory: pytest.TempPathFactory,
    parts: list[tuple[str, date, date | None, str]],
    today: date,
    chance: object,
) -> None:
    expected: dict[str, str] = {}
    for name, since, until, level in sorted(parts, key=lambda one: one[1]):
        if since <= today and (until is None or today <= until):
            expected |= {name: level}
    chance.shuffle(parts)  # type: ignore[attr-defined]
    path = overlay(tmp_path_factory.mktemp("x"), parts)
    resolved = settings(None, overlays=(path,), today=today)
    off = {name for name, level in expected.items() if level == "off"}
    assert {one.id for one in resolved.selected} == set(IDS) - off
    assert {
        one.rule: one.set if one.set == "off" else one.set.label for one in resolved.changes
    } == expected
    assert {name: level.label for name, level in resolved.levels.items()} == {
        name: level for name, level in expected.items() if level != "off"
    }


def test_an_overlay_beats_the_level_of_the_configuration(tmp_path: Path) -> None:
    path = overlay(tmp_path, [("totals/rows", date(2026, 1, 1), None, "note")])
    config = written(tmp_path, "overlays = ['overlay.toml']\n[severity]\n'totals/rows' = 'error'")
    assert settings(config).levels == {"totals/rows": Severity.NOTE}
    assert settings(config, overlays=(path,)).overlays == settings(config).overlays


ENTRY = "[[change]]\nrule = 'fees/zero'\nfrom = 2026-01-01\nset = 'off'\nreason = 'x'\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "o.toml: 没有写任何改动"),
        ("change = 1", "没有写任何改动"),
        ("[[changes]]", "没有名为“changes”的键，最接近的是 change"),
        (ENTRY.replace("rule", "rules"), "change[1]: 没有名为“rules”的键，最接近的是 rule"),
        (ENTRY + ENTRY.replace("reason = 'x'\n", ""), "change[2]: 缺少 reason"),
        (ENTRY.replace("'x'", "' '"), "change[1] › reason: 要写成非空的字符串"),
        (
            ENTRY.replace("2026-01-01", "'2026-01-01'"),
            "from: 要写成日期，如 2026-03-01（不加引号），现在是字符串",
        ),
        (ENTRY.replace("2026-01-01", "2026-01-01T08:00:00"), "change[1] › from: 要写成日期"),
        (ENTRY + "until = 2025-12-31", "change[1] › until: 2025-12-31 早于 from 的 2026-01-01"),
        (ENTRY.replace("'off'", "'none'"), 'change[1] › set: 要写成其中之一："off"、"error"'),
        (
            ENTRY.replace("zero", "zeros"),
            "change[1] › rule: 没有名为“fees/zeros”的规则，最接近的是",
        ),
        (ENTRY.replace("fees/zero", "fees"), "change[1] › rule: 没有名为“fees”的规则"),
        (ENTRY + ENTRY.replace("off", "note"), "change[2] › set: 与 o.toml: change[1] 冲突"),
        (ENTRY + "x", "第 6 行"),
    ],
)
def test_overlays_that_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "o.toml").write_text(text, encoding="utf-8")
    assert said in refusal(tmp_path, "overlays = ['o.toml']").zh


def test_overlays_that_leave_nothing_are_refused(tmp_path: Path) -> None:
    path = overlay(tmp_path, [(name, date(2026, 1, 1), None, "off") for name in IDS])
    assert "都被覆盖文件停用" in refusal(tmp_path, "", overlays=(path,)).zh

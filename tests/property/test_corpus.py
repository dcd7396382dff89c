"""What stands beside what in a run: laws that hold for any reports, in whatever order."""

import pickle
import struct
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gxaudit.beside import ALONE, Beside, Companion
from gxaudit.corpus.identity import names_place, year_of_path
from gxaudit.corpus.index import TWINS, Index
from gxaudit.corpus.manifest import Filed, Manifest, located
from gxaudit.corpus.matrix import Filing, matrix_of
from gxaudit.corpus.record import Record, record_of
from gxaudit.corpus.similar import MOST, agreement
from gxaudit.entity import Entity, Level
from gxaudit.reading.read import read_report
from gxaudit.report import Report
from gxaudit.specimen import specimen
from gxaudit.wording import Text

TODAY = date(2024, 11, 21)
COUNTY, BUREAU, TOWN = "青岚县人民政府", "青岚县水务局", "柳河镇人民政府"
WORDS = "林草渔牧桥隧管网堤坝闸站渠沟井泵阀表栏杆松竹梅兰菊荷莲藕茶桑麻棉稻麦豆薯瓜果蔬菌"
MANIFEST = Manifest(
    entities={
        COUNTY: Entity(COUNTY, Level.COUNTY, None, (BUREAU, TOWN), complete=True),
        BUREAU: Entity(BUREAU, Level.DEPARTMENT, COUNTY),
        TOWN: Entity(TOWN, Level.TOWNSHIP, COUNTY),
    },
    names={COUNTY: COUNTY, BUREAU: BUREAU, TOWN: TOWN, "县水务局": BUREAU},
    reports={
        located("/r", "broken.pdf"): Filed("broken.pdf", TOWN, 2023),
        located("/r", "untitled.txt"): Filed("untitled.txt", BUREAU, 2023, date(2024, 1, 31)),
    },
    base="/r",
)


def record(path: str, agency: str | None, year: int | None, figures: str = "0") -> Record:
    return Record(path, path, agency, year, "2021", figures, b"")


records = st.lists(
    st.builds(
        record,
        st.integers(0, 999).map(lambda number: f"{number}.txt"),
        st.sampled_from([None, COUNTY, BUREAU, "县 水务局", TOWN, "云溪市林业局"]),
        st.sampled_from([None, 2007, 2021, 2022, 2023, 2025]),
        st.sampled_from(["0", "1"]),
    ),
    max_size=20,
    unique_by=lambda one: one.path,
)


@given(records, st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(found, random):
    shuffled = random.sample(found, len(found))
    one, other = Index(found, MANIFEST, ["broken.pdf"]), Index(shuffled, MANIFEST, ["broken.pdf"])
    assert [one.around(each) for each in found] == [other.around(each) for each in found]


@given(records)
def test_nothing_stands_beside_itself_and_every_absence_has_its_reason(found):
    index = Index(found, MANIFEST)
    for each in found:
        around, owner = index.around(each), index.identity(each)
        assert (around.last_year is None) is (around.no_last_year is not None)
        assert (around.entity is None) is (around.no_entity is not None)
        assert all((one.record is None) is (one.reason is not None) for one in around.members)
        assert each not in (around.last_year, *around.twins, *around.alike)
        assert len(around.twins) <= TWINS
        for twin in around.twins:
            assert index.identity(twin) == owner
        if around.last_year is not None:
            before = index.identity(around.last_year)
            assert (before.agency, before.year) == (owner.agency, (owner.year or 0) - 1)


@given(records)
def test_what_stands_beside_a_report_can_be_sent_to_another_process(found):
    for around in map(Index(found, MANIFEST).around, found):
        again = pickle.loads(pickle.dumps(around))
        assert again == around
        assert repr(again) == repr(around)


@given(records, st.booleans())
def test_every_report_is_in_exactly_one_cell_or_nowhere_placed(found, whole):
    matrix = matrix_of(Index(found, MANIFEST), today=TODAY, whole=whole)
    placed = [each.path for unit in matrix.units for cell in unit.cells for each in cell.records]
    nowhere = [each.record.path for each in matrix.unplaced]
    assert sorted(placed + nowhere) == sorted(each.path for each in found)
    assert matrix.reports == len(found)
    assert all(2021 <= year <= 2023 for year in matrix.years)
    for unit in matrix.units:
        assert tuple(cell.year for cell in unit.cells) == matrix.years


@given(records, st.randoms(use_true_random=False))
def test_the_overview_does_not_depend_on_the_order_of_files_and_has_the_worst_first(found, random):
    matrix = matrix_of(Index(found, MANIFEST), today=TODAY)
    shuffled = random.sample(found, len(found))
    assert matrix_of(Index(shuffled, MANIFEST), today=TODAY) == matrix
    badness = [unit.badness() for unit in matrix.units]
    assert badness == sorted(badness, reverse=True)
    assert {unit.name for unit in matrix.units} >= set(MANIFEST.entities)


def test_two_reports_of_last_year_that_disagree_are_no_last_year():
    now, first, copy = (
        record("c.txt", BUREAU, 2023),
        record("a.txt", BUREAU, 2022),
        record("b.txt", "县水务局", 2022),
    )
    assert Index([now, copy, first], MANIFEST).around(now).last_year == first
    around = Index([now, first, record("b.txt", BUREAU, 2022, "1")], MANIFEST).around(now)
    assert around.last_year is None and around.no_last_year is not None
    assert "a.txt、b.txt" in around.no_last_year.zh


SCHOOLS = "教育局"


def lies(path: str, year: int, agency: str = SCHOOLS, figures: str = "0") -> Record:
    return record(path, agency, year, figures)


def said(reason: Text | None) -> str:
    return "" if reason is None else reason.zh


def test_a_name_without_a_place_is_one_body_in_one_folder_alone():
    before, now, other = lies("甲/2022/a", 2022), lies("甲/2023/a", 2023), lies("乙/2022/a", 2022)
    here, alone = Index([before, now, other]), Index([now, other])
    assert here.around(now).last_year == before
    assert alone.around(now).last_year is None
    assert "可能是两个单位" in said(alone.around(now).no_last_year)
    assert here.around(before).twins == () and "可能是两个单位" in said(
        here.around(before).no_twins
    )
    # What was corrected may be kept below.
    kept = Index([before, now, lies("甲/旧稿/a", 2022, figures="1")])
    assert "可能是两个单位" in said(kept.around(now).no_last_year)
    cells = matrix_of(here, today=TODAY).units[0].cells
    assert [cell.filing for cell in cells] == [Filing.UNSURE, Filing.FILED]


def test_a_name_with_a_place_or_in_the_manifest_is_one_body_wherever_it_lies():
    for agency, manifest in ((BUREAU, None), (TOWN, MANIFEST)):
        now, before = lies("甲/a", 2023, agency), lies("乙/a", 2022, agency)
        twin = lies("丙/a", 2023, agency, "1")
        around = Index([now, before, twin], manifest).around(now)
        assert (around.last_year, around.twins, around.no_twins) == (before, (twin,), None)


def test_names_that_tell_their_place():
    bare = "城关镇政府 水务局 县水务局 市场监督管理局 区市场监督管理局 县城市管理局 自治区水利厅"
    bare += " 红旗街道办事处 新市镇政府 龙州镇政府 经济开发区管委会 高新区管委会 省水利厅 市教育局"
    placed = "甲县水务局 青禾市 盐城市水务局 甲县城关镇政府 恩施州水利局 阿鲁科尔沁旗水务局"
    placed += " 国家税务总局青岚县税务局 青禾市政务服务局 宁夏回族自治区水利厅 浦东新区教育局"
    assert [name for name in bare.split() if names_place(name)] == []
    assert [name for name in placed.split() if not names_place(name)] == []


def test_of_a_report_of_unknown_body_or_year_nobody_knows_whether_it_is_one_of_two():
    nobody, never = record("a.txt", None, 2023), record("b.txt", BUREAU, None)
    now = record("c.txt", BUREAU, 2023)
    index = Index([nobody, never, now, record("d.txt", COUNTY, 2023)])
    for each, why in ((nobody, "读不出单位"), (never, "读不出年度"), (now, "读不出年度")):
        assert why in said(index.around(each).no_twins)
    for each, why in ((nobody, "读不出单位"), (never, "读不出年度")):
        assert why in said(index.around(each).no_alike)
    assert Index([now]).around(now).no_twins == ALONE.no_twins


def test_why_a_member_has_no_report():
    county = record("county.txt", COUNTY, 2023)
    around = Index([county], MANIFEST, ["broken.pdf"]).around(county)
    assert [(one.name, one.reason.zh) for one in around.members if one.reason] == [
        (BUREAU, f"没有{BUREAU}2023年的报告"),
        (TOWN, f"{TOWN}2023年的报告读不出来：broken.pdf"),
    ]


def test_a_manifest_tells_of_a_file_that_does_not_tell_itself():
    untitled = record("untitled.txt", None, None)
    around = Index([untitled], MANIFEST).around(untitled)
    assert around.entity == MANIFEST.entities[BUREAU]
    assert around.published == date(2024, 1, 31)
    wrong = record("untitled.txt", "云溪市林业局", 2022)
    said = Index([wrong], MANIFEST).identity(wrong)
    assert (said.agency, said.year) == (BUREAU, 2023)
    assert len(said.contradictions) == 2
    short = record("untitled.txt", "水务局", 2023)
    assert Index([short], MANIFEST).identity(short).contradictions == ()


def test_a_path_gives_a_year_and_never_a_body():
    plain = record("青岚县水务局/2023/报告.txt", None, None)
    owner = Index([plain], MANIFEST).identity(plain)
    assert (owner.agency, owner.year, owner.year_of_path) == (None, 2023, True)
    assert year_of_path("2022-2023.txt") is None
    assert year_of_path("2021/20230131.txt") == 2021


def report(prose: str, agency: str, figure: str = "0") -> Report:
    cells = {"表三.一[总计]": figure}
    return read_report(specimen("2021", year=2023, agency=agency, prose={1: prose}, cells=cells))


@settings(max_examples=20)
@given(st.integers(0, 99), st.integers(0, 9))
def test_copied_prose_is_found_among_bodies_of_one_year(seed, changed):
    random = Random(seed)
    own = ["".join(random.sample(WORDS, 30)) for _ in range(10)]
    near = [*own[:changed], own[changed][:12], *own[changed + 1 :]]
    other = ["".join(random.sample(WORDS, 30)) for _ in range(10)]
    found = [
        record_of(report("。".join(name + each for each in sentences), name), f"{name}.txt", "")
        for name, sentences in ((BUREAU, own), (TOWN, near), (COUNTY, other))
    ]
    arounds = [Index(found).around(each) for each in found]
    assert [one.alike for one in arounds] == [(found[1],), (found[0],), ()]
    assert all(one.no_alike is None for one in arounds)
    assert not any(one.kin for one in arounds)
    assert Index(found, MANIFEST).around(found[0]).kin == ()


def test_a_body_and_its_members_or_its_office_may_share_a_text():
    prose = "。".join("".join(Random(at).sample(WORDS, 30)) for at in range(10))
    names = (COUNTY, BUREAU, TOWN, f"{TOWN}办公室")
    found = [record_of(report(prose, name), f"{name}.txt", "") for name in names]
    kin = [Index(found, MANIFEST).around(each).kin for each in found]
    paths = [each.path for each in found]
    assert [set(each) for each in kin] == [
        {paths[1], paths[2]},
        {paths[0]},
        {paths[0], paths[3]},
        {paths[2]},
    ]


@given(st.lists(st.sampled_from([(0, 0), (1, 1), (0, 1), (256, 0), (65535, 1)]), min_size=8))
def test_signatures_agree_in_the_numbers_they_have_in_common(some):
    pairs = (some * 16)[:128]
    one, other = (struct.pack("<128H", *each) for each in zip(*pairs, strict=True))
    assert agreement(one, other) == sum(here == there for here, there in pairs)


def test_however_many_are_alike_each_has_a_few():
    prose = "。".join("".join(Random(at).sample(WORDS, 30)) for at in range(10))
    signature = record_of(report(prose, BUREAU), "", "").signature
    found = [
        Record(f"{at:04}.txt", "", f"{at % 50}局", 2023, "2021", "", signature) for at in range(400)
    ]
    index = Index(found)
    for each in found:
        others = [index.identity(one).agency for one in index.around(each).alike]
        assert 1 <= len(others) <= MOST and each.agency not in others


def test_prose_too_short_to_be_like_any_other_does_not_pass():
    found = [record_of(report("甲", name), f"{name}.txt", "") for name in (BUREAU, TOWN)]
    why = Index(found).around(found[0]).no_alike
    assert why is not None and "所剩太少" in why.zh


def test_where_the_library_is_missing_the_reader_is_told_how_to_get_it(monkeypatch):
    here, there = record("a.txt", BUREAU, 2023), record("b.txt", TOWN, 2023)
    monkeypatch.setattr("gxaudit.corpus.similar._library", lambda: None)
    unsigned = record_of(report("甲", COUNTY), "c.txt", "c")
    why = Index([here, there, unsigned]).around(unsigned).no_alike
    assert why is not None and "pip install 'gxaudit[corpus]'" in why.zh
    assert Index([unsigned]).around(unsigned).no_alike == ALONE.no_alike


def test_figures_are_compared_by_value_and_reports_loaded_once_each():
    one, other = (report("甲", BUREAU, figure) for figure in ("3", "3.0"))
    records = [record_of(each, f"{at}.txt", "") for at, each in enumerate((one, other))]
    loaded = {records[1].path: other}
    beside = Index(records).around(records[0]).beside(lambda each: loaded[each.path])
    assert beside.twins == (Companion(other, "1.txt", 2023),)
    assert beside.no_last_year.zh == f"没有{BUREAU}2022年的报告"
    assert isinstance(beside, Beside)
    assert records[0].figures != record_of(report("甲", BUREAU, "4"), "2.txt", "").figures

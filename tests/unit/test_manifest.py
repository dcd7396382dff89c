"""gxaudit-manifest.toml: read back as written, and every mistake told with its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.config.nearest import manifests_above
from gxaudit.config.place import ConfigError
from gxaudit.corpus.manifestfile import LEVELS, read_manifests
from gxaudit.entity import Entity, Level
from gxaudit.values import toml_text

NAME = "gxaudit-manifest.toml"
COUNTY = """\
schema = 1

[[entity]]
name = "青岚县人民政府"
aliases = ["青岚县政府"]
level = "县级政府"
members_complete = true

[[entity]]
name = "青岚县水务局"
level = "department"
parent = "青岚县政府"

[[entity]]
name = "柳河镇人民政府"
level = "乡镇"
parent = "青岚县人民政府"

[[report]]
file = "2025/水务局.docx"
entity = "青岚县 水务局"
year = 2025
published = 2026-01-28
"""


def written(folder: Path, text: str) -> str:
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_manifest_says_who_belongs_to_whom_and_what_was_filed(tmp_path):
    manifest = read_manifests([written(tmp_path, COUNTY)])
    county = manifest.entities["青岚县人民政府"]
    assert county == Entity(
        "青岚县人民政府", Level.COUNTY, None, ("青岚县水务局", "柳河镇人民政府"), complete=True
    )
    assert manifest.entities["青岚县水务局"].parent == "青岚县人民政府"
    assert manifest.name_of("青岚县 政府") == "青岚县人民政府"
    assert manifest.name_of("青岚县林业局") == "青岚县林业局"
    filed = manifest.filed(str(tmp_path / "x" / ".." / "2025" / "水务局.docx"))
    assert filed is not None
    assert (filed.entity, filed.year, filed.published) == ("青岚县水务局", 2025, date(2026, 1, 28))
    assert manifest.filed(str(tmp_path / "水务局.docx")) is None


@given(
    st.lists(
        st.text("县区局镇甲乙丙", min_size=1, max_size=4), min_size=1, max_size=6, unique=True
    ),
    st.data(),
)
def test_whatever_is_written_is_read_back(tmp_path_factory, names, data):
    bodies = []
    for at, name in enumerate(names):
        parent = data.draw(st.sampled_from([None, *names[:at]]))
        word = data.draw(st.sampled_from([None, *LEVELS]))
        bodies.append((name, parent, word, data.draw(st.booleans())))
    text = "schema = 1\n"
    for name, parent, word, complete in bodies:
        keys = {"name": name, "parent": parent, "level": word, "members_complete": complete}
        lines = [f"{key} = {toml_text(value)}" for key, value in keys.items() if value is not None]
        text += "\n".join(["", "[[entity]]", *lines, ""])
    manifest = read_manifests([written(tmp_path_factory.mktemp("m"), text)])
    assert list(manifest.entities.values()) == [
        Entity(
            name,
            LEVELS[word] if word else None,
            parent,
            tuple(each for each, above, _, _ in bodies if above == name),
            complete,
        )
        for name, parent, word, complete in bodies
    ]


WRONG = {
    "schema = 1\nentities = 1": "没有名为“entities”的键，最接近的是 entity",
    "": "没有写格式版本，请在开头写 schema = 1",
    "schema = 2": "格式版本现在是整数 2，本版 gxaudit 只认 1",
    "schema = 1\nentity = 3": "每条写成一段 [[entity]]，现在是整数 3",
    'schema = 1\n[[entity]]\nlevel = "部门"': ":2: entity[1]: 缺少 name",
    'schema = 1\n[[entity]]\nname = "甲"\nlevle = "部门"': ":2: entity[1]: 没有名为“levle”的键",
    'schema = 1\n[[entity]]\nname = "甲"\nlevel = "县"': ":4: entity[1] › level: 要写成其中之一",
    'schema = 1\n[[entity]]\nname = "甲局"\nparent = "甲县"': (
        ":4: entity[1] › parent: 没有名为“甲县”的单位，最接近的是 甲局"
    ),
    'schema = 1\n[[entity]]\nname = "甲"\n[[entity]]\nname = "乙"\naliases = [" 甲"]': (
        f":6: entity[2] › aliases: 名称“ 甲”已见于 {NAME}:3: entity[1] › name"
    ),
    'schema = 1\n[[entity]]\nname = "甲"\nparent = "乙"\n[[entity]]\nname = "乙"\nparent = "甲"': (
        ":4: entity[1] › parent: 上级单位绕成了一圈：甲 → 乙 → 甲"
    ),
    'schema = 1\n[[entity]]\nname = "甲"\nparent = "甲"': "上级单位绕成了一圈：甲 → 甲",
    'schema = 1\n[[report]]\nfile = "a.txt"\npublished = "2026-01-02"': (
        ":4: report[1] › published: 要写成日期"
    ),
    'schema = 1\n[[report]]\nfile = "a.txt"\nyear = 25': ":4: report[1] › year: 年度要写成四位数字",
    'schema = 1\n[[report]]\nfile = "a.txt"\nentity = "甲"': "没有名为“甲”的单位",
    'schema = 1\n[[report]]\nfile = "C:\\\\a.txt"': ":3: report[1] › file: 文件写成相对于名册",
    'schema = 1\n[[report]]\nfile = "a.txt"\n[[report]]\nfile = "b/../a.txt"': (
        ":5: report[2] › file: 这个文件已在前面列出"
    ),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_manifest_is_told_with_its_line_and_what_to_do(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        read_manifests([NAME])
    assert error.value.message.zh.startswith(NAME)
    assert WRONG[text] in error.value.message.zh


def test_the_nearest_manifest_above_what_is_given_counts(tmp_path):
    below = tmp_path / "市" / "县"
    below.mkdir(parents=True)
    assert manifests_above([str(below)]) == []
    upper = written(tmp_path, COUNTY)
    assert manifests_above([str(below), str(tmp_path / "nothing.txt")]) == [upper]
    nearer = written(below, 'schema = 1\n[[entity]]\nname = "云溪市"\n')
    assert manifests_above([str(below / "a.txt")]) == [nearer]
    both = read_manifests(manifests_above([str(below), str(tmp_path)]))
    assert set(both.entities) > {"云溪市", "青岚县水务局"}


def test_a_folder_is_no_manifest(tmp_path):
    with pytest.raises(ConfigError, match="not a regular file"):
        read_manifests([str(tmp_path)])


def test_two_manifests_that_list_one_body_contradict_each_other(tmp_path):
    (tmp_path / "a").mkdir()
    files = [written(tmp_path, COUNTY), written(tmp_path / "a", COUNTY)]
    with pytest.raises(ConfigError, match="stands at"):
        read_manifests(files)

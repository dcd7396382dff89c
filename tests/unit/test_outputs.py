"""Several outputs in one run: each whole or not at all, none in the way of another."""

from __future__ import annotations

import io
import json
import os
import signal
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.cli import main, progress
from gxaudit.cli.interrupts import Interrupts
from gxaudit.pipeline import Auditor, Reading
from gxaudit.render.earlier import is_result
from gxaudit.render.formats import FORMATS, endings, of_file
from gxaudit.render.outputs import Outputs
from gxaudit.render.sinks import FileSink
from gxaudit.settle import Result
from gxaudit.specimen import specimen

CLEAN = specimen("2021")
WRONG = specimen("2021", cells={"t3.applications_received.natural": "1"})
ENDINGS = sorted(endings())
PRINTED = tuple(each.name for each in FORMATS if not each.binary)


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def gxaudit(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run(*arguments: object) -> Ran:
        code = main(["check", "--isolated", "--select", "balance", *map(str, arguments)])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What runs in the background of a script ignores interruptions, and so would its tests."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two reports, of which one is wrong."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    reports = tmp_path / "报告"
    reports.mkdir()
    (reports / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (reports / "wrong.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def words_of(path: Path) -> str:
    """The text of an output; of an office file that of all its parts."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8").replace("\\", "")
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if "xml" in name)


def left(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()} - {"报告"}


def all_outputs() -> Iterator[str]:
    for ending in ENDINGS:
        yield from ("-o", f"out{ending}")


# What is written


def test_one_run_writes_all_formats_and_each_is_what_it_is_alone(
    gxaudit: Callable[..., Ran],
) -> None:
    together = gxaudit("报告", *all_outputs())
    assert together.code == 1
    assert together.out == gxaudit("报告").out
    for form in PRINTED:
        for ending in next(each for each in FORMATS if each.name == form).endings:
            written = Path(f"out{ending}").read_bytes()
            assert written == gxaudit("报告", "--format", form).out.encode("utf-8")


@pytest.mark.parametrize(("name", "code"), [("clean.txt", 0), ("wrong.txt", 1), ("none.txt", 3)])
def test_exit_codes_are_those_of_the_run_whatever_is_written(
    gxaudit: Callable[..., Ran], name: str, code: int
) -> None:
    for form in PRINTED:
        assert gxaudit(f"报告/{name}", "--format", form).code == code
    for ending in ENDINGS:
        assert gxaudit(f"报告/{name}", "-q", "-o", f"out{ending}").code == code


def test_an_output_among_the_reports_is_no_report(gxaudit: Callable[..., Ran], here: Path) -> None:
    before = gxaudit("报告", "-o", "报告/out.json")
    assert before.code == 1
    assert gxaudit("报告", "-o", "报告/out.json").out == before.out


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_decides_in_any_case(ending: str) -> None:
    assert of_file(f"x{ending.upper()}") == of_file(f"x{ending}")
    found = of_file(f"x{ending}")
    assert found is not None
    assert found[1] == ending


def test_quiet_leaves_faults_and_nothing_else(gxaudit: Callable[..., Ran]) -> None:
    assert (gxaudit("报告", "--quiet").out, gxaudit("报告", "--quiet").err) == ("", "")
    missing = gxaudit("报告", "nothing.txt", "-q")
    assert (missing.code, missing.out) == (3, "")
    assert missing.err == "nothing.txt: 无法检查：没有这个文件或文件夹\n"
    assert json.loads(gxaudit("报告", "-q", "--format", "json").out)["summary"]["exit_code"] == 1


# What is refused


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "x.abc"], 2, "由扩展名看不出格式，可用：.txt .json"),
        (["-o", "json"], 2, "由扩展名看不出格式"),
        (["-o", "a.json", "-o", "./a.json"], 2, "是同一个文件"),
        (["-o", "报告/../报告/wrong.txt"], 2, "不能用结果覆盖它"),
        (["-o", "none/a.json"], 2, "所在文件夹不存在"),
        (["-o", "报告/clean.txt/a.json"], 2, "所在文件夹不存在"),
        (["-o", "dir.json"], 2, "或者这是一个文件夹"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_audited(
    gxaudit: Callable[..., Ran], here: Path, arguments: list[str], code: int, said: str
) -> None:
    (here / "dir.json").mkdir()
    ran = gxaudit("报告", "报告/wrong.txt", "-o", "first.csv", *arguments)
    assert ran.code == code
    assert said in ran.err
    assert ran.out == ""
    assert left(here) == {"dir.json"}
    assert (here / "报告" / "wrong.txt").read_text(encoding="utf-8") == WRONG


def test_what_has_no_permission_is_told_before_anything_is_audited(
    gxaudit: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("gxaudit.render.sinks.WholeFile", refuse)
    ran = gxaudit("报告", "-o", "a.json")
    assert (ran.code, ran.out) == (3, "")
    assert "a.json: 无法写入，什么都没有检查：没有写入权限" in ran.err


# What goes wrong later


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
def test_a_full_disk_stops_no_other_output(gxaudit: Callable[..., Ran], here: Path) -> None:
    os.symlink("/dev/full", "full.json")
    ran = gxaudit("报告", "-o", "full.json", "-o", "a.json")
    assert ran.code == 3
    assert "full.json: 没有写成" in ran.err
    assert "本次退出码为 3（结果中写的 1 只说检查结果）" in ran.err
    assert json.loads((here / "a.json").read_text(encoding="utf-8"))["summary"]["reports"] == 2
    assert "合计：检查报告 2 份" in ran.out
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


@pytest.mark.parametrize("step", ["result", "end"])
def test_a_format_that_breaks_leaves_the_old_file_and_the_other_outputs(
    gxaudit: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("坏了")

    gxaudit("报告/clean.txt", "-q", "-o", "a.csv")
    before = (here / "a.csv").read_bytes()
    monkeypatch.setattr(f"gxaudit.render.machines.csv.CsvRenderer.{step}", broken)
    ran = gxaudit("报告", "-o", "a.csv", "-o", "a.json")
    assert ran.code == 3
    assert "a.csv: 没有写成，原有文件（如有）保持不变：gxaudit 自身出错：RuntimeError" in ran.err
    assert (here / "a.csv").read_bytes() == before
    assert left(here) == {"a.csv", "a.json"}


def test_when_an_audit_breaks_nothing_is_put_in_place(
    gxaudit: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("坏了")

    monkeypatch.setattr(Auditor, "judge", broken)
    assert gxaudit("报告", "-o", "a.json").code == 3
    assert left(here) == set()


# Files


@given(st.lists(st.text(st.characters(), max_size=20), max_size=5), st.booleans())
def test_the_target_is_what_it_was_until_it_is_all_of_the_new(
    tmp_path_factory: pytest.TempPathFactory, chunks: list[str], kept: bool
) -> None:
    folder = tmp_path_factory.mktemp("target")
    target = folder / "a.json"
    target.write_bytes("旧".encode())
    sink = FileSink(str(target), ".json")
    for chunk in chunks:
        sink.write(chunk)
        assert target.read_bytes() == "旧".encode()
    if kept:
        sink.commit()
    sink.discard()
    assert [each.name for each in folder.iterdir()] == ["a.json"]
    whole = "".join(chunks).encode("utf-8", "backslashreplace")
    assert target.read_bytes() == (whole if kept else "旧".encode())


@pytest.mark.skipif(os.name == "nt", reason="permissions and links are others there")
def test_a_file_keeps_its_permissions_and_its_links(here: Path) -> None:
    (here / "real.json").write_text("旧", encoding="utf-8")
    (here / "real.json").chmod(0o640)
    (here / "link.json").symlink_to("real.json")
    sink = FileSink("link.json", ".json")
    sink.write("新")
    sink.commit()
    assert (here / "link.json").is_symlink()
    assert (here / "real.json").read_text(encoding="utf-8") == "新"
    assert stat.S_IMODE((here / "real.json").stat().st_mode) == 0o640


# Ctrl-C


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_run_says_how_far_it_got_in_every_output(
    gxaudit: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = Auditor.judge

    def interrupted(self: Auditor, reading: Reading, path: str, *rest: Any) -> Result:
        if path.endswith("wrong.txt"):
            signal.raise_signal(signal.SIGINT)
        return judge(self, reading, path, *rest)

    monkeypatch.setattr(Auditor, "judge", interrupted)
    ran = gxaudit("报告", *all_outputs(), "--format", "json")
    assert ran.code == 130
    said = "已中断：共 2 个文件，查完 1 个，其余没有检查"
    assert said in ran.err
    for document in (ran.out, Path("out.json").read_text(encoding="utf-8")):
        data = json.loads(document)
        assert [each["path"] for each in data["reports"]] == [os.path.join("报告", "clean.txt")]
        assert [said in each["message"]["zh"] for each in data["faults"]] == [True]
        assert data["summary"]["exit_code"] == 130
    for ending in ENDINGS:
        assert said in words_of(Path(f"out{ending}"))


@pytest.mark.usefixtures("interruptible")
def test_an_interruption_waits_for_what_must_not_be_broken_off() -> None:
    done = []

    def work(interrupts: Interrupts) -> None:
        with interrupts.held():
            signal.raise_signal(signal.SIGINT)
            done.append("all")

    with Interrupts() as interrupts, pytest.raises(KeyboardInterrupt):
        work(interrupts)
    assert done == ["all"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("interruptible")
def test_a_second_interruption_does_not_wait() -> None:
    done = []

    def work(interrupts: Interrupts) -> None:
        with interrupts.held():
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            done.append("never")

    with Interrupts() as interrupts, pytest.raises(KeyboardInterrupt):
        work(interrupts)
    assert done == []


def test_who_ignores_interruptions_goes_on_ignoring_them() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interrupts() as interrupts, interrupts.held():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


# Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_work_that_takes_long_shows_how_far_it_is_and_leaves_the_line_clean(
    gxaudit: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert gxaudit("报告").code == 1
    shown = terminal.getvalue().split("\r")
    assert any(each.startswith("检查  50%") and "1/2，" in each for each in shown)
    assert shown[-1].strip() == ""


@pytest.mark.parametrize(("patience", "more"), [(60.0, []), (0.0, ["--quiet"])])
def test_short_work_and_quiet_work_show_nothing(
    gxaudit: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
    patience: float,
    more: list[str],
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    gxaudit("报告", *more)
    assert terminal.getvalue() == ""


def test_nothing_is_shown_where_nobody_looks(
    gxaudit: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert gxaudit("报告").err == ""


@pytest.mark.parametrize("at", ["last report", "end"])
def test_who_breaks_off_when_all_is_done_has_broken_off_nothing(
    gxaudit: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    name = "result" if at == "last report" else "end"
    tell: Callable[..., None] = getattr(Outputs, name)

    def interrupted(self: Outputs, what: Any) -> None:
        if at == "end" or what.path.endswith("wrong.txt"):
            signal.raise_signal(signal.SIGINT)
        tell(self, what)

    monkeypatch.setattr(Outputs, name, interrupted)
    ran = gxaudit("报告", "-o", "a.json")
    assert (ran.code, ran.err) == (1, "")
    assert json.loads((here / "a.json").read_text(encoding="utf-8"))["summary"]["exit_code"] == 1


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_being_told_to_end_completes_the_outputs_as_ctrl_c_does(
    gxaudit: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    number = signal.Signals[name]
    before = signal.signal(number, signal.SIG_DFL)
    tell = Outputs.result

    def ended(self: Outputs, result: Result) -> None:
        tell(self, result)
        signal.raise_signal(number)

    monkeypatch.setattr(Outputs, "result", ended)
    try:
        ran = gxaudit("报告", "-o", "a.json")
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)
    assert ran.code == 130
    assert left(here) == {"a.json"}
    assert json.loads((here / "a.json").read_text(encoding="utf-8"))["summary"]["reports"] == 1


def test_what_a_killed_run_left_is_swept_after_a_day_and_nothing_else(
    gxaudit: Callable[..., Ran], here: Path
) -> None:
    old, young = f".gxaudit-{'0' * 16}.part", f".gxaudit-{'1' * 16}.part"
    pages = here / f".gxaudit-{'2' * 16}.part"
    pages.mkdir()
    for name in (old, young, ".gxaudit-mine.part", f"{pages.name}/1.html"):
        (here / name).write_bytes(b"")
    for name in (old, ".gxaudit-mine.part", f"{pages.name}/1.html"):
        os.utime(here / name, (0, 0))
    assert gxaudit("报告", "-o", "a.json").code == 1
    assert left(here) == {young, ".gxaudit-mine.part", "a.json"}


# What stands where something is to be written


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_an_earlier_result_is_known_and_replaced(
    gxaudit: Callable[..., Ran], ending: str, language: str
) -> None:
    for report in ("clean.txt", "wrong.txt"):
        gxaudit(f"报告/{report}", "-q", "--lang", language, "-o", f"报告/out{ending}")
        form = of_file(ending)
        assert form is not None
        assert is_result(f"报告/out{ending}", form[0].name)
        ran = gxaudit("报告", "-q", "-o", f"报告/out{ending}")
        assert (ran.code, ran.err) == (1, "")
    Path(f"报告/out{ending}").write_bytes(b"")
    assert gxaudit("报告", "-q", "-o", f"报告/out{ending}").code == 1


@pytest.mark.parametrize("audited", ["报告", "报告/clean.txt"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_that_is_named_as_output_stays_wherever_it_is(
    gxaudit: Callable[..., Ran], here: Path, ending: str, audited: str
) -> None:
    target = here / "报告" / f"乙{ending}"
    target.write_text(WRONG, encoding="utf-8")
    ran = gxaudit(audited, "-o", "first.csv", "-o", f"报告/乙{ending}")
    assert (ran.code, ran.out) == (2, "")
    assert "可能是报告" in ran.err
    assert target.read_text(encoding="utf-8") == WRONG
    assert left(here) == set()


def test_no_sample_report_is_taken_for_a_result() -> None:
    reports = sorted((Path(__file__).resolve().parents[1] / "reports").iterdir())
    names = [each.name for each in FORMATS if each.endings]
    assert len(reports) > 10
    assert not [path for path in reports for name in names if is_result(str(path), name)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_results_left_among_reports_are_passed_over_and_counted(
    gxaudit: Callable[..., Ran], here: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gxaudit.render.html.renderer.PAGES", 1)
    chosen = (".txt", ".csv", ".html", ".xlsx")
    outputs = [each for ending in chosen for each in ("-o", f"报告/out{ending}")]
    words = ("--lang", language)
    alone = gxaudit("报告", *words, *outputs)
    left_there = sum(len(files) for _, _, files in os.walk("报告")) - 2
    assert left_there > len(chosen)
    again = gxaudit("报告", *words)
    assert (again.code, again.out) == (alone.code, alone.out)
    assert f" {left_there} " in f" {again.err}" and again.err.count("\n") == 1
    # What somebody names is looked at, whatever it is.
    assert "报告/out.xlsx: " in gxaudit("报告", "报告/out.xlsx", *words).out


def test_a_report_with_its_own_findings_below_is_still_a_report(
    gxaudit: Callable[..., Ran], here: Path
) -> None:
    path = here / "报告" / "wrong.txt"
    found = gxaudit("报告/wrong.txt").out
    path.write_text(path.read_text(encoding="utf-8") + found, encoding="utf-8")
    assert is_result(str(path), "text")
    again = gxaudit("报告")
    assert (again.code, again.err) == (1, "")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several files where one would do otherwise."""
    monkeypatch.setattr("gxaudit.render.machines.sarif.renderer.MOST_RESULTS", 1)
    monkeypatch.setattr("gxaudit.render.office.docx.MOST_NOTICES", 1)
    for number in range(2):
        text = specimen("2021", agency=f"第{number}局", cells={WRONG_CELL: "1"})
        Path(f"报告/z{number}.txt").write_text(text, encoding="utf-8")


WRONG_CELL = "t3.applications_received.natural"


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("ending", [".sarif", ".sarif.json", ".docx"])
def test_further_files_of_a_larger_result_are_removed(
    gxaudit: Callable[..., Ran], here: Path, ending: str
) -> None:
    output = ("-q", "-o", f"报告/out{ending}")
    gxaudit("报告", *output)
    both = {f"out-2{ending}", f"out-3{ending}"}
    # They are no reports either.
    assert gxaudit("报告", *output).err == ""
    assert both < left(here / "报告")
    ran = gxaudit("报告/wrong.txt", *output)
    assert not both & left(here / "报告")
    assert ran.err.count("已删除") == 2


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("ending", [".sarif", ".docx"])
def test_what_is_not_known_to_be_ours_is_never_removed_nor_replaced(
    gxaudit: Callable[..., Ran], here: Path, ending: str
) -> None:
    gxaudit("报告/wrong.txt", "-q", "-o", f"out-2{ending}")
    (here / f"out-3{ending}").write_text("别人的", encoding="utf-8")
    before = {name: (here / name).read_bytes() for name in left(here)}
    ran = gxaudit("报告/wrong.txt", "-q", "-o", f"out{ending}")
    assert (ran.code, ran.err.count("没有改动")) == (1, 2)
    ran = gxaudit("报告", "-q", "-o", f"out{ending}")
    assert ran.code == 3
    assert f"out-2{ending} 已存在" in ran.err
    assert {name: (here / name).read_bytes() for name in before} == before

"""The formats that extras bring: each in a fresh environment, and none without its extra."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from gxaudit.specimen import specimen
from tests.office.drawn import DrawnPdf
from tests.office.forms import parts
from tests.office.writers import docx_of, html_of, xlsx_of
from tests.packaging.environments import ROOT, Distributions, Environment

pytestmark = pytest.mark.packaging

WRONG = {
    "t3.applications_received.natural": "3",
    "t3.applications_received.total": "3",
    "t3.handled_total.natural": "2",
    "t3.handled_total.total": "2",
}
EXTRAS = {
    "html": ["html"],
    "docx": ["docx"],
    "xlsx": ["xlsx"],
    "pdf": ["pdf"],
    "all": ["html", "docx", "xlsx", "pdf"],
}


def _files(folder: Path) -> dict[str, Path]:
    report = list(parts("2021", WRONG))
    data = {
        "html": html_of(report).encode("utf-8"),
        "docx": docx_of(report),
        "xlsx": xlsx_of(report),
        "pdf": DrawnPdf().report(report).data(),
    }
    for suffix, content in data.items():
        (folder / f"report.{suffix}").write_bytes(content)
    return {suffix: folder / f"report.{suffix}" for suffix in data}


@pytest.fixture(scope="session")
def oldest_extras(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Constraints to the oldest release of every library of a reader that pyproject.toml admits."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {one for name in EXTRAS if name != "all" for one in extras[name]}
    path = tmp_path_factory.mktemp("oldest-extras") / "constraints.txt"
    path.write_text("\n".join(sorted(wanted)).replace(">=", "=="), encoding="utf-8")
    return path


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_reads_its_formats(
    extra: str,
    distributions: Distributions,
    new_environment: Callable[[str], Environment],
) -> None:
    environment = new_environment(f"extra-{extra}")
    environment.install(f"{distributions.wheel}[{extra}]")
    _audit(environment, EXTRAS[extra])


def test_the_oldest_libraries_that_are_admitted_will_do(
    distributions: Distributions,
    new_environment: Callable[[str], Environment],
    oldest_extras: Path,
) -> None:
    environment = new_environment("oldest-extras")
    environment.install(f"{distributions.wheel}[html,docx,xlsx,pdf]", constraints=oldest_extras)
    _audit(environment, EXTRAS["all"])


def _audit(environment: Environment, formats: list[str]) -> None:
    files = _files(environment.work)
    for suffix in formats:
        said = environment.gxaudit("check", "--format", "json", files[suffix], expect=1)
        rules = [one["rule"] for one in json.loads(said)["reports"][0]["findings"]]
        assert "balance/applications" in rules


def test_without_an_extra_one_sentence_says_how_to_get_it(
    distributions: Distributions, new_environment: Callable[[str], Environment]
) -> None:
    environment = new_environment("no-extra")
    environment.install(distributions.wheel)
    for suffix, path in _files(environment.work).items():
        said = environment.gxaudit("check", "--format", "json", path, expect=3)
        (fault,) = json.loads(said)["reports"][0]["faults"]
        assert fault["path"] == str(path)
        assert f"pip install 'gxaudit[{suffix}]'" in fault["message"]["zh"]


def test_the_extra_for_results_writes_a_page_and_without_it_one_sentence_says_so(
    distributions: Distributions,
    new_environment: Callable[[str], Environment],
) -> None:
    environment = new_environment("results")
    report = environment.work / "report.txt"
    report.write_text(specimen("2021", cells=WRONG), encoding="utf-8")
    environment.install(distributions.wheel)
    said = environment.python(
        "import io, contextlib; from gxaudit.cli import main; said = io.StringIO()\n"
        "with contextlib.redirect_stderr(said):\n"
        "    code = main(['check', 'report.txt', '-o', 'out.html'])\n"
        "print(code, said.getvalue())"
    )
    assert said.startswith("2 ")
    assert "pip install 'gxaudit[report]'" in said
    assert not (environment.work / "out.html").exists()
    environment.install(f"{distributions.wheel}[report]")
    environment.gxaudit("check", "-q", "-o", "out.html", report, expect=1)
    page = (environment.work / "out.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count("balance/applications") > 1

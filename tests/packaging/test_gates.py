"""The hook in the hands of the real pre-commit, in a real repository of reports."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import frozen

from gxaudit.specimen import specimen
from tests.office.forms import parts
from tests.office.writers import docx_of
from tests.packaging.environments import CONSTRAINTS, ROOT, Distributions

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]

PROSE = {5: "公开内容还不够及时，已逐项改正。", 6: "本年度未收取信息处理费。"}
GOOD = specimen("2021", prose=PROSE)
DEFECTIVE = specimen("2021", prose=PROSE, cells={"t3.carried_over_out.total": "1"})
BROKEN = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "gxaudit-broken"
version = "1"
dependencies = ["gxaudit"]

[project.entry-points.gxaudit]
broken = "gxaudit_broken"
"""
WHO = ("-c", "user.name=审核员", "-c", "user.email=auditor@example.invalid")


@frozen
class Repository:
    """A repository of reports whose commits pass through gxaudit."""

    folder: Path
    variables: Mapping[str, str]

    def run(self, *command: str | Path, expect: int = 0) -> str:
        """What a command prints, which must end with ``expect``."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == expect, f"{command}\n{done.stdout}"
        return done.stdout

    def commit(self, name: str, content: str | bytes, *, expect: int = 0) -> str:
        """What git prints when one file alone is committed."""
        self.run("git", "rm", "-r", "--quiet", "--cached", "--ignore-unmatch", "报告 文件夹")
        path = self.folder / "报告 文件夹" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.run("git", "add", path)
        return self.run("git", *WHO, "commit", "--allow-empty", "-m", name, expect=expect)


@pytest.fixture(scope="module")
def hooks(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gxaudit as pre-commit takes it: a repository with a tag, made of the source distribution."""
    folder = tmp_path_factory.mktemp("hooks")
    with tarfile.open(distributions.sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    for command in (
        ("init", "--quiet"),
        ("add", "--all", "--force"),
        (*WHO, "commit", "--quiet", "--no-verify", "-m", "gxaudit"),
        ("tag", "v1.0.0"),
    ):
        subprocess.run(("git", *command), cwd=source, check=True)
    return source


def repository(folder: Path, hooks: Path, files: str, *extra: str | Path) -> Repository:
    """A new repository that asks for the hook, with what is to be installed beside it."""
    dependencies = ", ".join(f'"{each}"' for each in extra)
    (folder / "work").mkdir()
    (folder / "work" / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks.as_uri()}\n    rev: v1.0.0\n    hooks:\n      - id: gxaudit\n"
        f"        files: '{files}'\n        additional_dependencies: [{dependencies}]\n",
        encoding="utf-8",
    )
    kept = {name: os.environ[name] for name in os.environ if not name.startswith("GIT_")}
    kept.pop("PYTHONPATH", None)
    made = Repository(
        folder / "work",
        {
            **kept,
            "PRE_COMMIT_HOME": str(folder / "home"),
            "PIP_CONSTRAINT": str(CONSTRAINTS),
            "LC_ALL": "C.UTF-8",
        },
    )
    made.run("git", "init", "--quiet")
    # Chinese names in what git prints.
    made.run("git", "config", "core.quotePath", "false")
    made.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    return made


@pytest.fixture(scope="module")
def reports(hooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository that also takes Word files, with the example of a plugin."""
    return repository(
        tmp_path_factory.mktemp("reports"),
        hooks,
        r"\.(txt|docx)$",
        "gxaudit[docx]",
        ROOT / "plugins" / "example",
    )


def test_a_good_report_is_committed(reports: Repository) -> None:
    assert "Passed" in reports.commit("青岚县水务局 2021 年.txt", GOOD)


def test_a_defective_report_is_not_committed_and_the_cell_is_named(reports: Repository) -> None:
    printed = reports.commit("青岚县水务局 2021 年.txt", DEFECTIVE, expect=1)
    assert "Failed" in printed
    assert "报告 文件夹/青岚县水务局 2021 年.txt:" in printed
    assert "表三.四[总计]" in printed


def test_a_word_file_is_judged_like_a_text(reports: Repository) -> None:
    wrong = docx_of(list(parts("2021", {"t3.carried_over_out.total": "1"})))
    assert "表三.四[总计]" in reports.commit("送审稿.docx", wrong, expect=1)


def test_the_rules_of_a_plugin_beside_the_hook_are_judged(reports: Repository) -> None:
    assert "example/carried-over" in reports.commit("旧报告.txt", DEFECTIVE, expect=1)


def test_a_file_that_is_no_report_does_not_stop_a_commit(reports: Repository) -> None:
    assert "Passed" in reports.commit("会议记录.txt", "今天讨论了年度报告的编制。\n")


def test_a_plugin_that_does_not_load_stops_every_commit(hooks: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    (broken / "gxaudit_broken").mkdir(parents=True)
    (broken / "pyproject.toml").write_text(BROKEN, encoding="utf-8")
    code = 'raise RuntimeError("no licence")\n'
    (broken / "gxaudit_broken" / "__init__.py").write_text(code, encoding="utf-8")
    reports = repository(tmp_path, hooks, r"\.txt$", broken)
    printed = reports.commit("青岚县水务局 2021 年.txt", GOOD, expect=1)
    assert "exit code: 3" in printed
    assert "no licence" in printed

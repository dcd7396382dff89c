"""The fenced blocks of a Markdown page, done one after the other as a reader would do them.

What a block is for, its info string says:

- ``console``: a session. Lines that begin with ``$ `` are typed, the lines below are what must be
  printed (standard output and errors); a line ``…`` stands for any number of lines, and ``…`` in a
  line for any part of it. A command must succeed, unless the next one is ``echo $?``.
- ``sh``: commands, each of which must succeed, whatever they print.
- ``python``: a program that must succeed, in a fresh process.
- any language and a path, as in ``gxr henan.gxr`` or ``python tests/test_henan.py``: the content of
  that file, below the folder of the session.

Any other block would be untested, and is an error. Sessions share a folder: ``cd`` lasts.
"""

from __future__ import annotations

import fnmatch
import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import define, frozen

_FENCE = re.compile(r" {0,3}(`{3,})\s*(.*?)\s*")
_PROMPT = "$ "
_MARK = "=== done "
_LIMIT = 300
"""Seconds for one block; a block that takes longer hangs."""


@frozen
class Block:
    """One fenced block."""

    language: str
    file: str | None
    """The path that its info string names."""
    text: str
    line: int
    """Of its opening fence, from 1."""


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order. Raises ``ValueError`` for one that nothing closes."""
    found: list[Block] = []
    opened: tuple[int, str, str] | None = None
    held: list[str] = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fence = _FENCE.fullmatch(line)
        if opened is None:
            if fence:
                opened, held = (number, fence[1], fence[2]), []
        elif fence and not fence[2] and len(fence[1]) >= len(opened[1]):
            language, _, file = opened[2].partition(" ")
            text = "".join(f"{one}\n" for one in held)
            found.append(Block(language, file.strip() or None, text, opened[0]))
            opened = None
        else:
            held.append(line)
    if opened is not None:
        raise ValueError(f"{page.name}:{opened[0]}: this block is never closed")
    return found


@frozen
class Step:
    """A command, and the lines that it must print; None for whatever it prints."""

    command: str
    shown: tuple[str, ...] | None = None


def _steps(block: Block) -> list[Step]:
    if block.language == "sh":
        return [Step(line) for line in block.text.splitlines() if line.strip()]
    steps: list[Step] = []
    for line in block.text.splitlines():
        if line.startswith(_PROMPT):
            steps.append(Step(line.removeprefix(_PROMPT), ()))
        elif not steps:
            raise AssertionError("a console block begins with a command: $ …")
        else:
            steps[-1] = Step(steps[-1].command, (*(steps[-1].shown or ()), line))
    return steps


@define
class Session:
    """Where the blocks of one page are done."""

    folder: Path
    environment: Mapping[str, str]
    """With a ``PATH`` on which ``gxaudit``, ``python``, ``pip`` and ``pytest`` are found."""

    def do(self, page: Path) -> int:
        """Do every block of a page; the number of blocks. Raises ``AssertionError`` that names
        page and line.
        """
        found = blocks(page)
        for block in found:
            try:
                self._do(block)
            except AssertionError as error:
                raise AssertionError(f"{page.name}:{block.line}: {error}") from None
        return len(found)

    def _do(self, block: Block) -> None:
        if block.file is not None:
            path = self.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            done = self._run(["python", "-X", "utf8", "-c", block.text])
            assert done.returncode == 0, done.stdout
        elif block.language in ("console", "sh"):
            self._type(_steps(block))
        else:
            raise AssertionError(f"a {block.language or 'nameless'} block that nothing tests")

    def _type(self, steps: Sequence[Step]) -> None:
        script = "".join(
            f"(exit $_gx)\n{step.command}\n_gx=$?\nprintf '\\n{_MARK}%s %s\\n' $_gx \"$PWD\"\n"
            for step in steps
        )
        done = self._run(["sh", "-c", f"_gx=0\n{script}"])
        answers = list(_answers(done.stdout))
        assert len(answers) == len(steps), f"the session ended early:\n{done.stdout}"
        after = [step.command for step in steps[1:]] + [""]
        for step, following, (printed, code, folder) in zip(steps, after, answers, strict=True):
            self.folder = Path(folder)
            if following != "echo $?":
                assert code == 0, f"$ {step.command} ended with {code}:\n{printed}"
            if step.shown is not None:
                _compare(step.command, step.shown, printed.splitlines())

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=_LIMIT,
            check=False,
        )


def _answers(output: str) -> Iterator[tuple[str, int, str]]:
    """For each command: what it printed, its exit code, and the folder it left."""
    printed: list[str] = []
    for line in output.splitlines():
        if line.startswith(_MARK):
            code, _, folder = line.removeprefix(_MARK).partition(" ")
            # The mark begins with a newline of its own, which ends an unfinished line.
            yield "\n".join(printed).strip("\n"), int(code), folder
            printed = []
        else:
            printed.append(line)


def _compare(command: str, shown: Sequence[str], printed: Sequence[str]) -> None:
    wanted = "\n".join(line.rstrip() for line in shown).strip("\n").splitlines()
    got = [line.rstrip() for line in printed]
    if not _matches(wanted, got):
        raise AssertionError("\n".join([f"$ {command}", "shown:", *wanted, "printed:", *got]))


def _matches(wanted: Sequence[str], got: Sequence[str]) -> bool:
    if not wanted:
        return not got
    first, rest = wanted[0], wanted[1:]
    if first == "…":
        return any(_matches(rest, got[count:]) for count in range(len(got) + 1))
    return bool(got) and _line_matches(first, got[0]) and _matches(rest, got[1:])


def _line_matches(wanted: str, got: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, wanted.split("…"))), got) is not None


def reader_environment(folder: Path, language: str) -> dict[str, str]:
    """The environment of a reader who has installed gxaudit: a fresh virtual environment in
    ``folder``, which sees all that the tests see, and into which pip installs.
    """
    import sysconfig
    import venv

    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    (site,) = folder.glob("[Ll]ib/**/site-packages")
    seen = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    lines = [f"import site; site.addsitedir({path!r})\n" for path in seen]
    (site / "_seen.pth").write_text("".join(lines), encoding="utf-8")
    (site / "_few_examples.py").write_text(_FEW_EXAMPLES, encoding="utf-8")
    for name, module, function in _PROGRAMS:
        program = scripts / name
        program.write_text(
            f"#!{python}\nimport sys\nfrom {module} import {function}\nsys.exit({function}())\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not _ours(name)}
    return kept | {
        "PATH": os.pathsep.join([str(scripts), os.environ.get("PATH", "")]),
        "LC_ALL": {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}[language],
        "COLUMNS": "100",
        # What builds a project is among what the tests see: nothing need be fetched.
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INDEX": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        # In full the laws of a project run among the tests of packaging.
        "PYTEST_ADDOPTS": "-p _few_examples",
    }


_FEW_EXAMPLES = """
from hypothesis import settings

settings.register_profile("few", max_examples=4, deadline=None, database=None)
settings.load_profile("few")
"""
_PROGRAMS = (
    ("gxaudit", "gxaudit.cli", "main"),
    ("pip", "pip._internal.cli.main", "main"),
    ("pytest", "pytest", "console_main"),
)


def _ours(name: str) -> bool:
    """What of the tests' own environment would change what a reader sees."""
    patterns = ("GXAUDIT_*", "PYTEST_*", "PYTHON*", "VIRTUAL_ENV", "LANG*", "LC_*", "COLUMNS")
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)

"""Laws that need a fresh interpreter: what importing loads, and what hash seeds change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection

from gxaudit.testing.broken import LawBrokenError, same
from gxaudit.wording import Text

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); package = sys.argv[2]\n"
_IMPORT = """
from importlib import import_module
import gxaudit.api
for name in sys.argv[3:]:
    import_module(name)
before = set(sys.modules)
module = import_module(package)
for name in ("gxaudit_plugin", "gxaudit_rules", "gxaudit_packs"):
    answer = getattr(module, name, tuple)()
    answer if name == "gxaudit_plugin" else list(answer)
print()
print(json.dumps(sorted(set(sys.modules) - before)))
"""
_EXAMPLES = """
from gxaudit.testing.process import examples_said
print()
print(json.dumps(examples_said(package)))
"""
_SEEDS = ("1", "2")
"""Python orders sets of words differently under different seeds."""


def imports_nothing_else(package: str, may_import: Collection[str]) -> None:
    """Importing the plugin and asking for its rules loads its own package, the standard library
    and ``may_import``, beyond what ``gxaudit.api`` has loaded.
    """
    allowed = {package.partition(".")[0], *may_import, *sys.stdlib_module_names}
    loaded = [name.split(".") for name in _run(package, _IMPORT, *may_import)]
    # Which module of gxaudit matters; of other packages their names do.
    foreign = sorted(
        {
            ".".join(parts) if parts[0] == "gxaudit" else parts[0]
            for parts in loaded
            if parts[0] not in allowed
        }
    )
    if foreign:
        raise LawBrokenError(
            package,
            expected=Text(
                "在 gxaudit.api 之后只载入自己的包和标准库",
                "beyond gxaudit.api only its own package and the standard library are loaded",
            ),
            found=same(", ".join(foreign)),
            cure=Text(
                "从 gxaudit 只导入 gxaudit.api；自己声明的依赖写进 contract(…, may_import=[…])，"
                "并尽量在用到时才导入",
                "import nothing of gxaudit but gxaudit.api; name declared dependencies in "
                "contract(…, may_import=[…]) and import them where they are used",
            ),
        )


def same_under_any_seed(package: str) -> None:
    """What the rules say of their examples does not hang on the order of sets."""
    one, other = (_run(package, _EXAMPLES, seed=seed) for seed in _SEEDS)
    for first, second in zip(one, other, strict=True):
        if first != second:
            raise LawBrokenError(
                package,
                expected=Text(
                    "换一个 Python 进程，结果相同", "the same result in another Python process"
                ),
                found=Text(f"先是 {first}，后是 {second}", f"first {first}, then {second}"),
                cure=Text(
                    "集合没有固定的次序：写进信息之前用 sorted(…) 排序",
                    "a set has no order: use sorted(…) before its members enter a message",
                ),
            )


def examples_said(package: str) -> list[str]:
    """What the rules of a plugin say of each of its examples, in one line each."""
    from gxaudit.testing.engine import subject_of
    from gxaudit.testing.sample import example_sample

    subject = subject_of(package)
    said = []
    for rule in subject.rules:
        for example in rule.examples:
            result = subject.audit_sample(example_sample(example), [rule])
            reasons = [reason.zh for reason in result.outcomes[rule.id].reasons]
            found = [(one.message.zh, one.message.en, one.cells) for one in result.failures]
            said.append(f"{rule.id}: {reasons} {found}")
    return said


def _run(package: str, script: str, *more: str, seed: str | None = None) -> list[str]:
    """The list that a script prints at last, run with the import path of this process."""
    environment = os.environ | ({"PYTHONHASHSEED": seed} if seed else {})
    done = subprocess.run(
        [sys.executable, "-c", _START + script, json.dumps(sys.path), package, *more],
        capture_output=True,
        encoding="utf-8",
        env=environment | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    if done.returncode:
        raise LawBrokenError(
            package,
            expected=Text("能在新的 Python 进程中载入", "it loads in a fresh Python process"),
            found=same(done.stderr[-600:]),
            cure=Text("改正导入时的错误", "mend what breaks at import"),
        )
    names: list[str] = json.loads(done.stdout.rpartition("\n\n")[2] or done.stdout)
    return names

"""How a broken law is told: which rule, what was expected, what was found, what to do."""

from __future__ import annotations

from gxaudit.finding import Fault
from gxaudit.render.spelling.escape import readable
from gxaudit.wording import Text


class LawBrokenError(AssertionError):
    """A plugin breaks a law of its contract."""

    def __init__(self, who: str, *, expected: Text, found: Text, cure: Text) -> None:
        parts = (("应当", expected.zh), ("实际", found.zh), ("处理", cure.zh))
        english = (("expected", expected.en), ("found", found.en), ("to do", cure.en))
        lines = [who, *_lines(parts), *_lines(english)]
        super().__init__("\n".join(lines))
        self.who = who
        """The rule, or the plugin."""


def _lines(parts: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"  {name}: {readable(words)}" for name, words in parts]


def same(words: object) -> Text:
    """Words that are the same in both languages: names, figures, messages of Python."""
    return Text(str(words), str(words))


def fault_found(fault: Fault) -> LawBrokenError:
    """The error for a rule that broke while it ran."""
    return LawBrokenError(
        fault.rule or fault.plugin or "?",
        expected=Text(
            "无论报告里写了什么，规则都不出故障", "no fault of a rule, whatever a report holds"
        ),
        found=fault.message,
        cure=Text(
            "先看 cell.state 再用 cell.value；报告年度、标题、表格都可能没有，"
            "读不到时 yield NotEvaluated(原因)",
            "look at cell.state before you use cell.value; year, title and tables may be absent: "
            "yield NotEvaluated(reason) where something cannot be read",
        ),
    )

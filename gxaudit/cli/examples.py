"""Examples of rules, audited here and now."""

from __future__ import annotations

from gxaudit.pipeline import Auditor
from gxaudit.reading.read import read_report
from gxaudit.rule import Example
from gxaudit.settle import Result
from gxaudit.specimen import example_text, last_year_text
from gxaudit.wording import Language


def audited(example: Example, auditor: Auditor, language: Language) -> Result:
    """What the audit of an example gives."""
    path = example.file or ("实例.txt" if language == "zh" else "example.txt")
    last = last_year_text(example)
    last_year = None if last is None else read_report(last)
    return auditor.audit(example_text(example).encode(), path, last_year=last_year)

"""Examples of rules, audited here and now."""

from __future__ import annotations

from gxaudit.pipeline import Auditor
from gxaudit.rule import Example
from gxaudit.settle import Result
from gxaudit.specimen import example_text
from gxaudit.staging import beside_of
from gxaudit.wording import Language


def audited(example: Example, auditor: Auditor, language: Language) -> Result:
    """What the audit of an example gives."""
    path = example.file or ("实例.txt" if language == "zh" else "example.txt")
    return auditor.audit(example_text(example).encode(), path, beside=beside_of(example))

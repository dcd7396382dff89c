"""The plugin author's whole vocabulary. Import from here and from nowhere else in gxaudit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxaudit.beside import Beside, Companion, Member
from gxaudit.entity import Entity, Level
from gxaudit.finding import (
    Confidence,
    Equation,
    Failed,
    NotApplicable,
    NotEvaluated,
    Operand,
    Outcome,
    Passed,
    Severity,
    Verdict,
)
from gxaudit.forms import CellSpec, Column, Form, Group, Row, Table
from gxaudit.hooks import API, PluginInfo, hook
from gxaudit.options import option
from gxaudit.packs import shipped
from gxaudit.regex import regex
from gxaudit.report import (
    Blanks,
    Breakdown,
    Cell,
    Claim,
    Derived,
    Number,
    Observation,
    Paragraph,
    Percentage,
    Report,
    Section,
    Seen,
    State,
    TableSeen,
)
from gxaudit.rounding import agrees, shown, step_of
from gxaudit.rule import Basis, Example, Explanation, Other, Rule
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.likeness import own_length, repeated_share
    from gxaudit.readers.model import Document, Place, Reader, prose, table_row
    from gxaudit.reading.source import SourceError

__all__ = [
    "API",
    "Basis",
    "Beside",
    "Blanks",
    "Breakdown",
    "Cell",
    "CellSpec",
    "Claim",
    "Column",
    "Companion",
    "Confidence",
    "Derived",
    "Document",
    "Entity",
    "Equation",
    "Example",
    "Explanation",
    "Failed",
    "Form",
    "Group",
    "Level",
    "Member",
    "NotApplicable",
    "NotEvaluated",
    "Number",
    "Observation",
    "Operand",
    "Other",
    "Outcome",
    "Paragraph",
    "Passed",
    "Percentage",
    "Place",
    "PluginInfo",
    "Reader",
    "Report",
    "Row",
    "Rule",
    "Section",
    "Seen",
    "Severity",
    "SourceError",
    "State",
    "Table",
    "TableSeen",
    "Text",
    "Verdict",
    "agrees",
    "hook",
    "option",
    "own_length",
    "prose",
    "regex",
    "repeated_share",
    "shipped",
    "shown",
    "step_of",
    "table_row",
]

_OF_READERS = frozenset(("Document", "Place", "Reader", "prose", "table_row"))
_OF_LIKENESS = frozenset(("own_length", "repeated_share"))


def __getattr__(name: str) -> object:
    """What few plugins need, imported for them alone."""
    if name in _OF_READERS:
        from gxaudit.readers import model

        return getattr(model, name)
    if name in _OF_LIKENESS:
        from gxaudit import likeness

        return getattr(likeness, name)
    if name == "SourceError":
        from gxaudit.reading.source import SourceError

        return SourceError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

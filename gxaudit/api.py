"""The plugin author's whole vocabulary. Import from here and from nowhere else in gxaudit."""

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
from gxaudit.rule import Basis, Example, Explanation, Rule
from gxaudit.wording import Text

__all__ = [
    "API",
    "Basis",
    "Blanks",
    "Breakdown",
    "Cell",
    "CellSpec",
    "Claim",
    "Column",
    "Confidence",
    "Derived",
    "Equation",
    "Example",
    "Explanation",
    "Failed",
    "Form",
    "Group",
    "NotApplicable",
    "NotEvaluated",
    "Number",
    "Observation",
    "Operand",
    "Outcome",
    "Paragraph",
    "Passed",
    "Percentage",
    "PluginInfo",
    "Report",
    "Row",
    "Rule",
    "Section",
    "Seen",
    "Severity",
    "State",
    "Table",
    "TableSeen",
    "Text",
    "Verdict",
    "hook",
    "option",
    "shipped",
]

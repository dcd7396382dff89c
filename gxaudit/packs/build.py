"""The lines of one rule to the rule: every field checked, every name found in the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxaudit.equations.compile import compile_identity
from gxaudit.equations.identity import Comparison, Each, Identity, names_of
from gxaudit.equations.linear import IdentityError
from gxaudit.finding import Confidence, Outcome, Severity
from gxaudit.forms import Form, shipped_forms
from gxaudit.packs import fields, texts
from gxaudit.packs.draft import Draft
from gxaudit.packs.examples import example
from gxaudit.packs.resolve import Scope, comparison
from gxaudit.packs.syntax import Line, PackError, Problem, Written
from gxaudit.packs.words import CONFIDENCES, KEYWORDS, LEVELS, STATUSES, TABLES
from gxaudit.report import Number
from gxaudit.rule import RULE_ID, Example, Rule
from gxaudit.wording import Text

REQUIRED = ("LEVEL", "STATUS", "MUST", "PASSES", "FAILS")
EACH: dict[str, Each] = {"EACH_COLUMN": "column", "EACH_ROW": "row"}


def rule_of(draft: Draft) -> Rule:
    """The rule of a draft. Raises :class:`PackError` with the first thing that is wrong."""
    check_required(draft)
    identities = identities_of(draft)
    forms = forms_of(draft, identities)
    years = draft.value("YEARS", fields.years, None)
    names = [
        name for one in identities for side in (one.must, *one.when) for name in names_of(side)
    ]
    likely = any(name.metric is not None for name in names)
    title = texts.title(draft.head, draft.one("ENGLISH"), draft.one("CHINESE"))
    basis = texts.basis(draft.head, draft.all("BASIS_ZH"), draft.all("BASIS_EN"))
    return Rule(
        id=id_of(draft.head),
        title=title,
        explanation=texts.explanation(draft.lines, title, identities, basis),
        severity=Severity[fields.choice(draft.lines["LEVEL"][0], LEVELS).upper()],
        confidence=Confidence(
            draft.value(
                "CONFIDENCE",
                lambda line: fields.choice(line, CONFIDENCES),
                "likely" if likely else "certain",
            )
        ),
        basis=basis,
        examples=tuple(examples_of(draft, identities, forms, years)),
        identities=identities,
        forms=None if len(forms) == len(shipped_forms()) else tuple(one.name for one in forms),
        years=years,
        reads=texts.reads(names),
        status=fields.choice(draft.lines["STATUS"][0], STATUSES),
        since=draft.value("SINCE", fields.since, ""),
        version=draft.value("VERSION", fields.version, 1),
    )


def id_of(head: Line) -> str:
    """The name of the rule. Raises :class:`PackError`."""
    name: str = head.value[0]
    if RULE_ID.fullmatch(name):
        return name
    raise fields.problem(
        head,
        Text(
            f"规则名“{name}”应写成 组名/名字，用小写字母、数字和连字符，如 henan/received",
            f"'{name}' is no rule id; write namespace/slug in lower case, such as henan/received",
        ),
    )


def check_required(draft: Draft) -> None:
    """Raises :class:`PackError` where the rule lacks lines that every rule has."""
    missing = [keyword for keyword in REQUIRED if keyword not in draft.lines]
    if not draft.all("BASIS_ZH") and not draft.all("BASIS_EN"):
        missing.append("BASIS_ZH")
    if missing:
        zh = "、".join(KEYWORDS[one].zh for one in missing)
        en = ", ".join("basis" if one == "BASIS_ZH" else KEYWORDS[one].en for one in missing)
        name = draft.head.value[0]
        words = Text(
            f"规则 {name} 缺少：{zh}"
            + ("（没有法规依据的，写“依据 算术”）" if "BASIS_ZH" in missing else ""),
            f"rule {name} lacks: {en}"
            + (" (where no law is its basis: basis Arithmetic)" if "BASIS_ZH" in missing else ""),
        )
        raise fields.problem(draft.head, words)


def identities_of(draft: Draft) -> tuple[Identity, ...]:
    """What the lines of 应有 declare. Raises :class:`PackError`."""
    both = [line for keyword in EACH for line in draft.all(keyword)]
    if len(both) > 1:
        words = Text("“每列”和“每行”只能用一个", "only one of 'each column' and 'each row'")
        raise fields.problem(both[1], words)
    each: Each = EACH[both[0].keyword] if both else "cell"
    table = draft.value("TABLE", lambda line: fields.choice(line, TABLES), None)
    scope = Scope(table, each)
    when = draft.one("WHEN")
    conditions = tuple(comparison(one, scope, when) for one in when.value) if when else ()
    exact: Number = 0
    made = [
        Identity(
            table=table or _table_of(comparison(line.value, scope, line)),
            each=each,
            must=comparison(line.value, scope, line),
            only=_only(both[0]) if both else (),
            when=conditions,
            tolerance=draft.value("TOLERANCE", fields.amount, exact),
            blank_is_zero="BLANK_IS_ZERO" in draft.lines,
        )
        for line in draft.all("MUST")
    ]
    return texts.with_message(made, draft.one("MESSAGE_ZH"), draft.one("MESSAGE_EN"))


def _table_of(must: Comparison) -> int:
    """The table of the first cell named, for a rule that names no table of its own."""
    return next((name.table for name in names_of(must) if name.metric is None), 0)


def _only(line: Line) -> tuple[tuple[str, str | None], ...]:
    """The rows or columns that the rule is restricted to, as :class:`Identity` names them."""
    chosen: list[tuple[str, str | None]] = []
    for pair in line.value:
        ends = [_end(one, line) if one is not None else None for one in pair]
        chosen.append((ends[0] or "", ends[1]))
    return tuple(chosen)


def _end(written: Written, line: Line) -> str:
    bracket: str = written.brackets[0] if written.brackets else ""
    if line.keyword == "EACH_COLUMN" and bracket and not written.item:
        return bracket
    if line.keyword == "EACH_ROW" and not (written.item and bracket):
        return written.item or f"[{bracket}]"
    kind = Text("列名，如 [总计]", "headings such as [总计]")
    if line.keyword == "EACH_ROW":
        kind = Text("项号或行名，如 一、[规章]", "items or rows such as 一, [规章]")
    words = Text(f"这里要写{kind.zh}", f"write {kind.en}")
    raise PackError((Problem(line.number, written.column, words),))


def forms_of(draft: Draft, identities: Sequence[Identity]) -> tuple[Form, ...]:
    """The forms that the rule is for: those it names, or those that have all its cells."""
    asked: tuple[str, ...] | None = draft.value("FORM", fields.forms, None)
    fitting: list[Form] = []
    refused: list[PackError] = []
    for form in shipped_forms():
        if asked is not None and form.name not in asked:
            continue
        try:
            for identity in identities:
                compile_identity(identity, form)
            fitting.append(form)
        except IdentityError as error:
            refused.append(_misfit(draft, form, error))
    if refused and (asked is not None or not fitting):
        raise refused[0]
    return tuple(fitting)


def _misfit(draft: Draft, form: Form, error: IdentityError) -> PackError:
    line, column = error.name.at if error.name else (0, 0)
    if not line:
        line, column = draft.lines["MUST"][0].number, draft.lines["MUST"][0].column
    words = Text(
        f"{error.message.zh}（按 {form.name} 年格式）", f"{error.message.en} (form of {form.name})"
    )
    return PackError((Problem(line, column, words),))


def examples_of(
    draft: Draft,
    identities: Sequence[Identity],
    forms: Sequence[Form],
    years: tuple[int, int] | None,
) -> Iterator[Example]:
    """The examples, those that pass first. Raises :class:`PackError`."""
    table = draft.value("TABLE", lambda line: fields.choice(line, TABLES), None)
    scope = Scope(table, identities[0].each)
    for keyword, outcome in (("PASSES", Outcome.PASSED), ("FAILS", Outcome.FAILED)):
        for line in draft.all(keyword):
            yield example(line, outcome, identities, scope, forms, years)

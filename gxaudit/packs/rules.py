"""All the rules of a pack, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve

from gxaudit.packs import fields, texts
from gxaudit.packs.build import (
    EACH,
    check_required,
    examples_of,
    forms_of,
    id_of,
    identities_of,
    rule_of,
)
from gxaudit.packs.draft import Draft, drafts_of
from gxaudit.packs.syntax import Line, PackError, Problem
from gxaudit.packs.words import CONFIDENCES, LEVELS, STATUSES, TABLES
from gxaudit.rule import Rule
from gxaudit.wording import Text

_FIELDS: dict[str, Callable[[Line], object]] = {
    "LEVEL": lambda line: fields.choice(line, LEVELS),
    "CONFIDENCE": lambda line: fields.choice(line, CONFIDENCES),
    "STATUS": lambda line: fields.choice(line, STATUSES),
    "TABLE": lambda line: fields.choice(line, TABLES),
    "YEARS": fields.years,
    "FORM": fields.forms,
    "SINCE": fields.since,
    "VERSION": fields.version,
    "TOLERANCE": fields.amount,
}


def rules_of(lines: Sequence[Line], wrong: Sequence[Problem] = ()) -> tuple[Rule, ...]:
    """The rules of a pack, in its order; ``wrong`` are the lines that could not even be read.

    Raises :class:`PackError` with all problems, those of ``wrong`` among them.
    """
    drafts, misplaced = drafts_of(lines, wrong)
    problems = [*wrong, *misplaced]
    rules: dict[str, Rule] = {}
    for draft in drafts:
        try:
            rule = rule_of(draft)
            if rule.id in rules:
                words = Text(
                    f"规则名 {rule.id} 用了两次，请改一个", f"two rules are called {rule.id}"
                )
                raise fields.problem(draft.head, words)
            rules[rule.id] = rule
        except PackError as error:
            known = _problems_of(draft)
            # What a rule that lost lines lacks may be just those.
            problems += known or (() if draft.damaged else error.problems)
    if not drafts and not problems:
        problems.append(Problem(0, 0, _NO_RULE))
    if problems:
        raise PackError(tuple(sorted(problems, key=lambda one: one[:2])))
    return tuple(rules.values())


_NO_RULE = Text(
    "一条规则也没有；规则以“规则 名字 标题”开头，例如：规则 henan/received 新收不少于结转",
    "there is no rule; one begins with 'rule NAME TITLE', such as: rule henan/received Balance",
)


def _problems_of(draft: Draft) -> tuple[Problem, ...]:
    """Everything that is wrong with a rule that could not be built, each line for itself.

    Building a rule stops at its first problem; a good pack never comes here.
    """
    found: dict[Problem, None] = {}
    for step in _steps(draft):
        try:
            step()
        except PackError as error:
            found |= dict.fromkeys(error.problems)
    return tuple(found)


def _steps(draft: Draft) -> Iterator[Callable[[], object]]:
    head = draft.head
    yield lambda: id_of(head)
    yield lambda: texts.title(head, draft.one("ENGLISH"), draft.one("CHINESE"))
    for keyword, read in _FIELDS.items():
        yield from _each_line(draft.all(keyword), read)
    # What a rule that lost lines lacks, and what its names mean, cannot be told.
    if not draft.damaged:
        yield lambda: check_required(draft)
        yield lambda: texts.basis(head, draft.all("BASIS_ZH"), draft.all("BASIS_EN"))
        yield from _of_expressions(draft)


def _each_line(
    lines: Iterable[Line], read: Callable[[Line], object]
) -> Iterator[Callable[[], object]]:
    for line in lines:
        yield lambda line=line: read(line)  # type: ignore[misc]


def _of_expressions(draft: Draft) -> Iterator[Callable[[], object]]:
    """Each line of 应有 with the frame of the rule, then what is said about all of them."""
    frame = {"TABLE", "FORM", "YEARS", "TOLERANCE", "BLANK_IS_ZERO", "WHEN", *EACH}
    kept = {keyword: lines for keyword, lines in draft.lines.items() if keyword in frame}
    for line in draft.all("MUST"):
        yield lambda line=line: _identify(evolve(draft, lines={**kept, "MUST": [line]}))  # type: ignore[misc]
    whole = {**kept, "MUST": [*draft.all("MUST")]}
    for keyword in ("MESSAGE_ZH", "MESSAGE_EN", "PASSES", "FAILS"):
        for line in draft.all(keyword):
            yield lambda line=line, keyword=keyword: _identify(  # type: ignore[misc]
                evolve(draft, lines={**whole, keyword: [line]})
            )


def _identify(draft: Draft) -> None:
    """The equations and examples of a rule that has no other lines."""
    identities = identities_of(draft)
    if identities:
        forms = forms_of(draft, identities)
        tuple(examples_of(draft, identities, forms, draft.value("YEARS", fields.years, None)))

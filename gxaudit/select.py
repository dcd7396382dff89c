"""Which rules run: ``--select`` and ``--ignore`` by rule id or namespace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gxaudit.regex import regex
from gxaudit.rule import Rule
from gxaudit.wording import Text

# A clerk's keyboard types the full-width comma as readily as the other.
_SEPARATOR = regex("[,，、]")


class SelectError(ValueError):
    """A selection that cannot be meant; ``message`` says what is wrong and what comes nearest."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def select_rules(
    rules: Sequence[Rule], select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Rule, ...]:
    """The rules that ``select`` names (all where it is empty) without those that ``ignore`` names.

    Both hold rule ids (``totals/rows``) and namespaces (``totals``), several in one string
    separated by commas. Order is kept. Raises :class:`SelectError` for a name that no rule has,
    for an option that names nothing, and where rules exist but none is left.
    """
    chosen = _names(rules, select, "--select")
    dropped = _names(rules, ignore, "--ignore")
    kept = tuple(
        rule
        for rule in rules
        if (chosen is None or _is_in(rule, chosen)) and not (dropped and _is_in(rule, dropped))
    )
    if rules and not kept:
        raise SelectError(
            Text(
                "按 --select 和 --ignore 筛选后一条规则也不剩，什么都不会检查",
                "--select and --ignore leave no rule at all: nothing would be checked",
            )
        )
    return kept


def _is_in(rule: Rule, names: frozenset[str]) -> bool:
    return rule.id in names or rule.namespace in names


def _names(rules: Sequence[Rule], given: Iterable[str], option: str) -> frozenset[str] | None:
    """The names in ``given``, each known; None where the option was not given."""
    parts = list(given)
    if not parts:
        return None
    names = [name.strip() for part in parts for name in _SEPARATOR.split(part)]
    names = [name for name in names if name]
    if not names:
        raise SelectError(Text(f"{option} 后面没有写规则名", f"{option} names no rule"))
    known = {rule.id for rule in rules} | {rule.namespace for rule in rules}
    for name in names:
        if name not in known:
            raise SelectError(unknown_rule(name, known))
    return frozenset(names)


def unknown_rule(name: str, known: Iterable[str]) -> Text:
    """A sentence that says that ``name`` is no rule, with the nearest known name if one is near."""
    from difflib import get_close_matches

    shown = name if len(name) <= 80 else name[:80] + "..."
    near = get_close_matches(name[:80], sorted(known), n=1, cutoff=0.5)
    if near:
        return Text(
            f"没有名为“{shown}”的规则或规则组，最接近的是 {near[0]}",
            f"no rule or group of rules is called '{shown}'; the nearest is {near[0]}",
        )
    return Text(
        f"没有名为“{shown}”的规则或规则组；全部规则见 gxaudit rules",
        f"no rule or group of rules is called '{shown}'; `gxaudit rules` lists them all",
    )

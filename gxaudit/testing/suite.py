"""``contract("gxaudit_henan")``: the laws that every plugin keeps, as a class of tests."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property, lru_cache

from gxaudit.testing import examples, laws, process, words
from gxaudit.testing.broken import LawBrokenError
from gxaudit.testing.engine import NotLoadedError, Subject, subject_of
from gxaudit.wording import Text


@lru_cache
def _subject(package: str) -> Subject:
    return subject_of(package)


class Laws:
    """The laws of one plugin, a test each. :func:`contract` makes a class of them."""

    package: str
    may_import: Collection[str] = ()
    prose: Mapping[int, str] = {}

    @cached_property
    def subject(self) -> Subject:
        """The plugin, loaded as an audit loads it."""
        try:
            return _subject(self.package)
        except NotLoadedError as error:
            raise LawBrokenError(
                self.package,
                expected=Text("gxaudit 能够加载这个插件", "a plugin that gxaudit loads"),
                found=error.fault.message,
                cure=Text(
                    "核对 pyproject.toml 的入口点、gxaudit_plugin() 和各规则的编号",
                    "see the entry point in pyproject.toml, gxaudit_plugin() and the ids of rules",
                ),
            ) from None

    def test_gxaudit_takes_the_plugin_whole(self) -> None:
        """Its hooks are known, its ids are in its namespace, and it has rules."""
        if not self.subject.rules:
            raise LawBrokenError(
                self.package,
                expected=Text("至少有一条规则", "at least one rule"),
                found=Text("没有规则", "no rule"),
                cure=Text("在 gxaudit_rules() 中返回规则", "return rules from gxaudit_rules()"),
            )

    def test_every_rule_says_what_it_is(self) -> None:
        """Titles, explanation and basis in both languages, version and since when."""
        words.says_what_it_is(self.subject)

    def test_every_rule_has_passing_and_failing_examples(self) -> None:
        """A rule without both is not known to tell them apart."""
        examples.both_kinds(self.subject)

    def test_no_example_is_sloppy(self) -> None:
        """No report twice, and no failing example without its cell."""
        examples.none_sloppy(self.subject)

    def test_examples_behave_as_declared(self) -> None:
        """Each ends as it says, a failing one at its address."""
        examples.as_declared(self.subject)

    def test_silent_on_consistent_reports(self) -> None:
        """Where nothing is wrong, nothing is found."""
        laws.silent_on_consistent_reports(self.subject, self.prose)

    def test_fires_on_its_own_corruption_in_any_layout(self) -> None:
        """Failing examples fail at their address however they are laid out."""
        examples.fires_in_any_layout(self.subject)

    def test_never_raises_on_any_text(self) -> None:
        """Arbitrary text and damaged reports make no rule break."""
        laws.never_raises(self.subject)

    def test_same_result_twice(self) -> None:
        """In one process, and in others with other hash seeds."""
        laws.same_result_twice(self.subject)
        process.same_under_any_seed(self.package)

    def test_order_of_rules_changes_nothing(self) -> None:
        """One by one or all together, in any order."""
        laws.order_changes_nothing(self.subject)

    def test_every_address_resolves(self) -> None:
        """What is declared and what is yielded are cells of the form."""
        laws.every_address_resolves(self.subject)

    def test_importing_it_loads_nothing_else(self) -> None:
        """Beyond gxaudit.api: its own package and the standard library."""
        process.imports_nothing_else(self.package, self.may_import)


def contract(
    package: str,
    *,
    may_import: Collection[str] = (),
    prose: Mapping[int, str] | None = None,
) -> type[Laws]:
    """The laws that the plugin in ``package`` must keep, as a class for pytest to collect.

    Assign it in a test module: ``TestContract = contract("gxaudit_henan")``. ``may_import`` names
    the packages that the plugin declares as dependencies and imports at once. ``prose`` is what
    sections 1 to 6 of a report without a mistake must say beside what they do, for rules that
    want more of a report than the form does. The package is found through its entry point in group
    ``gxaudit``, or, before it is installed, through its own module.
    """
    own = {"package": package, "may_import": tuple(may_import), "prose": dict(prose or {})}
    doc = f"The contract of {package}."
    return type("TestContract", (Laws,), {**own, "__doc__": doc, "__module__": __name__})

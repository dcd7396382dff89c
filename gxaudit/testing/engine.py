"""The one place where the kit meets plugin discovery and the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from attrs import evolve, frozen

from gxaudit.beside import ALONE, Beside
from gxaudit.finding import Fault
from gxaudit.forms import shipped_forms
from gxaudit.loading.plugins import GROUP, LoadedPlugin, load_plugins
from gxaudit.packs import packaged
from gxaudit.pipeline import Auditor
from gxaudit.rule import Rule
from gxaudit.select import SelectError, select_rules
from gxaudit.settle import Result
from gxaudit.testing.errors import SloppyTestError
from gxaudit.testing.sample import Sample, report_from


class NotLoadedError(Exception):
    """A plugin that gxaudit refuses; ``fault`` is what an audit would print about it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.message.zh}\n{fault.message.en}")
        self.fault = fault


@frozen(eq=False, repr=False)
class Subject:
    """A plugin under test, and an audit in which only its rules are selected."""

    package: str
    plugin: LoadedPlugin
    auditor: Auditor

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the plugin, sorted by id."""
        return self.plugin.rules

    def audit(
        self,
        text: str,
        rules: Sequence[Rule] | None = None,
        beside: Beside = ALONE,
        file: str | None = None,
    ) -> Result:
        """The result for one text, of every rule of the plugin or of some, in this order."""
        auditor = self.auditor if rules is None else selecting(self.auditor, rules)
        return audit_text(auditor, text, beside, file)

    def audit_sample(self, sample: Sample, rules: Sequence[Rule] | None = None) -> Result:
        """The result for a sample, with all that stands beside it."""
        return self.audit(sample.text, rules, sample.beside, sample.file)


@lru_cache(maxsize=1)
def installed() -> Auditor:
    """Every installed plugin, found once."""
    return Auditor.load()


@lru_cache(maxsize=1)
def warm_up() -> None:
    """Audit a report on each form, once: the first audit loads plugins, grammars and lexicon.

    Done when the kit is imported it is no example's time: Hypothesis allows each 200 ms.
    """
    for form in shipped_forms():
        sample = report_from(form=form.name, prose={1: "全年收到政府信息公开申请1件。"})
        audit_text(installed(), sample.text)


def selecting(
    auditor: Auditor, rules: Sequence[Rule], every: Sequence[Rule] | None = None
) -> Auditor:
    """The same audit with other rules selected, in this order, out of other rules loaded."""
    loaded = auditor.rules if every is None else tuple(every)
    settings = evolve(auditor.settings, rules=loaded, selected=tuple(rules))
    return Auditor.of(auditor.plugins, auditor.faults, settings)


def audit_text(
    auditor: Auditor, text: str, beside: Beside = ALONE, file: str | None = None
) -> Result:
    """Audit a text, lone surrogates included."""
    return auditor.audit(text.encode("utf-8", "surrogatepass"), file, beside=beside)


def subject_of(package: str) -> Subject:
    """The plugin in an importable package, as its entry point or its own module gives it.

    Raises :class:`NotLoadedError` where gxaudit would refuse it.
    """
    plugin = _load(_entry_point(package))
    rest = [rule for rule in installed().rules if rule.namespace != plugin.name]
    every = tuple(sorted([*rest, *plugin.rules], key=lambda rule: rule.id))
    return Subject(package, plugin, selecting(installed(), plugin.rules, every))


def _load(point: EntryPoint) -> LoadedPlugin:
    """The one plugin behind an entry point."""
    loaded, faults = load_plugins([point])
    if faults:
        raise NotLoadedError(faults[0])
    return loaded[0]


def _entry_point(package: str) -> EntryPoint:
    """The entry point that names the package; where none does, one as it would have to be."""
    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        if point.module == package:
            return point
    return EntryPoint(_namespace(package), package, GROUP)


def _namespace(package: str) -> str:
    """The namespace of the rules; by convention the package without ``gxaudit_``."""
    try:
        return str(next(iter(_rules_of(import_module(package)))).namespace)
    # Whatever is wrong with it is said when it is loaded.
    except Exception:
        return package.removeprefix("gxaudit_").replace("_", "-")


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    """The rules that a module's own hooks return, written in Python or declared in packs."""
    if hasattr(module, "gxaudit_rules"):
        yield from module.gxaudit_rules()
    if hasattr(module, "gxaudit_packs"):
        for package, name in module.gxaudit_packs():
            yield from packaged(package, name).rules


def chosen_rules(auditor: Auditor, rules: str | Rule | Iterable[str | Rule] | None) -> Auditor:
    """The audit with the rules of some namespaces or ids, or with rules that are no plugin's yet.

    Raises :class:`SloppyTestError` for a name that no rule has, with the nearest.
    """
    if rules is None:
        return auditor
    wanted = [rules] if isinstance(rules, str | Rule) else list(rules)
    own = [rule for rule in wanted if isinstance(rule, Rule)]
    names = [name for name in wanted if isinstance(name, str)]
    ids = {rule.id for rule in own}
    every = [rule for rule in auditor.rules if rule.id not in ids]
    try:
        selected = list(select_rules(every, names)) if names else []
    except SelectError as error:
        raise SloppyTestError(error.message) from None
    loaded = sorted([*every, *own], key=lambda rule: rule.id)
    return selecting(auditor, [*selected, *own], loaded)

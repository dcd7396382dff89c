"""From the options of a command to auditors: configuration, packs, overlays, selection."""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Iterable, Sequence

from attrs import evolve

from gxaudit.auditors import Auditors, load_auditors, with_drafts
from gxaudit.cli.errors import UsageError
from gxaudit.cli.uncollected import uncollected
from gxaudit.config.file import LEVELS, load_config
from gxaudit.config.nearest import Nearest
from gxaudit.config.place import ConfigError
from gxaudit.config.settings import Asked, resolve
from gxaudit.finding import Fault
from gxaudit.loading.discovery import VARIABLE, said
from gxaudit.loading.drafts import DraftError, load_drafts
from gxaudit.loading.plugins import load_plugins
from gxaudit.pipeline import Auditor
from gxaudit.render.spelling.words import fault_words
from gxaudit.select import SelectError
from gxaudit.wording import Text

_NO_RULES = Text(
    "一条规则也没有装入，什么都没有检查",
    "no rule at all was loaded, so nothing was audited",
)


def load(options: Namespace, paths: Sequence[str]) -> Auditors:
    """What ``check`` works with. Raises :class:`UsageError` where no rule can run."""
    asked = Asked(
        select=tuple(options.select),
        ignore=tuple(options.ignore),
        packs=tuple(options.pack),
        overlays=tuple(options.overlay),
        fail_on=LEVELS[options.fail_on] if options.fail_on else None,
        rule_timeout=options.rule_timeout,
        skip_non_reports=options.skip_non_reports,
        **({"today": options.today} if options.today else {}),
    )
    try:
        with uncollected():
            auditors = load_auditors(
                asked,
                paths,
                config=options.config,
                isolated=options.isolated,
                drafts=options.plugin,
                waivers=not options.no_waivers,
            )
    except DraftError as error:
        raise UsageError(error.message) from error
    except (ConfigError, SelectError) as error:
        raise _usage(error, options.plugin) from error
    for auditor in auditors.all:
        _check_rules(auditor)
    # What is loaded stays to the end: the collector need not look at it at every report.
    gc.freeze()
    return auditors


def load_here(options: Namespace, select: Sequence[str] = ()) -> Auditor:
    """What ``rules`` and ``explain`` work with: the packs and options of the configuration of the
    current folder, but neither its selection nor its overlays. Raises :class:`UsageError`.
    """
    asked = Asked(packs=tuple(options.pack), select=tuple(select))
    try:
        plugins, faults = with_drafts(options.plugin)
        config = None
        if options.config is not None:
            config = load_config(options.config)
        elif not options.isolated:
            config = Nearest().of_current_folder()
        if config is not None:
            config = evolve(config, select=None, ignore=(), overlays=())
        auditor = Auditor.of(plugins, faults, resolve(config, asked, plugins))
    except DraftError as error:
        raise UsageError(error.message) from error
    except (ConfigError, SelectError) as error:
        raise _usage(error, options.plugin) from error
    _check_rules(auditor)
    return auditor


def _check_rules(auditor: Auditor) -> None:
    if not auditor.selected:
        limited = said().strip()
        message = _left_out(limited) if limited else _NO_RULES
        raise UsageError(_with_faults(message, auditor.faults))


def _left_out(limited: str) -> Text:
    return Text(
        f"{_NO_RULES.zh}：环境变量 {VARIABLE} 是“{limited}”",
        f"{_NO_RULES.en}: the environment variable {VARIABLE} is '{limited}'",
    )


def _usage(error: ConfigError | SelectError, drafts: Sequence[str]) -> UsageError:
    """A rule may be unknown only because its plugin could not be loaded: say that too."""
    return UsageError(_with_faults(error.message, (*load_plugins()[1], *load_drafts(drafts)[1])))


def _with_faults(message: Text, faults: Iterable[Fault]) -> Text:
    zh = [message.zh, *[fault_words(fault, "zh") for fault in faults]]
    en = [message.en, *[fault_words(fault, "en") for fault in faults]]
    return Text("；".join(zh), "; ".join(en))

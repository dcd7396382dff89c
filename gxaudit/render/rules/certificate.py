"""A certificate in words and as data: what a set of declared rules notices, and what not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gxaudit.forms import NUMERALS
from gxaudit.proof.certificate import Certificate, Trials, Watched
from gxaudit.render.spelling.escape import visible
from gxaudit.render.spelling.wrap import wrapped
from gxaudit.wording import Language

_COLUMNS = 88


def certificate_lines(certificate: Certificate, language: Language) -> Iterator[str]:
    """The certificate for people."""
    zh = language == "zh"
    yield from _head(certificate, language)
    for table in certificate.tables:
        yield ""
        yield from _table(table, language)
    yield ""
    for names, words in (
        (certificate.never, "不可能不通过的规则" if zh else "rules that cannot fail"),
        (certificate.implied, "可由其他规则推出的规则" if zh else "rules implied by others"),
    ):
        yield from _listed(words, names, language)
    yield from _trials(certificate.trials, language)
    yield from _paragraph(
        "以上结论适用于各格数字都能读出的报告；读不出的格，每次检查时另行指出。"
        if zh
        else "All this holds for reports whose cells could all be read; "
        "every audit says which ones could not.",
        "",
    )


def _head(certificate: Certificate, language: Language) -> Iterator[str]:
    form, year, count = certificate.form.name, certificate.year, len(certificate.rules)
    equal, rank, unequal = certificate.equalities, certificate.rank, certificate.inequalities
    if language == "zh":
        yield f"{form} 年格式，{year} 年度：{count} 条规则"
        yield from _paragraph("、".join(certificate.rules))
        yield f"恒等式 {equal} 个，其中相互独立的 {rank} 个；其他关系 {unequal} 个"
        others, elsewhere = "不适用，未计入", "还要用到正文或别的报告的规则"
    else:
        yield f"form of {form}, report year {year}: {count} rules"
        yield from _paragraph(", ".join(certificate.rules))
        yield f"{equal} equalities, {rank} of them independent; {unequal} other relations"
        others, elsewhere = "not applicable, not counted", "rules that need prose or other reports"
    if certificate.others:
        yield from _listed(others, certificate.others, language)
    if certificate.elsewhere:
        yield from _listed(elsewhere, certificate.elsewhere, language)


def _table(table: Watched, language: Language) -> Iterator[str]:
    number, cells, watched = table.table.number, len(table.rules_by_cell), table.watched
    counts = Counter(len(rules) for rules in table.rules_by_cell.values() if rules)
    if not watched:
        zh = language == "zh"
        yield f"表{NUMERALS[number]}：没有规则核对" if zh else f"table {number}: nothing watches it"
        return
    if language == "zh":
        split = "；".join(f"{rules} 条规则核对的 {n} 格" for rules, n in sorted(counts.items()))
        yield f"表{NUMERALS[number]}：{cells} 格中 {watched} 格有规则核对" + (
            f"（{split}）" if split else ""
        )
        yield from _names("没有规则核对的格：", table.unwatched, language)
    else:
        split = "; ".join(f"{n} by {rules}" for rules, n in sorted(counts.items()))
        yield f"table {number}: {watched} of {cells} cells watched" + (
            f" (by number of rules: {split})" if split else ""
        )
        yield from _names("cells that nothing watches: ", table.unwatched, language)
    yield from _certain(table, language)


def _certain(table: Watched, language: Language) -> Iterator[str]:
    """How many simultaneous errors are certain to be noticed, and where one more can hide."""
    certain, hidden = table.certain, len(table.hidden)
    if language == "zh":
        if certain:
            errors = "任意一格出错" if certain == 1 else f"任意 {certain} 格同时出错"
            yield f"  {errors}，不论大小，必定发现"
        if certain and hidden:
            yield from _names(f"{hidden} 格同时出错可能互相抵消，例如：", table.hidden, language)
        if not certain:
            yield "  没有恒等式能保证发现这张表任意一格的差错"
        return
    if certain:
        noticed = "any wrong cell is" if certain == 1 else f"any {certain} wrong cells are"
        yield f"  {noticed} certain to be noticed, whatever the size of the error"
    if certain and hidden:
        words = f"{hidden} errors can cancel out, for example in "
        yield from _names(words, table.hidden, language)
    if not certain:
        yield "  not every wrong cell of this table is certain to be noticed"


def _trials(trials: Trials, language: Language) -> Iterator[str]:
    zh = language == "zh"
    if not trials.reports:
        yield from _paragraph(
            "没有找到同时满足全部规则的数字，未能逐格改动试验；请查规则之间是否矛盾"
            if zh
            else "no figures satisfy all the rules, so that no changes were tried; "
            "see whether the rules contradict one another",
            "",
        )
        return
    yield (
        f"在 {trials.reports} 份数据一致的报告上逐格改动：{trials.changes} 次，"
        f"发现 {trials.noticed} 次"
        if zh
        else f"changes tried, cell by cell, on {trials.reports} consistent reports: "
        f"{trials.changes}, noticed: {trials.noticed}"
    )
    missed = "恒等式核对而改动后漏过的格" if zh else "cells in an equality whose change was missed"
    idle = "改动一格从未触发的规则" if zh else "rules that no change of one cell made fail"
    yield from _listed(missed, trials.missed, language)
    yield from _listed(idle, trials.idle, language)


def _listed(words: str, names: Sequence[str], language: Language) -> Iterator[str]:
    zh = language == "zh"
    if names:
        yield from _paragraph(f"{words}{'：' if zh else ': '}{_joined(names, language)}", "")
    else:
        yield f"{words}：没有" if zh else f"{words}: none"


def _names(words: str, names: Sequence[str], language: Language) -> Iterator[str]:
    if names:
        yield from _paragraph(words + _joined(names, language))


def _joined(names: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(names)


def _paragraph(text: str, indent: str = "  ") -> Iterator[str]:
    for line in wrapped(visible(text), _COLUMNS):
        yield indent + line


def certificate_data(certificate: Certificate) -> dict[str, object]:
    """The certificate as JSON data."""
    return {
        "form": certificate.form.name,
        "year": certificate.year,
        "rules": list(certificate.rules),
        "not_applicable": list(certificate.others),
        "equalities": certificate.equalities,
        "rank": certificate.rank,
        "inequalities": certificate.inequalities,
        "tables": [
            {
                "table": table.table.number,
                "cells": {cell: list(rules) for cell, rules in table.rules_by_cell.items()},
                "watched": table.watched,
                "unwatched": list(table.unwatched),
                "certain": table.certain,
                "hidden": list(table.hidden),
            }
            for table in certificate.tables
        ],
        "cannot_fail": list(certificate.never),
        "implied": list(certificate.implied),
        "beyond_cells": list(certificate.elsewhere),
        "trials": {
            "reports": certificate.trials.reports,
            "changes": certificate.trials.changes,
            "noticed": certificate.trials.noticed,
            "missed": list(certificate.trials.missed),
            "idle": list(certificate.trials.idle),
        },
    }

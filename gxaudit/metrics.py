"""The names of the figures that are read from prose, and a sentence that states each of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from gxaudit.resources import resource
from gxaudit.wording import Text


@frozen(slots=False)
class Metric:
    """A figure of the prose: its key (:class:`~gxaudit.report.Claim`), its name, an example."""

    key: str
    name: Text
    section: int
    """1 to 6: where an example says it."""
    sentence: str
    """A sentence that states it, ``{n}`` for the figure (none in the one that says zero)."""
    cells: tuple[str, ...] = ()
    """Keys of the cells whose sum it is, as a witness for root causes; none where it is none."""


@lru_cache(maxsize=1)
def metrics() -> Mapping[str, Metric]:
    """Every metric that has a name, by key (rules/metrics.toml)."""
    data = tomllib.loads(resource("rules", "metrics.toml").read_text(encoding="utf-8"))
    return {
        key: Metric(
            key,
            Text(one["zh"], one["en"]),
            one["section"],
            one["sentence"],
            tuple(one.get("cells", ())),
        )
        for key, one in data.items()
    }


def metric_called(name: str) -> Metric | None:
    """The metric with a key or a name in either language; None where there is none."""
    wanted = "".join(name.split()).casefold()
    for metric in metrics().values():
        known = (metric.key, *metric.name)
        if wanted in ("".join(one.split()).casefold() for one in known):
            return metric
    return None


def metric_name(key: str) -> str:
    """The Chinese name of a metric, or the key itself where it has none."""
    metric = metrics().get(key)
    return metric.name.zh if metric else key

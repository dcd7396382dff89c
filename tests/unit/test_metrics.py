"""Every named figure of the prose has a sentence that the reader reads as just that figure."""

import pytest

from gxaudit.metrics import metric_called, metrics
from gxaudit.packs.format import formatted
from gxaudit.reading.claims import read_claims


@pytest.mark.parametrize("metric", metrics().values(), ids=lambda one: one.key)
def test_the_sentence_states_the_figure_and_nothing_else(metric):
    (claim,) = read_claims(metric.sentence.replace("{n}", "7"))
    value = 7 if "{n}" in metric.sentence else 0
    assert (claim.metric, claim.value, claim.ambiguous) == (metric.key, value, False)


def test_names_are_unique_in_either_language_and_find_their_metric():
    for metric in metrics().values():
        for name in (metric.key, *metric.name):
            assert metric_called(f" {name} ") is metric
    assert metric_called("收到申请") is None


@pytest.mark.parametrize("metric", metrics().values(), ids=lambda one: one.key)
def test_every_name_can_be_written_in_a_pack(metric):
    for name in (metric.key, *metric.name):
        rule = f"规则 test/rule 规则\n级别 错误\n应有 表三.一[总计] = 正文({name})\n"
        assert metric.name.zh in formatted(rule)

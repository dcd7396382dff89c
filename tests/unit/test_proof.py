"""Certificates of small packs: what is watched, what is useless, what follows from what."""

from __future__ import annotations

import pytest

from gxaudit.forms import form_named
from gxaudit.packs import packaged, read_pack
from gxaudit.proof.certificate import Certificate, certify
from gxaudit.render.rules.certificate import certificate_data, certificate_lines
from gxaudit.wording import Language

FORM = form_named("2021")
SHIPPED = tuple(
    rule for name in ("balance", "totals") for rule in packaged("gxaudit", f"{name}.gxr").rules
)
HEAD = "级别 警告\n状态 发布\n依据 算术\n年度 2021 起\n"


def pack(**bodies: str) -> Certificate:
    """The certificate of rules ``test/NAME`` of table 3, each with a body of its own."""
    return certify(
        [rule for name, body in bodies.items() for rule in read_pack(text(name, body)).rules], FORM
    )


def text(name: str, body: str) -> str:
    cell = "[自然人]" if "每行" in body else "一" if "每列" in body else "一[总计]"
    examples = f"通过 {cell}=0\n不通过 {cell}=1\n"
    return f"规则 test/{name} 试用\n{HEAD}表 三\n{body}\n{examples}"


def shown(certificate: Certificate, language: Language) -> str:
    return "\n".join(certificate_lines(certificate, language))


def test_the_shipped_packs_on_the_form_of_2021() -> None:
    certificate = certify(SHIPPED, FORM)
    _, third, fourth = certificate.tables
    assert (third.watched, len(third.rules_by_cell), third.certain) == (175, 175, 3)
    assert (fourth.watched, len(fourth.rules_by_cell), fourth.certain) == (15, 15, 1)
    assert certificate.never == certificate.implied == certificate.useless == ()
    assert certificate.trials.missed == certificate.trials.idle == ()
    assert certificate.trials.changes > 2000
    assert certificate.others == ("totals/stock-2019",)


def test_its_words() -> None:
    zh, en = (shown(certify(SHIPPED, FORM), language) for language in ("zh", "en"))
    assert "表三：175 格中 175 格有规则核对" in zh
    assert "表四：15 格中 15 格有规则核对" in zh
    assert "任意 3 格同时出错，不论大小，必定发现" in zh
    assert "任意一格出错，不论大小，必定发现" in zh
    assert "不可能不通过的规则：没有" in zh
    assert "没有规则核对的格：表二.[行政许可][本年处理决定数量]" in zh
    assert "table 3: 175 of 175 cells watched" in en
    assert "table 4: 15 of 15 cells watched" in en
    assert "any 3 wrong cells are certain to be noticed" in en
    assert "any wrong cell is certain to be noticed" in en
    assert "rules that cannot fail: none" in en


BALANCE = "每列\n应有 一 + 二 = 三（七） + 四"
OUTCOMES = "每列\n应有 三（七） = 合计(三（一） 至 三（六）)"
ROWS = "每行\n应有 [总计] = 合计([自然人] 至 [其他])"


@pytest.mark.parametrize(
    "body",
    [
        "每列\n应有 一 ≥ 0",
        "每列\n应有 一 + 二 ≥ 一",
        "每列\n当 一 = 0\n应有 一 + 二 = 二",
        "每列\n当 一 ≥ 3 且 一 ≤ 2\n应有 四 = 0",
        "每列\n当 一 + 二 = 0\n应有 一 = 0",
        "每行\n应有 合计([自然人] 至 [其他]) ≥ [自然人]",
    ],
)
def test_a_rule_that_no_figures_can_break_is_found(body: str) -> None:
    certificate = pack(useless=body, balance=BALANCE)
    assert certificate.never == certificate.useless == ("test/useless",)
    assert "不可能不通过的规则：test/useless" in shown(certificate, "zh")


@pytest.mark.parametrize(
    "body",
    [
        "每列\n应有 一 ≥ 1",
        "每列\n当 一 ≥ 2 且 一 ≤ 3\n应有 四 = 0",
        "每列\n当 一 ≠ 0\n应有 四 ≠ 1",
        "每列\n应有 一 = 二\n允差 5",
        "每行\n应有 [总计] ≥ 合计([自然人] 至 [其他])",
    ],
)
def test_a_rule_that_some_figures_break_is_not_called_useless(body: str) -> None:
    assert pack(useful=body).useless == ()


def test_an_equation_that_follows_from_others_makes_its_rule_useless() -> None:
    sums = "每列\n应有 一 + 二 = 合计(三（一） 至 三（六）) + 四"
    certificate = pack(balance=BALANCE, outcomes=OUTCOMES, both=sums)
    assert set(certificate.implied) == {"test/balance", "test/both", "test/outcomes"}
    assert certificate.equalities == 21
    assert certificate.rank == 14


def test_a_rule_under_a_condition_is_never_said_to_follow() -> None:
    certificate = pack(balance=BALANCE, sometimes=f"{BALANCE}\n当 一 ≥ 1")
    assert "test/sometimes" not in certificate.implied


def test_cells_that_nothing_watches_are_named() -> None:
    (_, third, fourth) = pack(balance=BALANCE).tables
    assert third.watched == 4 * 7
    assert "表三.三（一）[自然人]" in third.unwatched
    assert third.certain == 0
    assert fourth.unwatched == tuple(fourth.rules_by_cell)


def test_one_unwatched_cell_is_found_in_a_table_that_is_else_complete() -> None:
    narrow = OUTCOMES.replace(
        "每列", "每列 [自然人]、[商业企业]、[科研机构]、[社会公益组织]、[法律服务机构]、[其他]"
    )
    rows = "每行 一、二、三（一）、三（二）、四\n应有 [总计] = 合计([自然人] 至 [其他])"
    (_, third, _) = pack(balance=BALANCE, outcomes=narrow, rows=rows).tables
    assert "表三.三（三）1[总计]" in third.unwatched
    assert "表三.三（一）[总计]" not in third.unwatched


def test_rules_that_contradict_one_another_leave_nothing_to_try() -> None:
    certificate = pack(more="每列\n应有 一 = 二 + 1", less="每列\n应有 二 = 一 + 1")
    assert certificate.trials.reports == 0
    assert "请查规则之间是否矛盾" in shown(certificate, "zh")
    assert "contradict" in shown(certificate, "en")


def test_last_years_report_and_the_prose_are_no_proof_for_cells() -> None:
    certificate = pack(
        carried="每列\n应有 二 = 上年(四)", said="应有 一[总计] = 正文(收到申请件数)"
    )
    assert certificate.elsewhere == ("test/carried", "test/said")
    assert certificate.equalities == 0
    assert certificate.trials.idle == ()
    assert certificate.trials.noticed > 0


def test_the_data_holds_every_cell_with_its_rules() -> None:
    data = certificate_data(pack(balance=BALANCE))
    tables = data["tables"]
    assert isinstance(tables, list)
    assert tables[1]["cells"]["表三.一[自然人]"] == ["test/balance"]
    assert tables[1]["watched"] == 28

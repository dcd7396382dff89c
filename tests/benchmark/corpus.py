"""Consistent reports from a seed, each unlike the others; one in ten has one figure changed.

``python -m tests.benchmark.corpus FOLDER COUNT`` writes them to files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from gxaudit.forms import Row, form_named
from gxaudit.specimen import specimen

FORM = form_named("2021")
PARTS = ("natural", "business", "research", "social", "lawfirm", "other_org")
RESULTS = ("upheld", "corrected", "other", "pending")
PLACES = ("青岚县", "石桥市", "云岭区", "金沙县", "白鹭市")
OFFICES = ("水务局", "林业局", "财政局", "教育局", "档案馆")
CHANGED_EVERY = 10

OVERVIEW = """{year}年，{agency}严格落实公开要求，持续提高公开的质量与实效。
（一）主动公开。全年通过门户网站公开政府信息{disclosed}条，其中机构职能类{first}条、政策文件类{second}条、\
业务工作类{third}条，重要文件均在规定期限内公布，并按主题整理归集，方便群众查阅。
（二）依申请公开。全年新收政府信息公开申请{received}件，上年结转{carried_in}件，\
办结{handled}件，结转下年度继续办理{carried_out}件。办理中坚持逐件登记、逐件审核、逐件归档，\
对内容不明确的申请及时指导补正，答复文书经法制审核后送达。对申请较为集中的领域，主动研究群众关切，\
由依申请公开转为主动公开信息{turned}条；与司法行政、信访等部门会商疑难申请{consulted}次，统一答复口径，\
从源头减少争议。
（三）政府信息管理。健全信息发布审核机制，落实先审查后公开，对网站栏目开展{rounds}次集中检查，\
整改链接失效、更新不及时等问题{fixed}处。对现行规范性文件逐一核对效力并标注，方便下载查阅；\
对涉及个人信息的公示内容开展专项排查，及时屏蔽超出必要范围的信息。
（四）平台建设。规范运行政务新媒体{accounts}个，推送信息{posts}条，阅读量{reads}次，\
答复网民留言{messages}条，满意率98.5%。优化门户网站检索功能，新增专题栏目{columns}个，\
制作图解、视频、问答等解读材料{readings}篇，举办政务公开主题活动{events}场。
（五）监督保障。明确分管领导和专职人员{staff}名，组织培训{trainings}期，参训{people}人次，\
把公开工作纳入年度考核，结果作为评优的参考。"""

PLANS = """存在的问题：一是部分栏目更新不够及时；二是政策解读形式较为单一；三是业务人员流动较快，\
对办理程序掌握不够熟练；四是与群众的互动渠道有待拓宽，意见征集的反馈还不够及时。
改进措施：{next_year}年将修订公开目录，增加图表和问答类解读不少于{plan}篇；每季度开展一次业务培训；\
建立申请办理台账，做到全程留痕、按期答复；完善意见征集和采纳情况反馈机制，拓宽公众参与渠道；\
加强对下属单位和乡镇的指导，逐步统一各类信息的公开标准。"""

OTHER = "{year}年，{agency}未收取政府信息公开信息处理费。没有其他需要报告的事项。"


def report(seed: int) -> str:
    """The text of one report, the same for the same seed."""
    random = Random(seed)
    figures = consistent_figures(random)
    words = _words(random, figures)
    if seed % CHANGED_EVERY == 0:
        key = random.choice([key for key in figures if key.startswith(("t3.", "t4."))])
        figures[key] += random.randint(1, 9)
    return specimen(
        FORM,
        year=int(words["year"]),
        agency=words["agency"],
        cells={key: str(value) for key, value in figures.items()},
        prose={
            1: OVERVIEW.format_map(words),
            5: PLANS.format_map(words),
            6: OTHER.format_map(words),
        },
    )


def consistent_figures(random: Random) -> dict[str, int]:
    """By key, figures of a report that satisfy every identity."""
    return _table_2(random) | _table_3(random) | _table_4(random)


def reports(count: int) -> Iterator[str]:
    """``count`` reports, one at a time."""
    return map(report, range(1, count + 1))


def _words(random: Random, figures: dict[str, int]) -> dict[str, str]:
    year = random.randint(2021, 2025)
    first, second, third = (random.randint(1, 300) for _ in range(3))
    words = {
        "year": year,
        "next_year": year + 1,
        "agency": random.choice(PLACES) + random.choice(OFFICES),
        "received": figures["t3.applications_received.total"],
        "carried_in": figures["t3.carried_over_in.total"],
        "handled": figures["t3.handled_total.total"],
        "carried_out": figures["t3.carried_over_out.total"],
        "disclosed": first + second + third,
        "first": first,
        "second": second,
        "third": third,
    }
    loose = (
        "rounds fixed accounts posts reads messages staff trainings people plan "
        "turned consulted columns readings events"
    )
    return {
        **{name: str(value) for name, value in words.items()},
        **{name: str(random.randint(2, 60)) for name in loose.split()},
    }


def _table_2(random: Random) -> dict[str, int]:
    figures: dict[str, int] = {}
    for spec in FORM.cells:
        if spec.table.number == 2:
            figures[spec.key] = random.randint(0, 40)
    for row in ("rules", "normative_docs"):
        figures[f"t2.{row}.in_force"] += figures[f"t2.{row}.issued"]
    return figures


def _table_3(random: Random) -> dict[str, int]:
    rows = {
        row.key: [_sparse(random) for _ in PARTS]
        for row in FORM.table(3).rows
        if row.key not in ("applications_received", "handled_total")
    }
    carried_in, carried_out = rows["carried_over_in"], rows["carried_over_out"]
    outcomes = [row for key, row in rows.items() if not key.startswith("carried_over")]
    handled = [sum(column) for column in zip(*outcomes, strict=True)]
    scope = [done + left for done, left in zip(handled, carried_out, strict=True)]
    carried_in[:] = [min(pair) for pair in zip(carried_in, scope, strict=True)]
    rows["handled_total"] = handled
    rows["applications_received"] = [
        every - old for every, old in zip(scope, carried_in, strict=True)
    ]
    figures: dict[str, int] = {}
    for key, row in rows.items():
        figures |= _with_total(f"t3.{key}", PARTS, row)
    return figures


def _table_4(random: Random) -> dict[str, int]:
    figures: dict[str, int] = {}
    for row in FORM.table(4).rows:
        figures |= _with_total(_key(row), RESULTS, [random.randint(0, 5) for _ in RESULTS])
    return figures


def _key(row: Row) -> str:
    return f"t4.{row.key}"


def _with_total(key: str, parts: Sequence[str], values: Sequence[int]) -> dict[str, int]:
    named = {f"{key}.{part}": value for part, value in zip(parts, values, strict=True)}
    return named | {f"{key}.total": sum(values)}


def _sparse(random: Random) -> int:
    """Most figures of a real table 3 are 0."""
    return random.randint(1, 90) if random.random() < 0.25 else 0


def main(folder: str, count: str) -> None:
    """Write the reports to ``folder``, in an order that sorts as they were made."""
    for number, text in enumerate(reports(int(count)), 1):
        Path(folder, f"report-{number:06}.txt").write_bytes(text.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])

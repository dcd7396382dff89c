"""Prose of an invented report: words that no other report has, and sentences that agree with its
tables. The same ``style`` gives the same words, whatever the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from gxaudit.testing.annual import CARRIED_IN, CARRIED_OUT, FIRST, HANDLED, PARTS, RECEIVED, Figures
from gxaudit.testing.sentences import PATTERNS

_FIELDS = (
    "灌溉 养老 校园 渔政 物流 环卫 旅游 托育 殡葬 园林 供热 公交 河道 "
    "种业 气象 危房 消防 地名 体育 科普 非遗 窑炉 茶叶 林果 畜牧 冷链 "
    "绿道 菜场 夜市 客运 渡口 矿山 湿地 古树 井盖 路灯 驿站 书屋 食堂 "
    "病媒 疫苗 血液 康复 助残 双拥 社保 就业 技工 信访 调解 普法 公证 "
    "统计 档案 测绘 国土 海塘 防汛 移民 慈善 救助 婚姻 侨务 民宗 粮库 "
    "油气 电网 基站 算力"
)
_THINGS = (
    "台账 流程 目录 指南 清单 口径 栏目 专题 图解 问答 案例 模板 专栏 "
    "索引 标签 版式 样本 档案 名录 简报 画册 展板 窗口 热线 回执 评议 "
    "预案 导图 短片 录音 底稿 手册 题库 课件 考卷 纪要 日志 路线 坐标 "
    "地图 榜单 信箱 听证 座谈 沙龙 讲堂 驿站 橱窗 广播 夜校"
)
_DEEDS = (
    "梳理 核对 修订 汇编 归集 审阅 校对 翻译 绘制 录制 拍摄 张贴 投递 "
    "演示 讲解 走访 摸排 抽查 回访 比对 标注 拆分 合并 迁移 备份 清洗 "
    "优化 改版 试用 推广 观摩 研讨 会商 督办 通报 点评 展示 直播 转写 "
    "编排 装订 移交 封存 检索 订正 补录 复核 登载"
)
_PEOPLE = (
    "网格员 志愿者 辅导员 联络员 讲解员 调解员 驻村干部 社区干事 行业协会 "
    "高校师生 退休职工 法律顾问 乡贤代表 媒体记者 企业代表 家长代表 "
    "老年大学 青年突击队 妇女之家 工会小组 农技专家 街坊邻里 电商主播 "
    "返乡青年 合作社员 快递小哥 船民代表 护林员 河长 楼长 摊主 车友"
)
_MANNERS = (
    "逐户 逐村 逐项 按月 按周 分批 分片 联合 定点 上门 当面 现场 线上 "
    "轮流 结对 交叉 提前 及时 细致 耐心 稳妥 公开 集中 分类 循环 随机 "
    "重点 同步"
)
_LISTS = tuple(
    words.split() for words in (_FIELDS, _THINGS, _DEEDS, _THINGS, _PEOPLE, _MANNERS, _FIELDS)
)
_LENGTHS = tuple(map(len, _LISTS))
# By place in _LISTS.
_SHAPES = (
    "围绕{0}{1}{2}{3}",
    "会同{4}{5}{2}{0}{1}",
    "邀请{4}{5}{2}{0}{1}",
    "{5}{2}{0}{1}和{3}",
    "把{0}{1}{2}成{6}{3}",
    "组织{4}{2}{0}{1}",
    "借助{6}{3}{5}{2}{0}{1}",
    "由{4}{2}{6}{3}",
)
_PROBLEMS = ("{0}{1}{2}不够{5}", "{4}对{0}{1}了解不多", "{0}{1}与{6}{3}衔接不畅")
_DENIED = "全年没有收到任何政府信息公开申请。"
_SUMMED = PARTS
"""The place of a row's total after its first figure."""
_GOVERNS = (
    "{0}考核办法写入{6}{1}，考核结果用于{4}评优。",
    "{4}参加社会评议，对{0}{1}和{6}{3}打分。",
    "{0}{1}纳入责任追究范围，{4}{5}监督。",
)
"""What governments tell of besides: assessment, public appraisal and accountability."""


class Words:
    """Draws clauses and sentences."""

    def __init__(self, style: str) -> None:
        self._random = Random(style)

    def clause(self, shapes: tuple[str, ...] = _SHAPES) -> str:
        """A few words."""
        # One draw for all of them: far quicker.
        rest, at = divmod(self._random.getrandbits(64), len(shapes))
        found = []
        for words, length in zip(_LISTS, _LENGTHS, strict=True):
            rest, place = divmod(rest, length)
            found.append(words[place])
        return shapes[at].format(*found)

    def sentence(self) -> str:
        """Three clauses."""
        return f"{self.clause()}，{self.clause()}，{self.clause()}。"

    def said(self, metric: str, value: int) -> str:
        """That a figure is so much."""
        return self._random.choice(PATTERNS[metric]).format(value)


def overview(
    style: str, year: int, values: Figures, before: Figures | None, *, government: bool
) -> str:
    """Section 一; ``before`` are last year's figures, where there are any to compare with."""
    words = Words(style)
    told = [words.clause((one,)) for one in _GOVERNS] if government else []
    return "\n".join(
        (
            f"{year}年，本机关{words.sentence()}{words.sentence()}",
            f"（一）主动公开。{words.sentence()}{words.sentence()}{words.sentence()}",
            f"（二）依申请公开。{words.sentence()}{''.join(_told(words, values, before))}",
            f"（三）政府信息管理。{words.sentence()}{words.sentence()}",
            f"（四）平台建设。{words.sentence()}{words.sentence()}",
            f"（五）监督保障。{words.sentence()}{words.sentence()}{''.join(told)}",
        )
    )


def _told(words: Words, values: Figures, before: Figures | None) -> Iterator[str]:
    received = values[RECEIVED + _SUMMED]
    said = words.said("applications_received", received)
    yield said[:-1] + _growth(received, before) + "。" if received else _DENIED
    for metric, row in (
        ("carried_over_in", CARRIED_IN),
        ("handled_total", HANDLED),
        ("carried_over_out", CARRIED_OUT),
    ):
        yield words.said(metric, values[row + _SUMMED])
    review = values[FIRST["review"] + 4]
    suits = values[FIRST["litigation_direct"] + 4] + values[FIRST["litigation_after_review"] + 4]
    yield words.said("review_total", review)
    yield words.said("litigation_total", suits)


def _growth(received: int, before: Figures | None) -> str:
    """How much more or less that is than last year."""
    last = 0 if before is None else before[RECEIVED + _SUMMED]
    change = received - last
    if not last or not change:
        return ""
    if last % 2:
        return f"，较上年{'增加' if change > 0 else '减少'}{abs(change)}件"
    # To the nearest hundredth of a percent.
    parts = (20_000 * abs(change) + last) // (2 * last)
    return f"，同比{'增长' if change > 0 else '下降'}{parts // 100}.{parts % 100:02}%"


def plans(style: str, year: int) -> str:
    """Section 五."""
    words = Words(f"{style} plans")
    problems = [f"{mark}是{words.clause(_PROBLEMS)}" for mark in "一二三"]
    return (
        f"存在的问题：{'；'.join(problems)}。\n{year + 1}年，将{words.sentence()}{words.sentence()}"
    )


def rest(year: int) -> str:
    """Section 六."""
    return f"{year}年，本机关未收取政府信息公开信息处理费。没有其他需要报告的事项。"

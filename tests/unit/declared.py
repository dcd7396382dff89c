"""Identities as a pack declares them, for tests that need equations and no plugin."""

from gxaudit.equations.compile import Compiled, compile_identity
from gxaudit.forms import Form
from gxaudit.packs import read_pack
from gxaudit.rule import Rule

HEAD = "规则 test/declared 试用\n级别 错误\n状态 发布\n依据 算术\n"
BALANCE = "表 三\n每列\n应有 一 + 二 = 三（七） + 四\n通过 一=0\n不通过 一=1\n"
OUTCOMES = (
    "表 三\n每列\n应有 三（七） = 合计(三（一） 至 三（六）)\n通过 三（一）=0\n不通过 三（一）=1\n"
)
ROWS = "表 三\n每行\n应有 [总计] = 合计([自然人] 至 [其他])\n通过 [总计]=0\n不通过 [总计]=1\n"


def declared(body: str) -> Rule:
    """The one rule of a pack whose head is given; ``body`` are its remaining lines."""
    (rule,) = read_pack(HEAD + body).rules
    return rule


def equations(body: str, form: Form) -> list[Compiled]:
    """The equations of a declared rule in one form."""
    return [one for each in declared(body).identities for one in compile_identity(each, form)]

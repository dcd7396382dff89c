"""The words of the command line itself: help, and what is wrong with arguments."""

from __future__ import annotations

import re

from gxaudit.cli import clustering, jobs, storing, waiving
from gxaudit.wording import Text

ABOUT = Text(
    "审核政府信息公开工作年度报告：勾稽关系、合计、格式、文字与表格是否一致。",
    "Audits annual reports on government information disclosure: balances, totals, form, and "
    "whether prose and tables agree.",
)
EXIT_CODES = Text(
    "退出码：0 所选检查都已运行且没有达到级别的问题；1 有问题；2 命令写错；"
    "3 有内容没有检查到（文件读不了、规则出错、没有可检查的报告）或结果没有写成；130 被中断。",
    "Exit codes: 0 every selected check ran and nothing reached the level; 1 findings; 2 wrong "
    "usage; 3 incomplete (an unreadable file, a broken rule, nothing to audit) or not written; "
    "130 interrupted.",
)
HEADINGS = {
    "options": Text("选项", "options"),
    "arguments": Text("参数", "arguments"),
    "commands": Text("命令（gxaudit COMMAND --help 查看各命令的用法）", "commands"),
}
COMMANDS = {
    "check": Text(
        "检查报告文件，或文件夹里的全部报告",
        "audit report files, or every report in a folder",
    ),
    "corpus": Text(
        "列出各单位各年度交了哪些报告，缺哪些，最差的在前",
        "show which unit has filed for which year and what is missing, worst first",
    ),
    "annotate": Text(
        "检查一份 Word 报告（.docx），在副本的有关文字和单元格上加批注，原文一字不改",
        "audit a Word report (.docx) and comment on the cells and sentences concerned in a copy of "
        "it, which is otherwise the same",
    ),
    **waiving.COMMANDS,
    **storing.COMMANDS,
    "parse": Text(
        "列出从一份报告中读到的每个数字和每处文字表述",
        "show every figure and every claim read from one report",
    ),
    "rules": Text("列出全部规则", "list all rules"),
    "explain": Text(
        "说明一条规则：检查什么、为什么、怎样改正，附实例",
        "explain one rule: what, why, how to correct, with an example",
    ),
    "plugins": Text("列出已安装的规则插件", "list the installed plugins"),
    "plugin": Text("编写规则插件", "write a plugin"),
    "plugin new": Text(
        "建立一个插件项目，可直接安装、测试，改成自己的规则",
        "start a plugin project that installs and passes its tests as it is",
    ),
    "pack": Text(
        "检查、排版、解释、证明规则包（*.gxr）",
        "check, format, explain and prove rule packs (*.gxr)",
    ),
    "pack check": Text(
        "检查规则包写得对不对，并验证其中的例子",
        "check that rule packs are well written and that their examples hold",
    ),
    "pack fmt": Text(
        "把规则包排成统一格式，可在中文和英文关键词之间转换；规则本身不变",
        "write rule packs in their canonical form, in Chinese or English keywords; the rules stay "
        "what they are",
    ),
    "pack explain": Text(
        "用完整的话说明规则包里的每条规则，项号都换成表中的名称",
        "say every rule of a pack in full words, with the labels of the form",
    ),
    "pack prove": Text(
        "证明规则包能发现什么：哪些格有规则核对，几处同时出错必定发现，哪些规则是多余的",
        "prove what rule packs notice: cells watched, errors certain to be noticed, useless rules",
    ),
}
OPTIONS = {
    **waiving.OPTIONS,
    **jobs.OPTIONS,
    **storing.OPTIONS,
    **clustering.OPTIONS,
    "help": Text("显示用法", "show this help"),
    "version": Text("显示版本", "show the version"),
    "lang": Text(
        "语言：zh 中文，en 英文，auto 随系统（默认）",
        "language: zh, en, or auto for that of the locale (default)",
    ),
    "paths": Text(
        "文件或文件夹；文件夹内逐层查找，隐藏文件除外",
        "files or folders; folders are searched throughout, without hidden files",
    ),
    "path": Text("一份报告", "one report"),
    "word-file": Text("一份 Word 报告（.docx）", "a report as a Word file (.docx)"),
    "annotated": Text(
        "把加了批注的副本写入这个文件；不能是原文件",
        "write the annotated copy to this file, which must not be the report itself",
    ),
    "rule": Text("规则名，例如 balance/applications", "a rule, such as balance/applications"),
    "check-format": Text(
        "标准输出的格式：text 逐条文字（默认），table 表格，其余供程序读取",
        "format of standard output: text (default), table, others for programs",
    ),
    "output": Text(
        "把结果写入文件，格式由扩展名决定，可重复；只替换上次的结果，而且全部写完才替换",
        "write the result to a file, in the format of its ending; repeatable; nothing but an "
        "earlier result is replaced, once the new one is complete",
    ),
    "quiet": Text(
        "标准输出不显示结果（用 --format 指明的除外），不显示进度；故障和失效、到期的豁免"
        "仍在标准错误列出",
        "no result on standard output unless --format asks for it, no progress; faults and stale "
        "or expired waivers are still told on standard error",
    ),
    "parse-format": Text(
        "输出：table 表格（默认），json，csv（可用 Excel 打开）",
        "output: table (default), json, or csv (opens in Excel)",
    ),
    "select": Text(
        "只用这些规则或规则组，如 totals/rows 或 totals；可用逗号分隔，可重复；代替配置中的 select",
        "only these rules or groups, such as totals/rows or totals; comma separated, repeatable; "
        "replaces select of the configuration",
    ),
    "ignore": Text(
        "不用这些规则或规则组，写法同上；与配置中的 ignore 合并",
        "leave out these rules or groups, written likewise; added to ignore of the configuration",
    ),
    "plugin": Text(
        "试用一个用 Python 写的规则草稿（*.py），不用打包安装，可重复",
        "try a draft of rules in Python, one *.py file, without packaging it; repeatable",
    ),
    "plugin-name": Text(
        "插件名，也是规则名斜线前的部分，例如 henan",
        "the plugin's name, which its rules begin with, such as henan",
    ),
    "folder": Text(
        "写入哪个文件夹，须不存在或为空；默认为当前文件夹下与插件同名的文件夹",
        "the folder to write, which must not exist or be empty; by default named like the plugin",
    ),
    "fail-on": Text(
        "达到哪一级别就以退出码 1 结束：error 错误，warning 警告（默认），note 提示",
        "the level that makes the exit code 1: error, warning (default) or note",
    ),
    "config": Text(
        "全部报告都用这个配置文件；不写则用离每份报告最近的上级文件夹中的 gxaudit.toml "
        "或 pyproject.toml 的 [tool.gxaudit]",
        "use this configuration for every report; without it, the nearest gxaudit.toml, or "
        "pyproject.toml with [tool.gxaudit], above each report",
    ),
    "isolated": Text(
        "不用任何配置文件，也不用豁免、基线，以及没有用 --manifest 指明的单位名册",
        "use no configuration at all, no waivers, no baseline, no manifest but that of --manifest",
    ),
    "manifest": Text(
        "单位名册：各单位的级别、上级、成员，各文件是谁哪一年的报告；不写则用所给路径上方最近的"
        " gxaudit-manifest.toml",
        "the manifest: levels, parents and members of units, whose report a file is; without it, "
        "the nearest gxaudit-manifest.toml above the given paths",
    ),
    "corpus-format": Text(
        "标准输出的格式：table 表格（默认），json 供程序读取",
        "format of standard output: table (default), or json for programs",
    ),
    "all-units": Text(
        "列出全部单位，不只是最差的 30 个", "show every unit, not the 30 worst alone"
    ),
    "no-waivers": Text(
        "不用豁免和基线，列出全部问题", "use neither waivers nor baseline: show every finding"
    ),
    "pack": Text("再装入一个规则包（*.gxr），可重复", "load a rule pack (*.gxr) too; repeatable"),
    "overlay": Text(
        "再装入一个覆盖文件（按日期停用规则或改变级别），可重复",
        "load an overlay file (rules off or at another level from a date on) too; repeatable",
    ),
    "today": Text(
        "按哪一天判断覆盖文件和豁免，如 2026-03-01；默认为系统当天",
        "the day that overlays and waivers are judged on, such as 2026-03-01; by default the "
        "system's",
    ),
    "corpus-today": Text(
        "晚于哪一天的年度算写错，如 2026-03-01；默认为系统当天",
        "the day that no report year can be later than, such as 2026-03-01; by default the "
        "system's",
    ),
    "pages": Text(
        "不列出，而是为每条规则各写一页说明（Markdown，中英文）到这个文件夹",
        "instead of a list write a page a rule (Markdown, Chinese and English) into this folder",
    ),
    "packs": Text(
        "规则包：文件，或已安装的规则包的名称；不写则为全部已安装的",
        "packs: files, or names of installed ones; without any, all that are installed",
    ),
    "one-pack": Text(
        "规则包：文件，或已安装的规则包的名称，如 balance",
        "a pack: a file, or the name of an installed one, such as balance",
    ),
    "its-rules": Text("只说明这些规则；不写则为全部", "only these rules; without any, all"),
    "form": Text(
        "法定格式，如 2021（默认为最新的）",
        "the statutory form, such as 2021 (default: the newest)",
    ),
    "pack-files": Text(
        "规则包文件；- 表示从标准输入读取", "rule packs; - reads one from standard input"
    ),
    "keywords": Text(
        "关键词换成 zh 中文或 en 英文（信息也用这种语言）；不写或 auto 则各行保持原样",
        "convert keywords to zh or en (messages are in that language too); without it, or with "
        "auto, each line keeps its own",
    ),
    "fmt-check": Text(
        "只检查不改写，需要排版时退出码为 1", "write nothing; exit code 1 if a file would change"
    ),
    "fmt-diff": Text(
        "只列出会有的改动，不改写，退出码同上", "show what would change, likewise without writing"
    ),
    "pack-format": Text(
        "输出：text 逐条文字（默认），json 供程序读取",
        "output: text (default), or json for programs",
    ),
    "rule-timeout": Text(
        "一条规则检查一份报告最多用多少秒，超过即中止并算作故障；默认 10",
        "seconds that one rule may take for one report before it is broken off, which is a fault; "
        "10 by default",
    ),
    "timing": Text(
        "加上装入每个插件所用的毫秒数",
        "add how many milliseconds loading each plugin took",
    ),
    "suggest": Text(
        "以差异对照（diff）列出建议的改法，供人判断；决不改动报告（文字格式）",
        "print suggested changes as a unified diff for a person to judge; nothing is ever changed "
        "(text format)",
    ),
    "coverage": Text(
        "逐项列出没有核对到的数字及其原因",
        "list the figures that were not verified, and why",
    ),
    "allow-none": Text(
        "全部文件都因不是年度报告而跳过时，也不算没有检查（供提交钩子使用）",
        "complete also where every file was passed over as no report (for hooks of commits)",
    ),
    "exit-zero": Text(
        "有问题时退出码也为 0；命令写错或没有检查完时不变",
        "exit code 0 in spite of findings; wrong usage and incomplete audits keep theirs",
    ),
    "skip-non-reports": Text(
        "不是年度报告的文件只计数，不算故障",
        "count files that are no such reports instead of treating them as faults",
    ),
    "max-size": Text(
        "超过这一大小的文件不读，如 20MB（默认）、500K、1GB，最大 2GB",
        "do not read larger files: 20MB (default), 500K, 1GB; at most 2GB",
    ),
}

# What argparse says, release by release with or without quotes, and how a clerk would say it.
_ERRORS = (
    (r"the following arguments are required: COMMAND", "缺少命令，可用：{commands}"),
    (r"the following arguments are required: (.+)", "缺少参数：{0}"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{0}"),
    (r"argument (\S+): expected (?:at least )?one argument", "{0} 后面缺少内容"),
    (r"argument (\S+): ignored explicit argument (.+)", "{0} 后面不能带内容：{1}"),
    (
        r"argument COMMAND: invalid choice: '(.*)' \(choose from .+\)",
        "没有“{0}”这个命令，可用：{commands}{hint}",
    ),
    (
        r"argument (\S+): invalid choice: '(.*)' \(choose from (.+)\)",
        "{0} 不能是“{1}”，可选：{2}",
    ),
    (
        r"argument (\S+): not allowed with argument (\S+)",
        "{0} 和 {1} 不能同时使用",
    ),
    (r"argument (\S+): (.+)", "{0}：{1}"),
)


def argument_error(message: str, program: str) -> Text:
    """What argparse complains of, in both languages, with where to find help."""
    commands = "、".join(_commands_of(program))
    hint = "。检查报告请写：gxaudit check 文件或文件夹" if program == "gxaudit" else ""
    chinese = message
    for pattern, words in _ERRORS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            parts = [part.replace("'", "") for part in match.groups()]
            chinese = words.format(*parts, commands=commands, hint=hint)
            break
    return Text(
        f"{chinese}。用法见 {program} --help",
        f"{message}. See {program} --help",
    )


def _commands_of(program: str) -> list[str]:
    """The commands of ``gxaudit``, or those of the family in ``gxaudit pack``."""
    family = program.removeprefix("gxaudit").strip()
    parts = [name.rpartition(" ") for name in COMMANDS]
    return [name for mine, _, name in parts if mine == family]


def bad_size(text: str) -> Text:
    """What is wrong with a value of ``--max-size``."""
    return Text(
        f"大小“{text}”看不懂，请写成 20MB、500K、1GB 或字节数，最大 2GB",
        f"the size '{text}' cannot be read; write 20MB, 500K, 1GB or a number of bytes, "
        "at most 2GB",
    )


def bad_day(text: str) -> Text:
    """What is wrong with a value of ``--today``."""
    return Text(
        f"日期“{text}”看不懂，请写成 2026-03-01 这样",
        f"the day '{text}' cannot be read; write it as 2026-03-01",
    )


def bad_seconds(text: str) -> Text:
    """What is wrong with a value of ``--rule-timeout``."""
    return Text(
        f"秒数“{text}”看不懂，要写成大于 0 的数，如 10 或 0.5",
        f"the seconds '{text}' cannot be read; write a number above 0, such as 10 or 0.5",
    )

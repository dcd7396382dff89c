"""An independent reading of our sample reports that knows nothing of gxaudit.

It takes the figures of tables 3 and 4 as a person with a pencil would: the lines whose label
words it knows, the numbers printed behind the label, and sums of them.
"""

import re

_WORDS = (
    "本年新收 上年结转 予以公开 部分公开 国家秘密 其他法律行政法规 三安全 第三方 三类内部",
    "四类过程 执法案卷 行政查询 不掌握 没有现成 仍不明确 信访举报 重复申请 公开出版物",
    "大量反复 重新出具 不补正 逾期未按 其他 总计 结转下年度",
)
ROWS = [word for line in _WORDS for word in line.split()]
RECEIVED, CARRIED_IN, TOTAL, CARRIED_OUT = "本年新收", "上年结转", "总计", "结转下年度"
OUTCOMES = ROWS[2:23]


def text_of(data: bytes) -> str:
    """The text of a sample in whatever encoding it is stored."""
    for codec in (
        ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    ):
        try:
            return data.decode(codec).replace("\r\n", "\n").replace("\u00a0", "")
        except UnicodeDecodeError:
            continue
    raise ValueError("no encoding fits")


def applications(text: str) -> dict[str, list[int]]:
    """Table 3: label word to its seven figures; a blank is 0; the first of a repeated row."""
    rows: dict[str, list[int]] = {}
    for line in text[text.index("一、本年新收") :].split("\n"):
        if "自然人" in line or "商业企业" in line:  # a header that a page break repeats
            continue
        cells = [cell.strip().replace(",", "") for cell in line.split("\t")]
        labels = [at for at, cell in enumerate(cells) if re.search(r"[^\d.\-]", cell)]
        key = next((row for row in ROWS if labels and row in cells[labels[-1]]), None)
        if key is not None and key not in rows and len(cells) > 7:
            figures = [int(cell) for cell in cells[labels[-1] + 1 :] if cell]
            if len(figures) < 7:  # zeros are not printed: the statutory place of the columns
                first = 3 if labels[-1] == 2 else 2
                figures = [int(cell or 0) for cell in cells[first : first + 7]]
            rows[key] = figures
    return rows


def failures(text: str) -> set[tuple[str, str]]:
    """What does not add up, as rule and column number, row word or block number."""
    rows = applications(text)
    wrong = {("totals/rows", key) for key, one in rows.items() if sum(one[:6]) != one[6]}
    for at in range(7):
        if rows[RECEIVED][at] + rows[CARRIED_IN][at] != rows[TOTAL][at] + rows[CARRIED_OUT][at]:
            wrong.add(("balance/applications", str(at)))
        if sum(rows[key][at] for key in OUTCOMES if key in rows) != rows[TOTAL][at]:
            wrong.add(("totals/outcomes", str(at)))
    line = re.search(r"^(?:\d+\t){14}\d+$", text, re.MULTILINE)
    four = [int(cell) for cell in line[0].split("\t")] if line else [0] * 15
    blocks = [four[at : at + 5] for at in (0, 5, 10)]
    return wrong | {
        ("totals/review", str(at)) for at, one in enumerate(blocks) if sum(one[:4]) != one[4]
    }

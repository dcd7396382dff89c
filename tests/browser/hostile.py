"""A run of a report whose every part attacks whoever reads the result."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from gxaudit.cli import main
from gxaudit.specimen import specimen

BEACON = "http://beacon.example/"
ATTACKS = (
    "</td><script>document.title='owned'</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style><style>body{display:none}</style>",
    f"<iframe src={BEACON}></iframe><img src={BEACON}a.png><link rel=stylesheet href={BEACON}b>",
    "<a href=javascript:alert(1)>javascript:alert(1)</a>",
    "{{ ''.__class__ }}{% raw %}",
    "<!-- ]]> --!><base href=//beacon.example>",
    "&lt;b&#62;&quot;",
    "\u202egpj.exe\u202c \u2067\u05d0\u2028\u2029\u200b\x1b[31m\x07",
    "<meta http-equiv=refresh content=0;url=http://beacon.example/>",
)
AGENCY = "青岚<b>县</b>\u202e水务局"
"""Behind a letter: a file that begins with markup is read as a web page."""
CELL = "1</td><script>alert(3)</script>"
NAME = "a'\"<img src=x onerror=alert(2)>\u202e&amp;.txt".replace("/", "∕")
PLUGIN = dedent('''
    from gxaudit.api import *

    WORDS = Text({attacks!r}, {attacks!r})

    def check(report):
        """Everything is wrong."""
        yield Failed(message=WORDS, cell="t3.granted.natural", expected={attacks!r}, actual="0")
        for each in report.prose:
            yield Failed(message=WORDS, span=(each.start, each.start + len(each.text) // 2))
        yield NotEvaluated(WORDS)

    @hook
    def gxaudit_rules():
        yield Rule(
            id="evil/everything", title=WORDS, explanation=Explanation(WORDS, WORDS, WORDS),
            severity=Severity.ERROR, basis=(Basis(WORDS, WORDS),), check=check, since="1",
            examples=(Example(outcome=Outcome.PASSED),),
        )
    ''')


def hostile_page(folder: Path, language: str) -> Path:
    """The page of the audit of that report, with a rule whose words attack as well."""
    words = "".join(ATTACKS)
    report = folder / NAME
    report.write_text(
        specimen(
            "2021",
            agency=AGENCY,
            cells={"t3.granted.natural": CELL, "t2.rules.issued": ATTACKS[0]},
            prose={1: words.replace("\u2028", "").replace("\u2029", "")},
        ),
        encoding="utf-8",
    )
    plugin = folder / "draft.py"
    plugin.write_text(PLUGIN.format(attacks=words), encoding="utf-8")
    page = folder / "out.html"
    arguments = ["--isolated", "--plugin", str(plugin), "--lang", language, "-q", "-o", str(page)]
    code = main(["check", str(report), *arguments])
    assert code == 1
    return page

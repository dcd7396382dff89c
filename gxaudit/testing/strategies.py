"""The strategies for those who test rules: consistent reports, layouts, corruptions, prose."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from gxaudit.testing.damage import DAMAGES, FORMS, Damage
from gxaudit.testing.engine import warm_up
from gxaudit.testing.errors import unknown
from gxaudit.testing.figures import Draft, drafts
from gxaudit.testing.layout import NOISES, Layout, layouts
from gxaudit.testing.sample import Sample, named_form
from gxaudit.testing.sentences import DENIALS, PATTERNS, Statement, denials, figures
from gxaudit.wording import Text

warm_up()


def reports(form: str | None = None) -> st.SearchStrategy[Sample]:
    """Consistent reports on ``form``, or on any shipped form.

    Each satisfies every identity of its form and says nothing in its prose that its tables
    contradict: an audit must be silent about it. What is drawn is a :class:`Sample`: ``.report``
    goes to ``rule.check``, ``.text`` to an audit, and ``.changed({address: value})`` spoils it.
    """
    return drafts(None if form is None else named_form(form)).map(Draft.sample)


def report_texts(form: str | None = None, *, layout: bool = True) -> st.SearchStrategy[str]:
    """The texts of consistent reports: in any layout, or with ``layout=False`` in the statutory."""
    noises = layout_noise() if layout else st.just(Layout())
    return st.builds(lambda noise, sample: noise.text(sample), noises, reports(form))


def layout_noise(*names: str, most: int = 4) -> st.SearchStrategy[Layout]:
    """Layouts of up to ``most`` noises that leave every figure readable, or of those named.

    ``layout.text(sample)`` prints a report in one. Raises :class:`SloppyTestError` for a noise
    that does not exist; ``gxaudit.testing.layout.NOISES`` names them all.
    """
    for name in names:
        if name not in NOISES:
            raise unknown(Text("版面变化", "layout noise"), name, NOISES)
    return layouts({name: NOISES[name] for name in names} if names else NOISES, most)


@st.composite
def _damages(draw: st.DrawFn, names: tuple[str, ...]) -> Damage:
    name = draw(st.sampled_from(names))
    form = named_form(FORMS[name]) if name in FORMS else None
    draft = draw(drafts(form))
    return evolve(DAMAGES[name](draw, draft), before=draft.sample())


def corrupted(*names: str) -> st.SearchStrategy[Damage]:
    """Consistent reports spoilt in one named way, or in one of ``names``.

    ``damage.text`` is the spoilt report, ``damage.rules`` the shipped rules that must all end
    failed about it, ``damage.at`` the cell that they must name, where it is one cell, and
    ``damage.before`` the report before. Raises :class:`SloppyTestError` for an unknown name;
    ``gxaudit.testing.damage.DAMAGES`` has them all.
    """
    for name in names:
        if name not in DAMAGES:
            raise unknown(Text("损坏方式", "way to spoil a report"), name, DAMAGES)
    return _damages(names or tuple(DAMAGES))


def statements(*metrics: str) -> st.SearchStrategy[Statement]:
    """Prose that states or denies one figure, of any metric or of those named.

    Raises :class:`SloppyTestError` for a metric that no sentence is known of.
    """
    for metric in metrics:
        if metric not in PATTERNS:
            raise unknown(Text("指标", "metric"), metric, PATTERNS)
    chosen = metrics or tuple(PATTERNS)
    ways = [figures(metric) for metric in chosen]
    ways += [denials(metric) for metric in chosen if metric in DENIALS]
    return st.one_of(ways)

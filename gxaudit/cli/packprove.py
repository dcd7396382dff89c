"""``gxaudit pack prove``: what the equations of packs notice, as a certificate."""

from __future__ import annotations

from argparse import Namespace

from gxaudit.cli.errors import UsageError
from gxaudit.cli.packnames import named_packs
from gxaudit.cli.progress import progress_bar
from gxaudit.forms import Form, shipped_forms
from gxaudit.proof.certificate import Certificate, certify
from gxaudit.render.codes import CLEAN, FOUND
from gxaudit.render.run import Write
from gxaudit.values import unknown
from gxaudit.wording import Language, Text


def prove(options: Namespace, write: Write, language: Language) -> int:
    """Certify ``options.packs`` on ``options.form``; returns 1 where a rule is useless, else 0.

    Raises :class:`UsageError` where no rule applies to the form.
    """
    packs = named_packs(options.packs)
    rules = [rule for pack in packs for rule in pack.rules]
    form = _form(options.form)
    certificate = certify(rules, form, progress=progress_bar(language))
    if not certificate.rules:
        raise UsageError(_NONE)
    write(_shown(certificate, options.format, language))
    return FOUND if certificate.useless else CLEAN


def _form(name: str | None) -> Form:
    """A form by name; the newest where none is named. Raises :class:`UsageError`."""
    known = {form.name: form for form in shipped_forms()}
    if name is None:
        return max(known.values(), key=lambda form: form.years)
    if name not in known:
        raise UsageError(unknown(Text("格式", "form"), name, known).message)
    return known[name]


_NONE = Text(
    "这些规则包里没有适用于这一格式的规则，没有什么可以证明",
    "no rule of these packs applies to this form: there is nothing to prove",
)


def _shown(certificate: Certificate, form: str, language: Language) -> str:
    from gxaudit.render.rules.certificate import certificate_data, certificate_lines

    if form == "json":
        import json

        return json.dumps(certificate_data(certificate), ensure_ascii=False, indent=2) + "\n"
    return "".join(f"{line}\n" for line in certificate_lines(certificate, language))

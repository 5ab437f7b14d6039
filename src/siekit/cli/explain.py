"""`siekit explain`: the manual page of a label or of a finding."""

from __future__ import annotations

import re

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.terminal import write_text

EXAMPLES = (
    "siekit explain RTRANS",
    "siekit explain R304",
    "siekit explain unbalanced-voucher",
    "siekit explain --lang sv PSALDO",
)

_A_FINDING = re.compile(r"[A-Z]\d+|.+[-_ ].+", re.IGNORECASE)
"""A code such as R304, or a name such as stray-quote: labels have neither form."""


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("name", metavar="LABEL|CODE")
@lang_option
def command(name: str, *, lang: str) -> None:
    """Explain a SIE label, or a finding or rule by its code.

    The # of a label may be left out, and a finding may be given by its name. The page of a
    label tells its fields, in which types of files it may stand and what to know about it;
    that of a finding tells what it means and what to do about it, and for a rule also why it
    matters, with a file that breaks it and one that does not.
    """
    from siekit.formats.sie4.explain import explain_label
    from siekit.lint.explain import explain as explain_finding

    explain = explain_finding if _A_FINDING.fullmatch(name) else explain_label
    write_text(explain(name, lang).rstrip("\n") + "\n")

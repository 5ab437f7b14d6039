"""`siekit anonymize`: copies of SIE files that can be shown to strangers."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.anonymize_text import report
from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import Inputs
from siekit.cli.options import files_argument, lang_option
from siekit.cli.outputs import Outputs, StandardOutput
from siekit.cli.terminal import write_bytes, write_text
from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siekit.anonymity.report import Anonymized

EXAMPLES = (
    "siekit anonymize examples/fjallbacken-2023-24.se -o anonym.se",
    "siekit anonymize examples/fjallbacken-kassa.si -o anonym.si --scale 3",
    "siekit anonymize examples -o anonym --lang sv",
)

STDOUT = "-"
KEY_VARIABLE = "SIEKIT_ANON_KEY"
OWNER_ONLY = 0o600
SEVERAL = (".zip",)
"""Endings of inputs that may hold several files."""


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@files_argument
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    type=click.Path(allow_dash=True),
    help="File to write, for several a folder; - is the standard output.",
)
@click.option(
    "--scale",
    metavar="N",
    type=click.IntRange(1, 10**9),
    default=1,
    show_default=True,
    help="Multiply all amounts by this whole number.",
)
@click.option("--key", metavar="TEXT", help=f"The key; {KEY_VARIABLE} in the environment too.")
@click.option(
    "--key-file",
    metavar="KEYFILE",
    type=click.Path(dir_okay=False),
    help="Read the key from this file; where there is none a new key is written to it.",
)
@click.option(
    "--mapping",
    metavar="MAP",
    type=click.Path(dir_okay=False),
    help="Also write what stands for what, as JSON. Keep it as safe as the original.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON for programs: `siekit schema anonymize` describes it.",
)
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    files: Sequence[str],
    *,
    output: str,
    scale: int,
    key: str | None,
    key_file: str | None,
    mapping: str | None,
    form: str,
    lang: str,
) -> None:
    """Write anonymous copies of SIE files, and tell what was replaced.

    Names, texts, signatures, addresses, organisation and personal numbers become others of the
    same shape; accounts, amounts, dates and everything odd about the file stay. Each copy is
    read again and compared before it is written.

    The same key gives the same replacements in every file. Without one a random key is used,
    and nobody can tell what stood there.

    Several files are written to a folder as anonym-1.se, anonym-2.se …, since the names of
    files may be names of companies too.
    """
    inputs = Inputs(files, command="anonymize")
    _stop_if_failed(ctx, inputs)
    secret = _Secret(key, key_file)
    several = _are_several(files, inputs.paths, output)
    told: list[dict[str, Any]] = []
    alone = b""
    maps: list[Mapping[str, Mapping[str, str]]] = []
    with Outputs(inputs.paths) as outputs:
        if several:
            outputs.folder(Path(output))
        for number, document in enumerate(inputs.documents(), start=1):
            copy = _copy(document, secret.key, scale)
            suffix = Path(document.header.file).suffix or ".se"
            place = str(Path(output) / f"anonym-{number}{suffix}") if several else output
            if number > 1 and not several:
                message = "There are several files. Name a folder with -o; its name may end in /."
                raise UsageError(message)
            if output == STDOUT:
                alone = copy.data
            else:
                outputs.open(Path(place)).write(copy.data)
            told.append({"path": document.header.file, "output": place, **copy.as_json()})
            if mapping:
                maps.append(copy.mapping)
        _stop_if_failed(ctx, inputs)
        if mapping:
            _write_mapping(outputs, mapping, maps)
        secret.keep()
        outputs.keep()
    StandardOutput().write(alone)
    _tell(told, form, lang, on_stderr=output == STDOUT)


def _stop_if_failed(ctx: click.Context, inputs: Inputs) -> None:
    """End without writing anything when one of the files could not be read."""
    if inputs.failed:
        ctx.exit(EXIT_CODE)


def _copy(document: Any, secret: bytes, scale: int) -> Anonymized:  # noqa: ANN401, see below
    # The document's class would load pyarrow before the help is shown.
    from siekit.anonymity.anonymize import anonymous_copy

    return anonymous_copy(document, secret, scale)


def _are_several(files: Sequence[str], paths: Sequence[Path], output: str) -> bool:
    """Whether the output is a folder: there are, or may be, several files."""
    if output == STDOUT:
        return False
    if output.endswith(("/", os.sep)) or Path(output).is_dir():
        return True
    return (
        len(paths) > 1
        or len(files) > 1
        or any(path.suffix.lower() in SEVERAL for path in paths)
        or any(Path(name).is_dir() for name in files)
    )


def _write_mapping(
    outputs: Outputs, place: str, maps: Sequence[Mapping[str, Mapping[str, str]]]
) -> None:
    """Write what stands for what in all files, for the owner's eyes only."""
    merged: dict[str, dict[str, str]] = {"words": {}, "codes": {}, "numbers": {}}
    for one in maps:
        for kind, pairs in one.items():
            merged[kind].update(pairs)
    stream = outputs.open(Path(place))
    with suppress(AttributeError, OSError):
        os.fchmod(stream.fileno(), OWNER_ONLY)
    text = json.dumps(merged, ensure_ascii=False, indent=2, sort_keys=True)
    stream.write(f"{text}\n".encode("utf-8", "backslashreplace"))


def _tell(told: Sequence[dict[str, Any]], form: str, lang: str, *, on_stderr: bool) -> None:
    if form == "json":
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    else:
        text = "\n".join(report(told, lang)) + "\n"
    if on_stderr:
        click.echo(text, nl=False, err=True)
    elif form == "json":
        write_bytes(text.encode("utf-8", "backslashreplace"))
    else:
        write_text(text)


class _Secret:
    """The key that was given, or a new one, which is written where a key was looked for."""

    def __init__(self, key: str | None, key_file: str | None) -> None:
        from siekit.anonymity.keys import key_bytes, new_key

        if key is not None and key_file is not None:
            message = "Give the key with --key or with --key-file, not with both."
            raise UsageError(message)
        self._new = ""
        self._file = Path(key_file) if key_file else None
        if self._file is not None and not self._file.exists():
            key = self._new = new_key()
        elif self._file is not None:
            self.key = key_bytes(self._file.read_bytes())
            return
        elif key is None:
            key = os.environ.get(KEY_VARIABLE) or None
        self.key = key_bytes(key)

    def keep(self) -> None:
        """Write a new key to its file, which only its owner may read."""
        if not self._new or self._file is None:
            return
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(f"{self._new}\n")

"""`siekit link --all-new`: all companies that are clearly new, made and linked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.cli.workspace_text import JSON, print_json, print_uploads, say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.workspace.model import Upload
    from siekit.workspace.new_companies import NewCompanies
    from siekit.workspace.refusals import Refusal
    from siekit.workspace.workspace import Workspace


def link_all_new(workspace: Workspace, form: str, lang: str) -> None:
    """Make the companies, bring their files on, and tell what is left and why."""
    made = workspace.create_companies()
    linked = [upload for one in made for upload in one.uploads]
    refused = [one.refusal for one in made if one.refusal]  # somebody else was quicker
    waiting = workspace.new_companies()
    if form == JSON:
        left = [_as_json(upload, why, lang) for upload, why in _left(waiting)]
        print_json({"linked": [one.as_row() for one in linked], "left": left})
        return
    if linked:
        print_uploads(linked, lang)
    companies = len(made) - len(refused)
    say(phrase("made_companies", lang, companies=companies, files=len(linked)))
    for refusal in refused:
        say(refusal.text(lang))
    for sentence in _why(waiting, lang):
        say(sentence)


def _left(waiting: NewCompanies) -> Iterator[tuple[Upload, Refusal]]:
    """Each file that waits for somebody to say whose it is, and why."""
    for company in waiting.companies:
        if company.doubt is not None:
            yield from ((upload, company.doubt) for upload in company.uploads)
    yield from ((one.upload, one.why) for one in waiting.left)


def _why(waiting: NewCompanies, lang: str) -> Iterator[str]:
    """A sentence for each company in doubt and each reason, with the uploads that it is about."""
    told: dict[str, list[int]] = {}
    for upload, why in _left(waiting):
        told.setdefault(why.text(lang), []).append(upload.id)
    for text, ids in told.items():
        yield f"{text} {phrase('of_uploads', lang, ids=_numbers(ids), number=len(ids))}"


def _numbers(ids: Sequence[int]) -> str:
    return ", ".join(str(one) for one in ids)


def _as_json(upload: Upload, why: Refusal, lang: str) -> dict[str, Any]:
    return {"id": upload.id, "file": upload.file, "code": why.code, "message": why.text(lang)}

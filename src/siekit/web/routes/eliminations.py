"""The eliminations of a domain: what its companies have with each other."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import Response

from siekit.reports.settings_file import MOST_BYTES, company_key
from siekit.web.access import AWorkspace
from siekit.web.exports import TOML, file_to_keep
from siekit.web.pages import flash, redirect, render, say
from siekit.web.visitors import visitor_of
from siekit.web.whole_numbers import whole_number
from siekit.workspace.actors import Role
from siekit.workspace.eliminations import KeptRule
from siekit.workspace.mapping_files import eliminations_as_toml, read_eliminations_file
from siekit.workspace.mapping_names import companies_to_name
from siekit.workspace.orgnr_text import hyphened
from siekit.workspace.refusals import Refusal
from siekit.workspace.workspace import Workspace

router = APIRouter()

AT = "/d/{domain_id}/eliminations"
EMPTY = {"number": "", "name": "", "companies": "", "accounts": ""}


@router.get(AT)
def eliminations_page(request: Request, workspace: AWorkspace, rule: str = "") -> Response:
    """The rules in their order; `rule` is the number of one that is changed in the form."""
    kept, number = workspace.eliminations().rules, whole_number(rule)
    given = {}
    if number is not None and 0 < number <= len(kept):
        one = kept[number - 1]
        given = {
            "number": str(number),
            "name": one.name,
            "companies": "\n".join(one.companies),
            "accounts": "\n".join(one.accounts),
        }
    return _page(request, workspace, given=given)


@router.post(AT)
def change(
    request: Request,
    workspace: AWorkspace,
    *,
    seen: Annotated[str, Form()] = "",
    number: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    companies: Annotated[str, Form()] = "",
    accounts: Annotated[str, Form()] = "",
    remove: Annotated[bool, Form()] = False,
) -> Response:
    """Add a rule, change the one of a number, or take it out; `seen` says which rules were seen."""
    given = {"number": number, "name": name, "companies": companies, "accounts": accounts}
    rule = KeptRule(
        name,
        tuple(filter(None, map(str.strip, companies.splitlines()))),
        tuple(filter(None, map(str.strip, re.split(r"[\n,;]", accounts)))),
    )
    rules = list(workspace.eliminations().rules)
    at = whole_number(number)
    if at is not None and 0 < at <= len(rules):
        rules[at - 1 : at] = [] if remove else [rule]
    elif not remove:
        rules.append(rule)
    try:
        workspace.set_eliminations(rules, seen=seen)
    except Refusal as refusal:
        if refusal.code != "invalid":
            raise
        return _page(request, workspace, given=given, refusal=refusal)
    flash(request, say(request, "eliminations.saved"))
    return redirect(request, f"/d/{workspace.domain_id}/eliminations")


@router.post(f"{AT}/file")
def take_file(
    request: Request, workspace: AWorkspace, file: Annotated[UploadFile, File()]
) -> Response:
    """Let the rules of a file stand in place of all."""
    workspace.actor.require(Role.ADMIN)
    try:
        rules = read_eliminations_file(file.file.read(MOST_BYTES + 1), file.filename or "")
        workspace.set_eliminations(rules)
    except Refusal as refusal:
        if refusal.code != "invalid":
            raise
        return _page(request, workspace, refusal=refusal)
    flash(request, say(request, "eliminations.file_taken", count=len(rules)))
    return redirect(request, f"/d/{workspace.domain_id}/eliminations")


@router.get(f"{AT}.toml")
def as_toml(workspace: AWorkspace) -> Response:
    """The rules as `siekit report --eliminations` takes them."""
    data = eliminations_as_toml(workspace.eliminations().rules)
    return file_to_keep(data, "eliminations", "toml", TOML)


def _page(
    request: Request,
    workspace: Workspace,
    *,
    given: dict[str, str] | None = None,
    refusal: Refusal | None = None,
) -> Response:
    kept = workspace.eliminations()
    companies = companies_to_name(workspace)
    known = {company_key(key): name for key, name in companies}
    return render(
        request,
        "eliminations.html",
        status=refusal.status if refusal else 200,
        kept=kept,
        rules=[
            (one, [(named, known.get(company_key(named))) for named in one.companies])
            for one in kept.rules
        ],
        companies=[(hyphened(key), name) for key, name in companies],
        given={**EMPTY, **(given or {})},
        fault=refusal.text(visitor_of(request).lang) if refusal else None,
        may_change=workspace.actor.role >= Role.ADMIN,
    )

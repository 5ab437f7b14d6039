"""Routes that link all files of new companies at once."""

from fastapi import APIRouter, Response

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.once import AtOnce
from siekit.web.api.shapes.new_companies import (
    CreateCompanies,
    MadeCompanies,
    MadeCompanyShape,
    NewCompaniesShape,
)
from siekit.workspace.refusals import Refusal

router = APIRouter(prefix="/uploads/link", tags=["Uploads"])


@router.get("", operation_id="listNewCompanies", responses=refused())
def new_companies(workspace: ApiWorkspace) -> NewCompaniesShape:
    """List the companies that nobody has yet and of which uploads wait as PREVIEWED.

    Uploads of one organisation number are one company. `left` are those of which none can be
    made, each with the reason: link them by `linkUpload`.
    """
    return NewCompaniesShape.of(workspace.new_companies())


@router.post(
    "",
    operation_id="createCompanies",
    response_model=MadeCompanies,
    responses=refused(),
)
def create_companies(workspace: ApiWorkspace, wanted: CreateCompanies, once: AtOnce) -> Response:
    """Make an integration for each new company and link its uploads to it, many at once.

    Each has its own result: what cannot be made says why in `error` and stops none of the others.
    The tables and checks of the uploads are made after it: see `getUpload`.
    """

    def work() -> MadeCompanies:
        if wanted.all_new == bool(wanted.companies):
            problem = "give all_new as true, or the companies to make, and not both."
            problem_sv = "ange all_new som true, eller företagen att skapa, och inte båda."
            raise Refusal("invalid", field="companies", problem=problem, problem_sv=problem_sv)
        pairs = [(one.orgnr, one.name) for one in wanted.companies]
        made = workspace.create_companies(None if wanted.all_new else pairs)
        return MadeCompanies(
            results=[MadeCompanyShape.of(one) for one in made],
            waiting=NewCompaniesShape.of(workspace.new_companies()),
        )

    return once(work)

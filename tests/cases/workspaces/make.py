"""Make the workspace that later versions must open and upgrade: `python make.py v2`.

It is made of the bundled examples, once, by the version whose name it has, and then never again:
what it holds is what that version wrote. (Before that version is released it may be made anew,
from the root of the project: `PYTHONPATH=src:. python tests/cases/workspaces/make.py v2`.)
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from siekit.workspace.accounts import add_user
from siekit.workspace.actors import Actor, Role
from siekit.workspace.eliminations import KeptRule
from siekit.workspace.installation import Installation
from siekit.workspace.members import add_member
from tests.books import books

if TYPE_CHECKING:
    from siekit.workspace.workspace import Workspace

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[2] / "examples"
ACTOR = Actor("anna@example.se", Role.ADMIN)
TAKEN = {"2010": "2081", "30": "31"}
CHANGE = {"30": None, "4010": "4990"}
RULES = (KeptRule("Fordringar", ("555555-5555", "121212-1212"), ("1660-1669", "2860-2869")),)
MOMENT = (2026, 1, 1, 0, 0, 0)


def fill(workspace: Workspace) -> None:
    """Put uploads of every kind into it; the second and seventh are in the reports."""
    files = (
        "fjallbacken-2023-24_typ3.se",
        "fjallbacken-2023-24.se",
        "fjallbacken-2024-25.se",
        "utan-orgnr.se",
        "tolvan-2024.se",
        "brev.txt",
        "fjallbacken-2022-23.se",
    )
    own = {"utan-orgnr.se": books("Okända bolaget AB", None), "brev.txt": b"Hej!\n"}
    for number, name in enumerate(files, 1):
        data = own[name] if name in own else (EXAMPLES / name).read_bytes()
        (added,) = workspace.add(data, name, create=True)
        assert added.upload
        assert added.upload.id == number
    for number in (1, 2, 7):
        workspace.activate(number)
    workspace.set_mapping(1, TAKEN)
    workspace.set_eliminations(RULES)
    workspace.sync()
    workspace.change_mapping(1, CHANGE)
    workspace.activate(5)


def main(name: str) -> None:
    """Make it, and pack it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "siekit.workspace"
        installation = Installation.open(place)
        domain = installation.create_domain("default", ACTOR)
        workspace = installation.workspace(domain.id, ACTOR)
        add_user(installation, ACTOR.name, ACTOR, name="Anna Ek", runs_installation=True)
        add_member(workspace, ACTOR.name, Role.ADMIN, vouched=True)
        add_member(workspace, "bo@example.se", Role.VIEWER, name="Bo Ek")
        fill(workspace)
        installation.close()
        with sqlite3.connect(place / "catalogue.sqlite") as catalogue:
            catalogue.execute("pragma journal_mode = delete")
        with zipfile.ZipFile(HERE / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(place.rglob("*")):
                if path.is_file():
                    about = zipfile.ZipInfo(str(path.relative_to(place)), MOMENT)
                    about.compress_type = zipfile.ZIP_DEFLATED
                    packed.writestr(about, path.read_bytes())


if __name__ == "__main__":
    main(sys.argv[1])

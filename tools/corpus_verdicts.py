"""Write tests/cases/corpus-verdicts.toml anew: what siekit.check says of each corpus file.

    SIEKIT_CORPUS=… python tools/corpus_verdicts.py

Look at the difference before you commit it. The reasons for errors are kept; a new error gets an
empty one, which the test refuses until somebody has written down how it was confirmed.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import siekit
from siekit.findings import Severity
from siekit.lint.runner import check_many

TARGET = Path(__file__).resolve().parent.parent / "tests" / "cases" / "corpus-verdicts.toml"
HEAD = """\
# What siekit.check finds in each file of the corpus, which is no part of the project: how many
# findings there are of each code, those of reading and of rules. `why` says for each code of
# severity error what confirms it. Written by tools/corpus_verdicts.py, which keeps the reasons.
"""


def verdict(path: Path) -> tuple[dict[str, int], list[str]]:
    """Return how often each code is found in a file, and which codes are errors."""
    checked = check_many([siekit.read(path)])[0]
    errors = {one.code for one in checked.findings if one.severity is Severity.ERROR}
    return dict(checked.finding_counts), sorted(errors)


def corpus_files(corpus: Path) -> list[Path]:
    """Return the files of the classic format, and the sample file of PayEx."""
    return [*sorted((corpus / "sie4").iterdir()), *sorted((corpus / "payex").glob("*.SI"))]


def written(name: str, codes: dict[str, int], why: dict[str, str]) -> str:
    """Return one file's part of the list."""
    counts = ", ".join(f"{code} = {number}" for code, number in codes.items())
    lines = [f'["{name}"]', f"codes = {{ {counts} }}" if counts else "codes = {}"]
    lines += [f'why.{code} = "{reason}"' for code, reason in why.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Check every file and write the list."""
    known: dict[str, Any] = tomllib.loads(TARGET.read_text("utf-8")) if TARGET.exists() else {}
    parts = [HEAD]
    for path in corpus_files(Path(os.environ["SIEKIT_CORPUS"])):
        codes, errors = verdict(path)
        reasons = known.get(path.name, {}).get("why", {})
        why = {code: reasons.get(code, "") for code in errors}
        parts.append(written(path.name, codes, why))
        if missing := [code for code, reason in why.items() if not reason]:
            print(f"{path.name}: no reason yet for {', '.join(missing)}")
    TARGET.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()

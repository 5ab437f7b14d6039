"""Open the portal on the example companies: two years in the reports, one waiting for you.

    python tools/demo.py SIEKIT FOLDER

SIEKIT is the command, FOLDER where the workspace is made anew. On a terminal the portal stays open
until Ctrl-C; elsewhere it is asked for its pages as a browser would ask, and then stopped.
"""

from __future__ import annotations

import http.cookiejar
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

EXAMPLES = Path(__file__).parents[1] / "examples"
FILES = ("fjallbacken-2022-23.se", "tolvan-2024.se", "fjallbacken-2023-24.se")
ACTIVE = ("1", "2")
"""The uploads that are in the reports; the third waits for somebody to look at it."""

PAGES = {
    "/d/1": "Fjällbäckens",
    "/d/1/uploads/3": "fjallbacken-2023-24.se",
    "/d/1/uploads/3/summary": "2,222,782",
    "/d/1/reports/income-statement": "Tolvans",
}
"""Pages of the portal, and what must stand on them."""


def main(siekit: str, folder: Path) -> int:
    """Make the workspace, open the portal, and return how it went."""
    shutil.rmtree(folder, ignore_errors=True)
    at = ["--workspace", str(folder)]
    for words in (
        ["import", *(str(EXAMPLES / name) for name in FILES)],
        *(["activate", number, "--yes"] for number in ACTIVE),
        ["sync"],
        ["list"],
    ):
        print(f"$ siekit {' '.join(words)}", flush=True)
        subprocess.run([siekit, *words, *at], check=True)
    print("$ siekit serve", flush=True)
    if sys.stdin.isatty() and sys.stdout.isatty():
        return subprocess.run([siekit, "serve", *at], check=False).returncode
    return looked_at([siekit, "serve", "--no-browser", "--port", "0", *at])


def looked_at(command: list[str]) -> int:
    """Serve the portal, ask for its pages as a browser does, and stop it."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1) as portal:
        try:
            assert portal.stdout is not None  # noqa: S101 - a pipe was asked for
            lines = iter(portal.stdout.readline, "")
            link = next(line.strip() for line in lines if "/link/" in line)
            return look(link)
        finally:
            portal.terminate()


def look(link: str) -> int:
    """Sign in by the link and tell which pages are as they should be."""
    address = link.partition("/link/")[0]
    opener = build_opener(HTTPCookieProcessor(http.cookiejar.CookieJar()))
    opener.addheaders = [("Accept-Language", "en")]
    with opener.open(link):
        pass  # the link signs in, once
    failed = 0
    for path, wanted in PAGES.items():
        with opener.open(address + path) as answer:
            found = wanted in answer.read().decode().replace("&#39;", "'")
        print(f"{address}{path}: {'as it should be' if found else f'{wanted!r} is missing'}")
        failed += not found
    print("Run make demo in a terminal to stay in the portal.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))

"""How Sphinx builds the documentation; the reference pages are made by `_ext/generated.py`."""

import sys
from pathlib import Path

import siekit

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "siekit"
author = "The siekit authors"
copyright = f"2026, {author}"  # noqa: A001, the name that Sphinx reads
release = siekit.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "generated"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints = "description"
autodoc_class_signature = "mixed"

html_theme = "furo"
html_title = f"siekit {release}"
html_static_path = ["_static"]
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": []}

"""Sphinx configuration; `make docs` builds with warnings as errors, without network."""

import sys
from pathlib import Path

import govtext

sys.path.insert(0, str(Path(__file__).parent))

project = "govtext"
author = "the govtext authors"
project_copyright = "2026, the govtext authors"
version = release = govtext.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc", "generated_pages"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "govtext"
html_show_copyright = False
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
# Types in signatures are read, not followed: most are of other packages.
nitpick_ignore_regex = [("py:.*", r".*")]
autodoc_member_order = "bysource"
# numpydoc brings autosummary along; no page asks for it.
autosummary_generate = False
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
suppress_warnings = ["myst.header"]

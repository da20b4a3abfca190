"""Settings of the documentation of sphinx-kwindex, which is built by sphinx-kwindex."""

from importlib import metadata

project = "sphinx-kwindex"
author = "The sphinx-kwindex maintainers"
copyright = "2026, The sphinx-kwindex maintainers"  # noqa: A001 - the name that Sphinx gives it
release = version = metadata.version(project)

extensions = ["myst_parser", "sphinx_kwindex"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

kwindex_sources = ["../sphinx_kwindex"]

html_theme = "furo"
html_title = "sphinx-kwindex"

"""What a build loads that finds nothing to do."""

import subprocess
import sys

LATER = ("astroid", "markdown_it", "myst_parser", "sphinx_kwindex.analysis", "sphinx_kwindex.linking")


def test_the_parsers_are_not_loaded_before_there_is_something_to_parse() -> None:
    script = f"import sys, sphinx_kwindex.events; sys.exit(bool(sys.modules.keys() & set({LATER!r})))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

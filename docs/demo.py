"""Build the index of the installed ``sphinx`` package and say which page to open."""

import sys
import tempfile
from pathlib import Path

import sphinx
from sphinx.cmd.build import main as sphinx_build


def main(out: Path) -> int:
    """Build into ``out``; the status of ``sphinx-build``."""
    options = {
        "extensions": "sphinx_kwindex",
        "kwindex_sources": str(Path(sphinx.__file__).parent),
        # Seventy message catalogues are three times as many lines as the code that the demo is about.
        "kwindex_exclude": "*.po",
        "project": f"Sphinx {sphinx.__version__}",
    }
    sys.stdout.write("Building the index of Sphinx's own source; this takes a minute or two.\n")
    sys.stdout.flush()
    settings = [f"-D{name}={value}" for name, value in options.items()]
    with tempfile.TemporaryDirectory() as empty:
        status = sphinx_build(["-C", "-q", "-j", "auto", *settings, empty, str(out)])
    if status == 0:
        page = out.resolve() / "kwindex" / "sphinx" / "application.py.html"
        sys.stdout.write(f"\nOpen {page.as_uri()}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

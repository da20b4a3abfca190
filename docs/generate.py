"""Write the pages of the reference that follow from the code: ``python docs/generate.py``."""

import ast
import inspect
from itertools import pairwise
from pathlib import Path

from sphinx_kwindex.config.options import OPTIONS
from sphinx_kwindex.model import kinds

REFERENCE = Path(__file__).parent / "reference"

OPTIONS_TOP = """\
# Options

Set in `conf.py`. Only `kwindex_sources` has to be set. A value that cannot be right stops the build with a message
that names the option, the value and what would be right.

No option makes Sphinx read everything again: the pages that show something else are made anew, and no others.
"""

WARNINGS_TOP = """\
# Warnings

Each is a Sphinx warning `kwindex.<kind>`, placed at the file and line it is about, and can be silenced by
[`suppress_warnings`](../howto/ci.md). None stops a build.
"""

GROUPS = {
    "What is indexed": ("sources", "include", "exclude", "gitignore", "max_file_size", "test_patterns"),
    "Where the pages are": ("output", "toctree", "pages"),
    "How it is made": ("executor",),
}
REST = "What is shown"


def options() -> str:
    """Render the reference of options, each in its group; what is in none is about what is shown."""
    groups = {f"kwindex_{name}": title for title, names in GROUPS.items() for name in names}
    parts = [OPTIONS_TOP]
    for title in ("What is indexed", REST, "Where the pages are", "How it is made"):
        parts.append(f"## {title}\n")
        parts += [
            f"`{option.name}` (default `{option.default!r}`)\n: {option.doc}\n"
            for option in OPTIONS
            if groups.get(option.name, REST) == title
        ]
    return "\n".join(parts)


def warnings() -> str:
    """Render the reference of warnings out of the docstrings of the kinds of problem."""
    (kind,) = (node for node in ast.parse(inspect.getsource(kinds)).body if getattr(node, "name", "") == "ProblemKind")
    parts = [
        f"`kwindex.{member.value.value}`\n: {doc.value.value.replace('``', '`')}\n"
        for member, doc in pairwise(kind.body)
        if isinstance(member, ast.Assign)
    ]
    return "\n".join([WARNINGS_TOP, *parts])


PAGES = {"options.md": options, "warnings.md": warnings}


def main() -> None:
    """Write every generated page."""
    for name, render in PAGES.items():
        (REFERENCE / name).write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()

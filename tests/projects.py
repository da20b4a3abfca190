"""Small projects for tests: sources in, links out."""

import hashlib
import textwrap
from collections.abc import Mapping
from pathlib import Path

from sphinx_kwindex.analysis.markup import analyse_markdown, analyse_restructuredtext
from sphinx_kwindex.analysis.python import analyse_python
from sphinx_kwindex.linking import link
from sphinx_kwindex.model.facts import FileFacts, SourceFile
from sphinx_kwindex.model.kinds import FileType
from sphinx_kwindex.model.links import FileLinks, Reference

TYPES = {
    "py": (FileType.PYTHON, analyse_python),
    "pyi": (FileType.STUB, analyse_python),
    "md": (FileType.MARKDOWN, analyse_markdown),
    "rst": (FileType.RESTRUCTUREDTEXT, analyse_restructuredtext),
}


def facts_of(path: str, text: str) -> FileFacts:
    """The facts of a Python file or a document; the name of a module follows from its path."""
    kind, analyse = TYPES[path.rpartition(".")[2]]
    module = path.rpartition(".")[0].replace("/", ".").removesuffix(".__init__")
    source = SourceFile(
        path=path,
        repository_path=None,
        location=Path("/nowhere"),
        type=kind,
        module=module if analyse is analyse_python else None,
        is_package=path.endswith("__init__.py"),
        is_test=False,
        size=len(text),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )
    return analyse(source, textwrap.dedent(text), "utf-8")


def links_of(sources: Mapping[str, str]) -> dict[str, FileLinks]:
    """The links of each file of a project."""
    return {links.path: links for links in link([facts_of(path, text) for path, text in sources.items()])}


def spelled(sources: Mapping[str, str], path: str) -> dict[str, str]:
    """The references of a file that lead into the project: ``line:name`` to full names and confidence."""
    lines = textwrap.dedent(sources[path]).split("\n")
    found: dict[str, set[str]] = {}
    for reference in links_of(sources)[path].references:
        if reference.target is not None:
            for line, column in places_of(reference):
                written = lines[line - 1][column : column + reference.width]
                found.setdefault(f"{line}:{written}", set()).add(f"{reference.name} {reference.confidence}")
    return {place: " | ".join(sorted(names)) for place, names in found.items()}


def places_of(reference: Reference) -> list[tuple[int, int]]:
    """Line and column of each place."""
    return list(zip(reference.places[::2], reference.places[1::2], strict=True))

"""A Sphinx project that also has the documents whose stubs lie in the doctree folder."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.project import Project

STUB_SUFFIX = ".kwindex"
TEXTS_SUFFIX = ".kwindex-texts"


class StubProject(Project):
    """The documents of the source folder, and the generated ones; a file in the source folder wins."""

    def __init__(self, project: Project, folder: Path, docnames: Iterable[str], generated: Iterable[str]) -> None:
        """Take over what ``project`` knows.

        ``folder`` is absolute and holds the stubs of ``docnames``; ``generated`` are all generated documents, those
        too that stand in the source folder.
        """
        super().__init__(project.srcdir, project.source_suffix)
        self.restore(project)
        # A path of Sphinx's own kind is handed out as it is.
        self.stub_folder = type(self.srcdir)(folder)
        self.stub_docnames = frozenset(docnames)
        self.generated = frozenset(generated)
        # Sphinx asks for the files of the last build's documents before it looks which there are now.
        self._stubs = self._free_stubs()

    def __getstate__(self) -> dict[str, Any]:
        """Return what the next build is to know; where the stubs lie it finds out by itself."""
        return {**self.__dict__, "stub_docnames": frozenset(), "_stubs": {}}

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the documents of the source folder and add the generated ones."""
        # The doctree folder may lie in the source folder, and stubs are no documents of their own there.
        super().discover([*exclude_paths, f"**{STUB_SUFFIX}"], include_paths)
        self._stubs = self._free_stubs()
        self.docnames.update(self._stubs)
        return self.docnames

    def _free_stubs(self) -> dict[str, Path]:
        """The stubs whose place no file of the source folder takes."""
        names = sorted(self.stub_docnames - self._docname_to_path.keys())
        return {docname: stub_path(self.stub_folder, docname) for docname in names}

    def doc2path(self, docname: str, absolute: bool) -> Any:  # noqa: FBT001 - as Sphinx calls it
        """Return the file of a document; a generated one has a path of its own name when it is not ``absolute``."""
        if docname not in self._stubs:
            return super().doc2path(docname, absolute)
        return self._stubs[docname] if absolute else type(self.srcdir)(docname + STUB_SUFFIX)

    def path2doc(self, filename: str | os.PathLike[str]) -> str | None:
        """Return the document that is read from a file, a stub among them."""
        path = Path(filename)
        if path.suffix == STUB_SUFFIX and path.is_relative_to(self.stub_folder):
            return path.relative_to(self.stub_folder).as_posix().removesuffix(STUB_SUFFIX)
        return super().path2doc(filename)

    def is_stub(self, docname: str) -> bool:
        """Tell whether a document is read from its stub."""
        return docname in self._stubs


def stub_path(folder: Path, docname: str) -> Path:
    """Return where the stub of a document lies."""
    return folder / (docname + STUB_SUFFIX)


def texts_path(folder: Path, docname: str) -> Path:
    """Return where the texts of a document lie, beside its stub."""
    return folder / (docname + TEXTS_SUFFIX)

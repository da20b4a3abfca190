"""A Sphinx project that also has the documents whose stubs lie in the doctree folder."""

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
        self.stub_folder = folder
        self.stub_docnames = frozenset(docnames)
        self.generated = frozenset(generated)

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the documents of the source folder and add the generated ones."""
        # The doctree folder may lie in the source folder, and stubs are no documents of their own there.
        super().discover([*exclude_paths, f"**{STUB_SUFFIX}"], include_paths)
        for docname in sorted(self.stub_docnames):
            if docname not in self.docnames:
                path = stub_path(self.stub_folder, docname)
                self.docnames.add(docname)
                self._docname_to_path[docname] = path
                self._path_to_docname[path] = docname
        return self.docnames

    def doc2path(self, docname: str, absolute: bool) -> Any:  # noqa: FBT001 - as Sphinx calls it
        """Return the file of a document; a generated one has a path of its own name when it is not ``absolute``."""
        found = super().doc2path(docname, absolute)
        return found if absolute or not self.is_stub(docname) else type(found)(docname + STUB_SUFFIX)

    def is_stub(self, docname: str) -> bool:
        """Tell whether a document is read from its stub."""
        return self._docname_to_path.get(docname, Path()).is_absolute()


def stub_path(folder: Path, docname: str) -> Path:
    """Return where the stub of a document lies."""
    return folder / (docname + STUB_SUFFIX)


def texts_path(folder: Path, docname: str) -> Path:
    """Return where the texts of a document lie, beside its stub."""
    return folder / (docname + TEXTS_SUFFIX)

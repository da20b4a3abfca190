"""What every view works from, and how it links to files, folders, definitions, lines and usages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict
from urllib.parse import quote

from sphinx_kwindex.blocks import Link, LinkTarget, PageTarget
from sphinx_kwindex.model.kinds import Kind, Visibility

if TYPE_CHECKING:
    from sphinx_kwindex.docnames import Docnames
    from sphinx_kwindex.model.rows import FileRow, Linkable
    from sphinx_kwindex.model.settings import Settings
    from sphinx_kwindex.store import Reader


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """The index, the settings, and the names of the pages."""

    reader: "Reader"
    settings: "Settings"
    docnames: "Docnames"

    def gist(self, name: str, subject: str, make: Callable[[str, "Desk"], Any]) -> Any:
        """Return what ``make``, known as ``name`` among the gists, works out for a file or folder."""
        return self.reader.gist(name, subject, lambda: make(subject, self))

    def shows(self, entry: "Linkable") -> bool:
        """Tell whether the page of its file shows a keyword."""
        return entry.visibility in self.settings.visibility and entry.kind in self.settings.kinds

    def definition(self, entry: "Linkable") -> PageTarget:
        """Return where a keyword is described: on the page of its file, else its line."""
        docname = self.docnames.file(entry.file)
        if entry.kind is Kind.MODULE:
            return PageTarget(docname)
        return PageTarget(docname, entry.anchor) if self.shows(entry) else self.place(entry)

    def place(self, entry: "Linkable") -> PageTarget:
        """Return the line that defines a keyword; without source pages, where it is described."""
        if self.settings.source_pages:
            return PageTarget(self.docnames.source(entry.file), entry.anchor)
        return PageTarget(self.docnames.file(entry.file), entry.anchor if self.shows(entry) else "")

    def lines(self, path: str) -> PageTarget:
        """Return where the lines of a file stand, but for their numbers; without source pages, the page of the file."""
        if self.settings.source_pages:
            return PageTarget(self.docnames.source(path), "L")
        return PageTarget(self.docnames.file(path))

    def line(self, path: str, line: int) -> LinkTarget:
        """Return a line of a file; without source pages, the page of the file."""
        place = self.lines(path)
        return PageTarget(place.docname, f"{place.anchor}{line}") if place.anchor else place

    def file_link(self, path: str, *, text: str = "") -> Link:
        """Link to the page of a file, by its path or by ``text``."""
        return Link(text or path, PageTarget(self.docnames.file(path)))

    def folder_link(self, folder: str, *, text: str = "") -> Link:
        """Link to the page of a folder, by its path or by ``text``."""
        return Link(text or f"{folder}/", PageTarget(self.docnames.folder(folder)))

    def line_link(self, path: str, line: int) -> Link:
        """Link to a line by its number."""
        return Link(str(line), self.line(path, line), code=False, style="line")

    def forge(self, row: "FileRow") -> str:
        """Return the address of a file on its forge at the built commit, empty where none is configured."""
        if not self.settings.forge:
            return ""
        path = quote(row.repository_path or row.path)
        url = self.settings.forge.format(commit=self.settings.commit, path=path, start=1, end=1)
        return url.partition("#")[0]


class Chosen(TypedDict):
    """Which keywords the store is to give."""

    visibility: frozenset[Visibility]
    kinds: frozenset[Kind]


def chosen(kinds: frozenset[Kind], visibility: frozenset[Visibility]) -> Chosen:
    """Choose keywords by kind and visibility; modules have their files."""
    return {"visibility": visibility, "kinds": kinds - {Kind.MODULE}}


def name_of(row: "FileRow") -> str:
    """Return the last part of a path."""
    return row.path.rpartition("/")[2]

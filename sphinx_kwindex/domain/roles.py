"""The roles ``file``, ``folder`` and ``symbol``: what they name, and where that is."""

from docutils.nodes import Element
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from sphinx_kwindex.blocks import PageTarget, Query
from sphinx_kwindex.directives.notes import notes_of
from sphinx_kwindex.directives.subjects import find_file, find_folder, find_symbol, split_lines
from sphinx_kwindex.pages.site import Site

ROLE = "role"

RANGE = "kwindex-lines-"
"""What the CSS class of a link to several lines begins with; then come the first and the last line."""


class SubjectRole(XRefRole):
    """A link to a file, folder or symbol; the document notes that it has it."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,  # noqa: FBT001 - as Sphinx calls it
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Return title and target; ``~`` before a dotted name leaves its last part as the title."""
        if not has_explicit_title and title.startswith("~"):
            target = target.removeprefix("~")
            title = target.rpartition(".")[2]
        notes_of(env).note_query(env.docname, Query(ROLE, target, (("type", str(refnode["reftype"])),)))
        return title, target


def role_target(typ: str, target: str, site: Site, *, in_book: bool = False) -> PageTarget | None:
    """Return where the target of a role is, ``None`` where it is not in the index; a book has no source pages."""
    if typ == "file":
        return _file_target(target, site, in_book=in_book)
    if typ == "folder":
        folder = find_folder(target, site)
        return PageTarget(site.docnames.folder(folder.path)) if folder else None
    symbol = find_symbol(target, site)
    if symbol is None or symbol.entry is None:
        return None
    if in_book and not site.desk.shows(symbol.entry):
        return PageTarget(site.docnames.file(symbol.path))
    return site.desk.definition(symbol.entry)


def range_class(typ: str, target: str) -> str | None:
    """Return the CSS class by which the script makes a link to the first of several lines one to all of them."""
    _, lines = split_lines(target) if typ == "file" else ("", None)
    return f"{RANGE}{lines[0]}-{lines[1]}" if lines and lines[0] < lines[1] else None


def _file_target(target: str, site: Site, *, in_book: bool) -> PageTarget | None:
    path, lines = split_lines(target)
    file = find_file(path, site)
    row = site.reader.file(file.path) if file else None
    measures = site.reader.measures(row.path) if row and lines else None
    if row is None or (measures and lines and not 0 < lines[0] <= lines[1] <= measures.lines):
        return None
    if lines is None or in_book or not site.settings.source_pages:
        return PageTarget(site.docnames.file(row.path))
    return PageTarget(site.docnames.source(row.path), f"L{lines[0]}")

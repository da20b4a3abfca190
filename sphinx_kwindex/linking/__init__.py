"""All facts → where every import, base and use of a name leads; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_kwindex.linking.imports import resolve_imports
from sphinx_kwindex.linking.link import Link
from sphinx_kwindex.linking.mentions import without_guesses
from sphinx_kwindex.linking.references import resolve_bases, resolve_references
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.linking.values import Values
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.kinds import MARKUP_TYPES
from sphinx_kwindex.model.links import FileLinks

__all__ = ["Link", "Linked", "SymbolTable", "link", "link_file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The links of a file, and the paths of all files whose interface they depend on, sorted; its own is one."""

    links: FileLinks
    reach: tuple[str, ...]


def link(files: Sequence[FileFacts]) -> tuple[FileLinks, ...]:
    """Resolve everything in all files, in their order."""
    table = SymbolTable.of(files)
    return tuple(link_file(table, file).links for file in files)


def link_file(table: SymbolTable, file: FileFacts) -> Linked:
    """Resolve everything in one file of the table.

    What comes out depends on the facts of the file, on the interfaces of the files in its reach, and on which of the
    modules exist that these import; not on what else was linked before. What a document mentions can be anywhere, so
    that its links depend on all Python files.
    """
    with table.watched() as reach:
        # Values that depend on one another are found in rounds, so each file starts them afresh.
        values = Values(table)
        if file.type in MARKUP_TYPES:
            return Linked(links=_links_of_document(values, file), reach=tuple(sorted(reach)))
        references, resolved, total = resolve_references(values, file)
        values.forget()
        imports, bases = resolve_imports(table, file.path), resolve_bases(table, file)
    links = FileLinks(
        path=file.path, imports=imports, references=references, bases=bases, resolved=resolved, total=total
    )
    return Linked(links=links, reach=tuple(sorted(reach)))


def _links_of_document(values: Values, file: FileFacts) -> FileLinks:
    """The references of a document; what its examples define for themselves is nobody's."""
    references, _, _ = resolve_references(values, file)
    values.forget()
    others = (one for one in references if one.target is None or one.target.file != file.path)
    found = tuple(without_guesses(others))
    return FileLinks(path=file.path, imports=(), references=found, bases=(), resolved=0, total=0)

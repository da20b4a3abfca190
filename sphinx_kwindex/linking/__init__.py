"""All facts → where every import, base and use of a name leads; pure."""

from collections.abc import Sequence

from sphinx_kwindex.linking.imports import resolve_imports
from sphinx_kwindex.linking.link import Link
from sphinx_kwindex.linking.references import resolve_bases, resolve_references
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.linking.values import Values
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.links import FileLinks

__all__ = ["Link", "SymbolTable", "Values", "link", "link_file"]


def link(files: Sequence[FileFacts]) -> tuple[FileLinks, ...]:
    """Resolve everything in all files, in their order."""
    values = Values(SymbolTable(files))
    return tuple(link_file(values, file) for file in files)


def link_file(values: Values, file: FileFacts) -> FileLinks:
    """Resolve everything in one file; the symbol table need not know the places of the file's uses."""
    references, resolved, total = resolve_references(values, file)
    return FileLinks(
        path=file.path,
        imports=resolve_imports(values.table, file.path),
        references=references,
        bases=resolve_bases(values.table, file),
        resolved=resolved,
        total=total,
    )

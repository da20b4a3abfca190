"""All facts → where every import, base and use of a name leads; pure."""

from collections.abc import Sequence

from sphinx_kwindex.linking.imports import resolve_imports
from sphinx_kwindex.linking.link import Link
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.links import FileLinks

__all__ = ["Link", "SymbolTable", "link", "link_file"]


def link(files: Sequence[FileFacts]) -> tuple[FileLinks, ...]:
    """Resolve everything in all files, in their order."""
    table = SymbolTable(files)
    return tuple(link_file(table, file) for file in files)


def link_file(table: SymbolTable, file: FileFacts) -> FileLinks:
    """Resolve everything in one file; the table need not know the file's uses."""
    return FileLinks(
        path=file.path,
        imports=resolve_imports(table, file.path),
        references=(),
        bases=(),
        resolved=0,
        total=0,
    )

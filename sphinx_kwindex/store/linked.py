"""The links of all files, as far as other stages want them again."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from sphinx_kwindex.model.kinds import Confidence, TargetKind, UseKind
from sphinx_kwindex.model.links import FileLinks, Reference, ResolvedBase, ResolvedImport
from sphinx_kwindex.store.codec import loads
from sphinx_kwindex.store.query import target_of

_IMPORTS = """
    SELECT import.position, import.kind, import.fullname, target.path, import.target_qualname, import.confidence,
        import.hops
    FROM import LEFT JOIN file AS target ON target.id = import.target_file
    WHERE import.file = ? ORDER BY import.position
"""
_BASES = """
    SELECT base.qualname, base.written, base.fullname, target.path, base.target_qualname
    FROM base LEFT JOIN file AS target ON target.id = base.target_file
    WHERE base.file = ? ORDER BY base.position
"""
_REFERENCES = """
    SELECT reference.fullname, target.path, reference.target_qualname, reference.confidence, reference.kind,
        reference.width
    FROM reference LEFT JOIN file AS target ON target.id = reference.target_file
    WHERE reference.file = ? ORDER BY reference.position
"""


def stored_links(connection: sqlite3.Connection) -> Iterator[FileLinks]:
    """The links of all stored files, by path, without the places of the references."""
    rows = connection.execute("SELECT id, path, resolved, total FROM file ORDER BY path").fetchall()
    for file, path, resolved, total in rows:
        yield FileLinks(
            path=path,
            imports=tuple(map(_import, connection.execute(_IMPORTS, (file,)))),
            references=tuple(map(_reference, connection.execute(_REFERENCES, (file,)))),
            bases=tuple(map(_base, connection.execute(_BASES, (file,)))),
            resolved=resolved,
            total=total,
        )


def _import(row: tuple[Any, ...]) -> ResolvedImport:
    index, kind, name, file, qualname, confidence, hops = row
    return ResolvedImport(
        index=index,
        kind=TargetKind(kind),
        name=name,
        target=target_of(file, qualname),
        confidence=confidence and Confidence(confidence),
        hops=loads(tuple[str, ...], hops),
    )


def _base(row: tuple[Any, ...]) -> ResolvedBase:
    qualname, written, name, file, target = row
    return ResolvedBase(qualname=qualname, written=written, name=name, target=target_of(file, target))


def _reference(row: tuple[Any, ...]) -> Reference:
    name, file, qualname, confidence, kind, width = row
    return Reference(
        name=name,
        target=target_of(file, qualname),
        confidence=Confidence(confidence),
        kind=UseKind(kind),
        width=width,
        places=(),
    )

"""Questions about what the index does not know: imports and names that lead nowhere, or to several places."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from sphinx_kwindex.model.facts import Import
from sphinx_kwindex.model.kinds import Kind, UseKind
from sphinx_kwindex.model.rows import Doubt, Entry
from sphinx_kwindex.store.codec import loads
from sphinx_kwindex.store.grains import On
from sphinx_kwindex.store.query import ENTRY, Questions, entry_of

_UNRESOLVED = """
    SELECT import.data, file.path, import.line FROM import JOIN file ON file.id = import.file
    WHERE import.kind = 'unresolved' ORDER BY file.path, import.line, import.position
"""
_AMBIGUOUS = """
    SELECT reference.fullname, file.path, reference.places FROM reference JOIN file ON file.id = reference.file
    WHERE reference.confidence = 'ambiguous' ORDER BY reference.fullname, file.path, reference.position
"""
_READ = "SELECT target_qualname FROM reference WHERE target_qualname != '' AND kind NOT IN (?, ?)"
_IMPORTED = "SELECT DISTINCT target_qualname FROM import WHERE target_qualname != ''"
# Attributes of objects, enum members and type parameters are used in ways that the text does not show.
_JUDGED = (Kind.CLASS, Kind.EXCEPTION, Kind.FUNCTION, Kind.METHOD, Kind.PROPERTY, Kind.DATA, Kind.TYPE_ALIAS)


class DoubtQuestions(Questions):
    """What the store does not know."""

    def unresolved_imports(self) -> tuple[Doubt, ...]:
        """The imports that end nowhere, by name."""
        self._note(On.ANYTHING)
        rows = ((_written(loads(Import, data)), path, line) for data, path, line in self._rows(_UNRESOLVED))
        return _doubts(sorted(rows))

    def ambiguous_names(self) -> tuple[Doubt, ...]:
        """The definitions that names may mean which may mean others too, by full name."""
        self._note(On.ANYTHING)
        rows = self._rows(_AMBIGUOUS)
        return _doubts((name, path, loads(tuple[int, ...], places)[0]) for name, path, places in rows)

    def unreferenced(self) -> tuple[Entry, ...]:
        """The private keywords whose name no reference and no import ends with, by file.

        What is decorated may be used by its decorator, and what has the name of something used may override it.
        """
        self._note(On.ANYTHING)
        # Of these there are very many, and few that differ.
        read = set(self._rows(_READ, UseKind.WRITE.value, UseKind.EXPORT.value))
        used = {qualname.rpartition(".")[2] for (qualname,) in (*read, *self._rows(_IMPORTED))}
        where = f"visibility = 'private' AND kind IN ({', '.join('?' * len(_JUDGED))})"
        order = "ORDER BY file.path, keyword.position"
        query = f"SELECT keyword.name, {ENTRY} FROM keyword JOIN file ON file.id = keyword.file"
        rows = self._rows(f"{query} WHERE keyword.{where} {order}", *(kind.value for kind in _JUDGED))
        # Most names are used: only of the others is it worth while to see all that is known.
        found = (entry_of(row) for name, *row in rows if name not in used)
        return tuple(entry for entry in found if not entry.keyword.decorators)


def _written(imported: Import) -> str:
    if imported.name is None:
        return imported.module
    return f"{imported.module.rstrip('.')}.{imported.name}" if imported.module.strip(".") else f".{imported.name}"


def _doubts(rows: Iterable[tuple[Any, ...]]) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(name=name, places=tuple(dict.fromkeys((path, line) for _, path, line in found)))
        for name, found in groupby(rows, key=itemgetter(0))
    )

"""Questions about imports, bases and usages."""

import sys
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import groupby, repeat
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from sphinx_kwindex.model.facts import Import
from sphinx_kwindex.model.kinds import Confidence, TargetKind, UseKind
from sphinx_kwindex.model.links import Reference, ResolvedBase, ResolvedImport
from sphinx_kwindex.model.rows import ImportEdge, ImportEntry, Importer, Place, Spot, Totals, Usages, UsedName
from sphinx_kwindex.store.codec import loads, plain_loads
from sphinx_kwindex.store.files import FileQuestions
from sphinx_kwindex.store.grains import On
from sphinx_kwindex.store.history import changed_since
from sphinx_kwindex.store.keywords import KeywordQuestions
from sphinx_kwindex.store.lines import Lines
from sphinx_kwindex.store.query import FEW_FILES, KEPT_TEXTS, below, target_of
from sphinx_kwindex.store.rows import file_id
from sphinx_kwindex.store.totals import stored_totals

# Made once: each time one is written it is made, hashed and compared anew.
_NUMBERS, _TEXTS = tuple[int, ...], tuple[str, ...]
_TARGET_KINDS = {kind.value: kind for kind in TargetKind}
_USE_KINDS = {kind.value: kind for kind in UseKind}
_CONFIDENT = {confidence.value: confidence for confidence in Confidence}

_IMPORTS = """
    SELECT import.data, import.position, import.kind, import.fullname, target.path, import.target_qualname,
        import.confidence, import.hops
    FROM import LEFT JOIN file AS target ON target.id = import.target_file
    WHERE import.file = ? {condition} ORDER BY import.position
"""
# A name stands in the JSON of its import; whoever has it otherwise is sorted out later.
_MAY_BIND = "AND (import.name = '*' OR instr(import.data, ?))"
_IMPORTERS = """
    SELECT file.path, import.line, import.name, import.target_qualname
    FROM import JOIN file ON file.id = import.file
    WHERE import.target_file = ? AND import.file != import.target_file
    ORDER BY file.path, import.line, import.position
"""
_BASES = """
    SELECT base.qualname, base.written, base.fullname, target.path, base.target_qualname
    FROM base LEFT JOIN file AS target ON target.id = base.target_file
    WHERE base.file = ? ORDER BY base.position
"""
_REFERENCES = """
    SELECT reference.fullname, target.path, reference.target_qualname, reference.confidence, reference.kind,
        reference.width, reference.places
    FROM reference LEFT JOIN file AS target ON target.id = reference.target_file
    WHERE reference.file = ? ORDER BY reference.position
"""
_USED_NAMES = """
    SELECT fullname, target_file, target_qualname, confidence, width, places
    FROM reference WHERE file = ? ORDER BY position
"""
_USAGES = """
    SELECT reference.target_qualname, file.path, file.is_test, reference.kind, reference.confidence, reference.places
    FROM reference JOIN file ON file.id = reference.file
    WHERE reference.target_file = ? {condition}
    ORDER BY reference.target_qualname, file.is_test, file.type NOT IN ('python', 'stub'), file.path,
        reference.position
"""
_EDGES = """
    SELECT file.path, target.path, count(*)
    FROM import JOIN file ON file.id = import.file JOIN file AS target ON target.id = import.target_file
    WHERE {source} AND {target} GROUP BY file.id, target.id
"""


class ReferenceQuestions(KeywordQuestions, FileQuestions):
    """What the store knows of imports, bases and usages."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._lines = lru_cache(KEPT_TEXTS)(self._read_lines)
        self._imports_in = lru_cache(FEW_FILES)(self._read_imports)
        self._importers_of = lru_cache(FEW_FILES)(self._read_importers)
        # Of some files two pages that follow each other list the usages.
        self._latest_usages = lru_cache(1)(self._read_usages)
        self._counts_in = lru_cache(FEW_FILES)(self._read_counts)

    def imports(self, path: str, *, bound: str | None = None) -> tuple[ImportEntry, ...]:
        """The imports of a file in source order, and where each ends; of those that bind ``bound``, and of stars."""
        self._note(On.IMPORTS, file_id(path))
        found = self._imports_in(file_id(path)) if bound is None else self._binding(file_id(path), bound)
        for target in (entry.resolved.target for entry in found):
            if target is not None:
                self._note(On.SPOT, file_id(target.file), target.qualname)
        return found

    def _binding(self, file: int, bound: str) -> tuple[ImportEntry, ...]:
        entries = map(self._import_entry, self._rows(_IMPORTS.format(condition=_MAY_BIND), file, f'"{bound}"'))
        return tuple(entry for entry in entries if entry.imported.bound in {bound, ""})

    def _read_imports(self, file: int) -> tuple[ImportEntry, ...]:
        return tuple(map(self._import_entry, self._rows(_IMPORTS.format(condition=""), file)))

    def _import_entry(self, row: tuple[Any, ...]) -> ImportEntry:
        data, position, kind, name, file, qualname, confidence, hops = row
        target = target_of(file, qualname)
        spots = () if target is None else self._spots_in(file_id(target.file)).get(target.qualname, ())
        return ImportEntry(
            imported=loads(Import, data),
            resolved=ResolvedImport(
                index=position,
                kind=_TARGET_KINDS[kind],
                name=name,
                target=target,
                confidence=_CONFIDENT[confidence] if confidence else None,
                hops=loads(_TEXTS, hops),
            ),
            target=spots[0] if spots else None,
        )

    def importers(self, path: str) -> tuple[Importer, ...]:
        """The imports of other files that end in this file, by file and line; the names are qualnames of this file."""
        self._note(On.IMPORTERS, file_id(path))
        return self._importers_of(file_id(path))

    def bases(self, path: str) -> tuple[ResolvedBase, ...]:
        """The bases of the classes of a file, class by class."""
        self._note(On.BASES, file_id(path))
        return tuple(
            ResolvedBase(qualname=qualname, written=written, name=name, target=target_of(file, target))
            for qualname, written, name, file, target in self._rows(_BASES, file_id(path))
        )

    def references(self, path: str) -> tuple[Reference, ...]:
        """The names in use in a file and where they lead."""
        self._note(On.REFERENCES, file_id(path))
        return tuple(
            Reference(
                name=name,
                target=target_of(file, qualname),
                confidence=_CONFIDENT[confidence],
                kind=_USE_KINDS[kind],
                width=width,
                places=loads(_NUMBERS, places),
            )
            for name, file, qualname, confidence, kind, width, places in self._rows(_REFERENCES, file_id(path))
        )

    def used_names(self, path: str) -> tuple[UsedName, ...]:
        """The names in use in a file and the keywords they lead to; the places as JSON, which is passed on as it is."""
        self._note(On.REFERENCES, file_id(path))
        return tuple(map(self._used_name, self._rows(_USED_NAMES, file_id(path))))

    def _used_name(self, row: tuple[Any, ...]) -> UsedName:
        name, file, qualname, confidence, width, places = row
        spots: tuple[Spot, ...] = ()
        if file is not None:
            self._note(On.SPOT, file, qualname)
            spots = self._spots_in(file).get(qualname, ())
        return UsedName(name, spots, _CONFIDENT[confidence], width, places)

    def usages(self, path: str, qualname: str, *, limit: int = sys.maxsize) -> tuple[Usages, ...]:
        """Where a keyword is used, the first so many places: in code, in documents, in tests, each by file."""
        self._note(On.USED, file_id(path), qualname)
        query = _USAGES.format(condition="AND reference.target_qualname = ?")
        return tuple(self._usages(self._rows(query, file_id(path), qualname), limit))

    def all_usages(
        self, path: str, qualnames: Collection[str], *, limit: int = sys.maxsize
    ) -> dict[str, tuple[Usages, ...]]:
        """Where each of several keywords of a file is used, by qualname; each list is what ``usages`` gives."""
        wanted = frozenset(qualnames)
        for qualname in wanted:
            self._note(On.USED, file_id(path), qualname)
        rows = self._latest_usages(file_id(path))
        return {
            qualname: tuple(self._usages(found, limit))
            for qualname, found in groupby(rows, key=itemgetter(0))
            if qualname in wanted
        }

    def usage_counts(self, path: str) -> tuple[tuple[str, int], ...]:
        """How often each keyword of a file is used, by qualname; those never used are left out."""
        self._note(On.COUNTS, file_id(path))
        return self._counts_in(file_id(path))

    def import_edges(self, folder: str) -> tuple[ImportEdge, ...]:
        """How many imports lead from one child of a folder to another, what is below a subfolder counted as it."""
        self._note(On.EDGES, folder)
        (source, values), (target, others) = below(folder), below(folder, "target.path")
        counts: dict[tuple[str, str], int] = {}
        for start, end, count in self._rows(_EDGES.format(source=source, target=target), *values, *others):
            edge = _child(folder, start), _child(folder, end)
            if edge[0] != edge[1]:
                counts[edge] = counts.get(edge, 0) + count
        return tuple(
            ImportEdge(source=start, target=end, count=count) for (start, end), count in sorted(counts.items())
        )

    def totals(self) -> Totals:
        """The numbers of the whole index."""
        self._note(On.ANYTHING)
        return stored_totals(self._connection)

    def digest(self) -> str:
        """A digest that changes when anything in the store does."""
        self._note(On.ANYTHING)
        row = self._row("SELECT value FROM meta WHERE key = 'digest'")
        return "" if row is None else str(row[0])

    def changed_since(self, digest: str) -> frozenset[int] | None:
        """The grains that are not as when the store had this digest; ``None`` where that cannot be told."""
        self._note(On.ANYTHING)
        return changed_since(self._connection, digest)

    def _usages(self, rows: Iterable[tuple[Any, ...]], limit: int) -> Iterator[Usages]:
        left = limit
        for (file, is_test), found in groupby(rows, key=itemgetter(1, 2)):
            places = sorted([place for *_, kind, sure, stored in found for place in _places(stored, kind, sure)])[:left]
            yield Usages(file, bool(is_test), places, self._lines(file).texts([line for line, *_ in places]))
            left -= len(places)
            if not left:
                return

    def _read_importers(self, file: int) -> tuple[Importer, ...]:
        found: dict[tuple[str, int], list[str]] = {}
        for path, line, name, qualname in self._rows(_IMPORTERS, file):
            names = found.setdefault((path, line), [])
            names += ["*"] if name == "*" else [qualname] if qualname else []
        return tuple(Importer(file=path, line=line, names=tuple(names)) for (path, line), names in found.items())

    def _read_usages(self, file: int) -> tuple[tuple[Any, ...], ...]:
        return tuple(self._rows(_USAGES.format(condition=""), file))

    def _read_lines(self, path: str) -> Lines:
        return Lines(self._read_text(path))

    def _read_counts(self, file: int) -> tuple[tuple[str, int], ...]:
        query = (
            "SELECT target_qualname, sum(uses) FROM reference WHERE target_file = ?"
            " GROUP BY target_qualname ORDER BY target_qualname"
        )
        return tuple((qualname, count) for qualname, count in self._rows(query, file))


def _places(stored: str, kind: str, confidence: str) -> Iterator[Place]:
    numbers = iter(plain_loads(stored))
    return zip(numbers, numbers, repeat(kind), repeat(confidence))


def _child(folder: str, path: str) -> str:
    """The file or folder right in ``folder`` on the way to ``path``."""
    start = len(folder) + 1 if folder else 0
    end = path.find("/", start)
    return path if end < 0 else path[:end]

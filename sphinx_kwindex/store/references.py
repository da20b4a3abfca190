"""Questions about imports, bases and usages."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from sphinx_kwindex.model.facts import Import
from sphinx_kwindex.model.kinds import Confidence, TargetKind, UseKind
from sphinx_kwindex.model.links import Reference, ResolvedBase, ResolvedImport
from sphinx_kwindex.model.rows import ImportEdge, ImportEntry, Importer, Spot, Totals, Usage
from sphinx_kwindex.store.codec import loads
from sphinx_kwindex.store.files import FileQuestions
from sphinx_kwindex.store.grains import On
from sphinx_kwindex.store.history import changed_since
from sphinx_kwindex.store.keywords import KeywordQuestions
from sphinx_kwindex.store.lines import Lines
from sphinx_kwindex.store.query import below, target_of
from sphinx_kwindex.store.rows import file_id

_KEPT_LINES = 256

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
_USAGES = """
    SELECT file.path, file.is_test, reference.kind, reference.confidence, reference.places
    FROM reference JOIN file ON file.id = reference.file
    WHERE reference.target_file = ? AND reference.target_qualname = ?
    ORDER BY file.is_test, file.type NOT IN ('python', 'stub'), file.path, reference.position
"""
_CONFIDENCES = """
    SELECT reference.confidence, sum(reference.uses) FROM reference JOIN file ON file.id = reference.file
    WHERE file.type IN ('python', 'stub') GROUP BY reference.confidence ORDER BY reference.confidence
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
        self._kept_lines: dict[str, Lines] = {}

    def imports(self, path: str, *, bound: str | None = None) -> tuple[ImportEntry, ...]:
        """The imports of a file in source order, and where each ends; of those that bind ``bound``, and of stars."""
        self._note(On.IMPORTS, file_id(path))
        condition, values = ("", ()) if bound is None else (_MAY_BIND, (f'"{bound}"',))
        rows = self._rows(_IMPORTS.format(condition=condition), file_id(path), *values)
        entries = map(self._import_entry, rows)
        return tuple(entry for entry in entries if bound is None or entry.imported.bound in {bound, ""})

    def _import_entry(self, row: tuple[Any, ...]) -> ImportEntry:
        data, position, kind, name, file, qualname, confidence, hops = row
        return ImportEntry(
            imported=loads(Import, data),
            resolved=ResolvedImport(
                index=position,
                kind=TargetKind(kind),
                name=name,
                target=target_of(file, qualname),
                confidence=Confidence(confidence) if confidence else None,
                hops=loads(tuple[str, ...], hops),
            ),
            target=self._first_spot(file, qualname),
        )

    def importers(self, path: str) -> tuple[Importer, ...]:
        """The imports of other files that end in this file, by file and line; the names are qualnames of this file."""
        self._note(On.IMPORTERS, file_id(path))
        found: dict[tuple[str, int], list[str]] = {}
        for file, line, name, qualname in self._rows(_IMPORTERS, file_id(path)):
            names = found.setdefault((file, line), [])
            names += ["*"] if name == "*" else [qualname] if qualname else []
        return tuple(Importer(file=file, line=line, names=tuple(names)) for (file, line), names in found.items())

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
                confidence=Confidence(confidence),
                kind=UseKind(kind),
                width=width,
                places=loads(tuple[int, ...], places),
            )
            for name, file, qualname, confidence, kind, width, places in self._rows(_REFERENCES, file_id(path))
        )

    def usages(self, path: str, qualname: str, *, limit: int | None = None, offset: int = 0) -> tuple[Usage, ...]:
        """Where a keyword is used: in code, in documents, in tests, each by file, line and column."""
        self._note(On.USED, file_id(path), qualname)
        last = None if limit is None else offset + limit
        return tuple(islice(self._usages(path, qualname), offset, last))

    def usage_counts(self, path: str) -> tuple[tuple[str, int], ...]:
        """How often each keyword of a file is used, by qualname; those never used are left out."""
        self._note(On.COUNTS, file_id(path))
        query = (
            "SELECT target_qualname, sum(uses) FROM reference WHERE target_file = ?"
            " GROUP BY target_qualname ORDER BY target_qualname"
        )
        return tuple((qualname, count) for qualname, count in self._rows(query, file_id(path)))

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
        counts = [self._count(f"SELECT count(*) FROM {table}") for table in ("file", "keyword", "import")]
        confidences = tuple((confidence, count) for confidence, count in self._rows(_CONFIDENCES))
        return Totals(
            files=counts[0],
            keywords=counts[1],
            imports=counts[2],
            references=sum(count for _, count in confidences),
            names=self._count("SELECT coalesce(sum(total), 0) FROM file"),
            resolved=self._count("SELECT coalesce(sum(resolved), 0) FROM file"),
            confidences=confidences,
        )

    def digest(self) -> str:
        """A digest that changes when anything in the store does."""
        self._note(On.ANYTHING)
        row = self._row("SELECT value FROM meta WHERE key = 'digest'")
        return "" if row is None else str(row[0])

    def changed_since(self, digest: str) -> frozenset[int] | None:
        """The grains that are not as when the store had this digest; ``None`` where that cannot be told."""
        self._note(On.ANYTHING)
        return changed_since(self._connection, digest)

    def _usages(self, path: str, qualname: str) -> Iterator[Usage]:
        rows = self._rows(_USAGES, file_id(path), qualname)
        for file, found in groupby(rows, key=itemgetter(0)):
            yield from self._usages_in(file, found)

    def _usages_in(self, file: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[Usage]:
        lines = self._lines(file)
        places = sorted(
            (line, column, kind, confidence, is_test)
            for _, is_test, kind, confidence, stored in rows
            for line, column in _pairs(stored)
        )
        for line, column, kind, confidence, is_test in places:
            yield Usage(
                file=file,
                line=line,
                column=column,
                kind=UseKind(kind),
                confidence=Confidence(confidence),
                within=lines.within(line),
                text=lines.text(line),
                is_test=bool(is_test),
            )

    def _lines(self, path: str) -> Lines:
        """The lines of a file; the files that use one keyword use the next one too, so some are kept."""
        if path not in self._kept_lines:
            if len(self._kept_lines) >= _KEPT_LINES:
                del self._kept_lines[next(iter(self._kept_lines))]
            query = "SELECT line, end_line, qualname FROM keyword WHERE file = ? AND qualname != '' ORDER BY position"
            self._kept_lines[path] = Lines(self.text(path), tuple(self._rows(query, file_id(path))))
        return self._kept_lines[path]

    def _first_spot(self, path: str | None, qualname: str | None) -> Spot | None:
        spots = () if path is None or qualname is None else self.spots(path, qualname)
        return spots[0] if spots else None

    def _count(self, query: str) -> int:
        row = self._row(query)
        return 0 if row is None else int(row[0])


def _pairs(stored: str) -> Iterator[tuple[int, int]]:
    numbers = loads(tuple[int, ...], stored)
    return zip(numbers[::2], numbers[1::2], strict=True)


def _child(folder: str, path: str) -> str:
    """The file or folder right in ``folder`` on the way to ``path``."""
    start = len(folder) + 1 if folder else 0
    end = path.find("/", start)
    return path if end < 0 else path[:end]

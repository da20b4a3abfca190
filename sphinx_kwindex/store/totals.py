"""The numbers of the whole index: counted when it is written, since every build says them."""

from sqlite3 import Connection

from sphinx_kwindex.model.rows import Totals
from sphinx_kwindex.store.codec import dumps, loads

KEY = "totals"
"""Where they stand in the table ``meta``."""

_CONFIDENCES = """
    SELECT reference.confidence, sum(reference.uses) FROM reference JOIN file ON file.id = reference.file
    WHERE file.type IN ('python', 'stub') GROUP BY reference.confidence ORDER BY reference.confidence
"""


def put_totals(connection: Connection) -> None:
    """Count everything and keep the numbers."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (KEY, dumps(Totals, _counted(connection))))


def stored_totals(connection: Connection) -> Totals:
    """Return the numbers."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    totals: Totals = loads(Totals, row[0]) if row else _counted(connection)
    return totals


def _counted(connection: Connection) -> Totals:
    files, keywords, imports = (_number(connection, f"SELECT count(*) FROM {table}") for table in _COUNTED)
    confidences = tuple(connection.execute(_CONFIDENCES))
    return Totals(
        files=files,
        keywords=keywords,
        imports=imports,
        references=sum(count for _, count in confidences),
        names=_number(connection, "SELECT coalesce(sum(total), 0) FROM file"),
        resolved=_number(connection, "SELECT coalesce(sum(resolved), 0) FROM file"),
        confidences=confidences,
    )


_COUNTED = ("file", "keyword", "import")


def _number(connection: Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])

"""Questions about keywords."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from functools import lru_cache
from sqlite3 import Connection

from sphinx_kwindex.model.kinds import CLASS_KINDS, Kind, Visibility
from sphinx_kwindex.model.rows import Entry, Name, Spot, Used
from sphinx_kwindex.store.gathered import Gathered, gather
from sphinx_kwindex.store.grains import On
from sphinx_kwindex.store.heirs import HeirQuestions
from sphinx_kwindex.store.query import (
    ENTRIES,
    ENTRY,
    FEW_FILES,
    KEPT_FILES,
    KEPT_FOLDERS,
    NAME,
    SPOT,
    SPOTS,
    below,
    entry_of,
)
from sphinx_kwindex.store.rows import file_id

MOST_GATHERED = 200_000
"""So many keywords of a project are gathered at once, in some 600 bytes each."""
_MAIN_KINDS = CLASS_KINDS | {Kind.FUNCTION}
_IS_LOCAL = "instr(keyword.fullname, '.<locals>.')"
_OF_FILE = "WHERE keyword.file = ? ORDER BY keyword.position"
# With the index named, here and below: else all keywords of a file are looked through for each of them.
_OF_QUALNAME = f"""
    SELECT {ENTRY} FROM keyword INDEXED BY keyword_qualname JOIN file ON file.id = keyword.file
    WHERE keyword.file = ? AND keyword.qualname = ? ORDER BY keyword.position
"""
_EVERYWHERE = f"""
    SELECT {SPOT} FROM file CROSS JOIN keyword ON keyword.file = file.id ORDER BY file.id, keyword.position
"""
_MOST_USED = """
    WITH inside (id) AS (
        SELECT id FROM file WHERE {inside}
    ), used (file, qualname, user) AS (
        SELECT target_file, target_qualname, file FROM reference
        WHERE target_file IN inside AND target_qualname != '' AND {outside}
        UNION SELECT target_file, target_qualname, file FROM import
        WHERE target_file IN inside AND target_qualname != '' AND name IS NOT '*' AND {outside}
    ), counted (file, qualname, files) AS (
        SELECT file, qualname, count(*) FROM used GROUP BY file, qualname
    )
    SELECT {entry}, counted.files FROM counted
    JOIN file ON file.id = counted.file
    JOIN keyword INDEXED BY keyword_qualname
        ON keyword.file = counted.file AND keyword.qualname = counted.qualname
    GROUP BY keyword.file, keyword.qualname
    ORDER BY counted.files DESC, keyword.fullname, file.path
    LIMIT ?
"""


class KeywordQuestions(HeirQuestions):
    """What the store knows of keywords."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._entries_in = lru_cache(FEW_FILES)(self._read_entries)
        self._spots_in = lru_cache(KEPT_FILES)(self._read_spots)
        self._letters = lru_cache(KEPT_FOLDERS)(self._read_letters)
        self._latest = lru_cache(1)(self._read_index)
        self._gathered: Gathered | None = None

    @contextmanager
    def gathering(self, *, visibility: Collection[Visibility], kinds: Collection[Kind]) -> Iterator[None]:
        """Read all keywords at once, as long as pages about all of them are made, and indexes of this choice."""
        count = self._row("SELECT count(*) FROM keyword")
        if count is not None and count[0] <= MOST_GATHERED:
            self._gathered = gather(self._spots(_EVERYWHERE), visibility, kinds)
        try:
            yield
        finally:
            self._gathered = None

    def keywords(self, path: str) -> tuple[Entry, ...]:
        """The keywords of a file in source order."""
        self._note(On.KEYWORDS, file_id(path))
        return self._entries_in(file_id(path))

    def main_spots(self, path: str) -> tuple[Spot, ...]:
        """The public classes and functions that a file defines at its top, in source order."""
        self._note(On.KEYWORDS, file_id(path))
        return tuple(spot for spot in self._source_order(file_id(path)) if _is_main(spot))

    def keywords_named(self, fullname: str) -> tuple[Spot, ...]:
        """The keywords of this full name, by file."""
        order = "file.type = 'stub', file.path, keyword.position"
        self._note(On.NAMED, fullname)
        return self._spots(f"{SPOTS} WHERE keyword.fullname = ? ORDER BY {order}", fullname)

    def entry(self, path: str, qualname: str) -> tuple[Entry, ...]:
        """The keywords of this qualname in a file: several where it is defined several times."""
        self._note(On.KEYWORD, file_id(path), qualname)
        return self._entries(_OF_QUALNAME, file_id(path), qualname)

    def spots(self, path: str, qualname: str) -> tuple[Spot, ...]:
        """The keywords that ``entry`` gives, as far as links to them show them."""
        self._note(On.SPOT, file_id(path), qualname)
        return self._spots_in(file_id(path)).get(qualname, ())

    def subtree_keywords(
        self,
        folder: str,
        *,
        begin: Sequence[str] = ("",),
        before: str = "",
        visibility: Collection[Visibility] | None = None,
        kinds: Collection[Kind] | None = None,
    ) -> tuple[Spot, ...]:
        """The keywords below a folder by casefolded name, full name and file.

        ``begin`` is all that names begin with from the first to the last of it, ``before`` what they come before;
        both are compared with the casefolded name. ``visibility`` and ``kinds`` leave out all others.
        """
        for start in begin:
            self._note(On.BELOW, folder, start)
        ends = begin[0], before or _after(begin[-1])
        gathered = self._gathered_for(visibility, kinds)
        if gathered is not None:
            return tuple(gathered.cut(folder, *ends))
        start = self._shortest(folder)
        return self._latest(_keywords_below(start), *_in_subtree(start, visibility, kinds, *ends))

    def names(
        self, *, visibility: Collection[Visibility], kinds: Collection[Kind], local: bool = False, prefix: str = ""
    ) -> Iterator[Name]:
        """The names of the whole index, quickest in no order; those inside functions only if ``local``.

        ``prefix`` is what the casefolded names begin with.
        """
        self._note(On.BELOW, "", prefix)
        where, values = _in_subtree("", visibility, kinds, prefix, _after(prefix))
        wanted = where if local else f"{where} AND NOT {_IS_LOCAL}"
        query = f"SELECT {NAME} FROM keyword JOIN file ON file.id = keyword.file WHERE {wanted}"
        return map(Name._make, self._rows(query, *values))

    def subtree_letters(
        self,
        folder: str,
        *,
        length: int = 1,
        begin: str = "",
        visibility: Collection[Visibility] | None = None,
        kinds: Collection[Kind] | None = None,
    ) -> tuple[tuple[str, int], ...]:
        """The first ``length`` letters of the casefolded names below a folder, and how many names begin so.

        ``begin`` is what the names begin with that are counted.
        """
        self._note(On.BELOW, folder, begin)
        gathered = self._gathered_for(visibility, kinds)
        if gathered is not None:
            return gathered.letters(folder, begin, _after(begin), length)
        start = self._shortest(folder)
        condition = _in_subtree(start, visibility, kinds, begin, _after(begin))
        return self._letters(_keywords_below(start) if start else "keyword", *condition, length)

    def most_used(self, folder: str, limit: int) -> tuple[Used, ...]:
        """The keywords below a folder that most files outside use or import; for the top, outside their own file."""
        self._note(On.MOST_USED, folder)
        if folder and not self._shortest(folder):
            return ()
        inside, values = below(folder)
        outside = "file NOT IN inside" if folder else "file != target_file"
        rows = self._rows(_MOST_USED.format(entry=ENTRY, inside=inside, outside=outside), *values, limit)
        found = tuple(Used(entry=entry_of(row), files=files) for *row, files in rows)
        for used in found:
            self._note(On.KEYWORD, file_id(used.entry.file), used.entry.qualname)
        return found

    def nearest(self, text: str, limit: int) -> tuple[str, ...]:
        """The paths, folders, modules and full names that ``text`` may have been meant for, likeliest first."""
        self._note(On.ANYTHING)
        name = text.rstrip("/").rpartition("/")[2].rpartition(".")[2].casefold()
        named = "SELECT fullname FROM keyword WHERE folded = ? ORDER BY fullname LIMIT 50"
        known = [
            *(value for (value,) in self._rows("SELECT path FROM file UNION SELECT path || '/' FROM folder")),
            *(value for (value,) in self._rows("SELECT DISTINCT module FROM file WHERE module IS NOT NULL")),
            *(value for (value,) in self._rows(named, name)),
        ]
        close = get_close_matches(text, sorted(set(known) - {"/"}), limit, cutoff=0.5)
        spelt = [value for (value,) in self._rows(named, name)]
        return tuple(dict.fromkeys((*close, *spelt)))[:limit]

    def _gathered_for(self, *choice: Collection[Visibility | Kind] | None) -> Gathered | None:
        return self._gathered if self._gathered is not None and self._gathered.choice == choice else None

    def _source_order(self, file: int) -> Sequence[Spot]:
        if self._gathered is not None:
            return self._gathered.files.get(file, ())
        return self._spots(f"{SPOTS} {_OF_FILE}", file)

    def _read_index(self, keywords: str, where: str, values: tuple[str, ...]) -> tuple[Spot, ...]:
        order = "ORDER BY keyword.folded, keyword.fullname, file.path, keyword.position"
        return self._spots(f"SELECT {SPOT} FROM {keywords} WHERE {where} {order}", *values)

    def _read_letters(
        self, keywords: str, where: str, values: tuple[str, ...], length: int
    ) -> tuple[tuple[str, int], ...]:
        start = "substr(keyword.folded, 1, ?)"
        query = f"SELECT {start} AS start, count(*) FROM {keywords} WHERE {where} GROUP BY start ORDER BY start"
        return tuple(self._rows(query, length, *values))

    def _shortest(self, folder: str) -> str:
        """The top where a folder has all there is: of that, rows are found sooner."""
        condition, values = below(folder)
        others = self._row(f"SELECT 1 FROM file WHERE NOT ({condition}) LIMIT 1", *values)
        return "" if others is None else folder

    def _read_entries(self, file: int) -> tuple[Entry, ...]:
        return self._entries(f"{ENTRIES} {_OF_FILE}", file)

    def _read_spots(self, file: int) -> dict[str, tuple[Spot, ...]]:
        found: dict[str, tuple[Spot, ...]] = {}
        for spot in self._source_order(file):
            found[spot.qualname] = (*found.get(spot.qualname, ()), spot)
        return found


def _is_main(spot: Spot) -> bool:
    return spot.qualname == spot.name and spot.visibility is Visibility.PUBLIC and spot.kind in _MAIN_KINDS


def _keywords_below(folder: str) -> str:
    """The tables in the order they are read: all that begins alike in the project is more than a folder has."""
    return f"file {'CROSS JOIN' if folder else 'JOIN'} keyword ON keyword.file = file.id"


def _in_subtree(
    folder: str,
    visibility: Collection[Visibility] | None,
    kinds: Collection[Kind] | None,
    first: str = "",
    end: str = "",
) -> tuple[str, tuple[str, ...]]:
    condition, values = below(folder)
    conditions = [condition]
    for column, wanted in (("visibility", visibility), ("kind", kinds)):
        if wanted is not None:
            conditions.append(f"keyword.{column} IN ({', '.join('?' * len(wanted))})")
            values = (*values, *sorted(word.value for word in wanted))
    for comparison, name in ((">=", first), ("<", end)):
        if name:
            conditions.append(f"keyword.folded {comparison} ?")
            values = (*values, name)
    return " AND ".join(conditions), values


def _after(prefix: str) -> str:
    """What comes after all that begins so, nothing for an empty beginning."""
    return prefix and prefix + "\U0010ffff"

"""Questions about keywords."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from sqlite3 import Connection
from typing import Any

from sphinx_kwindex.model.kinds import CLASS_KINDS, Kind, Visibility
from sphinx_kwindex.model.rows import Entry, Name, Spot, Used
from sphinx_kwindex.store.grains import Grain, On
from sphinx_kwindex.store.query import (
    ENTRIES,
    ENTRY,
    FEW_FILES,
    KEPT_FILES,
    KEPT_FOLDERS,
    NAME,
    SPOT,
    SPOTS,
    Questions,
    below,
    entry_of,
    spot_of,
)
from sphinx_kwindex.store.rows import file_id

_ALL_HEIRS = """
    WITH RECURSIVE heir (file, qualname) AS (
        SELECT file, qualname FROM base WHERE target_file = ? AND target_qualname = ?
        UNION SELECT base.file, base.qualname FROM base JOIN heir
        ON base.target_file = heir.file AND base.target_qualname = heir.qualname
    )
"""
# What begins with the name of a class and a dot: "/" is the character after the dot.
_MEMBERS_OF_HEIRS = f"""
    {_ALL_HEIRS}
    SELECT {SPOT}, substr(keyword.qualname, length(heir.qualname) + 2) FROM heir
    JOIN keyword ON keyword.file = heir.file
        AND keyword.qualname > heir.qualname || '.' AND keyword.qualname < heir.qualname || '/'
    JOIN file ON file.id = keyword.file
    ORDER BY file.path, keyword.position
"""
_IS_LOCAL = "instr(keyword.fullname, '.<locals>.')"
_OF_FILE = "WHERE keyword.file = ? ORDER BY keyword.position"
# With the index named, here and below: else all keywords of a file are looked through for each of them.
_OF_QUALNAME = f"""
    SELECT {ENTRY} FROM keyword INDEXED BY keyword_qualname JOIN file ON file.id = keyword.file
    WHERE keyword.file = ? AND keyword.qualname = ? ORDER BY keyword.position
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heirs:
    """The classes below a class by file and qualname, the columns ``SPOT`` of their members by name, and grains."""

    classes: tuple[tuple[int, str], ...]
    grains: frozenset[Grain]
    members: Mapping[str, Sequence[tuple[Any, ...]]]


class KeywordQuestions(Questions):
    """What the store knows of keywords."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._entries_in = lru_cache(FEW_FILES)(self._read_entries)
        self._spots_in = lru_cache(KEPT_FILES)(self._read_spots)
        self._letters = lru_cache(KEPT_FOLDERS)(self._read_letters)
        self._latest = lru_cache(1)(self._read_index)
        self._heirs_of = lru_cache(FEW_FILES)(self._read_heirs)

    def keywords(self, path: str) -> tuple[Entry, ...]:
        """The keywords of a file in source order."""
        self._note(On.KEYWORDS, file_id(path))
        return self._entries_in(file_id(path))

    def main_spots(self, path: str) -> tuple[Spot, ...]:
        """The public classes and functions that a file defines at its top, in source order."""
        self._note(On.KEYWORDS, file_id(path))
        kinds = ", ".join(f"'{kind}'" for kind in sorted(CLASS_KINDS | {Kind.FUNCTION}))
        chosen = f"keyword.qualname = keyword.name AND visibility = 'public' AND kind IN ({kinds})"
        return self._spots(f"{SPOTS} WHERE keyword.file = ? AND {chosen} ORDER BY keyword.position", file_id(path))

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
        start = self._shortest(folder)
        condition = _in_subtree(start, visibility, kinds, begin[0], before or _after(begin[-1]))
        return self._latest(_keywords_below(start), *condition)

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
        start = self._shortest(folder)
        condition = _in_subtree(start, visibility, kinds, begin, _after(begin))
        return self._letters(_keywords_below(start) if start else "keyword", *condition, length)

    def subclasses(self, path: str, qualname: str) -> tuple[Spot, ...]:
        """The classes of which this one is a direct base, by file."""
        query = (
            f"SELECT DISTINCT {SPOT} FROM base"
            " JOIN keyword INDEXED BY keyword_qualname"
            " ON keyword.file = base.file AND keyword.qualname = base.qualname"
            " JOIN file ON file.id = keyword.file WHERE base.target_file = ? AND base.target_qualname = ?"
            " ORDER BY file.path, keyword.position"
        )
        self._note(On.HEIRS, file_id(path), qualname)
        found = self._spots(query, file_id(path), qualname)
        for spot in found:
            self._note(On.SPOT, file_id(spot.file), spot.qualname)
        return found

    def classes_with_heirs(self, path: str) -> frozenset[str]:
        """The qualnames of the classes of a file of which some class is a direct subclass."""
        self._note(On.HEIRS, file_id(path))
        query = "SELECT DISTINCT target_qualname FROM base WHERE target_file = ?"
        return frozenset(qualname for (qualname,) in self._rows(query, file_id(path)))

    def overrides(self, path: str, qualname: str) -> tuple[Spot, ...]:
        """The members of the same name of classes below the class of this member, by file."""
        owner, _, name = qualname.rpartition(".")
        self._note(On.HEIRS, file_id(path), owner)
        if not owner:
            return ()
        heirs = self._heirs_of(file_id(path), owner)
        if self._noted is not None:
            self._noted.update(heirs.grains)
            # Also where it is not there.
            self._noted.update([(On.SPOT, heir, f"{heir_name}.{name}") for heir, heir_name in heirs.classes])
        return tuple(map(spot_of, heirs.members.get(name, ())))

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

    def _read_heirs(self, file: int, qualname: str) -> "_Heirs":
        members: dict[str, list[tuple[Any, ...]]] = {}
        for *row, member in self._rows(_MEMBERS_OF_HEIRS, file, qualname):
            members.setdefault(member, []).append(tuple(row))
        classes = tuple(self._rows(f"{_ALL_HEIRS} SELECT file, qualname FROM heir", file, qualname))
        return _Heirs(classes=classes, grains=frozenset((On.HEIRS, *heir) for heir in classes), members=members)

    def _read_spots(self, file: int) -> dict[str, tuple[Spot, ...]]:
        found: dict[str, tuple[Spot, ...]] = {}
        for spot in self._spots(f"{SPOTS} {_OF_FILE}", file):
            found[spot.qualname] = (*found.get(spot.qualname, ()), spot)
        return found


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

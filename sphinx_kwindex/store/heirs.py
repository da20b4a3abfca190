"""Questions about what inherits from a class, and what overrides its members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sqlite3 import Connection
from typing import Any

from sphinx_kwindex.model.rows import Spot
from sphinx_kwindex.store.grains import On, lengthened, short_grain
from sphinx_kwindex.store.query import SPOT, Questions, spot_of
from sphinx_kwindex.store.rows import file_id

_KEPT_CLASSES = 64
"""Of so many classes a reader keeps their heirs: two pages of a file ask, and first for the whole file."""

# With the index named: else all keywords of each file are looked through.
_SUBCLASSES = f"""
    SELECT DISTINCT {SPOT} FROM base
    JOIN keyword INDEXED BY keyword_qualname ON keyword.file = base.file AND keyword.qualname = base.qualname
    JOIN file ON file.id = keyword.file WHERE base.target_file = ? AND base.target_qualname = ?
    ORDER BY file.path, keyword.position
"""
_ALL_HEIRS = """
    WITH RECURSIVE heir (file, qualname) AS (
        SELECT file, qualname FROM base WHERE target_file = ? AND target_qualname = ?
        UNION SELECT base.file, base.qualname FROM base JOIN heir
        ON base.target_file = heir.file AND base.target_qualname = heir.qualname
    )
"""
# What begins with the name of a class and a dot: "/" is the character after the dot. Of what heirs have, only what the
# class has too is read: of a class that many inherit from that is little.
_OVERRIDES = f"""
    {_ALL_HEIRS}
    SELECT {SPOT}, substr(keyword.qualname, length(heir.qualname) + 2) AS member FROM heir
    JOIN keyword ON keyword.file = heir.file
        AND keyword.qualname > heir.qualname || '.' AND keyword.qualname < heir.qualname || '/'
    JOIN file ON file.id = keyword.file
    WHERE member IN (
        SELECT substr(qualname, ?) FROM keyword WHERE file = ? AND qualname > ? AND qualname < ?
    )
    ORDER BY file.path, keyword.position
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heirs:
    """The columns ``SPOT`` of what overrides the members of a class, by their names.

    Of all classes below it, ``grains`` are those of which classes are right below these, and ``members`` those of
    their members but for the names; all are short.
    """

    grains: Sequence[int]
    members: Sequence[int]
    overrides: Mapping[str, Sequence[tuple[Any, ...]]]


class HeirQuestions(Questions):
    """What the store knows of heirs."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._subclasses_of = lru_cache(_KEPT_CLASSES)(self._read_subclasses)
        self._heirs_of = lru_cache(_KEPT_CLASSES)(self._read_heirs)

    def subclasses(self, path: str, qualname: str) -> tuple[Spot, ...]:
        """The classes of which this one is a direct base, by file."""
        self._note(On.HEIRS, file_id(path), qualname)
        found = self._subclasses_of(file_id(path), qualname)
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
            # Also where a member is not there.
            self._noted.update(heirs.grains, lengthened(heirs.members, name))
        return tuple(map(spot_of, heirs.overrides.get(name, ())))

    def _read_subclasses(self, file: int, qualname: str) -> tuple[Spot, ...]:
        return self._spots(_SUBCLASSES, file, qualname)

    def _read_heirs(self, file: int, qualname: str) -> _Heirs:
        overrides: dict[str, list[tuple[Any, ...]]] = {}
        of_members = len(qualname) + 2, file, f"{qualname}.", f"{qualname}/"
        for *row, member in self._rows(_OVERRIDES, file, qualname, *of_members):
            overrides.setdefault(member, []).append(tuple(row))
        classes = list(self._rows(f"{_ALL_HEIRS} SELECT file, qualname FROM heir", file, qualname))
        return _Heirs(
            grains=[short_grain((On.HEIRS, *heir)) for heir in classes],
            members=[short_grain((On.SPOT, heir, f"{name}.")) for heir, name in classes],
            overrides=overrides,
        )

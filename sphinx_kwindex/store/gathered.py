"""All keywords, read at once: to look each file up, and each part of each index, takes several times as long."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from sphinx_kwindex.model.kinds import Kind, Visibility
from sphinx_kwindex.model.rows import Spot
from sphinx_kwindex.store.grains import folders_above
from sphinx_kwindex.store.rows import file_id


@dataclass(frozen=True, slots=True)
class Gathered:
    """The keywords of each file, by its id, in source order, and those of a choice below each folder by name.

    By name is by casefolded name, full name, file and place in it.
    """

    files: Mapping[int, Sequence[Spot]]
    choice: tuple[frozenset[Visibility], frozenset[Kind]]
    below: Mapping[str, Sequence[Spot]]

    def cut(self, folder: str, first: str, end: str) -> Sequence[Spot]:
        """Those below a folder whose casefolded names are from ``first`` on, and before ``end`` unless it is empty."""
        found = self.below.get(folder, ())
        start = bisect_left(found, first, key=_folded)
        return found[start : bisect_left(found, end, start, key=_folded) if end else None]

    def letters(self, folder: str, first: str, end: str, length: int) -> tuple[tuple[str, int], ...]:
        """The first letters of these names, and how many begin so."""
        return tuple(Counter([_folded(spot)[:length] for spot in self.cut(folder, first, end)]).items())


def gather(spots: Sequence[Spot], visibility: Collection[Visibility], kinds: Collection[Kind]) -> Gathered:
    """Gather keywords that come file by file in source order."""
    found = {path: tuple(inside) for path, inside in groupby(spots, key=attrgetter("file"))}
    below: dict[str, list[Spot]] = {}
    around = {path: [below.setdefault(folder, []) for folder in folders_above(path)] for path in found}
    chosen = [spot for spot in spots if spot.visibility in visibility and spot.kind in kinds]
    for spot in sorted(chosen, key=_by_name):
        for folder in around[spot.file]:
            folder.append(spot)
    files = {file_id(path): inside for path, inside in found.items()}
    return Gathered(files, (frozenset(visibility), frozenset(kinds)), below)


def _by_name(spot: Spot) -> tuple[str, str, str]:
    return _folded(spot), spot.fullname, spot.file


def _folded(spot: Spot) -> str:
    return spot.name.casefold()

"""Grains: the pieces of the store that an answer rests on, and that a change touches.

Whoever reads notes the grains of the answer, whoever writes those of the rows that differ. Where the two have none in
common, the answer is what it was.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum, auto
from functools import lru_cache
from zlib import crc32

from sphinx_kwindex.store.rows import folder_of

Grain = tuple[str | int, ...]
"""What kind of piece it is, and which one: ids of files, names, folders."""


class On(StrEnum):
    """The kinds of grains, each with what follows it."""

    ANYTHING = auto()  # nothing: whatever changes
    EVERYTHING = auto()  # nothing: a change that can touch any answer
    GIST = auto()  # name, subject: what was worked out of other answers
    ROW = auto()  # file: what a list of files says of it
    TEXT = auto()  # file: its text, and what was measured or observed in it
    CHILDREN = auto()  # folder: which files lie right in it
    FOLDERS = auto()  # folder: which folders lie right in it
    NUMBER = auto()  # folder: how many files are below it
    MODULE = auto()  # module: which file it is
    TESTS = auto()  # nothing: whether there are tests
    KEYWORDS = auto()  # file: its keywords, in their order
    KEYWORD = auto()  # file, qualname: all that is known of the keyword
    SPOT = auto()  # file, qualname: where links to the keyword lead
    NAMED = auto()  # full name: the keywords that have it
    BELOW = auto()  # folder, beginning of a casefolded name: the keywords below that have it
    RELATED = auto()  # file: its related files, and why they are
    SCORES = auto()  # file: how closely they are related
    IMPORTS = auto()  # file: what it imports
    BASES = auto()  # file: the bases of its classes
    REFERENCES = auto()  # file: the names it uses
    IMPORTERS = auto()  # file: the imports of others that end in it
    HEIRS = auto()  # file, qualname: the classes right below it; file: which of its classes have any
    USED = auto()  # file, qualname: where the keyword is used, with the lines
    COUNTS = auto()  # file: how often each of its keywords is used
    EDGES = auto()  # folder: how many imports lead from one child to another
    MOST_USED = auto()  # folder: which files outside use which keywords below it
    TESTED = auto()  # folder: the definitions below it that tests name


@lru_cache(maxsize=1_000_000)
def short_grain(grain: Grain) -> int:
    """Four bytes for a grain: now and then two grains share them, and something is done again in vain."""
    return crc32(repr(grain).encode("utf-8", "surrogatepass"))


def short_grains(grains: Iterable[Grain]) -> frozenset[int]:
    """The grains in four bytes each."""
    return frozenset(map(short_grain, grains))


def folders_above(path: str) -> Iterator[str]:
    """The folders around a file or folder, innermost first, the top last."""
    while path:
        path = folder_of(path)
        yield path


def is_below(path: str, folder: str) -> bool:
    """Whether a file or folder lies somewhere below a folder."""
    return not folder or path.startswith(f"{folder}/")


def beginnings(name: str) -> Iterator[str]:
    """What a name begins with, from nothing to all of it."""
    return (name[:length] for length in range(len(name) + 1))

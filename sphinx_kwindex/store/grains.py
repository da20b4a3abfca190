"""Grains: the pieces of the store that an answer rests on, and that a change touches.

Whoever reads notes the grains of the answer, whoever writes those of the rows that differ. Where the two have none in
common, the answer is what it was.
"""

import marshal
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

from sphinx_kwindex.store.rows import folder_of

KEPT_BEGINNINGS = 16_384
"""Of so many grains it is kept how they begin: most differ from others in the last text alone."""

Grain = tuple[str | int, ...]
"""What kind of piece it is, and which one: ids of files, names, folders."""


class On:
    """The kinds of grains, each with what follows it; plain texts, since many are noted."""

    ANYTHING = "anything"  # nothing: whatever changes
    EVERYTHING = "everything"  # nothing: a change that can touch any answer
    GIST = "gist"  # name, subject: what was worked out of other answers
    PRESENCE = "presence"  # file: whether there is one
    ROW = "row"  # file: what a list of files says of it
    TEXT = "text"  # file: its text, and what was measured or observed in it
    CHILDREN = "children"  # folder: which files lie right in it
    FOLDERS = "folders"  # folder: which folders lie right in it
    NUMBER = "number"  # folder: how many files are below it
    MODULE = "module"  # module: which file it is
    TESTS = "tests"  # nothing: whether there are tests
    KEYWORDS = "keywords"  # file: its keywords, in their order
    KEYWORD = "keyword"  # file, qualname: all that is known of the keyword
    SPOT = "spot"  # file, qualname: where links to the keyword lead
    NAMED = "named"  # full name: the keywords that have it
    BELOW = "below"  # folder, beginning of a casefolded name: the keywords below that have it
    RELATED = "related"  # file: its related files, and why they are
    SCORES = "scores"  # file: how closely they are related
    IMPORTS = "imports"  # file: what it imports
    BASES = "bases"  # file: the bases of its classes
    REFERENCES = "references"  # file: the names it uses
    IMPORTERS = "importers"  # file: the imports of others that end in it
    HEIRS = "heirs"  # file, qualname: the classes right below it; file: which of its classes have any
    USED = "used"  # file, qualname: where the keyword is used, with the lines
    COUNTS = "counts"  # file: how often each of its keywords is used
    EDGES = "edges"  # folder: how many imports lead from one child to another
    MOST_USED = "most-used"  # folder: which files outside use which keywords below it
    TESTED = "tested"  # folder: the definitions in its own files that tests name


def short_grain(grain: Grain) -> int:
    """Four bytes for a grain: now and then two grains share them, and something is done again in vain."""
    return crc32(_encoded(str(grain[-1])), _begun(grain[:-1]))


def lengthened(grains: Iterable[int], text: str) -> list[int]:
    """Four bytes for each of the grains that are as these short ones, but that their last texts go on with ``text``."""
    encoded = _encoded(text)
    return [crc32(encoded, grain) for grain in grains]


@lru_cache(KEPT_BEGINNINGS)
def _begun(beginning: Grain) -> int:
    # The second version of the format has no references, so equal grains are equal bytes.
    return crc32(marshal.dumps(beginning, 2))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def short_grains(grains: Iterable[Grain | int]) -> "array[int]":
    """The grains in four bytes each, sorted; some of them may be so short already."""
    return array("I", sorted({grain if isinstance(grain, int) else short_grain(grain) for grain in grains}))


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

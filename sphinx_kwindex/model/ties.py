"""What the search for related files looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sphinx_kwindex.model.kinds import FileType


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """All of a file that can tie it to others.

    ``words`` are as in FileFacts. ``uses`` are the qualnames that it uses of other files, by their paths, and
    ``bases`` those of the classes that its own derive from.
    """

    path: str
    module: str | None
    type: FileType
    is_test: bool
    size: int
    words: Mapping[str, int]
    uses: Mapping[str, Sequence[str]]
    bases: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Digests by which a later build tells which lists of related files can be different.

    ``asks`` is of what the list of a file is made from besides the other files, ``offers`` of what the file brings
    into the lists of others.
    """

    asks: str
    offers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a file from the build before: its marks, and the paths and scores of its list."""

    marks: Marks
    listed: Sequence[tuple[str, float]]

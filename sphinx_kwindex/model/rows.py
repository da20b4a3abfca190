"""What the store answers with: facts and links as the pages need them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_kwindex.model.facts import Import, Keyword
from sphinx_kwindex.model.kinds import Confidence, FileType, Kind, Visibility
from sphinx_kwindex.model.links import ResolvedImport


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One source file without its keywords: what a list of files shows.

    ``repository_path`` is what ``{path}`` of a forge link stands for: relative to the top of the git repository,
    ``None`` outside one.
    """

    path: str
    module: str | None
    type: FileType
    is_package: bool
    is_test: bool
    summary: str
    role: str
    repository_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """What a file is, whatever it says: no edit changes that."""

    type: FileType
    is_test: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What is measured of the text of a file: it changes with every edit."""

    size: int
    lines: int
    encoding: str
    digest: str


class Spot(NamedTuple):
    """A keyword as far as links to it show it; most edits of its file leave that alone.

    ``fullname`` and ``anchor`` are as in `Entry`. There are too many for each to take long to make.
    """

    name: str
    qualname: str
    kind: Kind
    visibility: Visibility
    file: str
    fullname: str
    anchor: str


class UsedName(NamedTuple):
    """What one file uses a name for in one way, and the keywords there; ``places`` is the JSON of a `Reference`'s."""

    name: str
    spots: tuple[Spot, ...]
    confidence: Confidence
    width: int
    places: str


class Name(NamedTuple):
    """A keyword as what lists all of them has it: ``position`` is its rank in its file, ``kind`` the value of a `Kind`.

    Of these there are so many that they are the plain columns of the store.
    """

    fullname: str
    file: str
    position: int
    kind: str
    anchor: str
    name: str


class Entry(NamedTuple):
    """A keyword and where it is.

    ``fullname`` is the dotted name with the module (or ``path:qualname`` where there is none).
    ``anchor`` is the HTML id of the keyword on its file's page, unique on that page.
    """

    keyword: Keyword
    file: str
    fullname: str
    anchor: str

    @property
    def name(self) -> str:
        """The name of the keyword."""
        return self.keyword.name

    @property
    def qualname(self) -> str:
        """Its dotted path inside the file."""
        return self.keyword.qualname

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.keyword.kind

    @property
    def visibility(self) -> Visibility:
        """Whether it is meant for others."""
        return self.keyword.visibility


Linkable = Spot | Entry
"""What a link can lead to."""


class ImportEntry(NamedTuple):
    """An import of a file, where it ends, and the keyword it ends at if that is in the project."""

    imported: Import
    resolved: ResolvedImport
    target: Spot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """A file that imports something of another.

    At ``line`` it imports ``names`` (``*`` for a star, empty for the module itself).
    """

    file: str
    line: int
    names: tuple[str, ...]


Place = tuple[int, int, str, str]
"""A line, a column, the value of a `UseKind` and that of a `Confidence`: there are so many that they are plain."""


class Usages(NamedTuple):
    """Where a keyword is used in ``file``, by line and column; ``texts`` are the lines of the ``places``, stripped."""

    file: str
    is_test: bool
    places: Sequence[Place]
    texts: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportEdge:
    """``count`` imports lead from the file or folder ``source`` to ``target``."""

    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A keyword and by how many files outside its folder it is used or imported."""

    entry: Entry
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A name that the index does not know for sure, and the files and lines where it stands."""

    name: str
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The numbers of the whole index.

    ``resolved`` of ``names`` uses in Python files lead to a definition; their ``references`` are counted by confidence
    in ``confidences``.
    """

    files: int
    keywords: int
    imports: int
    references: int
    names: int
    resolved: int
    confidences: tuple[tuple[str, int], ...]

"""Links and relations: what all files together say."""

from dataclasses import dataclass

from sphinx_kwindex.model.kinds import Confidence, TargetKind, UseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A definition in the project: the file and the qualname inside it (empty: the module itself)."""

    file: str
    qualname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedImport:
    """Where import number ``index`` of a file ends.

    ``name`` is the full dotted name it ends at, ``None`` where it is unresolved. ``target`` is set for project
    targets only. ``hops`` are the module names passed on the way.
    """

    index: int
    kind: TargetKind
    name: str | None
    target: Target | None
    confidence: Confidence | None
    hops: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The places of one file where a name is used in one way, and the definition they lead to.

    A name with several possible definitions gives one reference for each, all ``ambiguous``. ``target`` is ``None``
    and ``name`` the full dotted name where it leads out of the project. ``places`` are line and column of each use in
    turn, columns in characters from 0, and ``width`` is the length of the name as written there.
    """

    name: str
    target: Target | None
    confidence: Confidence
    kind: UseKind
    width: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedBase:
    """A base of the class ``qualname`` of a file: its source text, and the class it is, if that is in the project."""

    qualname: str
    written: str
    name: str | None
    target: Target | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLinks:
    """Everything resolved for one file.

    ``resolved`` and ``total`` count the names in use that lead anywhere, and all; in documents none is counted, and
    their imports are references too.
    """

    path: str
    imports: tuple[ResolvedImport, ...]
    references: tuple[Reference, ...]
    bases: tuple[ResolvedBase, ...]
    resolved: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a file is related: what the related file is to the file whose list it stands in.

    ``kind`` is one of ``imports`` (the related file imports that one), ``imported-by``, ``test-of``, ``tested-by``,
    ``subclasses``, ``subclassed-by``, ``documents``, ``documented-by``, ``stub``, ``history``, ``words``,
    ``same-package``. ``details`` are what it rests on, most telling first: names or words; for ``history`` how many
    times both were changed together, and the day of the last time; for ``same-package`` the folder of both.
    """

    kind: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A file that another one is related to, with the reasons, never empty."""

    file: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Related):
    """A related file with its ``score``: a higher one is closer, which compares within one file's list only."""

    score: float

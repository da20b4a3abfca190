"""Values → rows: what of a file's facts and links goes into which column."""

import hashlib
import marshal
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import Any

from sphinx_kwindex.model.facts import Import, Problem
from sphinx_kwindex.model.links import FileLinks, Reason, Relation, Target
from sphinx_kwindex.store.codec import dumps, plain_dumps

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedFile:
    """A file's facts and text as the store holds them: what a worker process hands back.

    ``row`` are the columns of the table ``file`` as far as the file alone tells them, ``keywords`` the rows of its
    keywords, ``problems`` those of its problems. ``interface`` is the digest of what other files can see of it.
    """

    path: str
    interface: str
    row: Row
    keywords: tuple[Row, ...]
    problems: tuple[Row, ...]


FILE_COLUMNS = (
    "id, path, folder, module, type, is_package, is_test, size, lines, encoding, digest, summary, role,"
    " repository_path, key, facts, uses, places, words, text, interface"
)
LATER_COLUMNS = "reach, links, uses_of, bases_of, asks, offers, related, resolved, total"
"""The columns of the table ``file`` that other files have a say in."""


@lru_cache(maxsize=100_000)
def file_id(path: str) -> int:
    """The id of the file: 62 bits of a hash of its path, so that ids do not tell when a file was added."""
    return int.from_bytes(hashlib.sha256(path.encode("utf-8", "surrogateescape")).digest()[:8]) >> 2


def folder_of(path: str) -> str:
    """The path of the folder that a file or folder lies in, empty for the top."""
    return path.rpartition("/")[0]


def fullname(path: str, module: str | None, qualname: str) -> str:
    """The name by which the whole project knows a keyword."""
    if module is None:
        return f"{path}:{qualname}"
    return f"{module}.{qualname}" if qualname else module


def reach_blob(paths: Iterable[str]) -> bytes:
    """A set of files in four bytes each: now and then two files share them, and one is linked in vain."""
    return array("I", sorted({short_id(path) for path in paths})).tobytes()


def reach_of(blob: bytes) -> frozenset[int]:
    """The short ids in a set of files."""
    return frozenset(array("I", blob))


def places_blob(places: Sequence[Sequence[int]]) -> bytes:
    """The places of terms in four bytes a number: how many each term has, then those of all."""
    return array("i", [*map(len, places), *chain.from_iterable(places)]).tobytes()


def places_of(blob: bytes, terms: int) -> tuple[tuple[int, ...], ...]:
    """The places of so many terms."""
    numbers = array("i", blob).tolist()
    ends = accumulate(numbers[:terms], initial=terms)
    return tuple([tuple(numbers[start:end]) for start, end in pairwise(ends)])


def short_id(path: str) -> int:
    """The id of a file in the reach of others."""
    return file_id(path) & 0xFFFF_FFFF


def problem_row(stage: str, problem: Problem) -> Row:
    """The row of a problem that ``stage`` found."""
    return stage, problem.file, problem.line, problem.kind.value, problem.message


def import_rows(imports: Sequence[Import], links: FileLinks) -> Iterator[Row]:
    """The rows of the imports of a file and where they end."""
    file = file_id(links.path)
    for resolved in links.imports:
        imported = imports[resolved.index]
        where = (file, resolved.index, dumps(Import, imported), imported.line, imported.module, imported.name)
        end = (str(resolved.kind), resolved.name, *_target(resolved.target))
        yield *where, *end, resolved.confidence and str(resolved.confidence), plain_dumps(resolved.hops)


def base_rows(links: FileLinks) -> Iterator[Row]:
    """The rows of the bases of the classes of a file."""
    file = file_id(links.path)
    for position, base in enumerate(links.bases):
        yield file, position, base.qualname, base.written, base.name, *_target(base.target)


def reference_rows(links: FileLinks) -> Iterator[Row]:
    """The rows of the references of a file."""
    file = file_id(links.path)
    for position, reference in enumerate(links.references):
        sort = (str(reference.confidence), str(reference.kind), reference.width, len(reference.places) // 2)
        places = str([*reference.places]).replace(" ", "")
        yield file, position, reference.name, *_target(reference.target), *sort, places


def relation_rows(path: str, relations: Sequence[Relation]) -> Iterator[Row]:
    """The rows of the related files of a file."""
    file = file_id(path)
    for position, relation in enumerate(relations):
        yield file, position, relation.file, relation.score, dumps(tuple[Reason, ...], relation.reasons)


def digest_of(rows: Iterable[object]) -> str:
    """A digest that differs when any row does."""
    # The second version of the format has no references, so equal rows are equal bytes.
    return hashlib.sha256(marshal.dumps(list(rows), 2)).hexdigest()


def _target(target: Target | None) -> tuple[int | None, str | None]:
    return (None, None) if target is None else (file_id(target.file), target.qualname)

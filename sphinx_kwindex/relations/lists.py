"""From signals and texts to the list of each file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_kwindex.model.links import Reason, Relation
from sphinx_kwindex.model.ties import Ties
from sphinx_kwindex.relations.ranking import Ranked, rank
from sphinx_kwindex.relations.reasons import common_folder, reasons_for
from sphinx_kwindex.relations.shortening import DOCUMENTS_SHARE
from sphinx_kwindex.relations.signals import Signals, is_code
from sphinx_kwindex.relations.text import TextIndex, common_words, length_factors, vectors_of

MOST_WORDS = 5
LEAST_SCORE = 0.1
"""What is further from a Python file is no document of it: all prose has some rare words in common with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The texts to compare with: of Python files among themselves, and of all with Python files and with the others.

    Python files have weights of their own: what is rare in code need not be rare in changelogs.
    """

    code: TextIndex
    all_with_code: TextIndex
    all_with_others: TextIndex


def compare(files: Sequence[Ties]) -> Comparison:
    """Prepare the texts of all files for comparison."""
    code = [file for file in files if is_code(file)]
    others = [file.path for file in files if not is_code(file)]
    factors = length_factors([file.size for file in code])
    paths, vectors = [file.path for file in code], vectors_of(files)
    whole = TextIndex(vectors, paths, factors)
    return Comparison(
        code=TextIndex(vectors_of(code), paths, factors) if others else whole,
        all_with_code=whole,
        all_with_others=TextIndex(vectors, others, [1.0] * len(others)),
    )


def lists_for(
    files: Sequence[Ties], comparison: Comparison, signals: Signals, limit: int
) -> dict[str, tuple[Relation, ...]]:
    """Make the lists of some files: of each its Python files, closest first, then the others."""
    comparison.code.expect(file.path for file in files if is_code(file))
    if comparison.all_with_code is not comparison.code:
        comparison.all_with_code.expect(file.path for file in files if not is_code(file))
    comparison.all_with_others.expect(file.path for file in files)
    return {file.path: _list_for(file, comparison, signals, limit) for file in files}


def _list_for(file: Ties, comparison: Comparison, signals: Signals, limit: int) -> tuple[Relation, ...]:
    code = comparison.code if is_code(file) else comparison.all_with_code
    others = _part(file.path, comparison.all_with_others, signals, limit // DOCUMENTS_SHARE)
    found = (
        *_part(file.path, code, signals, limit),
        *(other for other in others if other.score >= LEAST_SCORE or not is_code(file)),
    )
    return found or tuple(_neighbours(file.path, signals.facts, limit))


def _part(path: str, index: TextIndex, signals: Signals, limit: int) -> Iterator[Relation]:
    for ranked in rank(path, index, signals, limit):
        yield _relation(path, ranked, common_words(ranked.shares, MOST_WORDS), signals)


def _relation(path: str, ranked: Ranked, words: tuple[str, ...], signals: Signals) -> Relation:
    reasons = reasons_for(path, ranked.path, signals, words)
    return Relation(file=ranked.path, score=round(ranked.score, 4), reasons=reasons)


def _neighbours(path: str, facts: Mapping[str, Ties], limit: int) -> Iterator[Relation]:
    """Fall back on the folder for a file that has no word in common with any other."""
    folders = {other: common_folder(path, other) for other in facts if other != path}
    ordered = sorted(folders, key=lambda other: (-len(folders[other]), other.count("/"), other))
    for other in ordered[:limit]:
        yield Relation(file=other, score=0.0, reasons=(Reason(kind="same-package", details=(folders[other],)),))

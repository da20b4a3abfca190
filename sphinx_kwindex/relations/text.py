"""How much two texts speak of the same things.

The measure is the cosine of TF-IDF vectors (Salton and Buckley, "Term-weighting approaches in automatic text
retrieval", 1988) over sub-words, which find the files of later changes better than any measure over imports alone.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from statistics import median
from typing import TypeAlias

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.relations.naming import path_words

HEAVIEST_TERMS = 200
"""Of the file asked about, only so many terms are looked up: the others weigh next to nothing."""

PATH_COUNT = 10
"""Each part of a path counts as so many occurrences of a term of its own."""

LENGTH_POWER = 0.25
PATH_MARK = "/"
FEW_FILES = 10
COMMON_SHARE = 5

Vector: TypeAlias = tuple[tuple[str, float], ...]
Postings: TypeAlias = Mapping[str, tuple[list[int], list[float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextIndex:
    """The vectors of files, heaviest terms first, and where each term occurs among the candidates.

    ``factors`` are one for each candidate; what is listed in ``postings`` are positions among the candidates.
    """

    vectors: Mapping[str, Vector]
    candidates: tuple[str, ...]
    factors: tuple[float, ...]
    postings: Postings


def terms_of(file: FileFacts) -> dict[str, int]:
    """Count the words of a file, and those of its path as terms of their own (``/redis``)."""
    terms = dict(file.words)
    for word in path_words(file.path):
        terms[PATH_MARK + word] = terms.get(PATH_MARK + word, 0) + PATH_COUNT
    return terms


def term_weights(terms: Iterable[Mapping[str, int]]) -> dict[str, float]:
    """Weigh terms by rarity: ``ln(N / df)`` for ``2 <= df <= max(10, N / 5)``, nothing for the others.

    A term of one file connects nothing; one of a fifth of the files says nothing, and is most of the work.
    """
    counted = list(terms)
    frequency = Counter(term for counts in counted for term in counts)
    most = max(FEW_FILES, len(counted) / COMMON_SHARE)
    return {term: math.log(len(counted) / files) for term, files in frequency.items() if 1 < files <= most}


def vector_of(terms: Mapping[str, int], weights: Mapping[str, float]) -> Vector:
    """Return ``(1 + ln tf) * weight`` of each term, scaled to length one, the heaviest first."""
    heavy = [(term, (1 + math.log(count)) * weights[term]) for term, count in terms.items() if term in weights]
    length = math.sqrt(math.fsum(weight * weight for _, weight in heavy))
    scaled = [(term, weight / length) for term, weight in heavy if weight]
    return tuple(sorted(scaled, key=lambda item: (-item[1], item[0])))


def length_factors(sizes: Sequence[int]) -> tuple[float, ...]:
    """Return ``(size / median size) ** (1/4)``: where more is written, more will have to be changed."""
    middle = median([size for size in sizes if size] or [1])
    return tuple((size / middle) ** LENGTH_POWER for size in sizes)


def index_text(files: Sequence[FileFacts], candidates: Sequence[FileFacts]) -> TextIndex:
    """Prepare the comparison of any of the files with the candidates, which are some of them."""
    terms = {file.path: terms_of(file) for file in files}
    weights = term_weights(terms.values())
    vectors = {path: vector_of(counts, weights) for path, counts in terms.items()}
    return TextIndex(
        vectors=vectors,
        candidates=tuple(file.path for file in candidates),
        factors=length_factors([file.size for file in candidates]),
        postings=_post([vectors[file.path] for file in candidates]),
    )


def narrowed(index: TextIndex, candidates: Sequence[FileFacts]) -> TextIndex:
    """Return an index with the same vectors and fewer candidates."""
    return TextIndex(
        vectors=index.vectors,
        candidates=tuple(file.path for file in candidates),
        factors=length_factors([file.size for file in candidates]),
        postings=_post([index.vectors[file.path] for file in candidates]),
    )


def similarities(index: TextIndex, path: str) -> list[float]:
    """Compare a file with each candidate: the cosine over its heaviest terms, times the candidate's factor."""
    scores = [0.0] * len(index.candidates)
    for term, weight in index.vectors[path][:HEAVIEST_TERMS]:
        found = index.postings.get(term)
        if found:
            for position, other in zip(*found, strict=True):
                scores[position] += weight * other
    return list(starmap(float.__mul__, zip(scores, index.factors, strict=True)))


def common_words(index: TextIndex, path: str, other: str, limit: int) -> tuple[str, ...]:
    """Name the words that bring two files together, those first that add most to their cosine."""
    weights = dict(index.vectors[other])
    shares: dict[str, float] = defaultdict(float)
    for term, weight in index.vectors[path][:HEAVIEST_TERMS]:
        if term in weights:
            shares[term.removeprefix(PATH_MARK)] += weight * weights[term]
    return tuple(sorted(shares, key=lambda word: (-shares[word], word))[:limit])


def _post(vectors: Sequence[Vector]) -> Postings:
    postings: dict[str, tuple[list[int], list[float]]] = {}
    for position, vector in enumerate(vectors):
        for term, weight in vector:
            positions, weights = postings.setdefault(term, ([], []))
            positions.append(position)
            weights.append(weight)
    return postings

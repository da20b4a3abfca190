"""How much two texts speak of the same things.

The measure is the cosine of TF-IDF vectors (Salton and Buckley, "Term-weighting approaches in automatic text
retrieval", 1988) over sub-words, which find the files of later changes better than any measure over imports alone.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from operator import mul
from statistics import median
from typing import TypeAlias

from sphinx_kwindex.model.ties import Ties
from sphinx_kwindex.relations.coarse import coarse
from sphinx_kwindex.relations.estimates import Estimates
from sphinx_kwindex.relations.naming import path_words

HEAVIEST_TERMS = 200
"""Of the file asked about, only so many terms are looked up: the others weigh next to nothing."""

PATH_COUNT = 10
"""Each part of a path counts as so many occurrences of a term of its own."""

LENGTH_POWER = 0.25
COMMON_DISCOUNT = 0.15
DISCOUNT_DIGITS = 3
FILES_STEPS = 16
TERM_STEPS = 7
MEDIAN_STEPS = 16
PATH_MARK = "/"
FEW_FILES = 10
COMMON_SHARE = 4
MANY_FILES = 250
"""A term of more files is left out of any project, so that a file costs the same in a large one."""

NOTHING = float("-inf")
"""How similar two files are that have no term in common."""

Vector: TypeAlias = Mapping[str, float]
"""The weights of terms, the heaviest first."""


class TextIndex:
    """The vectors of files, heaviest terms first, and those among them that they are compared with.

    ``factors`` and ``discounts`` are one for each candidate.
    """

    def __init__(self, vectors: Mapping[str, Vector], candidates: Sequence[str], factors: Sequence[float]) -> None:
        self.vectors = vectors
        self.candidates = tuple(candidates)
        self.positions = {path: position for position, path in enumerate(candidates)}
        self.among = frozenset(candidates)
        self.factors = tuple(factors)
        self.discounts = _discounts(vectors.values(), [vectors[path] for path in candidates])

    def place(self, path: str) -> tuple[float, float] | None:
        """The factor and the discount of a candidate."""
        position = self.positions.get(path)
        return None if position is None else (self.factors[position], self.discounts[position])

    def expect(self, paths: Iterable[str]) -> None:
        """Prepare to compare these files: look up where the terms occur that count in them."""
        terms = {term for path in paths for term, _ in heaviest(self.vectors[path])}
        vectors = [self.vectors[path] for path in self.candidates]
        self.estimates = Estimates(vectors, terms, self.discounts, self.factors)

    def similarity(self, position: int, shares: Mapping[str, float]) -> float:
        """How similar a file is to a candidate, by what each term adds to their cosine.

        It is the cosine, less a little of what the candidate has in common with the average file, times the
        candidate's factor.
        """
        cosine = sum(shares.values())
        return (cosine - self.discounts[position]) * self.factors[position] if cosine else NOTHING


def terms_of(file: Ties) -> dict[str, int]:
    """Count the words of a file, and those of its path as terms of their own (``/redis``)."""
    terms = dict(file.words)
    for word in path_words(file.path):
        terms[PATH_MARK + word] = terms.get(PATH_MARK + word, 0) + PATH_COUNT
    return terms


def term_weights(terms: Collection[Mapping[str, int]]) -> dict[str, tuple[float, str]]:
    """Weigh terms by rarity: ``ln(N / df)`` for ``2 <= df <= max(10, min(N / 4, 250))``, nothing for the others.

    A term of one file connects nothing; one of a quarter of the files says nothing, and is most of the work. Both
    numbers are coarse, so that an edit changes the weights of few terms. Beside its weight stands the term itself:
    where all vectors hold the same string, two of them are compared without reading its letters.
    """
    frequency: Counter[str] = Counter()
    for counts in terms:
        frequency.update(counts.keys())
    number = coarse(len(terms), FILES_STEPS) if terms else 0.0
    most = max(FEW_FILES, min(number / COMMON_SHARE, MANY_FILES))
    weights = {files: _rarity(number, files) for files in set(frequency.values()) if 1 < files <= most}
    return {
        term: (weights[files], term)
        for term, files in frequency.items()
        if files < len(terms) and weights.get(files, 0.0) > 0
    }


def _rarity(number: float, files: int) -> float:
    return math.log(number / coarse(files, TERM_STEPS))


def vector_of(terms: Mapping[str, int], weights: Mapping[str, tuple[float, str]]) -> Vector:
    """Return ``(1 + ln tf) * weight`` of each term, scaled to length one, the heaviest first."""
    found_of = weights.get
    heavy = [(-_DAMPED[count] * found[0], found[1]) for term, count in terms.items() if (found := found_of(term))]
    length = math.sqrt(math.fsum([weight * weight for weight, _ in heavy]))
    heavy.sort()
    return {term: -weight / length for weight, term in heavy}


class _Damped(dict[int, float]):
    """``1 + ln count`` by count."""

    def __missing__(self, count: int) -> float:
        """Work it out, and keep it."""
        self[count] = damped = 1 + math.log(count)
        return damped


_DAMPED = _Damped()


def heaviest(vector: Vector) -> Iterable[tuple[str, float]]:
    """Return the terms of a vector that count where it is the one asked about."""
    return islice(vector.items(), HEAVIEST_TERMS)


def length_factors(sizes: Sequence[int]) -> tuple[float, ...]:
    """Return ``(size / median size) ** (1/4)``: where more is written, more will have to be changed.

    The median is a coarse one.
    """
    middle = coarse(median([size for size in sizes if size] or [1]), MEDIAN_STEPS)
    return tuple((size / middle) ** LENGTH_POWER for size in sizes)


def vectors_of(files: Sequence[Ties]) -> dict[str, Vector]:
    """Make the vectors of files, weighed by how rare each term is among them."""
    terms = {file.path: terms_of(file) for file in files}
    weights = term_weights(terms.values())
    return {path: vector_of(counts, weights) for path, counts in terms.items()}


def shares_of(heavy: Vector, weights: Vector) -> dict[str, float]:
    """Return what each term adds to a cosine: of a file by its heaviest terms with another by all."""
    return {term: weight * weights[term] for term, weight in heavy.items() if term in weights}


def common_words(shares: Mapping[str, float], limit: int) -> tuple[str, ...]:
    """Name the words that bring two files together, those first that add most to their cosine."""
    words = {term: share for term, share in shares.items() if term[0] != PATH_MARK}
    for term in shares.keys() - words.keys():
        word = term.removeprefix(PATH_MARK)
        words[word] = words.get(word, 0.0) + shares[term]
    ordered = sorted(sorted(words), key=words.__getitem__, reverse=True)
    telling = (word for word in ordered if len(word) > 1 and not word.isdigit())
    return tuple(islice(telling, limit)) or tuple(ordered[:limit])


def _discounts(vectors: Collection[Vector], candidates: Sequence[Vector]) -> tuple[float, ...]:
    """Return a share of the mean cosine of each candidate with all files: what is near to all is near to none.

    It is rounded, so that an edit changes few of them.
    """
    if not candidates:
        return ()
    sums: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for term, weight in heaviest(vector):
            sums[term] += weight
    share = COMMON_DISCOUNT / max(1, len(vectors))
    return tuple(round(share * _product(sums, vector), DISCOUNT_DIGITS) for vector in candidates)


def _product(sums: defaultdict[str, float], vector: Vector) -> float:
    # A term that is among the heaviest of no file adds nothing.
    return math.fsum(map(mul, map(sums.__getitem__, vector), vector.values()))

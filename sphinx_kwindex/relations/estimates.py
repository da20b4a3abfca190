"""Which candidates can be the closest, by estimates of all of them at once that are a little too high."""

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from heapq import nlargest
from operator import mul

from sphinx_kwindex.relations.lanes import MOST, in_few_lanes, marked, one_by_one, side_by_side

SCALE = 1 << 15
"""Weights are rounded up to such a part of one."""
UNIT = SCALE * SCALE
ERROR = 1 << 20
"""No cosine is estimated so many units too high: two vectors of length one have at most 200 terms to compare, so the
weights of each sum up to less than 15, and to round them up adds less than ``2 * 15 * SCALE + 200``."""

LEVELS = 32
"""The score that enough candidates have is looked for in so many steps from none to one."""
LANES_FOR_ONE = 40
"""So many lanes are multiplied and added in the time of one number by itself."""


class Estimates:
    """In which candidates terms occur, and what those can score.

    The score is the cosine less the candidate's discount, times its factor. Terms of many candidates have their
    weights in lanes, one for each candidate; the others have positions and weights.
    """

    def __init__(
        self,
        vectors: Sequence[Mapping[str, float]],
        terms: Collection[str],
        discounts: Sequence[float],
        factors: Sequence[float],
    ) -> None:
        self.count = len(vectors)
        self.places = tuple(zip(discounts, factors, strict=True))
        self.few = _post(vectors, terms)
        common = [term for term, (positions, _) in self.few.items() if self.count < LANES_FOR_ONE * len(positions)]
        self.many = {term: in_few_lanes(self.count, *self.few.pop(term)) for term in common}
        self.tops, self.errors = (side_by_side(array("I", [number]) * self.count) for number in (MOST + 1, ERROR))
        self.floors = cache(self._floors)

    def finalists(
        self, heavy: Iterable[tuple[str, float]], bonuses: Mapping[int, Sequence[float]], limit: int, but: int | None
    ) -> list[int]:
        """Return the positions of the candidates that can be among so many with the highest scores, bonuses added.

        ``heavy`` are the terms of the file asked about, ``bonuses`` go by position, and ``but`` is left out.
        """
        cosines = self._cosines(heavy)
        numbers = one_by_one(cosines, self.count)
        highest, lowest = {}, []
        for position in {*self._likely(cosines, limit + 1), *bonuses} - {but}:
            discount, factor = self.places[position]
            text = (numbers[position] / UNIT - discount) * factor if numbers[position] else 0.0
            highest[position] = score = text + sum(bonuses.get(position, ()))
            lowest.append(score - ERROR / UNIT * (1 + factor))
        least = min(nlargest(limit, lowest), default=0.0)
        return [position for position, score in highest.items() if score >= least]

    def _cosines(self, heavy: Iterable[tuple[str, float]]) -> int:
        """Estimate the cosines of all candidates, in units and lanes."""
        alone = [0] * self.count
        lanes: dict[int, int] = {}
        for term, weight in heavy:
            number = int(weight * SCALE) + 1
            if term in self.many:
                lanes[number] = lanes[number] + self.many[term] if number in lanes else self.many[term]
            elif term in self.few:
                for position, other in zip(*self.few[term], strict=True):
                    alone[position] += number * other
        shares: Iterable[int] = map(mul, lanes.keys(), lanes.values())
        return sum(shares, side_by_side(array("I", alone)))

    def _likely(self, cosines: int, wanted: int) -> list[int]:
        """The positions of candidates among which so many with the highest scores are.

        Where fewer reach the lowest level, they are all that have any term in common.
        """
        raised = cosines | self.tops
        level = bisect_right(range(LEVELS), -wanted, key=lambda level: -self._reached(raised, level).bit_count()) - 1
        return marked(self._reached(raised + self.errors if level > 0 else raised, max(0, level)), self.count)

    def _reached(self, raised: int, level: int) -> int:
        """Mark the lanes that reach a level: of the others the highest bit, raised before, is lent away."""
        return (raised - self.floors(level)) & self.tops

    def _floors(self, level: int) -> int:
        """In lanes, the least estimates of cosines with which the scores are at a level for sure."""
        score = level / LEVELS
        return side_by_side(array("I", [_floor(score, *place) if level else 1 for place in self.places]))


def _floor(score: float, discount: float, factor: float) -> int:
    return int(min((score / factor + discount) * UNIT, MOST - ERROR)) + ERROR if factor else MOST


def _post(vectors: Iterable[Mapping[str, float]], terms: Collection[str]) -> dict[str, tuple[list[int], "array[int]"]]:
    """Tell in which vectors terms occur, by their positions, and with what weights."""
    # Weights of one term stand beside each other in an array: to read them from all over the memory takes longer than
    # all the rest where files are many.
    postings: dict[str, tuple[list[int], array[int]]] = {term: ([], array("I")) for term in terms}
    for position, vector in enumerate(vectors):
        for term, weight in vector.items():
            found = postings.get(term)
            if found:
                found[0].append(position)
                found[1].append(int(weight * SCALE) + 1)
    return postings

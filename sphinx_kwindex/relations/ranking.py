"""The order of related files: a short sum that a person can follow.

Measured on ten public repositories by the files that later commits changed together; see ``benchmarks/related``.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinx_kwindex.relations.signals import Signals, is_code
from sphinx_kwindex.relations.text import NOTHING, TextIndex, Vector, heaviest, shares_of

NAMES_WEIGHT = 0.2
PAIR_WEIGHT = 0.15
STUB_WEIGHT = 0.5
HISTORY_WEIGHT = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A file, how close it is, and what each term adds to that."""

    path: str
    score: float
    shares: Mapping[str, float]


def rank(path: str, index: TextIndex, signals: Signals, limit: int) -> tuple[Ranked, ...]:
    """Return the candidates of an index closest to a file, which it expects; ties go by path.

    ``score = text + 0.2 * names + 0.15 * pair + 0.5 * stub [+ 0.2 * h / max h]``, where ``names`` is the stronger of
    the two directions, ``h`` the strength of the changes made together and ``max h`` the strongest of them.
    """
    heavy, added = dict(heaviest(index.vectors[path])), _added(path, index, signals)
    finalists = index.estimates.finalists(heavy.items(), added, limit, index.positions.get(path))
    ranked = (_ranked(index, position, heavy, added.get(position, ())) for position in finalists)
    found = sorted((one for one in ranked if one.score != NOTHING), key=lambda one: (-one.score, one.path))
    return tuple(found[:limit])


def _added(path: str, index: TextIndex, signals: Signals) -> dict[int, list[float]]:
    """What is added to the scores of candidates, by their positions."""
    added: dict[int, list[float]] = defaultdict(list)
    for other, bonus in bonuses(path, index.among, signals):
        position = index.positions.get(other)
        if position is not None:
            added[position].append(bonus)
    return added


def _ranked(index: TextIndex, position: int, heavy: Vector, added: Iterable[float]) -> Ranked:
    other = index.candidates[position]
    shares = shares_of(heavy, index.vectors[other])
    score = index.similarity(position, shares)
    for bonus in added:
        score = bonus if score == NOTHING else score + bonus
    return Ranked(path=other, score=score, shares=shares)


def bonuses(path: str, candidates: frozenset[str], signals: Signals) -> Iterable[tuple[str, float]]:
    """What each signal adds to the score of another file; such as are no candidates may be among them."""
    for other, strength in signals.names.closeness.get(path, {}).items():
        yield other, NAMES_WEIGHT * strength
    for other, strength in signals.pairs.get(path, {}).items():
        yield other, PAIR_WEIGHT * strength
    for other in signals.stubs.get(path, ()):
        yield other, STUB_WEIGHT
    for other, strength in _change_strengths(path, candidates, signals).items():
        yield other, HISTORY_WEIGHT * strength


def _change_strengths(path: str, candidates: frozenset[str], signals: Signals) -> dict[str, float]:
    """Return the strengths of changes as parts of the strongest with a candidate or a Python file."""
    changes = signals.changes.get(path, {})
    counted = {other: change.strength for other, change in changes.items() if other in candidates}
    strengths = [change.strength for other, change in changes.items() if is_code(signals.facts[other])]
    most = max([*counted.values(), *strengths], default=1.0)
    return {other: strength / most for other, strength in counted.items()}

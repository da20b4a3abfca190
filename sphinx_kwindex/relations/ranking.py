"""The order of related files: a short sum that a person can follow.

Measured on ten public repositories by the files that later commits changed together; see ``benchmarks/related``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from sphinx_kwindex.relations.signals import Signals, is_code
from sphinx_kwindex.relations.text import NOTHING, TextIndex

NAMES_WEIGHT = 0.2
PAIR_WEIGHT = 0.15
STUB_WEIGHT = 0.5
HISTORY_WEIGHT = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A file and how close it is."""

    path: str
    score: float


def rank(path: str, texts: Sequence[float], index: TextIndex, signals: Signals, limit: int) -> tuple[Ranked, ...]:
    """Return the candidates of an index closest to a file, given how similar their texts are; ties go by path.

    ``score = text + 0.2 * names + 0.15 * pair + 0.5 * stub [+ 0.2 * h / max h]``, where ``names`` is the stronger of
    the two directions, ``h`` the strength of the changes made together and ``max h`` the strongest of them.
    """
    scores = list(texts)
    for other, bonus in bonuses(path, index.among, signals):
        position = index.positions.get(other)
        if position is not None:
            text = scores[position]
            scores[position] = bonus if text == NOTHING else text + bonus
    if path in index.positions:
        scores[index.positions[path]] = NOTHING
    # Of thousands of scores a few are wanted, and mere numbers are compared fastest.
    least = min(nlargest(limit, scores), default=NOTHING)
    found = [
        (-score, index.candidates[position])
        for position, score in enumerate(scores)
        if score >= least and score != NOTHING
    ]
    return tuple(Ranked(path=other, score=-score) for score, other in sorted(found)[:limit])


def bonuses(path: str, candidates: frozenset[str], signals: Signals) -> Iterable[tuple[str, float]]:
    """What each signal adds to the score of another file; such as are no candidates may be among them."""
    for other, strength in _name_strengths(path, signals).items():
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


def _name_strengths(path: str, signals: Signals) -> dict[str, float]:
    strengths = dict.fromkeys(signals.names.used.get(path, ()), 0.0)
    strengths |= dict.fromkeys(signals.names.users.get(path, ()), 0.0)
    found = signals.names.strengths
    return {other: max(found.get((path, other), 0.0), found.get((other, path), 0.0)) for other in strengths}

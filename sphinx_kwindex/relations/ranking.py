"""The order of related files: a short sum that a person can follow.

Measured on ten public repositories by the files that later commits changed together; see ``benchmarks/related``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from sphinx_kwindex.relations.signals import Signals

NAMES_WEIGHT = 0.16
PAIR_WEIGHT = 0.15
STUB_WEIGHT = 0.5
HISTORY_WEIGHT = 0.2
LEAST_SCORE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A file and how close it is."""

    path: str
    score: float


def rank(path: str, texts: Mapping[str, float], signals: Signals, limit: int) -> tuple[Ranked, ...]:
    """Return the files closest to one, of those that ``texts`` compares with it; ties go by path.

    ``score = text + 0.16 * names + 0.15 * pair + 0.5 * stub [+ 0.2 * h / max h]``, where ``names`` is the stronger of
    the two directions and ``h`` the history of changes.
    """
    scores = dict(texts)
    for other, bonus in _bonuses(path, signals):
        if other in scores:
            scores[other] += bonus
    scores.pop(path, None)
    found = ((-score, other) for other, score in scores.items() if score > LEAST_SCORE)
    return tuple(Ranked(path=other, score=-score) for score, other in nsmallest(limit, found))


def _bonuses(path: str, signals: Signals) -> Iterable[tuple[str, float]]:
    for other, strength in _name_strengths(path, signals).items():
        yield other, NAMES_WEIGHT * strength
    for other, strength in signals.pairs.get(path, {}).items():
        yield other, PAIR_WEIGHT * strength
    for other in signals.stubs.get(path, ()):
        yield other, STUB_WEIGHT
    changes = signals.changes.get(path, {})
    most = max((change.strength for change in changes.values()), default=1.0)
    for other, change in changes.items():
        yield other, HISTORY_WEIGHT * change.strength / most


def _name_strengths(path: str, signals: Signals) -> dict[str, float]:
    strengths = dict.fromkeys(signals.names.used.get(path, ()), 0.0)
    strengths |= dict.fromkeys(signals.names.users.get(path, ()), 0.0)
    found = signals.names.strengths
    return {other: max(found.get((path, other), 0.0), found.get((other, path), 0.0)) for other in strengths}

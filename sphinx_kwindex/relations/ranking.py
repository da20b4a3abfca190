"""The order of related files: a short sum that a person can follow.

Measured on ten public repositories by the files that later commits changed together; see ``benchmarks/related``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinx_kwindex.relations.signals import Signals, is_code

NAMES_WEIGHT = 0.2
PAIR_WEIGHT = 0.15
STUB_WEIGHT = 0.5
HISTORY_WEIGHT = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A file and how close it is."""

    path: str
    score: float


def rank(
    path: str,
    texts: Mapping[str, float],
    candidates: frozenset[str],
    signals: Signals,
    limit: int,
) -> tuple[Ranked, ...]:
    """Return the candidates closest to a file, whose texts are as similar as ``texts`` says; ties go by path.

    ``score = text + 0.2 * names + 0.15 * pair + 0.5 * stub [+ 0.2 * h / max h]``, where ``names`` is the stronger of
    the two directions, ``h`` the strength of the changes made together and ``max h`` the strongest of them.
    """
    scores = dict(texts)
    for other, bonus in bonuses(path, candidates, signals):
        if other in candidates:
            scores[other] = scores.get(other, 0.0) + bonus
    scores.pop(path, None)
    # Of thousands of scores a few are wanted, and mere numbers are sorted fastest.
    least = min(sorted(scores.values(), reverse=True)[:limit], default=0.0)
    found = sorted((-score, other) for other, score in scores.items() if score >= least)[:limit]
    return tuple(Ranked(path=other, score=-score) for score, other in found)


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

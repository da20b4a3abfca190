"""Which lists of related files can be different from those of the build before."""

import marshal
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from sphinx_kwindex.model.ties import Known, Marks, Ties
from sphinx_kwindex.relations.lists import LEAST_SCORE, Comparison
from sphinx_kwindex.relations.ranking import bonuses
from sphinx_kwindex.relations.shortening import DOCUMENTS_SHARE
from sphinx_kwindex.relations.signals import Signals, is_code
from sphinx_kwindex.relations.text import TextIndex

MARK_SIZE = 12
MOST_CHANGED = 4
"""Where more than one file in so many is new to the others, all lists are made anew."""
ROUNDING = 0.0001
"""Stored scores are rounded, so what is so much lower may be as high."""


def marks_of(comparison: Comparison, signals: Signals, limit: int) -> dict[str, Marks]:
    """Mark every file."""
    indexes = (comparison.all_with_code, comparison.all_with_others, comparison.code)
    texts = [index.vectors for index in dict.fromkeys(indexes[::2])]  # often one for both
    heirs: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for path, bases in signals.bases.items():
        for other, names in bases.items():
            heirs[other].append((path, tuple(names)))
    marks = {}
    for path, file in signals.facts.items():
        own = _digest([_nature(file), *(vectors.get(path) for vectors in texts)])
        offers = _digest([own, [index.place(path) for index in indexes]])
        asks = _digest([own, limit, heirs.get(path), *_tied(path, signals)])
        marks[path] = Marks(asks=asks, offers=offers)
    return marks


def stale_lists(
    marks: Mapping[str, Marks], known: Mapping[str, Known], comparison: Comparison, signals: Signals, limit: int
) -> set[str]:
    """The files whose lists have to be made: that are new or ask otherwise, or that a changed file may come near to."""
    changed = {path for path in marks.keys() | known.keys() if _offers(marks.get(path)) != _offers_of(known, path)}
    if len(changed) * MOST_CHANGED > len(marks):
        return set(marks)
    stale = {path for path in marks if path not in known or known[path].marks.asks != marks[path].asks}
    stale |= {path for path in marks.keys() - stale if _lists_any(known[path], changed)}
    for index, askers, part in _comparisons(comparison, signals, marks.keys() - stale):
        for path, scores in _scores(index, askers, changed & index.among, signals).items():
            if max(scores) >= _floor(path, part, known[path], signals, limit) - ROUNDING:
                stale.add(path)
    return stale


def _lists_any(known: Known, changed: Collection[str]) -> bool:
    """Tell whether a list holds a changed file, or is a mere list of neighbours, which rests on all paths."""
    return any(path in changed for path, _ in known.listed) or not any(score for _, score in known.listed)


def _comparisons(
    comparison: Comparison, signals: Signals, paths: Collection[str]
) -> Iterator[tuple[TextIndex, list[str], bool]]:
    """Which files are compared by which index, and whether that makes the part of the Python files of their lists."""
    code = [path for path in paths if is_code(signals.facts[path])]
    others = [path for path in paths if not is_code(signals.facts[path])]
    yield comparison.code, code, True
    yield comparison.all_with_code, others, True
    yield comparison.all_with_others, [*code, *others], False


def _scores(
    index: TextIndex, askers: Collection[str], changed: Collection[str], signals: Signals
) -> dict[str, list[float]]:
    """What scores the changed files can have for each of the others, where they have any."""
    wanted: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for other in changed:
        for term, weight in index.vectors[other].items():
            wanted[term].append((other, weight))
    found = {}
    for path in askers:
        scores: dict[str, float] = defaultdict(float)
        vector = index.vectors[path]
        # Terms that do not count in long texts only make the scores higher, and looking at all is faster.
        for term in wanted.keys() & vector.keys():
            for other, share in wanted[term]:
                scores[other] += vector[term] * share
        for other, cosine in scores.items():
            factor, discount = index.place(other) or (0.0, 0.0)
            scores[other] = (cosine - discount) * factor
        for other, bonus in bonuses(path, index.among, signals):
            if other in changed:
                scores[other] += bonus
        if scores:
            found[path] = list(scores.values())
    return found


def _floor(path: str, part: bool, known: Known, signals: Signals, limit: int) -> float:  # noqa: FBT001
    """What a file has to score to get into one part of a list."""
    files = signals.facts
    scores = [score for other, score in known.listed if other in files and is_code(files[other]) == part]
    least = float("-inf") if part or not is_code(files[path]) else LEAST_SCORE
    room = limit if part else limit // DOCUMENTS_SHARE
    return min(scores, default=float("inf")) if len(scores) >= room else least


def _nature(file: Ties) -> tuple[str | None, str, bool]:
    return file.module, file.type.value, file.is_test


def _tied(path: str, signals: Signals) -> Iterator[Sequence[object]]:
    """All that the signals say of a file, but the bases of others."""
    names = signals.names
    yield [(other, used, names.strengths[path, other]) for other, used in names.used.get(path, {}).items()]
    yield [(user, names.used[user][path], names.strengths[user, path]) for user in names.users.get(path, ())]
    yield [(other, tuple(bases)) for other, bases in signals.bases.get(path, {}).items()]
    yield sorted(signals.pairs.get(path, {}).items())
    yield sorted(signals.stubs.get(path, ()))
    changes = sorted(signals.changes.get(path, {}).items())
    yield [(other, one.strength, one.times, one.last, is_code(signals.facts[other])) for other, one in changes]


def _offers(marks: Marks | None) -> str:
    return "" if marks is None else marks.offers


def _offers_of(known: Mapping[str, Known], path: str) -> str:
    return known[path].marks.offers if path in known else ""


def _digest(value: Any) -> str:
    # The second version of the format has no references, so equal values are equal bytes.
    return blake2b(marshal.dumps(value, 2), digest_size=MARK_SIZE).hexdigest()

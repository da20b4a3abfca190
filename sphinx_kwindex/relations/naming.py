"""What the path of a file says: its words, and which test belongs to which file by name."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from sphinx_kwindex.analysis.words import split_name

NOISE = frozenset({"test", "src", "lib", "init", "unit", "functional", "integration", "unittest", "testing"})
"""Parts of paths that say where a file stands, not what it is about."""

PLURAL_LENGTH = 4
SINGULAR_ENDINGS = ("ss", "is", "us")

_RUNS = re.compile(r"[^\W\d_]+|\d+")


@lru_cache(maxsize=1 << 16)
def path_words(path: str) -> tuple[str, ...]:
    """Return the words of a path without its suffix, in singular, without those that say nothing."""
    stem, _, suffix = path.rpartition(".")
    return _words(stem if stem and "/" not in suffix else path)


def name_words(path: str) -> tuple[str, ...]:
    """Return the words of the file's own name."""
    return path_words(path.rpartition("/")[2])


def pair_strengths(tests: Iterable[str], others: Iterable[str]) -> dict[tuple[str, str], float]:
    """Match tests with the files they are named after: ``1/2 + 1/2 * cosine``.

    A test and another file are a pair if the words of the name of one are all among the words of the path of the
    other; the cosine is that of the words of their paths, weighed by ``ln(N / df)``. So ``tests/io/test_csv.py``
    belongs to ``pkg/io/csv.py``, and less so to ``pkg/csv.py``.

    Returns:
        Strengths by (test, other).
    """
    tests, others = sorted(tests), sorted(others)
    vectors = _path_vectors([*tests, *others])
    holders, called = _by_word(others, path_words), _by_word(others, name_words)
    strengths = {}
    for test in tests:
        for other in _namesakes(test, holders, called):
            cosine = math.fsum(weight * vectors[other].get(word, 0.0) for word, weight in vectors[test].items())
            strengths[test, other] = 0.5 + 0.5 * cosine
    return strengths


def _words(text: str) -> tuple[str, ...]:
    runs = (part for run in _RUNS.findall(text) for part in (split_name(run) or (run.lower(),)))
    return tuple(word for word in map(_singular, runs) if word not in NOISE)


def _singular(word: str) -> str:
    is_plural = len(word) >= PLURAL_LENGTH and word.endswith("s") and not word.endswith(SINGULAR_ENDINGS)
    return word[:-1] if is_plural else word


def _path_vectors(paths: Sequence[str]) -> dict[str, dict[str, float]]:
    words = {path: set(path_words(path)) for path in paths}
    frequency = Counter(word for found in words.values() for word in found)
    return {path: _scaled({w: math.log(len(words) / frequency[w]) for w in sorted(words[path])}) for path in paths}


def _scaled(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else dict(weights)


def _by_word(paths: Iterable[str], words_of: Callable[[str], Iterable[str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        for word in words_of(path):
            found[word].add(path)
    return found


def _namesakes(test: str, holders: Mapping[str, set[str]], called: Mapping[str, set[str]]) -> list[str]:
    name, path = set(name_words(test)), set(path_words(test))
    of_its_name = set.intersection(*(holders.get(word, set()) for word in name)) if name else set()
    near = {other for word in path for other in called.get(word, ())}
    return sorted(of_its_name | {other for other in near if path.issuperset(name_words(other))})

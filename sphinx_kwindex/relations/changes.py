"""Which files the commits of a project changed together."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sphinx_kwindex.model.facts import Problem

MOST_FILES = 10
"""Commits of more files are reformatting, renaming and the like: they say nothing about any two of them."""

HALF_LIFE = 2 * 365.25 * 86400
"""Seconds after which a commit weighs half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit in today's terms: ``files`` are the paths that its files have now, ``time`` is in seconds of Unix."""

    identity: str
    time: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The commits of all repositories that the source files lie in, and what could not be read."""

    commits: tuple[Commit, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How two files changed together: how strongly, how many times, and when for the last time (seconds of Unix)."""

    strength: float
    times: int
    last: int


def changes_between(commits: Iterable[Commit], files: frozenset[str]) -> dict[str, dict[str, Change]]:
    """Count what was changed together, both ways.

    The strength is the sum over the commits that touch ``n`` of the files, ``2 <= n <= 10``, of
    ``0.5 ** (age / 2 years) / (n - 1)``. Age counts back from the newest commit, not from today, so that the same
    repository gives the same numbers. After Zimmermann and others, "Mining version histories to guide software
    changes", 2005.
    """
    ordered = sorted(commits, key=lambda commit: (commit.time, commit.identity))
    shares: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for share, pair, time in _shares(ordered, files):
        shares[pair].append((share, time))
    found: dict[str, dict[str, Change]] = defaultdict(dict)
    for (one, other), parts in shares.items():
        change = Change(strength=math.fsum(share for share, _ in parts), times=len(parts), last=parts[-1][1])
        found[one][other] = found[other][one] = change
    return found


def _shares(commits: Sequence[Commit], files: frozenset[str]) -> Iterator[tuple[float, tuple[str, str], int]]:
    newest = commits[-1].time if commits else 0
    for commit in commits:
        touched = sorted(files.intersection(commit.files))
        if 1 < len(touched) <= MOST_FILES:
            share = 0.5 ** ((newest - commit.time) / HALF_LIFE) / (len(touched) - 1)
            for pair in combinations(touched, 2):
                yield share, pair, commit.time

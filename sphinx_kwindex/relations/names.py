"""Which names of which file another file uses, re-exports followed."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sphinx_kwindex.model.ties import Ties
from sphinx_kwindex.relations.coarse import coarse

Used: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The qualnames, rarest first, that a file (outer key) uses of another (inner key)."""

HALF_STRENGTH = 0.5
USERS_STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All use of names between files: which, and how much they tie the two together (0 to 1).

    ``users`` are the files that use something of a file; ``strengths`` go by (user, used), and ``closeness`` is the
    stronger of the two directions, both ways.
    """

    used: Used
    users: Mapping[str, tuple[str, ...]]
    strengths: Mapping[tuple[str, str], float]
    closeness: Mapping[str, Mapping[str, float]]


def names_between(files: Sequence[Ties]) -> Names:
    """Collect what each file uses of each other: imports, references and mentions in documents.

    The strength is ``s / (s + 1/2)`` with ``s`` the sum of ``1 / files that use the name`` over the names used:
    a name that two files share says more than one that everybody imports, and many names more than one.
    """
    users = Counter((other, name) for file in files for other, names in file.uses.items() for name in names)
    used: dict[str, dict[str, tuple[str, ...]]] = {}
    strengths = {}
    for file in files:
        used[file.path] = {}
        for other, names in file.uses.items():
            counts = {name: users[other, name] for name in names}
            used[file.path][other] = _rarest_first(counts)
            total = math.fsum(1 / coarse(count, USERS_STEPS) for count in counts.values())
            strengths[file.path, other] = total / (total + HALF_STRENGTH)
    return Names(used=used, users=_turned(used), strengths=strengths, closeness=_both_ways(strengths))


def _rarest_first(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (counts[name], not name, name)))


def _turned(used: Used) -> dict[str, tuple[str, ...]]:
    users: dict[str, list[str]] = defaultdict(list)
    for path, others in used.items():
        for other in others:
            users[other].append(path)
    return {path: tuple(found) for path, found in users.items()}


def _both_ways(strengths: Mapping[tuple[str, str], float]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (user, used), strength in strengths.items():
        found[user][used] = found[used][user] = max(strength, strengths.get((used, user), 0.0))
    return found

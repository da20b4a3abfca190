"""Counts of right and wrong answers, with what was wrong and why."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple


class Miss(NamedTuple):
    """A wrong answer: its cause in a few words, and all that is known of it."""

    cause: str
    text: str


@dataclass
class Tally:
    """Answers of one kind."""

    right: int = 0
    total: int = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, good: bool, cause: str, text: str) -> None:  # noqa: FBT001 - the one thing to count
        """Count one answer; ``cause`` and ``text`` are of no account where it is good."""
        self.total += 1
        self.right += good
        if not good:
            self.misses.append(Miss(cause, text))

    def include(self, other: "Tally") -> None:
        """Count the answers of another tally as well."""
        self.right += other.right
        self.total += other.total
        self.misses += other.misses

    @property
    def share(self) -> float:
        """How many per cent are right."""
        return 100 * self.right / self.total if self.total else 100.0


Tallies = defaultdict[str, Tally]


def tallies() -> Tallies:
    """Tallies by kind, all empty."""
    return defaultdict(Tally)


def together(parts: "list[Tallies]") -> Tallies:
    """The sum of several tallies, kind by kind."""
    whole = tallies()
    for part in parts:
        for kind, tally in part.items():
            whole[kind].include(tally)
    return whole

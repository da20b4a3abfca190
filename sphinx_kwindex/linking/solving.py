"""Answers that depend on one another, also in circles."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")

_ROUNDS = 6
"""After so many the answers of a circle are taken as they are; real code settles in two or three."""
_DEEPEST = 60
"""Questions within questions; what lies deeper is not known."""


class Solver(Generic[Key, Answer]):
    """Answers questions by `compute`, which may ask the solver in turn.

    Inside a circle a question that is already open is answered by what was found in the round before (by ``nothing``
    in the first), until nothing changes any more. So an answer does not depend on where somebody entered the circle.
    """

    def __init__(self, compute: Callable[[Key], Answer], nothing: Answer) -> None:
        self._compute = compute
        self._nothing = nothing
        self._done: dict[Key, Answer] = {}
        self._before: dict[Key, Answer] = {}
        self._round: dict[Key, Answer | None] = {}
        self._depth = 0
        self._leans = False
        self._changed = False

    def answer(self, key: Key) -> Answer:
        """The answer to one question."""
        found = self._done.get(key)
        if found is not None:
            return found
        return self._inner(key) if self._depth else self._outer(key)

    def _outer(self, key: Key) -> Answer:
        self._before = {}
        for _ in range(_ROUNDS):
            self._round, self._changed, self._leans = {}, False, False
            answer = self._inner(key)
            if not self._leans:
                return answer
            if not self._changed:
                break
        self._done.update((one, value) for one, value in self._round.items() if value is not None)
        return answer

    def _inner(self, key: Key) -> Answer:
        if key in self._round or self._depth >= _DEEPEST:
            self._leans = True
            found = self._round.get(key)
            return self._before.get(key, self._nothing) if found is None else found
        leaned, self._leans = self._leans, False
        self._round[key] = None
        self._depth += 1
        try:
            answer = self._compute(key)
        finally:
            self._depth -= 1
        if self._leans:
            self._changed = self._changed or answer != self._before.get(key, self._nothing)
            self._before[key] = self._round[key] = answer
        else:
            self._done[key] = answer
            del self._round[key]
            self._leans = leaned
        return answer

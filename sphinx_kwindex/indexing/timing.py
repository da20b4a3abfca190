"""How long each stage takes, and how far it is."""

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

Progress = Callable[[Iterable[Any], str, int], Iterable[Any]]
"""Called with things to be done, a word for what is done, and how many they are; gives the things back."""


class Stopwatch:
    """Notes the seconds since the note before; ``seconds`` are the notes, in their order."""

    def __init__(self) -> None:
        self.seconds: list[tuple[str, float]] = []
        self._started = perf_counter()

    def stop(self, stage: str) -> None:
        """Note how long ``stage`` took; the next one begins."""
        now = perf_counter()
        self.seconds.append((stage, now - self._started))
        self._started = now

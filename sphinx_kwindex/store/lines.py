"""The lines of a file."""

from collections.abc import Iterable


class Lines:
    """The text of a file by lines, which count from 1."""

    def __init__(self, text: str) -> None:
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def texts(self, numbers: Iterable[int]) -> list[str]:
        """The lines of these numbers, stripped; empty past the end."""
        lines, count = self._lines, len(self._lines)
        return [lines[number - 1].strip() if 0 < number <= count else "" for number in numbers]

"""The lines of a file, and the definition that each stands in."""

from bisect import bisect_right
from collections.abc import Iterable


class Lines:
    """The text of a file by lines, which count from 1.

    ``spans`` are first line, last line and qualname of its definitions, outer ones before those inside them.
    """

    def __init__(self, text: str, spans: Iterable[tuple[int, int, str]]) -> None:
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._starts: list[int] = []
        self._names: list[str] = []
        for line, name in _changes(spans):
            self._starts.append(line)
            self._names.append(name)

    def text(self, line: int) -> str:
        """The line, stripped; empty past the end."""
        return self._lines[line - 1].strip() if 0 < line <= len(self._lines) else ""

    def within(self, line: int) -> str:
        """The qualname of the innermost definition around a line; empty for the module."""
        index = bisect_right(self._starts, line) - 1
        return self._names[index] if index >= 0 else ""


def _changes(spans: Iterable[tuple[int, int, str]]) -> Iterable[tuple[int, str]]:
    """The lines from which on another definition is the innermost, in order."""
    innermost: dict[int, str] = {}
    around: list[tuple[int, str]] = []
    for first, last, name in sorted(spans, key=lambda span: (span[0], -span[1])):
        if first == last:
            continue
        while around and around[-1][0] < first:
            end, _ = around.pop()
            innermost[end + 1] = around[-1][1] if around else ""
        innermost[first] = name
        around.append((last, name))
    while around:
        end, _ = around.pop()
        innermost[end + 1] = around[-1][1] if around else ""
    return sorted(innermost.items())

"""On which lines something stands, so that most of a tree need not be searched for it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any


def walrus_lines(text: str) -> list[int]:
    """Return the lines that may have a ``:=``."""
    lines: dict[int, None] = {}
    line, counted, found = 1, 0, text.find(":=")
    while found >= 0:
        line, counted = line + text.count("\n", counted, found), found
        lines[line] = None
        found = text.find(":=", found + 1)
    return list(lines)


def stands_on(node: Any, lines: Sequence[int]) -> bool:
    """Tell whether a node of Python's tree stands on any of the lines, which are sorted."""
    return bool(lines) and bisect_left(lines, node.lineno) < bisect_right(lines, node.end_lineno)

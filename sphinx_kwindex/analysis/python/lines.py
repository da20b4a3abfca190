"""On which lines something stands, so that most of a tree need not be searched for it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any


def walrus_lines(text: str) -> list[int]:
    """Return the lines that may have a ``:=``."""
    lines = text.split("\n") if ":=" in text else ()
    return [number for number, line in enumerate(lines, 1) if ":=" in line]


def stands_on(node: Any, lines: Sequence[int]) -> bool:
    """Tell whether a node of Python's tree stands on any of the lines, which are sorted."""
    return bool(lines) and bisect_left(lines, node.lineno) < bisect_right(lines, node.end_lineno)

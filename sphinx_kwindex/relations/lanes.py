"""Many numbers side by side in one large number, which Python adds, multiplies and compares all at once.

Each has a lane of 32 bits, of which the highest is left free for comparing.
"""

import re
import sys
from array import array
from collections.abc import Iterable

WIDTH = 4
"""Bytes of a lane."""
MOST = (1 << 31) - 1
"""The highest number in a lane."""

_TOP = re.compile(b"\x80")


def side_by_side(numbers: "array[int]") -> int:
    """Put numbers into lanes."""
    return int.from_bytes(numbers.tobytes(), sys.byteorder)


def in_few_lanes(count: int, lanes: Iterable[int], numbers: Iterable[int]) -> int:
    """Put numbers into some lanes of so many; the others are empty."""
    filled = array("I", bytes(count * WIDTH))
    for lane, number in zip(lanes, numbers, strict=True):
        filled[lane] = number
    return side_by_side(filled)


def one_by_one(lanes: int, count: int) -> "array[int]":
    """Take numbers out of their lanes."""
    return array("I", lanes.to_bytes(count * WIDTH, sys.byteorder))


def marked(tops: int, count: int) -> list[int]:
    """Tell the lanes whose highest bit is set; no other bit is."""
    return [found.start() // WIDTH for found in _TOP.finditer(tops.to_bytes(count * WIDTH, sys.byteorder))]

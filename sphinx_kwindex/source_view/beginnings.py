"""The ASCII characters that a match of a regular expression can begin with.

They are read off the parsed expression. What is not understood can begin with all of them, so there may be too many in
an answer and never too few.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from re import _constants as codes, _parser as parser  # type: ignore[attr-defined] # nothing else parses expressions
from typing import Any

ASCII = frozenset(map(chr, range(128)))

First = tuple[frozenset[str], bool]
"""What a part of an expression can begin with, and whether it can be empty."""

# Stands for all other characters.
_BEYOND = "\x80"
_ALL = ASCII | {_BEYOND}
_UNKNOWN: First = _ALL, True
_DIGITS = frozenset(filter(str.isdigit, ASCII))
_SPACES = frozenset(filter(str.isspace, ASCII))
_WORD = frozenset(filter(str.isalnum, ASCII)) | {"_"}
_CATEGORIES = {
    codes.CATEGORY_DIGIT: _DIGITS | {_BEYOND},
    codes.CATEGORY_SPACE: _SPACES | {_BEYOND},
    codes.CATEGORY_WORD: _WORD | {_BEYOND},
    codes.CATEGORY_NOT_DIGIT: _ALL - _DIGITS,
    codes.CATEGORY_NOT_SPACE: _ALL - _SPACES,
    codes.CATEGORY_NOT_WORD: _ALL - _WORD,
}


@cache
def beginnings(pattern: re.Pattern[str]) -> frozenset[str]:
    """Return the ASCII characters that a match can begin with: all of them where it can be empty."""
    found, can_be_empty = _sequence(parser.parse(pattern.pattern, pattern.flags))
    if can_be_empty or pattern.flags & (re.ASCII | re.LOCALE):
        return ASCII
    if pattern.flags & re.IGNORECASE:
        # Some letters of other scripts are ASCII in another case.
        found = _ALL if _BEYOND in found else found | {case for one in found for case in (one.lower(), one.upper())}
    return found & ASCII


def _sequence(parts: Iterable[tuple[Any, Any]]) -> First:
    found: frozenset[str] = frozenset()
    for code, detail in parts:
        here, can_be_empty = _FIRST[code](detail) if code in _FIRST else _UNKNOWN
        found |= here
        if not can_be_empty:
            return found, False
    return found, True


def _character(code: int) -> str:
    return min(chr(code), _BEYOND)


def _set(items: list[tuple[Any, Any]]) -> First:
    if items[0][0] is codes.NEGATE:
        return (_ALL - _members(items[1:])) | {_BEYOND}, False
    return _members(items), False


def _members(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    found: set[str] = set()
    for code, detail in items:
        if code is codes.LITERAL:
            found.add(_character(detail))
        elif code is codes.RANGE:
            found.update(_character(one) for one in range(detail[0], min(detail[1], ord(_BEYOND)) + 1))
            found.add(_character(detail[1]))
        else:
            found |= _CATEGORIES[detail]
    return frozenset(found)


def _branch(detail: tuple[None, list[Any]]) -> First:
    firsts = [_sequence(branch) for branch in detail[1]]
    return frozenset().union(*(found for found, _ in firsts)), any(can_be_empty for _, can_be_empty in firsts)


def _group(detail: tuple[Any, int, int, Any]) -> First:
    _, added_flags, removed_flags, inside = detail
    return _UNKNOWN if added_flags or removed_flags else _sequence(inside)


def _repeat(detail: tuple[int, int, Any]) -> First:
    least, _, repeated = detail
    found, can_be_empty = _sequence(repeated)
    return found, can_be_empty or least == 0


def _zero_width(_detail: Any) -> First:
    return frozenset(), True


_FIRST: Mapping[Any, Callable[[Any], First]] = {
    codes.LITERAL: lambda code: (frozenset({_character(code)}), False),
    codes.NOT_LITERAL: lambda code: ((_ALL - {_character(code)}) | {_BEYOND}, False),
    codes.ANY: lambda _: (_ALL, False),
    codes.IN: _set,
    codes.BRANCH: _branch,
    codes.SUBPATTERN: _group,
    codes.ATOMIC_GROUP: _sequence,
    codes.MAX_REPEAT: _repeat,
    codes.MIN_REPEAT: _repeat,
    codes.POSSESSIVE_REPEAT: _repeat,
    codes.AT: _zero_width,
    codes.ASSERT: _zero_width,
    codes.ASSERT_NOT: _zero_width,
}

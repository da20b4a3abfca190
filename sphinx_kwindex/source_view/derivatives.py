"""What is left of a regular expression to match when some characters have been matched.

Like what an expression can begin with, this is read off the parsed expression: there may be too much in an answer and
never too little. What is not understood can match anything.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import chain
from re import _constants as codes  # type: ignore[attr-defined] # nothing else parses expressions
from typing import Any

from sphinx_kwindex.source_view.beginnings import ASCII, WORD, characters, parsed

Rest = tuple[tuple[Any, Any], ...]
"""What is left of an expression, part by part; an empty one has matched."""

WHOLE, CHOICE, REPEAT, AT, FREE, UNKNOWN = "characters", "choice", "repeat", "at", "free", "unknown"
_REPEATS = frozenset({codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT})
_CHARACTERS = frozenset({codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN})
_MULTIPLE = 2
_ANYTHING = (UNKNOWN, None)


@cache
def start_of(pattern: re.Pattern[str]) -> frozenset[Rest]:
    """Return what is to match of an expression before anything has matched."""
    if pattern.flags & (re.ASCII | re.LOCALE):
        return frozenset({(_ANYTHING,)})
    return frozenset({tuple(_parts(parsed(pattern), pattern.flags))})


def _parts(parsed: Iterable[tuple[Any, Any]], flags: int) -> Iterator[tuple[Any, Any]]:
    for code, detail in parsed:
        if code in _CHARACTERS:
            yield WHOLE, characters(code, detail, flags)
        elif code is codes.BRANCH:
            yield CHOICE, tuple(tuple(_parts(branch, flags)) for branch in detail[1])
        elif code is codes.SUBPATTERN and not detail[1] and not detail[2]:
            yield from _parts(detail[3], flags)
        elif code is codes.ATOMIC_GROUP:
            yield from _parts(detail, flags)
        elif code is codes.MAX_REPEAT:
            yield _repeat(detail, flags)
        elif code in _REPEATS:
            yield CHOICE, ((_repeat(detail, flags),),)
        elif code is codes.AT:
            yield AT, detail
        elif code in {codes.ASSERT, codes.ASSERT_NOT}:
            yield FREE, None
        else:
            yield _ANYTHING


def _repeat(detail: tuple[int, int, Iterable[tuple[Any, Any]]], flags: int) -> tuple[Any, Any]:
    least, most, repeated = detail
    inner = tuple(_parts(repeated, flags))
    if most >= _MULTIPLE and ends(inner, "", ""):
        return _ANYTHING
    return REPEAT, (least, most, inner)


def ends(rest: Rest, before: str, after: str) -> bool:
    """Tell whether what is left can match nothing between two characters; each can be unknown, ``""``."""
    if not rest or rest[0] is _ANYTHING:
        return True
    (kind, detail), further = rest[0], rest[1:]
    if kind is CHOICE:
        return any(ends(branch + further, before, after) for branch in detail)
    if kind is REPEAT:
        least, _, inner = detail
        return (least == 0 or ends(inner, before, after)) and ends(further, before, after)
    return kind is not WHOLE and (kind is FREE or _holds(detail, before, after)) and ends(further, before, after)


def is_plain(rests: Iterable[Rest], places: Collection[Any]) -> bool:
    """Tell whether expressions look at nothing but what they match, and at some places between characters."""
    for kind, detail in chain.from_iterable(rests):
        inner = detail if kind is CHOICE else detail[2:] if kind is REPEAT else ()
        if kind in {FREE, UNKNOWN} or (kind is AT and detail not in places) or not is_plain(inner, places):
            return False
    return True


def step(rest: Rest, before: str, character: str) -> Iterator[Rest]:
    """Yield what can be left when a character has been matched as well, that stands behind another."""
    if not rest:
        return
    (kind, detail), further = rest[0], rest[1:]
    if kind is UNKNOWN:
        yield rest
    elif kind is WHOLE:
        if character in detail:
            yield further
    elif kind is CHOICE:
        for branch in detail:
            yield from step(branch + further, before, character)
    elif kind is REPEAT:
        yield from _step_repeat(detail, further, before, character)
    elif kind is FREE or _holds(detail, before, character):
        yield from step(further, before, character)


def _step_repeat(detail: tuple[int, int, Rest], further: Rest, before: str, character: str) -> Iterator[Rest]:
    least, most, inner = detail
    if least == 0 or ends(inner, before, character):
        yield from step(further, before, character)
    if most:
        left = most if most is codes.MAXREPEAT else most - 1
        yield from step((*inner, (REPEAT, (max(least - 1, 0), left, inner)), *further), before, character)


def heads(rest: Rest, before: str) -> Iterator[frozenset[str]]:
    """Yield the characters that can be matched next, behind another; ``step`` tells what is left then."""
    if not rest:
        return
    (kind, detail), further = rest[0], rest[1:]
    if kind is UNKNOWN:
        yield ASCII
    elif kind is WHOLE:
        yield detail
    elif kind is CHOICE:
        for branch in detail:
            yield from heads(branch + further, before)
    elif kind is REPEAT:
        least, most, inner = detail
        if least == 0 or ends(inner, before, ""):
            yield from heads(further, before)
        if most:
            yield from heads(inner + further, before)
    else:
        for found in heads(further, before):
            yield frozenset(one for one in found if kind is FREE or _holds(detail, before, one))


def _holds(place: Any, before: str, after: str) -> bool:
    if place in {codes.AT_BEGINNING, codes.AT_BEGINNING_STRING}:
        return before in {"", "\n"}
    if place is codes.AT_BOUNDARY and before and after:
        return (before in WORD) != (after in WORD)
    return True

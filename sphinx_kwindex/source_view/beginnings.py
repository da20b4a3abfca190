"""The ASCII characters at which a regular expression can match: those before, those at and those after the place.

They are read off the parsed expression. What is not understood can begin with all of them, so there may be too many in
an answer and never too few.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from re import _constants as codes, _parser as parser  # type: ignore[attr-defined] # nothing else parses expressions
from typing import Any, NamedTuple

ASCII = frozenset(map(chr, range(128)))
BLANKS = frozenset(" \n")

_MOST_SPELT_OUT = 2

Part = tuple[Any, Any]
"""A piece of a parsed expression: what it is, and more of it."""

First = tuple[frozenset[str], bool]
"""What a part of an expression can begin with, and whether it can be empty."""

Beginning = tuple[First, First, frozenset[str]]
"""What an expression can begin with and what can come next, and with what next the beginning is all for sure."""

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


class Way(NamedTuple):
    """A way in which an expression can begin: with one of ``first``, and then one of ``second``.

    With one of ``alone`` next, the first character is matched for sure, and no more.
    """

    first: frozenset[str]
    second: frozenset[str]
    alone: frozenset[str]


class Places(NamedTuple):
    """Where an expression can match, by the ASCII characters around the place.

    ``before`` can stand before a match, ``first`` begin it (all of them where it can be empty), in one of ``ways``; the
    earlier ones are tried first. Where a match begins with blanks, one of ``past`` can come after all of those. What
    ``is_plain`` matches nothing but characters that it can begin with.
    """

    before: frozenset[str]
    first: frozenset[str]
    ways: Sequence[Way]
    past: Sequence[Way]
    is_plain: bool

    def after(self, here: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return what can come second where a match begins with a character, and with what that is all for sure."""
        second: frozenset[str] = frozenset()
        alone: frozenset[str] = frozenset()
        for way in self.ways:
            if here in way.first:
                alone |= way.alone - second
                second |= way.second
        return second, alone


@cache
def places(pattern: re.Pattern[str]) -> Places:
    """Return where a pattern can match."""
    parts, flags = list(parser.parse(pattern.pattern, pattern.flags)), pattern.flags
    is_sure = not flags & (re.ASCII | re.LOCALE | re.IGNORECASE)
    first = _of_any_case(_sequence(parts), flags)
    return Places(
        before=_before(parts, flags),
        first=first,
        ways=_of_any_case_each(_ways(parts, is_sure=is_sure), flags),
        past=_of_any_case_each(_past(parts), flags) if first & BLANKS else (),
        is_plain=is_sure and bool(_after_one(parts)),
    )


def run_of_blanks(simple: Iterable[Places], others: Iterable[Places]) -> re.Pattern[str] | None:
    """Return a pattern for runs of blanks that ``simple`` expressions match, each of them plain, and no others do."""
    known: frozenset[str] = frozenset().union(*(one.first for one in simple))
    past = [way for one in others for way in one.past]
    alike: dict[frozenset[str], str] = {}
    for here in sorted(ASCII - known if known >= BLANKS else ()):
        after = ASCII.difference(*(way.second for way in past if here in way.first))
        alike[after] = alike.get(after, "") + here
    follow = [_set_of(here) + (_set_of(after) if after < ASCII else "") for after, here in alike.items() if after]
    return re.compile(f"[ \n][ \n]+(?={'|'.join(follow)})") if follow else None


def _set_of(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(chars)))}]"


def _of_any_case_each(ways: Iterable[Beginning], flags: int) -> Sequence[Way]:
    return [Way(_of_any_case(first, flags), _of_any_case(second, flags), alone) for first, second, alone in ways]


def _of_any_case(first: First, flags: int) -> frozenset[str]:
    found, can_be_empty = first
    if can_be_empty or flags & (re.ASCII | re.LOCALE):
        return ASCII
    if flags & re.IGNORECASE:
        # Some letters of other scripts are ASCII in another case.
        found = _ALL if _BEYOND in found else found | {case for one in found for case in (one.lower(), one.upper())}
    return found & ASCII


def _before(parts: Iterable[Part], flags: int) -> frozenset[str]:
    found = ASCII
    for code, detail in parts:
        if code is codes.AT and detail is codes.AT_BEGINNING:
            found &= {"\n"} if flags & re.MULTILINE else set()
        elif code is codes.ASSERT_NOT and detail[0] < 0 and [one for one, _ in detail[1]] == [codes.LITERAL]:
            found -= {chr(detail[1][0][1])}
        elif code is codes.SUBPATTERN and not (detail[1] or detail[2]):
            return found & _before(detail[3], flags)
        elif code not in _NO_WIDTH:
            return found
    return found


def _ways(parts: Sequence[Part], *, is_sure: bool) -> Iterator[Beginning]:
    (code, detail), *rest = parts or [(None, None)]
    choices = _choices(code, detail)
    if code in _ONE_WIDE or not choices:
        alone = _after_one(parts) if is_sure else frozenset()
        yield (
            (_sequence(parts[:1]), _sequence(rest), alone) if code in _ONE_WIDE else (_sequence(parts), _UNKNOWN, alone)
        )
    for choice in choices:
        yield from _ways([*choice, *rest], is_sure=is_sure and code not in _NO_WIDTH)


def _choices(code: Any, detail: Any) -> Sequence[Iterable[Part]]:
    """Return what a part stands for, one or the other; nothing where that is not understood."""
    if code in _NO_WIDTH:
        return [[]]
    if code is codes.BRANCH:
        return list(detail[1])
    if code is codes.SUBPATTERN and not (detail[1] or detail[2]):
        return [detail[3]]
    if code is not codes.MAX_REPEAT or detail[1] > _MOST_SPELT_OUT:
        return []
    least, most, repeated = detail
    return [[*repeated] * times for times in range(most, least - 1, -1)]


def _after_one(parts: Sequence[Part]) -> frozenset[str]:
    """Return what comes after a match of exactly one character; nothing where more than that character counts."""
    if [code for code, _ in parts] == [codes.MAX_REPEAT] and parts[0][1][0] == 1:
        repeated = list(parts[0][1][2])
        return _after_one(repeated) - _sequence(repeated)[0]
    return ASCII if len(parts) == 1 and parts[0][0] in {codes.LITERAL, codes.IN} else frozenset()


def _past(parts: Sequence[Part]) -> Iterator[Beginning]:
    first, can_be_empty = _sequence(parts)
    if not (can_be_empty or first & BLANKS):
        yield from _ways(parts, is_sure=False)
        return
    (code, detail), *rest = parts or [(None, None)]
    if code is codes.SUBPATTERN and not (detail[1] or detail[2]):
        yield from _past([*detail[3], *rest])
    elif code in _ONE_WIDE or (code is codes.MAX_REPEAT and [one in _ONE_WIDE for one, _ in detail[2]] == [True]):
        yield (_sequence(parts[:1])[0] - BLANKS, False), _UNKNOWN, frozenset()
        yield from _past(rest)
    elif code in _NO_WIDTH:
        yield from _past(rest)
    else:
        yield _UNKNOWN, _UNKNOWN, frozenset()


def _any_of(firsts: Iterable[First]) -> First:
    known = list(firsts)
    return frozenset().union(*(found for found, _ in known)), any(can_be_empty for _, can_be_empty in known)


def _sequence(parts: Iterable[Part]) -> First:
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
    return _any_of(map(_sequence, detail[1]))


def _group(detail: tuple[Any, int, int, Any]) -> First:
    _, added_flags, removed_flags, inside = detail
    return _UNKNOWN if added_flags or removed_flags else _sequence(inside)


def _repeat(detail: tuple[int, int, Any]) -> First:
    least, _, repeated = detail
    found, can_be_empty = _sequence(repeated)
    return found, can_be_empty or least == 0


def _zero_width(_detail: Any) -> First:
    return frozenset(), True


_NO_WIDTH = {codes.AT, codes.ASSERT, codes.ASSERT_NOT}
_ONE_WIDE = {codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN}
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

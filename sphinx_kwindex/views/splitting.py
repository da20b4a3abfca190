"""Which keywords share a page, where a folder has too many for one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sphinx_kwindex.views.keyword_index import letter_of

MOST_ENTRIES = 1_500
# Fewer than a page may have: whatever is edited makes all its page again.
GOOD_ENTRIES = 500

Part = tuple[str, ...]
"""How the names of a page begin, in order."""
Beginning = tuple[str, int]
"""How names begin, or all of a name, and how many there are."""


def split(names: Sequence[Beginning]) -> tuple[Part, ...]:
    """Return how the names of each page begin, given all names in order.

    Letters that follow each other share a page up to ``GOOD_ENTRIES``. A letter with more has one of its own, and one
    with more than ``MOST_ENTRIES`` several, which its longer beginnings share in the same way. Only what is one name
    makes a page longer.
    """
    if _total(names) <= MOST_ENTRIES:
        letters = tuple(dict.fromkeys(name[:1] for name, _ in names))
        return (letters,) if letters else ()
    return tuple(_parts(names))


def label(part: Part) -> str:
    """Return the first and the last beginning of a page; letters are capitals where none of them is split."""
    if len(part[-1]) > 1:
        return f"{part[0]}\N{EN DASH}{part[-1]}" if len(part) > 1 else f"{part[0]}…"
    first, last = letter_of(part[0]), letter_of(part[-1])
    return first if first == last else f"{first}\N{EN DASH}{last}"


def letters_in(part: Part) -> tuple[str, ...]:
    """Return the letters that the names of a page begin with."""
    return tuple(dict.fromkeys(start[:1] for start in part))


def _parts(names: Iterable[Beginning]) -> Iterator[Part]:
    short: list[Beginning] = []
    for letter, group in groupby(names, key=lambda name: name[0][:1]):
        inside = list(group)
        if _is_too_long(inside):
            yield from _packed(short)
            yield from _packed(_longer(inside, 2))
            short = []
        else:
            short.append((letter, _total(inside)))
    yield from _packed(short)


def _longer(names: Iterable[Beginning], length: int) -> Iterator[Beginning]:
    for start, group in groupby(names, key=lambda name: name[0][:length]):
        inside = list(group)
        if _is_too_long(inside):
            yield from _longer(inside, length + 1)
        else:
            yield start, _total(inside)


def _packed(beginnings: Iterable[Beginning]) -> Iterator[Part]:
    part, held = list[str](), 0
    for start, count in beginnings:
        if part and held + count > GOOD_ENTRIES:
            yield tuple(part)
            part, held = [], 0
        part.append(start)
        held += count
    if part:
        yield tuple(part)


def _is_too_long(names: Sequence[Beginning]) -> bool:
    return len(names) > 1 and _total(names) > MOST_ENTRIES


def _total(names: Iterable[Beginning]) -> int:
    return sum(count for _, count in names)

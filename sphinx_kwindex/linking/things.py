"""What a name can stand for, as far as the index follows it."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple


class Form(IntEnum):
    """Which sort of thing it is."""

    MODULE = 0
    CLASS = 1
    INSTANCE = 2
    FUNCTION = 3
    OUTSIDE = 4
    SUPER = 5
    LIST = 6
    TUPLE = 7
    DICT = 8
    RETURNS = 9


class Thing(NamedTuple):
    """Something with attributes.

    ``file`` and ``qualname`` say which definition it is or of which class it is an instance; for a thing outside the
    project, ``qualname`` is its full dotted name. ``parts`` are the items of a ``LIST`` (one part) or ``TUPLE``, keys
    and values of a ``DICT``, results of ``RETURNS``, and for a ``FUNCTION`` the object it was got from. ``sure`` is
    false where the class was inferred.
    """

    form: Form
    file: str = ""
    qualname: str = ""
    parts: tuple[tuple["Thing", ...], ...] = ()
    sure: bool = True


Things = tuple[Thing, ...]
"""Sorted, each once."""
NOTHING: Things = ()

_SEVERAL = 2
_MOST = 12
"""Possibilities of one name; what can be more than that is cut."""
_DEEPEST = 5
"""Containers in containers."""


def together(groups: Iterable[Things]) -> Things:
    """All things of the groups, each once, in one order."""
    listed = [group for group in groups if group]
    if len(listed) < _SEVERAL:
        return listed[0] if listed else NOTHING
    return tuple(sorted({thing for group in listed for thing in group})[:_MOST])


def container(form: Form, parts: tuple[Things, ...]) -> Things:
    """A container, unless it holds containers too deep to matter."""
    thing = Thing(form, parts=parts)
    return (thing,) if any(parts) and _depth(thing) <= _DEEPEST else NOTHING


def _depth(thing: Thing) -> int:
    inner = [_depth(part) for parts in thing.parts for part in parts if thing.form >= Form.LIST]
    return 1 + max(inner, default=0)

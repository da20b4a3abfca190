"""What was seen of names in use in one file, before anything is resolved across files."""

from dataclasses import dataclass

from sphinx_kwindex.model.kinds import UseKind

USE_KINDS = tuple(UseKind)
"""A place names its use kind by the index into this."""

GROUPS = frozenset({"any", "dict", "tuple"})
"""Steps that name other terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a keyword stands for.

    ``terms`` are, for a class, its bases in order; for a function, what a call gives; for anything else, what it
    holds, one for each value that the file gives it. ``declared`` says that the file only declares it, as in
    ``limit: int`` without a value.
    """

    qualname: str
    terms: tuple[int, ...]
    declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """The names in use, as terms: a term is a name or goes one step on from an earlier term.

    Columns of one table, not a value each, because a project has millions: term ``t`` is the step ``steps[t]`` from
    the term ``bases[t]`` (-1: from none), and the file uses it at ``places[t]``: line (from 1), column in characters
    (from 0) and index of the use kind in turn. ``widths[t]`` is the length of the name as written there.

    Steps from none: ``keyword:Client`` (a qualname of this file), ``import:3`` (what import number 3 of the file
    binds), ``module:os`` (the top of ``import os.path``), ``global:len`` (only a star import or a builtin can bring
    it), ``builtin:len`` (the builtin itself), ``self:Client`` and ``cls:Client`` (the first parameter of a method),
    ``super:Client``, ``mention:pkg.Client`` (a dotted name in a document),
    ``any:3 8`` (what several terms stand for). Steps from another term: ``.name``, ``()`` what a
    call gives, ``[]`` an item, ``each`` what iteration gives, ``with`` what a ``with`` binds, ``await``, ``new`` an
    instance of the annotation, ``type`` its class, ``value`` the same without the name, ``list`` and ``returns`` an
    object whose items or results are the term; ``tuple:3 8`` and ``dict:3 8`` have items, or keys and values.

    ``unknown`` counts the attributes of objects whose class the file does not tell.
    """

    steps: tuple[str, ...] = ()
    bases: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    places: tuple[tuple[int, ...], ...] = ()
    values: tuple[Value, ...] = ()
    unknown: int = 0


def members_of(step: str) -> tuple[int, ...]:
    """The terms that an ``any``, ``tuple`` or ``dict`` step names; -1 where nobody knows."""
    word, _, members = step.partition(":")
    return tuple(map(int, members.split())) if word in GROUPS else ()


def renumbered(step: str, numbers: dict[int, int]) -> str:
    """The step with the terms that it names under their new numbers."""
    members = members_of(step)
    if not members:
        return step
    return f"{step.partition(':')[0]}:{' '.join(str(numbers.get(member, -1)) for member in members)}"

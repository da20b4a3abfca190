"""The terms of one file while they are being collected; `sphinx_kwindex.model.uses.Uses` says what they mean."""

from collections.abc import Iterable, Iterator
from itertools import compress

from sphinx_kwindex.model.kinds import UseKind
from sphinx_kwindex.model.uses import USE_KINDS, Uses, Value, renumbered

CALL, BASE, METACLASS, DECORATOR, ANNOTATION, EXCEPT, MATCH, EXPORT, READ, WRITE = (
    USE_KINDS.index(kind)
    for kind in (
        UseKind.CALL,
        UseKind.BASE,
        UseKind.METACLASS,
        UseKind.DECORATOR,
        UseKind.ANNOTATION,
        UseKind.EXCEPT,
        UseKind.MATCH,
        UseKind.EXPORT,
        UseKind.READ,
        UseKind.WRITE,
    )
)

_MOST = 8
"""Possibilities of one name; those that are beyond are left out."""


class Term:
    """A name or a step from another term.

    ``places`` is the list to which uses are added, ``None`` for what has no name of its own: the result of a call,
    the value of a local variable.
    """

    __slots__ = ("_terms", "base", "id", "next", "places", "step", "width")

    def __init__(self, terms: "list[Term]", step: str, base: int, width: int, places: list[int] | None) -> None:
        self._terms = terms
        self.id = len(terms)
        self.step = step
        self.base = base
        self.width = width
        self.places = places
        self.next: dict[str, Term] = {}
        terms.append(self)

    def attribute(self, name: str) -> "Term":
        """The term ``.name``, which has places."""
        step = "." + name
        term = self.next.get(step)
        if term is None:
            term = self.next[step] = Term(self._terms, step, self.id, len(name), [])
        return term

    def then(self, step: str) -> "Term":
        """The term one step on that bears no name."""
        term = self.next.get(step)
        if term is None:
            term = self.next[step] = Term(self._terms, step, self.id, 0, None)
        return term

    def before(self) -> "Term":
        """The term that this is a step from."""
        return self._terms[self.base]

    def quiet(self) -> "Term":
        """The same value without the name: what a local variable holds."""
        return self if self.places is None else self.then("value")


class Forest:
    """All terms of a file, and what its keywords stand for."""

    def __init__(self) -> None:
        self.unknown = 0
        self._terms: list[Term] = []
        self._members: dict[int, tuple[int, ...]] = {}
        self._unions: set[int] = set()
        self._heads: dict[tuple[str, int], Term] = {}
        self._values: dict[str, dict[int, None]] = {}
        self._declared: set[str] = set()

    def head(self, step: str, width: int) -> Term:
        """The term of a name that stands alone, ``width`` characters long as written; 0 for what has no name."""
        term = self._heads.get((step, width))
        if term is None:
            term = self._heads[step, width] = Term(self._terms, step, -1, width, [] if width else None)
        return term

    def union(self, terms: Iterable[Term | None]) -> Term | None:
        """What stands for any of the terms; unknown ones are left out."""
        members: dict[int, Term] = {}
        for term in terms:
            if term is not None:
                members[term.id] = term
        if not members:
            return None
        if len(members) == 1:
            return members.popitem()[1]
        flat = {number: None for member in members for number in self._parts(member)}
        width = max(term.width for term in members.values())
        return self._group("any", tuple(sorted(flat)[:_MOST]), width)

    def tuple_of(self, terms: Iterable[Term | None]) -> Term:
        """A tuple with one item for each term."""
        return self._group("tuple", tuple(-1 if term is None else term.id for term in terms), 0)

    def dict_of(self, key: Term | None, value: Term | None) -> Term:
        """A mapping from one to the other."""
        return self._group("dict", tuple(-1 if term is None else term.id for term in (key, value)), 0)

    def give(self, qualname: str, terms: Iterable[Term | None]) -> None:
        """Note what the keyword ``qualname`` stands for."""
        self._declared.discard(qualname)
        values = self._values.setdefault(qualname, {})
        for term in terms:
            if term is not None:
                values[term.id] = None

    def declare(self, qualname: str, term: Term | None) -> None:
        """Note that the keyword ``qualname`` is declared, to stand for ``term``, and gets no value here."""
        if qualname not in self._values:
            self._declared.add(qualname)
        self._values.setdefault(qualname, {}).update({} if term is None else {term.id: None})

    def freeze(self) -> Uses:
        """The table of the terms that are used, renumbered; no term can be added any more."""
        terms = self._needed()
        # Terms know the list of all, and go sooner if it does not know them.
        self._heads.clear()
        self._terms.clear()
        numbers = {term.id: new for new, term in enumerate(terms)}
        return Uses(
            steps=tuple([renumbered(term.step, numbers) if term.id in self._members else term.step for term in terms]),
            bases=tuple([numbers.get(term.base, -1) for term in terms]),
            widths=tuple([term.width for term in terms]),
            places=tuple([tuple(term.places or ()) for term in terms]),
            values=tuple(
                Value(
                    qualname=qualname,
                    terms=tuple([numbers[number] for number in values]),
                    declared=qualname in self._declared,
                )
                for qualname, values in self._values.items()
                if values or qualname in self._declared
            ),
            unknown=self.unknown,
        )

    def places(self) -> Iterator[list[int]]:
        """The places of all terms that have some."""
        return (term.places for term in self._terms if term.places)

    def _group(self, word: str, members: tuple[int, ...], width: int) -> Term:
        term = self.head(f"{word}:{' '.join(map(str, members))}", width)
        self._members[term.id] = members
        if word == "any":
            self._unions.add(term.id)
        return term

    def _parts(self, number: int) -> tuple[int, ...]:
        return self._members[number] if number in self._unions else (number,)

    def _needed(self) -> list[Term]:
        needed = bytearray([bool(term.places) for term in self._terms])
        for numbers in self._values.values():
            for number in numbers:
                needed[number] = 1
        for term in reversed(self._terms):
            if needed[term.id]:
                if term.base >= 0:
                    needed[term.base] = 1
                for number in self._members.get(term.id, ()):
                    if number >= 0:
                        needed[number] = 1
        return list(compress(self._terms, needed))

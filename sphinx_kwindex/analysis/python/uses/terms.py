"""The terms of one file while they are being collected; `sphinx_kwindex.model.uses.Uses` says what they mean."""

from collections.abc import Iterable, Iterator

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

    __slots__ = ("_forest", "id", "next", "places", "step")

    def __init__(self, forest: "Forest", number: int, step: str, places: list[int] | None) -> None:
        self._forest = forest
        self.id = number
        self.step = step
        self.places = places
        self.next: dict[str, Term] = {}

    def attribute(self, name: str) -> "Term":
        """The term ``.name``, which has places."""
        step = "." + name
        term = self.next.get(step)
        if term is None:
            term = self.next[step] = self._forest.add(step, self.id, len(name), [])
        return term

    def then(self, step: str) -> "Term":
        """The term one step on that bears no name."""
        term = self.next.get(step)
        if term is None:
            term = self.next[step] = self._forest.add(step, self.id, 0, None)
        return term

    def quiet(self) -> "Term":
        """The same value without the name: what a local variable holds."""
        return self if self.places is None else self.then("value")


class Forest:
    """All terms of a file, and what its keywords stand for."""

    def __init__(self) -> None:
        self.unknown = 0
        self._steps: list[str] = []
        self._bases: list[int] = []
        self._widths: list[int] = []
        self._places: list[list[int] | None] = []
        self._members: dict[int, tuple[int, ...]] = {}
        self._unions: set[int] = set()
        self._heads: dict[tuple[str, int], Term] = {}
        self._values: dict[str, dict[int, None]] = {}
        self._declared: set[str] = set()

    def add(self, step: str, base: int, width: int, places: list[int] | None) -> Term:
        """A new term."""
        term = Term(self, len(self._steps), step, places)
        self._steps.append(step)
        self._bases.append(base)
        self._widths.append(width)
        self._places.append(places)
        return term

    def head(self, step: str, width: int) -> Term:
        """The term of a name that stands alone, ``width`` characters long as written; 0 for what has no name."""
        term = self._heads.get((step, width))
        if term is None:
            term = self._heads[step, width] = self.add(step, -1, width, [] if width else None)
        return term

    def union(self, terms: Iterable[Term | None]) -> Term | None:
        """What stands for any of the terms; unknown ones are left out."""
        members = {term.id: term for term in terms if term is not None}
        if len(members) < 2:  # noqa: PLR2004 - a union has two members at least
            return next(iter(members.values()), None)
        flat = {number: None for member in members for number in self._parts(member)}
        width = max(self._widths[member] for member in members)
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
        values.update((term.id, None) for term in terms if term is not None)

    def declare(self, qualname: str, term: Term | None) -> None:
        """Note that the keyword ``qualname`` is declared, to stand for ``term``, and gets no value here."""
        if qualname not in self._values:
            self._declared.add(qualname)
        self._values.setdefault(qualname, {}).update({} if term is None else {term.id: None})

    def freeze(self) -> Uses:
        """The table of the terms that are used, renumbered; no term can be added any more."""
        # Terms know their forest, and go sooner if it does not know them.
        self._heads.clear()
        numbers = {number: new for new, number in enumerate(self._needed())}
        return Uses(
            steps=tuple([self._step(number, numbers) for number in numbers]),
            bases=tuple([numbers.get(self._bases[number], -1) for number in numbers]),
            widths=tuple([self._widths[number] for number in numbers]),
            places=tuple([tuple(self._places[number] or ()) for number in numbers]),
            values=tuple(
                Value(
                    qualname=qualname,
                    terms=tuple(numbers[term] for term in terms),
                    declared=qualname in self._declared,
                )
                for qualname, terms in self._values.items()
                if terms or qualname in self._declared
            ),
            unknown=self.unknown,
        )

    def places(self) -> Iterator[list[int]]:
        """The places of all terms that have some."""
        return (places for places in self._places if places)

    def _group(self, word: str, members: tuple[int, ...], width: int) -> Term:
        term = self.head(f"{word}:{' '.join(map(str, members))}", width)
        self._members[term.id] = members
        if word == "any":
            self._unions.add(term.id)
        return term

    def _parts(self, number: int) -> tuple[int, ...]:
        return self._members[number] if number in self._unions else (number,)

    def _step(self, number: int, numbers: dict[int, int]) -> str:
        step = self._steps[number]
        return renumbered(step, numbers) if number in self._members else step

    def _needed(self) -> list[int]:
        needed = bytearray(bool(places) for places in self._places)
        for terms in self._values.values():
            for term in terms:
                needed[term] = 1
        for number in range(len(needed) - 1, -1, -1):
            if needed[number]:
                for other in (self._bases[number], *self._members.get(number, ())):
                    if other >= 0:
                        needed[other] = 1
        return [number for number, wanted in enumerate(needed) if wanted]

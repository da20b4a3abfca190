"""Attributes of things: of modules, of classes and their objects by the method resolution order."""

from collections.abc import Callable, Sequence

from sphinx_kwindex.linking.link import Link, distinct, weaker
from sphinx_kwindex.linking.steps import START, fullname, project_link
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.linking.things import Form, Thing, Things
from sphinx_kwindex.model.kinds import Confidence, TargetKind
from sphinx_kwindex.model.links import Target

Order = tuple[Thing, ...]

_OF_CLASSES = frozenset({"__dict__", "__doc__", "__module__", "__name__", "__qualname__"})
"""What every class has of its own, whatever its objects are given by these names."""


class Members:
    """Finds attributes; ``bases`` says what the bases of a class are."""

    def __init__(self, table: SymbolTable, bases: Callable[[Thing], Sequence[Things]]) -> None:
        self._table = table
        self._bases = bases
        self._found: dict[tuple[Thing, str], tuple[Link, ...]] = {}

    def links(self, thing: Thing, name: str, order: Callable[[Thing], Order]) -> tuple[Link, ...]:
        """The definitions of the attribute ``name`` of a thing."""
        if thing.form is Form.MODULE:
            return self._of_module(thing, name)
        if thing.form is Form.OUTSIDE:
            return (_outside(f"{thing.qualname}.{name}"),)
        if thing.form is Form.CLASS and name in _OF_CLASSES:
            return ()
        if thing.form in {Form.CLASS, Form.INSTANCE, Form.SUPER}:
            links = self._inherited(order(thing), name, skip=thing.form is Form.SUPER)
            return links if thing.sure else tuple(_inferred(link) for link in links)
        return ()

    def linearise(self, thing: Thing, order: Callable[[Thing], Order]) -> Order:
        """The method resolution order of a class, as far as its bases are in the project."""
        known = [base for bases in self._bases(thing) for base in bases[:1] if base.form is Form.CLASS]
        orders = [list(order(base)) for base in known]
        return (thing, *merge([*orders, known]))

    def _of_module(self, thing: Thing, name: str) -> tuple[Link, ...]:
        if thing.file:
            return self._table.resolve_attribute(thing.file, name, aliases=False)
        return self._table.resolve_module(f"{thing.qualname}.{name}")

    def _inherited(self, order: Order, name: str, *, skip: bool) -> tuple[Link, ...]:
        private = name.startswith("__") and not name.endswith("__")
        for owner in order[skip : 1 if private else None]:
            links = self._own(owner, name)
            if links:
                return links
        return ()

    def _own(self, owner: Thing, name: str) -> tuple[Link, ...]:
        qualname = f"{owner.qualname}.{name}"
        namespace = self._table.namespace(owner.file)
        if not namespace.keywords(qualname):
            return ()
        target = Target(file=owner.file, qualname=qualname)
        return (project_link(fullname(namespace.file, qualname), target, START),)


def merge(orders: list[list[Thing]]) -> list[Thing]:
    """C3; where no order is consistent, the first that is left comes next."""
    merged: list[Thing] = []
    orders = [list(order) for order in orders if order]
    while orders:
        tails = {thing for order in orders for thing in order[1:]}
        head = next((order[0] for order in orders if order[0] not in tails), orders[0][0])
        merged.append(head)
        orders = [rest for order in orders if (rest := [thing for thing in order if thing != head])]
    return merged


def _outside(name: str) -> Link:
    return Link(kind=TargetKind.THIRD_PARTY, name=name, target=None, confidence=Confidence.EXACT)


def _inferred(link: Link) -> Link:
    return Link(
        kind=link.kind,
        name=link.name,
        target=link.target,
        confidence=weaker(link.confidence, Confidence.INFERRED),
        hops=link.hops,
    )


__all__ = ["Members", "Order", "distinct", "merge"]

"""Attributes of things: of modules, of classes and their objects by the method resolution order."""

from collections.abc import Callable, Sequence

from sphinx_kwindex.linking.link import Link, weaker
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.linking.things import Form, Thing, Things
from sphinx_kwindex.model.kinds import Confidence, TargetKind

Order = tuple[Thing, ...]
Links = tuple[Link, ...]

_CLASSY = frozenset({Form.CLASS, Form.INSTANCE, Form.SUPER})
_OF_CLASSES = frozenset({"__dict__", "__doc__", "__module__", "__name__", "__qualname__"})
"""What every class has of its own, whatever its objects are given by these names."""


class Members:
    """Finds attributes.

    ``bases`` says what the bases of a class are, ``is_declared`` whether it only declares an attribute: a class further
    up that gives it a value goes before.
    """

    def __init__(
        self,
        table: SymbolTable,
        bases: Callable[[Thing], Sequence[Things]],
        is_declared: Callable[[Thing, str], bool],
    ) -> None:
        self._table = table
        self._is_declared = is_declared
        self._bases = bases

    def links(self, thing: Thing, name: str, order: Callable[[Thing], Order]) -> tuple[Links, Links]:
        """The definitions of the attribute ``name`` of a thing, and those that say best what it stands for."""
        if thing.form is Form.MODULE:
            return _both(self._of_module(thing, name))
        if thing.form is Form.OUTSIDE:
            return _both((_outside(f"{thing.qualname}.{name}"),))
        if thing.form not in _CLASSY or (thing.form is Form.CLASS and name in _OF_CLASSES):
            return _both(())
        links, typed = self._inherited(order(thing), name, skip=thing.form is Form.SUPER)
        if thing.sure:
            return links, typed
        inferred = _inferred(links)
        return inferred, inferred if typed is links else _inferred(typed)

    def linearise(self, thing: Thing, order: Callable[[Thing], Order]) -> Order:
        """The method resolution order of a class, as far as its bases are in the project."""
        known = [base for bases in self._bases(thing) for base in bases[:1] if base.form is Form.CLASS]
        orders = [[above for above in order(base) if above != thing] for base in known]
        return (thing, *merge([*orders, [base for base in known if base != thing]]))

    def _of_module(self, thing: Thing, name: str) -> tuple[Link, ...]:
        if thing.file:
            return self._table.resolve_attribute(thing.file, name, aliases=False)
        return self._table.resolve_module(f"{thing.qualname}.{name}")

    def _inherited(self, order: Order, name: str, *, skip: bool) -> tuple[Links, Links]:
        private = name.startswith("__") and not name.endswith("__")
        declared: Links = ()
        for owner in order[skip : 1 if private else None]:
            links = self._own(owner, name)
            if links and not self._is_declared(owner, name):
                return links, declared or links
            declared = declared or links
        return _both(declared)

    def _own(self, owner: Thing, name: str) -> tuple[Link, ...]:
        return self._table.definition(owner.file, f"{owner.qualname}.{name}")


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


def _inferred(links: Links) -> Links:
    return tuple([link._replace(confidence=weaker(link.confidence, Confidence.INFERRED)) for link in links])


def _both(links: Links) -> tuple[Links, Links]:
    return links, links

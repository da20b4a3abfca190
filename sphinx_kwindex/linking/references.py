"""Where every name in use leads."""

from collections.abc import Iterator
from itertools import chain

from sphinx_kwindex.linking.link import Link
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.linking.values import Values
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.kinds import CLASS_KINDS, UseKind
from sphinx_kwindex.model.links import Reference, ResolvedBase, Target
from sphinx_kwindex.model.uses import USE_KINDS, Uses

_WRITE = USE_KINDS.index(UseKind.WRITE)
_PLACE = 3
"""A place has a line, a column and a kind of use."""
_Group = tuple[Link, int, int]
_Place = tuple[int, int]


def resolve_references(values: Values, file: FileFacts) -> tuple[tuple[Reference, ...], int, int]:
    """All references of a file, and how many of its names in use lead anywhere, and all."""
    uses = file.uses
    groups: dict[_Group, list[_Place]] = {}
    asked = _asked(uses)
    resolved = total = 0
    for term, places in enumerate(uses.places):
        if places:
            links = values.meaning(file.path, term).links if term in asked else values.links(file.path, term)
            total += len(places) // _PLACE
            resolved += len(places) // _PLACE if links else 0
            for link in links:
                _group(groups, link, uses.widths[term], places)
    references = [_reference(values.table, file.path, group, places) for group, places in groups.items()]
    return tuple(sorted([one for one in references if one.places], key=_order)), resolved, total + uses.unknown


def resolve_bases(table: SymbolTable, file: FileFacts) -> tuple[ResolvedBase, ...]:
    """The bases of all classes of a file."""
    return tuple(
        _base(table, file.path, keyword.qualname, written)
        for keyword in file.keywords
        if keyword.kind in CLASS_KINDS
        for written in keyword.bases
    )


def _asked(uses: Uses) -> set[int]:
    """The terms that others go on from which are used themselves; of all others, only where they lead is wanted."""
    asked: set[int] = set()
    for term in range(len(uses.bases) - 1, -1, -1):
        if uses.places[term] or term in asked:
            asked.add(uses.bases[term])
    return asked


def _group(groups: dict[_Group, list[_Place]], link: Link, width: int, places: tuple[int, ...]) -> None:
    if len(places) == _PLACE:
        line, column, kind = places
        groups.setdefault((link, kind, width), []).append((line, column))
        return
    found = list(zip(places[::3], places[1::3], strict=True))
    kinds = places[2::3]
    for kind in set(kinds):
        group = groups.setdefault((link, kind, width), [])
        group += [place for place, own in zip(found, kinds, strict=True) if own == kind]


def _reference(table: SymbolTable, path: str, group: _Group, places: list[_Place]) -> Reference:
    link, kind, width = group
    found = sorted(places) if len(places) > 1 else places
    if kind == _WRITE and link.target is not None and link.target.file == path:
        own = set(_definitions(table, link.target))
        found = [place for place in found if place not in own]
    return Reference(
        name=link.name,
        target=link.target,
        confidence=link.confidence,
        kind=USE_KINDS[kind],
        width=width,
        places=found[0] if len(found) == 1 else tuple(chain.from_iterable(found)),
    )


def _definitions(table: SymbolTable, target: Target) -> Iterator[tuple[int, int]]:
    """Where the name stands in its own definitions, which are no uses."""
    return ((keyword.line, keyword.column) for keyword in table.keywords(target))


def _order(reference: Reference) -> tuple[tuple[int, ...], str, str]:
    return reference.places, reference.name, reference.target.file if reference.target else ""


def _base(table: SymbolTable, path: str, qualname: str, written: str) -> ResolvedBase:
    plain = written.partition("[")[0]
    within = qualname.rpartition(".")[0].removesuffix(".<locals>")
    links = table.resolve_dotted(path, plain, within) if all(part.isidentifier() for part in plain.split(".")) else ()
    if not links:
        return ResolvedBase(qualname=qualname, written=written, name=None, target=None)
    return ResolvedBase(qualname=qualname, written=written, name=links[0].name, target=links[0].target)

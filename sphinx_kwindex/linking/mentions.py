"""Where a dotted name in the text of a document leads."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from sphinx_kwindex.linking.link import Link, distinct
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.model.kinds import Confidence, UseKind
from sphinx_kwindex.model.links import Reference


def resolve_mention(table: SymbolTable, path: str, name: str) -> tuple[Link, ...]:
    """The one definition that a name in the document ``path`` means: by its full name, else the only one it can be.

    ``Class.member`` is enough where a single class of the project has that name and that member. What can mean
    several things means nothing.
    """
    if table.modules.is_doubtful(name, path):
        return ()
    found = tuple(link for link in table.lookup(name, path) if link.target is not None)
    if found:
        return found if len(found) == 1 else ()
    head = name.partition(".")[0]
    inside = [link for owner in table.classes_named(head) for link in table.resolve_dotted(owner, name)]
    short = distinct([link for link in inside if link.target is not None])
    return (short[0]._replace(confidence=Confidence.INFERRED),) if len(short) == 1 else ()


def without_guesses(references: Iterable[Reference]) -> Iterator[Reference]:
    """Leave out a mention by a short name where a full name is meant: a document can spell one name both ways."""
    listed = list(references)
    sure = {place for one in listed if not _is_guess(one) for place in _places(one)}
    for one in listed:
        places = [place for place in _places(one) if not _is_guess(one) or place not in sure]
        if places:
            yield replace(one, places=tuple(chain.from_iterable(places)))


def _is_guess(reference: Reference) -> bool:
    return reference.kind is UseKind.MENTION and reference.confidence is Confidence.INFERRED


def _places(reference: Reference) -> list[tuple[int, int]]:
    return list(zip(reference.places[::2], reference.places[1::2], strict=True))

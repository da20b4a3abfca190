"""The answer to "where does this name lead?", before it becomes part of an import or a reference."""

from collections.abc import Sequence
from typing import NamedTuple

from sphinx_kwindex.model.kinds import Confidence, TargetKind
from sphinx_kwindex.model.links import Target

_SEVERAL = 2
_ORDER = {confidence: rank for rank, confidence in enumerate(Confidence)}


class Link(NamedTuple):
    """Where a name leads.

    ``name`` is the full dotted name of the definition, or of the thing outside the project. ``target`` is ``None``
    outside the project, and for a namespace package, which has no file. ``hops`` are the modules that passed the name
    on.
    """

    kind: TargetKind
    name: str
    target: Target | None
    confidence: Confidence
    hops: tuple[str, ...] = ()


def weaker(one: Confidence, other: Confidence) -> Confidence:
    """The less sure of two confidences: a chain is as sure as its weakest part."""
    return one if _ORDER[one] >= _ORDER[other] else other


def distinct(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links without those that lead to the same place; where several places remain, all are ambiguous."""
    if len(links) < _SEVERAL:
        return tuple(links)
    kept: dict[tuple[str, Target | None], Link] = {}
    for link in links:
        kept.setdefault((link.name, link.target), link)
    if len(kept) < _SEVERAL:
        return tuple(kept.values())
    return tuple(link._replace(confidence=Confidence.AMBIGUOUS) for link in kept.values())

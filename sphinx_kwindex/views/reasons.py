"""The reasons of related files, in words."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import Code, Inline, Text

if TYPE_CHECKING:
    from sphinx_kwindex.model.links import Reason

# What the related file is to the one whose page it stands on; the details follow.
WORDS = {
    "imports": "imports ",
    "imported-by": "imported here: ",
    "test-of": "tests ",
    "tested-by": "tested here: ",
    "subclasses": "subclasses ",
    "subclassed-by": "subclassed here: ",
    "documents": "describes ",
    "documented-by": "described here: ",
    "words": "shared words: ",
    "stub": "stub of the module ",
}
WITHOUT_DETAILS = {"test-of": "test of this file", "tested-by": "tested here"}
SOURCES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "imports": frozenset({"imports", "imported-by"}),
        "tests": frozenset({"test-of", "tested-by"}),
        "classes": frozenset({"subclasses", "subclassed-by"}),
        "documents": frozenset({"documents", "documented-by"}),
        "stubs": frozenset({"stub"}),
        "history": frozenset({"history"}),
        "words": frozenset({"words"}),
        "folders": frozenset({"same-package"}),
    }
)
"""What reasons rest on, as the option of the directive calls it."""
MOST_DETAILS = 5


def reasons_from(reasons: "Iterable[Reason]", sources: Collection[str]) -> "tuple[Reason, ...]":
    """Return the reasons that rest on some of the ``sources``; all where none are given."""
    kinds = frozenset[str]().union(*(SOURCES[source] for source in sources))
    return tuple(reason for reason in reasons if reason.kind in kinds or not sources)


def reasons_in_words(reasons: "Iterable[Reason]") -> Iterator[Inline]:
    """Say the reasons in words, with their first details."""
    for number, reason in enumerate(reasons):
        if number:
            yield Text("; ")
        yield from _in_words(reason)


def _in_words(reason: "Reason") -> Iterator[Inline]:
    if reason.kind == "history":
        yield Text(_history(reason.details))
    elif reason.kind == "same-package":
        yield Text(f"both in {reason.details[0]}/" if reason.details[0] else "both in this project")
    elif reason.details:
        yield Text(WORDS[reason.kind])
        yield from _details(reason)
    else:
        yield Text(WITHOUT_DETAILS[reason.kind])


def _history(details: tuple[str, ...]) -> str:
    times, last = details
    return f"changed together {'once' if times == '1' else f'{times} times'}, last on {last}"


def _details(reason: "Reason") -> Iterator[Inline]:
    for number, detail in enumerate(reason.details[:MOST_DETAILS]):
        if number:
            yield Text(", ")
        yield Text(detail) if reason.kind == "words" else Code(detail)
    more = len(reason.details) - MOST_DETAILS
    if more > 0:
        yield Text(f" and {more} more")

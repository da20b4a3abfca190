"""The outline of a file: every definition in source order, each the anchor of its keyword."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import Block, Item, Listing, Paragraph, Query, Text
from sphinx_kwindex.model.kinds import Kind
from sphinx_kwindex.views import entries
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.sizes import as_many_as_fit, size_of

if TYPE_CHECKING:
    from sphinx_kwindex.model.links import ResolvedBase
    from sphinx_kwindex.model.rows import Entry

# Beyond so many definitions or bytes of HTML a page shows less of each, so that it stays under its size: no more than
# the line with its signature, then names only, and further on names without links.
TERSE, BARE = 900, 1500
ROOM = 300_000


@dataclass(slots=True)
class Branch:
    """A keyword and those defined inside it."""

    entry: "Entry"
    inner: list["Branch"] = field(default_factory=list)


def file_outline(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the classes with their members, functions and data of a file."""
    shown = [entry for entry in desk.reader.keywords(query.subject) if _listed(entry, desk)]
    if not shown:
        return ()
    branches = grow(shown)
    items: Sequence[Item] = ()
    for level in _levels(query.subject, len(shown), desk):
        items = level(branches)
        if size_of([Listing(tuple(items))]) <= ROOM:
            return (Listing(tuple(items), "outline"),)
    found = as_many_as_fit(items, ROOM)
    more = Paragraph((Text(f"and {len(items) - len(found):,} more"),), "more")
    return Listing(tuple(found), "outline"), more


Level = Callable[[Iterable[Branch]], Sequence[Item]]


def _levels(path: str, count: int, desk: Desk) -> Iterator[Level]:
    """Yield ways to show an outline, each shorter than the one before."""
    if count <= TERSE:
        uses = dict(desk.reader.usage_counts(path))
        bases: dict[str, tuple[ResolvedBase, ...]] = {}
        for base in desk.reader.bases(path):
            bases[base.qualname] = (*bases.get(base.qualname, ()), base)
        yield lambda branches: tuple(_items(branches, desk, uses, bases))
        yield lambda branches: tuple(_heads(branches, desk, bases))
    if count <= BARE:
        yield lambda branches: tuple(_terse(branches, desk, linked=True))
    yield lambda branches: tuple(_terse(branches, desk, linked=False))


def grow(shown: Iterable["Entry"]) -> list[Branch]:
    """Put each keyword under the one whose qualified name it continues; source order is kept."""
    top: list[Branch] = []
    latest: dict[str, Branch] = {}
    for entry in shown:
        branch = Branch(entry)
        parent = latest.get(_parent(entry.keyword.qualname))
        (top if parent is None else parent.inner).append(branch)
        latest[entry.keyword.qualname] = branch
    return top


def _listed(entry: "Entry", desk: Desk) -> bool:
    return entry.keyword.kind is not Kind.MODULE and desk.shows(entry)


def _parent(qualname: str) -> str:
    return qualname.rpartition(".")[0].removesuffix(".<locals>")


def _items(
    branches: Iterable[Branch],
    desk: Desk,
    uses: Mapping[str, int],
    bases: Mapping[str, tuple["ResolvedBase", ...]],
) -> Iterator[Item]:
    for branch in branches:
        entry = branch.entry
        line = (*entries.head(entry, desk, bases.get(entry.keyword.qualname, ())), *entries.links(entry, desk, uses))
        inner = tuple(_items(branch.inner, desk, uses, bases))
        yield Item(line, tuple(_below(entry, inner)), entry.anchor, entries.style(entry))


def _below(entry: "Entry", inner: tuple[Item, ...]) -> Iterator[Block]:
    if entry.keyword.summary:
        yield Paragraph((Text(entry.keyword.summary),), "summary")
    if inner:
        yield Listing(inner, "outline")


def _heads(branches: Iterable[Branch], desk: Desk, bases: Mapping[str, tuple["ResolvedBase", ...]]) -> Iterator[Item]:
    for branch in branches:
        entry = branch.entry
        inner = tuple(_heads(branch.inner, desk, bases))
        line = entries.head(entry, desk, bases.get(entry.keyword.qualname, ()))
        yield Item(line, (Listing(inner, "outline"),) if inner else (), entry.anchor, entries.style(entry))


def _terse(branches: Iterable[Branch], desk: Desk, *, linked: bool) -> Iterator[Item]:
    for branch in branches:
        inner = tuple(_terse(branch.inner, desk, linked=linked))
        blocks = (Listing(inner, "outline"),) if inner else ()
        name = entries.name_link(branch.entry, desk) if linked else Text(branch.entry.keyword.name)
        yield Item((name,), blocks, branch.entry.anchor)

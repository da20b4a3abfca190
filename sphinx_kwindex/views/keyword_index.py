"""The keyword index of a file: every name it defines or imports, by kind or by letter."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import (
    ApiTarget,
    Block,
    Code,
    Group,
    Inline,
    Item,
    Link,
    Listing,
    PageTarget,
    Paragraph,
    Query,
)
from sphinx_kwindex.model.kinds import MARKUP_KINDS, Kind, Visibility
from sphinx_kwindex.views import entries
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.sizes import items_that_fit, size_of
from sphinx_kwindex.views.wording import PLURALS, counted

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Entry, ImportEntry

# With more than so many, members are left to the outline, and with more still all to the index of the folder, so that
# a page stays under its size.
MOST_ENTRIES = 900
# Bytes of HTML. An index that has more shows its keywords without their usages and documentation.
ROOM, ROOM_FOR_IMPORTS = 230_000, 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The options of the directive ``keyword-index``, read."""

    kinds: frozenset[Kind]
    visibility: frozenset[Visibility]
    group_by: str
    depth: int
    imports: bool


def file_keywords(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the keywords of a file in groups, each linked to its line, its usages and its API documentation."""
    choice = read_choice(query, desk)
    uses = dict(desk.reader.usage_counts(query.subject))
    chosen = [entry for entry in desk.reader.keywords(query.subject) if wanted(entry, choice)]
    if len(chosen) > MOST_ENTRIES and not choice.depth:
        chosen = [entry for entry in chosen if wanted(entry, replace(choice, depth=1))]
    if len(chosen) > MOST_ENTRIES:
        return _elsewhere(query.subject, len(chosen), desk)
    blocks = _blocks(_groups(chosen, choice, lambda entry: _item(entry, desk, uses)))
    if size_of(blocks) > ROOM:
        blocks = _blocks(_groups(chosen, choice, lambda entry: _plain_item(entry, desk)))
    if size_of(blocks) > ROOM:
        return _elsewhere(query.subject, len(chosen), desk)
    return (*blocks, *_blocks(_imports(query.subject, desk))) if choice.imports else blocks


def read_choice(query: Query, desk: Desk) -> Choice:
    """Read the options of a query; what is not said follows the settings."""
    options = dict(query.options)
    visibility = set(desk.settings.visibility)
    for value in (Visibility.PRIVATE, Visibility.SPECIAL):
        if value in options:
            (visibility.discard if options[value] == "no" else visibility.add)(value)
    kinds = {Kind(kind) for kind in options.get("kinds", "").replace(",", " ").split()}
    return Choice(
        kinds=frozenset(kinds or desk.settings.kinds),
        visibility=frozenset(visibility),
        group_by=options.get("group-by", "kind"),
        depth=int(options.get("depth", "0")),
        imports=options.get("imports", "no") != "no",
    )


def letter_of(name: str) -> str:
    """Return the heading a name stands under: its first letter as a capital, ``_`` or ``#`` for what is no letter."""
    first = name[:1].upper()
    return first if first.isalpha() or first == "_" else "#"


def wanted(entry: "Entry", choice: Choice) -> bool:
    """Tell whether the options let a keyword in."""
    keyword = entry.keyword
    deep = choice.depth and keyword.qualname.replace("<locals>.", "").count(".") >= choice.depth
    return (
        keyword.kind is not Kind.MODULE
        and keyword.kind in choice.kinds
        and keyword.visibility in choice.visibility
        and not deep
    )


def _groups(
    chosen: Iterable["Entry"], choice: Choice, item: Callable[["Entry"], Item]
) -> Iterator[tuple[str, Sequence[Item]]]:
    ordered = sorted(chosen, key=lambda entry: (entry.keyword.name.casefold(), entry.keyword.qualname))
    groups: dict[str, list[Item]] = {}
    for entry in ordered:
        groups.setdefault(_group_of(entry, choice.group_by), []).append(item(entry))
    order = list(PLURALS.values()) if choice.group_by == "kind" else sorted(groups)
    yield from ((title, groups[title]) for title in order if title in groups)


def _group_of(entry: "Entry", group_by: str) -> str:
    if group_by == "kind":
        return PLURALS[entry.keyword.kind]
    return letter_of(entry.keyword.name) if group_by == "letter" else ""


def _item(entry: "Entry", desk: Desk, uses: Mapping[str, int]) -> Item:
    return Item((_link(entry, desk), *entries.links(entry, desk, uses)), style=entries.style(entry))


def _plain_item(entry: "Entry", desk: Desk) -> Item:
    return Item((_link(entry, desk),), style=entries.style(entry))


def _link(entry: "Entry", desk: Desk) -> Link:
    code = entry.keyword.kind not in MARKUP_KINDS
    name = entry.keyword.qualname if code else entry.keyword.name
    return Link(name.replace(".<locals>", ""), desk.place(entry), code=code)


def _elsewhere(path: str, count: int, desk: Desk) -> tuple[Block, ...]:
    target = PageTarget(desk.docnames.keywords(path.rpartition("/")[0]))
    return (Paragraph((Link(counted(count, "keyword"), target, code=False),), "count"),)


def _imports(path: str, desk: Desk) -> list[tuple[str, Sequence[Item]]]:
    items: dict[str, Item] = {}
    for imported in desk.reader.imports(path):
        if imported.imported.bound:
            items.setdefault(imported.imported.bound, Item((import_link(imported, desk),)))
    ordered = sorted(items.items(), key=lambda pair: (pair[0].casefold(), pair[0]))
    shown = items_that_fit([item for _, item in ordered], ROOM_FOR_IMPORTS)
    return [("Imported names", shown)] if items else []


def import_link(imported: "ImportEntry", desk: Desk, text: str = "") -> Inline:
    """Return an imported name, linked to its definition, or to where its project documents it."""
    text = text or imported.imported.bound
    if imported.target is not None:
        return Link(text, desk.definition(imported.target), tooltip=entries.tooltip(imported.target))
    name = imported.resolved.name
    return Link(text, ApiTarget(name, own=False), tooltip=name) if name else Code(text)


def _blocks(groups: Iterable[tuple[str, Sequence[Item]]]) -> tuple[Block, ...]:
    listings = [(title, Listing(tuple(items), "keywords")) for title, items in groups]
    return tuple(Group(title, (listing,)) if title else listing for title, listing in listings)

"""Which files belong together with a file, and why; which tests use it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import Block, Code, Group, Inline, Item, Listing, Paragraph, Query, Text
from sphinx_kwindex.model.kinds import MARKUP_TYPES
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.wording import counted

if TYPE_CHECKING:
    from sphinx_kwindex.model.links import Reason, Relation
    from sphinx_kwindex.model.rows import FileRow

# What the related file is to the one whose page it stands on; the details follow.
REASONS = {
    "imports": "imports ",
    "imported-by": "imported here: ",
    "test-of": "tests ",
    "tested-by": "tested here: ",
    "subclasses": "subclasses ",
    "subclassed-by": "subclassed here: ",
    "documents": "describes ",
    "documented-by": "described here: ",
    "words": "shared words: ",
    "same-package": "same folder",
    "stub": "stub",
}
MOST_DETAILS = 5


def related_files(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the related files, closest first, with reasons: sources, then tests, then documents."""
    options = dict(query.options)
    limit = int(options.get("limit") or desk.settings.related_limit)
    with_reasons = options.get("reasons", "yes") != "no"
    groups: dict[str, list[Item]] = {"": [], "Tests": [], "Documents": []}
    for relation in desk.reader.relations(query.subject)[:limit]:
        row = desk.reader.file(relation.file)
        if row is not None:
            groups[_group_of(row)].append(_item(relation, row, desk, with_reasons=with_reasons))
    return tuple(_blocks(groups))


def file_tests(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the test files that use what a file defines, each with the names it uses."""
    names: dict[str, list[str]] = {}
    for relation in desk.reader.relations(query.subject):
        for reason in relation.reasons:
            if reason.kind == "test-of":
                names.setdefault(relation.file, []).extend(reason.details)
    for importer in desk.reader.importers(query.subject):
        if importer.file in names or _is_test(importer.file, desk):
            names.setdefault(importer.file, []).extend(importer.names)
    items = tuple(_test(path, found, desk) for path, found in sorted(names.items()))
    return (Listing(items, "related"),) if items else ()


def reason_words(reason: "Reason") -> tuple[Inline, ...]:
    """Say one reason in words, with its first details."""
    if reason.kind == "history":
        return (Text(_history(reason.details)),)
    words = REASONS[reason.kind]
    if not words.endswith(" "):
        return (Text(words),)
    inlines: list[Inline] = [Text(words)]
    for number, detail in enumerate(reason.details[:MOST_DETAILS]):
        inlines += [Text(", ")] * bool(number)
        inlines.append(Text(detail) if reason.kind == "words" else Code(detail))
    more = len(reason.details) - MOST_DETAILS
    return (*inlines, Text(f" and {more} more")) if more > 0 else tuple(inlines)


def _history(details: tuple[str, ...]) -> str:
    times, *day = details
    last = f", last on {day[0]}" if day else ""
    return f"changed together {'once' if times == '1' else f'{times} times'}{last}"


def _group_of(row: "FileRow") -> str:
    if row.is_test:
        return "Tests"
    return "Documents" if row.type in MARKUP_TYPES else ""


def _blocks(groups: dict[str, list[Item]]) -> Iterator[Block]:
    for title, items in groups.items():
        if items:
            listing = Listing(tuple(items), "related")
            yield Group(title, (listing,)) if title else listing


def _item(relation: "Relation", row: "FileRow", desk: Desk, *, with_reasons: bool) -> Item:
    line: list[Inline] = [desk.file_link(row.path)]
    if row.summary:
        line += [Text(" "), Text(row.summary, "summary")]
    reasons = tuple(_reasons(relation.reasons)) if with_reasons else ()
    return Item(tuple(line), (Paragraph(reasons, "reasons"),) if reasons else ())


def _reasons(reasons: Iterable["Reason"]) -> Iterator[Inline]:
    for number, reason in enumerate(reasons):
        if number:
            yield Text("; ")
        yield from reason_words(reason)


def _is_test(path: str, desk: Desk) -> bool:
    row = desk.reader.file(path)
    return row is not None and row.is_test


def _test(path: str, names: list[str], desk: Desk) -> Item:
    unique = list(dict.fromkeys(names))
    line: list[Inline] = [desk.file_link(path)]
    for number, name in enumerate(unique[: 2 * MOST_DETAILS]):
        line += [Text(", " if number else ": "), Code(name)]
    more = len(unique) - 2 * MOST_DETAILS
    return Item((*line, Text(f" and {counted(more, 'name')} more")) if more > 0 else tuple(line))

"""Which files belong together with a file, and why; which tests use it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import Block, Code, Group, Inline, Item, Listing, Paragraph, Query, Text
from sphinx_kwindex.model.kinds import PYTHON_TYPES
from sphinx_kwindex.relations.shortening import shortened
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.neighbourhood import neighbourhood
from sphinx_kwindex.views.reasons import MOST_DETAILS, reasons_from, reasons_in_words
from sphinx_kwindex.views.sizes import items_that_fit
from sphinx_kwindex.views.wording import counted

if TYPE_CHECKING:
    from sphinx_kwindex.model.links import Related
    from sphinx_kwindex.model.rows import FileRow

# Bytes of HTML.
ROOM_FOR_TESTS = 40_000


def related_files(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the related files, closest first, with reasons: modules, then tests, then documents."""
    options = dict(query.options)
    relations = tuple(_from_sources(query.subject, options.get("sources", "").split(), desk))
    limit = int(options.get("limit") or desk.settings.related_limit)
    code = frozenset(relation.file for relation in relations if _row(relation, desk).type in PYTHON_TYPES)
    shown = shortened(relations, code, limit)
    diagram = neighbourhood(query.subject, shown, desk) if options.get("diagram") == "yes" else ()
    return (*_groups(shown, desk, with_reasons=options.get("reasons", "yes") != "no"), *diagram)


def file_tests(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the test files that use what a file defines, each with the names it uses."""
    names: dict[str, list[str]] = {}
    for relation in desk.reader.related(query.subject):
        for reason in relation.reasons:
            if reason.kind == "test-of":
                names.setdefault(relation.file, []).extend(reason.details)
    for importer in desk.reader.importers(query.subject):
        if importer.file in names or _is_test(importer.file, desk):
            names.setdefault(importer.file, []).extend(importer.names)
    items = [_test(path, found, desk) for path, found in sorted(names.items())]
    return (Listing(tuple(items_that_fit(items, ROOM_FOR_TESTS)), "related"),) if items else ()


def _from_sources(path: str, sources: list[str], desk: Desk) -> "Iterator[Related]":
    for relation in desk.reader.related(path):
        reasons = reasons_from(relation.reasons, sources)
        if reasons:
            yield replace(relation, reasons=reasons)


def _groups(relations: "Iterable[Related]", desk: Desk, *, with_reasons: bool) -> Iterator[Block]:
    groups: dict[str, list[Item]] = {"": [], "Tests": [], "Documents": []}
    for relation in relations:
        row = _row(relation, desk)
        groups[_group_of(row)].append(_item(relation, row, desk, with_reasons=with_reasons))
    for title, items in groups.items():
        if items:
            listing = Listing(tuple(items), "related")
            yield Group(title, (listing,)) if title else listing


def _row(relation: "Related", desk: Desk) -> "FileRow":
    row = desk.reader.file(relation.file)
    if row is None:
        raise LookupError(relation.file)
    return row


def _group_of(row: "FileRow") -> str:
    if row.type not in PYTHON_TYPES:
        return "Documents"
    return "Tests" if row.is_test else ""


def _item(relation: "Related", row: "FileRow", desk: Desk, *, with_reasons: bool) -> Item:
    line: list[Inline] = [desk.file_link(row.path)]
    if row.summary:
        line += [Text(" "), Text(row.summary, "summary")]
    reasons = tuple(reasons_in_words(relation.reasons)) if with_reasons else ()
    return Item(tuple(line), (Paragraph(reasons, "reasons"),) if reasons else ())


def _is_test(path: str, desk: Desk) -> bool:
    nature = desk.reader.nature(path)
    return nature is not None and nature.is_test


def _test(path: str, names: list[str], desk: Desk) -> Item:
    unique = list(dict.fromkeys(names))
    line: list[Inline] = [desk.file_link(path)]
    for number, name in enumerate(unique[: 2 * MOST_DETAILS]):
        line += [Text(", " if number else ": "), Code(name)]
    more = len(unique) - 2 * MOST_DETAILS
    return Item((*line, Text(f" and {counted(more, 'name')} more")) if more > 0 else tuple(line))

"""The honesty page: what the index knows, and what it does not."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import (
    Block,
    Code,
    Fields,
    Group,
    Inline,
    Item,
    Link,
    Listing,
    PageTarget,
    Paragraph,
    Query,
    Text,
)
from sphinx_kwindex.model.kinds import Confidence
from sphinx_kwindex.views import entries
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.wording import counted, kind_word, per_cent

if TYPE_CHECKING:
    from sphinx_kwindex.model.facts import Problem
    from sphinx_kwindex.model.rows import Doubt, Entry

MOST_ITEMS = 500


def totals(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return how much the whole index holds, and on other pages than the honesty page a link to that."""
    found = desk.reader.totals()
    numbers = [counted(found.files, "file"), counted(found.keywords, "keyword"), counted(found.imports, "import")]
    inlines: list[Inline] = [Text(", ".join([*numbers, counted(found.references, "reference")]))]
    if dict(query.options).get("place") != "report":
        inlines += [Text(" · "), Link("what the index knows", PageTarget(desk.docnames.report()), code=False)]
    return (Paragraph(tuple(inlines), "totals"),) if found.files else ()


def report_confidence(_query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return how many of the names in use lead to a definition, and how surely."""
    found = desk.reader.totals()
    if not found.names:
        return ()
    rows = [("Names in use", f"{found.names:,}")]
    rows.append(("Resolved", f"{found.resolved:,} ({per_cent(found.resolved, found.names)})"))
    counts = dict(found.confidences)
    whole = sum(counts.values())
    rows += [
        (confidence.value.capitalize(), f"{counts[confidence]:,} ({per_cent(counts[confidence], whole)})")
        for confidence in Confidence
        if counts.get(confidence)
    ]
    return (Fields(tuple((label, (Text(value),)) for label, value in rows)),)


def report_problems(_query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return what could not be read, by kind, with its reason."""
    groups: dict[str, list[Problem]] = {}
    for problem in desk.reader.problems():
        groups.setdefault(problem.kind.value, []).append(problem)
    return tuple(
        Group(
            f"{kind.replace('-', ' ').capitalize()} ({len(found):,})",
            tuple(_listed(_problems(found, desk), len(found))),
        )
        for kind, found in sorted(groups.items())
    )


def report_imports(_query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the imports that end nowhere, by name."""
    return _doubts(desk.reader.unresolved_imports(), desk)


def report_ambiguous(_query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the definitions that a name may mean which may mean others too."""
    return _doubts(desk.reader.ambiguous_names(), desk)


def report_unused(_query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the keywords that nothing refers to, public ones excepted."""
    found = desk.reader.unreferenced()
    shown = [entry for entry in found if desk.shows(entry)]
    return tuple(_listed((_unused(entry, desk) for entry in shown[:MOST_ITEMS]), len(shown)))


def _listed(items: Iterable[Item], count: int) -> Iterator[Block]:
    if count:
        yield Listing(tuple(items), "report")
    if count > MOST_ITEMS:
        yield Paragraph((Text(f"and {counted(count - MOST_ITEMS, 'more', 'more')}"),), "more")


def _problems(found: Iterable["Problem"], desk: Desk) -> Iterator[Item]:
    for problem in list(found)[:MOST_ITEMS]:
        known = problem.file in desk.docnames.files
        place: list[Inline] = [desk.file_link(problem.file) if known else Code(problem.file)]
        if known and problem.line is not None:
            place += [Text(" "), desk.line_link(problem.file, problem.line)]
        yield Item((*place, Text(" "), Text(problem.message, "summary")))


def _doubts(found: Sequence["Doubt"], desk: Desk) -> tuple[Block, ...]:
    items = (Item((Code(one.name), Text(" in "), *_places(one.places, desk))) for one in found[:MOST_ITEMS])
    return tuple(_listed(items, len(found)))


def _places(places: Iterable[tuple[str, int]], desk: Desk) -> Iterator[Inline]:
    listed = list(places)
    for number, (path, line) in enumerate(listed[:8]):
        yield Text(", " if number else "")
        yield desk.file_link(path)
        yield Text(" ")
        yield desk.line_link(path, line)
    if len(listed) > 8:  # noqa: PLR2004  (as many as stand above)
        yield Text(f" and {counted(len(listed) - 8, 'more place')}")


def _unused(entry: "Entry", desk: Desk) -> Item:
    link = Link(entry.fullname, desk.definition(entry), tooltip=entries.tooltip(entry))
    return Item((Text(kind_word(entry.keyword.kind), "kind"), Text(" "), link))

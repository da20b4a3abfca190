"""Who uses a keyword: where it is used, tested, described, imported, subclassed and overridden."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import (
    Badge,
    Block,
    Code,
    Fold,
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
from sphinx_kwindex.model.kinds import CLASS_KINDS, MARKUP_TYPES, Confidence
from sphinx_kwindex.views import entries
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.wording import counted, shortened

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Entry, Importer, Spot, Usage

DOCUMENTS = "In documents"
FOLD_AT = 20
LINES_OF_A_FILE_PAGE = 1_000
MOST_LINES = 500
LINES_OF_A_USAGES_PAGE = 2_000
# A page that could show fewer lines of each keyword shows none, and links to those that can.
FEWEST_LINES = 3
LONGEST_LINE = 160


def keyword_usages(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the usages of one keyword (option ``qualname``), or of each keyword of a file, folded.

    With the option ``all`` the lists are as long as a page can bear.
    """
    options = dict(query.options)
    if options.get("qualname"):
        return _of_keyword(query.subject, options["qualname"], int(options.get("limit", "0")) or FOLD_AT, desk)
    used = used_keywords(query.subject, desk)
    if not used:
        return ()
    everything = "all" in options
    limit = lines_each(used, everything=everything)
    if limit < FEWEST_LINES and not everything:
        return (Listing(tuple(_count(entry, count, desk) for entry, count in used), "keywords"),)
    about = _surroundings(query.subject, [entry.qualname for entry, _ in used], limit, desk, everything=everything)
    return tuple(_fold(entry, count, about) for entry, count in used)


def used_keywords(path: str, desk: Desk) -> list[tuple["Entry", int]]:
    """Return the shown keywords of a file that are used anywhere, with how often, in source order."""
    counts = dict(desk.reader.usage_counts(path))
    if not counts:
        return []
    first: dict[str, Entry] = {}
    for entry in desk.reader.keywords(path):
        if desk.shows(entry) and entry.keyword.qualname:
            first.setdefault(entry.keyword.qualname, entry)
    return [(entry, counts[name]) for name, entry in first.items() if counts.get(name)]


def lines_each(used: Iterable[tuple["Entry", int]], *, everything: bool) -> int:
    """Return how many lines each keyword may take at most, so that all of them fit on the page."""
    counts = sorted(count for _, count in used)
    room, most = (LINES_OF_A_USAGES_PAGE, MOST_LINES) if everything else (LINES_OF_A_FILE_PAGE, FOLD_AT)
    for number, count in enumerate(counts):
        share = room // (len(counts) - number)
        if count > share:
            return min(share, most)
        room -= count
    return most


def has_usages_page(path: str, desk: Desk) -> bool:
    """Tell whether some list of the page of a file goes on elsewhere."""
    used = used_keywords(path, desk)
    limit = lines_each(used, everything=False)
    return any(count > limit for _, count in used)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the lists of one page have in common."""

    desk: Desk
    everything: bool
    usages: Mapping[str, Sequence["Usage"]]
    importers: Mapping[str, Sequence["Importer"]]
    inherited: frozenset[str]


def _surroundings(path: str, names: Collection[str], limit: int, desk: Desk, *, everything: bool) -> Surroundings:
    return Surroundings(
        desk=desk,
        everything=everything,
        usages=desk.reader.all_usages(path, names, limit=limit) if limit else {},
        importers=_importers_by_name(path, desk),
        inherited=desk.reader.classes_with_heirs(path),
    )


def _of_keyword(path: str, qualname: str, shown: int, desk: Desk) -> tuple[Block, ...]:
    found = desk.reader.entry(path, qualname)
    if not found:
        return ()
    usages = desk.reader.usages(path, qualname, limit=MOST_LINES)
    first, rest = usages[:shown], usages[shown:]
    importers = _importers_by_name(path, desk).get(qualname, [])
    blocks = [*_usage_groups(first, desk)]
    if rest:
        blocks.append(Fold((Text(counted(len(rest), "more use")),), tuple(_usage_groups(rest, desk))))
    return (*blocks, *_imported(importers, desk), *_inheritance(found[0], desk))


def _count(entry: "Entry", count: int, desk: Desk) -> Item:
    target = PageTarget(desk.docnames.usages(entry.file), entries.uses_anchor(entry))
    name = entry.keyword.qualname.replace(".<locals>", "")
    link = Link(name, target)
    return Item((link, Text(f" {counted(count, 'use')}", "count")), anchor=entries.uses_anchor(entry))


def _fold(entry: "Entry", count: int, about: Surroundings) -> Fold:
    desk, qualname = about.desk, entry.keyword.qualname
    usages = about.usages.get(qualname, ())
    blocks = [*_usage_groups(usages, desk), *_more(entry, count - len(usages), count, about)]
    blocks += _imported(about.importers.get(qualname, []), desk)
    if (qualname if entry.kind in CLASS_KINDS else qualname.rpartition(".")[0]) in about.inherited:
        blocks += _inheritance(entry, desk)
    return Fold(
        (*_title(entry, desk), Text(f" {counted(count, 'use')}", "count")), tuple(blocks), entries.uses_anchor(entry)
    )


def _title(entry: "Entry", desk: Desk) -> tuple[Inline, ...]:
    name = entry.keyword.qualname.replace(".<locals>", "")
    return (Link(name, desk.definition(entry)),)


def _more(entry: "Entry", hidden: int, count: int, about: Surroundings) -> Iterator[Block]:
    if hidden <= 0:
        return
    if about.everything:
        yield Paragraph((Text(f"and {counted(hidden, 'more use')}"),), "more")
    else:
        target = PageTarget(about.desk.docnames.usages(entry.file), entries.uses_anchor(entry))
        yield Paragraph((Link(f"all {counted(count, 'use')}", target, code=False),), "more")


def _usage_groups(usages: Iterable["Usage"], desk: Desk) -> Iterator[Block]:
    groups: dict[str, list[Usage]] = {"": [], DOCUMENTS: [], "Tests": []}
    for usage in usages:
        groups[_group_of(usage, desk)].append(usage)
    for title, found in groups.items():
        if found:
            listing = _by_file(found, desk)
            yield Group(title, (listing,)) if title else listing


def _group_of(usage: "Usage", desk: Desk) -> str:
    if usage.is_test:
        return "Tests"
    nature = desk.reader.nature(usage.file)
    return DOCUMENTS if nature is not None and nature.type in MARKUP_TYPES else ""


def _by_file(usages: Iterable["Usage"], desk: Desk) -> Listing:
    files: dict[str, list[Usage]] = {}
    for usage in usages:
        files.setdefault(usage.file, []).append(usage)
    return Listing(
        tuple(Item((desk.file_link(path),), (_lines(found, desk),)) for path, found in files.items()), "usages"
    )


def _lines(usages: Sequence["Usage"], desk: Desk) -> Listing:
    return Listing(tuple(Item(tuple(_line(usage, desk))) for usage in usages), "lines")


def _line(usage: "Usage", desk: Desk) -> Iterator[Inline]:
    yield desk.line_link(usage.file, usage.line)
    yield from (Text(" "), Text(usage.kind.value, "kind"))
    yield from (Text(" "), Code(shortened(usage.text, LONGEST_LINE)))
    if usage.confidence in {Confidence.INFERRED, Confidence.AMBIGUOUS}:
        yield from (Text(" "), Badge(usage.confidence.value, usage.confidence.value))


def _importers_by_name(path: str, desk: Desk) -> dict[str, list["Importer"]]:
    found: dict[str, list[Importer]] = {}
    for importer in desk.reader.importers(path):
        for name in importer.names:
            found.setdefault(name, []).append(importer)
    return found


def _imported(importers: Sequence["Importer"], desk: Desk) -> list[Block]:
    if not importers:
        return []
    line: list[Inline] = []
    for number, importer in enumerate(importers[:FOLD_AT]):
        line += [Text(", ")] * bool(number)
        line += [desk.file_link(importer.file), Text(" "), desk.line_link(importer.file, importer.line)]
    more = len(importers) - FOLD_AT
    line += [Text(f" and {counted(more, 'more file')}")] if more > 0 else []
    return [Group("Imported by", (Paragraph(tuple(line), "flow"),))]


def _inheritance(entry: "Entry", desk: Desk) -> list[Block]:
    if entry.keyword.kind in CLASS_KINDS:
        found = desk.reader.subclasses(entry.file, entry.keyword.qualname)
        return [Group("Subclasses", (_names(found, desk),))] if found else []
    found = desk.reader.overrides(entry.file, entry.keyword.qualname)
    return [Group("Overridden in", (_names(found, desk),))] if found else []


def _names(found: Sequence["Spot"], desk: Desk) -> Paragraph:
    line: list[Inline] = []
    for number, entry in enumerate(found[: 2 * FOLD_AT]):
        line += [Text(", ")] * bool(number)
        line.append(Link(entry.fullname, desk.definition(entry), tooltip=entries.tooltip(entry)))
    more = len(found) - 2 * FOLD_AT
    return Paragraph((*line, Text(f" and {counted(more, 'more')}")) if more > 0 else tuple(line), "flow")

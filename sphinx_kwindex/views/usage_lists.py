"""The lists of who uses one keyword: lines by file, importers, subclasses and what overrides it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kwindex.blocks import Block, Group, Inline, Line, Link, PageTarget, Paragraph, Text, Uses, UsingFile
from sphinx_kwindex.model.kinds import CLASS_KINDS, MARKUP_TYPES, Confidence
from sphinx_kwindex.views import entries
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.wording import counted, shortened

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Entry, Importer, Place, Spot, Usages

DOCUMENTS, TESTS = "In documents", "Tests"
LONGEST_LINE = 160
_DOUBTS = {doubt.value: doubt.value for doubt in (Confidence.INFERRED, Confidence.AMBIGUOUS)}


class User(NamedTuple):
    """A file that uses something, the title of the group that it is in, and where its lines stand."""

    group: str
    link: Link
    place: PageTarget


def users(desk: Desk) -> Callable[[str, bool], User]:
    """Return what tells of a file, and whether it is a test, how it is listed; most use many things of another."""
    return cache(partial(_user, desk))


def parts_of(usages: Iterable["Usages"], start: int, end: int) -> Iterator["Usages"]:
    """Yield the usages from the one of this number to before that of another."""
    count = 0
    for usage in usages:
        here = slice(max(start - count, 0), max(end - count, 0))
        count += len(usage.places)
        if here.start == 0 and count <= end:
            yield usage
        elif usage.places[here]:
            yield usage._replace(places=usage.places[here], texts=usage.texts[here])


def usage_groups(usages: Iterable["Usages"], user: Callable[[str, bool], User]) -> Iterator[Block]:
    """Yield the lines that use a keyword: in code, in documents, in tests, each by file."""
    groups: dict[str, list[UsingFile]] = {"": [], DOCUMENTS: [], TESTS: []}
    for file, is_test, places, texts in usages:
        group, link, place = user(file, is_test)
        groups[group].append(UsingFile(link, place, tuple(map(_line, places, texts))))
    for title, using in groups.items():
        if using:
            uses = Uses(tuple(using))
            yield Group(title, (uses,)) if title else uses


def _user(desk: Desk, path: str, is_test: bool) -> User:  # noqa: FBT001  (it is part of a key)
    return User(TESTS if is_test else _group_of(path, desk), desk.file_link(path), desk.lines(path))


def _group_of(path: str, desk: Desk) -> str:
    nature = desk.reader.nature(path)
    return DOCUMENTS if nature is not None and nature.type in MARKUP_TYPES else ""


def _line(place: "Place", text: str) -> Line:
    number, _, kind, confidence = place
    return Line(number, kind, shortened(text, LONGEST_LINE), _DOUBTS.get(confidence, ""))


def importers_by_name(path: str, desk: Desk) -> dict[str, list["Importer"]]:
    """Return who imports each name of a file."""
    found: dict[str, list[Importer]] = {}
    for importer in desk.reader.importers(path):
        for name in importer.names:
            found.setdefault(name, []).append(importer)
    return found


def imported(importers: Sequence["Importer"], limit: int, desk: Desk) -> list[Block]:
    """Return the first files that import a keyword, for a ``limit`` of 0 their number."""
    if not importers or not limit:
        return [_number("Imported by", counted(len(importers), "file"))] if importers else []
    line: list[Inline] = []
    for number, importer in enumerate(importers[:limit]):
        line += [Text(", ")] * bool(number)
        line += [desk.file_link(importer.file), Text(" "), desk.line_link(importer.file, importer.line)]
    more = len(importers) - limit
    line += [Text(f" and {counted(more, 'more file')}")] if more > 0 else []
    return [Group("Imported by", (Paragraph(tuple(line), "flow"),))]


def heirs(entry: "Entry", desk: Desk) -> Sequence["Spot"]:
    """Return the classes that inherit from a class, or the members that override a member."""
    found = desk.reader.subclasses if entry.keyword.kind in CLASS_KINDS else desk.reader.overrides
    return found(entry.file, entry.keyword.qualname)


def inheritance(entry: "Entry", found: Sequence["Spot"], limit: int, desk: Desk) -> list[Block]:
    """Return the first of the ``found`` heirs of a class or member, for a ``limit`` of 0 their number."""
    title = "Subclasses" if entry.keyword.kind in CLASS_KINDS else "Overridden in"
    if not found or not limit:
        return [_number(title, counted(len(found), "class", "classes"))] if found else []
    return [Group(title, (_names(found, limit, desk),))]


def _number(title: str, count: str) -> Paragraph:
    return Paragraph((Text(f"{title}: {count}"),))


def _names(found: Sequence["Spot"], limit: int, desk: Desk) -> Paragraph:
    line: list[Inline] = []
    for number, entry in enumerate(found[:limit]):
        line += [Text(", ")] * bool(number)
        line.append(Link(entry.fullname, desk.definition(entry), tooltip=entries.tooltip(entry)))
    more = len(found) - limit
    return Paragraph((*line, Text(f" and {more:,} more")) if more > 0 else tuple(line), "flow")

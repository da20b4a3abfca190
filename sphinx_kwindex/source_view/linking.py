"""Which names of a source text are links, and where they lead.

What is found in the store is kept as text with open addresses; closing it, for a page that is written, asks for these.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import ApiTarget, LinkTarget, PageTarget
from sphinx_kwindex.model.kinds import Confidence
from sphinx_kwindex.source_view.highlighting import NameLink, line_starts, plain_newlines
from sphinx_kwindex.views import entries

if TYPE_CHECKING:
    from sphinx_kwindex.model.facts import Import
    from sphinx_kwindex.model.rows import Spot
    from sphinx_kwindex.views import Desk

# So much of a statement is searched for the module that its names come from.
_LONGEST = 5000
_FROM = re.compile(r"\bfrom\s+")
_IMPORT = re.compile(r"\s*import\b")

Address = Callable[[LinkTarget], str | None]
Place = tuple[str, str]
"""An address and the title that says what is there."""
OpenPlace = tuple[PageTarget | ApiTarget, str]
"""A target and the title that says what is there."""
Number = Callable[[PageTarget | ApiTarget, str], int]
"""What gives the number of an open place in the table of them."""
Keyword = tuple[int, int, str, bool]
"""Where a keyword is defined: its line, its offset, its anchor, and whether a link there may bear that."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of a text in order, and the anchors that none of them bears, by line."""

    links: list[NameLink]
    anchors: dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class OpenLinks:
    """The names of a text that can be links.

    ``names`` has three numbers for each of them: where it starts, its width, and its place in ``places``.
    """

    places: Sequence[OpenPlace]
    names: Sequence[int]
    keywords: Sequence[Keyword]


def open_links(path: str, text: str, desk: "Desk") -> OpenLinks:
    """Find the names of a file that can be links, and its keywords.

    A name leads to the line of its definition, a definition to its usages, a module to the page of its file.
    """
    text = plain_newlines(text)
    starts = line_starts(text)
    numbers: dict[OpenPlace, int] = {}

    def number(target: PageTarget | ApiTarget, title: str) -> int:
        return numbers.setdefault((target, title), len(numbers))

    names: list[int] = []
    for line, column, width, place in (
        *_definitions(path, desk, number),
        *_imports(path, desk, number),
        *_references(path, desk, number),
    ):
        if 0 < line <= len(starts):
            names += starts[line - 1] + column, width, place
    for start, width, place in _modules(path, text, starts, desk, number):
        names += start, width, place
    return OpenLinks(tuple(numbers), names, list(_keywords(path, starts, desk)))


def close_links(found: OpenLinks, address: Address) -> Linked:
    """Return the links of all names that lead anywhere, and the anchors of the keywords."""
    uris = [(address(target), title) for target, title in found.places]
    linked: dict[int, tuple[int, list[Place]]] = {}
    for start, width, number in zip(found.names[::3], found.names[1::3], found.names[2::3], strict=True):
        uri, title = uris[number]
        if uri is not None:
            _note(linked, start, width, (uri, title))
    borne, others = _anchors(found.keywords, linked.keys())
    links = [
        NameLink(start, width, *places[0], tuple(places[1:]), borne.get(start, ""))
        for start, (width, places) in sorted(linked.items())
    ]
    return Linked([link for link in links if link.width or link.anchor], others)


def links_text(found: OpenLinks) -> str:
    """Return what was found as text."""
    places = [
        (target.docname, target.anchor, title)
        if isinstance(target, PageTarget)
        else (target.fullname, target.own, title)
        for target, title in found.places
    ]
    return json.dumps((places, found.names, found.keywords))


def read_links(text: str) -> OpenLinks:
    """Return what ``links_text`` made a text of."""
    places, names, keywords = json.loads(text)
    return OpenLinks([_open_place(*place) for place in places], names, keywords)


def _open_place(name: str, what: str | bool, title: str) -> OpenPlace:  # noqa: FBT001 - as it is stored
    return (PageTarget(name, what) if isinstance(what, str) else ApiTarget(name, own=what)), title


def _keywords(path: str, starts: Sequence[int], desk: "Desk") -> Iterator[Keyword]:
    for entry in desk.reader.keywords(path):
        line = min(max(entry.keyword.line, 1), len(starts))
        yield line, starts[line - 1] + entry.keyword.column, entry.anchor, bool(entry.keyword.qualname)


def _anchors(keywords: Sequence[Keyword], linked: Collection[int]) -> tuple[dict[int, str], dict[int, list[str]]]:
    """Return the anchors that links bear by where these start, and the others by line."""
    borne: dict[int, str] = {}
    others: dict[int, list[str]] = {}
    for line, start, anchor, may_be_borne in keywords:
        if may_be_borne and start in linked and start not in borne:
            borne[start] = anchor
        else:
            others.setdefault(line, []).append(anchor)
    return borne, others


def _note(found: dict[int, tuple[int, list[Place]]], start: int, width: int, place: Place) -> None:
    _, places = found.setdefault(start, (width, []))
    if place not in places:
        places.append(place)


def _definitions(path: str, desk: "Desk", number: Number) -> Iterator[tuple[int, int, int, int]]:
    used = {qualname for qualname, _ in desk.reader.usage_counts(path)}
    for entry in desk.reader.keywords(path):
        keyword = entry.keyword
        if keyword.qualname and desk.shows(entry):
            to_usages = keyword.qualname in used
            target = entries.uses_target(entry, desk) if to_usages else desk.definition(entry)
            title = entries.tooltip(entry) + (": its usages" if to_usages else "")
            yield keyword.line, keyword.column, len(keyword.name), number(target, title)


def _imports(path: str, desk: "Desk", number: Number) -> Iterator[tuple[int, int, int, int]]:
    for entry in desk.reader.imports(path):
        imported, name = entry.imported, entry.resolved.name
        if imported.name in {None, "*"} or name is None:
            continue
        place = _place_of(entry.target, name, entry.resolved.confidence, desk, number)
        yield imported.line, imported.column, len(imported.name or ""), place


def _references(path: str, desk: "Desk", number: Number) -> Iterator[tuple[int, int, int, int]]:
    for reference in desk.reader.references(path):
        target = reference.target
        found = () if target is None else desk.reader.spots(target.file, target.qualname)
        # One name can have a definition in each branch of a condition.
        confidence = Confidence.AMBIGUOUS if len(found) > 1 else reference.confidence
        for entry in found or (None,):
            place = _place_of(entry, reference.name, confidence, desk, number)
            places = reference.places
            for line, column in zip(places[::2], places[1::2], strict=True):
                yield line, column, reference.width, place


def _place_of(entry: "Spot | None", name: str, confidence: Confidence | None, desk: "Desk", number: Number) -> int:
    doubt = f" ({confidence})" if confidence in {Confidence.INFERRED, Confidence.AMBIGUOUS} else ""
    if entry is not None:
        return number(desk.place(entry), entries.tooltip(entry) + doubt)
    return number(ApiTarget(name, own=False), name + doubt)


def _modules(
    path: str, text: str, starts: Sequence[int], desk: "Desk", number: Number
) -> Iterator[tuple[int, int, int]]:
    """Yield the links inside the module names of import statements, one for each dotted part."""
    known: dict[str, list[tuple[int, int, int]]] = {}
    for entry in desk.reader.imports(path):
        imported = entry.imported
        if not 0 < imported.line <= len(starts):
            continue
        start = _module_start(imported, starts[imported.line - 1] + imported.column, text)
        if start is not None:
            if imported.written not in known:
                known[imported.written] = list(_parts(imported, desk, number))
            yield from ((start + offset, width, place) for offset, width, place in known[imported.written])


def _module_start(imported: "Import", end: int, text: str) -> int | None:
    """Return where the module name of an import statement begins that names something at ``end``."""
    if imported.name is None:
        return end if text.startswith(imported.written, end) else None
    first = max(end - _LONGEST, 0)
    before = text[first:end]
    place = before.rfind("from")
    while place >= 0:
        blanks = _FROM.match(before, place)
        start = blanks.end() if blanks else 0
        if (
            start
            and before.startswith(imported.written, start)
            and _IMPORT.match(before, start + len(imported.written))
        ):
            return first + start
        place = before.rfind("from", 0, place)
    return None


def _parts(imported: "Import", desk: "Desk", number: Number) -> Iterator[tuple[int, int, int]]:
    start = len(imported.written) - len(imported.written.lstrip("."))
    parts = imported.written[start:].split(".") if imported.written[start:] else []
    above = imported.module.split(".")[: -len(parts) or None]
    for part in parts:
        above.append(part)
        name = ".".join(above)
        path = desk.reader.file_of_module(name)
        target = PageTarget(desk.docnames.file(path)) if path else ApiTarget(name, own=False)
        yield start, len(part), number(target, f"module {name}")
        start += len(part) + 1

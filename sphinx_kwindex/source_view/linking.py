"""Which names of a source text are links, and where they lead."""

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

Address = Callable[[LinkTarget], str | None]
Place = tuple[str, str]
"""An address and the title that says what is there."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of a text in order, and the anchors that none of them bears, by line."""

    links: list[NameLink]
    anchors: dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class _Found:
    """Width and places by where a link starts, the anchors that links bear by that, and the others by line."""

    found: dict[int, tuple[int, list[Place]]]
    borne: dict[int, str]
    anchors: dict[int, list[str]]


def find_links(path: str, text: str, desk: "Desk", address: Address) -> Linked:
    """Return the links of all names of a file, and the anchors of its keywords.

    A name leads to the line of its definition, a definition to its usages, a module to the page of its file.
    """
    linked = _find(path, text, desk, address)
    links = [
        NameLink(start, width, *places[0], tuple(places[1:]), linked.borne.get(start, ""))
        for start, (width, places) in sorted(linked.found.items())
    ]
    return Linked([link for link in links if link.width or link.anchor], linked.anchors)


def links_text(path: str, text: str, desk: "Desk") -> str:
    """Return a text that differs where ``find_links`` does, whatever the addresses of a build are."""
    linked = _find(path, text, desk, _symbol)
    return f"{sorted(linked.found.items())} {linked.borne} {linked.anchors}"


def _symbol(target: LinkTarget) -> str:
    return f"{target.docname}#{target.anchor}" if isinstance(target, PageTarget) else repr(target)


def _find(path: str, text: str, desk: "Desk", address: Address) -> _Found:
    text = plain_newlines(text)
    starts = line_starts(text)
    found: dict[int, tuple[int, list[Place]]] = {}
    for line, column, width, place in (
        *_definitions(path, desk, address),
        *_imports(path, desk, address),
        *_references(path, desk, address),
    ):
        if 0 < line <= len(starts):
            _note(found, starts[line - 1] + column, width, place)
    for start, width, place in _modules(path, text, starts, desk, address):
        _note(found, start, width, place)
    return _Found(found, *_anchors(path, starts, found.keys(), desk))


def _anchors(
    path: str, starts: Sequence[int], linked: Collection[int], desk: "Desk"
) -> tuple[dict[int, str], dict[int, list[str]]]:
    """Return the anchors that links bear by where these start, and the others by line."""
    borne: dict[int, str] = {}
    others: dict[int, list[str]] = {}
    for entry in desk.reader.keywords(path):
        line = min(max(entry.keyword.line, 1), len(starts))
        start = starts[line - 1] + entry.keyword.column
        if start in linked and start not in borne and entry.keyword.qualname:
            borne[start] = entry.anchor
        else:
            others.setdefault(line, []).append(entry.anchor)
    return borne, others


def _note(found: dict[int, tuple[int, list[Place]]], start: int, width: int, place: Place) -> None:
    _, places = found.setdefault(start, (width, []))
    if place not in places:
        places.append(place)


def _definitions(path: str, desk: "Desk", address: Address) -> Iterator[tuple[int, int, int, Place]]:
    used = {qualname for qualname, _ in desk.reader.usage_counts(path)}
    for entry in desk.reader.keywords(path):
        keyword = entry.keyword
        if keyword.qualname and desk.shows(entry):
            to_usages = keyword.qualname in used
            target = entries.uses_target(entry, desk) if to_usages else desk.definition(entry)
            uri = address(target)
            if uri is not None:
                title = entries.tooltip(entry) + (": its usages" if to_usages else "")
                yield keyword.line, keyword.column, len(keyword.name), (uri, title)


def _imports(path: str, desk: "Desk", address: Address) -> Iterator[tuple[int, int, int, Place]]:
    for entry in desk.reader.imports(path):
        imported, name = entry.imported, entry.resolved.name
        if imported.name in {None, "*"} or name is None:
            continue
        place = _place_of(entry.target, name, entry.resolved.confidence, desk, address)
        if place is not None:
            yield imported.line, imported.column, len(imported.name or ""), place


def _references(path: str, desk: "Desk", address: Address) -> Iterator[tuple[int, int, int, Place]]:
    for reference in desk.reader.references(path):
        target = reference.target
        found = () if target is None else desk.reader.spots(target.file, target.qualname)
        # One name can have a definition in each branch of a condition.
        confidence = Confidence.AMBIGUOUS if len(found) > 1 else reference.confidence
        for entry in found or (None,):
            place = _place_of(entry, reference.name, confidence, desk, address)
            if place is not None:
                places = reference.places
                for line, column in zip(places[::2], places[1::2], strict=True):
                    yield line, column, reference.width, place


def _place_of(
    entry: "Spot | None", name: str, confidence: Confidence | None, desk: "Desk", address: Address
) -> Place | None:
    if entry is not None:
        uri, title = address(desk.place(entry)), entries.tooltip(entry)
    else:
        uri, title = address(ApiTarget(name, own=False)), name
    doubt = f" ({confidence})" if confidence in {Confidence.INFERRED, Confidence.AMBIGUOUS} else ""
    return None if uri is None else (uri, title + doubt)


def _modules(
    path: str, text: str, starts: Sequence[int], desk: "Desk", address: Address
) -> Iterator[tuple[int, int, Place]]:
    """Yield the links inside the module names of import statements, one for each dotted part."""
    known: dict[str, list[tuple[int, int, Place]]] = {}
    for entry in desk.reader.imports(path):
        imported = entry.imported
        if not 0 < imported.line <= len(starts):
            continue
        start = _module_start(imported, starts[imported.line - 1] + imported.column, text)
        if start is not None:
            if imported.written not in known:
                known[imported.written] = list(_parts(imported, desk, address))
            yield from ((start + offset, width, place) for offset, width, place in known[imported.written])


def _module_start(imported: "Import", end: int, text: str) -> int | None:
    """Return where the module name of an import statement begins that names something at ``end``."""
    if imported.name is None:
        return end if text.startswith(imported.written, end) else None
    found = list(re.finditer(rf"\bfrom\s+({re.escape(imported.written)})\s*import\b", text[max(end - 5000, 0) : end]))
    return found[-1].start(1) + max(end - 5000, 0) if found else None


def _parts(imported: "Import", desk: "Desk", address: Address) -> Iterator[tuple[int, int, Place]]:
    start = len(imported.written) - len(imported.written.lstrip("."))
    parts = imported.written[start:].split(".") if imported.written[start:] else []
    above = imported.module.split(".")[: -len(parts) or None]
    for part in parts:
        above.append(part)
        name = ".".join(above)
        path = desk.reader.file_of_module(name)
        uri = address(PageTarget(desk.docnames.file(path)) if path else ApiTarget(name, own=False))
        if uri is not None:
            yield start, len(part), (uri, f"module {name}")
        start += len(part) + 1

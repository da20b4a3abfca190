"""Which names of a source text are links, and where they lead.

What is found in the store is kept as text with open addresses; closing it, for a page that is written, asks for these.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import ApiTarget, LinkTarget, PageTarget
from sphinx_kwindex.model.kinds import Confidence
from sphinx_kwindex.rendering.addresses import OpenAddresses, Uri, fill_in
from sphinx_kwindex.source_view.highlighting import Lead, Link, Linked, line_starts, plain_newlines
from sphinx_kwindex.views import entries

if TYPE_CHECKING:
    from sphinx_kwindex.model.facts import Import
    from sphinx_kwindex.model.rows import ImportEntry, Spot
    from sphinx_kwindex.views import Desk

# So much of a statement is searched for the module that its names come from.
_LONGEST = 5000
_FROM = re.compile(r"\bfrom\s+")
_IMPORT = re.compile(r"\s*import\b")
# Of what is escaped nothing has an angle bracket.
_BETWEEN = "<>"
_DOUBTFUL = frozenset({Confidence.INFERRED, Confidence.AMBIGUOUS})

Address = Callable[[LinkTarget, str, str, str], str]
"""What gives the address of a target between two pieces of HTML, or else what stands there where it has none."""
Number = Callable[[int, PageTarget | ApiTarget, str], int]
"""What gives the number of a lead: the width of the name, the target, and the title that says what is there."""
Uses = tuple[int, Sequence[int]]
"""The number of a lead, and the line and the column of each name that it is the lead of, in turn."""
Keyword = tuple[int, int, str, bool]
"""Where a keyword is defined: its line, its offset, its anchor, and whether a link there may bear that."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a text that can be links.

    ``widths`` and ``places`` have how long a name is and the HTML attributes that link it, empty for nowhere; ``names``
    has in turn where a name starts and which of these it has, in the order of the text.
    """

    widths: Sequence[int]
    places: Sequence[str]
    names: Sequence[int]
    keywords: Sequence[Keyword]


def find_names(path: str, text: str, desk: "Desk", linked: Address) -> Names:
    """Find the names of a file that can be links, and its keywords.

    A name leads to the line of its definition, a definition to its usages, a module to the page of its file.
    """
    text = plain_newlines(text)
    starts = line_starts(text)
    numbers: dict[tuple[int, str], int] = {}

    def number(width: int, target: PageTarget | ApiTarget, title: str) -> int:
        place = linked(target, 'href="', f'" title="{escape(title)}"', "")
        return numbers.setdefault((width, place), len(numbers))

    imports = desk.reader.imports(path)
    uses = (*_definitions(path, desk, number), *_imports(imports, desk, number), *_references(path, desk, number))
    names = [*_starts(uses, starts), *_modules(imports, text, starts, desk, number)]
    names.sort(key=itemgetter(0))
    widths, found = zip(*numbers, strict=True) if numbers else ((), ())
    return Names(widths, found, list(chain.from_iterable(names)), list(_keywords(path, starts, desk)))


def names_text(path: str, text: str, desk: "Desk") -> str:
    """Return the names of a file that can be links as text with open addresses."""
    found = find_names(path, text, desk, OpenAddresses().linked)
    plain = json.dumps((found.widths, found.names, found.keywords), separators=(",", ":"))
    return f"{plain}\n{_BETWEEN.join(found.places)}"


def read_names(text: str, address: Uri) -> Names:
    """Return what ``names_text`` made a text of, with addresses."""
    plain, _, places = text.partition("\n")
    widths, names, keywords = json.loads(plain)
    return Names(widths, fill_in(places, address).split(_BETWEEN), names, keywords)


def link_names(found: Names) -> Linked:
    """Return the links of all names that lead anywhere, and the anchors of the keywords."""
    leads = [Lead(*lead) for lead in zip(found.widths, found.places, strict=False)]
    links: list[Link] = []
    last = -1
    for start, number in zip(found.names[::2], found.names[1::2], strict=True):
        lead = leads[number]
        if not lead.place:
            continue
        if start == last:
            links[-1] = start, links[-1][1].with_also(lead.place)
        else:
            links.append((start, lead))
            last = start
    borne, others = _anchors(found.keywords, {start for start, _ in links})
    return Linked([link for link in links if link[1].width or link[0] in borne], borne, others)


def _starts(uses: Iterable[Uses], lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    for lead, places in uses:
        for line, column in zip(places[::2], places[1::2], strict=True):
            if 0 < line <= len(lines):
                yield lines[line - 1] + column, lead


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


def _definitions(path: str, desk: "Desk", number: Number) -> Iterator[Uses]:
    used = {qualname for qualname, _ in desk.reader.usage_counts(path)}
    for entry in desk.reader.keywords(path):
        keyword = entry.keyword
        if keyword.qualname and desk.shows(entry):
            to_usages = keyword.qualname in used
            target = entries.uses_target(entry, desk) if to_usages else desk.definition(entry)
            title = entries.tooltip(entry) + (": its usages" if to_usages else "")
            yield number(len(keyword.name), target, title), (keyword.line, keyword.column)


def _imports(imports: Iterable["ImportEntry"], desk: "Desk", number: Number) -> Iterator[Uses]:
    for entry in imports:
        imported, name = entry.imported, entry.resolved.name
        if imported.name in {None, "*"} or name is None:
            continue
        place = _place_of(entry.target, name, entry.resolved.confidence, desk)
        yield number(len(imported.name or ""), *place), (imported.line, imported.column)


def _references(path: str, desk: "Desk", number: Number) -> Iterator[Uses]:
    for name, spots, confidence, width, places in desk.reader.used_names(path):
        # One name can have a definition in each branch of a condition.
        sure = Confidence.AMBIGUOUS if len(spots) > 1 else confidence
        for spot in spots or (None,):
            yield number(width, *_place_of(spot, name, sure, desk)), places


def _place_of(
    entry: "Spot | None", name: str, confidence: Confidence | None, desk: "Desk"
) -> tuple[PageTarget | ApiTarget, str]:
    doubt = f" ({confidence})" if confidence in _DOUBTFUL else ""
    if entry is not None:
        return desk.place(entry), entries.tooltip(entry) + doubt
    return ApiTarget(name, own=False), name + doubt


def _modules(
    imports: Iterable["ImportEntry"], text: str, starts: Sequence[int], desk: "Desk", number: Number
) -> Iterator[tuple[int, int]]:
    """Yield the links inside the module names of import statements, one for each dotted part."""
    known: dict[str, list[tuple[int, int]]] = {}
    for entry in imports:
        imported = entry.imported
        if not 0 < imported.line <= len(starts):
            continue
        start = _module_start(imported, starts[imported.line - 1] + imported.column, text)
        if start is not None:
            if imported.written not in known:
                known[imported.written] = list(_parts(imported, desk, number))
            yield from ((start + offset, lead) for offset, lead in known[imported.written])


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


def _parts(imported: "Import", desk: "Desk", number: Number) -> Iterator[tuple[int, int]]:
    start = len(imported.written) - len(imported.written.lstrip("."))
    parts = imported.written[start:].split(".") if imported.written[start:] else []
    above = imported.module.split(".")[: -len(parts) or None]
    for part in parts:
        above.append(part)
        name = ".".join(above)
        path = desk.reader.file_of_module(name)
        target = PageTarget(desk.docnames.file(path)) if path else ApiTarget(name, own=False)
        yield start, number(len(part), target, f"module {name}")
        start += len(part) + 1

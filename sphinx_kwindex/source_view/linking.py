"""Which names of a source text are links, and where they lead.

What is found in the store is kept as text with open addresses and by line and column; for a page that is written, the
addresses are asked for, and the text itself tells where the names start.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, compress, repeat
from operator import add, itemgetter
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import ApiTarget, LinkTarget, PageTarget
from sphinx_kwindex.model.kinds import Confidence
from sphinx_kwindex.rendering.addresses import OpenAddresses, Uri, fill_in
from sphinx_kwindex.source_view.highlighting import Lead, Linked, line_starts
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
Use = tuple[int, str]
"""The number of a lead, and the JSON of the line and the column of each name that it is the lead of, in turn."""
Module = tuple[int, int, str, bool, Sequence[int]]
"""An import: its line and column, its module as written, whether that stands there, and in turn where a dotted part of
the module begins and the number of its lead."""
Keyword = tuple[int, int, str, bool]
"""Where a keyword is defined: its line, its column, its anchor, and whether a link there may bear that."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a text that can be links.

    ``places`` are the HTML attributes that link them, empty for nowhere, one for each lead; ``plain`` is the JSON of
    the widths of the leads, of the uses (all numbers, all places), the modules and the keywords.
    """

    plain: str
    places: Sequence[str]


def find_names(path: str, desk: "Desk", linked: Address) -> Names:
    """Find the names of a file that can be links, and its keywords.

    A name leads to the line of its definition, a definition to its usages, a module to the page of its file.
    """
    numbers: dict[tuple[int, str], int] = {}

    def number(width: int, target: PageTarget | ApiTarget, title: str) -> int:
        place = linked(target, 'href="', f'" title="{escape(title)}"', "")
        return numbers.setdefault((width, place), len(numbers))

    imports = desk.reader.imports(path)
    uses = (*_definitions(path, desk, number), *_imports(imports, desk, number), *_references(path, desk, number))
    leads, names = zip(*uses, strict=True) if uses else ((), ())
    modules = list(_modules(imports, desk, number))
    widths, places = zip(*numbers, strict=True) if numbers else ((), ())
    plain = json.dumps((widths, leads, modules, _keywords(path, desk)), separators=(",", ":"))
    return Names(f"[{plain},[{','.join(names)}]]", places)


def names_text(path: str, desk: "Desk") -> str:
    """Return the names of a file that can be links as text with open addresses."""
    found = find_names(path, desk, OpenAddresses().linked)
    return f"{found.plain}\n{_BETWEEN.join(found.places)}"


def read_names(text: str, address: Uri) -> Names:
    """Return what ``names_text`` made a text of, with addresses."""
    plain, _, places = text.partition("\n")
    return Names(plain, fill_in(places, address).split(_BETWEEN))


def link_names(found: Names, text: str) -> Linked:
    """Return the links of all names of a text that lead anywhere, and the anchors of the keywords."""
    (widths, numbers, modules, keywords), places = json.loads(found.plain)
    leads = list(map(Lead, widths, found.places))
    starts = line_starts(text)
    shown = [(lead, where) for lead, where in zip(map(leads.__getitem__, numbers), places, strict=True) if lead.place]
    links = _joined(chain(_used(shown, starts), _inside_modules(modules, leads, text, starts)))
    others = _with_anchors(links, keywords, starts)
    if not all(widths):
        links = {start: lead for start, lead in links.items() if lead.width or lead.anchor}
    return Linked(links, others)


def _joined(named: Iterable[tuple[int, Lead]]) -> dict[int, Lead]:
    links: dict[int, Lead] = {}
    for start, lead in named:
        if links.setdefault(start, lead) is not lead:
            links[start] = links[start].with_also(lead.place)
    return links


def _used(uses: Sequence[tuple[Lead, Sequence[int]]], starts: Sequence[int]) -> Iterable[tuple[int, Lead]]:
    leads = list(chain.from_iterable(repeat(lead, len(places) // 2) for lead, places in uses))
    places = list(chain.from_iterable(map(itemgetter(1), uses)))
    lines, columns = places[::2], places[1::2]
    if lines and not 0 < min(lines) <= max(lines) <= len(starts):
        inside = [0 < line <= len(starts) for line in lines]
        leads, lines, columns = (list(compress(values, inside)) for values in (leads, lines, columns))
    return zip(map(add, map([0, *starts].__getitem__, lines), columns), leads, strict=True)


def _inside_modules(
    modules: Iterable[Module], leads: Sequence[Lead], text: str, lines: Sequence[int]
) -> Iterator[tuple[int, Lead]]:
    """Yield the links inside the module names of import statements, one for each dotted part."""
    for line, column, written, stands_there, parts in modules:
        led = [(offset, leads[number]) for offset, number in zip(parts[::2], parts[1::2], strict=True)]
        if 0 < line <= len(lines) and any(lead.place for _, lead in led):
            end = lines[line - 1] + column
            start = _module_there(written, end, text) if stands_there else _module_before(written, end, text)
            if start is not None:
                yield from ((start + offset, lead) for offset, lead in led if lead.place)


def _module_there(written: str, start: int, text: str) -> int | None:
    return start if text.startswith(written, start) else None


def _module_before(written: str, end: int, text: str) -> int | None:
    """Return where the module name of an import statement begins that names something at ``end``."""
    first = max(end - _LONGEST, 0)
    before = text[first:end]
    place = before.rfind("from")
    while place >= 0:
        blanks = _FROM.match(before, place)
        start = blanks.end() if blanks else 0
        if start and before.startswith(written, start) and _IMPORT.match(before, start + len(written)):
            return first + start
        place = before.rfind("from", 0, place)
    return None


def _with_anchors(links: dict[int, Lead], keywords: Iterable[Keyword], lines: Sequence[int]) -> dict[int, list[str]]:
    """Let links bear the anchors of what they are the names of, and return the other anchors by line."""
    others: dict[int, list[str]] = {}
    for stored, column, anchor, may_be_borne in keywords:
        line = min(max(stored, 1), len(lines))
        start = lines[line - 1] + column
        lead = links.get(start) if may_be_borne else None
        if lead is None or lead.anchor:
            others.setdefault(line, []).append(anchor)
        else:
            links[start] = lead._replace(anchor=anchor)
    return others


def _keywords(path: str, desk: "Desk") -> list[Keyword]:
    found = [(entry.keyword, entry.anchor) for entry in desk.reader.keywords(path)]
    return [(keyword.line, keyword.column, anchor, bool(keyword.qualname)) for keyword, anchor in found]


def _definitions(path: str, desk: "Desk", number: Number) -> Iterator[Use]:
    used = dict(desk.reader.usage_counts(path))
    for entry in desk.reader.keywords(path):
        keyword = entry.keyword
        if keyword.qualname and desk.shows(entry):
            to_usages = keyword.qualname in used
            target = entries.uses_target(entry, desk) if to_usages else desk.definition(entry)
            title = entries.tooltip(entry) + (": its usages" if to_usages else "")
            yield number(len(keyword.name), target, title), f"[{keyword.line},{keyword.column}]"


def _imports(imports: Iterable["ImportEntry"], desk: "Desk", number: Number) -> Iterator[Use]:
    for entry in imports:
        imported, name = entry.imported, entry.resolved.name
        if imported.name in {None, "*"} or name is None:
            continue
        place = _place_of(entry.target, name, entry.resolved.confidence, desk)
        yield number(len(imported.name or ""), *place), f"[{imported.line},{imported.column}]"


def _references(path: str, desk: "Desk", number: Number) -> Iterator[Use]:
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


def _modules(imports: Iterable["ImportEntry"], desk: "Desk", number: Number) -> Iterator[Module]:
    known: dict[str, list[int]] = {}
    for entry in imports:
        imported = entry.imported
        if imported.written not in known:
            known[imported.written] = list(_parts(imported, desk, number))
        yield imported.line, imported.column, imported.written, imported.name is None, known[imported.written]


def _parts(imported: "Import", desk: "Desk", number: Number) -> Iterator[int]:
    start = len(imported.written) - len(imported.written.lstrip("."))
    parts = imported.written[start:].split(".") if imported.written[start:] else []
    above = imported.module.split(".")[: -len(parts) or None]
    for part in parts:
        above.append(part)
        name = ".".join(above)
        path = desk.reader.file_of_module(name)
        target = PageTarget(desk.docnames.file(path)) if path else ApiTarget(name, own=False)
        yield from (start, number(len(part), target, f"module {name}"))
        start += len(part) + 1

"""How one keyword is shown: its kind, name, signature, marks, and its links."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import ApiTarget, Badge, Code, Inline, Link, PageTarget, Text
from sphinx_kwindex.model.kinds import CLASS_KINDS, MARKUP_KINDS, Kind, Visibility
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.wording import counted, kind_word, shortened

if TYPE_CHECKING:
    from sphinx_kwindex.model.links import ResolvedBase
    from sphinx_kwindex.model.rows import Entry, Linkable

LONGEST_SIGNATURE = 400
_NUMBERED = re.compile(r"-\d+$")
_SPACE = Text(" ")
_KINDS: Mapping[Kind, tuple[Inline, ...]] = {
    kind: () if kind is Kind.HEADING else (Text(kind_word(kind), "kind"), _SPACE) for kind in Kind
}


def head(entry: "Entry", desk: Desk, bases: tuple["ResolvedBase", ...] = ()) -> tuple[Inline, ...]:
    """Return the kind, the name linked to its line, the signature or bases, and the marks."""
    keyword = entry.keyword
    after = tuple(_bases(bases, desk)) if keyword.kind in CLASS_KINDS else _signature(entry)
    return (*_KINDS[keyword.kind], name_link(entry, desk), *after, *marks(entry))


def name_link(entry: "Entry", desk: Desk) -> Inline:
    """Return the name of a keyword, linked to the line that defines it."""
    keyword = entry.keyword
    code = keyword.kind not in MARKUP_KINDS
    if not desk.settings.source_pages:
        return Code(keyword.name, "name") if code else Text(keyword.name, "name")
    return Link(keyword.name, desk.place(entry), code=code, style="name")


def tooltip(entry: "Linkable") -> str:
    """Return the kind and the full name of a keyword."""
    return f"{kind_word(entry.kind)} {entry.fullname}"


def marks(entry: "Entry") -> Iterator[Inline]:
    """Yield a space and a badge for each thing that is special about a keyword."""
    for text, style in _marks(entry):
        yield _SPACE
        yield Badge(text, style)


def links(entry: "Entry", desk: Desk, uses: Mapping[str, int]) -> Iterator[Inline]:
    """Yield links to the usages of a keyword and to its API documentation."""
    count = uses.get(entry.keyword.qualname, 0)
    if count:
        yield _SPACE
        yield Link(counted(count, "use"), uses_target(entry, desk), code=False, style="uses")
    if entry.keyword.kind not in MARKUP_KINDS:
        yield from api_link(entry)


def api_link(entry: "Entry") -> tuple[Inline, ...]:
    """Return a space and a link to the API documentation of a keyword, which is dropped where there is none."""
    return (Link(" API", ApiTarget(entry.fullname, own=True), code=False, drop=True, style="api"),)


def uses_target(entry: "Entry", desk: Desk) -> PageTarget:
    """Return where the page of its file lists the usages of a keyword."""
    return PageTarget(desk.docnames.file(entry.file), uses_anchor(_first_of_name(entry, desk)))


def uses_anchor(entry: "Linkable") -> str:
    """Return the anchor of the usages of a keyword on the page of its file."""
    return f"uses-{entry.anchor}"


def _first_of_name(entry: "Linkable", desk: Desk) -> "Linkable":
    # The usages of a name that is defined twice are listed once, and an anchor tells that there may be others before.
    if not _NUMBERED.search(entry.anchor):
        return entry
    same = desk.reader.spots(entry.file, entry.qualname)
    return next((one for one in same if desk.shows(one)), entry)


def style(entry: "Linkable") -> str:
    """Return the style of the item of a keyword; what is not public is muted."""
    visibility = entry.visibility
    return "" if visibility is Visibility.PUBLIC else visibility.value


def _signature(entry: "Entry") -> tuple[Inline, ...]:
    keyword = entry.keyword
    if keyword.signature:
        return (Code(shortened(keyword.signature, LONGEST_SIGNATURE), "signature"),)
    if keyword.alias_of:
        return (Code(f" = {keyword.alias_of}", "signature"),)
    if keyword.inferred_type:
        return (Code(f": {shortened(keyword.inferred_type, LONGEST_SIGNATURE)}", "signature"),)
    return ()


def _bases(bases: tuple["ResolvedBase", ...], desk: Desk) -> Iterator[Inline]:
    for index, base in enumerate(bases):
        yield Text(", " if index else "(")
        yield _base(base, desk)
    if bases:
        yield Text(")")


def _base(base: "ResolvedBase", desk: Desk) -> Inline:
    if base.target is not None:
        spots = desk.reader.spots(base.target.file, base.target.qualname)
        if spots:
            return Link(base.written, desk.definition(spots[0]), tooltip=tooltip(spots[0]))
    if base.name is not None:
        return Link(base.written, ApiTarget(base.name, own=False), tooltip=base.name)
    return Code(base.written)


def _marks(entry: "Entry") -> Iterator[tuple[str, str]]:
    keyword = entry.keyword
    if keyword.is_async:
        yield "async", "async"
    if keyword.is_static:
        yield "static", "static"
    if keyword.is_classmethod:
        yield "classmethod", "classmethod"
    yield from _decorated(keyword.decorators)
    if keyword.visibility is Visibility.PRIVATE:
        yield "private", "private"
    if keyword.condition:
        yield f"if {shortened(keyword.condition, 60)}", "conditional"


MARKING_DECORATORS = {
    "deprecated": "deprecated",
    "abstractmethod": "abstract",
    "dataclass": "dataclass",
    "overload": "overloaded",
    "cached_property": "cached",
    "final": "final",
    "contextmanager": "context manager",
    "asynccontextmanager": "context manager",
}


def _decorated(decorators: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for decorator in decorators:
        last = decorator.lstrip("@").partition("(")[0].rpartition(".")[2]
        if last in MARKING_DECORATORS:
            yield MARKING_DECORATORS[last], MARKING_DECORATORS[last].replace(" ", "-")

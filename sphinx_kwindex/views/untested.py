"""What no test names."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import Block, Fold, Inline, Item, Link, Listing, Query, Text
from sphinx_kwindex.model.kinds import PYTHON_TYPES
from sphinx_kwindex.relations.testing import untested
from sphinx_kwindex.views.desk import Desk, name_of
from sphinx_kwindex.views.entries import tooltip
from sphinx_kwindex.views.wording import counted

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import FileRow, Spot


def folder_untested(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the public names of the files of a folder that no test names; empty where nothing is tested at all."""
    if not desk.reader.has_tests():
        return ()
    found = [(row, names) for row, names in _untested(query.subject, desk) if names]
    if not found:
        return ()
    items = tuple(Item((desk.file_link(row.path, text=name_of(row)), *_names(names, desk))) for row, names in found)
    number = sum(len(names) for _, names in found)
    summary = Text(f"{counted(number, 'name')} in {counted(len(found), 'file')}")
    return (Fold((summary,), (Listing(items, "names"),)),)


def _untested(folder: str, desk: Desk) -> "Iterator[tuple[FileRow, tuple[Spot, ...]]]":
    named: dict[str, set[str]] = {}
    for target in desk.reader.named_by_tests(folder):
        named.setdefault(target.file, set()).add(target.qualname)
    for row in desk.reader.files_in(folder):
        if row.type in PYTHON_TYPES and not row.is_test:
            yield row, untested(row.path, desk.reader.main_spots(row.path), named.get(row.path, ()))


def _names(found: "tuple[Spot, ...]", desk: Desk) -> Iterator[Inline]:
    for number, spot in enumerate(found):
        yield Text(", " if number else ": ")
        yield Link(spot.name, desk.definition(spot), tooltip=tooltip(spot))

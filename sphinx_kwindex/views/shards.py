"""What the type-ahead of the keyword indexes loads: scripts, since pages opened as files can load nothing else."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_kwindex.views.desk import Desk, chosen
from sphinx_kwindex.views.wording import kind_word

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Spot

MOST_ROWS = 2_000
LONGEST_START = 6
STARTS = "starts.js"
Row = tuple[str, str, str, int, str]
"""Name, where it is, kind, index of the document, anchor."""


def shards(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield name and text of each script.

    Each has the keywords whose names begin alike; `STARTS`, which comes last, says which there are.
    """
    starts: list[tuple[str, str]] = []
    shown = chosen(desk.settings.kinds, desk.settings.visibility)
    for letter, _ in desk.reader.subtree_letters("", **shown):
        entries = desk.reader.subtree_keywords("", prefix=letter, **shown)
        for start, found in _split([entry for entry in entries if _begins(entry, letter)], len(letter)):
            name = f"names-{start.encode().hex()}"
            starts.append((start, name))
            yield f"{name}.js", _script(start, *_rows(found, desk))
    yield STARTS, _script("", [], starts)


def _split(found: list["Spot"], length: int) -> Iterator[tuple[str, list["Spot"]]]:
    if len(found) <= MOST_ROWS or length >= LONGEST_START:
        yield _start(found[0], length), found
        return
    for _, group in groupby(found, key=lambda entry: _start(entry, length + 1)):
        yield from _split(list(group), length + 1)


def _start(entry: "Spot", length: int) -> str:
    return entry.name.casefold()[:length]


def _begins(entry: "Spot", letter: str) -> bool:
    return entry.name.casefold().startswith(letter)


def _rows(found: Iterable["Spot"], desk: Desk) -> tuple[list[str], list[Row]]:
    docnames: dict[str, int] = {}
    rows: list[Row] = []
    for entry in found:
        target = desk.place(entry)
        number = docnames.setdefault(target.docname, len(docnames))
        where = entry.fullname.removesuffix(entry.name).rstrip(".:")
        rows.append((entry.name, where, kind_word(entry.kind), number, target.anchor))
    return list(docnames), rows


def _script(start: str, docs: list[str], rows: Sequence[Row | tuple[str, str]]) -> str:
    data = json.dumps({"docs": docs, "rows": rows}, ensure_ascii=True, separators=(",", ":"))
    return f"kwindexShard({json.dumps(start)},{data});\n"

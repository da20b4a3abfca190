"""What the type-ahead of the keyword indexes loads: scripts, since pages opened as files can load nothing else."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_kwindex.model.kinds import Kind
from sphinx_kwindex.views.desk import Desk, chosen
from sphinx_kwindex.views.wording import kind_word

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Name

    Folded = tuple[str, Name]

MOST_ROWS = 2_000
LONGEST_START = 6
STARTS = "starts.js"
Row = tuple[str, str, str, int, str]
"""Name, where it is, kind, index of the document, anchor."""
_WORDS = {kind.value: kind_word(kind) for kind in Kind}


def shards(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield name and text of each script.

    Each has the keywords whose names begin alike; `STARTS`, which comes last, says which there are.
    """
    starts: list[tuple[str, str]] = []
    names = desk.reader.names(local=True, **chosen(desk.settings.kinds, desk.settings.visibility))
    found = sorted((name.name.casefold(), name) for name in names)
    for _, group in groupby(found, key=lambda entry: entry[0][:1]):
        for start, part in _split(list(group), 1):
            name = f"names-{start.encode().hex()}"
            starts.append((start, name))
            yield f"{name}.js", _script(start, *_rows(part, desk))
    yield STARTS, _script("", [], starts)


def _split(found: list["Folded"], length: int) -> Iterator[tuple[str, list["Folded"]]]:
    if len(found) <= MOST_ROWS or length >= LONGEST_START:
        yield found[0][0][:length], found
        return
    for _, group in groupby(found, key=lambda entry: entry[0][: length + 1]):
        yield from _split(list(group), length + 1)


def _rows(found: Iterable["Folded"], desk: Desk) -> tuple[list[str], list[Row]]:
    document = desk.docnames.source if desk.settings.source_pages else desk.docnames.file
    docnames: dict[str, int] = {}
    rows: list[Row] = []
    for _, (fullname, file, _, kind, anchor, name) in found:
        number = docnames.setdefault(document(file), len(docnames))
        where = fullname.removesuffix(name).rstrip(".:")
        rows.append((name, where, _WORDS[kind], number, anchor))
    return list(docnames), rows


def _script(start: str, docs: list[str], rows: Sequence[Row | tuple[str, str]]) -> str:
    data = json.dumps({"docs": docs, "rows": rows}, ensure_ascii=True, separators=(",", ":"))
    return f"kwindexShard({json.dumps(start)},{data});\n"

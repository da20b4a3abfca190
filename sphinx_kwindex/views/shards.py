"""What the type-ahead of the keyword indexes loads: scripts, since pages opened as files can load nothing else."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_kwindex.model.kinds import Kind
from sphinx_kwindex.views.desk import Desk, chosen
from sphinx_kwindex.views.subtree import SHORT_BEGINNING
from sphinx_kwindex.views.wording import kind_word

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Name

    Folded = tuple[str, Name]

MOST_ROWS = 2_000
LONGEST_START = 6
STARTS = "starts.js"
"""The script that says which others there are."""
Row = tuple[str, str, str, int, str]
"""Name, where it is, kind, index of the document, anchor."""
_WORDS = {kind.value: kind_word(kind) for kind in Kind}


def letters(desk: Desk) -> tuple[str, ...]:
    """Return the letters that names begin with."""
    # Asked as the keyword index asks: the answer is kept.
    wanted = chosen(desk.settings.kinds, desk.settings.visibility)
    found = desk.reader.subtree_letters("", length=SHORT_BEGINNING, **wanted)
    return tuple(dict.fromkeys(start[:1] for start, _ in found))


def shards(desk: Desk, letter: str) -> Iterator[tuple[str, str]]:
    """Yield the scripts of the names with this first letter: how the names of each begin, and its text."""
    wanted = chosen(desk.settings.kinds, desk.settings.visibility)
    names = desk.reader.names(prefix=letter, local=True, **wanted)
    found = sorted((name.name.casefold(), name) for name in names)
    for start, part in _split(found, 1):
        yield start, _script(start, *_rows(part, desk))


def file_of(start: str) -> str:
    """Return the file of the script of the names that begin so."""
    return f"{_script_name(start)}.js"


def start_of(file: str) -> str:
    """Return how the names of a script begin, by its file."""
    return bytes.fromhex(file.removeprefix("names-").removesuffix(".js")).decode()


def starts_script(starts: Iterable[str]) -> str:
    """Return the text of `STARTS`."""
    return _script("", [], [(start, _script_name(start)) for start in sorted(starts)])


def _script_name(start: str) -> str:
    return f"names-{start.encode().hex()}"


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

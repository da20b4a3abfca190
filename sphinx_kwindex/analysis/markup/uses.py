"""The names in use in a document: in its Python examples, as in a Python file, and in its prose."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from astroid.exceptions import AstroidSyntaxError

from sphinx_kwindex.analysis.markup.examples import Example, example_of
from sphinx_kwindex.analysis.python.imports import imports_of
from sphinx_kwindex.analysis.python.modules import module_name
from sphinx_kwindex.analysis.python.sealing import parse, sealed
from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.uses import uses_of
from sphinx_kwindex.analysis.python.walking import statements_of
from sphinx_kwindex.model.facts import CodeBlock, Import, SourceFile
from sphinx_kwindex.model.kinds import FileType, UseKind
from sphinx_kwindex.model.uses import USE_KINDS, Uses

_MENTION = USE_KINDS.index(UseKind.MENTION)
# A block of reStructuredText that does not say what it is, is Python unless the document says otherwise.
_UNNAMED = {FileType.RESTRUCTUREDTEXT: frozenset({""})}
_Mention = tuple[str, int, int, int]
"""A dotted name; line, column and width of its last part, as far as it stands on the line."""


def names_in_use(
    file: SourceFile, text: str, blocks: Sequence[CodeBlock], mentions: Sequence[tuple[str, int]]
) -> tuple[tuple[Import, ...], Uses]:
    """The imports in the Python code blocks of a document, and all names in use there and in its prose."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    imports, uses = _in_code(file, text, blocks)
    lines = text.split("\n")
    found = [_placed(name, line, lines) for name, line in mentions if "." in name]
    return imports, _with_mentions(uses, [*map(_imported, filter(_is_mention, imports)), *found])


def _in_code(file: SourceFile, text: str, blocks: Sequence[CodeBlock]) -> tuple[tuple[Import, ...], Uses]:
    example = example_of(blocks, text, _UNNAMED.get(file.type, frozenset()))
    if example is None:
        return (), Uses()
    try:
        return _read(file, example)
    except (AstroidSyntaxError, RecursionError, MemoryError):
        return (), Uses()


def _read(file: SourceFile, example: Example) -> tuple[tuple[Import, ...], Uses]:
    with sealed():
        trees = parse(example.text, module_name(file))
        source = Source(example.text)
        imports = imports_of(statements_of(trees.module), source, file)
        uses = uses_of(trees.syntax, source, imports)
        trees.fell()
    shifted = (replace(one, column=_shifted(example, one.line, one.column)) for one in imports)
    return tuple(shifted), replace(uses, places=tuple(_moved(example, places) for places in uses.places))


def _moved(example: Example, places: tuple[int, ...]) -> tuple[int, ...]:
    moved = list(places)
    for index in range(0, len(moved), 3):
        moved[index + 1] = _shifted(example, moved[index], moved[index + 1])
    return tuple(moved)


def _shifted(example: Example, line: int, column: int) -> int:
    return max(0, column + example.shifts.get(line, 0))


def _is_mention(imported: Import) -> bool:
    return imported.name != "*" and not imported.module.startswith(".")


def _imported(imported: Import) -> _Mention:
    """The name in an import statement, which uses what it names."""
    if imported.name is None:
        head, dot, last = imported.module.rpartition(".")
        return imported.module, imported.line, imported.column + len(head + dot), len(last)
    return f"{imported.module}.{imported.name}", imported.line, imported.column, len(imported.name)


def _placed(name: str, line: int, lines: Sequence[str]) -> _Mention:
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    parts = name.split(".")
    for start in range(len(parts)):
        found = re.search(rf"(?<!\w){re.escape('.'.join(parts[start:]))}(?!\w)", written)
        if found is not None:
            return name, line, found.end() - len(parts[-1]), len(parts[-1])
    return name, line, 0, 0


def _with_mentions(uses: Uses, mentions: Iterable[_Mention]) -> Uses:
    """Add a term for each name and width."""
    terms: dict[tuple[str, int], list[int]] = {}
    for name, line, column, width in mentions:
        terms.setdefault((name, width), []).extend((line, column, _MENTION))
    return replace(
        uses,
        steps=(*uses.steps, *(f"mention:{name}" for name, _ in terms)),
        bases=(*uses.bases, *(-1 for _ in terms)),
        widths=(*uses.widths, *(width for _, width in terms)),
        places=(*uses.places, *map(tuple, terms.values())),
    )

"""The state of one walk over a module's tree, and the steps that all kinds of node share."""

import ast
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.uses.binding import Bound, locals_of
from sphinx_kwindex.analysis.python.uses.scopes import MODULE, Scope
from sphinx_kwindex.analysis.python.uses.terms import Forest, Term
from sphinx_kwindex.model.facts import Import

EXACT_FSTRINGS = sys.version_info >= (3, 12)
"""Older parsers do not always say where a name inside an f-string stands."""


class ImportedNames:
    """The terms of the names that the import statements of a file bind."""

    def __init__(self, forest: Forest, imports: Sequence[Import]) -> None:
        self.forest = forest
        self._numbers = _by_name(imports)

    def term(self, node: ast.Import | ast.ImportFrom, name: str, alias: str | None) -> Term | None:
        """The term of a name that an import statement binds."""
        if isinstance(node, ast.Import) and alias is None:
            top = name.partition(".")[0]
            return self.forest.head(f"module:{top}", len(top))
        bound = alias or name
        for line, index in self._numbers.get((bound, name), ()):
            if node.lineno <= line <= (node.end_lineno or line):
                return self.forest.head(f"import:{index}", len(bound))
        return None


class Walk:
    """One walk; ``scope`` is where it is, ``returning`` whether in the annotation of what a function gives.

    Bodies of functions wait in ``later`` until the scope around them is complete, as they run after it.
    """

    def __init__(
        self,
        module: ast.Module,
        source: Source,
        imports: Sequence[Import],
        run: "Callable[[Walk, Sequence[ast.stmt]], bool]",
    ) -> None:
        self._run = run
        self.forest = Forest()
        self.imports = ImportedNames(self.forest, imports)
        self.scope = Scope(self.forest, MODULE, None, locals_of(module))
        self.scope.declared = partial(_declared, locals_of(module), self.imports)
        self.later: deque[Callable[[], None]] = deque()
        self.ascii = source.is_ascii
        self.doubtful = False
        self.returning = False
        self._lines = source.lines

    def run(self, body: Sequence[ast.stmt]) -> bool:
        """Read statements in order; returns whether control does not reach their end."""
        return self._run(self, body)

    def note(self, term: Term | None, node: Any, kind: int, quote: int = 0) -> None:
        """Note that the name of ``term`` stands where ``node`` begins, after ``quote`` characters."""
        if term is not None and term.places is not None:
            term.places += (node.lineno, node.col_offset + quote, kind)

    def width(self, name: str) -> int:
        """The length of a name in the parser's columns."""
        return len(name) if self.ascii else len(name.encode())

    def stands(self, line: int, column: int, name: str) -> bool:
        """Whether the name stands there indeed."""
        text = self.line(line)
        if not self.ascii:
            column = len(text.encode()[:column].decode(errors="replace"))
        return text.startswith(name, column)

    def line(self, number: int) -> str:
        """A line of the file, as the parser counts lines."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def keyword(self, name: str) -> Term:
        """The term of a keyword that the scope defines."""
        return self.forest.head(f"keyword:{self.scope.prefix}{name}", len(name))

    def complete(self) -> None:
        """Count columns in characters instead of bytes."""
        if self.ascii:
            return
        wide = {number for number, line in enumerate(self._lines, 1) if not line.isascii()}
        for places in self.forest.places():
            for index in range(0, len(places), 3):
                if places[index] in wide:
                    prefix = self.line(places[index]).encode()[: places[index + 1]]
                    places[index + 1] = len(prefix.decode(errors="replace"))


def _declared(bound: Bound, imports: ImportedNames, name: str) -> Term | None:
    """What a name of the module stands for before its definition is reached, as in an annotation."""
    node = bound[name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = [one for one in node.names if (one.asname or one.name.partition(".")[0]) == name]
        return imports.term(node, names[0].name, names[0].asname) if names else None
    return imports.forest.head(f"keyword:{name}", len(name))


def _by_name(imports: Iterable[Import]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for index, imported in enumerate(imports):
        name = imported.name if imported.name is not None else imported.module
        found.setdefault((imported.bound, name), []).append((imported.line, index))
    return found


def parse_expression(text: str, parent: Any) -> ast.expr | None:
    """The tree of the expression that a string holds, placed where the string stands; ``None`` if it holds none."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    quoted = 1 + len(text) - len(text.lstrip())
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            shift = parent.col_offset + quoted if node.lineno == 1 else 0
            node.col_offset += shift
            node.end_col_offset = (node.end_col_offset or 0) + shift
            node.lineno += parent.lineno - 1
            node.end_lineno = node.lineno
    return tree

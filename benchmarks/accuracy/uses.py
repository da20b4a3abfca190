"""The names in use in a Python file, as its syntax tree has them; needs nothing but Python."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

_BASES: dict[type[ast.expr], str] = {ast.Call: "a call", ast.Subscript: "an item", ast.Await: "a call"}


class Use(NamedTuple):
    """A name in use: where it stands, in characters, and what stands before the dot.

    ``place`` is the end of that, ``base`` its sort. ``owner`` is the class whose method uses an attribute of its
    ``self``, of the class of that, or of ``super()``; ``chain`` the whole dotted name, or the attribute alone.
    """

    line: int
    column: int
    name: str
    kind: str
    place: tuple[int, int] | None
    base: str
    owner: str | None
    chain: tuple[str, ...]


def uses_in(text: str) -> Iterator[Use]:
    """Each name and attribute that is read."""
    return _Reader(text).uses()


def added_to(text: str) -> set[int]:
    """The lines of statements such as ``self.x += 1``, which change what is there and define nothing."""
    return {node.lineno for node in ast.walk(ast.parse(text)) if isinstance(node, ast.AugAssign)}


class _Reader:
    def __init__(self, text: str) -> None:
        self._tree = ast.parse(text)
        self._lines = text.split("\n")

    def uses(self) -> Iterator[Use]:
        waiting: list[tuple[ast.AST, str | None, str | None]] = [(self._tree, "", None)]
        while waiting:
            node, inside, method_of = waiting.pop()
            found = self._use(node, method_of)
            if found is not None and self._lines[found.line - 1].startswith(found.name, found.column):
                yield found
            if isinstance(node, ast.ClassDef):
                inside, method_of = None if inside is None else f"{inside}.{node.name}".lstrip("."), None
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                # What is defined in functions is out of the interpreter's sight.
                inside, method_of = None, method_of or inside or None
            waiting.extend((child, inside, method_of) for child in ast.iter_child_nodes(node))

    def _use(self, node: ast.AST, method_of: str | None) -> Use | None:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            column = self._characters(node.lineno, node.col_offset)
            return Use(node.lineno, column, node.id, "name", None, "", None, (node.id,))
        return self._attribute(node, method_of) if isinstance(node, ast.Attribute) else None

    def _attribute(self, node: ast.Attribute, method_of: str | None) -> Use:
        line, end = node.end_lineno or 0, node.end_col_offset or 0
        column = self._characters(line, end) - len(node.attr)
        base = node.value
        place = base.end_lineno or 0, self._characters(base.end_lineno or 0, base.end_col_offset or 0) - 1
        if _is_own(base):
            sort = "super().x" if _is_super(base) else "self.x"
            return Use(line, column, node.attr, sort, None, "", method_of, (node.attr,))
        chain = _chain(node)
        sort = "attribute" if isinstance(base, ast.Name | ast.Attribute) else "object"
        return Use(line, column, node.attr, sort, place if chain else None, _sort_of(base), None, chain)

    def _characters(self, line: int, offset: int) -> int:
        return len(self._lines[line - 1].encode()[:offset].decode(errors="replace"))


def _is_own(base: ast.expr) -> bool:
    if isinstance(base, ast.Call):
        return _is_super(base) or (_calls(base, "type") and [_is_own(one) for one in base.args] == [True])
    if isinstance(base, ast.Attribute):
        return base.attr == "__class__" and _is_own(base.value)
    return isinstance(base, ast.Name) and base.id in {"self", "cls"}


def _is_super(base: ast.expr) -> bool:
    return isinstance(base, ast.Call) and _calls(base, "super")


def _calls(base: ast.Call, name: str) -> bool:
    return isinstance(base.func, ast.Name) and base.func.id == name


def _sort_of(base: ast.expr) -> str:
    if isinstance(base, ast.Attribute):
        return "an attribute"
    return "a variable" if isinstance(base, ast.Name) else _BASES.get(type(base), "an expression")


def _chain(node: ast.expr) -> tuple[str, ...]:
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        before = _chain(node.value)
        return (*before, node.attr) if before else ()
    return ()

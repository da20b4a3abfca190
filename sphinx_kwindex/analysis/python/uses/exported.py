"""Names listed in ``__all__``."""

import ast
from collections.abc import Iterator
from typing import Any

from sphinx_kwindex.analysis.python.uses.binding import locals_of
from sphinx_kwindex.analysis.python.uses.scopes import Scope
from sphinx_kwindex.analysis.python.uses.terms import EXPORT
from sphinx_kwindex.analysis.python.uses.walk import Walk

_METHODS = frozenset({"append", "extend", "remove"})


def note_exported(walk: Walk, module: ast.Module) -> None:
    """Note the names in the strings of ``__all__``, whatever statement puts them there."""
    if "__all__" not in locals_of(module):
        return
    scope = _module_scope(walk.scope)
    for statement in module.body:
        for string in _strings(statement):
            column = string.col_offset + 1
            if walk.stands(string.lineno, column, string.value):
                walk.note(scope.lookup(string.value), string, EXPORT, quote=1)


def _module_scope(scope: Scope) -> Scope:
    while scope.outer is not None:
        scope = scope.outer
    return scope


def _strings(statement: ast.stmt) -> Iterator[Any]:
    value = _exported_value(statement)
    if value is not None:
        yield from _identifiers(value)


def _identifiers(node: Any) -> Iterator[Any]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _identifiers(child)


def _exported_value(statement: ast.stmt) -> ast.expr | None:
    if isinstance(statement, ast.Assign):
        return statement.value if any(_is_all(target) for target in statement.targets) else None
    if isinstance(statement, ast.AugAssign | ast.AnnAssign):
        return statement.value if _is_all(statement.target) else None
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        called = statement.value.func
        if isinstance(called, ast.Attribute) and _is_all(called.value) and called.attr in _METHODS:
            return statement.value
    return None


def _is_all(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "__all__"

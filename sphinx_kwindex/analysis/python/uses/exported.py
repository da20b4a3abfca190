"""Names listed in ``__all__``."""

from collections.abc import Iterator
from typing import Any

from astroid import nodes

from sphinx_kwindex.analysis.python.uses.scopes import Scope
from sphinx_kwindex.analysis.python.uses.terms import EXPORT
from sphinx_kwindex.analysis.python.uses.walk import Walk

_METHODS = frozenset({"append", "extend", "remove"})


def note_exported(walk: Walk, module: nodes.Module) -> None:
    """Note the names in the strings of ``__all__``, whatever statement puts them there."""
    if "__all__" not in module.locals:
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


def _strings(statement: nodes.NodeNG) -> Iterator[Any]:
    value = _exported_value(statement)
    if value is not None:
        for const in value.nodes_of_class(nodes.Const):
            if isinstance(const.value, str) and const.value.isidentifier():
                yield const


def _exported_value(statement: nodes.NodeNG) -> nodes.NodeNG | None:
    if isinstance(statement, nodes.Assign):
        return statement.value if any(_is_all(target) for target in statement.targets) else None
    if isinstance(statement, nodes.AugAssign | nodes.AnnAssign):
        return statement.value if _is_all(statement.target) else None
    if isinstance(statement, nodes.Expr) and isinstance(statement.value, nodes.Call):
        called = statement.value.func
        if isinstance(called, nodes.Attribute) and _is_all(called.expr) and called.attrname in _METHODS:
            return statement.value
    return None


def _is_all(node: nodes.NodeNG) -> bool:
    return isinstance(node, nodes.Name | nodes.AssignName) and node.name == "__all__"

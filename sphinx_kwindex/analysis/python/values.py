"""Astroid's nodes of values of which little more counts than their type."""

import ast
from typing import Any

from astroid import nodes
from astroid.const import Context
from astroid.manager import AstroidManager

from sphinx_kwindex.analysis.python.rebuilding import Rebuilder, placed

_EMPTY: Any = nodes.EmptyNode()
_LISTED = frozenset({ast.Attribute, ast.Constant, ast.Name, ast.Starred})
_NAMING = frozenset({ast.Constant, ast.Dict, ast.List, ast.Tuple})
_PASSING = frozenset({"cast", "frozenset", "list", "set", "sorted", "tuple"})
"""Functions that give back what they are given."""
OUTLINED: dict[type, type[nodes.NodeNG]] = {
    ast.Call: nodes.Call,
    ast.Dict: nodes.Dict,
    ast.List: nodes.List,
    ast.Set: nodes.Set,
    ast.Tuple: nodes.Tuple,
}


class ValueRebuilder(Rebuilder):
    """A rebuilder that can leave out of a value what nobody asks for."""

    def __init__(self, manager: AstroidManager) -> None:
        super().__init__(manager)
        self._is_value = False

    def typed(self, node: ast.AST | None, parent: nodes.NodeNG) -> Any:
        """Return the node of a value of which only the type counts."""
        outer, self._is_value = self._is_value, True
        made = self.visit(node, parent)
        self._is_value = outer
        return made

    def table(self, node: Any, parent: nodes.NodeNG) -> Any:
        """Return the node of a display with nothing in it but constants and names, which ``__all__`` may be made of.

        Of a call, it has the two arguments that can name a class and its members.
        """
        if node.__class__ is ast.Call and _name_of(node.func) in _PASSING:
            return self.visit(node, parent)
        made: Any = placed(OUTLINED[node.__class__], node, parent)
        self._made.append(made)
        if node.__class__ is ast.Dict:
            made.items = []
        elif node.__class__ is ast.Call:
            made.func = self.visit(node.func, made)
            made.args = [self.visit(each, made) if each.__class__ in _NAMING else _EMPTY for each in node.args[:2]]
            made.args += [_EMPTY] * (len(node.args) - 2)
            made.keywords = [_EMPTY] * len(node.keywords)
        else:
            made.elts = [self.visit(each, made) if each.__class__ in _LISTED else _EMPTY for each in node.elts]
        return made

    def visit_call(self, node: ast.Call, parent: nodes.NodeNG) -> nodes.Call:
        """Return the node of a call."""
        if not self._is_value:
            return super().visit_call(node, parent)
        made = placed(nodes.Call, node, parent)
        made.func, made.args, made.keywords = self.visit(node.func, made), [], []
        return made

    def visit_compare(self, node: ast.Compare, parent: nodes.NodeNG) -> nodes.Compare:
        """Return the node of a comparison."""
        if not self._is_value:
            return super().visit_compare(node, parent)
        made = placed(nodes.Compare, node, parent)
        made.left, made.ops = _EMPTY, []
        return made

    def visit_dict(self, node: ast.Dict, parent: nodes.NodeNG) -> nodes.Dict:
        """Return the node of a display of a dictionary."""
        if not self._is_value:
            return super().visit_dict(node, parent)
        made = placed(nodes.Dict, node, parent)
        made.items = []
        return made

    def visit_list(self, node: ast.List, parent: nodes.NodeNG) -> nodes.List:
        """Return the node of a display of a list."""
        return _without_elements(nodes.List, node, parent) if self._is_value else super().visit_list(node, parent)

    def visit_set(self, node: ast.Set, parent: nodes.NodeNG) -> nodes.Set:
        """Return the node of a display of a set."""
        return _without_elements(nodes.Set, node, parent) if self._is_value else super().visit_set(node, parent)

    def visit_tuple(self, node: ast.Tuple, parent: nodes.NodeNG) -> nodes.Tuple:
        """Return the node of a tuple."""
        return _without_elements(nodes.Tuple, node, parent) if self._is_value else super().visit_tuple(node, parent)

    def visit_joinedstr(self, node: ast.JoinedStr, parent: nodes.NodeNG) -> nodes.JoinedStr:
        """Return the node of an f-string."""
        if not self._is_value:
            return super().visit_joinedstr(node, parent)
        made = placed(nodes.JoinedStr, node, parent)
        made.values = []
        return made

    def visit_subscript(self, node: ast.Subscript, parent: nodes.NodeNG) -> nodes.Subscript:
        """Return the node of a subscript."""
        if not self._is_value:
            return super().visit_subscript(node, parent)
        made = placed(nodes.Subscript, node, parent)
        made.ctx, made.value, made.slice = Context.Load, self.visit(node.value, made), _EMPTY
        return made

    def visit_lambda(self, node: ast.Lambda, parent: nodes.NodeNG) -> nodes.Lambda:
        """Return the node of a lambda, whose signature is shown."""
        outer, self._is_value = self._is_value, False
        made = super().visit_lambda(node, parent)
        self._is_value = outer
        return made


def _without_elements(kind: type[nodes.NodeNG], node: ast.expr, parent: nodes.NodeNG) -> Any:
    made: Any = placed(kind, node, parent)
    made.elts = []
    return made


def _name_of(called: Any) -> str:
    return called.attr if called.__class__ is ast.Attribute else getattr(called, "id", "")

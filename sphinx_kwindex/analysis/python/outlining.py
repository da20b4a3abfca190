"""Astroid's tree without what defines nothing: the most of what functions do."""

import ast
from collections.abc import Callable
from typing import Any

from astroid import nodes
from astroid.manager import AstroidManager

from sphinx_kwindex.analysis.python.lines import stands_on, walrus_lines
from sphinx_kwindex.analysis.python.rebuilding import Made, Rebuilder, placed

_WHOLE = frozenset({"__get__", "__new__"})
"""Functions whose inside says what their class is, or what is an object of it."""
_EMPTY: Any = nodes.EmptyNode()
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class Outliner(Rebuilder):
    """A rebuilder that puts an empty node for what nobody asks for.

    In the body of a function that is what is only calculated, called, raised or gone through, and the arguments of
    calls: the function's own variables end with the call, and of what it returns or gives to its object, only the
    type counts. A ``:=`` binds anywhere, so functions with one are left whole.
    """

    def __init__(self, manager: AstroidManager, text: str) -> None:
        super().__init__(manager)
        self._walruses = walrus_lines(text)
        self._is_local = False
        self._is_value = False
        self._defines = False

    def visit_functiondef(self, node: ast.FunctionDef, parent: nodes.NodeNG) -> nodes.FunctionDef:
        """Return the node of a function."""
        return self._within(super().visit_functiondef, node, parent, is_local=self._is_spare(node))

    def visit_asyncfunctiondef(self, node: ast.AsyncFunctionDef, parent: nodes.NodeNG) -> nodes.AsyncFunctionDef:
        """Return the node of an asynchronous function."""
        return self._within(super().visit_asyncfunctiondef, node, parent, is_local=self._is_spare(node))

    def visit_classdef(self, node: ast.ClassDef, parent: nodes.NodeNG) -> nodes.ClassDef:
        """Return the node of a class."""
        return self._within(super().visit_classdef, node, parent, is_local=False)

    def _is_spare(self, node: _Function) -> bool:
        return node.name not in _WHOLE and not stands_on(node, self._walruses)

    def _within(self, visit: Callable[..., Made], node: Any, parent: nodes.NodeNG, *, is_local: bool) -> Made:
        outer, self._is_local = self._is_local, is_local
        made = visit(node, parent)
        self._is_local, self._defines = outer, True
        return made

    def visit_import(self, node: ast.Import, parent: nodes.NodeNG) -> nodes.Import:
        """Return the node of an import."""
        self._defines = True
        return super().visit_import(node, parent)

    def visit_importfrom(self, node: ast.ImportFrom, parent: nodes.NodeNG) -> nodes.ImportFrom:
        """Return the node of an import from a module."""
        self._defines = True
        return super().visit_importfrom(node, parent)

    def visit_typealias(self, node: Any, parent: nodes.NodeNG) -> nodes.TypeAlias:
        """Return the node of a ``type`` statement."""
        self._defines = True
        return super().visit_typealias(node, parent)

    def visit_if(self, node: ast.If, parent: nodes.NodeNG) -> nodes.If:
        """Return the node of an ``if``, whose condition counts where anything inside depends on it."""
        if not self._is_local:
            return super().visit_if(node, parent)
        outer, self._defines = self._defines, False
        made = placed(nodes.If, node, parent)
        made.body = [self.visit(child, made) for child in node.body]
        made.orelse = [self.visit(child, made) for child in node.orelse]
        made.test = self.visit(node.test, made) if self._defines else _EMPTY
        self._defines = self._defines or outer
        return made

    def visit_for(self, node: ast.For, parent: nodes.NodeNG) -> nodes.For:
        """Return the node of a loop."""
        if not self._is_local:
            return super().visit_for(node, parent)
        made = placed(nodes.For, node, parent)
        made.target, made.iter, made.type_annotation = self.visit(node.target, made), _EMPTY, None
        made.body = [self.visit(child, made) for child in node.body]
        made.orelse = [self.visit(child, made) for child in node.orelse]
        return made

    def visit_expr(self, node: ast.Expr, parent: nodes.NodeNG) -> nodes.Expr:
        """Return the node of an expression that is a statement; a string may describe what stands before it."""
        if not self._is_local or isinstance(node.value, ast.Constant):
            return super().visit_expr(node, parent)
        made = placed(nodes.Expr, node, parent)
        made.value = _EMPTY
        return made

    def visit_raise(self, node: ast.Raise, parent: nodes.NodeNG) -> nodes.Raise:
        """Return the node of a ``raise``."""
        if not self._is_local:
            return super().visit_raise(node, parent)
        made = placed(nodes.Raise, node, parent)
        made.exc = made.cause = None
        return made

    def visit_assert(self, node: ast.Assert, parent: nodes.NodeNG) -> nodes.Assert:
        """Return the node of an ``assert``."""
        if not self._is_local:
            return super().visit_assert(node, parent)
        made = placed(nodes.Assert, node, parent)
        made.test, made.fail = _EMPTY, None
        return made

    def visit_augassign(self, node: ast.AugAssign, parent: nodes.NodeNG) -> nodes.AugAssign:
        """Return the node of ``x += 1`` or the like."""
        if not self._is_local:
            return super().visit_augassign(node, parent)
        made = placed(nodes.AugAssign, node, parent)
        made.op, made.target, made.value = "", self.visit(node.target, made), _EMPTY
        return made

    def visit_assign(self, node: ast.Assign, parent: nodes.NodeNG) -> nodes.Assign:
        """Return the node of an assignment; what variables of a function hold is nobody's."""
        if not self._is_local:
            return super().visit_assign(node, parent)
        made = placed(nodes.Assign, node, parent)
        made.type_annotation = None
        made.targets = [self.visit(target, made) for target in node.targets]
        own = not self._global_names[-1] and all(isinstance(target, ast.Name) for target in node.targets)
        made.value = _EMPTY if own else self._value(node.value, made)
        return made

    def visit_annassign(self, node: ast.AnnAssign, parent: nodes.NodeNG) -> nodes.AnnAssign:
        """Return the node of an annotated name."""
        if not self._is_local or not isinstance(node.target, ast.Name) or self._global_names[-1]:
            return super().visit_annassign(node, parent)
        made = placed(nodes.AnnAssign, node, parent)
        made.target = self.visit(node.target, made)
        made.annotation, made.value, made.simple = _EMPTY, None, node.simple
        return made

    def visit_return(self, node: ast.Return, parent: nodes.NodeNG) -> nodes.Return:
        """Return the node of a ``return``."""
        made = placed(nodes.Return, node, parent)
        made.value = self._value(node.value, made)
        return made

    def _value(self, node: ast.expr | None, parent: nodes.NodeNG) -> Any:
        """Return the node of a value of which only the type counts, if in a function."""
        outer, self._is_value = self._is_value, self._is_local
        made = self.visit(node, parent)
        self._is_value = outer
        return made

    def visit_call(self, node: ast.Call, parent: nodes.NodeNG) -> nodes.Call:
        """Return the node of a call."""
        if not self._is_value:
            return super().visit_call(node, parent)
        made = placed(nodes.Call, node, parent)
        made.func, made.args, made.keywords = self.visit(node.func, made), [], []
        return made

    def visit_lambda(self, node: ast.Lambda, parent: nodes.NodeNG) -> nodes.Lambda:
        """Return the node of a lambda, whose signature is shown."""
        outer, self._is_value = self._is_value, False
        made = super().visit_lambda(node, parent)
        self._is_value = outer
        return made

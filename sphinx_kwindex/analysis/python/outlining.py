"""Astroid's tree without what defines nothing: the most of what functions do."""

import ast
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import repeat
from typing import Any

from astroid import nodes
from astroid.const import Context
from astroid.manager import AstroidManager

from sphinx_kwindex.analysis.python.closing import has_only_variables, is_closed
from sphinx_kwindex.analysis.python.glances import SINGLE, adds_exports, is_named, is_telling
from sphinx_kwindex.analysis.python.inference import WRAPPERS
from sphinx_kwindex.analysis.python.lines import stands_on, walrus_lines
from sphinx_kwindex.analysis.python.names import dotted, last
from sphinx_kwindex.analysis.python.rebuilding import Function, placed
from sphinx_kwindex.analysis.python.values import OUTLINED, ValueRebuilder

_WHOLE = frozenset({"__get__", "__new__"})
"""Functions whose inside says what their class is, or what is an object of it."""
_EMPTY: Any = nodes.EmptyNode()
_SEQUENCES = (ast.Tuple, ast.List)


class Outliner(ValueRebuilder):
    """A rebuilder that puts an empty node for what nobody asks for.

    In the body of a function that is what is only calculated, called, raised or gone through, and the arguments of
    calls: the function's own variables end with the call, and of what it returns or gives to its object, only the
    type counts. If nothing in it outlives the call, it is read only when somebody asks what the function returns. So
    it is with what fills the tables of a module or class, with what it gives to calls, and with what it calls and
    keeps nothing of. A ``:=`` binds anywhere, so functions, tables and calls with one are left whole.
    """

    def __init__(self, manager: AstroidManager, text: str) -> None:
        super().__init__(manager)
        self._walruses = walrus_lines(text)
        self._unread: list[Any] = []
        self._is_local = False
        self._defines = False

    def function(self, kind: type[Function], node: Any, parent: nodes.NodeNG) -> Function:
        """Return the node of a function of either kind."""
        is_spare = node.name not in _WHOLE and not (self._walruses and stands_on(node, self._walruses))
        outer, self._is_local = self._is_local, is_spare
        made = super().function(kind, node, parent)
        self._is_local, self._defines = outer, True
        return made

    def visit_classdef(self, node: ast.ClassDef, parent: nodes.NodeNG) -> nodes.ClassDef:
        """Return the node of a class."""
        outer, self._is_local = self._is_local, False
        made = super().visit_classdef(node, parent)
        self._is_local, self._defines = outer, True
        return made

    def fill(self, made: Any, body: Sequence[ast.stmt]) -> None:
        """Give the node of a function its body, or what makes it should anybody ask what the function returns."""
        if self._is_local and is_closed(body):
            made.body, made.unread = [], partial(self._read, body)
            self._unread.append(made)
        else:
            super().fill(made, body)

    def _read(self, body: Sequence[ast.stmt], made: Any) -> None:
        made.unread = None
        self._is_local = True
        self._global_names.append({})
        super().fill(made, body)
        self._global_names.pop()

    def fell(self) -> None:
        """Part all nodes from those above them."""
        super().fell()
        for made in self._unread:
            made.unread = None
        self._unread.clear()

    def visit_import(self, node: ast.Import, parent: nodes.NodeNG) -> Any:
        """Return the node of an import."""
        self._defines = True
        return super().visit_import(node, parent)

    def visit_importfrom(self, node: ast.ImportFrom, parent: nodes.NodeNG) -> Any:
        """Return the node of an import from a module."""
        self._defines = True
        return super().visit_importfrom(node, parent)

    def visit_typealias(self, node: Any, parent: nodes.NodeNG) -> nodes.TypeAlias:
        """Return the node of a ``type`` statement."""
        self._defines = True
        return super().visit_typealias(node, parent)

    def visit_if(self, node: ast.If, parent: nodes.NodeNG) -> Any:
        """Return the node of an ``if``, whose condition counts where anything inside depends on it."""
        if not self._is_local:
            return super().visit_if(node, parent)
        outer, self._defines = self._defines, False
        made = placed(nodes.If, node, parent)
        made.body = [self.visit(child, made) for child in node.body]
        made.orelse = [self.visit(child, made) for child in node.orelse]
        made.test = self.visit(node.test, made) if self._defines else _EMPTY
        dull, self._defines = _is_dull(made) and not self._defines, self._defines or outer
        return _EMPTY if dull else made

    def visit_for(self, node: ast.For, parent: nodes.NodeNG) -> Any:
        """Return the node of a loop."""
        if not self._is_local:
            return super().visit_for(node, parent)
        made = placed(nodes.For, node, parent)
        made.iter, made.type_annotation = _EMPTY, None
        made.target = _EMPTY if self._binds([node.target], made) else self.visit(node.target, made)
        made.body = [self.visit(child, made) for child in node.body]
        made.orelse = [self.visit(child, made) for child in node.orelse]
        return _EMPTY if made.target is _EMPTY and _is_dull(made) else made

    def visit_with(self, node: ast.With, parent: nodes.NodeNG) -> Any:
        """Return the node of a ``with``."""
        if not self._is_local:
            return super().visit_with(node, parent)
        made = placed(nodes.With, node, parent)
        made.type_annotation = None
        targets = [item.optional_vars for item in node.items if item.optional_vars is not None]
        bound = not targets or self._binds(targets, made)
        made.items = [] if bound else [(_EMPTY, self.visit(target, made)) for target in targets]
        made.body = [self.visit(child, made) for child in node.body]
        return _EMPTY if bound and all(child is _EMPTY for child in made.body) else made

    def visit_expr(self, node: ast.Expr, parent: nodes.NodeNG) -> Any:
        """Return the node of an expression that is a statement; a string may describe what stands before it."""
        if node.value.__class__ is ast.Constant or not (self._is_local or self._is_forgotten(node)):
            return super().visit_expr(node, parent)
        return _EMPTY

    def _is_forgotten(self, node: ast.Expr) -> bool:
        """Tell whether a statement outside of functions neither binds anything nor adds to ``__all__``."""
        return not self._global_names and not stands_on(node, self._walruses) and not adds_exports(node.value)

    def visit_decorators(self, node: Any, parent: nodes.NodeNG) -> nodes.Decorators | None:
        """Return the node of the decorators of a function or class; nobody asks what those of functions are given."""
        if node.__class__ is ast.ClassDef or not all(map(is_named, node.decorator_list)):
            return super().visit_decorators(node, parent)
        outer, self._is_value = self._is_value, True
        made = super().visit_decorators(node, parent)
        self._is_value = outer
        return made

    def visit_raise(self, node: ast.Raise, parent: nodes.NodeNG) -> Any:
        """Return the node of a ``raise``."""
        if not self._is_local:
            return super().visit_raise(node, parent)
        return _EMPTY

    def visit_assert(self, node: ast.Assert, parent: nodes.NodeNG) -> Any:
        """Return the node of an ``assert``."""
        if not self._is_local:
            return super().visit_assert(node, parent)
        return _EMPTY

    def visit_augassign(self, node: ast.AugAssign, parent: nodes.NodeNG) -> Any:
        """Return the node of ``x += 1`` or the like."""
        if not self._is_local:
            return super().visit_augassign(node, parent)
        if self._binds([node.target], parent):
            return _EMPTY
        made = placed(nodes.AugAssign, node, parent)
        made.op, made.target, made.value = "", self.visit(node.target, made), _EMPTY
        return made

    def visit_assign(self, node: ast.Assign, parent: nodes.NodeNG) -> Any:
        """Return the node of an assignment; what variables of a function hold is nobody's."""
        if self._is_local and self._binds(node.targets, parent):
            return _EMPTY
        give = self._giver(node, parent)
        made = placed(nodes.Assign, node, parent)
        made.type_annotation = None
        made.targets = [self.visit(target, made) for target in node.targets]
        made.value = give(node.value, made)
        return made

    def visit_annassign(self, node: ast.AnnAssign, parent: nodes.NodeNG) -> Any:
        """Return the node of an annotated name."""
        if self._is_local and self._binds([node.target], parent):
            return _EMPTY
        # What the fields of a data class hold at first is shown.
        is_table = parent.__class__ is not nodes.ClassDef and self._is_table(node, [node.target], parent)
        made = placed(nodes.AnnAssign, node, parent)
        made.simple = node.simple
        made.target = self.visit(node.target, made)
        made.annotation = self.annotation(node.annotation, made)
        made.value = self.table(node.value, made) if is_table else self.visit(node.value, made)
        return made

    def _giver(self, node: ast.Assign, parent: nodes.NodeNG) -> Callable[[Any, nodes.NodeNG], Any]:
        """Return what makes the node of the value."""
        if self._is_table(node, node.targets, parent):
            return self.table
        # Names that share a value have types of their own.
        return self.visit if any(isinstance(target, _SEQUENCES) for target in node.targets) else self._value

    def _is_table(self, node: ast.Assign | ast.AnnAssign, targets: Sequence[ast.expr], parent: nodes.NodeNG) -> bool:
        """Tell whether names of a module or class get a display or a call that cannot mention them, as they are new."""
        if self._is_local or node.value.__class__ not in OUTLINED or stands_on(node, self._walruses):
            return False
        frame = parent.frame()
        are_new = all(target.__class__ is ast.Name and target.id not in frame.locals for target in targets)
        return are_new and not isinstance(frame, nodes.FunctionDef)

    def parameter(self, written: ast.arg, made: Any) -> nodes.AssignName:  # noqa: ARG002 - as the rebuilder's own
        """Return the node of the name of a parameter: nothing but the name counts."""
        return _parameter(written.arg)

    def annotation(self, node: ast.expr, parent: nodes.NodeNG) -> Any:
        """Return the node of an annotation: on one line, its text is shown, and nobody asks for the parts of types."""
        if is_telling(node) or not self._is_shown(node):
            return self.visit(node, parent)
        if node.__class__ is ast.Subscript:
            return self._generic(node, parent)
        return self._text(node, parent)

    def default(self, node: ast.expr, parent: nodes.NodeNG) -> Any:
        """Return the node of what a parameter is if nothing is given, of which the text is shown."""
        if node.__class__ in SINGLE or not self._is_shown(node):
            return self.visit(node, parent)
        return self._text(node, parent)

    def _is_shown(self, node: ast.expr) -> bool:
        """Tell whether the text of an expression can be shown as it stands, and binds nothing."""
        return node.lineno == node.end_lineno and not (self._walruses and stands_on(node, self._walruses))

    def _text(self, node: ast.expr, parent: nodes.NodeNG) -> nodes.EmptyNode:
        made = placed(nodes.EmptyNode, node, parent)
        self._made.append(made)
        return made

    def _generic(self, node: Any, parent: nodes.NodeNG) -> nodes.Subscript:
        made = placed(nodes.Subscript, node, parent)
        made.ctx = Context.Load
        made.value = self.visit(node.value, made)
        made.slice = self.annotation(node.slice, made) if last(dotted(made.value) or "") in WRAPPERS else _EMPTY
        self._made.append(made)
        return made

    def _binds(self, targets: Sequence[ast.expr], parent: nodes.NodeNG) -> bool:
        """Bind the targets if all are variables of a function; tells whether they are."""
        names: list[str] = []
        if self._global_names[-1] or not all(map(has_only_variables, targets, repeat(names))):
            return False
        for name in names:
            parent.set_local(name, _EMPTY)
        return True

    def visit_return(self, node: ast.Return, parent: nodes.NodeNG) -> nodes.Return:
        """Return the node of a ``return``."""
        made = placed(nodes.Return, node, parent)
        made.value = self._value(node.value, made)
        return made

    def _value(self, node: ast.expr | None, parent: nodes.NodeNG) -> Any:
        """Return the node of a value of which only the type counts, if in a function."""
        return self.typed(node, parent) if self._is_local else self.visit(node, parent)


@lru_cache(maxsize=10_000)
def _parameter(name: str) -> nodes.AssignName:
    return nodes.AssignName(name, 0, 0, _EMPTY, end_lineno=0, end_col_offset=0)


def _is_dull(block: nodes.If | nodes.For) -> bool:
    """Tell whether nothing that is done in a block is kept."""
    body, orelse = block.body, block.orelse
    return body.count(_EMPTY) == len(body) and orelse.count(_EMPTY) == len(orelse)

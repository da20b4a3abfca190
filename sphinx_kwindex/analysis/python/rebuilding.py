"""Astroid's nodes out of Python's, as astroid makes them and in half the time."""

import ast
from collections.abc import Sequence
from typing import Any, TypeVar

from astroid import nodes
from astroid.const import Context
from astroid.manager import AstroidManager
from astroid.rebuilder import TreeRebuilder

_NO_REST = (None, None, None)
_CONTEXTS = {ast.Load: Context.Load, ast.Store: Context.Store, ast.Del: Context.Del}
Made = TypeVar("Made", bound=nodes.NodeNG)
Function = TypeVar("Function", bound=nodes.FunctionDef)


class Rebuilder(TreeRebuilder):
    """A rebuilder that is quick about the nodes of which there are most.

    They are made without the constructors, which hand every value on from class to class.
    """

    def __init__(self, manager: AstroidManager) -> None:
        super().__init__(manager)
        self._made: list[nodes.NodeNG] = []

    def fell(self) -> None:
        """Part all nodes from those above them, so that they are freed with the last reference to the tree."""
        for node in self._made:
            node.parent = None
        self._made.clear()
        self._visit_meths.clear()

    def visit(self, node: Any, parent: nodes.NodeNG) -> Any:
        """Return the node for one of Python's."""
        if node is None:
            return None
        visit = self._visit_meths.get(node.__class__)
        made = super().visit(node, parent) if visit is None else visit(node, parent)
        self._made.append(made)
        return made

    def annotation(self, node: ast.expr, parent: nodes.NodeNG) -> Any:
        """Return the node of an annotation."""
        return self.visit(node, parent)

    def default(self, node: ast.expr, parent: nodes.NodeNG) -> Any:
        """Return the node of what a parameter is if nothing is given."""
        return self.visit(node, parent)

    def visit_name(self, node: Any, parent: nodes.NodeNG) -> Any:
        """Return the node of a name."""
        if node.ctx.__class__ is ast.Load:
            made = placed(nodes.Name, node, parent)
            made.name = node.id
            return made
        if node.ctx.__class__ is ast.Store:
            return self.visit_assignname(node, parent, node.id)
        return super().visit_name(node, parent)

    def visit_assignname(self, node: Any, parent: nodes.NodeNG, node_name: Any) -> Any:
        """Return the node of a name that is bound, if it is one."""
        if node_name is None:
            return None
        made = placed(nodes.AssignName, node, parent)
        made.name = node_name
        self._save_assignment(made)
        self._made.append(made)
        return made

    def visit_functiondef(self, node: ast.FunctionDef, parent: nodes.NodeNG) -> nodes.FunctionDef:
        """Return the node of a function."""
        return self.function(nodes.FunctionDef, node, parent)

    def visit_asyncfunctiondef(self, node: ast.AsyncFunctionDef, parent: nodes.NodeNG) -> nodes.AsyncFunctionDef:
        """Return the node of an asynchronous function."""
        return self.function(nodes.AsyncFunctionDef, node, parent)

    def function(self, kind: type[Function], node: Any, parent: nodes.NodeNG) -> Function:
        """Return the node of a function of either kind."""
        self._global_names.append({})
        doc, body = _described(node.body)
        made = placed(kind, node, parent)
        if node.decorator_list:
            made.lineno = node.decorator_list[0].lineno
        made.name, made.locals, made.instance_attrs = node.name, {}, {}
        made.type_comment_args = made.type_comment_returns = None
        made.decorators = self.visit_decorators(node, made)
        made.returns = node.returns and self.annotation(node.returns, made)
        made.args = self.visit(node.args, made)
        self.fill(made, body)
        made.doc_node = self.visit(doc, made)
        made.type_params = [self.visit(parameter, made) for parameter in getattr(node, "type_params", ())]
        self._global_names.pop()
        parent.set_local(made.name, made)
        return made

    def fill(self, made: Any, body: Sequence[ast.stmt]) -> None:
        """Give the node of a function its body."""
        made.body = [self.visit(child, made) for child in body]

    def visit_arguments(self, node: ast.arguments, parent: Any) -> Any:
        """Return the node of the parameters of a function."""
        made: Any = nodes.Arguments.__new__(nodes.Arguments)
        made.parent = parent
        made.lineno, made.end_lineno = _lines_of(node)
        made.col_offset = made.end_col_offset = made.position = None
        made.args, made.annotations = self._parameters(node.args, made)
        made.defaults = [self.default(default, made) for default in node.defaults] if node.defaults else []
        only, named = node.posonlyargs, node.kwonlyargs
        made.posonlyargs, made.posonlyargs_annotations = self._parameters(only, made) if only else ([], [])
        made.kwonlyargs, made.kwonlyargs_annotations = self._parameters(named, made) if named else ([], [])
        made.kw_defaults = [default and self.default(default, made) for default in node.kw_defaults] if named else []
        rest, others = node.vararg, node.kwarg
        made.vararg, made.vararg_node, made.varargannotation = self._rest(rest, made) if rest else _NO_REST
        made.kwarg, made.kwarg_node, made.kwargannotation = self._rest(others, made) if others else _NO_REST
        made.type_comment_args = [None] * len(made.args)
        made.type_comment_kwonlyargs = [None] * len(made.kwonlyargs)
        made.type_comment_posonlyargs = [None] * len(made.posonlyargs)
        return made

    def _parameters(self, written: Sequence[ast.arg], made: Any) -> tuple[list[Any], list[Any]]:
        names = [self.parameter(each, made) for each in written]
        for each, name in zip(written, names, strict=True):
            made.parent.locals.setdefault(each.arg, []).append(name)
        return names, [each.annotation and self.annotation(each.annotation, made) for each in written]

    def parameter(self, written: ast.arg, made: Any) -> nodes.AssignName:
        """Return the node of the name of a parameter."""
        name = placed(nodes.AssignName, written, made)
        name.name = written.arg
        self._made.append(name)
        return name

    def _rest(self, written: ast.arg, made: Any) -> tuple[str | None, Any, Any]:
        """Return the name of ``*args`` or ``**kwargs``, its node, and the one of its annotation."""
        name = placed(nodes.AssignName, written, made.parent)
        name.name = written.arg
        self._made.append(name)
        made.parent.set_local(name.name, made)
        return name.name, name, written.annotation and self.annotation(written.annotation, made)

    def visit_decorators(self, node: Any, parent: nodes.NodeNG) -> nodes.Decorators | None:
        """Return the node of the decorators of a function or class, if there are any."""
        written = node.decorator_list
        if not written:
            return None
        made = placed(nodes.Decorators, node, parent)
        made.lineno, made.end_lineno, made.end_col_offset = (
            written[0].lineno,
            written[-1].end_lineno,
            written[-1].end_col_offset,
        )
        made.nodes = [self.visit(each, made) for each in written]
        self._made.append(made)
        return made

    def visit_classdef(self, node: ast.ClassDef, parent: nodes.NodeNG) -> nodes.ClassDef:
        """Return the node of a class, without the names that Python gives it by itself."""
        doc, body = _described(node.body)
        made = placed(nodes.ClassDef, node, parent)
        made.name, made.locals, made.instance_attrs, made.is_dataclass = node.name, {}, {}, False
        metaclasses = [self.visit(each, made).value for each in node.keywords if each.arg == "metaclass"]
        made._metaclass = metaclasses[0] if metaclasses else None  # noqa: SLF001 - as astroid's own rebuilder does
        made.decorators = self.visit_decorators(node, made)
        made.bases = [self.visit(base, made) for base in node.bases]
        made.body = [self.visit(child, made) for child in body]
        made.keywords = [self.visit(each, made) for each in node.keywords if each.arg != "metaclass"]
        made.doc_node = self.visit(doc, made)
        made.type_params = [self.visit(parameter, made) for parameter in getattr(node, "type_params", ())]
        parent.set_local(made.name, made)
        return made

    def visit_import(self, node: ast.Import, parent: nodes.NodeNG) -> Any:
        """Return the node of an import, which knows the places of its names."""
        made: Any = super().visit_import(node, parent)
        made.places = _places_of(node)
        return made

    def visit_importfrom(self, node: ast.ImportFrom, parent: nodes.NodeNG) -> Any:
        """Return the node of an import from a module, which knows the places of its names."""
        made: Any = super().visit_importfrom(node, parent)
        made.places = _places_of(node)
        return made

    def visit_dict(self, node: ast.Dict, parent: nodes.NodeNG) -> nodes.Dict:
        """Return the node of a display of a dictionary."""
        made = super().visit_dict(node, parent)
        self._made.extend(key for key, _ in made.items if isinstance(key, nodes.DictUnpack))
        return made

    def visit_attribute(self, node: ast.Attribute, parent: nodes.NodeNG) -> Any:
        """Return the node of an attribute."""
        if node.ctx.__class__ is ast.Del:
            return super().visit_attribute(node, parent)
        made: Any = placed(nodes.Attribute if node.ctx.__class__ is ast.Load else nodes.AssignAttr, node, parent)
        made.attrname = node.attr
        made.expr = self.visit(node.value, made)
        return made

    def visit_constant(self, node: ast.Constant, parent: nodes.NodeNG) -> nodes.Const:
        """Return the node of a constant."""
        made = placed(nodes.Const, node, parent)
        made.value = node.value
        made.kind = node.kind
        return made

    def visit_call(self, node: ast.Call, parent: nodes.NodeNG) -> nodes.Call:
        """Return the node of a call."""
        made = placed(nodes.Call, node, parent)
        made.func = self.visit(node.func, made)
        made.args = [self.visit(argument, made) for argument in node.args]
        made.keywords = [self.visit(keyword, made) for keyword in node.keywords] if node.keywords else []
        return made

    def visit_subscript(self, node: ast.Subscript, parent: nodes.NodeNG) -> nodes.Subscript:
        """Return the node of a subscript."""
        made = placed(nodes.Subscript, node, parent)
        made.ctx = _CONTEXTS[node.ctx.__class__]
        made.value, made.slice = self.visit(node.value, made), self.visit(node.slice, made)
        return made

    def visit_tuple(self, node: ast.Tuple, parent: nodes.NodeNG) -> nodes.Tuple:
        """Return the node of a tuple."""
        made = placed(nodes.Tuple, node, parent)
        made.ctx = _CONTEXTS[node.ctx.__class__]
        made.elts = [self.visit(element, made) for element in node.elts]
        return made

    def visit_expr(self, node: ast.Expr, parent: nodes.NodeNG) -> nodes.Expr:
        """Return the node of an expression that is a statement."""
        made = placed(nodes.Expr, node, parent)
        made.value = self.visit(node.value, made)
        return made

    def visit_assign(self, node: ast.Assign, parent: nodes.NodeNG) -> nodes.Assign:
        """Return the node of an assignment; comments on types are not parsed."""
        made = placed(nodes.Assign, node, parent)
        made.type_annotation = None
        made.targets = [self.visit(target, made) for target in node.targets]
        made.value = self.visit(node.value, made)
        return made

    def visit_keyword(self, node: ast.keyword, parent: nodes.NodeNG) -> nodes.Keyword:
        """Return the node of a named argument."""
        made = placed(nodes.Keyword, node, parent)
        made.arg = node.arg
        made.value = self.visit(node.value, made)
        return made


def _described(body: list[ast.stmt]) -> tuple[ast.Constant | None, list[ast.stmt]]:
    """Return the docstring and the rest of a body."""
    first = body[0].value if body[0].__class__ is ast.Expr else None
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first, body[1:]
    return None, body


def _places_of(node: ast.Import | ast.ImportFrom) -> list[tuple[int, int]]:
    """Return line and offset of each name that is imported."""
    return [(alias.lineno, alias.col_offset) for alias in node.names]


def _lines_of(node: ast.arguments) -> tuple[int | None, int | None]:
    """Return the lines of the first and the last parameter, which have an order of their own."""
    written = [*node.posonlyargs, *node.args]
    if node.vararg is not None:
        written.append(node.vararg)
    written += node.kwonlyargs
    if node.kwarg is not None:
        written.append(node.kwarg)
    return (written[0].lineno, written[-1].end_lineno) if written else (None, None)


def placed(kind: type[Made], node: Any, parent: nodes.NodeNG) -> Made:
    """Return a node of astroid's that stands where one of Python's does, and has nothing else yet."""
    made = kind.__new__(kind)
    made.lineno = node.lineno
    made.col_offset = node.col_offset
    made.parent = parent
    made.end_lineno = node.end_lineno
    made.end_col_offset = node.end_col_offset
    made.position = None
    return made

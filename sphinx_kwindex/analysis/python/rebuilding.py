"""Astroid's nodes out of Python's, as astroid makes them and in half the time."""

import ast
from typing import Any, TypeVar

from astroid import nodes
from astroid.rebuilder import TreeRebuilder

Made = TypeVar("Made", bound=nodes.NodeNG)


class Rebuilder(TreeRebuilder):
    """A rebuilder that is quick about the nodes of which there are most.

    They are made without the constructors, which hand every value on from class to class.
    """

    def visit(self, node: Any, parent: nodes.NodeNG) -> Any:
        """Return the node for one of Python's."""
        if node is None:
            return None
        visit = self._visit_meths.get(node.__class__)
        return super().visit(node, parent) if visit is None else visit(node, parent)

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
        return made

    def visit_attribute(
        self, node: ast.Attribute, parent: nodes.NodeNG
    ) -> nodes.Attribute | nodes.AssignAttr | nodes.DelAttr:
        """Return the node of an attribute."""
        if node.ctx.__class__ is not ast.Load:
            return super().visit_attribute(node, parent)
        made = placed(nodes.Attribute, node, parent)
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
        made.keywords = [self.visit(keyword, made) for keyword in node.keywords]
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

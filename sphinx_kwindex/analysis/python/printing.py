"""Source text of expressions that stand on several lines."""

import ast

from astroid import nodes
from astroid.manager import AstroidManager
from astroid.rebuilder import TreeRebuilder


def on_one_line(node: ast.AST) -> str:
    """Return the source of an expression or a pattern without the comments and line ends in it."""
    around = nodes.Module("")
    return " ".join(TreeRebuilder(AstroidManager()).visit(node, around).as_string().split())

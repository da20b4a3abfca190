"""Names as they are written."""

import ast
from typing import TypeGuard


def dotted(node: ast.AST | None) -> str | None:
    """Return ``a.b.c`` for a name or a chain of attributes, ``None`` for any other expression."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    parts.append(node.id)
    return ".".join(reversed(parts))


def without_subscript(node: ast.AST) -> ast.AST:
    """Return the generic class of ``Generic[T]``, any other node as it is."""
    return node.value if isinstance(node, ast.Subscript) else node


def last(name: str) -> str:
    """Return what stands after the last dot."""
    return name.rpartition(".")[2]


def is_dunder(name: str) -> bool:
    """Tell whether Python gives the name its meaning, as in ``__init__``."""
    return len(name) > 4 and name.startswith("__") and name.endswith("__")  # noqa: PLR2004  # four underscores


class String(ast.Constant):
    """What a plain string is to the type checker."""

    value: str


def is_string(node: object) -> TypeGuard[String]:
    """Tell whether a node is a plain string."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def docstring_of(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """Return the docstring of a node, empty if it has none."""
    first = node.body[0] if node.body else None
    return str(first.value.value) if isinstance(first, ast.Expr) and is_string(first.value) else ""

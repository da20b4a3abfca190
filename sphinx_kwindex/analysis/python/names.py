"""Names as they are written."""

from typing import TypeGuard

from astroid import nodes


def dotted(node: nodes.NodeNG | None) -> str | None:
    """Return ``a.b.c`` for a name or a chain of attributes, ``None`` for any other expression."""
    parts = []
    while isinstance(node, nodes.Attribute):
        parts.append(node.attrname)
        node = node.expr
    if not isinstance(node, nodes.Name):
        return None
    parts.append(node.name)
    return ".".join(reversed(parts))


def without_subscript(node: nodes.NodeNG) -> nodes.NodeNG:
    """Return the generic class of ``Generic[T]``, any other node as it is."""
    return node.value if isinstance(node, nodes.Subscript) else node


def last(name: str) -> str:
    """Return what stands after the last dot."""
    return name.rpartition(".")[2]


def is_dunder(name: str) -> bool:
    """Tell whether Python gives the name its meaning, as in ``__init__``."""
    return len(name) > 4 and name.startswith("__") and name.endswith("__")  # noqa: PLR2004  # four underscores


def is_string(node: object) -> TypeGuard[nodes.Const]:
    """Tell whether a node is a plain string."""
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def docstring_of(node: nodes.Module | nodes.ClassDef | nodes.FunctionDef) -> str:
    """Return the docstring of a node, empty if it has none."""
    return str(node.doc_node.value) if node.doc_node is not None else ""


def read(function: nodes.FunctionDef) -> None:
    """Give a function its body, if it was left out until somebody asks for it."""
    unread = getattr(function, "unread", None)
    if unread is not None:
        unread(function)

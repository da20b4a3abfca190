"""What Python's own nodes say at a glance, before any node of astroid's is made of them."""

import ast
from typing import Any

from sphinx_kwindex.analysis.python.inference import WRAPPERS

SINGLE = frozenset({ast.Constant, ast.Name})
"""Nodes that have no others in them."""
_TELLING = WRAPPERS | {"KW_ONLY", "TypeAlias"}


def is_telling(annotation: Any) -> bool:
    """Tell whether an annotation may say more than a type, or is a single node anyway."""
    return annotation.__class__ in SINGLE or (annotation.__class__ is ast.Attribute and annotation.attr in _TELLING)


def is_named(decorator: Any) -> bool:
    """Tell whether a decorator is a name, or a call of one."""
    named = decorator.func if decorator.__class__ is ast.Call else decorator
    while named.__class__ is ast.Attribute:
        named = named.value
    return named.__class__ is ast.Name


def adds_exports(value: Any) -> bool:
    """Tell whether an expression is ``__all__.append(…)`` or the like."""
    called = value.func if value.__class__ is ast.Call else None
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "__all__"

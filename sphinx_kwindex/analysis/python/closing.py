"""Which functions do nothing that outlives a call, as Python's own tree of them shows."""

import ast
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any

_SEQUENCES = (ast.Tuple, ast.List)
_PASSING = frozenset(
    {
        ast.Assert,
        ast.AugAssign,
        ast.Break,
        ast.Continue,
        ast.Delete,
        ast.Expr,
        ast.Nonlocal,
        ast.Pass,
        ast.Raise,
        ast.Return,
    }
)


def is_closed(body: Sequence[ast.stmt]) -> bool:
    """Tell whether statements of a function give nothing to an object, define nothing in it and import nothing."""
    for statement in body:
        kind = statement.__class__
        if kind not in _PASSING and not (kind in _CLOSED and _CLOSED[kind](statement)):
            return False
    return True


def has_only_variables(target: Any, names: list[str]) -> bool:
    """Tell whether a target gives nothing to an attribute, and add the names of the variables that it binds."""
    if target.__class__ is ast.Name:
        names.append(target.id)
        return True
    if isinstance(target, ast.Starred):
        return has_only_variables(target.value, names)
    if isinstance(target, _SEQUENCES):
        return all(map(has_only_variables, target.elts, repeat(names)))
    return isinstance(target, ast.Subscript)


def _assign(node: Any) -> bool:
    targets = node.targets
    return (targets[0].__class__ is ast.Name and len(targets) == 1) or all(map(has_only_variables, targets, repeat([])))


def _annotated(node: Any) -> bool:
    return has_only_variables(node.target, [])


def _branches(node: Any) -> bool:
    return is_closed(node.body) and is_closed(node.orelse)


def _for(node: Any) -> bool:
    return has_only_variables(node.target, []) and _branches(node)


def _with(node: Any) -> bool:
    targets = [item.optional_vars for item in node.items if item.optional_vars is not None]
    return all(map(has_only_variables, targets, repeat([]))) and is_closed(node.body)


def _try(node: Any) -> bool:
    return _branches(node) and is_closed(node.finalbody) and all(is_closed(each.body) for each in node.handlers)


_CLOSED: Mapping[type[ast.stmt], Callable[[Any], bool]] = {
    ast.AnnAssign: _annotated,
    ast.Assign: _assign,
    ast.AsyncFor: _for,
    ast.AsyncWith: _with,
    ast.For: _for,
    ast.If: _branches,
    ast.Try: _try,
    ast.TryStar: _try,
    ast.While: _branches,
    ast.With: _with,
}

"""Which names each module and function binds, and where first."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sphinx_kwindex.analysis.python.lines import stands_on

Bound = dict[str, ast.AST]
"""Names, each with the first node that binds it."""


SEQUENCES = (ast.Tuple, ast.List)


class _Never(ast.AST):
    """Stands for the classes of nodes that this Python has no syntax for."""


TypeAlias: type[ast.AST] = getattr(ast, "TypeAlias", _Never)


@dataclass(slots=True, kw_only=True)
class _Names:
    """The names of a scope; those that a function says are ``foreign`` belong to the module.

    ``walruses`` are the lines of the file that may have a ``:=``.
    """

    own: Bound
    module: Bound
    walruses: Sequence[int]
    foreign: set[str] = field(default_factory=set)

    def add(self, name: str, node: ast.AST) -> None:
        (self.module if name in self.foreign else self.own).setdefault(name, node)


def bind_names(tree: Any, walruses: Sequence[int]) -> None:
    """Give a tree, and every function in it, its names as ``locals``; ``walruses`` are the lines with a ``:=``."""
    tree.locals = {}
    _read(tree.body, _Names(own=tree.locals, module=tree.locals, walruses=walruses))


def locals_of(node: Any) -> Bound:
    """The names that a module or function binds."""
    bound: Bound = node.locals
    return bound


def parameters_of(arguments: ast.arguments) -> list[ast.arg]:
    """All parameters."""
    rest = [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *rest]


def lambda_names(node: ast.Lambda) -> set[str]:
    """The names that a lambda binds."""
    walruses = {name.id for name in _walruses(node.body)}
    return {parameter.arg for parameter in parameters_of(node.args)} | walruses


def _walruses(node: ast.AST) -> Iterator[Any]:
    """The names that ``:=`` binds in an expression, or in a statement without those inside it."""
    if isinstance(node, ast.NamedExpr):
        yield node.target
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.Lambda | ast.stmt):
            yield from _walruses(child)


def _read(body: Sequence[ast.stmt], names: _Names) -> None:
    for node in body:
        read = _READERS.get(node.__class__)
        if read is not None:
            read(node, names)
        if names.walruses and stands_on(node, names.walruses):
            for name in _walruses(node):
                names.add(name.id, name)


def _function(node: Any, names: _Names) -> None:
    node.locals = {parameter.arg: parameter for parameter in parameters_of(node.args)}
    _read(node.body, _Names(own=node.locals, module=names.module, walruses=names.walruses))
    names.own.setdefault(node.name, node)


def _class(node: Any, names: _Names) -> None:
    inner = _Names(own={}, module=names.module, walruses=names.walruses, foreign=names.foreign)
    _read(node.body, inner)
    names.own.setdefault(node.name, node)


def _assign(node: ast.Assign, names: _Names) -> None:
    for target in node.targets:
        if target.__class__ is ast.Name:
            names.add(target.id, target)
        else:
            _target(target, names)


def _target(target: Any, names: _Names) -> None:
    if target.__class__ is ast.Name:
        names.add(target.id, target)
    elif isinstance(target, SEQUENCES):
        for part in target.elts:
            _target(part, names)
    elif isinstance(target, ast.Starred):
        _target(target.value, names)


def _one_target(node: Any, names: _Names) -> None:
    _target(node.target, names)


def _type_alias(node: Any, names: _Names) -> None:
    _target(node.name, names)


def _branches(node: Any, names: _Names) -> None:
    _read(node.body, names)
    if node.orelse:
        _read(node.orelse, names)


def _for(node: Any, names: _Names) -> None:
    _target(node.target, names)
    _branches(node, names)


def _with(node: Any, names: _Names) -> None:
    for item in node.items:
        _target(item.optional_vars, names)
    _read(node.body, names)


def _try(node: Any, names: _Names) -> None:
    _read(node.body, names)
    for handler in node.handlers:
        if handler.name is not None:
            names.add(handler.name, handler)
        _read(handler.body, names)
    _read(node.orelse, names)
    _read(node.finalbody, names)


def _match(node: ast.Match, names: _Names) -> None:
    for case in node.cases:
        for pattern, name in _captures(case.pattern):
            names.add(name, pattern)
        _read(case.body, names)


def _captures(pattern: Any) -> Iterator[tuple[ast.pattern, str]]:
    """The patterns in a pattern that capture something, each with the name that it gives."""
    for part in ast.iter_child_nodes(pattern):
        if isinstance(part, ast.pattern):
            yield from _captures(part)
    name = getattr(pattern, "name", None) or getattr(pattern, "rest", None)
    if name is not None:
        yield pattern, name


def _import(node: ast.Import, names: _Names) -> None:
    for alias in node.names:
        names.add(alias.asname or alias.name.partition(".")[0], node)


def _import_from(node: ast.ImportFrom, names: _Names) -> None:
    for alias in node.names:
        if alias.name != "*":
            names.add(alias.asname or alias.name, node)


def _global(node: ast.Global, names: _Names) -> None:
    if names.own is not names.module:
        names.foreign.update(node.names)


_READERS: dict[type[ast.AST], Callable[[Any, _Names], None]] = {
    ast.Assign: _assign,
    ast.Delete: _assign,
    ast.AnnAssign: _one_target,
    ast.AugAssign: _one_target,
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
    ast.If: _branches,
    ast.While: _branches,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Try: _try,
    ast.TryStar: _try,
    ast.Match: _match,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Global: _global,
    TypeAlias: _type_alias,
}

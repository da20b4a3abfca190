"""Functions, classes and type aliases: their headers are read in place, bodies of functions later."""

import ast
from collections.abc import Iterator
from functools import partial
from typing import Any

from sphinx_kwindex.analysis.python.uses.binding import locals_of
from sphinx_kwindex.analysis.python.uses.dispatch import annotate, evaluate, evaluate_all
from sphinx_kwindex.analysis.python.uses.scopes import CLASS, FUNCTION, TYPES, Scope
from sphinx_kwindex.analysis.python.uses.terms import BASE, DECORATOR, METACLASS, READ, Term
from sphinx_kwindex.analysis.python.uses.walk import Walk

_CLASS_FIRST = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})
_FOREIGN = frozenset({ast.Global, ast.Nonlocal})
Parameters = dict[str, Term | None]


def define_function(walk: Walk, node: Any) -> bool:
    """Read decorators, parameters and annotations, and leave the body for later."""
    decorators = [evaluate(walk, decorator, DECORATOR) for decorator in node.decorator_list]
    scope = walk.scope
    qualname = scope.prefix + node.name
    with_types = _open_types(walk, node, qualname)
    parameters = _parameters(walk, node, decorators)
    walk.returning = True
    returned = annotate(walk, node.returns)
    walk.returning = False
    walk.scope = scope
    if returned is not None:
        walk.forest.give(qualname, [returned])
    walk.later.append(partial(_read_body, walk, node, with_types, parameters, node.returns is None))
    scope.bind(node.name, walk.keyword(node.name))
    return False


def define_class(walk: Walk, node: Any) -> bool:
    """Read decorators, bases and the body."""
    for decorator in node.decorator_list:
        evaluate(walk, decorator, DECORATOR)
    scope = walk.scope
    qualname = scope.prefix + node.name
    outer = _open_types(walk, node, qualname)
    bases = [evaluate(walk, base, BASE) for base in node.bases]
    for keyword in node.keywords:
        evaluate(walk, keyword.value, METACLASS if keyword.arg == "metaclass" else READ)
    walk.forest.give(qualname, bases)
    walk.scope = Scope(walk.forest, CLASS, outer, (), prefix=f"{qualname}.", owner=qualname)
    walk.run(node.body)
    walk.scope = scope
    scope.bind(node.name, walk.keyword(node.name))
    return False


def define_type_alias(walk: Walk, node: Any) -> bool:
    """Read ``type X = …``."""
    scope = walk.scope
    name = node.name.id
    scope.bind(name, walk.keyword(name))
    _open_types(walk, node, scope.prefix + name)
    value = annotate(walk, node.value)
    walk.scope = scope
    if value is not None:
        walk.forest.give(scope.prefix + name, [value.then("type")])
    return False


def _open_types(walk: Walk, node: Any, qualname: str) -> Scope:
    """Enter the scope of the type parameters, if there are any."""
    type_params = getattr(node, "type_params", ())
    if not type_params:
        return walk.scope
    walk.scope = Scope(walk.forest, TYPES, walk.scope, (), prefix=walk.scope.prefix, owner=walk.scope.owner)
    for parameter in type_params:
        name = parameter.name
        walk.scope.bind(name, walk.forest.head(f"keyword:{qualname}.{name}", len(name)))
    for parameter in type_params:
        annotate(walk, getattr(parameter, "bound", None))
        annotate(walk, getattr(parameter, "default_value", None))
    return walk.scope


def _parameters(walk: Walk, node: Any, decorators: list[Term | None]) -> Parameters:
    """What each parameter stands for: an object of its annotation, else its default."""
    arguments: ast.arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = evaluate_all(walk, arguments.defaults)
    padded = [*[None] * (len(positional) - len(defaults)), *defaults]
    found = {one.arg: _parameter(walk, one, default) for one, default in zip(positional, padded, strict=True)}
    for one, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found[one.arg] = _parameter(walk, one, evaluate(walk, value))
    found.update(_rest(walk, arguments))
    if positional and walk.scope.owner is not None:
        first = _first_parameter(walk, node, decorators)
        if first is not None and positional[0].annotation is None:
            found[positional[0].arg] = first
    return found


def _parameter(walk: Walk, written: ast.arg, default: Term | None) -> Term | None:
    annotated = None if written.annotation is None else annotate(walk, written.annotation)
    return annotated or (default and default.quiet())


def _rest(walk: Walk, arguments: ast.arguments) -> Iterator[tuple[str, Term | None]]:
    if arguments.vararg is not None:
        term = annotate(walk, arguments.vararg.annotation)
        yield arguments.vararg.arg, term and term.then("list")
    if arguments.kwarg is not None:
        term = annotate(walk, arguments.kwarg.annotation)
        yield arguments.kwarg.arg, term and walk.forest.dict_of(None, term)


def _first_parameter(walk: Walk, node: Any, decorators: list[Term | None]) -> Term | None:
    """``self`` or ``cls`` of a method; ``None`` for a static one."""
    scope = walk.scope if walk.scope.kind is not TYPES else walk.scope.outer
    if scope is None or scope.kind is not CLASS:
        return None
    steps = {decorator.step for decorator in decorators if decorator is not None}
    if "global:staticmethod" in steps:
        return None
    of_class = "global:classmethod" in steps or node.name in _CLASS_FIRST
    return walk.forest.head(f"{'cls' if of_class else 'self'}:{scope.owner}", 0)


def _read_body(walk: Walk, node: Any, outer: Scope, parameters: Parameters, infer: bool) -> None:  # noqa: FBT001
    qualname = outer.prefix + node.name
    owner = outer.owner if outer.kind is not FUNCTION else None
    foreign = {name for statement in _foreign(node) for name in statement.names}
    names = locals_of(node).keys() - foreign if foreign else locals_of(node)
    walk.scope = Scope(walk.forest, FUNCTION, outer, names, prefix=f"{qualname}.<locals>.", owner=owner)
    walk.scope.open(parameters)
    walk.run(node.body)
    if infer:
        walk.forest.give(qualname, walk.scope.results)


def _foreign(node: Any) -> list[Any]:
    """The ``global`` and ``nonlocal`` statements, which stand at the top of a body as a rule."""
    return [statement for statement in node.body if statement.__class__ in _FOREIGN]

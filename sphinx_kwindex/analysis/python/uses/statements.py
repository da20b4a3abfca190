"""Statements: follow the ways that control can take, and bind names as the interpreter would."""

import ast
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sphinx_kwindex.analysis.python.uses.binding import TypeAlias
from sphinx_kwindex.analysis.python.uses.definitions import define_class, define_function, define_type_alias
from sphinx_kwindex.analysis.python.uses.dispatch import annotate, evaluate
from sphinx_kwindex.analysis.python.uses.expressions import assign, assign_name
from sphinx_kwindex.analysis.python.uses.narrowing import TELLING, narrow, narrow_to
from sphinx_kwindex.analysis.python.uses.patterns import match
from sphinx_kwindex.analysis.python.uses.scopes import FUNCTION
from sphinx_kwindex.analysis.python.uses.terms import EXCEPT, READ, WRITE, Term
from sphinx_kwindex.analysis.python.uses.walk import Walk

Statement = Callable[[Walk, Any], bool]
"""Reads a statement; returns whether control does not go on after it."""


def run(walk: Walk, body: Sequence[ast.stmt]) -> bool:
    """Read statements in order; returns whether control does not reach their end."""
    finished = False
    for statement in body:
        handler = _HANDLERS.get(statement.__class__)
        if handler is not None:
            finished = handler(walk, statement) or finished
        else:
            for child in ast.iter_child_nodes(statement):
                evaluate(walk, child)
    return finished


def _expression(walk: Walk, node: Any) -> bool:
    evaluate(walk, node.value)
    return False


def _assign(walk: Walk, node: Any) -> bool:
    value = evaluate(walk, node.value)
    for target in node.targets:
        if target.__class__ is ast.Name:
            assign_name(walk, target.id, target, value)
        else:
            assign(walk, target, value)
    return False


def _annotated(walk: Walk, node: Any) -> bool:
    term = annotate(walk, node.annotation)
    value = evaluate(walk, node.value)
    if _is_alias(node.annotation):
        term = value
    if node.value is not None or not isinstance(node.target, ast.Name):
        assign(walk, node.target, term or value)
    elif walk.scope.kind is FUNCTION:
        walk.scope.bind(node.target.id, term)
    else:
        walk.scope.bind(node.target.id, walk.keyword(node.target.id))
        walk.forest.declare(walk.scope.prefix + node.target.id, term)
    return False


def _is_alias(annotation: Any) -> bool:
    name = getattr(annotation, "attr", None) or getattr(annotation, "id", None)
    return name == "TypeAlias"


def _augmented(walk: Walk, node: Any) -> bool:
    evaluate(walk, node.value)
    target: Any = node.target
    if isinstance(target, ast.Name):
        walk.note(walk.scope.lookup(target.id), target, WRITE)
    elif isinstance(target, ast.Attribute):
        assign(walk, target, None)
    else:
        evaluate(walk, target)
    return False


def _delete(walk: Walk, node: Any) -> bool:
    target: Any
    for target in node.targets:
        if isinstance(target, ast.Name):
            walk.note(walk.scope.lookup(target.id), target, READ)
            walk.scope.unbind(target.id)
        else:
            evaluate(walk, target.value if isinstance(target, ast.Attribute) else target)
    return False


def _import(walk: Walk, node: Any) -> bool:
    for each in node.names:
        name, alias = each.name, each.asname
        if name != "*":
            bound = alias or (name.partition(".")[0] if isinstance(node, ast.Import) else name)
            walk.scope.bind(bound, walk.imports.term(node, name, alias))
    return False


def _return(walk: Walk, node: Any) -> bool:
    term = evaluate(walk, node.value)
    walk.scope.results.append(None if term is None else term.quiet())
    return True


def _raise(walk: Walk, node: Any) -> bool:
    evaluate(walk, node.exc)
    evaluate(walk, node.cause)
    return True


def _jump(_walk: Walk, _node: Any) -> bool:
    return True


def _assert(walk: Walk, node: Any) -> bool:
    evaluate(walk, node.test)
    evaluate(walk, node.msg)
    narrow(walk, node.test)
    return False


def _if(walk: Walk, node: Any) -> bool:
    evaluate(walk, node.test)
    if node.test.__class__ in TELLING:
        return _narrowed_if(walk, node)
    return walk.scope.branches((partial(run, walk, node.body), partial(run, walk, node.orelse)))


def _narrowed_if(walk: Walk, node: Any) -> bool:
    narrowed: dict[str, Term | None] = {}
    open_ways: list[bool] = []

    def way(body: list[ast.stmt], *, holds: bool) -> bool:
        before = narrow(walk, node.test, holds=holds)
        during = {name: walk.scope.lookup(name) for name in before} if before else before
        finished = run(walk, body)
        if before:
            narrowed.update({name: old for name, old in before.items() if walk.scope.lookup(name) is during[name]})
        open_ways.append(not finished)
        return finished

    finished = walk.scope.branches((partial(way, node.body, holds=True), partial(way, node.orelse, holds=False)))
    if all(open_ways):
        for name, old in narrowed.items():
            walk.scope.bind(name, old)
    return finished


def _for(walk: Walk, node: Any) -> bool:
    term = evaluate(walk, node.iter)
    assign(walk, node.target, None if term is None else term.then("each"))
    walk.scope.branches((partial(run, walk, node.body), _not_at_all))
    run(walk, node.orelse)
    return False


def _while(walk: Walk, node: Any) -> bool:
    evaluate(walk, node.test)
    walk.scope.branches((partial(_while_body, walk, node), _not_at_all))
    run(walk, node.orelse)
    return False


def _while_body(walk: Walk, node: Any) -> bool:
    before = narrow(walk, node.test)
    finished = run(walk, node.body)
    for name, old in before.items():
        walk.scope.bind(name, old)
    return finished


def _not_at_all() -> bool:
    return False


def _with(walk: Walk, node: Any) -> bool:
    for item in node.items:
        term = evaluate(walk, item.context_expr)
        if item.optional_vars is not None:
            assign(walk, item.optional_vars, None if term is None else term.then("with"))
    return run(walk, node.body)


def _try(walk: Walk, node: Any) -> bool:
    ways = [partial(run, walk, [*node.body, *node.orelse])]
    ways.extend(partial(_handler, walk, handler) for handler in node.handlers)
    finished = walk.scope.branches(ways)
    return run(walk, node.finalbody) or finished


def _handler(walk: Walk, node: Any) -> bool:
    classes: list[Any] = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    terms = [evaluate(walk, one, EXCEPT) for one in classes]
    if node.name is not None:
        caught = walk.forest.union(term.then("new") for term in terms if term is not None)
        walk.scope.bind(node.name, caught)
    finished = run(walk, node.body)
    if node.name is not None:
        walk.scope.unbind(node.name)
    return finished


def _match(walk: Walk, node: Any) -> bool:
    evaluate(walk, node.subject)
    ways: list[Callable[[], bool]] = [partial(_case, walk, node.subject, case) for case in node.cases]
    return walk.scope.branches([*ways, _not_at_all])


def _case(walk: Walk, subject: Any, case: Any) -> bool:
    before = narrow_to(walk, subject, match(walk, case.pattern))
    evaluate(walk, case.guard)
    finished = run(walk, case.body)
    for name, old in before.items():
        walk.scope.bind(name, old)
    return finished


def _nothing(_walk: Walk, _node: Any) -> bool:
    return False


_HANDLERS: dict[type, Statement] = {
    ast.Expr: _expression,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.Delete: _delete,
    ast.Import: _import,
    ast.ImportFrom: _import,
    ast.FunctionDef: define_function,
    ast.AsyncFunctionDef: define_function,
    ast.ClassDef: define_class,
    TypeAlias: define_type_alias,
    ast.Return: _return,
    ast.Raise: _raise,
    ast.Assert: _assert,
    ast.If: _if,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.While: _while,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Try: _try,
    ast.TryStar: _try,
    ast.Match: _match,
    ast.Continue: _jump,
    ast.Break: _jump,
    ast.Pass: _nothing,
    ast.Global: _nothing,
    ast.Nonlocal: _nothing,
}

"""Calls: what they give, as far as a few builtins and ``cast`` say without a look at their definition."""

import ast
from typing import Any

from sphinx_kwindex.analysis.python.uses.dispatch import (
    EXPRESSIONS,
    Expression,
    annotate,
    evaluate,
    evaluate_all,
    note_all,
)
from sphinx_kwindex.analysis.python.uses.scopes import CLASS, Scope
from sphinx_kwindex.analysis.python.uses.terms import CALL, READ, Term
from sphinx_kwindex.analysis.python.uses.walk import Walk


def _call(walk: Walk, node: Any, kind: int) -> Term | None:
    func = node.func
    called = EXPRESSIONS[func.__class__](walk, func, CALL if kind == READ else kind)
    if called is not None and called.step in _SPECIAL:
        return _SPECIAL[called.step](walk, node, kind)
    if (
        called is not None
        and node.args
        and (called.step == ".cast" or (func.__class__ is ast.Name and func.id == "cast"))
    ):
        return _cast(walk, node)
    note_all(walk, node.args)
    if node.keywords:
        note_all(walk, [keyword.value for keyword in node.keywords])
    return None if called is None else called.then("()")


def _cast(walk: Walk, node: Any) -> Term | None:
    term = annotate(walk, node.args[0])
    evaluate_all(walk, node.args[1:])
    return term


def _super(walk: Walk, node: Any, _kind: int) -> Term | None:
    evaluate_all(walk, node.args)
    scope: Scope | None = walk.scope
    while scope is not None and (scope.owner is None or scope.kind is CLASS):
        scope = scope.outer
    return None if scope is None else walk.forest.head(f"super:{scope.owner}", 0)


def _type(walk: Walk, node: Any, _kind: int) -> Term | None:
    terms = evaluate_all(walk, node.args)
    return terms[0].then("type") if len(terms) == 1 and terms[0] is not None else None


def _next(walk: Walk, node: Any, _kind: int) -> Term | None:
    terms = evaluate_all(walk, node.args)
    return terms[0].then("each") if terms and terms[0] is not None else None


def _same(walk: Walk, node: Any, _kind: int) -> Term | None:
    terms = evaluate_all(walk, node.args)
    for keyword in node.keywords:
        evaluate(walk, keyword.value)
    return terms[0] if terms else None


_SPECIAL: dict[str, Expression] = {
    "global:super": _super,
    "global:type": _type,
    "global:next": _next,
    **dict.fromkeys(
        ("global:iter", "global:list", "global:reversed", "global:set", "global:sorted", "global:tuple"), _same
    ),
}


EXPRESSIONS[ast.Call] = _call

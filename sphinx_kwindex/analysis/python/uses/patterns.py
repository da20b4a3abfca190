"""``match`` patterns: note the names in them and bind what they capture."""

import ast
from collections.abc import Callable
from typing import Any

from sphinx_kwindex.analysis.python.uses.dispatch import evaluate
from sphinx_kwindex.analysis.python.uses.expressions import assign_name
from sphinx_kwindex.analysis.python.uses.terms import MATCH, Term
from sphinx_kwindex.analysis.python.uses.walk import Walk


def match(walk: Walk, pattern: Any) -> Term | None:
    """Read a pattern; returns what stands for an object that it matches."""
    handler = _HANDLERS.get(pattern.__class__)
    return None if handler is None else handler(walk, pattern)


def _class(walk: Walk, pattern: Any) -> Term | None:
    term = evaluate(walk, pattern.cls, MATCH)
    for part in (*pattern.patterns, *pattern.kwd_patterns):
        match(walk, part)
    return None if term is None else term.then("new")


def _capture(walk: Walk, pattern: Any) -> Term | None:
    term = match(walk, pattern.pattern)
    if pattern.name is not None:
        assign_name(walk, pattern.name, pattern, term)
    return term


def _either(walk: Walk, pattern: Any) -> Term | None:
    terms = [match(walk, part) for part in pattern.patterns]
    return walk.forest.union(terms) if all(terms) else None


def _sequence(walk: Walk, pattern: Any) -> None:
    for part in pattern.patterns:
        match(walk, part)


def _mapping(walk: Walk, pattern: Any) -> None:
    for key in pattern.keys:
        evaluate(walk, key)
    _sequence(walk, pattern)
    if pattern.rest is not None:
        assign_name(walk, pattern.rest, pattern, None)


def _star(walk: Walk, pattern: Any) -> None:
    if pattern.name is not None:
        assign_name(walk, pattern.name, pattern, None)


def _value(walk: Walk, pattern: Any) -> None:
    evaluate(walk, pattern.value)


_HANDLERS: dict[type, Callable[[Walk, Any], Term | None]] = {
    ast.MatchClass: _class,
    ast.MatchAs: _capture,
    ast.MatchOr: _either,
    ast.MatchSequence: _sequence,
    ast.MatchMapping: _mapping,
    ast.MatchStar: _star,
    ast.MatchValue: _value,
}

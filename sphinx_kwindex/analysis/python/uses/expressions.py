"""Expressions: note the names in them and say what the expression stands for."""

import ast
from typing import Any

from sphinx_kwindex.analysis.python.uses.binding import SEQUENCES, lambda_names
from sphinx_kwindex.analysis.python.uses.dispatch import (
    EXPRESSIONS,
    Expression,
    annotate,
    evaluate,
    evaluate_all,
    note_all,
)
from sphinx_kwindex.analysis.python.uses.narrowing import narrow
from sphinx_kwindex.analysis.python.uses.scopes import CLASS, COMPREHENSION, FUNCTION, MISSING, Scope
from sphinx_kwindex.analysis.python.uses.terms import ANNOTATION, BASE, READ, WRITE, Term
from sphinx_kwindex.analysis.python.uses.walk import EXACT_FSTRINGS, Walk


def assign(walk: Walk, target: Any, value: Term | None) -> None:
    """Let the target of an assignment stand for ``value``."""
    if target.__class__ is ast.Name:
        assign_name(walk, target.id, target, value)
    elif target.__class__ is ast.Attribute:
        _assign_attribute(walk, target, value)
    elif isinstance(target, SEQUENCES):
        for index, element in enumerate(target.elts):
            assign(walk, element, None if value is None else value.then(f"[{index}]"))
    elif isinstance(target, ast.Starred):
        assign(walk, target.value, None)
    else:
        evaluate(walk, target, WRITE)


def assign_name(walk: Walk, name: str, node: Any, value: Term | None) -> None:
    """Bind a name: to its keyword in a module or class, to the value itself in a function."""
    scope = walk.scope
    if scope.kind is FUNCTION or scope.kind is COMPREHENSION:
        if name in scope.names or scope.kind is COMPREHENSION:
            scope.bind(name, None if value is None else value.quiet())
        else:
            walk.note(scope.lookup(name), node, WRITE)
        return
    scope.bind(name, walk.keyword(name))
    walk.forest.give(scope.prefix + name, [value and value.quiet()])


def own_attribute(base: Term, name: str) -> str | None:
    """The qualname of the keyword that ``self.name = …`` defines."""
    if not base.step.startswith(("self:", "cls:")):
        return None
    return f"{base.step.partition(':')[2]}.{name}"


def _assign_attribute(walk: Walk, node: Any, value: Term | None) -> None:
    term = _attribute(walk, node, WRITE)
    qualname = None if term is None else own_attribute(term.before(), node.attr)
    if qualname is not None:
        walk.forest.give(qualname, [value and value.quiet()])


def _name(walk: Walk, node: Any, kind: int) -> Term | None:
    name, scope = node.id, walk.scope
    known: Any = scope.state.get(name, MISSING)
    term: Term | None = scope.lookup_unbound(name) if known is MISSING else known
    if term is None or term.places is None:
        return term
    if not (walk.doubtful and _misplaced(walk, node)):
        term.places += (node.lineno, node.col_offset, kind)
    return term


def _misplaced(walk: Walk, node: Any) -> bool:
    return not walk.stands(node.lineno, node.col_offset, node.id)


def _attribute(walk: Walk, node: Any, kind: int) -> Term | None:
    value = node.value
    base = EXPRESSIONS[value.__class__](walk, value, READ)
    if base is None:
        walk.forest.unknown += 1
        return None
    name = node.attr
    term = base.attribute(name)
    line, column = node.end_lineno, node.end_col_offset - (len(name) if walk.ascii else walk.width(name))
    if term.places is not None and not (walk.doubtful and not walk.stands(line, column, name)):
        term.places += (line, column, kind)
    return term


def _subscript(walk: Walk, node: Any, kind: int) -> Term | None:
    base = evaluate(walk, node.value, kind)
    if kind in {ANNOTATION, BASE}:
        annotate(walk, node.slice)
    else:
        evaluate(walk, node.slice)
    if base is None or isinstance(node.slice, ast.Slice):
        return None if base is None else base.quiet()
    index = node.slice.value if isinstance(node.slice, ast.Constant) else None
    return base.then(f"[{index}]" if type(index) is int and index >= 0 else "[]")


def _await(walk: Walk, node: Any, _kind: int) -> Term | None:
    term = evaluate(walk, node.value)
    return None if term is None else term.then("await")


def _choice(walk: Walk, node: Any, _kind: int) -> Term | None:
    evaluate(walk, node.test)
    terms = evaluate_all(walk, (node.body, node.orelse))
    return walk.forest.union(term.quiet() for term in terms if term is not None)


def _either(walk: Walk, node: Any, _kind: int) -> Term | None:
    terms = evaluate_all(walk, node.values)
    return walk.forest.union(term.quiet() for term in terms if term is not None)


def _walrus(walk: Walk, node: Any, _kind: int) -> Term | None:
    term = evaluate(walk, node.value)
    inner, walk.scope = walk.scope, walk.scope.binder()
    assign_name(walk, node.target.id, node.target, term)
    walk.scope = inner
    return None if term is None else term.quiet()


def _list(walk: Walk, node: Any, _kind: int) -> Term | None:
    known = [term for term in evaluate_all(walk, node.elts) if term is not None]
    return walk.forest.union(term.quiet().then("list") for term in known[:3])


def _tuple(walk: Walk, node: Any, _kind: int) -> Term | None:
    terms = evaluate_all(walk, node.elts)
    return walk.forest.tuple_of(None if term is None else term.quiet() for term in terms) if any(terms) else None


def _dict(walk: Walk, node: Any, _kind: int) -> Term | None:
    pairs = [evaluate_all(walk, pair) for pair in zip(node.keys, node.values, strict=True)]
    keys = walk.forest.union(key.quiet() for key, _ in pairs[:3] if key is not None)
    values = walk.forest.union(value.quiet() for _, value in pairs[:3] if value is not None)
    return walk.forest.dict_of(keys, values) if keys or values else None


def _lambda(walk: Walk, node: Any, _kind: int) -> Term | None:
    note_all(walk, (*node.args.defaults, *node.args.kw_defaults))
    outer = walk.scope
    # The scope of a lambda is walked at once, while names around it still change: nothing of them is remembered.
    walk.scope = Scope(walk.forest, COMPREHENSION, outer, (), prefix=outer.prefix)
    names = lambda_names(node)
    for name in names:
        walk.scope.bind(name, None)
    if outer.kind is CLASS and "self" in names:
        # Given to something that will call it as a method.
        walk.scope.bind("self", walk.forest.head(f"keyword:{outer.owner}", 0).then("new"))
    term = evaluate(walk, node.body)
    walk.scope = outer
    return None if term is None else term.quiet().then("returns")


def _comprehension(walk: Walk, node: Any, _kind: int) -> Term | None:
    outer = walk.scope
    first = evaluate(walk, node.generators[0].iter)
    walk.scope = Scope(walk.forest, COMPREHENSION, outer, (), prefix=outer.prefix)
    for index, generator in enumerate(node.generators):
        iterated = evaluate(walk, generator.iter) if index else first
        assign(walk, generator.target, None if iterated is None else iterated.then("each"))
        for test in generator.ifs:
            evaluate(walk, test)
            narrow(walk, test)
    term = _element(walk, node)
    walk.scope = outer
    return term


def _element(walk: Walk, node: Any) -> Term | None:
    if node.__class__ is ast.DictComp:
        key, value = evaluate_all(walk, (node.key, node.value))
        return walk.forest.dict_of(key and key.quiet(), value and value.quiet()) if key or value else None
    term = evaluate(walk, node.elt)
    return None if term is None else term.quiet().then("list")


def _operation(walk: Walk, node: Any, _kind: int) -> None:
    note_all(walk, (node.left, node.right))


def _comparison(walk: Walk, node: Any, _kind: int) -> None:
    note_all(walk, (node.left, *node.comparators))


def _negation(walk: Walk, node: Any, _kind: int) -> None:
    evaluate(walk, node.operand)


def _starred(walk: Walk, node: Any, _kind: int) -> None:
    evaluate(walk, node.value)


def _slice(walk: Walk, node: Any, _kind: int) -> None:
    note_all(walk, (node.lower, node.upper, node.step))


def _formatted(walk: Walk, node: Any, _kind: int) -> None:
    note_all(walk, (node.value, node.format_spec))


def _fstring(walk: Walk, node: Any, _kind: int) -> None:
    doubtful = walk.doubtful
    walk.doubtful = doubtful or not EXACT_FSTRINGS
    note_all(walk, node.values)
    walk.doubtful = doubtful


def _yield(walk: Walk, node: Any, _kind: int) -> None:
    term = evaluate(walk, node.value)
    walk.scope.binder().results.append(None if term is None else term.quiet().then("list"))


def _yield_from(walk: Walk, node: Any, _kind: int) -> None:
    term = evaluate(walk, node.value)
    walk.scope.binder().results.append(None if term is None else term.quiet())


_HANDLERS: dict[type, Expression] = {
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.Await: _await,
    ast.IfExp: _choice,
    ast.BoolOp: _either,
    ast.BinOp: _operation,
    ast.Compare: _comparison,
    ast.UnaryOp: _negation,
    ast.Starred: _starred,
    ast.Slice: _slice,
    ast.FormattedValue: _formatted,
    ast.NamedExpr: _walrus,
    ast.List: _list,
    ast.Set: _list,
    ast.Tuple: _tuple,
    ast.Dict: _dict,
    ast.Lambda: _lambda,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _comprehension,
    ast.JoinedStr: _fstring,
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
}
EXPRESSIONS.update(_HANDLERS)

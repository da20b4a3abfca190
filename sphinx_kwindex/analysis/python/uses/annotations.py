"""Annotations: note the names in them and say what an object of the annotated type is."""

import ast
from collections.abc import Callable
from typing import Any

from sphinx_kwindex.analysis.python.uses.dispatch import ANNOTATIONS, Annotation, annotate, evaluate
from sphinx_kwindex.analysis.python.uses.terms import ANNOTATION, Term
from sphinx_kwindex.analysis.python.uses.walk import Walk, parse_expression

_UNIONS = frozenset({"Optional", "Union"})
_TRANSPARENT = frozenset(
    {"Annotated", "Awaitable", "ClassVar", "Final", "InitVar", "NotRequired", "ReadOnly", "Required", "Unpack"}
)
_LISTS = frozenset(
    {
        "AbstractSet",
        "AsyncGenerator",
        "AsyncIterable",
        "AsyncIterator",
        "Collection",
        "Container",
        "Deque",
        "FrozenSet",
        "Generator",
        "Iterable",
        "Iterator",
        "List",
        "MutableSequence",
        "MutableSet",
        "Reversible",
        "Sequence",
        "Set",
        "deque",
        "frozenset",
        "list",
        "set",
    }
)
_DICTS = frozenset(
    {
        "DefaultDict",
        "Dict",
        "Mapping",
        "MutableMapping",
        "OrderedDict",
        "WeakValueDictionary",
        "WeakKeyDictionary",
        "defaultdict",
        "dict",
    }
)


def _name(walk: Walk, node: Any) -> Term | None:
    term = evaluate(walk, node, ANNOTATION)
    if term is not None and walk.scope.owner is not None and _last_name(node) == "Self":
        return _own_object(walk, walk.scope.owner)
    return None if term is None else term.then("new")


def _own_object(walk: Walk, owner: str) -> Term:
    """``Self``: what a method gives is the object that it was got from, anything else one of the class."""
    if walk.returning:
        return walk.forest.head(f"self:{owner}", 0)
    return walk.forest.head(f"keyword:{owner}", 0).then("new")


def _last_name(node: Any) -> str:
    return str(getattr(node, "attr", None) or getattr(node, "id", ""))


def _string(walk: Walk, node: Any) -> Term | None:
    tree = parse_expression(node.value, node) if isinstance(node.value, str) else None
    if tree is None or isinstance(tree, ast.Constant):
        return None
    doubtful, walk.doubtful = walk.doubtful, True
    term = annotate(walk, tree)
    walk.doubtful = doubtful
    return term


def _either(walk: Walk, node: Any) -> Term | None:
    return walk.forest.union([annotate(walk, node.left), annotate(walk, node.right)])


def _sequence(walk: Walk, node: Any) -> None:
    for element in node.elts:
        annotate(walk, element)


def _generic(walk: Walk, node: Any) -> Term | None:
    base = evaluate(walk, node.value, ANNOTATION)
    name = _last_name(node.value)
    arguments: list[Any] = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if name == "Literal":
        return None
    if name in {"Type", "type"}:
        return _classes(walk, node.slice)
    if name == "Annotated":
        term = annotate(walk, arguments[0])
        for argument in arguments[1:]:
            evaluate(walk, argument)
        return term
    parts = [annotate(walk, argument) for argument in arguments] or [None]
    combine = _COMBINE.get(name)
    if combine is not None:
        return combine(walk, parts)
    if name in {"Tuple", "tuple"}:
        return _tuple(walk, arguments, parts)
    return None if base is None else base.then("new")


def _classes(walk: Walk, node: Any) -> Term | None:
    """``type[C]``: the class itself."""
    term = annotate(walk, node)
    return None if term is None else term.then("type")


def _tuple(walk: Walk, arguments: list[Any], parts: list[Term | None]) -> Term | None:
    last = arguments[-1] if arguments else None
    if isinstance(last, ast.Constant) and last.value is ...:
        return _of("list", parts[0])
    return walk.forest.tuple_of(parts) if any(parts) else None


def _of(step: str, term: Term | None) -> Term | None:
    return None if term is None else term.then(step)


_Combine = Callable[[Walk, list[Term | None]], Term | None]
_COMBINE: dict[str, _Combine] = {
    **dict.fromkeys(_UNIONS, lambda walk, parts: walk.forest.union(parts)),
    **dict.fromkeys(_TRANSPARENT, lambda _walk, parts: parts[0]),
    **dict.fromkeys(_LISTS, lambda _walk, parts: _of("list", parts[0])),
    **dict.fromkeys(_DICTS, lambda walk, parts: walk.forest.dict_of(parts[0], parts[-1]) if any(parts) else None),
    "Callable": lambda _walk, parts: _of("returns", parts[-1]),
    "Coroutine": lambda _walk, parts: parts[-1],
}
_HANDLERS: dict[type, Annotation] = {
    ast.Name: _name,
    ast.Attribute: _name,
    ast.Constant: _string,
    ast.BinOp: _either,
    ast.Tuple: _sequence,
    ast.List: _sequence,
    ast.Subscript: _generic,
}
ANNOTATIONS.update(_HANDLERS)

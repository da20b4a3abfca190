"""What a decorator, or a call of the like, makes of a function."""

from astroid import nodes

from sphinx_kwindex.analysis.python.classes import is_property_class
from sphinx_kwindex.analysis.python.definitions import Definition, Shape
from sphinx_kwindex.analysis.python.merging import ACCESSORS, decorators_of
from sphinx_kwindex.analysis.python.names import dotted, last, read
from sphinx_kwindex.analysis.python.namespace import Namespace
from sphinx_kwindex.analysis.python.walking import Scope

_PROPERTIES = ("property", "memoized_attribute", "lazy_attribute", "lazyattr", "cache_readonly", "reify")
_INNER = (nodes.FunctionDef, nodes.ClassDef, nodes.Lambda)
STATIC = frozenset({"staticmethod", "abstractstaticmethod"})
OF_CLASS = frozenset({"classmethod", "abstractclassmethod"})


def makes_property(name: str, scope: Scope, namespace: Namespace) -> bool:
    """Tell whether a decorator of this name makes a property of a method."""
    plain = last(name)
    if plain in ACCESSORS and "." in name:
        return True
    found = namespace.find(name, scope)
    if found is not None and found.shape is Shape.CLASS:
        return is_property_class(found, namespace) or _named_like_property(plain)
    return _named_like_property(plain) or (found is not None and _returns_property(found, namespace))


def _named_like_property(plain: str) -> bool:
    return plain.lower().endswith(_PROPERTIES)


def _returns_property(definition: Definition, namespace: Namespace) -> bool:
    """Look into a decorator function of this file: ``return property(...)``."""
    if definition.shape is not Shape.FUNCTION:
        return False
    values = returned(definition)
    return any(_is_inner_property(value, definition.node) for value in values) or any(
        _is_property_call(value, definition, namespace) for value in values
    )


def _is_property_call(value: nodes.NodeNG, definition: Definition, namespace: Namespace) -> bool:
    name = dotted(value.func) if isinstance(value, nodes.Call) else None
    if name is None:
        return False
    found = namespace.find(name, definition.within)
    if found is not None and found.shape is Shape.CLASS:
        return is_property_class(found, namespace)
    return _named_like_property(last(name))


def returned(definition: Definition) -> list[nodes.NodeNG]:
    """Return the expressions that a function gives back; a file may call one function for thousands of names."""
    if definition.returned is None:
        read(definition.node)
        definition.returned = [
            node.value
            for statement in definition.node.body
            if not isinstance(statement, _INNER)
            for node in statement.nodes_of_class(nodes.Return, skip_klass=_INNER)
            if node.value is not None
        ]
    return definition.returned


def returns_function(definition: Definition) -> bool:
    """Tell whether a function of this file gives back one that it defines."""
    if definition.shape is not Shape.FUNCTION:
        return False
    values = returned(definition)
    return bool(values) and all(_is_inner_function(value, definition.node) for value in values)


def _is_inner_function(value: nodes.NodeNG, function: nodes.FunctionDef) -> bool:
    if isinstance(value, nodes.Lambda):
        return True
    return bool(_inner_functions(value, function)) and not _is_inner_property(value, function)


def _is_inner_property(value: nodes.NodeNG, function: nodes.FunctionDef) -> bool:
    decorators = [name for inner in _inner_functions(value, function) for name in decorators_of(inner)]
    return any(_named_like_property(last(name)) for name in decorators)


def _inner_functions(value: nodes.NodeNG, function: nodes.FunctionDef) -> list[nodes.FunctionDef]:
    places = function.locals.get(value.name, ()) if isinstance(value, nodes.Name) else ()
    return [place for place in places if isinstance(place, nodes.FunctionDef)]

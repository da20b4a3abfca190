"""What sort of class a class is, by its bases and by what it defines."""

import builtins

from astroid import nodes

from sphinx_kwindex.analysis.python.definitions import Definition, Shape
from sphinx_kwindex.analysis.python.names import dotted, last, without_subscript
from sphinx_kwindex.analysis.python.namespace import Namespace

ENUMS = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum"})
_ENUM_ENDINGS = ("Enum", "Choices")
_ERROR_ENDINGS = ("Error", "Exception", "Warning")
_ERRORS = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
)
_METHOD_MAKERS = frozenset({"MethodType", "partial", "__get__", "partialmethod"})


def is_exception(definition: Definition, namespace: Namespace) -> bool:
    """Tell whether the class is an exception, by its bases in this file and by the names of those outside."""
    return any(last(name) in _ERRORS or last(name).endswith(_ERROR_ENDINGS) for name in _outside(definition, namespace))


def is_enum(definition: Definition, namespace: Namespace) -> bool:
    """Tell whether the class's values are members of an enumeration."""
    return any(_names_enum(name) for name in _outside(definition, namespace))


def _names_enum(name: str) -> bool:
    module, _, plain = name.rpartition(".")
    if plain in ENUMS:
        # Column types of databases bear the name too.
        return module in {"", "enum"} or not last(module).endswith(("types", "fields"))
    return plain.endswith(_ENUM_ENDINGS)


def _outside(definition: Definition, namespace: Namespace) -> list[str]:
    """Return the absolute names of those bases, near and far, that this file does not define."""
    if definition.outside is None:
        definition.outside = [
            namespace.absolute(name, each.within)
            for each in namespace.ancestry(definition)
            for name in map(_base, each.node.bases)
            if name is not None and _is_outside(namespace.find(name, each.within), each)
        ]
    return definition.outside


def _is_outside(found: Definition | None, owner: Definition) -> bool:
    return found is None or found is owner or found.shape is not Shape.CLASS


def _base(node: nodes.NodeNG) -> str | None:
    return dotted(without_subscript(node))


def is_property_class(definition: Definition, namespace: Namespace) -> bool:
    """Tell whether objects of the class, set in another class, are attributes that are computed when they are read.

    What binds a method to its object, or makes one, is no such thing.
    """
    getter = namespace.member(definition, "__get__")
    if getter is None or getter.shape is not Shape.FUNCTION:
        return False
    inner = [*getter.node.nodes_of_class((nodes.FunctionDef, nodes.Lambda))]
    return inner == [getter.node] and not any(map(_makes_method, getter.node.nodes_of_class(nodes.Call)))


def _makes_method(call: nodes.Call) -> bool:
    name = dotted(call.func)
    return name is not None and last(name) in _METHOD_MAKERS

"""What kind of keyword a definition is."""

import builtins
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from astroid import nodes

from sphinx_kwindex.analysis.python.callables import OF_CLASS, STATIC, makes_property, returned, returns_function
from sphinx_kwindex.analysis.python.classes import ENUMS, is_enum, is_exception
from sphinx_kwindex.analysis.python.definitions import Definition, Shape
from sphinx_kwindex.analysis.python.merging import decorators_of
from sphinx_kwindex.analysis.python.names import dotted, last, without_subscript
from sphinx_kwindex.analysis.python.namespace import Namespace
from sphinx_kwindex.analysis.python.walking import Node
from sphinx_kwindex.model.kinds import CLASS_KINDS, Kind

_CLASS_MAKERS = frozenset({"NamedTuple", "TypedDict", "make_dataclass", "namedtuple", "new_class"})
_FUNCTION_MAKERS = frozenset({"asynccontextmanager", "cache", "contextmanager", "lru_cache", "singledispatch", "wraps"})
_METHOD_MAKERS = frozenset({"partialmethod", "singledispatchmethod"})
_CLASS_METHODS = frozenset({"__class_getitem__", "__init_subclass__"})
_SPECIAL = _CLASS_METHODS | {"__new__"}
"""Methods that Python calls with a class, whatever decorates them."""
_NO_MEMBERS = frozenset({"nonmember", "property"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The kind of a definition; of a method, whether its first parameter is no object; of a class, its members'."""

    kind: Kind
    is_static: bool = False
    is_classmethod: bool = False
    members: Kind = Kind.ATTRIBUTE


_JUST: Mapping[Kind, Judgement] = {kind: Judgement(kind=kind) for kind in Kind}
"""The judgements that say no more than a kind."""


class Judge:
    """Judges the definitions of one module; what names name is looked up in the module's own text."""

    def __init__(self, namespace: Namespace) -> None:
        self._namespace = namespace
        self._open: set[int] = set()

    def judge(self, definition: Definition) -> Judgement:
        """Return what the definition is, as the interpreter would find it after an import."""
        number = id(definition)
        if number in self._open:
            return _JUST[_plain(definition)]
        self._open.add(number)
        try:
            return self._RULES[definition.shape](self, definition)
        finally:
            self._open.discard(number)

    def _class(self, definition: Definition) -> Judgement:
        error = is_exception(definition, self._namespace)
        return _JUST[Kind.EXCEPTION if error else Kind.CLASS]

    def _function(self, definition: Definition) -> Judgement:
        if not definition.scope.is_class:
            return _JUST[Kind.FUNCTION]
        found = self._decorated(definition)
        for later in definition.merged:
            # `method = staticmethod(method)`
            again = self._made(later.value, later) if later.shape is Shape.VALUE else None
            if again is not None and (again.kind is Kind.PROPERTY or again.kind is Kind.METHOD):
                found = replace(again, is_static=again.is_static or found.is_static)
        return found

    def _decorated(self, definition: Definition) -> Judgement:
        if definition.node.decorators is None and definition.name not in _SPECIAL:
            return _JUST[Kind.METHOD]
        names = decorators_of(definition.node)
        plain = {last(name) for name in names}
        property_ = any(makes_property(name, definition.within, self._namespace) for name in names)
        return Judgement(
            kind=Kind.PROPERTY if property_ else Kind.METHOD,
            is_static=not STATIC.isdisjoint(plain) or definition.name == "__new__",
            is_classmethod=not OF_CLASS.isdisjoint(plain) or definition.name in _CLASS_METHODS,
        )

    def _value(self, definition: Definition) -> Judgement:
        if _is_type_alias(definition):
            return _JUST[Kind.TYPE_ALIAS]
        source = _source(definition) if definition.merged else definition
        found = self._made(source.value, source) or _JUST[_plain(definition)]
        if found.kind is Kind.ATTRIBUTE and self._is_member(definition):
            return _JUST[Kind.ENUM_MEMBER]
        return found

    def _made(self, value: Node, definition: Definition) -> Judgement | None:
        """Return what a value makes of its name, ``None`` for plain data."""
        if isinstance(value, nodes.Lambda) or _is_method_of_constant(value):
            return _callable(definition)
        name = dotted(value)
        if name is not None:
            return self._alias(name, definition)
        if isinstance(value, nodes.Call):
            return self._call(value, definition)
        return self._either(value, definition) if isinstance(value, nodes.IfExp) else None

    def _either(self, value: nodes.IfExp, definition: Definition) -> Judgement | None:
        made = self._made(value.body, definition)
        return made if made == self._made(value.orelse, definition) else None

    def _alias(self, name: str, definition: Definition) -> Judgement | None:
        found = self._namespace.find(name, definition.within, definition.node.lineno)
        if found is None:
            if self._namespace.is_builtin(name, definition.within):
                return _of_builtin(name, definition)
            return None
        behind = self.judge(found)
        if behind.kind in {Kind.FUNCTION, Kind.METHOD}:
            return replace(behind, kind=_callable(definition).kind)
        if behind.kind in CLASS_KINDS or behind.kind is Kind.TYPE_ALIAS:
            return behind
        if behind.kind is Kind.PROPERTY and definition.scope.is_class:
            return behind
        return None

    def _call(self, value: nodes.Call, definition: Definition) -> Judgement | None:
        name = dotted(without_subscript(value.func))
        if name is None:
            return self._wrapped(value, definition)
        if last(name) == "cast" and value.args:
            return self._made(value.args[-1], definition)
        found = self._namespace.find(name, definition.within, definition.node.lineno)
        made = self._class_maker(last(name), found, value)
        if made is None and definition.scope.is_class:
            made = self._member_maker(name, definition)
        return made or self._function_maker(last(name), found, value, definition)

    def _class_maker(self, plain: str, found: Definition | None, value: nodes.Call) -> Judgement | None:
        if self._is_enum_maker(plain, found, value):
            return Judgement(kind=Kind.CLASS, members=Kind.ENUM_MEMBER)
        if found is not None:
            return _JUST[Kind.CLASS] if _returns_class(found) else None
        if plain in _CLASS_MAKERS or _makes_type(plain, value):
            return _JUST[Kind.CLASS]
        return _JUST[Kind.TYPE_ALIAS] if plain == "NewType" else None

    def _function_maker(
        self, plain: str, found: Definition | None, value: nodes.Call, definition: Definition
    ) -> Judgement | None:
        if found is not None and found.shape is Shape.FUNCTION:
            return _callable(definition) if returns_function(found) else None
        return _callable(definition) if plain in _FUNCTION_MAKERS and value.args else None

    def _wrapped(self, value: nodes.Call, definition: Definition) -> Judgement | None:
        """Judge ``wraps(f)(g)``, a decorator with arguments that is called by hand."""
        inner = dotted(value.func.func) if isinstance(value.func, nodes.Call) else None
        return _callable(definition) if inner is not None and last(inner) in _FUNCTION_MAKERS else None

    def _is_enum_maker(self, plain: str, found: Definition | None, value: nodes.Call) -> bool:
        # With one argument, it looks a member up.
        if len(value.args) + len(value.keywords) < 2:  # noqa: PLR2004
            return False
        if found is None:
            return plain in ENUMS and bool(value.args) and isinstance(value.args[0], nodes.Const)
        return found.shape is Shape.CLASS and is_enum(found, self._namespace)

    def _member_maker(self, name: str, definition: Definition) -> Judgement | None:
        plain = last(name)
        if plain in STATIC or plain in OF_CLASS or plain in _METHOD_MAKERS:
            return Judgement(kind=Kind.METHOD, is_static=plain in STATIC, is_classmethod=plain in OF_CLASS)
        if makes_property(name, definition.within, self._namespace):
            return _JUST[Kind.PROPERTY]
        return None

    def _is_member(self, definition: Definition) -> bool:
        name = definition.name
        if definition.shape is not Shape.VALUE or not definition.within.is_class or name.startswith("__"):
            return False
        if name.startswith("_") and name.endswith("_"):
            return False
        owner = self._namespace.defined(definition.scope.qualname)
        return owner is not None and is_enum(owner, self._namespace) and not _is_no_member(definition.value)

    def _received(self, definition: Definition) -> Judgement:
        return _JUST[_plain(definition)]

    def _type_alias(self, _: Definition) -> Judgement:
        return _JUST[Kind.TYPE_ALIAS]

    def _type_parameter(self, _: Definition) -> Judgement:
        return _JUST[Kind.TYPE_PARAMETER]

    _RULES: ClassVar[Mapping[Shape, Callable[["Judge", Definition], Judgement]]] = {
        Shape.CLASS: _class,
        Shape.FUNCTION: _function,
        Shape.VALUE: _value,
        Shape.DECLARED: _value,
        Shape.RECEIVED: _received,
        Shape.SLOT: _received,
        Shape.TYPE_ALIAS: _type_alias,
        Shape.TYPE_PARAMETER: _type_parameter,
    }


def _source(definition: Definition) -> Definition:
    """Return the definition of a name that shows a value."""
    values = (each for each in (definition, *definition.merged) if each.shape is Shape.VALUE)
    return next((each for each in values if each.value is not None), definition)


def _plain(definition: Definition) -> Kind:
    return Kind.ATTRIBUTE if definition.scope.is_class else Kind.DATA


def _callable(definition: Definition) -> Judgement:
    return _JUST[Kind.METHOD if definition.scope.is_class else Kind.FUNCTION]


def _is_method_of_constant(value: Node) -> bool:
    """Tell whether the value is something like ``", ".join``."""
    if not isinstance(value, nodes.Attribute) or not isinstance(value.expr, nodes.Const):
        return False
    return inspect.isroutine(getattr(type(value.expr.value), value.attrname, None))


def _of_builtin(name: str, definition: Definition) -> Judgement | None:
    value: object = builtins
    for part in name.split("."):
        value = getattr(value, part, None)
    if isinstance(value, type):
        return _JUST[Kind.EXCEPTION if issubclass(value, BaseException) else Kind.CLASS]
    return _callable(definition) if inspect.isroutine(value) else None


def _returns_class(found: Definition) -> bool:
    """Tell whether a call of a function of this file gives back a class that it defines."""
    if found.shape is not Shape.FUNCTION:
        return False
    values = returned(found)
    return bool(values) and all(_is_inner_class(value, found.node) for value in values)


def _is_inner_class(value: nodes.NodeNG, function: Node) -> bool:
    places = function.locals.get(value.name, ()) if isinstance(value, nodes.Name) else ()
    return any(isinstance(place, nodes.ClassDef) for place in places)


def _is_type_alias(definition: Definition) -> bool:
    name = None if definition.annotation is None else dotted(definition.annotation)
    return name is not None and last(name) == "TypeAlias"


def _makes_type(plain: str, value: nodes.Call) -> bool:
    return plain == "type" and bool(value.args)


def _is_no_member(value: nodes.NodeNG | None) -> bool:
    name = dotted(value.func) if isinstance(value, nodes.Call) else None
    return name is not None and last(name) in _NO_MEMBERS

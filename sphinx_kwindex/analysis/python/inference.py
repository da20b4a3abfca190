"""The type of a value, where its expression shows it."""

import builtins
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar

from astroid import nodes

from sphinx_kwindex.analysis.python.callables import returned
from sphinx_kwindex.analysis.python.definitions import Definition, Shape
from sphinx_kwindex.analysis.python.names import dotted, is_string, last, without_subscript
from sphinx_kwindex.analysis.python.namespace import Namespace
from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.walking import Node, Scope

_DISPLAYS: dict[type[nodes.NodeNG], str] = {
    nodes.Compare: "bool",
    nodes.Dict: "dict",
    nodes.DictComp: "dict",
    nodes.GeneratorExp: "collections.abc.Generator",
    nodes.JoinedStr: "str",
    nodes.List: "list",
    nodes.ListComp: "list",
    nodes.Set: "set",
    nodes.SetComp: "set",
    nodes.Tuple: "tuple",
}
_FACTORIES = {
    "importlib.import_module": "types.ModuleType",
    "json.dumps": "str",
    "logging.getLogger": "logging.Logger",
    "os.getenv": "str",
    "os.path.join": "str",
    "re.compile": "re.Pattern",
    "time.time": "float",
}
# Classes of the standard library that are not spelled like classes.
_CLASSES = frozenset(
    {
        "array.array",
        "collections.defaultdict",
        "collections.deque",
        "datetime.date",
        "datetime.datetime",
        "datetime.time",
        "datetime.timedelta",
        "datetime.timezone",
        "functools.partial",
        "functools.partialmethod",
        "itertools.chain",
        "itertools.count",
        "itertools.cycle",
        "operator.attrgetter",
        "operator.itemgetter",
        "operator.methodcaller",
        "threading.local",
        "weakref.ref",
    }
)
_BUILTIN_RESULTS = {
    "all": "bool",
    "any": "bool",
    "callable": "bool",
    "chr": "str",
    "hasattr": "bool",
    "id": "int",
    "isinstance": "bool",
    "issubclass": "bool",
    "len": "int",
    "ord": "int",
    "repr": "str",
    "sorted": "list",
}
_STRING_METHODS = {"encode": "bytes", "split": "list", "splitlines": "list"}
_STRING_TO_STRING = frozenset({"format", "join", "lower", "lstrip", "replace", "rstrip", "strip", "upper"})
WRAPPERS = frozenset({"ClassVar", "Final", "InitVar", "ReadOnly", "Required", "NotRequired"})
"""What may stand around the type in an annotation and says nothing of it."""
_DEPTH = 8


class Types:
    """Reads the types of expressions off a module's names."""

    def __init__(self, namespace: Namespace, source: Source) -> None:
        self._namespace = namespace
        self._source = source

    def of_annotation(self, annotation: nodes.NodeNG | None) -> str | None:
        """Return an annotation as written, without the quotes and without ``Final`` and the like around it."""
        if annotation is None:
            return None
        if isinstance(annotation, nodes.Const) and isinstance(annotation.value, str):
            return " ".join(annotation.value.split())
        name = dotted(without_subscript(annotation))
        if name is None or last(name) not in WRAPPERS:
            return self._source.text_of(annotation)
        return self.of_annotation(annotation.slice) if isinstance(annotation, nodes.Subscript) else None

    def of_value(self, value: nodes.NodeNG | None, scope: Scope, depth: int = _DEPTH) -> str | None:
        """Return the type of a value, a class of this file by its qualname, any other by its full name."""
        if value is None or depth == 0:
            return None
        if isinstance(value, nodes.Const):
            return None if value.value is ... else type(value.value).__name__.replace("NoneType", "None")
        plain = _DISPLAYS.get(type(value))
        if plain is not None:
            return plain
        find = self._FINDERS.get(type(value))
        return find(self, value, scope, depth - 1) if find else None

    def of_definition(self, definition: Definition, depth: int = _DEPTH) -> str | None:
        """Return what is declared or else the first type that a value shows; ``None`` says least of all."""
        found = None
        for each in (definition, *definition.merged):
            declared = self.of_annotation(each.annotation)
            known = declared or self.of_value(each.value, each.within, depth)
            if known is not None and known != "None":
                return known
            found = found or known
        return found

    def _name(self, node: nodes.NodeNG, scope: Scope, depth: int) -> str | None:
        name = dotted(node)
        if name is None:
            return None
        if is_local(name, scope):
            return self._parameter(name, scope)
        found = self._namespace.find(name, scope)
        if found is None or found.shape in {Shape.CLASS, Shape.FUNCTION, Shape.TYPE_PARAMETER}:
            return None
        return self.of_definition(found, depth)

    def _parameter(self, name: str, scope: Scope) -> str | None:
        if not scope.is_function:
            return None
        annotations = (annotation for parameter, annotation in _annotated(scope.node.args) if parameter.name == name)
        return self.of_annotation(next(annotations, None))

    def _call(self, node: nodes.Call, scope: Scope, depth: int) -> str | None:
        name = dotted(without_subscript(node.func))
        if name is None:
            return _of_string_method(node.func)
        if is_local(name, scope):
            return None
        found = self._namespace.find(name, scope)
        if found is not None:
            return self._made_by(found, depth)
        if self._namespace.is_builtin(name, scope):
            return _of_builtin(name)
        full = self._namespace.absolute(name, scope)
        return full if full in _CLASSES or last(full)[:1].isupper() else _FACTORIES.get(full)

    def _made_by(self, definition: Definition, depth: int) -> str | None:
        if definition.shape is Shape.CLASS:
            return definition.qualname
        if definition.shape is not Shape.FUNCTION or isinstance(definition.node, nodes.AsyncFunctionDef):
            return None
        if definition.node.returns is not None:
            return self.of_annotation(definition.node.returns)
        return self._alike(returned(definition), _body_of(definition), depth)

    def _operation(self, node: nodes.BinOp, scope: Scope, depth: int) -> str | None:
        left = self.of_value(node.left, scope, depth)
        if left == "str" and node.op in "+%*":
            return left
        right = self.of_value(node.right, scope, depth)
        if left == right == "int" and node.op == "/":
            return "float"
        return left if left == right else None

    def _either(self, node: nodes.IfExp, scope: Scope, depth: int) -> str | None:
        return self._alike([node.body, node.orelse], scope, depth)

    def _last(self, node: nodes.BoolOp, scope: Scope, depth: int) -> str | None:
        return self._alike(node.values, scope, depth) or self.of_value(node.values[-1], scope, depth)

    def _alike(self, values: Sequence[nodes.NodeNG], scope: Scope, depth: int) -> str | None:
        kinds = {self.of_value(value, scope, depth) for value in values} - {"None"}
        return kinds.pop() if len(kinds) == 1 else None

    def _not(self, node: nodes.UnaryOp, scope: Scope, depth: int) -> str | None:
        return "bool" if node.op == "not" else self.of_value(node.operand, scope, depth)

    def _walrus(self, node: nodes.NamedExpr, scope: Scope, depth: int) -> str | None:
        return self.of_value(node.value, scope, depth)

    _FINDERS: ClassVar[Mapping[type[nodes.NodeNG], Callable[["Types", Node, Scope, int], str | None]]] = {
        nodes.Attribute: _name,
        nodes.BinOp: _operation,
        nodes.BoolOp: _last,
        nodes.Call: _call,
        nodes.IfExp: _either,
        nodes.Name: _name,
        nodes.NamedExpr: _walrus,
        nodes.UnaryOp: _not,
    }


def is_local(name: str, scope: Scope | None) -> bool:
    """Tell whether a name is a function's own variable, of which nothing more is known."""
    head = name.partition(".")[0]
    while scope is not None and scope.is_function:
        places = scope.node.locals.get(head)
        if places:
            known = (nodes.Import, nodes.ImportFrom, nodes.ClassDef, nodes.FunctionDef)
            return not any(isinstance(place, known) for place in places)
        scope = scope.parent
    return False


def _annotated(arguments: nodes.Arguments) -> Iterator[tuple[nodes.AssignName, nodes.NodeNG | None]]:
    yield from zip(arguments.posonlyargs or (), arguments.posonlyargs_annotations, strict=False)
    yield from zip(arguments.args or (), arguments.annotations, strict=False)
    yield from zip(arguments.kwonlyargs or (), arguments.kwonlyargs_annotations, strict=False)


def _body_of(definition: Definition) -> Scope:
    return Scope(
        node=definition.node,
        qualname=definition.qualname,
        parent=definition.within,
        branch=None,
        receiver=None,
        owner=None,
    )


def _of_builtin(name: str) -> str | None:
    if isinstance(getattr(builtins, name, None), type):
        return None if name in {"type", "super", "object"} else name
    return _BUILTIN_RESULTS.get(name)


def _of_string_method(function: nodes.NodeNG) -> str | None:
    if not (isinstance(function, nodes.Attribute) and is_string(function.expr)):
        return None
    return "str" if function.attrname in _STRING_TO_STRING else _STRING_METHODS.get(function.attrname)

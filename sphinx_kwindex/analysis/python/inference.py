"""The type of a value, where its expression shows it."""

import ast
import builtins
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from sphinx_kwindex.analysis.python.binding import locals_of
from sphinx_kwindex.analysis.python.callables import returned
from sphinx_kwindex.analysis.python.definitions import Definition, Shape
from sphinx_kwindex.analysis.python.names import dotted, is_string, last, without_subscript
from sphinx_kwindex.analysis.python.namespace import Namespace
from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.tree import FUNCTIONS
from sphinx_kwindex.analysis.python.walking import Node, Scope

_DISPLAYS: dict[type[ast.AST], str] = {
    ast.Compare: "bool",
    ast.Dict: "dict",
    ast.DictComp: "dict",
    ast.GeneratorExp: "collections.abc.Generator",
    ast.JoinedStr: "str",
    ast.List: "list",
    ast.ListComp: "list",
    ast.Set: "set",
    ast.SetComp: "set",
    ast.Tuple: "tuple",
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
_WRAPPERS = frozenset({"ClassVar", "Final", "InitVar", "ReadOnly", "Required", "NotRequired"})
_DEPTH = 8


class Types:
    """Reads the types of expressions off a module's names."""

    def __init__(self, namespace: Namespace, source: Source) -> None:
        self._namespace = namespace
        self._source = source

    def of_annotation(self, annotation: ast.expr | None) -> str | None:
        """Return an annotation as written, without the quotes and without ``Final`` and the like around it."""
        if annotation is None:
            return None
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            return " ".join(annotation.value.split())
        name = dotted(without_subscript(annotation))
        if name is None or last(name) not in _WRAPPERS:
            return self._source.text_of(annotation)
        return self.of_annotation(annotation.slice) if isinstance(annotation, ast.Subscript) else None

    def of_value(self, value: Node, scope: Scope, depth: int = _DEPTH) -> str | None:
        """Return the type of a value, a class of this file by its qualname, any other by its full name."""
        if value is None or depth == 0:
            return None
        if isinstance(value, ast.Constant):
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

    def _name(self, node: ast.AST, scope: Scope, depth: int) -> str | None:
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
        arguments = scope.node.args
        named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        return self.of_annotation(next((each.annotation for each in named if each.arg == name), None))

    def _call(self, node: ast.Call, scope: Scope, depth: int) -> str | None:
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
        if definition.shape is not Shape.FUNCTION or isinstance(definition.node, ast.AsyncFunctionDef):
            return None
        if definition.node.returns is not None:
            return self.of_annotation(definition.node.returns)
        return self._alike(returned(definition), _body_of(definition), depth)

    def _operation(self, node: ast.BinOp, scope: Scope, depth: int) -> str | None:
        left = self.of_value(node.left, scope, depth)
        if left == "str" and isinstance(node.op, ast.Add | ast.Mod | ast.Mult):
            return left
        right = self.of_value(node.right, scope, depth)
        if left == right == "int" and isinstance(node.op, ast.Div):
            return "float"
        return left if left == right else None

    def _either(self, node: ast.IfExp, scope: Scope, depth: int) -> str | None:
        return self._alike([node.body, node.orelse], scope, depth)

    def _last(self, node: ast.BoolOp, scope: Scope, depth: int) -> str | None:
        return self._alike(node.values, scope, depth) or self.of_value(node.values[-1], scope, depth)

    def _alike(self, values: Sequence[ast.AST], scope: Scope, depth: int) -> str | None:
        kinds = {self.of_value(value, scope, depth) for value in values} - {"None"}
        return kinds.pop() if len(kinds) == 1 else None

    def _not(self, node: ast.UnaryOp, scope: Scope, depth: int) -> str | None:
        return "bool" if isinstance(node.op, ast.Not) else self.of_value(node.operand, scope, depth)

    def _walrus(self, node: ast.NamedExpr, scope: Scope, depth: int) -> str | None:
        return self.of_value(node.value, scope, depth)

    _FINDERS: ClassVar[Mapping[type[ast.AST], Callable[["Types", Node, Scope, int], str | None]]] = {
        ast.Attribute: _name,
        ast.BinOp: _operation,
        ast.BoolOp: _last,
        ast.Call: _call,
        ast.IfExp: _either,
        ast.Name: _name,
        ast.NamedExpr: _walrus,
        ast.UnaryOp: _not,
    }


def is_local(name: str, scope: Scope | None) -> bool:
    """Tell whether a name is a function's own variable, of which nothing more is known."""
    head = name.partition(".")[0]
    while scope is not None and scope.is_function:
        places = locals_of(scope.node).get(head)
        if places:
            known = (ast.Import, ast.ImportFrom, ast.ClassDef, *FUNCTIONS)
            return not any(isinstance(place, known) for place in places)
        scope = scope.parent
    return False


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


def _of_string_method(function: ast.AST) -> str | None:
    if not (isinstance(function, ast.Attribute) and is_string(function.value)):
        return None
    return "str" if function.attr in _STRING_TO_STRING else _STRING_METHODS.get(function.attr)

"""Every place where the text of a module defines a name, one by one and not yet judged."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, auto

from astroid import nodes

from sphinx_kwindex.analysis.python.names import dotted, is_string
from sphinx_kwindex.analysis.python.targets import captures, targets_of, walruses
from sphinx_kwindex.analysis.python.walking import Arm, Branch, Node, Scope, Statement


class Shape(IntEnum):
    """How the text defines a name.

    ``RECEIVED`` is what a function gives to its object (``self.x = 1``) or to its module (``global x``).
    """

    CLASS = auto()
    FUNCTION = auto()
    VALUE = auto()
    DECLARED = auto()
    RECEIVED = auto()
    SLOT = auto()
    TYPE_ALIAS = auto()
    TYPE_PARAMETER = auto()
    DELETED = auto()


@dataclass(slots=True, kw_only=True, eq=False)
class Definition:
    """A name defined in ``scope`` at ``node`` by ``statement``, which stands in ``within``.

    ``value`` is ``None`` where the name gets a part of something that the text does not show. ``merged`` are later
    definitions that add nothing but what they say of the type. ``description`` is a string that stands after the
    statement. ``returned`` are the expressions that a function gives back, and ``outside`` the names of the bases
    of a class, near and far, that the file does not define; both once somebody has asked for them.
    """

    name: str
    qualname: str
    shape: Shape
    scope: Scope
    within: Scope
    node: Node
    statement: Node
    branch: Branch | None
    value: nodes.NodeNG | None = None
    annotation: nodes.NodeNG | None = None
    description: str = ""
    merged: list["Definition"] = field(default_factory=list)
    is_deleted: bool = False
    returned: list[nodes.NodeNG] | None = None
    outside: list[str] | None = None


_DESCRIBED = (nodes.Assign, nodes.AnnAssign, nodes.TypeAlias)
_Globals = dict[Scope, set[str]]
_Found = Iterable[Definition]


def definitions_of(statements: Sequence[Statement], *, has_walrus: bool) -> list[Definition]:
    """Return the definitions in source order; ``has_walrus`` says whether the text may have a ``:=``."""
    global_names: _Globals = {}
    found: list[Definition] = []
    for statement in statements:
        if has_walrus and not statement.scope.is_function:
            found.extend(_walruses(statement))
        find = _FINDERS.get(type(statement.node))
        if find is not None:
            found.extend(find(statement, global_names))
        elif found and isinstance(statement.node, nodes.Expr) and is_string(statement.node.value):
            _describe(found, statement)
    return found


def _describe(found: list[Definition], text: Statement) -> None:
    """Give a string to the definitions of the statement just before it."""
    for definition in reversed(found):
        if definition.statement is not text.before or not isinstance(text.before, _DESCRIBED):
            break
        definition.description = text.node.value.value


def _define(statement: Statement, shape: Shape, node: Node, name: str, value: Node = None) -> Definition:
    scope = statement.scope
    return Definition(
        name=name,
        qualname=scope.inside(name),
        shape=shape,
        scope=scope,
        within=scope,
        node=node,
        statement=statement.node,
        branch=statement.branch,
        value=value,
    )


def _class(statement: Statement, global_names: _Globals) -> _Found:
    node = statement.node
    lifted = _lifted(statement, node.name, global_names)
    yield _define(lifted, Shape.CLASS, node, node.name)
    if node.decorators is not None and any(dotted(one) == "object.__new__" for one in node.decorators.nodes):
        # The class gives its name away to an object of it.
        yield _define(lifted, Shape.VALUE, node, node.name, value=node)
    if node.type_params:
        yield from _type_parameters(statement, node.name)


def _function(statement: Statement, global_names: _Globals) -> _Found:
    node = statement.node
    definition = _define(_lifted(statement, node.name, global_names), Shape.FUNCTION, node, node.name)
    return (definition, *_type_parameters(statement, node.name)) if node.type_params else (definition,)


def _lifted(statement: Statement, name: str, global_names: _Globals) -> Statement:
    """Move a statement to the module where a function says that the name is global."""
    if global_names and name in global_names.get(statement.scope, ()):
        return statement._replace(scope=_module(statement.scope), branch=_call(statement.scope))
    return statement


def _call(function: Scope) -> Branch:
    """Return the branch of what is defined for others once a function is called."""
    return Branch(arm=Arm.CALL, node=function.node, parent=None)


def _type_alias(statement: Statement, _: _Globals) -> _Found:
    node = statement.node
    yield _define(statement, Shape.TYPE_ALIAS, node.name, node.name.name, value=node.value)
    yield from _type_parameters(statement, node.name.name)


def _type_parameters(statement: Statement, name: str) -> _Found:
    for parameter in statement.node.type_params:
        target = parameter.name
        definition = _define(statement, Shape.TYPE_PARAMETER, target, target.name)
        definition.qualname = f"{statement.scope.inside(name)}.{target.name}"
        yield definition


def _assign(statement: Statement, global_names: _Globals) -> _Found:
    node = statement.node
    for written in node.targets:
        for target, value in targets_of(written, node.value):
            yield from _bound(statement, target, value, global_names)


def _annotated(statement: Statement, global_names: _Globals) -> _Found:
    node = statement.node
    if isinstance(node.target, nodes.Subscript):
        return
    for definition in _bound(statement, node.target, node.value, global_names):
        definition.annotation = node.annotation
        if node.value is None and definition.shape is Shape.VALUE:
            definition.shape = Shape.DECLARED
        yield definition


def _loop(statement: Statement, global_names: _Globals) -> _Found:
    for target, _ in targets_of(statement.node.target, None):
        yield from _bound(statement, target, None, global_names)


def _with(statement: Statement, global_names: _Globals) -> _Found:
    for _, written in statement.node.items:
        for target, _ in targets_of(written, None):
            yield from _bound(statement, target, None, global_names)


def _match(statement: Statement, _: _Globals) -> _Found:
    for name, case in captures(statement.node):
        branch = Branch(arm=Arm.CASE, node=case, parent=statement.branch)
        yield _define(statement._replace(branch=branch), Shape.VALUE, name, name.name)


def _walruses(statement: Statement) -> _Found:
    for target, value in walruses(statement.node):
        yield _define(statement, Shape.VALUE, target, target.name, value=value)


def _global(statement: Statement, global_names: _Globals) -> _Found:
    global_names.setdefault(statement.scope, set()).update(statement.node.names)
    yield from ()


def _delete(statement: Statement, _: _Globals) -> _Found:
    for target in statement.node.targets:
        for name in target.nodes_of_class(nodes.DelName):
            yield _define(statement, Shape.DELETED, name, name.name)


def _bound(statement: Statement, target: Node, value: Node, global_names: _Globals) -> _Found:
    if isinstance(target, nodes.AssignAttr):
        yield from _attribute(statement, target, value)
    elif not statement.scope.is_function:
        yield _define(statement, Shape.VALUE, target, target.name, value=value)
        if target.name == "__slots__" and statement.scope.is_class:
            yield from _slots(statement, value)
    elif target.name in global_names.get(statement.scope, ()):
        yield _received(statement, target, target.name, value, _module(statement.scope))


def _attribute(statement: Statement, target: nodes.AssignAttr, value: Node) -> _Found:
    scope = statement.scope
    if not isinstance(target.expr, nodes.Name):
        return
    if scope.is_function:
        if scope.owner is not None and _is_receiver(scope, target.expr.name):
            yield _received(statement, target, target.attrname, value, scope.owner)
    elif scope.is_module:
        owner = _class_of(scope, target.expr.name)
        if owner is not None:
            definition = _define(statement, Shape.VALUE, target, target.attrname, value=value)
            definition.scope, definition.qualname = owner, owner.inside(target.attrname)
            yield definition


def _received(statement: Statement, target: Node, name: str, value: Node, owner: Scope) -> Definition:
    definition = _define(statement, Shape.RECEIVED, target, name, value=value)
    definition.scope, definition.qualname = owner, owner.inside(name)
    definition.branch = _call(statement.scope) if owner.is_module else owner.branch
    return definition


def _is_receiver(scope: Scope, name: str) -> bool:
    if name == scope.receiver:
        return True
    # `self = super().__new__(cls)` makes the object in the body.
    return scope.node.name == "__new__" and any(map(_makes_object, scope.node.locals.get(name, ())))


def _makes_object(node: nodes.NodeNG) -> bool:
    value = getattr(node.parent, "value", None)
    return (
        isinstance(value, nodes.Call) and isinstance(value.func, nodes.Attribute) and value.func.attrname == "__new__"
    )


def _class_of(scope: Scope, name: str) -> Scope | None:
    """Return the scope of a class of the module, for what is given to it from outside."""
    for node in scope.node.locals.get(name, ()):
        if isinstance(node, nodes.ClassDef):
            return Scope(node=node, qualname=name, parent=scope, branch=None, receiver=None, owner=None)
    return None


def _slots(statement: Statement, value: Node) -> _Found:
    names = [value] if is_string(value) else getattr(value, "elts", ())
    for name in names:
        if is_string(name) and name.value not in {"__dict__", "__weakref__"}:
            yield _define(statement, Shape.SLOT, name, name.value)


def _module(scope: Scope) -> Scope:
    while scope.parent is not None:
        scope = scope.parent
    return scope


_FINDERS: dict[type[nodes.NodeNG], Callable[[Statement, _Globals], _Found]] = {
    nodes.ClassDef: _class,
    nodes.FunctionDef: _function,
    nodes.AsyncFunctionDef: _function,
    nodes.TypeAlias: _type_alias,
    nodes.Assign: _assign,
    nodes.AnnAssign: _annotated,
    nodes.For: _loop,
    nodes.AsyncFor: _loop,
    nodes.With: _with,
    nodes.AsyncWith: _with,
    nodes.Match: _match,
    nodes.Global: _global,
    nodes.Delete: _delete,
}

"""Every statement of a module that can bind a name, with the scope and the branch that it stands in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from astroid import nodes

Node = Any
"""A node of the tree, where its type is known from what stands beside it and not to the type checker."""


class Arm(Enum):
    """Which part of an ``if``, ``try`` or ``match`` a branch is, or that a function has to be called first."""

    IF = "if"
    ELSE = "else"
    TRY = "try"
    EXCEPT = "except"
    CASE = "case"
    CALL = "call"


@dataclass(slots=True, kw_only=True, eq=False)
class Branch:
    """A part of the code that need not run; ``node`` is the ``if``, the ``try``, the handler, the case or the function.

    ``parent`` is the branch around it, across classes and functions too.
    """

    arm: Arm
    node: Node
    parent: "Branch | None"


@dataclass(slots=True, kw_only=True, eq=False)
class Scope:
    """A module, class or function whose names are its own.

    ``branch`` is the one its definition stands in. In a method, and in what a method encloses, ``receiver`` is the
    name of the first parameter (``self``, ``cls``) and ``owner`` the class.
    """

    node: Node
    qualname: str
    parent: "Scope | None"
    branch: Branch | None
    receiver: str | None
    owner: "Scope | None"

    @property
    def is_module(self) -> bool:
        """Whether the names of the scope are the module's."""
        return self.parent is None

    @property
    def is_class(self) -> bool:
        """Whether the names of the scope are a class's."""
        return isinstance(self.node, nodes.ClassDef)

    @property
    def is_function(self) -> bool:
        """Whether the names of the scope are local."""
        return isinstance(self.node, nodes.FunctionDef)

    def inside(self, name: str) -> str:
        """Return the qualname of a name of this scope, as Python spells it."""
        if self.parent is None:
            return name
        if isinstance(self.node, nodes.FunctionDef):
            return f"{self.qualname}.<locals>.{name}"
        return f"{self.qualname}.{name}"


class Statement(NamedTuple):
    """A statement, where it stands, and the one before it in the same block, whatever that is.

    Of a compound one, only the head is meant: its body is statements of their own.
    """

    node: Node
    scope: Scope
    branch: Branch | None
    before: Node


_Found = list[Statement]
_Body = Sequence[Node]


def statements_of(module: nodes.Module) -> list[Statement]:
    """Return the statements in source order; those of functions as far as they can bind what outlives the call."""
    found: _Found = []
    scope = Scope(node=module, qualname="", parent=None, branch=None, receiver=None, owner=None)
    _walk(module.body, scope, None, found)
    return found


def _walk(body: _Body, scope: Scope, branch: Branch | None, found: _Found) -> None:
    if not body:
        return
    wanted = _IN_FUNCTIONS if scope.is_function else _ANYWHERE
    before = None
    for node in body:
        kind = type(node)
        if kind in wanted or (kind is nodes.Expr and type(node.value) is nodes.Const):
            found.append(Statement(node, scope, branch, before))
        descend = _COMPOUND.get(kind)
        if descend is not None:
            descend(node, scope, branch, found)
        before = node


def _walk_class(node: nodes.ClassDef, scope: Scope, branch: Branch | None, found: _Found) -> None:
    inner = Scope(node=node, qualname=scope.inside(node.name), parent=scope, branch=branch, receiver=None, owner=None)
    _walk(node.body, inner, branch, found)


def _walk_function(node: nodes.FunctionDef, scope: Scope, branch: Branch | None, found: _Found) -> None:
    receiver, owner = _receiver(node, scope)
    inner = Scope(
        node=node, qualname=scope.inside(node.name), parent=scope, branch=branch, receiver=receiver, owner=owner
    )
    _walk(node.body, inner, branch, found)


def _receiver(node: nodes.FunctionDef, scope: Scope) -> tuple[str | None, Scope | None]:
    if scope.is_class:
        parameters = node.args.posonlyargs or node.args.args or node.args.arguments
        return (parameters[0].name, scope) if parameters else (None, None)
    if scope.receiver is None or any(scope.receiver == argument.name for argument in node.args.arguments):
        return None, None
    return scope.receiver, scope.owner


def _walk_if(node: Node, scope: Scope, branch: Branch | None, found: _Found) -> None:
    # A chain of `elif` is nested in the tree, and may be longer than the stack is deep.
    while True:
        _walk(node.body, scope, Branch(arm=Arm.IF, node=node, parent=branch), found)
        if not node.has_elif_block():
            break
        node = node.orelse[0]
        if type(node) in _ANYWHERE and not scope.is_function:
            found.append(Statement(node, scope, branch, None))
    if node.orelse:
        _walk(node.orelse, scope, Branch(arm=Arm.ELSE, node=node, parent=branch), found)


def _walk_try(node: nodes.Try | nodes.TryStar, scope: Scope, branch: Branch | None, found: _Found) -> None:
    # Without a handler there is no way past the body.
    body = Branch(arm=Arm.TRY, node=node, parent=branch) if node.handlers else branch
    _walk(node.body, scope, body, found)
    for handler in node.handlers:
        _walk(handler.body, scope, Branch(arm=Arm.EXCEPT, node=handler, parent=branch), found)
    _walk(node.orelse, scope, body, found)
    _walk(node.finalbody, scope, branch, found)


def _walk_match(node: nodes.Match, scope: Scope, branch: Branch | None, found: _Found) -> None:
    for case in node.cases:
        _walk(case.body, scope, Branch(arm=Arm.CASE, node=case, parent=branch), found)


def _walk_loop(node: nodes.For | nodes.While, scope: Scope, branch: Branch | None, found: _Found) -> None:
    _walk(node.body, scope, branch, found)
    _walk(node.orelse, scope, branch, found)


def _walk_with(node: nodes.With, scope: Scope, branch: Branch | None, found: _Found) -> None:
    _walk(node.body, scope, branch, found)


_COMPOUND: dict[type[nodes.NodeNG], Callable[..., None]] = {
    nodes.ClassDef: _walk_class,
    nodes.FunctionDef: _walk_function,
    nodes.AsyncFunctionDef: _walk_function,
    nodes.If: _walk_if,
    nodes.Try: _walk_try,
    nodes.TryStar: _walk_try,
    nodes.Match: _walk_match,
    nodes.For: _walk_loop,
    nodes.AsyncFor: _walk_loop,
    nodes.While: _walk_loop,
    nodes.With: _walk_with,
    nodes.AsyncWith: _walk_with,
}

_IN_FUNCTIONS = frozenset(
    {
        nodes.AnnAssign,
        nodes.Assign,
        nodes.AsyncFor,
        nodes.AsyncFunctionDef,
        nodes.AsyncWith,
        nodes.ClassDef,
        nodes.For,
        nodes.FunctionDef,
        nodes.Global,
        nodes.Import,
        nodes.ImportFrom,
        nodes.TypeAlias,
        nodes.With,
    }
)
_ANYWHERE = _IN_FUNCTIONS | {
    nodes.Assert,
    nodes.AugAssign,
    nodes.Delete,
    nodes.Expr,
    nodes.If,
    nodes.Match,
    nodes.While,
}

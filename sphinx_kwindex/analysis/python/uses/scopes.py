"""Which term a name stands for, by Python's own scope rules, at the point where the walk is."""

import builtins
from collections.abc import Callable, Collection, Iterable
from enum import Enum, auto

from sphinx_kwindex.analysis.python.uses.terms import Forest, Term


class ScopeKind(Enum):
    """What opens the scope; names of a class body are not seen from scopes inside it."""

    MODULE = auto()
    CLASS = auto()
    FUNCTION = auto()
    COMPREHENSION = auto()
    TYPES = auto()


# A member of an enumeration is looked up each time that it is named.
MODULE, CLASS, FUNCTION, COMPREHENSION, TYPES = ScopeKind
_BUILTINS = frozenset(dir(builtins))
MISSING = object()
"""Stands for the term of a name that is not bound."""
_State = dict[str, object]
_UNCHANGED: _State = {}


class Scope:
    """The names of one scope and the terms they stand for now.

    ``names`` are all that the scope binds anywhere; ``prefix`` goes before the qualname of a keyword defined here;
    ``owner`` is the qualname of the class whose body this is, or whose method. ``declared`` says what a name of the
    module stands for that has not been reached yet. ``state`` has what the names that are bound stand for now.
    """

    __slots__ = (
        "_cache",
        "_trail",
        "declared",
        "forest",
        "kind",
        "names",
        "outer",
        "owner",
        "prefix",
        "results",
        "state",
    )

    def __init__(
        self,
        forest: Forest,
        kind: ScopeKind,
        outer: "Scope | None",
        names: Collection[str],
        *,
        prefix: str = "",
        owner: str | None = None,
    ) -> None:
        self.forest = forest
        self.kind = kind
        self.outer = outer
        self.names = names
        self.prefix = prefix
        self.owner = owner
        self.declared: Callable[[str], Term | None] | None = None
        self.results: list[Term | None] = []
        self.state: _State = {}
        self._trail: _State | None = None
        self._cache: dict[str, Term | None] = {}

    def lookup(self, name: str) -> Term | None:
        """The term that ``name`` stands for here; ``None`` for a local variable of which nothing is known."""
        found = self.state.get(name, MISSING)
        if found is not MISSING:
            return found  # type: ignore[return-value]  # the state holds terms and the mark above
        return self.lookup_unbound(name)

    def lookup_unbound(self, name: str) -> Term | None:
        """The term that ``name`` stands for here if it is not bound yet, or elsewhere."""
        if self.kind is not FUNCTION:
            return self._lookup_outside(name)
        if name in self.names:
            return None
        found = self._cache.get(name, MISSING)
        if found is MISSING:
            found = self._cache[name] = self._lookup_outside(name)
        return found  # type: ignore[return-value]  # as above

    def bind(self, name: str, term: Term | None) -> None:
        """Let ``name`` stand for ``term`` from here on."""
        if self._trail is not None:
            self._trail.setdefault(name, self.state.get(name, MISSING))
        self.state[name] = term

    def open(self, parameters: dict[str, Term | None]) -> None:
        """Let the parameters of a function stand for what they are at first."""
        self.state.update(parameters)

    def unbind(self, name: str) -> None:
        """Forget ``name``, which ``del`` took away."""
        if self._trail is not None:
            self._trail.setdefault(name, self.state.get(name, MISSING))
        self.state.pop(name, None)

    def binder(self) -> "Scope":
        """The scope in which a walrus binds."""
        scope = self
        while scope.kind is COMPREHENSION and scope.outer is not None:
            scope = scope.outer
        return scope

    def branches(self, ways: Iterable[Callable[[], bool]]) -> bool:
        """Take several ways of which one will be taken, and go on with what is true after any of them.

        Each way says whether it ends here, by ``return`` or the like. Returns whether all do.
        """
        before = self._trail
        ends: list[_State] = []
        open_ends: list[_State] = []
        names: set[str] = set()
        for way in ways:
            trail: _State = {}
            self._trail = trail
            finished = way()
            end = {name: self.state.get(name, MISSING) for name in trail} if trail else _UNCHANGED
            ends.append(end)
            if not finished:
                open_ends.append(end)
            if trail:
                names.update(trail)
                self._undo(trail)
        self._trail = before
        if names:
            self._merge(open_ends or ends, sorted(names))
        return not open_ends

    def _undo(self, trail: _State) -> None:
        for name, old in trail.items():
            if old is MISSING:
                self.state.pop(name, None)
            else:
                self.state[name] = old

    def _merge(self, ends: list[_State], names: list[str]) -> None:
        for name in names:
            unchanged = self.state.get(name, MISSING)
            values = [end.get(name, unchanged) for end in ends]
            terms = [value for value in values if value.__class__ is Term]
            if self.kind is MODULE and MISSING in values and name in _BUILTINS:
                terms.append(self.forest.head(f"builtin:{name}", len(name)))
            if terms:
                self.bind(name, self.forest.union(terms))
            elif None in values:
                self.bind(name, None)
            else:
                self.unbind(name)

    def _lookup_outside(self, name: str) -> Term | None:
        scope: Scope = self
        while scope.outer is not None:
            scope = scope.outer
            found = MISSING if scope.kind is CLASS else scope.state.get(name, MISSING)
            if found is not MISSING:
                return found  # type: ignore[return-value]  # as above
            if scope.kind is FUNCTION and name in scope.names:
                return None
        if scope.declared is not None and name in scope.names:
            return scope.declared(name)
        return self.forest.head(f"global:{name}", len(name))

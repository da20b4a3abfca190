"""What terms lead to and stand for, across files."""

import builtins
from collections.abc import Callable
from functools import cache
from typing import ClassVar, NamedTuple

from sphinx_kwindex.linking.link import Link, distinct
from sphinx_kwindex.linking.members import Members, Order
from sphinx_kwindex.linking.mentions import resolve_mention
from sphinx_kwindex.linking.shapes import builtin_attribute, doubted, new_of, received, type_of
from sphinx_kwindex.linking.solving import Solver
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.linking.things import NOTHING, Form, Thing, Things, container, together
from sphinx_kwindex.model.kinds import CALLABLE_KINDS, CLASS_KINDS, Confidence, Kind, TargetKind
from sphinx_kwindex.model.links import Target

_BUILTINS = frozenset(dir(builtins))
_MARKS = frozenset({"builtins.object", "typing.Generic", "typing.Protocol", "typing_extensions.Protocol"})
"""Bases that have nothing that ``super()`` is asked for."""


class Meaning(NamedTuple):
    """What a term leads to by its name, and what it stands for."""

    links: tuple[Link, ...] = ()
    things: Things = NOTHING


_UNKNOWN = Meaning()
_Key = tuple[str, int] | Thing
"""The path of a file and the number of a term in it; or a class, whose method resolution order is wanted."""


@cache
def _builtin(name: str) -> tuple[Link, ...]:
    return (Link(TargetKind.STDLIB, f"builtins.{name}", None, Confidence.EXACT),)


class Values:
    """Answers for terms of all files; each answer is found once."""

    def __init__(self, table: SymbolTable) -> None:
        self.table = table
        self._members = Members(table, self._bases, self._is_declared)
        self._terms: Solver[_Key, Meaning] = Solver(self._compute, _UNKNOWN)

    def meaning(self, path: str, term: int) -> Meaning:
        """What term number ``term`` of a file leads to and stands for."""
        return self._terms.answer((path, term))

    def links(self, path: str, term: int) -> tuple[Link, ...]:
        """Where the term leads by its name; what it stands for is not looked at."""
        uses = self.table.facts(path).uses
        step, base = uses.steps[term], uses.bases[term]
        if base >= 0:
            things = self._terms.answer((path, base)).things
            return self._attribute_links(things, step[1:]) if things and step[0] == "." else ()
        word, _, rest = step.partition(":")
        return self._names[word](self, path, rest) if word in self._names else self.meaning(path, term).links

    def forget(self) -> None:
        """Let go of all answers, and of who finds them and knows these values too; nothing is asked any more."""
        del self._members, self._terms

    def order(self, thing: Thing) -> Order:
        """The method resolution order of the class that a thing is, or is an instance of."""
        return self._terms.answer(Thing(Form.CLASS, thing.file, thing.qualname)).things

    def _compute(self, key: _Key) -> Meaning:
        if isinstance(key, Thing):
            return Meaning(things=self._members.linearise(key, self.order))
        path, term = key
        uses = self.table.facts(path).uses
        step, base = uses.steps[term], uses.bases[term]
        if base >= 0:
            return self._step(step, self._terms.answer((path, base)).things)
        word, _, rest = step.partition(":")
        return self._heads[word](self, path, rest) if word in self._heads else self._named(word, path, rest)

    def _step(self, step: str, things: Things) -> Meaning:
        if step[0] == ".":
            return self._attribute(things, step[1:]) if things else _UNKNOWN
        if step[0] == "[":
            return Meaning(things=together([self._item(thing, step[1:-1]) for thing in things]))
        return Meaning(things=_STEPS[step](self, things))

    def _attribute(self, things: Things, name: str) -> Meaning:
        if len(things) == 1 and things[0].form is Form.OUTSIDE:
            return self._of_links(self._attribute_links(things, name))
        links: list[Link] = []
        found: list[Things] = []
        for thing in things:
            own, typed = self._members.links(thing, name, self.order)
            links.extend(own)
            found += [self.things_of(link, thing) for link in typed]
            found.append(builtin_attribute(thing, name))
        return Meaning(distinct(links), together(found))

    def _attribute_links(self, things: Things, name: str) -> tuple[Link, ...]:
        return distinct([link for thing in things for link in self._members.links(thing, name, self.order)[0]])

    # What a definition stands for

    def things_of(self, link: Link, receiver: Thing | None = None) -> Things:
        """What the thing is that a link leads to, got from ``receiver``."""
        target = link.target
        if target is None:
            form = Form.MODULE if link.kind is TargetKind.PROJECT else Form.OUTSIDE
            return (Thing(form, qualname=link.name),)
        if not target.qualname:
            return (Thing(Form.MODULE, target.file),)
        keywords = self.table.keywords(target)
        if len(keywords) == 1 and not keywords[0].alias_of:
            return self._things_of_kind(keywords[0].kind, target, receiver)
        aliased = any(keyword.alias_of for keyword in keywords) and self._values_of(target.file, target.qualname)
        if aliased:
            return aliased
        kinds = sorted({keyword.kind for keyword in keywords})
        return together([self._things_of_kind(kind, target, receiver) for kind in kinds])

    def _things_of_kind(self, kind: Kind, target: Target, receiver: Thing | None) -> Things:
        if kind in CLASS_KINDS:
            return (Thing(Form.CLASS, target.file, target.qualname),)
        if kind in CALLABLE_KINDS:
            got_from = () if receiver is None or receiver.form is Form.MODULE else ((receiver,),)
            return (Thing(Form.FUNCTION, target.file, target.qualname, got_from),)
        values = self._values_of(target.file, target.qualname)
        if kind is Kind.ENUM_MEMBER:
            return (Thing(Form.INSTANCE, target.file, target.qualname.rpartition(".")[0], sure=False),)
        if kind is Kind.PROPERTY:
            return received(values, receiver)
        return tuple(sorted({doubted(thing) for thing in values}))

    def _values_of(self, path: str, qualname: str) -> Things:
        return together(self._each_value(path, qualname))

    def _each_value(self, path: str, qualname: str) -> list[Things]:
        value = self.table.namespace(path).value(qualname)
        return [] if value is None else [self._terms.answer((path, term)).things for term in value.terms]

    def _is_declared(self, thing: Thing, name: str) -> bool:
        value = self.table.namespace(thing.file).value(f"{thing.qualname}.{name}")
        return value is not None and value.declared

    def _bases(self, thing: Thing) -> list[Things]:
        return self._each_value(thing.file, thing.qualname)

    # Terms that start with a name

    def _named(self, word: str, path: str, rest: str) -> Meaning:
        links = self._names[word](self, path, rest)
        if not links and word == "keyword":
            return Meaning(things=self._values_of(path, rest))
        return self._of_links(links)

    def _of_links(self, links: tuple[Link, ...]) -> Meaning:
        return Meaning(links, together([self.things_of(link) for link in links]))

    def _import(self, path: str, index: str) -> tuple[Link, ...]:
        return self.table.resolve_bound(path, int(index), aliases=False)

    def _global(self, path: str, name: str) -> tuple[Link, ...]:
        namespace = self.table.namespace(path)
        if name in _BUILTINS and not namespace.stars and not namespace.binds("", name):
            return _builtin(name)
        return self.table.resolve_dotted(path, name, aliases=False)

    _names: ClassVar[dict[str, Callable[["Values", str, str], tuple[Link, ...]]]] = {
        "keyword": lambda self, path, qualname: self.table.definition(path, qualname),
        "import": _import,
        "module": lambda self, path, name: self.table.resolve_module(name, path),
        "global": _global,
        "builtin": lambda _self, _path, name: _builtin(name),
        "mention": lambda self, path, name: resolve_mention(self.table, path, name),
    }

    # Terms that start with something else

    def _any(self, path: str, members: str) -> Meaning:
        meanings = [self.meaning(path, int(member)) for member in members.split()]
        links = distinct([link for meaning in meanings for link in meaning.links])
        return Meaning(links, together([meaning.things for meaning in meanings]))

    def _parts(self, path: str, members: str) -> tuple[Things, ...]:
        return tuple(
            NOTHING if member == "-1" else self.meaning(path, int(member)).things for member in members.split()
        )

    def _super(self, path: str, qualname: str) -> Thing:
        """What ``super()`` gives; with several bases, a class further down may put another one next."""
        thing = Thing(Form.SUPER, path, qualname)
        real = [bases for bases in self._bases(thing) if not _MARKS.issuperset(base.qualname for base in bases)]
        return thing._replace(sure=len(real) < 2)  # noqa: PLR2004 - several

    _heads: ClassVar[dict[str, Callable[["Values", str, str], Meaning]]] = {
        "any": _any,
        "tuple": lambda self, path, rest: Meaning(things=container(Form.TUPLE, self._parts(path, rest))),
        "dict": lambda self, path, rest: Meaning(things=container(Form.DICT, self._parts(path, rest))),
        "self": lambda _self, path, rest: Meaning(things=(Thing(Form.INSTANCE, path, rest),)),
        "cls": lambda _self, path, rest: Meaning(things=(Thing(Form.CLASS, path, rest),)),
        "super": lambda self, path, rest: Meaning(things=(self._super(path, rest),)),
    }

    # Steps from what a term stands for

    def call(self, things: Things) -> Things:
        """What calling gives."""
        return together([self._call(thing) for thing in things])

    def _call(self, thing: Thing) -> Things:
        if thing.form is Form.CLASS:
            return (Thing(Form.INSTANCE, thing.file, thing.qualname, sure=False),)
        if thing.form is Form.RETURNS:
            return thing.parts[0]
        if thing.form is Form.INSTANCE:
            return self._method(thing, "__call__")
        if thing.form is Form.FUNCTION:
            values = self._values_of(thing.file, thing.qualname)
            return received(values, thing.parts[0][0] if thing.parts else None)
        return NOTHING

    def _method(self, thing: Thing, name: str) -> Things:
        """What calling a method of ``thing`` gives."""
        return self.call(self._attribute((thing,), name).things)

    def _item(self, thing: Thing, index: str) -> Things:
        if thing.form is Form.TUPLE and index and int(index) < len(thing.parts):
            return thing.parts[int(index)]
        if thing.form is Form.INSTANCE:
            return self._method(thing, "__getitem__") or (self.each(thing) if index else NOTHING)
        if thing.form in {Form.LIST, Form.TUPLE}:
            return together(thing.parts)
        if thing.form is Form.DICT:
            return thing.parts[1]
        return (thing,) if thing.form is Form.CLASS else NOTHING

    def each(self, thing: Thing) -> Things:
        """What iteration gives."""
        if thing.form in {Form.LIST, Form.TUPLE}:
            return together(thing.parts)
        if thing.form is Form.DICT:
            return thing.parts[0]
        if thing.form is Form.CLASS:
            return (Thing(Form.INSTANCE, thing.file, thing.qualname, sure=False),)
        return self._iterate(thing) if thing.form is Form.INSTANCE else NOTHING

    def _iterate(self, thing: Thing) -> Things:
        found = [
            self._method(iterator, "__next__") if iterator.form is Form.INSTANCE else self.each(iterator)
            for method in ("__iter__", "__aiter__")
            for iterator in self._method(thing, method)
        ]
        return together(found)

    def enter(self, thing: Thing) -> Things:
        """What ``with`` binds."""
        if thing.form is Form.LIST:
            return thing.parts[0]
        if thing.form is not Form.INSTANCE:
            return NOTHING
        for method in ("__enter__", "__aenter__"):
            if self._attribute((thing,), method).links:
                return self._method(thing, method)
        return (thing,)


_Follow = Callable[[Values, Things], Things]
_STEPS: dict[str, _Follow] = {
    "()": Values.call,
    "each": lambda values, things: together([values.each(thing) for thing in things]),
    "with": lambda values, things: together([values.enter(thing) for thing in things]),
    "new": lambda _, things: together([new_of(thing) for thing in things]),
    "type": lambda _, things: together([type_of(thing) for thing in things]),
    "await": lambda _, things: things,
    "value": lambda _, things: things,
    "list": lambda _, things: container(Form.LIST, (things,)),
    "returns": lambda _, things: container(Form.RETURNS, (things,)),
}

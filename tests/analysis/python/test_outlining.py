"""What astroid's tree leaves out is no loss."""

from pathlib import Path

import pytest
from astroid import nodes
from sources import facts_of

from sphinx_kwindex.analysis.python import sealing
from sphinx_kwindex.analysis.python.names import read
from sphinx_kwindex.analysis.python.rebuilding import Rebuilder

OWN = sorted(Path(sealing.__file__).parent.rglob("*.py"))
TEXT = """
import functools
class C:
    def __init__(self, a, b=lambda: call(1)):
        self.a, (self.b, *self.c) = 1, g(a)
        self.d: int = (e := [])
        self.f = C(
            x=1,
        ).f or {call(1): 2}
        self.g = lambda x=call(
            1
        ): x
        if call(a):
            import os
        elif self.a > call(
            2
        ):
            def inner(y: int = call(3)):
                "Inner."
                return call(4)
        for h in range(3):
            h += 1
            raise ValueError(h)
    def __new__(cls):
        self = object.__new__(cls)
        self.h = call(5)
        return self
def make():
    global K, L
    K = L = call(6)
    def prop(function):
        return property(function)
    assert K
    return functools.wraps(prop)(prop)
def typed(a: "list[C]", *b: dict[str, C] | None, **c: t.Final[list[
    C
]]) -> t.Final[tuple[C, ...]]:
    m: t.Optional[C] = {"b": 1}
    a[0][call(7)] = {"a": lambda: C}
    a[1].n, c[m] = f"{C}", C < C
    with call(8) as o, call(9), call(10) as (p, q[0]), call(11) as a.r:
        import sys
    with call(12):
        a[2] += 1
    return {"C": C}[a]
class Holder(C):
    s: t.ClassVar[list[C]] = 1
    t: t.ClassVar = 2
    u: (v := int) = 3
    w: t.Annotated[int | None, call(13)]
    def method(self):
        self.x: t.Final[C | None] = a < b
        self.y, self.z = {"a": 1}, f"{a}"
        with call(14) as self.aa, call(15) as bb:
            self.cc = C[int](call(16))
async def later():
    async for x in y():
        await x
    z = x = 1
    "Described."
    type = lambda: (w := z)
"""
TABLES = """
NAME = "d"
OTHERS = ("c", f.__name__, [1])
PARTS = ["a", NAME, *OTHERS, "b"]
__all__ = PARTS + list({"e", call(1)})
PARTS = [*PARTS, "z"]
TABLE = {"k": [1, call(2)], **OTHERS}
if TABLE:
    TABLE = {**TABLE, "l": 3}
TYPED: dict[str, int] = {"m": call(3)}
FIRST = SECOND = [{}, lambda: 1, "f"]
one, (two, three) = [1, (2.0, "3")]
WALRUS = [(found := call(4))]
class Data:
    __slots__ = ("x", "y", call(5))
    table = {"n": [call(6)]}
    one, two = [call(7)], {8}
Data.table = [call(9)]
@dataclass
class Fields:
    many: list = [
        call(10),
    ]
    few: list = [call(11)]
class Descriptor:
    def __get__(self, owner, kind):
        bound = [MethodType(owner)]
        return bound[0]
class Holder:
    found = Descriptor()
def listed():
    if one:
        return [call(12)]
    return [], {call(13)}, (call(14),)
made = listed()
"""
CALLS = """
import enum, collections
class Colour(enum.Enum):
    RED = call(1)
    GREEN = enum.nonmember(call(2))
Shade = Colour("Shade", ["DARK", "LIGHT"], module=__name__)
Point = collections.namedtuple("Point", "x y", defaults=[call(3)])
Row = collections.namedtuple("Row", ("a", ("b", int)))
Kind = enum.Enum("Kind", {"ONE": 1})
Thing = make(Colour, [
    "c",
], *[call(4)])
twice = wrap(call(5))
twice = wrap(twice)
if twice:
    twice = other(call(6))
else:
    twice = other(twice)
made = cast(Colour, lambda x=call(7): x)
names = sorted(["d", "e"])
__all__ = list(names)
__all__.append("f")
__all__.extend(g())
call(8, h=lambda: 1)
"Described."
i = call(9)
"Described too."
@decorate(call(10))(
    call(11)
)
@simple(
    call(12)
)
@named.deep
def decorated(j=k.m, n: t.Final[int]=call(13), *, o: KW_ONLY=[
    call(14)
], p: t.ClassVar=-1, q: a.b = (r := 2)): ...
@dataclass(kw_only=True)
class Record:
    s: int = field(default=call(15))
    _: dataclasses.KW_ONLY
    t: typing.ClassVar = call(16)
    u: typing.TypeAlias = list[int]
    call(17)
class Lazy:
    def __get__(self, owner, kind):
        call(18)
        MethodType(owner)
    def __new__(cls):
        self = object.__new__(cls)
        call(19)
        return self
class Held:
    v = Lazy()
    w = memo(call(20))
def memo(function):
    def get(self):
        return call(21)
    return property(get)
def plain():
    import os
    return os.path.join("x")
def text():
    return "y"
z = plain()
y = text()
x = [text() for _ in call(22)]
"""


def whole(manager, _text):
    return Rebuilder(manager)


@pytest.mark.parametrize("text", [TEXT, TABLES, CALLS, *(path.read_text(encoding="utf-8") for path in OWN)])
def test_the_facts_are_those_of_the_whole_tree(text, monkeypatch):
    outlined = facts_of(text)
    monkeypatch.setattr(sealing, "Outliner", whole)
    assert facts_of(text) == outlined


def test_what_functions_calculate_is_not_in_the_tree():
    with sealing.sealed():
        text = "def f(a):\n    b = [a.x for a in a(1)]\n    print(b + 1)\n    return str(b)\n"
        tree = sealing.parse(text, "outlined").module
        read(tree.body[0])
        assert [call.func.name for call in tree.nodes_of_class(nodes.Call)] == ["str"]
        assert not [*tree.nodes_of_class((nodes.ListComp, nodes.BinOp))]
        del tree


def test_a_function_of_which_nothing_outlives_the_call_is_read_when_somebody_asks():
    with sealing.sealed():
        tree = sealing.parse("def f():\n    for a.b, *c in d():\n        return e\n    return g\n", "closed").module
        assert tree.body[0].body
        tree = sealing.parse("def f():\n    for b, *c in d():\n        return e\n    return g\n", "closed").module
        assert not tree.body[0].body
        for _ in range(2):
            read(tree.body[0])
            assert [name.name for name in tree.nodes_of_class(nodes.Name)] == ["e", "g"]
            assert sorted(tree.body[0].locals) == ["b", "c"]
        del tree


@pytest.mark.parametrize(
    "text",
    ["call(1)", "a.b(c(2))", "@d(3)\ndef f(): ...", "def f(g=h(i).j): ...", "k = m(n(4), o=p)", "[q for q in r()]"],
)
def test_what_a_module_calls_is_in_the_tree_as_far_as_it_makes_something(text):
    with sealing.sealed():
        tree = sealing.parse(text, "called").module
        names = {name.name for name in tree.nodes_of_class(nodes.Name)}
        assert names <= {"d", "m"}
        assert not [*tree.nodes_of_class(nodes.Const)]
        del tree


def test_what_fills_a_table_is_not_in_the_tree():
    with sealing.sealed():
        tree = sealing.parse("a = {'b': call(1)}\nc: list = ['d', call(2), e]\n", "outlined").module
        assert not [*tree.nodes_of_class(nodes.Call)]
        assert [name.name for name in tree.nodes_of_class(nodes.Name)] == ["list", "e"]
        del tree

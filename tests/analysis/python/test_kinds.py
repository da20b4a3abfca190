"""What kind of keyword each form of definition makes: what the interpreter finds after an import."""

import sys

import pytest
from sources import keyword_of, keywords_of, kinds_of

MODULE_LEVEL = {
    "class C: pass": {"C": "class"},
    "def f(): pass": {"f": "function"},
    "async def f(): pass": {"f": "function"},
    "x = 1": {"x": "data"},
    "x: int = 1": {"x": "data"},
    "x: int": {"x": "data"},
    "x = y = 1": {"x": "data", "y": "data"},
    "x, y = 1, 2": {"x": "data", "y": "data"},
    "(x, [y, *z]) = f()": {"x": "data", "y": "data", "z": "data"},
    "for x, y in pairs: z = 1": {"x": "data", "y": "data", "z": "data"},
    "with a() as x, b() as (y, z): w = 1": {"x": "data", "y": "data", "z": "data", "w": "data"},
    "while (x := f()): y = 1\nelse: z = 1": {"x": "data", "y": "data", "z": "data"},
    "if (x := f()) > 1: pass\nelif (y := g()): pass": {"x": "data", "y": "data"},
    "print([x for a in b if (x := a)])": {"x": "data"},
    "f(lambda: (x := 1))": {},
    "[x for x in y]": {},
    "x[0] = 1\ny.z = 2": {},
    "x += 1": {},
    "import x\nfrom y import z": {},
    "try: pass\nexcept E as x: y = 1": {"y": "data"},
    "f = lambda: 0": {"f": "function"},
    "from functools import partial\nf = partial(g, 1)": {"f": "data"},
    "join = ', '.join": {"join": "function"},
    "text = str": {"text": "class"},
    "error = IOError": {"error": "exception"},
    "lower = str.lower": {"lower": "function"},
    "show = print": {"show": "function"},
    "kind = type(None)": {"kind": "class"},
    "c = type('C', (), {})": {"c": "class"},
    "class E(Exception): pass": {"E": "exception"},
    "class E(a.FooError): pass": {"E": "exception"},
    "class E(KeyError): pass\nclass F(E): pass": {"E": "exception", "F": "exception"},
    "class E(FooWarning[int]): pass": {"E": "exception"},
    "class Exception: pass\nclass E(Exception): pass": {"Exception": "class", "E": "class"},
    "class C(D): pass\nclass D(C): pass": {"C": "class", "D": "class"},
    "P = namedtuple('P', 'x y')": {"P": "class", "P.x": "attribute", "P.y": "attribute"},
    "P = collections.namedtuple('P', ['x', 'y'])": {"P": "class", "P.x": "attribute", "P.y": "attribute"},
    "P = NamedTuple('P', [('x', int)])": {"P": "class", "P.x": "attribute"},
    "P = TypedDict('P', {'x': int})": {"P": "class", "P.x": "attribute"},
    "from enum import Enum\nE = Enum('E', 'A B')": {"E": "class", "E.A": "enum-member", "E.B": "enum-member"},
    "import enum\nE = enum.Flag('E', ['A'])": {"E": "class", "E.A": "enum-member"},
    "class E(Enum): A = 1\nx = E(1)": {"E": "class", "E.A": "enum-member", "x": "data"},
    "T = TypeVar('T')": {"T": "data"},
    "Id = NewType('Id', int)": {"Id": "type-alias"},
    "X: TypeAlias = 'int | str'": {"X": "type-alias"},
    "X: typing.TypeAlias = int": {"X": "type-alias"},
    "C = make_dataclass('C', ['x'])": {"C": "class", "C.x": "attribute"},
    "def f(): pass\ng = f": {"f": "function", "g": "function"},
    "class C: pass\nD = C": {"C": "class", "D": "class"},
    "class C:\n def m(self): pass\nm = C.m": {"C": "class", "C.m": "method", "m": "function"},
    "class C:\n def m(self): pass\nclass D(C): pass\nm = D.m": {
        "C": "class",
        "C.m": "method",
        "D": "class",
        "m": "function",
    },
    "a = b\nb = a": {"a": "data", "b": "data"},
    "import os\njoin = os.path.join": {"join": "data"},
    "f = cast(Any, lambda: 0)": {"f": "function"},
    "f = print if a else repr": {"f": "function"},
    "f = print if a else None": {"f": "data"},
    "def wrap(f):\n def g(): pass\n return g\nh = wrap(1)": {
        "wrap": "function",
        "wrap.<locals>.g": "function",
        "h": "function",
    },
    "def make():\n class C: pass\n return C\nD = make()": {
        "make": "function",
        "make.<locals>.C": "class",
        "D": "class",
    },
    "f = functools.lru_cache(g)": {"f": "function"},
    "f = wraps(g)(h)": {"f": "function"},
    "match a:\n case C(x=y) as z: w = 1": {"y": "data", "z": "data", "w": "data"},
    "match a:\n case {'k': v, **rest}: pass\n case [*some]: pass": {"v": "data", "rest": "data", "some": "data"},
}

CLASS_LEVEL = {
    "x = 1": {"x": "attribute"},
    "x: int": {"x": "attribute"},
    "def m(self): pass": {"m": "method"},
    "def __init__(self): pass": {"__init__": "method"},
    "m = lambda self: 0": {"m": "method"},
    "class D: pass": {"D": "class"},
    "@property\n def p(self): pass": {"p": "property"},
    "@functools.cached_property\n def p(self): pass": {"p": "property"},
    "@abc.abstractproperty\n def p(self): pass": {"p": "property"},
    "@property\n def p(self): pass\n @p.setter\n def p(self, v): pass\n @p.deleter\n def p(self): pass": {
        "p": "property"
    },
    "@Base.p.setter\n def p(self, v): pass": {"p": "property"},
    "@hybrid_property\n def p(self): pass\n @p.expression\n def p(cls): pass": {"p": "property"},
    "@staticmethod\n def s(): pass": {"s": "method"},
    "@some.decorator(1)\n def m(self): pass": {"m": "method"},
    "def g(self): pass\n p = property(g)": {"g": "method", "p": "property"},
    "p = property(lambda self: 1)": {"p": "property"},
    "p = cached_property(g)": {"p": "property"},
    "p: int = cast(Any, property(g))": {"p": "property"},
    "def p(self): pass\n p = property(p)": {"p": "property"},
    "def s(): pass\n s = staticmethod(s)": {"s": "method"},
    "c = classmethod(g)": {"c": "method"},
    "m = partialmethod(g, 1)": {"m": "method"},
    "def m(self): pass\n n = m": {"m": "method", "n": "method"},
    "def __str__(self): pass\n __repr__ = __str__": {"__str__": "method", "__repr__": "method"},
    "__hash__ = None": {"__hash__": "attribute"},
    "__hash__ = object.__hash__": {"__hash__": "method"},
    "__slots__ = ('a', 'b')": {"__slots__": "attribute", "a": "attribute", "b": "attribute"},
    "__slots__ = 'a'": {"__slots__": "attribute", "a": "attribute"},
    "def m(self): self.x = 1": {"m": "method", "x": "attribute"},
    "def m(self): self.x, (self.y, *self.z) = f()": {
        "m": "method",
        "x": "attribute",
        "y": "attribute",
        "z": "attribute",
    },
    "def m(self): self.x: int = 1": {"m": "method", "x": "attribute"},
    "def m(self):\n  for self.x in y: pass\n  with a as self.z: pass": {
        "m": "method",
        "x": "attribute",
        "z": "attribute",
    },
    "def m(self): self.x.y = 1": {"m": "method"},
    "def m(self): self.x += 1": {"m": "method"},
    "def m(this, self): self.x = 1; this.y = 1": {"m": "method", "y": "attribute"},
    "@classmethod\n def m(cls): cls.x = 1": {"m": "method", "x": "attribute"},
    "def __new__(cls):\n  self = super().__new__(cls)\n  self.x = other.y = 1": {"__new__": "method", "x": "attribute"},
    "def m(self):\n  def inner(): self.x = 1": {"m": "method", "m.<locals>.inner": "function", "x": "attribute"},
    "def m(self):\n  def inner(self): self.x = 1": {"m": "method", "m.<locals>.inner": "function"},
    "x = 1\n def m(self): self.x = 2": {"x": "attribute", "m": "method"},
    "def m(self): self.x = 2\n x = 1": {"m": "method", "x": "attribute"},
    "def m(self): self.n = 2\n def n(self): pass": {"m": "method", "n": "method"},
    "def n(self): pass\n def m(self): self.n = 2": {"n": "method", "m": "method"},
    "for i in range(3): pass\n del i": {},
}

ENUMS = {
    "class E(Enum): A = 1; B = auto()": {"E": "class", "E.A": "enum-member", "E.B": "enum-member"},
    "class E(str, Enum): A, B = 1, 2": {"E": "class", "E.A": "enum-member", "E.B": "enum-member"},
    "from enum import Flag as F\nclass E(F): A = 1": {"E": "class", "E.A": "enum-member"},
    "class B(enum.IntEnum): pass\nclass E(B): A = 1": {"B": "class", "E": "class", "E.A": "enum-member"},
    "class E(models.TextChoices): A = 'a'": {"E": "class", "E.A": "enum-member"},
    "class E(sqltypes.Enum): A = 'a'": {"E": "class", "E.A": "attribute"},
    "class E(Enum):\n _ignore_ = 'x'\n __p = 1\n x: int\n def m(self): self.y = 1": {
        "E": "class",
        "E._ignore_": "attribute",
        "E.__p": "attribute",
        "E.x": "attribute",
        "E.m": "method",
        "E.y": "attribute",
    },
    "class E(Enum):\n A = nonmember(1)\n f = lambda self: 0": {"E": "class", "E.A": "attribute", "E.f": "method"},
}

DESCRIPTORS = {
    "class lazy:\n def __init__(self, f): self.f = f\n def __get__(self, o, t): return self.f(o)\n": "property",
    "class lazy:\n def __get__(self, o, t): return MethodType(self.f, o)\n": "method",
    "class lazy:\n def __get__(self, o, t):\n  def g(): pass\n  return g\n": "method",
    "class lazy: pass\n": "method",
    "def lazy(f): return property(f)\n": "property",
    "def lazy(f):\n @property\n def g(self): pass\n return g\n": "property",
    "def lazy(f): return f\n": "method",
    "from pkg.util import lazy\n": "method",
}


@pytest.mark.parametrize("source", MODULE_LEVEL)
def test_of_a_module(source):
    assert kinds_of(source) == MODULE_LEVEL[source]


@pytest.mark.parametrize("source", CLASS_LEVEL)
def test_of_a_class(source):
    assert kinds_of(f"class C:\n {source}") == {
        "C": "class",
        **{f"C.{name}": kind for name, kind in CLASS_LEVEL[source].items()},
    }


@pytest.mark.parametrize("source", ENUMS)
def test_of_an_enumeration(source):
    assert kinds_of(source) == ENUMS[source]


@pytest.mark.parametrize("source", DESCRIPTORS)
def test_of_what_a_decorator_of_the_file_makes(source):
    assert kinds_of(f"{source}class C:\n @lazy\n def x(self): pass")["C.x"] == DESCRIPTORS[source]


def test_an_object_of_a_descriptor_class_is_a_property():
    descriptor = "class lazy:\n def __get__(self, o, t): return self.f(o)\n"
    kinds = kinds_of(f"{descriptor}class C:\n x = lazy(1)\n y = lazy[int]()\n z = other(1)\nw = lazy(1)")
    assert (kinds["C.x"], kinds["C.y"], kinds["C.z"], kinds["w"]) == ("property", "property", "attribute", "data")


def test_in_a_class_a_name_stands_for_what_is_defined_before():
    source = "import json\nclass C:\n a = json\n @property\n def json(self): pass\n b = json\n"
    assert (kinds_of(source)["C.a"], kinds_of(source)["C.b"]) == ("attribute", "property")


def test_what_functions_hold_is_local_and_their_variables_are_no_keywords():
    source = "def f():\n x = 1\n def g():\n  class C:\n   def m(self): pass\n   y = 1"
    assert kinds_of(source) == {
        "f": "function",
        "f.<locals>.g": "function",
        "f.<locals>.g.<locals>.C": "class",
        "f.<locals>.g.<locals>.C.m": "method",
        "f.<locals>.g.<locals>.C.y": "attribute",
    }


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("def f():\n global x\n x = 1", "x"),
        ("def f():\n global x, y\n (x, z), w = 1", "x"),
        ("def f():\n global g\n def g(): pass", "g"),
        ("def f():\n global C\n class C: pass", "C"),
    ],
)
def test_what_a_function_makes_global_is_the_modules(source, name):
    assert set(kinds_of(source)) == {"f", name}


def test_an_attribute_given_to_a_class_from_outside_is_the_class_own():
    assert kinds_of("class C: pass\nC.x = 1\nC.m = lambda self: 0\nother.y = 1") == {
        "C": "class",
        "C.x": "attribute",
        "C.m": "method",
    }


def test_a_long_chain_of_aliases_leads_to_its_end():
    chain = "".join(f"x{number + 1} = x{number}\n" for number in range(3000))
    assert kinds_of(f"def x0(): pass\n{chain}")["x3000"] == "function"


@pytest.mark.parametrize(
    ("decorator", "static", "of_class"),
    [("staticmethod", True, False), ("classmethod", False, True), ("abc.abstractclassmethod", False, True)],
)
def test_static_and_class_methods_say_so(decorator, static, of_class):
    method = keyword_of(f"class C:\n @{decorator}\n def m(x): pass", "C.m")
    assert (method.is_static, method.is_classmethod) == (static, of_class)


def test_methods_that_python_makes_static_or_of_the_class():
    source = "class C:\n def __new__(cls): pass\n def __init_subclass__(cls): pass"
    assert keyword_of(source, "C.__new__").is_static
    assert keyword_of(source, "C.__init_subclass__").is_classmethod


def test_an_alias_of_a_static_method_is_static():
    assert keyword_of("class C:\n @staticmethod\n def s(): pass\n t = s", "C.t").is_static


def test_async_functions_say_so():
    assert keyword_of("async def f(): pass", "f").is_async
    assert not keyword_of("def f(): pass", "f").is_async


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the syntax is new in Python 3.12")
def test_type_aliases_and_type_parameters():
    source = "type X[T] = list[T]\nclass C[T, *Ts]:\n def m[**P](self): pass\ndef f[U: int](): pass\n"
    assert [(k.qualname, str(k.kind), k.line, k.column) for k in keywords_of(source)] == [
        ("X", "type-alias", 1, 5),
        ("X.T", "type-parameter", 1, 7),
        ("C", "class", 2, 6),
        ("C.T", "type-parameter", 2, 8),
        ("C.Ts", "type-parameter", 2, 12),
        ("C.m", "method", 3, 5),
        ("C.m.P", "type-parameter", 3, 9),
        ("f", "function", 4, 4),
        ("f.U", "type-parameter", 4, 6),
    ]

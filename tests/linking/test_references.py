import pytest
from projects import links_of, places_of, spelled

from sphinx_kwindex.model.kinds import UseKind

ONE_FILE = {
    "a function is called": ("def f(): pass\nf()", {"2:f": "m.f exact"}),
    "a parameter hides a function": ("def f(): pass\ndef g(f):\n    f()", {}),
    "a local variable hides a function": ("def f(): pass\ndef g():\n    f = 1\n    f", {}),
    "a class body is not seen from a method": (
        "x = 1\nclass C:\n    x = 2\n    y = x\n    def f(self):\n        return x",
        {"4:x": "m.C.x exact", "6:x": "m.x exact"},
    ),
    "a comprehension hides its variable": ("x = 1\n[x for x in ()]\nx", {"3:x": "m.x exact"}),
    "the first iterable of a comprehension is outside": (
        "class C:\n    xs = ()\n    ys = [x for x in xs]",
        {"3:xs": "m.C.xs exact"},
    ),
    "global reaches the module": (
        "x = 1\ndef f():\n    global x\n    x = 2\n    return x",
        {"4:x": "m.x exact", "5:x": "m.x exact"},
    ),
    "nonlocal reaches the function around": (
        "def f():\n    def g(): pass\n    def h():\n        nonlocal g\n        g = 1\n    g()",
        {"5:g": "m.f.<locals>.g exact", "6:g": "m.f.<locals>.g exact"},
    ),
    "a walrus in a comprehension binds outside": (
        "def f(): pass\ndef g():\n    [f := y for y in ()]\n    f",
        {},
    ),
    "a deleted name is the builtin again": ("len = 1\ndel len\nlen", {}),
    "an exception's name ends with its handler": (
        "class E(Exception): pass\ntry: pass\nexcept E as e:\n    e\n",
        {"3:E": "m.E exact"},
    ),
    "a match captures": (
        "class P: pass\ndef f(v):\n    match v:\n        case P() as p:\n            return p",
        {"4:P": "m.P exact"},
    ),
    "a later definition is seen from a function": ("def f():\n    g()\ndef g(): pass", {"2:g": "m.g exact"}),
    "a string annotation": ("class C: pass\ndef f(x: 'list[C] | None'): pass", {"2:C": "m.C exact"}),
    "a later class in an annotation": (
        "from __future__ import annotations\ndef f(x: C): pass\nclass C: pass",
        {"2:C": "m.C exact"},
    ),
    "an f-string": ("x = 1\nf'{x!r:>{x}}'", {"2:x": "m.x exact"}),
    "bases, decorators and metaclasses": (
        "class M(type): pass\nclass B: pass\ndef d(f): return f\n@d\nclass C(B, metaclass=M): pass",
        {"4:d": "m.d exact", "5:B": "m.B exact", "5:M": "m.M exact"},
    ),
    "names listed in __all__": ("def f(): pass\n__all__ = ['f']", {"2:f": "m.f exact"}),
    "self": (
        "class C:\n    def f(self):\n        self.g()\n    def g(self): pass",
        {"3:g": "m.C.g exact"},
    ),
    "self is what the first parameter is called": (
        "class C:\n    def f(this):\n        this.f()",
        {"3:f": "m.C.f exact"},
    ),
    "cls": (
        "class C:\n    @classmethod\n    def f(cls):\n        cls.g()\n    def g(self): pass",
        {"4:g": "m.C.g exact"},
    ),
    "a static method has no self": ("class C:\n    @staticmethod\n    def f(x):\n        x.f()", {}),
    "self inside a nested function": (
        "class C:\n    def f(self):\n        def g():\n            self.f()\n        g()",
        {"4:f": "m.C.f exact", "5:g": "m.C.f.<locals>.g exact"},
    ),
    "an attribute of self": (
        "class C:\n    def __init__(self):\n        self.x = 1\n    def f(self):\n        return self.x",
        {"5:x": "m.C.x exact"},
    ),
    "super": (
        "class B:\n    def f(self): pass\nclass C(B):\n    def f(self):\n        super().f()",
        {"3:B": "m.B exact", "5:f": "m.B.f exact"},
    ),
    "super beside a base that is only a mark": (
        "import typing\nclass B:\n    f = 1\nclass C(B, typing.Generic):\n    def g(self): super().f",
        {"4:B": "m.B exact", "5:f": "m.B.f exact"},
    ),
    "super with several bases depends on the classes further down": (
        "class A: pass\nclass B:\n    def f(self): pass\nclass C(A, B):\n    def f(self):\n        super().f()",
        {"4:A": "m.A exact", "4:B": "m.B exact", "6:f": "m.B.f inferred"},
    ),
    "the resolution order is Python's": (
        "class A:\n    x = 1\nclass B(A): pass\nclass C(A):\n    x = 2\nclass D(B, C): pass\nD.x",
        {
            "3:A": "m.A exact",
            "4:A": "m.A exact",
            "6:B": "m.B exact",
            "6:C": "m.C exact",
            "7:D": "m.D exact",
            "7:x": "m.C.x exact",
        },
    ),
    "a private name is its own class's": (
        "class B:\n    __x = 1\nclass C(B):\n    def f(self):\n        return self.__x",
        {"3:B": "m.B exact"},
    ),
    "two branches": (
        "import sys\nif sys.argv:\n    from os import path as f\nelse:\n    def f(): pass\nf()",
        {"6:f": "m.f ambiguous"},
    ),
    "a builtin, or what takes its place on one branch": (
        "import sys\nif sys.argv:\n    def len(x): pass\nlen(1)",
        {"4:len": "m.len ambiguous"},
    ),
    "the definition before the use": (
        "def f(): pass\nf()\ndef g(): pass\nf = g\nf()",
        {"2:f": "m.f exact", "4:g": "m.g exact", "5:f": "m.f exact"},
    ),
    "a value goes before a declaration": (
        "class A:\n    x = 1\nclass B(A):\n    x: int\n    y: int\nB.x\nB.y",
        {"3:A": "m.A exact", "6:B": "m.B exact", "6:x": "m.A.x exact", "7:B": "m.B exact", "7:y": "m.B.y exact"},
    ),
    "bases in a circle": (
        "class A(B): pass\nclass B(A): pass\nA.x",
        {"1:B": "m.B exact", "2:A": "m.A exact", "3:A": "m.A exact"},
    ),
    "columns count characters": ("x = 1\n'ü', x", {"2:x": "m.x exact"}),
}
INFERRED = {
    "made on the spot": "C().f()",
    "a variable": "c = C()\nc.f()",
    "a local variable": "def g():\n    c = C()\n    return c.f()",
    "a parameter": "def g(c: C):\n    return c.f()",
    "an optional parameter": "def g(c: C | None = None):\n    return c.f()",
    "a keyword-only parameter": "def g(*, c: 'C'):\n    return c.f()",
    "several parameters": "def g(*cs: C):\n    return cs[0].f()",
    "an annotated variable": "def g():\n    c: C = h()\n    return c.f()",
    "with": "with C() as c:\n    c.f()",
    "isinstance": "def g(c):\n    if isinstance(c, C):\n        return c.f()",
    "not isinstance, and out": "def g(c):\n    if not isinstance(c, C):\n        return\n    c.f()",
    "assert isinstance": "def g(c):\n    assert isinstance(c, C)\n    c.f()",
    "a function that says what it returns": "def g() -> C: return h()\ng().f()",
    "a function that returns it": "def g(): return C()\ng().f()",
    "a list": "def g(cs: list[C]):\n    for c in cs: c.f()",
    "a comprehension": "def g(cs: list[C]):\n    return [c.f() for c in cs]",
    "a mapping": "def g(cs: dict[str, C]):\n    return cs['x'].f(), [c.f() for c in cs.values()]",
    "a tuple": "def g() -> tuple[int, C]: return h()\ni, c = g()\nc.f()",
    "an attribute": "class D:\n    def __init__(self, c: C):\n        self.c = c\n    def g(self):\n        self.c.f()",
    "a property": "class D:\n    @property\n    def c(self) -> C: return h()\ndef g(d: D):\n    d.c.f()",
    "Self": "from typing import Self\nclass D(C):\n    def me(self) -> Self: return h()\nD().me().f()",
    "a parameter of the own class": "from typing import Self\nclass D(C):\n    def g(self, d: Self):\n        d.f()",
    "a lambda in the body of a class": "class D(C):\n    table = {'f': lambda self: self.f()}",
    "a chain": "class D:\n    def me(self): return self\n    def c(self): return C()\nD().me().c().f()",
    "a match": "def g(v):\n    match v:\n        case C() as c:\n            c.f()",
    "an exception": "try: pass\nexcept C as c:\n    c.f()",
    "a walrus": "if (c := C()):\n    c.f()",
    "a class passed on": "def g(c: type[C]):\n    c().f()",
    "an alternative": "def g(c: C):\n    c = c or C()\n    c.f()",
    "a coroutine": "async def g() -> C: return h()\nasync def k():\n    (await g()).f()",
    "a context manager written as a generator": (
        "from contextlib import contextmanager\n@contextmanager\ndef g():\n    yield C()\nwith g() as c:\n    c.f()"
    ),
    "a circle of functions": "def g(n): return h(n)\ndef h(n): return g(n - 1) if n else C()\ng(3).f()",
}


@pytest.mark.parametrize("case", ONE_FILE)
def test_one_file(case):
    text, expected = ONE_FILE[case]
    assert spelled({"m.py": text}, "m.py") == expected


@pytest.mark.parametrize("case", INFERRED)
def test_the_class_of_an_object(case):
    text = f"class C:\n    def f(self): pass\n{INFERRED[case]}"
    found = {place: name for place, name in spelled({"m.py": text}, "m.py").items() if place.endswith(":f")}
    assert set(found.values()) == {"m.C.f inferred"}


TWO = "class A:\n    def f(self): pass\nclass B:\n    def f(self): pass\n"


def test_a_rebound_variable_is_what_it_was_bound_to_last():
    found = spelled({"m.py": f"{TWO}def g():\n    x = A()\n    x.f()\n    x = B()\n    x.f()"}, "m.py")
    assert (found["7:f"], found["9:f"]) == ("m.A.f inferred", "m.B.f inferred")


def test_several_classes_are_ambiguous():
    found = spelled({"m.py": f"{TWO}def g(x: A | B):\n    x.f()"}, "m.py")
    assert found["6:f"] == "m.A.f ambiguous | m.B.f ambiguous"


PROJECT = {
    "p/__init__.py": "from .core import Client as Client\nfrom .more import *\n",
    "p/core.py": "class Base:\n    limit = 1\nclass Client(Base):\n    def connect(self): pass\n",
    "p/more.py": "__all__ = ['extra']\ndef extra(): pass\ndef hidden(): pass\n",
}
ACROSS = {
    "a module": (
        "import p.core\np.core.Client",
        {"2:p": "p exact", "2:core": "p.core exact", "2:Client": "p.core.Client exact"},
    ),
    "a module by another name": (
        "import p.core as c\nc.Client.limit",
        {"2:c": "p.core exact", "2:Client": "p.core.Client exact", "2:limit": "p.core.Base.limit exact"},
    ),
    "a name": ("from p.core import Client\nClient", {"2:Client": "p.core.Client exact"}),
    "a re-export": (
        "from p import Client\nClient.connect",
        {"2:Client": "p.core.Client re-export", "2:connect": "p.core.Client.connect exact"},
    ),
    "a star": ("from p.more import *\nextra()\nhidden()", {"2:extra": "p.more.extra star"}),
    "an import in a function": (
        "def f():\n    from p.core import Base\n    return Base",
        {"3:Base": "p.core.Base exact"},
    ),
    "an inherited attribute": (
        "from p.core import Client\nclass C(Client):\n    def f(self):\n        return self.limit",
        {"2:Client": "p.core.Client exact", "4:limit": "p.core.Base.limit exact"},
    ),
    "an object": (
        "from p.core import Client\nClient().connect()",
        {"2:Client": "p.core.Client exact", "2:connect": "p.core.Client.connect inferred"},
    ),
}


@pytest.mark.parametrize("case", ACROSS)
def test_across_files(case):
    text, expected = ACROSS[case]
    assert spelled({**PROJECT, "u.py": text}, "u.py") == expected


def test_names_that_lead_out_of_the_project_bear_their_full_names():
    text = "import os.path\nfrom json import loads as read\nos.path.join(len(read('')))\n"
    names = {reference.name for reference in links_of({"m.py": text})["m.py"].references}
    assert names == {"os", "os.path", "os.path.join", "builtins.len", "json.loads"}


def test_a_reference_says_what_it_does():
    text = "class E(Exception): pass\n@E\nclass F(E): pass\ntry: E()\nexcept E: raise E\nx: E\n"
    kinds = {
        (reference.kind, line)
        for reference in links_of({"m.py": text})["m.py"].references
        for line, _ in places_of(reference)
        if reference.name == "m.E"
    }
    assert kinds == {
        (UseKind.DECORATOR, 2),
        (UseKind.BASE, 3),
        (UseKind.CALL, 4),
        (UseKind.EXCEPT, 5),
        (UseKind.READ, 5),
        (UseKind.ANNOTATION, 6),
    }


def test_the_bases_of_a_class_are_resolved():
    bases = links_of({**PROJECT, "u.py": "import p\nclass C(p.Client, dict[str, int]): pass\n"})["u.py"].bases
    assert [(base.written, base.name) for base in bases] == [
        ("p.Client", "p.core.Client"),
        ("dict[str, int]", "builtins.dict"),
    ]


def test_names_are_counted():
    links = links_of({"m.py": "def f(x):\n    x.y\n    unknown\n    f\n"})["m.py"]
    assert (links.resolved, links.total) == (1, 3)


def test_the_order_of_the_files_does_not_matter():
    sources = {**PROJECT, "u.py": "from p import Client\nClient().limit\n"}
    assert links_of(sources) == links_of(dict(reversed(sources.items())))

"""Where definitions stand, and what becomes of names that are defined more than once."""

import pytest
from sources import facts_of, keyword_of, keywords_of


def places(text, **fields):
    return [(k.qualname, k.line, k.end_line, k.column) for k in keywords_of(text, **fields)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f():\n    pass\n", [("f", 1, 2, 4)]),
        ("@a\n@b(\n 1)\nasync  def   f():\n    pass\n", [("f", 4, 5, 13)]),
        ("@a\nclass C(\n B):\n    pass\n", [("C", 2, 4, 6)]),
        ("def \\\n  f(): pass", [("f", 2, 2, 2)]),
        ("x = (\n 1)\n", [("x", 1, 2, 0)]),
        ("x = 1; y = 2", [("x", 1, 1, 0), ("y", 1, 1, 7)]),
        ("'é'; x = 1", [("x", 1, 1, 5)]),
        ("é = 'é'; y = 1", [("é", 1, 1, 0), ("y", 1, 1, 9)]),
        ("def ﬁx(): pass", [("fix", 1, 1, 4)]),
        ("for x in y:\n pass\n", [("x", 1, 1, 4)]),
        ("with a as x:\n pass\n", [("x", 1, 1, 10)]),
        ("match a:\n case C(d) as x: pass", [("d", 2, 2, 8), ("x", 2, 2, 14)]),
        ("class C:\n def m(self): self.x = 1", [("C", 1, 2, 6), ("C.m", 2, 2, 5), ("C.x", 2, 2, 19)]),
        (
            "class C:\n __slots__ = ('a',\n  'b')",
            [("C", 1, 3, 6), ("C.__slots__", 2, 3, 1), ("C.a", 2, 2, 14), ("C.b", 3, 3, 2)],
        ),
        ("\x0cx = 1\n\x0c\ny = 2", [("x", 1, 1, 1), ("y", 3, 3, 0)]),
        ("x = 1\r\ny = 2\rz = 3", [("x", 1, 1, 0), ("y", 2, 2, 0), ("z", 3, 3, 0)]),
        ("\ufeffx = 1", [("x", 1, 1, 0)]),
        ("x = '\x0b \x1c \u2028'\ny = 1", [("x", 1, 1, 0), ("y", 2, 2, 0)]),
    ],
)
def test_places_count_lines_as_the_compiler_does_and_columns_in_characters(source, expected):
    assert places(source) == expected


def test_the_module_comes_first_and_spans_the_file():
    module = facts_of("x = 1\n\ny = 2\n").keywords[0]
    assert (str(module.kind), module.name, module.qualname, module.line, module.end_line) == ("module", "mod", "", 1, 3)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1\nx = 2", [("x", 1)]),
        ("x = None\nif a: x = 1", [("x", 1)]),
        ("if a: x = 1\nelse: x = 2", [("x", 1), ("x", 2)]),
        ("if a: x = 1\nx = f(x)", [("x", 1)]),
        ("try: x = 1\nexcept E: x = 2", [("x", 1), ("x", 2)]),
        ("x: int\nx = 1", [("x", 1)]),
        ("def f(): pass\nf = wrap(f)", [("f", 1)]),
        ("def f(): pass\nf.x = 1", [("f", 1)]),
        ("class C: pass\nC = wrap(C)", [("C", 1)]),
        ("class C: pass\nC = C()", [("C", 1), ("C", 2)]),
        ("@object.__new__\nclass C: pass", [("C", 2), ("C", 2)]),
        ("if a:\n def f(): pass\nelse: f = None", [("f", 2), ("f", 3)]),
        ("f = None\ndef f(): pass", [("f", 2)]),
        ("f = None\nif a:\n def f(): pass", [("f", 1), ("f", 3)]),
        ("def f(): pass\ndef f(): pass", [("f", 1), ("f", 2)]),
        ("x = 1\ndel x", []),
        ("x = 1\ndel (x, y)", []),
        ("def f(): pass\ndel f", [("f", 1)]),
        ("x = 1\ndel x\nx = 2", [("x", 3)]),
        ("for x in y: pass\ndel x", []),
        ("x = 1\nif a: del x", [("x", 1)]),
        ("if a:\n x = 1\n del x\nelse: x = 2", [("x", 4)]),
        ("def f():\n global x\n x = 1\nx = 2", [("f", 1), ("x", 4)]),
        (
            "class C:\n def m(self): self.x = 1\n def n(self): self.x = 2",
            [("C", 1), ("C.m", 2), ("C.x", 2), ("C.n", 3)],
        ),
        (
            "class C:\n __slots__ = 'x'\n def m(self): self.x = 1",
            [("C", 1), ("C.__slots__", 2), ("C.m", 3), ("C.x", 3)],
        ),
    ],
)
def test_a_name_defined_again(source, expected):
    assert [(keyword.qualname, keyword.line) for keyword in keywords_of(source)] == expected


def test_overloads_are_one_keyword_with_the_signature_of_the_function():
    source = "@overload\ndef f(x: int): ...\n@typing.overload\ndef f(x: str): ...\ndef f(x): pass\n"
    assert [(k.line, k.signature) for k in keywords_of(source)] == [(5, "(x)")]


def test_overloads_without_a_function_are_the_first_of_them():
    source = "@overload\ndef f(x: int): ...\n@overload\ndef f(x: str): ...\n"
    assert [(k.line, k.signature) for k in keywords_of(source, path="pkg/mod.pyi")] == [(2, "(x: int)")]


def test_overloads_for_type_checkers_alone_give_way_to_the_function():
    source = "if TYPE_CHECKING:\n @overload\n def f(x: int): ...\nelse:\n def f(x): pass\n"
    assert [k.line for k in keywords_of(source)] == [5]


def test_a_property_is_one_keyword_at_its_getter():
    source = "class C:\n @property\n def p(self) -> int:\n  'Doc.'\n @p.setter\n def p(self, v): pass\n"
    prop = keyword_of(source, "C.p")
    assert (prop.line, prop.inferred_type, prop.summary, prop.signature) == (3, "int", "Doc.", None)


@pytest.mark.parametrize(
    ("source", "name", "condition"),
    [
        ("if a: x = 1", "x", "a"),
        ("if a:\n for y in z: x = 1", "x", "a"),
        ("if a:\n class C:\n  def m(self): self.x = 1", "C.m", "a"),
        ("if a:\n class C:\n  def m(self): self.x = 1", "C.x", "a"),
        ("class C:\n def m(self):\n  if a: self.x = 1", "C.x", None),
        ("if a:\n if b:\n  x = 1", "x", "b"),
        ("if sys.platform == 'win32': x = 1", "x", "sys.platform == 'win32'"),
        ("if (a and # why\n  b): x = 1", "x", "a and b"),
        ("def f():\n if a:\n  def g(): pass", "f.<locals>.g", "a"),
        ("def f(): pass\nx = f()\ndel f", "f", "until del"),
        ("def f():\n global x\n x = 1", "x", "f()"),
        ("def f():\n global g\n def g(): pass", "g", "f()"),
        ("x = None\ndef f():\n global x\n x = 1", "x", None),
        ("x = 1", "x", None),
    ],
)
def test_conditions(source, name, condition):
    assert keyword_of(source, name).condition == condition


@pytest.mark.parametrize(
    ("source", "name", "alias"),
    [
        ("x = y", "x", "y"),
        ("x = y.z", "x", "y.z"),
        ("x = y = z.a", "y", "z.a"),
        ("x: T = y", "x", "y"),
        ("x: TypeAlias = y", "x", "y"),
        ("x = y[0]", "x", None),
        ("x = y()", "x", None),
        ("x = y\nx = z", "x", None),
        ("x = y\nx = None", "x", None),
        ("class C:\n x = y", "C.x", "y"),
        ("class C:\n def __init__(self, y): self.x = y", "C.x", None),
        ("class C:\n x: int\n def __init__(self, x): self.x = x", "C.x", None),
        ("a, b = c, d", "b", "d"),
    ],
)
def test_what_is_only_another_name(source, name, alias):
    assert keyword_of(source, name).alias_of == alias


def test_bases_and_decorators_are_source_text():
    found = keyword_of("@a.b(1)\n@c\n@(lambda x: x)\nclass C(D, Generic[T], metaclass=M): pass", "C")
    assert found.bases == ("D", "Generic[T]")
    assert found.decorators == ("a.b", "c", "lambda x: x")

"""What is shown of a definition: signature, type, first words, visibility; and of a module."""

import pytest
from sources import facts_of, keyword_of


@pytest.mark.parametrize(
    "signature",
    [
        "()",
        "(a, b=1)",
        "(a: int, b: str = 'x') -> None",
        "(a, /, b, *, c, d=1)",
        "(*args: int, c=None, **kwargs: str)",
        "(a, /)",
        "(*, a)",
        "(a: Callable[[int], str]) -> 'dict[str, é]'",
    ],
)
def test_signatures_are_source_text(signature):
    assert keyword_of(f"def f{signature}: pass", "f").signature == signature


def test_a_signature_over_several_lines_is_one_line_without_comments():
    source = "def f(\n    a: dict[  # keys\n        str, int\n    ],\n    b=(\n        1,\n    ),\n): pass"
    assert keyword_of(source, "f").signature == "(a: dict[str, int], b=(1, ))"


def test_long_defaults_are_cut():
    signature = keyword_of(f"def f(a={'x' * 100!r}, b=1): pass", "f").signature
    assert signature.endswith("…, b=1)")
    assert len(signature) < 80


def test_the_signature_of_a_lambda():
    assert keyword_of("f = lambda a, *b: 0", "f").signature == "(a, *b)"


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        ("def __init__(self, a: int = 1) -> None: pass", "(a: int = 1)"),
        ("def __new__(cls, /, a): pass", "(a)"),
        ("def __init__(*args): pass", "(*args)"),
        ("def m(self): pass", None),
        ("pass", None),
    ],
)
def test_the_signature_of_a_class_is_that_of_its_call(body, signature):
    assert keyword_of(f"class C:\n {body}", "C").signature == signature


@pytest.mark.parametrize(
    ("source", "signature"),
    [
        ("@dataclass\nclass C:\n a: int\n b: str = 'x'\n c = 1\n d: ClassVar[int] = 1", "(a: int, b: str = 'x')"),
        ("@dataclasses.dataclass(kw_only=True)\nclass C:\n a: int", "(*, a: int)"),
        ("@dataclass\nclass C:\n a: int\n _: KW_ONLY\n b: int", "(a: int, *, b: int)"),
        ("@dataclass\nclass C:\n a: int = field(default=1)\n b: int = field(init=False)", "(a: int = 1)"),
        ("@dataclass\nclass C:\n a: list = field(default_factory=list)", "(a: list = <factory>)"),
        ("class C(NamedTuple):\n a: int\n b: int = 0", "(a: int, b: int = 0)"),
        ("@dataclass\nclass C(Generic[T]):\n a: T", "(a: T)"),
        ("@dataclass\nclass C(Base):\n a: int", None),
        ("@dataclass\nclass C:\n a: int\n def __init__(self): pass", "()"),
        ("class C:\n a: int", None),
    ],
)
def test_the_signature_of_a_class_that_is_made_of_fields(source, signature):
    assert keyword_of(source, "C").signature == signature


@pytest.mark.parametrize(
    ("source", "inferred"),
    [
        ("x = 1", "int"),
        ("x = 1.0", "float"),
        ("x = 'a'", "str"),
        ("x = b'a'", "bytes"),
        ("x = f'{a}'", "str"),
        ("x = True", "bool"),
        ("x = None", "None"),
        ("x = ...", None),
        ("x = []", "list"),
        ("x = {}", "dict"),
        ("x = {1}", "set"),
        ("x = 1, 2", "tuple"),
        ("x = {a: b for a, b in c}", "dict"),
        ("x = a < b", "bool"),
        ("x = not a", "bool"),
        ("x = -1", "int"),
        ("x = 60 * 60", "int"),
        ("x = 1 / 2", "float"),
        ("x = '%s' % a", "str"),
        ("x = 'a' + b", "str"),
        ("x = ', '.join(a)", "str"),
        ("x = 'a b'.split()", "list"),
        ("x = 1 if a else 2", "int"),
        ("x = None if a else 2", "int"),
        ("x = 1 if a else 'b'", None),
        ("x = a or 1", "int"),
        ("x = dict(a=1)", "dict"),
        ("x = sorted(a)", "list"),
        ("x = len(a)", "int"),
        ("x = frozenset(a)", "frozenset"),
        ("x = open(a)", None),
        ("x = f()", None),
        ("x: 'C' = f()", "C"),
        ("x: Optional[C] = None", "Optional[C]"),
        ("x: Final = 1", "int"),
        ("x: Final[C] = f()", "C"),
        ("x: typing.ClassVar['C']", "C"),
        ("x = None\nx = 1", "int"),
        ("x = None\ndef f():\n global x\n x = 1", "int"),
        ("y = 1\nx = y", "int"),
        ("x, y = 1, 'a'", "int"),
        ("x, y = f()", None),
        ("class C: pass\nx = C()", "C"),
        ("class A:\n class B: pass\nx = A.B()", "A.B"),
        ("class C: pass\nD = C\nx = D()", "C"),
        ("def f() -> C: pass\nx = f()", "C"),
        ("def f(): return []\nx = f()", "list"),
        ("async def f() -> C: pass\nx = f()", None),
        ("import logging\nx = logging.getLogger(__name__)", "logging.Logger"),
        ("from logging import getLogger as get\nx = get()", "logging.Logger"),
        ("import re as r\nx = r.compile('a')", "re.Pattern"),
        ("from pathlib import Path\nx = Path()", "pathlib.Path"),
        ("from collections import defaultdict\nx = defaultdict(list)", "collections.defaultdict"),
        ("from .a import B\nx = B()", "pkg.a.B"),
        ("from functools import partial\nx = partial(f)", "functools.partial"),
        ("T = TypeVar('T')\nx = cast(int, y)", None),
        ("def x(a) -> 'C[int]': pass", "C[int]"),
        ("class x: pass", None),
        ("if (x := 1): pass", "int"),
    ],
)
def test_types(source, inferred):
    assert keyword_of(source, "x").inferred_type == inferred


@pytest.mark.parametrize(
    ("body", "inferred"),
    [
        ("def m(self): self.x = 1", "int"),
        ("def m(self, x: int): self.x = x", "int"),
        ("def m(self, *, y: 'D | None' = None): self.x = y", "D | None"),
        ("def m(self, y): self.x = y", None),
        ("def m(self):\n  y = f()\n  self.x = y", None),
        ("def m(self): self.x = None\n def n(self): self.x = 1", "int"),
        ("def m(self): self.x: D = f()", "D"),
        ("x = None\n def m(self): self.x = 1", "int"),
        ("x: int\n def m(self): self.x = f()", "int"),
        ("__slots__ = 'x'\n def m(self): self.x = 1", "int"),
        ("def m(self): self.x = C()", "C"),
        ("def m(self, C): self.x = C()", None),
    ],
)
def test_types_of_attributes(body, inferred):
    assert keyword_of(f"class C:\n {body}", "C.x").inferred_type == inferred


def test_what_depends_on_itself_has_no_type():
    assert keyword_of("a = b\nb = a", "a").inferred_type is None
    assert keyword_of("def f(): return f()\nx = f()", "x").inferred_type is None


@pytest.mark.parametrize(
    ("docstring", "summary"),
    [
        ("One line.", "One line."),
        ("\n    One\n    line. And more.\n\n    Not this.\n    ", "One line."),
        ("No full stop", "No full stop"),
        ("Uses e.g. This. Then that.", "Uses e.g. This."),
        ("See v1.2 of it. Then that.", "See v1.2 of it."),
        ("Is it? Yes.", "Is it?"),
        ("Use :class:`~a.b.C` and ``d``. So.", "Use C and d."),
        ("Use :func:`this <a.b>` or `that <http://x>`_.", "Use this or that."),
        (">>> f()\n    1\n\n    Text.", "Text."),
        (":param x: y", ""),
        ("", ""),
        ("   ", ""),
    ],
)
def test_the_summary_is_the_first_sentence_in_plain_words(docstring, summary):
    assert keyword_of(f'def f():\n    """{docstring}"""', "f").summary == summary


def test_a_very_long_sentence_is_cut_at_a_word():
    summary = keyword_of(f'def f():\n """{"word " * 200}"""', "f").summary
    assert summary.endswith("word…")
    assert len(summary) <= 301


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\n'What x is. More.'",
        "x: int\n'What x is.'",
        "x = 1  #: What x is.",
        "#: What x is.\nx = 1",
        "a = 1\n#: What\n#: x is.\nx = 1",
    ],
)
def test_data_is_described_by_a_string_or_a_comment(source):
    assert keyword_of(source, "x").summary == "What x is."


def test_an_attribute_is_described_where_a_method_gives_it():
    assert (
        keyword_of("class C:\n def m(self):\n  self.x = 1\n  'What x is.'\n  f()\n  'No.'", "C.x").summary
        == "What x is."
    )


def test_a_string_further_down_describes_nothing():
    assert keyword_of("x = 1\ny()\n'Not x.'", "x").summary == ""


@pytest.mark.parametrize(
    ("docstring", "summary"),
    [
        ("One.\nTwo.\n\nThree.", "One. Two."),
        ("pkg.mod\n~~~~~~~\n\nWhat it does.", "What it does."),
        ("mod\n===\n\nWhat it does.", "What it does."),
        ("====\nA title\n====\n\nText.", "A title"),
        ("", ""),
    ],
)
def test_the_summary_of_a_module_is_its_first_paragraph(docstring, summary):
    assert facts_of(f'"""{docstring}"""').summary == summary

import pytest
from projects import facts_of

from sphinx_kwindex.model.uses import USE_KINDS, Uses


def spelled(uses: Uses) -> set[str]:
    """Each term with places as text: where its name stands, how it is used, and how it is got."""
    texts: list[str] = []
    for step, base in zip(uses.steps, uses.bases, strict=True):
        texts.append(step if base < 0 else f"{texts[base]}{step if step[0] in '.([' else f' {step}'}")
    return {
        f"{places[index]}:{places[index + 1]} {USE_KINDS[places[index + 2]]} {text}"
        for text, places in zip(texts, uses.places, strict=True)
        for index in range(0, len(places), 3)
    }


CASES = {
    "a name": ("x = 1\nx", {"2:0 read keyword:x"}),
    "a chain over several lines": (
        "import a\n(a\n  .b\n  .c())",
        {"2:1 read module:a", "3:3 read module:a.b", "4:3 call module:a.b.c"},
    ),
    "an import by another name": ("import a.b as c\nc", {"2:0 read import:0"}),
    "a builtin": ("len", {"1:0 read global:len"}),
    "what a local variable holds": (
        "import a\ndef f():\n    x = a.B()\n    x.c",
        {"3:8 read module:a", "3:10 call module:a.B", "4:6 read module:a.B().c"},
    ),
    "an attribute that is written": (
        "class C:\n    def f(self):\n        self.x = 1",
        {"3:13 write self:C.x"},
    ),
    "columns count characters, not bytes": ("x = 1\n'äöü', x", {"2:7 read keyword:x"}),
    "a name inside an f-string": ("x = 1\nf'{x}'", {"2:3 read keyword:x"}),
    "a string annotation": ("x: 'int'", {"1:4 annotation global:int"}),
    "a literal is no annotation": (
        "from typing import Literal\nx: Literal['y']",
        {"2:3 annotation import:0"},
    ),
    "an entry of __all__": ("x = 1\n__all__ = ['x']", {"2:12 export keyword:x"}),
    "an entry that is added to __all__": (
        "x = 1\n__all__ = []\n__all__ += ['x']",
        {"3:0 write keyword:__all__", "3:13 export keyword:x"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_uses(case):
    text, expected = CASES[case]
    assert spelled(facts_of("m.py", text).uses) == expected


def test_attributes_of_unknown_objects_are_counted():
    assert facts_of("m.py", "def f(x):\n    x.a\n    x.b.c").uses.unknown == 3


def test_a_table_holds_no_term_that_nobody_needs():
    uses = facts_of("m.py", "def f(x):\n    y = [g(), {1: h()}]\n    return None").uses
    assert [step for step, places in zip(uses.steps, uses.places, strict=True) if not places] == []


def test_what_keywords_stand_for():
    uses = facts_of("m.py", "class B: pass\nclass C(B):\n    x: int\n    y = B()\ndef f() -> C: pass").uses
    values = {value.qualname: ([uses.steps[term] for term in value.terms], value.declared) for value in uses.values}
    assert values == {
        "C": (["keyword:B"], False),
        "C.x": (["new"], True),
        "C.y": (["()"], False),
        "f": (["new"], False),
    }


def test_many_possibilities_are_none():
    branches = "".join(f"    if x == {number}: y = C{number}()\n" for number in range(12))
    classes = "".join(f"class C{number}: pass\n" for number in range(12))
    uses = facts_of("m.py", f"{classes}def f(x):\n    y = None\n{branches}    y.z").uses
    assert len(next(step for step in uses.steps if step.startswith("any:")).split()) == 8


@pytest.mark.parametrize(
    "text", ["x: ''", "x: '('", "x: 'a b'", "f'{'", "x: tuple[()]", "lambda *, a=1: a", "del x", "x[0]: int = 1"]
)
def test_odd_code_is_no_trouble(text):
    assert facts_of("m.py", text).uses is not None

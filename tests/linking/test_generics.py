"""``X = C[...]`` is ``C`` itself where the class says so."""

import pytest
from projects import links_of


def end(definition: str, value: str = "C[int]") -> str | None:
    files = {"m.py": definition, "n.py": f"import m\nfrom m import C\nX = {value}", "o.py": "from n import X"}
    return links_of(files)["o.py"].imports[0].name


GETS_ITEM = "class C:\n    @classmethod\n    def __class_getitem__(cls, key){}"
ITSELF = GETS_ITEM.format(": return cls")


@pytest.mark.parametrize(
    "definition",
    [
        ITSELF,
        "class C:\n    def __class_getitem__(cls, key): return cls",
        f"from typing import Self\n{GETS_ITEM.format(' -> type[Self]: return make(cls)')}",
        f"{ITSELF.replace('class C', 'class B')}\nclass C(B): pass",
    ],
)
def test_a_class_that_gives_itself_is_followed(definition):
    assert end(definition) == "m.C"
    assert end(definition, "m.C[int]") == "m.C"


@pytest.mark.parametrize(
    "definition",
    [
        "class C: pass",
        "from typing import Generic, TypeVar\nclass C(Generic[TypeVar('T')]): pass",
        GETS_ITEM.format(": return 1"),
        GETS_ITEM.format(": return type(cls)"),
        "C = {int: 1}",
        "from elsewhere import C",
    ],
)
def test_anything_else_in_brackets_is_a_thing_of_its_own(definition):
    assert end(definition) == "n.X"


def test_a_circle_of_generic_names_ends():
    assert end("from n import X as C") == "n.X"

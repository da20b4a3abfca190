"""What ``with`` binds."""

import pytest
from projects import links_of

CLASSES = """
class Other:
    def go(self): ...
class C:
    def __enter__(self){}
    def go(self): ...
"""


def gone(method: str) -> set[str]:
    """What ``go`` leads to, of the thing that a class with such a method binds."""
    use = "def f():\n    with C() as x:\n        x.go()\n"
    links = links_of({"m.py": CLASSES.format(method) + use})["m.py"]
    return {reference.name for reference in links.references if reference.name.endswith(".go")}


@pytest.mark.parametrize(
    ("method", "named"),
    [
        (": return self", {"m.C.go"}),
        (" -> Other: ...", {"m.Other.go"}),
        (": return Other()", {"m.Other.go"}),
        (": return mystery()", set()),
    ],
)
def test_a_context_manager_of_the_project_binds_what_it_gives(method, named):
    assert gone(method) == named


def test_what_has_no_such_method_binds_itself():
    links = links_of({"m.py": "class C:\n    def go(self): ...\nwith C() as x:\n    x.go()\n"})["m.py"]
    assert "m.C.go" in {reference.name for reference in links.references}

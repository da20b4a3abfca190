import pytest
from projects import facts_of

from sphinx_kwindex.linking.interface import interface_digest

BEFORE = """
import os
from m import g

LIMIT = 1

class C:
    def run(self) -> "C":
        print(1)
        return self

def f(x):
    return C().run()
"""


def digest(text: str) -> str:
    return interface_digest(facts_of("pkg/m.py", text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("print(1)", "print(1)\n        os.path.join(LIMIT)\n        g()"),
        ("LIMIT = 1", "# a comment\nLIMIT = 1"),
        ("LIMIT = 1", "LIMIT = 2"),
        ("def f(x):", "def f(x, y=1):"),
        ("class C:", 'class C:\n    """Say what it is."""'),
    ],
)
def test_what_no_other_file_can_see(old: str, new: str) -> None:
    assert digest(BEFORE.replace(old, new)) == digest(BEFORE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("LIMIT = 1", "LIMIT = C()"),
        ("LIMIT = 1", "LIMIT = 1\nMORE = 1"),
        ("class C:", "class C(Exception):"),
        ("return C().run()", "return C"),
        ("return C().run()", "return g()"),
        ("from m import g", "from n import g"),
        ("def f(x):", "@property\ndef f(x):"),
        ("import os", "import os\n__all__ = ['f']"),
        ("import os\nfrom m import g", "from m import g\nimport os"),
        ("print(1)", "import json"),
    ],
)
def test_what_other_files_can_see(old: str, new: str) -> None:
    assert digest(BEFORE.replace(old, new)) != digest(BEFORE)

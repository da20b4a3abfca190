"""After any history of edits the store is what a first refresh would have made."""

import shutil
import tempfile
from pathlib import Path

from edits import Edit, apply
from hypothesis import HealthCheck, example, given, settings, strategies as st
from stores import dump, settings_for

from sphinx_kwindex.indexing import refresh

PATHS = (
    "src/__init__.py",
    "src/a.py",
    "src/a.pyi",
    "src/b.py",
    "src/a/__init__.py",
    "src/a/b.py",
    "src/space/c.py",
    "src/space/deep/c.py",
    "other/yaml.py",
    "src/doc.md",
)
LINES = (
    "from src import a",
    "from src.a import b",
    "from .a import f",
    "from . import b as c",
    "from src.b import *",
    "from src.a import *",
    "import src.space.c",
    "import src.space.deep.c as deep",
    "from src.space import deep",
    "import yaml",
    "from yaml import f",
    "def f(): return C()",
    "def g(x: C) -> 'C': return f()",
    "class C: pass",
    "class C:\n    def run(self): return self",
    "class D(C): pass",
    "class D(a.C):\n    def run(self): return super().run()",
    "__all__ = ['f', '_x']",
    "__all__ = a.__all__ + ['b']",
    "_x = f",
    "f = C.run",
    "x = C()",
    "x.run().run()",
    "f().run",
    "a.f(); b.f(); c.f(); deep.f()",
    "src.space.c.f()",
    "try: from .b import f\nexcept ImportError: f = None",
    "def broken(:",
)
texts = st.none() | st.lists(st.sampled_from(LINES), max_size=6)
first = st.fixed_dictionaries(dict.fromkeys(PATHS, texts)).map(lambda state: list(state.items()))
edits = st.lists(st.tuples(st.sampled_from(PATHS), texts), min_size=1, max_size=2)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@example([("other/yaml.py", [])], [[("other/yaml.py", ["__all__ = a.__all__"])]])
@given(first, st.lists(edits, min_size=1, max_size=4))
def test_a_store_forgets_its_history(start: Edit, history: list[Edit]) -> None:
    top = Path(tempfile.mkdtemp())
    roots = settings_for(top / "src", top / "other")
    for folder in ("src", "other"):
        (top / folder).mkdir()
    try:
        for edit in (start, *history):
            apply(edit, top)
            refresh(roots, top / "store")
        refresh(roots, top / "clean")
        assert dump(top / "store") == dump(top / "clean")
    finally:
        shutil.rmtree(top)

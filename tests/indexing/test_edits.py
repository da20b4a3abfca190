"""Whatever is edited, a later refresh gives the store that a first one gives."""

import tempfile
from pathlib import Path

from hypothesis import given, settings, strategies as st
from stores import dump, settings_for

from sphinx_kwindex.indexing import refresh

STATEMENTS = (
    "def {a}(): return {b}()\n",
    "def {a}(): return {b}\n",
    "class {a}:\n    def {b}(self): return self\n",
    "class {a}({b}):\n    {c} = 1\n",
    "class {a}:\n    def __call__(self): return {b}()\n",
    "{a} = {b}\n",
    "{a} = {b}()\n",
    "{a} = {b}().{c}\n",
    "{a}: {b}\n",
    "if {a}:\n    {b} = {c}\nelse:\n    {b} = 2\n",
    "from {m} import {a}\n",
    "from {m} import {a} as {b}\n",
    "from {m} import *\n",
    "import {m}\n",
    "{m}.{a}.{b}()\n",
    "{a}().{b}.{c}()\n",
    "__all__ = ['{a}', '{b}']\n",
    "del {a}\n",
)
NAMES = st.sampled_from(["ant", "bee", "cat", "dog", "eel"])
MODULES = ("one", "two", "pkg", "pkg.ant", "pkg.in_")
statements = st.builds(
    lambda text, a, b, c, m: text.format(a=a, b=b, c=c, m=m),
    st.sampled_from(STATEMENTS),
    NAMES,
    NAMES,
    NAMES,
    st.sampled_from(MODULES),
)
texts = st.lists(statements, max_size=5).map("".join)
FILES = ("one.py", "two.py", "pkg/__init__.py", "pkg/ant.py", "pkg/in_.py")
projects = st.fixed_dictionaries(dict.fromkeys(FILES, texts))
edits = st.lists(st.tuples(st.sampled_from(FILES), statements), min_size=1, max_size=2)


@settings(max_examples=25, deadline=None)
@given(projects, st.lists(edits, min_size=1, max_size=4))
def test_after_any_edits_the_store_is_that_of_a_first_refresh(
    project: dict[str, str], steps: list[list[tuple[str, str]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        for path, text in project.items():
            (top / "src" / path).parent.mkdir(parents=True, exist_ok=True)
            (top / "src" / path).write_text(text)
        chosen = settings_for(top / "src")
        refresh(chosen, top / "store")
        for number, step in enumerate(steps):
            for path, statement in step:
                with (top / "src" / path).open("a") as file:
                    file.write(statement)
            refresh(chosen, top / "store")
            refresh(chosen, top / f"clean{number}")
            assert dump(top / "store") == dump(top / f"clean{number}")

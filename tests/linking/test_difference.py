"""Whoever says none of the names that an edit changes is linked as before."""

from hypothesis import given, settings, strategies as st
from projects import facts_of

from sphinx_kwindex.linking import link
from sphinx_kwindex.linking.difference import names_that_differ

STATEMENTS = (
    "def {a}(): return {b}()\n",
    "def {a}(): return {b}\n",
    "class {a}:\n    def {b}(self): return self\n",
    "class {a}({b}):\n    {c} = 1\n",
    "class {a}:\n    def __call__(self): return {b}()\n",
    "{a} = {b}\n",
    "{a} = {b}().{c}\n",
    "if {a}:\n    {b} = {c}\nelse:\n    {b} = 2\n",
    "from {m} import {a}\n",
    "from {m} import {a} as {b}\n",
    "from {m} import *\n",
    "import {m}\n",
    "{m}.{a}.{b}()\n",
    "{a}().{b}.{c}()\n",
    "__all__ = ['{a}', '{b}']\n",
)
NAMES = st.sampled_from(["ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen"])
MODULES = ("one", "two", "pkg", "pkg.ant")
FILES = ("one.py", "two.py", "pkg/__init__.py", "pkg/ant.py")
statements = st.builds(
    lambda text, a, b, c, m: text.format(a=a, b=b, c=c, m=m),
    *(st.sampled_from(STATEMENTS), NAMES, NAMES, NAMES, st.sampled_from(MODULES)),
)
texts = st.lists(statements, min_size=1, max_size=4)
projects = st.fixed_dictionaries(dict.fromkeys(FILES, texts))


def said(name, files):
    return any(name in repr((file.uses, file.imports, file.exports, file.keywords)) for file in files)


@settings(max_examples=300, deadline=None)
@given(projects, st.sampled_from(FILES), statements, st.integers(min_value=0, max_value=4))
def test_who_does_not_say_what_differs_is_linked_as_before(project, edited, statement, place):
    files = {path: facts_of(path, "".join(text)) for path, text in project.items()}
    text = [*project[edited][:place], statement, *project[edited][place:]]
    after = files | {edited: facts_of(edited, "".join(text))}
    names = names_that_differ(files[edited], after[edited])
    others = [file for path, file in files.items() if path != edited]
    if names is not None and not any(said(name, others) for name in names):
        old, new = ({links.path: links for links in link(tuple(one.values()))} for one in (files, after))
        assert {**old, edited: None} == {**new, edited: None}

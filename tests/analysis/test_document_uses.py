"""Names in use in documents: in their Python examples and in their prose."""

import textwrap

import pytest
from projects import facts_of

from sphinx_kwindex.model.uses import USE_KINDS


def names(path, text):
    """Each name in use as the document spells it, with its line and what is done with it."""
    facts, lines = facts_of(path, text), textwrap.dedent(text).split("\n")
    found = []
    for width, places in zip(facts.uses.widths, facts.uses.places, strict=True):
        for line, column, kind in zip(places[::3], places[1::3], places[2::3], strict=True):
            found.append((line, lines[line - 1][column : column + width], str(USE_KINDS[kind])))
    assert not facts.problems
    return sorted(found)


CLIENT = [(3, "Client", "mention"), (4, "Client", "call"), (4, "run", "call")]
PYTHON = {
    "a fence": ("d.md", "# T\n```python\nfrom pkg import Client\nClient().run()\n```\n"),
    "a fence in a quote": ("d.md", "# T\n> ```py\n> from pkg import Client\n> Client().run()\n> ```\n"),
    "a session": ("d.md", "# T\n```pycon\n>>> from pkg import Client\n>>> Client().run()\nClient()\n```\n"),
    "a session named Python": ("d.md", "\n```python\n>>> from pkg import Client\n>>> Client().run()\n1 2\n```"),
    "a directive": ("d.rst", ".. code-block:: python3\n\n   from pkg import Client\n   Client().run()\n"),
    "a directive in Markdown": ("d.md", "# T\n```{code-block} python\nfrom pkg import Client\nClient().run()\n```\n"),
    "a literal block": ("d.rst", "As in::\n\n    from pkg import Client\n    Client().run()\n"),
    "a doctest": ("d.rst", "Text\n\n>>> from pkg import Client\n>>> Client().run()\n'done'\n"),
    "an indented doctest": ("d.rst", "Text\n\n  >>> from pkg import Client\n  >>> Client().run()\n  'done'\n"),
    "tabs": ("d.rst", "As in::\n\n\tfrom pkg import Client\n\tClient().run()\n"),
}


@pytest.mark.parametrize(("path", "text"), PYTHON.values(), ids=PYTHON)
def test_python_in_a_document_uses_names_where_it_stands(path, text):
    assert names(path, text) == CLIENT


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("d.md", "```python\nfrom pkg import (\n```\n"),
        ("d.md", "```\nprint(1)\n```\n"),
        ("d.md", "```console\nprint\n```\n"),
        ("d.rst", "As in::\n\n    $ pip install it\n"),
        ("d.rst", ".. code-block:: python\n\n   from pkg import ...\n"),
    ],
)
def test_what_is_no_python_uses_nothing_and_is_no_problem(path, text):
    facts = facts_of(path, text)
    assert (facts.imports, facts.uses.steps, facts.problems) == ((), (), ())


def test_the_blocks_of_a_document_follow_on_from_one_another_past_one_that_is_broken():
    text = "```py\nfrom pkg import Client\n```\n```py\nc = ...(\n```\n```py\nClient()\n```\n"
    assert names("d.md", text) == [(2, "Client", "mention"), (8, "Client", "call")]
    (imported,) = facts_of("d.md", text).imports
    assert (imported.module, imported.name, imported.line, imported.column) == ("pkg", "Client", 2, 16)


def test_three_dots_go_on_after_a_prompt_and_are_an_ellipsis_in_the_output():
    text = "```pycon\n>>> from p import f\n>>> if f:\n...     f()\n...\nTraceback\n    ...\n>>> f\n```\n"
    assert [(line, kind) for line, _, kind in names("d.md", text)] == [
        (2, "mention"),
        (3, "read"),
        (4, "call"),
        (8, "read"),
    ]


def test_columns_count_characters_of_the_document():
    assert names("d.rst", "As::\n\n    'äöü'; from p import f; 'é'; f()\n") == [(3, "f", "call"), (3, "f", "mention")]


def test_names_in_prose_stand_where_their_last_part_does():
    text = "See `pkg.mod.f` and {py:func}`~pkg.mod.g`, not `word`.\n"
    assert names("d.md", text) == [(1, "f", "mention"), (1, "g", "mention")]
    assert names("d.rst", ".. currentmodule:: pkg.mod\n\nSee :func:`f`.\n") == [(3, "f", "mention")]
    assert facts_of("d.md", "`pkg.mod.f`").uses.steps == ("mention:pkg.mod.f",)

"""Code in documents, and the names that their prose and directives mention."""

import pytest
from documents import code, labels, md, rst

from sphinx_kwindex.analysis.markup.mentions import in_directive, in_literal, in_role, shown_of

# Code


def test_markdown_code_has_its_language_and_first_line():
    text = "```python\nx = 1\n```\n\n~~~ sh\nls\n~~~\n\n    indented\n\n```\nnone\n```\n\n```{.python}\ny\n```\n"
    assert code(md(text)) == [
        (2, "python", "x = 1"),
        (6, "sh", "ls"),
        (9, "", "indented"),
        (12, "", "none"),
        (16, "python", "y"),
    ]


def test_code_directives_of_markdown_lose_their_options():
    text = (
        "```{code-block} python\n:linenos:\n:name: x\n\na\n\nb\n```\n\n```{code-block} c\n---\nname: y\n---\nd\n```\n"
    )
    assert code(md(text)) == [(5, "python", "a\n\nb"), (14, "c", "d")]


def test_restructuredtext_code_has_its_language_and_first_line():
    text = "x::\n\n    a\n     b\n\n.. code-block:: python\n   :linenos:\n\n   c\n\n>>> d\ne\n\n.. code::\n\n   f\n"
    assert code(rst(text)) == [(3, "", "a\n b"), (9, "python", "c"), (11, "pycon", ">>> d\ne"), (16, "", "f")]


def test_tests_in_documents_are_python():
    text = ".. testcode:: group\n\n   a = 1\n\n.. doctest::\n\n   >>> b\n\n.. testoutput::\n\n   c\n"
    assert code(rst(text)) == [(3, "python", "a = 1"), (7, "pycon", ">>> b")]


def test_code_in_lists_tables_and_notes_has_its_line():
    text = "* item\n\n  .. note::\n\n     .. code-block:: python\n\n        x\n\n+---+\n| ::|\n|   |\n|  y|\n+---+\n"
    assert [line for line, *_ in code(rst(text))] == [7, 12]


def test_code_in_directives_of_markdown_has_its_line():
    text = "::::{note}\n:class: x\n\nSome text.\n\n```python\nx\n```\n::::\n\n````{tip}\n```python\ny\n```\n````\n"
    assert code(md(text)) == [(7, "python", "x"), (13, "python", "y")]


def test_an_empty_block_is_no_code():
    assert code(md("```python\n```\n\n```{code-block} python\n```\n")) == []
    assert code(rst(".. code-block:: python\n   :linenos:\n")) == []


def test_restructuredtext_in_markdown_is_read():
    facts = md("# A\n\n```{eval-rst}\n.. autoclass:: a.B\n\n::\n\n   x\n\n.. _label:\n```\n")
    assert code(facts) == [(8, "", "x")]
    assert facts.mentions == (("a.B", 4),)
    assert labels(facts) == [("label", 10)]


# Names


def test_names_in_markdown():
    text = "Use `a.b.c()` and\nthen {py:func}`~d.e`,\n{class}`T <f.G>`.\n\n- `h.i`\n\n| x |\n|---|\n| `j.k` |\n"
    assert md(text).mentions == (("a.b.c", 1), ("d.e", 2), ("f.G", 3), ("h.i", 5), ("j.k", 9))


def test_names_in_restructuredtext():
    text = "Use ``a.b.c()`` and\n:py:func:`~d.e`, `long\nlink <u>`_ :class:`T <f.G>`\nand `h.i`.\n\n* ``j.k``\n"
    assert rst(text).mentions == (("a.b.c", 1), ("d.e", 2), ("f.G", 3), ("h.i", 4), ("j.k", 6))


def test_names_that_directives_describe():
    text = (
        ".. py:module:: m.n\n\n.. autoclass:: K\n   :members:\n\n   .. automethod:: run(a.b)\n\n.. automodule:: o.p\n"
    )
    assert rst(text).mentions == (("m.n", 1), ("K", 3), ("m.n.K", 3), ("m.n.run", 6), ("run", 6), ("o.p", 8))


def test_names_in_summaries():
    text = ".. currentmodule:: m\n\n.. autosummary::\n   :toctree: x\n\n   ~a.f\n   m.g\n"
    assert rst(text).mentions == (("a.f", 6), ("m.a.f", 6), ("m.g", 7))


def test_a_name_in_a_title_is_on_the_line_of_the_title():
    assert rst("=======\n``a.b``\n=======\n").mentions == (("a.b", 2),)


@pytest.mark.parametrize(
    ("text", "names"),
    {
        "a.b": ("a.b",),
        "a.b(c, d)": ("a.b",),
        "größe.b": ("größe.b",),
        "a": (),
        "a b.c": (),
        "a.b.": (),
        "1.2": (),
        "a.b = 1": (),
        "": (),
    }.items(),
)
def test_a_literal_is_a_name_if_it_is_dotted(text, names):
    assert in_literal(text) == names


@pytest.mark.parametrize(
    ("role", "text", "names"),
    [
        ("class", "a.B", ("a.B",)),
        ("py:meth", "~a.B.c()", ("a.B.c",)),
        ("func", "title <a.f>", ("a.f",)),
        ("attr", ".x", ("x", "m.x")),
        ("class", "m.B", ("m.B",)),
        ("class", "!a.B", ()),
        ("ref", "a.b", ()),
        ("c:func", "a", ()),
        ("class", "a b", ()),
    ],
)
def test_a_role_names_what_it_refers_to(role, text, names):
    module = "m" if role == "attr" or text == "m.B" else ""
    assert in_role(role, text, module) == names


def test_a_directive_names_what_it_describes():
    assert in_directive("autofunction", "f(x)", "m") == ("f", "m.f")
    assert in_directive("py:class", "a.B") == ("a.B",)
    assert in_directive("automodule", "n.o", "m") == ("n.o",)
    assert in_directive("image", "a.png") == ()


def test_readers_see_the_title_of_a_role():
    assert [shown_of(text) for text in ("~a.B", "a.B", "the B <a.B>", "!x")] == ["B", "a.B", "the B", "x"]

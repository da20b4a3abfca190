"""Headings, labels, code and names in prose of Markdown and reStructuredText."""

import io
import sys
from pathlib import Path

import pytest
from docutils.parsers.rst import Directive, directives, roles

from sphinx_kwindex.analysis.markup import analyse_markdown, analyse_restructuredtext
from sphinx_kwindex.analysis.markup.mentions import in_directive, in_literal, in_role, shown_of
from sphinx_kwindex.analysis.markup.pieces import slug_of
from sphinx_kwindex.model.facts import SourceFile
from sphinx_kwindex.model.kinds import FileType, Kind

REGISTERED = roles._roles  # noqa: SLF001 # docutils does not tell otherwise


def source_file(type_):
    return SourceFile(
        path="doc",
        location=Path("/nowhere"),
        type=type_,
        module=None,
        is_package=False,
        is_test=False,
        size=0,
        digest="",
    )


def md(text):
    return analyse_markdown(source_file(FileType.MARKDOWN), text, "utf-8")


def rst(text):
    return analyse_restructuredtext(source_file(FileType.RESTRUCTUREDTEXT), text, "utf-8")


def headings(facts):
    return [(key.name, key.line, key.end_line) for key in facts.keywords if key.kind is Kind.HEADING]


def qualnames(facts):
    return [key.qualname for key in facts.keywords if key.kind is Kind.HEADING]


def labels(facts):
    return [(key.name, key.line) for key in facts.keywords if key.kind is Kind.LABEL]


def code(facts):
    return [(block.line, block.language, block.text) for block in facts.code_blocks]


# Headings


def test_markdown_headings_have_their_lines_and_sections():
    text = "# One\n\nx\n\n## Two\n\nThree\n---\ny\n\n# Four\n"
    assert headings(md(text)) == [("One", 1, 10), ("Two", 5, 6), ("Three", 7, 10), ("Four", 11, 12)]


def test_restructuredtext_headings_have_their_lines_and_sections():
    text = "===\nOne\n===\n\nx\n\nTwo\n---\n\nThree\n-----\ny\n\n====\nFour\n====\n"
    assert headings(rst(text)) == [("One", 2, 14), ("Two", 7, 9), ("Three", 10, 14), ("Four", 15, 17)]


def test_headings_are_named_by_the_headings_above_them():
    assert qualnames(md("# A Guide\n## First steps\n### Install\n## Last\n# Index\n")) == [
        "a-guide",
        "a-guide.first-steps",
        "a-guide.first-steps.install",
        "a-guide.last",
        "index",
    ]


def test_headings_of_one_title_are_told_apart():
    assert qualnames(md("# A\n## B\n## B\n## B-2\n## B\n")) == ["a", "a.b", "a.b-2", "a.b-2-2", "a.b-3"]


def test_a_level_may_be_skipped():
    assert qualnames(md("### C\n# A\n### D\n## B\n")) == ["c", "a", "a.d", "a.b"]


def test_the_column_is_that_of_the_title():
    assert [key.column for key in md("# One\n\nTwo\n===\n\n##   `x`\n").keywords] == [2, 0, 6]


@pytest.mark.parametrize(
    ("title", "slug"),
    {
        "First Steps!": "first-steps",
        "a_b.c": "a-b-c",
        "Größe": "größe",
        "日本": "日本",
        "🎉": "section",
        "": "section",
    }.items(),
)
def test_slugs_hold_letters_and_digits(title, slug):
    assert slug_of(title) == slug


def test_titles_are_plain_text():
    assert headings(md("# The *new* `x.y` [link](u) ![i](u) <b>z</b>\n"))[0][0] == "The new x.y link  z"
    assert headings(rst("The *new* ``x.y`` :func:`~a.b`\n================================\n"))[0][0] == "The new x.y b"


def test_a_title_without_words_is_no_keyword():
    assert headings(md("#\n")) == []


def test_headings_in_quotations_and_lists_count():
    assert [name for name, *_ in headings(md("> # Quoted\n\n- # Listed\n"))] == ["Quoted", "Listed"]


def test_front_matter_and_comments_are_no_headings():
    assert headings(md("---\ntitle: x\n---\n\n% # no\n\n<!-- # no -->\n\n# Yes\n")) == [("Yes", 9, 10)]


# Labels


def test_markdown_labels():
    text = "(top)=\n# One\n\n{#block}\n## Two\n\n## Three {#inline}\n"
    facts = md(text)
    assert labels(facts) == [("top", 1), ("block", 5), ("inline", 7)]
    assert headings(facts)[2][0] == "Three"


def test_restructuredtext_labels():
    assert labels(rst(".. _top:\n\nOne\n===\n\n.. _A  B:\n.. _`c: d`:\n\nx\n")) == [("top", 1), ("a b", 6), ("c: d", 7)]


def test_targets_that_lead_elsewhere_are_no_labels():
    assert labels(rst(".. _a: https://x.example\n.. _b: c_\n.. __: anonymous\n\nAn _`inline` `u <v>`_.\n")) == []


def test_a_label_that_is_given_twice_counts_once():
    assert labels(rst(".. _a:\n\nx\n\n.. _a:\n\ny\n")) == [("a", 1)]


def test_a_label_goes_before_a_heading_of_the_same_name():
    facts = md("(install)=\n# Install\n")
    assert [(key.kind, key.qualname) for key in facts.keywords] == [("label", "install"), ("heading", "install-2")]


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


# Summary


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\n[![badge](i)](u)\n\nFirst *paragraph*\non `two` lines.\n\nSecond.\n",
        "---\na: b\n---\n\n<h1>Title</h1>\n\nFirst paragraph\non two lines.\n",
        "> Quoted.\n\n- listed\n\nFirst paragraph\\\non two lines.\n",
    ],
)
def test_the_summary_of_markdown_is_its_first_paragraph(text):
    assert md(text).summary == "First paragraph on two lines."


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=====\n\n|badge| |other|\n\nFirst *paragraph*\non ``two`` lines.\n\nSecond.\n",
        ":orphan:\n\n.. comment\n\n.. note:: Noted.\n\n* listed\n\nFirst paragraph\non two lines.\n",
    ],
)
def test_the_summary_of_restructuredtext_is_its_first_paragraph(text):
    assert rst(text).summary == "First paragraph on two lines."


def test_the_summary_of_a_document_of_titles_is_the_first():
    assert md("# One\n## Two\n").summary == "One"
    assert rst("One\n===\n\n.. toctree::\n\n   x\n").summary == "One"


def test_an_empty_document_says_nothing():
    for facts in (md(""), rst(""), md("\n\n"), rst("\n\n")):
        assert (facts.summary, facts.keywords, facts.code_blocks, facts.mentions) == ("", (), (), ())


def test_a_document_has_words():
    assert ("title", 1) in md("# Title\n").words
    assert md("").role == "document"


# Harm


@pytest.mark.parametrize(
    "text",
    [
        ".. include:: {file}\n",
        ".. literalinclude:: {file}\n",
        ".. raw:: html\n   :file: {file}\n",
        ".. csv-table::\n   :file: {file}\n",
        ".. raw:: html\n\n   <b>SECRET</b>\n",
    ],
)
def test_nothing_is_included(tmp_path, text):
    (tmp_path / "file").write_text("SECRET\n======\n\n::\n\n  SECRET\n")
    facts = rst(text.format(file=tmp_path / "file"))
    assert (facts.keywords, facts.code_blocks, facts.summary) == ((), (), "")


@pytest.mark.parametrize(
    "text",
    [
        ".. no-such:: x\n   :option:\n\n   content\n",
        ":no-such:`x`\n",
        ".. autoclass:: x.Y\n   :members:\n   :members:\n",
        "Title\n==\n\nX\n~~~~\n\nY\n----\n\nZ\n====\n",
        "|undefined| and undefined_ and [1]_\n",
        ".. |x| unknown:: y\n",
        ".. |x| image:: y\n   :alt: z\n",
        "*unfinished ``literal\n\n  indent\nx\n",
        "+--+\n|x\n+--+\n",
        "===\nover\n",
        ".. code-block::\n",
        ".. role:: mine\n\n.. default-role:: mine\n\n:mine:`x` `y`\n",
        ".. sectnum::\n\n.. contents::\n\n.. meta::\n   :a: b\n",
    ],
)
def test_what_is_unknown_or_wrong_is_quiet(text, capsys):
    assert rst(text).problems == ()
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_the_content_of_unknown_directives_is_read():
    assert code(rst(".. no-such:: argument\n   :option: x\n\n   ::\n\n      y\n")) == [(6, "", "y")]


def test_registered_directives_and_roles_are_not_run(monkeypatch):
    class Trap(Directive):
        has_content = True

        def run(self):
            raise AssertionError

    def trap(*_):
        raise AssertionError

    before = rst(TRAPS)
    monkeypatch.setattr(directives, "directive", lambda *_: (Trap, []))
    monkeypatch.setattr(roles, "role", lambda *_: (trap, []))
    assert rst(TRAPS) == before


TRAPS = ".. code-block:: python\n\n   x\n\n.. anything:: y\n\n   :class:`a.B` `c.d`\n"


def test_nothing_is_registered():
    before = dict(REGISTERED)
    rst(".. role:: mine(code)\n   :language: python\n\n.. default-role:: mine\n\n:mine:`x`\n")
    assert before == REGISTERED


def test_reading_works_without_an_error_stream(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.BytesIO())
    assert rst("x\n==\n\n:r:`y`\n").problems == ()


def test_other_line_ends_do_not_shift_lines():
    assert headings(rst("a\x0cb\x1c\u2028\x85c\n\nTitle\n=====\n")) == [("Title", 3, 5)]
    assert headings(md("a\x0cb\x1c\u2028\x85c\n\n# Title\n")) == [("Title", 3, 4)]


def test_a_line_that_docutils_refuses_is_a_problem():
    (problem,) = rst("Title\n=====\n\n" + "x" * 10_001).problems
    assert (problem.kind, problem.line) == ("markup", 4)


def test_hostile_titles_are_data():
    title = "<script>alert(1)</script>"
    assert headings(md(f"# `{title}`\n"))[0][0] == title
    assert headings(rst(f"{title}\n{'=' * 30}\n"))[0][0] == title

"""Headings, labels and first words of Markdown and reStructuredText, and what documents must not do."""

import io
import sys

import pytest
from documents import code, headings, labels, md, qualnames, rst
from docutils.parsers.rst import Directive, directives, roles

from sphinx_kwindex.analysis.markup.pieces import slug_of

REGISTERED = roles._roles  # noqa: SLF001 # docutils does not tell otherwise

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

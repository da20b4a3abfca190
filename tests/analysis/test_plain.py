"""What is known of any text."""

from pathlib import Path

import pytest

from sphinx_kwindex.analysis.plain import analyse_plain, lines_of
from sphinx_kwindex.model.facts import SourceFile
from sphinx_kwindex.model.kinds import FileType


def facts_of(text, type_=FileType.TEXT, **fields):
    defaults = {"module": None, "is_package": False, "is_test": False, "size": 9, "digest": "d"}
    file = SourceFile(path="a/b", location=Path("/nowhere"), type=type_, **(defaults | fields))
    return analyse_plain(file, text, "utf-8")


def test_a_text_has_lines_and_words_and_nothing_else():
    facts = facts_of("some words,\nsome numbers: 12")
    assert (facts.lines, facts.summary, facts.role) == (2, "", "text")
    assert facts.words == (("numbers", 1), ("some", 2), ("words", 1))
    assert (facts.keywords, facts.imports, facts.mentions, facts.problems) == ((), (), (), ())


@pytest.mark.parametrize(("text", "lines"), {"": 0, "\n": 1, "a": 1, "a\n": 1, "a\n\nb": 3}.items())
def test_an_unfinished_last_line_counts(text, lines):
    assert lines_of(text) == lines


@pytest.mark.parametrize(
    ("type_", "fields", "role"),
    [
        (FileType.MARKDOWN, {}, "document"),
        (FileType.RESTRUCTUREDTEXT, {"is_test": True}, "document"),
        (FileType.STUB, {"is_package": True}, "stub"),
        (FileType.PYTHON, {"is_package": True}, "package"),
        (FileType.PYTHON, {"is_test": True}, "test"),
        (FileType.PYTHON, {}, "module"),
        (FileType.TEXT, {"is_test": True}, "text"),
    ],
)
def test_the_place_and_the_name_of_a_file_say_what_it_is(type_, fields, role):
    assert facts_of("", type_, **fields).role == role

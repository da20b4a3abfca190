"""Bytes become text by their byte order mark, their declaration, else as UTF-8."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from sphinx_kwindex.analysis.decoding import decode
from sphinx_kwindex.model.facts import SourceFile
from sphinx_kwindex.model.kinds import FileType


def decoded(data, type_=FileType.PYTHON):
    file = SourceFile(
        path="a.x",
        location=Path("/nowhere"),
        type=type_,
        module=None,
        is_package=False,
        is_test=False,
        size=len(data),
        digest="0" * 32,
    )
    return decode(file, data)


def read(data, type_=FileType.PYTHON):
    """Text and encoding of what is right."""
    found = decoded(data, type_)
    assert found.problems == ()
    return found.text, found.encoding


def problem(data, type_=FileType.PYTHON):
    """Line and message of what is wrong."""
    (found,) = decoded(data, type_).problems
    assert (found.kind, found.file) == ("encoding", "a.x")
    return found.line, found.message


@pytest.mark.parametrize("type_", FileType)
def test_utf8_is_the_rule(type_):
    assert read("größe = '日本'\n".encode(), type_) == ("größe = '日本'\n", "utf-8")


@pytest.mark.parametrize("type_", FileType)
def test_a_byte_order_mark_is_no_part_of_the_text(type_):
    assert read(codecs.BOM_UTF8 + b"x", type_) == ("x", "utf-8")
    assert read(codecs.BOM_UTF8, type_) == ("", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("type_", FileType)
def test_wide_text_is_known_by_its_mark(encoding, type_):
    assert read("größe".encode(encoding), type_) == ("größe", encoding)


@pytest.mark.parametrize("type_", FileType)
def test_lines_end_as_python_counts_them(type_):
    assert read(b"a\r\nb\rc\nd\x0ce\x1cf\xc2\x85g", type_)[0] == "a\nb\nc\nd\x0ce\x1cf\x85g"


def test_python_declares_its_encoding():
    assert read(b"# -*- coding: latin-1 -*-\ncaf\xe9\n") == ("# -*- coding: latin-1 -*-\ncafé\n", "iso-8859-1")
    assert read(b"#!/bin/python\n# vim: set fileencoding=cp1252 :\n\x80\n")[1] == "cp1252"


def test_a_declaration_in_the_third_line_is_none():
    assert problem(b"\n\n# coding: latin-1\ncaf\xe9\n") == (4, "not valid utf-8: invalid continuation byte")


def test_undeclared_bytes_are_a_problem_on_their_line():
    assert problem(b"x = 1\ny = '\xe9'\n")[0] == 2
    assert decoded(b"y = '\xe9'\n").text == "y = '\ufffd'\n"


def test_a_wrong_declaration_is_a_problem_on_the_line_of_the_bytes():
    assert problem(b"# coding: ascii\nx\ncaf\xe9\n") == (3, "not valid ascii: ordinal not in range(128)")


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "zlib", "undefined", "base64"])
def test_a_declaration_that_is_no_encoding_of_text_is_a_problem_on_its_line(name):
    found = decoded(f"#!/bin/python\n# coding: {name}\nx = 'ü'\n".encode())
    assert found.text.endswith("x = 'ü'\n")
    assert [problem.line for problem in found.problems] == [2]


def test_a_mark_that_contradicts_the_declaration_is_a_problem():
    assert problem(codecs.BOM_UTF8 + b"# coding: latin-1\n")[0] == 1


def test_a_truncated_wide_text_is_a_problem():
    assert problem(codecs.BOM_UTF16_LE + b"x\0y")[1].startswith("not valid utf-16")


@pytest.mark.parametrize("type_", [FileType.MARKDOWN, FileType.RESTRUCTUREDTEXT])
def test_markup_is_utf8_unless_it_declares_otherwise(type_):
    assert problem(b"x\ncaf\xe9\n", type_)[0] == 2
    assert read(b".. -*- coding: latin-1 -*-\ncaf\xe9\n", type_)[0].endswith("café\n")


@pytest.mark.parametrize(
    "head",
    [
        b"<?xml version='1.0' encoding='ISO-8859-1'?>",
        b'"Content-Type: text/plain; charset=ISO-8859-1\\n"',
        b";; coding: latin-1",
    ],
)
def test_other_text_may_declare_its_encoding_in_its_own_way(head):
    assert read(head + b"\ncaf\xe9", FileType.TEXT)[0].endswith("\ncafé")


def test_other_text_has_no_rule_to_break():
    assert read(b"caf\xe9", FileType.TEXT) == ("café", "iso-8859-1")


def test_other_text_with_a_wrong_declaration_is_a_problem():
    assert problem(b"\n# coding: klingon\ncaf\xe9", FileType.TEXT) == (2, "'klingon' is no encoding of text")


def test_halves_of_characters_do_not_get_through():
    found = decoded(b"# coding: unicode_escape\nx = '\\ud800'\n")
    found.text.encode()


def test_nul_bytes_are_text():
    assert read(b"x = '\0'\n")[0] == "x = '\0'\n"


@given(
    st.sampled_from(FileType),
    st.binary(max_size=60),
    st.sampled_from(["", "# coding: ", "# coding: utf-7\n", "charset=big5 "]),
)
def test_any_bytes_give_text_that_can_be_written(type_, data, head):
    text = decoded(head.encode() + data, type_).text
    assert "\r" not in text
    text.encode()

from sphinx_kwindex.analysis.surrogates import without_surrogates
from sphinx_kwindex.model.facts import CodeBlock


def test_half_a_character_is_replaced():
    block = CodeBlock(line=1, language="\ud800", text="a\udfffb")
    assert without_surrogates((block,), r"'\ud800'") == (CodeBlock(line=1, language="\ufffd", text="a\ufffdb"),)


def test_a_whole_character_stays():
    assert without_surrogates(("\U0001f4e6",), r"'\ud83d\udce6'") == ("\U0001f4e6",)


def test_a_text_without_such_escapes_is_not_searched():
    facts = ("x",)
    assert without_surrogates(facts, "x = 1") is facts

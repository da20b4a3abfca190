"""Which words a text is made of."""

import pytest

from sphinx_kwindex.analysis.words import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("read_file", ["file", "read"]),
        ("ReadFile readFile", ["file", "read"]),
        ("HTTPServer", ["http", "server"]),
        ("parseURLs", ["parse", "urls"]),
        ("__init__", ["init"]),
        ("sha256 utf_8", ["sha", "utf"]),
        ("x = a", []),
        ("# über 'данные'", ["über", "данные"]),
        ("prix。élevéPrix、naïve2Été", ["naïve", "prix", "élevéprix", "été"]),
        ("left\u2028right \udc80 é", ["left", "right"]),
        ("", []),
    ],
)
def test_names_are_split_at_underscores_digits_and_changes_of_case(text, words):
    assert [word for word, _ in words_of(text)] == words


def test_words_are_counted_and_sorted():
    assert words_of("wrap(module) # Wrap a module: module.wrap_all") == (("all", 1), ("module", 3), ("wrap", 3))

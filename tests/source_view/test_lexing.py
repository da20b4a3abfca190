"""The tokens are those of Pygments, found faster."""

import re
import string
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from pygments.lexer import RegexLexer, default
from pygments.lexers import get_lexer_for_filename
from pygments.token import Keyword, Name, Operator, Punctuation, Text

import sphinx_kwindex
from sphinx_kwindex.source_view import beginnings as analysis, lexing, sureness
from sphinx_kwindex.source_view.beginnings import beginnings
from sphinx_kwindex.source_view.lexing import cut, prepare, states_of
from sphinx_kwindex.source_view.sureness import sure_of

PYTHON = get_lexer_for_filename("x.py", stripnl=False)
PACKAGE = Path(sphinx_kwindex.__file__).parent
STANDARD = Path(re.__file__).parent.parent
FILES = [
    *sorted(PACKAGE.rglob("*.py"))[::9],
    *(STANDARD / name for name in ("ast.py", "dataclasses.py", "enum.py", "textwrap.py", "typing.py", "tokenize.py")),
]
SNIPPETS = [
    "",
    "\n",
    "   \n\t\n",
    "x",
    '"""Text."""\n\n\'\'\'More.\'\'\'\n    r"""Raw."""\n',
    "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nx = 1  # end\n",
    "f'{x!r:>{width}} {{}} {y=} {d[\"k\"]}' rf'\\d{x}' F\"\"\"a\n{\n x }\n\"\"\" t'{x}' rt'{y}'\n",
    "b'\\x00' rb'\\' Rb\"x\" u'ä' U'\\N{BULLET} \\u1234' br'''\n''' 'open\n",
    "match x:\n    case _ if y: pass\n    case A(b=1) | [*_]: pass\nmatch = case = type = _ = lazy = 1\nmatch(x)\n",
    "type Alias[T] = list[T]\ndef f[T: int](a: T, /, *, b=...) -> None: ...\nclass C[T](B, metaclass=M): x: int = 3\n",
    "@a.b(c)\n@ d\nasync def f(self, cls):\n    async with a as b: await c\n    x @ y; x @= y\n    yield from z\n",
    "def __init__(self): self.__dict__; __import__; x.print; print; x.ValueError; ValueError; __all__\n",
    "from . import x as y, (z)\nfrom .a.b import *\nimport a.b as c, d\nraise E from None\nfrom\\\n x import y\n",
    "größe = ñ.ß + \u017f + K + İ; あ = 1; x·y; a\u0301b; \u00a0x; \u2028; $ ? ! \x00 \x1c\n",
    "0xFF 0b1_0 0o7 1_000.5e-3j 1. .5 1e5 0777 1if x else 2\nx:=1; a<<=b>>c; a//b; a->b; ~x; a!=b; !\n",
    "if x \\\n  and y:\\\n\\ z\nlambda: (yield)\nnot in is or None True False Ellipsis\n",
    'def\nclass\nclass \\\n C: pass\ndef 1(:\n  ]})\nimport 3\nfrom 3\n\'unfinished\n"""unfinished\n x',
    "lambda x: x\r\n\tif x:\r\n\t\tpass\x0c\nx = '%s %(a)d {} {a.b[0]!r:>3}' % y\n",
]


def itself(kind):
    return kind


def tokens_of(lexer, text):
    tokens = cut(lexer, text, itself)
    return list(zip(tokens[::2], tokens[1::2], strict=True))


def tokens_of_pygments(lexer, text):
    """The tokens of Pygments, those of one kind that follow each other together."""
    tokens = []
    for _, kind, value in lexer.get_tokens_unprocessed(text):
        if tokens and tokens[-1][0] is kind:
            tokens[-1] = kind, tokens[-1][1] + value
        else:
            tokens.append((kind, value))
    return tokens


@pytest.fixture(scope="module", autouse=True)
def _many_texts():
    """Let the first texts be cut like the many that may follow."""
    for _ in range(lexing._FEW + 1):  # noqa: SLF001
        prepare(type(PYTHON), itself)


@pytest.fixture
def _first_text(monkeypatch):
    monkeypatch.setattr(lexing, "_CUT", Counter())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_python_files(path):
    text = path.read_text(encoding="utf-8")
    assert tokens_of(PYTHON, text) == tokens_of_pygments(PYTHON, text)


@pytest.mark.parametrize("text", SNIPPETS)
def test_all_that_python_can_be_and_cannot(text):
    assert tokens_of(PYTHON, text) == tokens_of_pygments(PYTHON, text)


@pytest.mark.parametrize("text", SNIPPETS)
@pytest.mark.usefixtures("_first_text")
def test_the_first_texts_of_a_process_are_cut_alike(text):
    assert tokens_of(PYTHON, text) == tokens_of_pygments(PYTHON, text)


WORDS = [
    *re.findall(r"\S+", "a f r rb x self len def class match case import from as in not yield type lazy _ 1 0x é"),
    *re.findall(r"\S+", ":= = ( ) [ ] { } , @ ! - -> * . : # $ % \" ' \\ __init__"),
    *("\n", "\n    ", " ", "\t", "\\\n", "\r", "\x0c", "\xa0", '"' * 3, "'" * 3, "async for", "from x import"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_any_words_and_signs(text):
    assert tokens_of(PYTHON, text) == tokens_of_pygments(PYTHON, text)


@given(st.text(alphabet=st.sampled_from(string.printable + "ä\u017f\u212a·\u0301"), max_size=60))
def test_any_text(text):
    assert tokens_of(PYTHON, text) == tokens_of_pygments(PYTHON, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.c", "#include <a.h>\nint main(void) { return 0x1F; } // end\n"),
        ("x.js", "const f = async (x) => `a ${x + 1} b`; /re/g.test('x')\n"),
        ("x.html", "<p class='a'>b<script>let x = 1;</script></p>\n"),
        ("x.rst", "Title\n=====\n\n.. code:: python\n\n   x = 1\n\n``a`` `b <c>`_\n"),
        ("x.md", "# Title\n\n```python\nx = 1\n```\n*a* `b`\n"),
        ("x.sql", "SELECT a FROM b WHERE c = 'd' -- end\n"),
        ("x.toml", '[a]\nb = "c"  # d\n'),
        ("x.yaml", "a:\n  - b: c  # d\n"),
        ("x.txt", "plain\n"),
    ],
)
def test_other_languages(name, text):
    lexer = get_lexer_for_filename(name, stripnl=False)
    assert tokens_of(lexer, text) == tokens_of_pygments(lexer, text)


class Odd(RegexLexer):
    """A lexer with every way from state to state."""

    tokens = {  # noqa: RUF012 - as Pygments has it
        "root": [(r"a", Name, ("inner", "inner")), (r"b", Name, "#push"), (r"c", Name, "#pop:3"), (r"(?i)k", Text)],
        "inner": [(r"a", Name, ("#pop", "#push")), (r"b", Name, "#pop:2"), (r"y", Name, "#pop"), default("#pop")],
    }


@given(st.text(alphabet=st.sampled_from("abckKyz\n\u212a"), max_size=30))
def test_every_way_from_state_to_state(text):
    lexer = Odd()
    assert tokens_of(lexer, text) == tokens_of_pygments(lexer, text)


def test_most_rules_are_passed_by():
    states = lexing.states_of(type(PYTHON))
    assert len(states["root"]["x"]) * 10 < len(states["root"][""])


def sure():
    return sure_of(states_of(type(PYTHON))["root"], itself)


@pytest.mark.parametrize(
    ("word", "kind"),
    [("tensor", Name), ("returned", Name), ("return", Keyword), ("in", Operator), ("None", Keyword.Constant)],
)
def test_names_and_most_keywords_are_sure(word, kind):
    assert sure().words[word] in kind


@pytest.mark.parametrize("word", ["f", "def", "match", "len", "yield", "1", "1x", "é", "aé", "", '"'])
def test_what_depends_on_what_is_before_or_behind_it_is_not_sure(word):
    assert sure().words[word] is None


def test_signs_are_sure_and_what_may_follow_them_is_known():
    assert sure().runs[", "][0] == [Punctuation, ",", Text, " "]
    tokens, follow = sure().runs["."]
    assert tokens == [Operator, "."]
    assert "1" not in follow
    assert "x" in follow


def test_a_line_that_may_begin_with_a_text_or_a_soft_keyword_is_not_sure():
    _, follow = sure().runs["\n    "]
    assert follow.isdisjoint("rmc\"'")
    assert follow.issuperset("adefgst@#")


def test_words_are_forgotten_when_they_are_too_many(monkeypatch):
    monkeypatch.setattr(sureness, "_MOST_WORDS", 3)
    words = sure().words
    assert [words[word] for word in ("xa", "xb", "xc", "xd")] == [Name] * 4
    assert len(words) == 1


@pytest.mark.usefixtures("_first_text")
def test_what_is_sure_is_not_looked_for_where_there_are_few_texts(monkeypatch):
    monkeypatch.setattr(lexing, "_sure", None)
    prepare(type(PYTHON), itself)
    assert tokens_of(PYTHON, "x") == [(Name, "x")]


def test_where_expressions_cannot_be_read_pygments_goes_its_own_way(monkeypatch):
    def fail(_pattern):
        raise AttributeError

    monkeypatch.setattr(analysis, "beginnings", fail)
    lexing.states_of.cache_clear()
    try:
        assert lexing.states_of(type(PYTHON)) is None
        assert tokens_of(PYTHON, "x = 1") == tokens_of_pygments(PYTHON, "x = 1")
    finally:
        lexing.states_of.cache_clear()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("ab", "a"),
        ("a?b", "ab"),
        ("a*?b|[c-e]", "abcde"),
        ("(?:a|(b))c", "ab"),
        ("(?<!x)a", "a"),
        ("(?=x)a", "a"),
        (r"\ba+", "a"),
        ("(?i)ab", "aA"),
        (r"\d", string.digits),
        ("ä", ""),
        ("(?>a)b", "a"),
        ("a++", "a"),
    ],
)
def test_what_an_expression_can_begin_with(expression, expected):
    assert beginnings(re.compile(expression)) == set(expected)


@pytest.mark.parametrize(
    "expression", ["", "a*", "^", "a|", r"(a)?\1", "(?i)[^a]", "(?i:a)", "(?a)a", "(?i)\u017f", "."]
)
def test_what_is_not_known_can_begin_with_anything(expression):
    assert beginnings(re.compile(expression)) == analysis.ASCII


def test_no_rule_matches_what_it_cannot_begin_with():
    rules = [rule for table in type(PYTHON)._tokens.values() for rule in table]  # noqa: SLF001
    for pattern in {rule[0].__self__ for rule in rules}:
        can = beginnings(pattern)
        for text in (one + rest for one in analysis.ASCII for rest in ("", "a", '"""', "{0}", " x", "'")):
            assert text[0] in can or not pattern.match(text)

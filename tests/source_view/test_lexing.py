"""The tokens are those of Pygments, found faster."""

import re
import string
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from pygments.lexer import RegexLexer, default
from pygments.lexers import get_lexer_for_filename
from pygments.token import Name, Text

import sphinx_kwindex
from sphinx_kwindex.source_view import beginnings as analysis, lexing
from sphinx_kwindex.source_view.lexing import css_class, tokens_of

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
    "if x:\n\n   \n    \n  return  y\n \n    rb'' \n\n  match  x:\n \n\t\n    case  y: \n    \n  'x'  \n\n\n   r''''''",
    "if x \\\n  and y:\\\n\\ z\nlambda: (yield)\nnot in is or None True False Ellipsis\n",
    'def\nclass\nclass \\\n C: pass\ndef 1(:\n  ]})\nimport 3\nfrom 3\n\'unfinished\n"""unfinished\n x',
    "lambda x: x\r\n\tif x:\r\n\t\tpass\x0c\nx = '%s %(a)d {} {a.b[0]!r:>3}' % y\n",
]


def tokens_of_pygments(lexer, text):
    tokens = [(css_class(kind), value) for _, kind, value in lexer.get_tokens_unprocessed(text)]
    merged = [(css, "".join(value for _, value in same)) for css, same in groupby(tokens, itemgetter(0))]
    return list(chain.from_iterable(merged))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_python_files(path):
    text = path.read_text(encoding="utf-8")
    assert tokens_of(PYTHON, text) == tokens_of_pygments(PYTHON, text)


@pytest.mark.parametrize("text", SNIPPETS)
def test_all_that_python_can_be_and_cannot(text):
    assert tokens_of(PYTHON, text) == tokens_of_pygments(PYTHON, text)


@given(st.text(alphabet=st.sampled_from(string.printable + "ä\u017f\u212a·\u0301"), max_size=60))
def test_any_text(text):
    assert tokens_of(PYTHON, text) == tokens_of_pygments(PYTHON, text)


@given(
    st.lists(st.sampled_from([" ", "\n", "\t", "r", '"""', "match x:", "x", "'", "f'{", "}", "(", "def"]), max_size=25)
)
def test_any_blanks(parts):
    text = "".join(parts)
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
    assert len(states["root"][" x "]) * 10 < len(states["root"][""])


def test_where_expressions_cannot_be_read_pygments_goes_its_own_way(monkeypatch):
    def fail(_pattern):
        raise AttributeError

    monkeypatch.setattr(analysis, "places", fail)
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
    assert analysis.places(re.compile(expression)).first == set(expected)


@pytest.mark.parametrize(
    "expression", ["", "a*", "^", "a|", r"(a)?\1", "(?i)[^a]", "(?i:a)", "(?a)a", "(?i)\u017f", "."]
)
def test_what_is_not_known_can_begin_with_anything(expression):
    assert analysis.places(re.compile(expression)).first == analysis.ASCII


@pytest.mark.parametrize(
    ("expression", "expected"),
    [("^a", "\n"), (r"(\b^\s*)a", "\n"), (r"\Aa", None), ("a^", None), ("(?m:^)a", None), ("(^a|b)", None)],
)
def test_what_a_match_can_come_after(expression, expected):
    before = analysis.places(re.compile(expression, re.MULTILINE)).before
    assert before == (analysis.ASCII if expected is None else set(expected))


def test_a_match_does_not_come_after_what_must_not_stand_there():
    assert analysis.ASCII - analysis.places(re.compile(r"(?<!\.)a")).before == {"."}
    assert analysis.places(re.compile(r"(?<!ab)a")).before == analysis.ASCII
    assert analysis.places(re.compile("^a")).before == set()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("ab", "b"),
        ("a(b|c)", "bc"),
        ("(a[bc]|[ad]e)(x)", "bce"),
        ("(b?)(ac)", "c"),
        ("a{2}", "a"),
        ("[ab]{,2}c", "abc"),
        (r"\b(?:ab|cd)\b", "b"),
        ("(?i)ab", "bB"),
        ("b", ""),
        ("a", None),
        (r"a\b", None),
        ("ab?", None),
        ("a|bc", None),
        ("a*bc", None),
        ("(?i:a)b", None),
    ],
)
def test_what_can_come_second(expression, expected):
    second, _ = analysis.places(re.compile(expression)).after("a")
    assert second == (analysis.ASCII if expected is None else set(expected))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a", string.printable),
        ("(a)", string.printable),
        ("(b?)(a)", string.printable),
        ("ab|[ac]", "ac"),
        ("[ab]", "ab c"),
        ("[ab]+", "c \n"),
        (r"[^\S\nb]+", ""),
        (r"[^\s]+", " \n"),
    ],
)
def test_one_character_is_matched_for_sure(expression, expected):
    _, alone = analysis.places(re.compile(expression)).after("a")
    assert set(expected) <= alone


@pytest.mark.parametrize(
    "expression", ["(?i)k", "(?a)a", "a*", "[ab]{2,}", "a{1}b", "ab", "ab?|a", r"a\b", "(?<!b)a", "(?=b)(a)", "[^b]*?"]
)
def test_what_may_be_more_than_one_character_is_never_sure(expression):
    for here in "ak":
        assert not analysis.places(re.compile(expression)).after(here)[1]


def run_of_blanks(*others):
    simple = [analysis.places(re.compile(one)) for one in (r"\n", "[^\\S\n]+")]
    return analysis.run_of_blanks(simple, [analysis.places(re.compile(one)) for one in others])


@pytest.mark.parametrize(
    ("others", "follows", "does_not"),
    [
        ([], ["x"], ["\t", "é"]),
        ([r"^(\s*)([rR]{,2})(\"\"\")"], ["x", "re", '"a'], ['""', 'r"', "rr"]),
        (["( *)(yes|no)b", " ?x"], ["yy", "na"], ["no", "xa"]),
        (["y", "not after blanks"], ["y"], ["\t"]),
    ],
)
def test_a_run_of_blanks_is_matched_at_once_before_what_no_other_rule_begins_with(others, follows, does_not):
    blanks = run_of_blanks(*others)
    assert all(blanks.match(f"\n  \n {text}x").end() == len("\n  \n ") for text in follows)
    assert not any(blanks.match(f"\n  \n {text}x") for text in does_not)


@pytest.mark.parametrize("other", ["", " ", r"\s+", "(?: a)*b", "( +)", "(?i: )x", " |a"])
def test_where_another_rule_may_match_blanks_each_rule_is_tried(other):
    assert run_of_blanks(other) is None


def test_no_rule_matches_where_it_cannot():
    rules = [rule for table in type(PYTHON)._tokens.values() for rule in table]  # noqa: SLF001
    texts = [
        one + rest for one in analysis.ASCII for rest in ("a", '"""', "{0}", " x", "'", "rom .", "s\n", "f''", "=")
    ]
    for pattern in {rule[0].__self__ for rule in rules}:
        places = analysis.places(pattern)
        for text in texts:
            second, alone = places.after(text[0])
            can = text[0] in places.first and text[1] in second
            assert can or not pattern.match(text)
            assert text[1] not in alone or pattern.match(text).end() == 1
            assert all(before in places.before or not pattern.match(before + text, 1) for before in "\n. a")

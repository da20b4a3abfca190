"""Text that no parser likes gives a problem and what can be known, and never raises."""

import sys
import threading

import pytest
from sources import facts_of, kinds_of

from sphinx_kwindex.analysis.python.depth import with_deep_stack

ANY_DEPTH = pytest.mark.skipif(sys.version_info[:2] == (3, 12), reason="the depth of its compiler cannot be raised")


def problem_of(text):
    facts = facts_of(text)
    (problem,) = facts.problems
    assert (facts.keywords, facts.imports, facts.exports) == ((), (), None)
    assert problem.file == "pkg/mod.py"
    return str(problem.kind), problem.line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = 1\ndef f(:\n", 2),
        ("print 'x'\n", 1),
        ("if a:\n\tx = 1\n        y = 1\n", 3),
        ("x = 1\n\0y = 2\n", 2),
        (f"x = {'(' * 300}{')' * 300}", 1),
        ("x = '\udc80'\n", None),
    ],
)
def test_what_is_no_python_is_a_problem_with_its_line(text, line):
    assert problem_of(text) == ("syntax", line)


def test_the_words_of_what_cannot_be_parsed_remain():
    assert dict(facts_of("def read_file(:\n").words)["read"] == 1


@pytest.mark.parametrize("text", ["", "\n", "\x0c", "# only a comment", "'''only a docstring'''", "\ufeff"])
def test_there_need_be_no_code(text):
    facts = facts_of(text)
    assert [str(keyword.kind) for keyword in facts.keywords] == ["module"]
    assert facts.problems == ()


@pytest.mark.parametrize(
    "expression",
    [" + ".join(["1"] * 3000), "a" + "()" * 3000, "not " * 2000 + "1", "1 if a else " * 1500 + "0"],
    ids=["sum", "calls", "not", "either"],
)
@ANY_DEPTH
def test_deep_expressions_are_read(expression):
    assert kinds_of(f"x = {expression}\ny = 1\n") == {"x": "data", "y": "data"}


@ANY_DEPTH
def test_a_long_chain_of_alternatives_is_read():
    chain = "".join(f"elif a == {number}: pass\n" for number in range(1500))
    assert kinds_of(f"if a: x = 1\n{chain}else: y = 1\n") == {"x": "data", "y": "data"}


@pytest.mark.parametrize("expression", [" + ".join(["1"] * 200_000), "-" * 50_000 + "1"], ids=["sum", "signs"])
def test_what_is_too_deep_is_a_problem(expression):
    assert problem_of(f"x = {expression}\n")[0] == "too-complex"


def test_the_deep_stack_is_given_back():
    limit, size = sys.getrecursionlimit(), threading.stack_size()
    assert with_deep_stack(sys.getrecursionlimit) > limit
    assert (sys.getrecursionlimit(), threading.stack_size()) == (limit, size)


def test_the_deep_stack_hands_on_what_is_raised():
    with pytest.raises(ZeroDivisionError):
        with_deep_stack(lambda: 1 / 0)

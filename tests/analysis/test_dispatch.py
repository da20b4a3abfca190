"""Each file is analysed by its type, and nothing that a file holds raises."""

import pickle
from hashlib import blake2b

import pytest

from sphinx_kwindex import analysis
from sphinx_kwindex.analysis import analyse_with_text
from sphinx_kwindex.discovery.reading import type_of
from sphinx_kwindex.model.facts import SourceFile
from sphinx_kwindex.model.kinds import FileType

LARGEST = 1_000_000


def source_file(location, **fields):
    defaults = {
        "path": f"shown/{location.name}",
        "location": location,
        "type": type_of(location.name, b""),
        "module": "shown.mod",
        "is_package": False,
        "is_test": False,
        "size": location.stat().st_size if location.exists() else 0,
        "digest": "0" * 32,
    }
    return SourceFile(**(defaults | fields))


def analyse(file, *, max_file_size):
    return analyse_with_text(file, max_file_size=max_file_size).facts


@pytest.fixture
def facts(write):
    """The facts of one file."""

    def read(name, data, **fields):
        return analyse(source_file(write({name: data}) / name, **fields), max_file_size=LARGEST)

    return read


def problems(facts):
    return [(str(problem.kind), problem.file, problem.line) for problem in facts.problems]


@pytest.mark.parametrize(
    ("name", "text", "kinds"),
    [
        ("a.py", "x = 1\n", {"module", "data"}),
        ("a.pyi", "x: int\n", {"module", "data"}),
        ("a.md", "# Title\n", {"heading"}),
        ("a.rst", ".. _top:\n\nTitle\n=====\n", {"heading", "label"}),
        ("a.txt", "# Title\n", set()),
    ],
)
def test_each_type_has_its_reader(facts, name, text, kinds):
    found = facts(name, text)
    assert {str(keyword.kind) for keyword in found.keywords} == kinds
    assert found.problems == ()


def test_what_discovery_knows_is_handed_on(facts):
    found = facts("a.py", "x = 1\n", module="a.b", is_package=True, is_test=True)
    assert (found.path, found.module, found.is_package, found.is_test) == ("shown/a.py", "a.b", True, True)
    assert found.type is FileType.PYTHON


def test_the_facts_are_of_the_bytes_that_were_read(write):
    file = source_file(write({"a.py": "x = 1\n"}) / "a.py")
    file.location.write_text("yy = 22\n")
    found = analyse(file, max_file_size=LARGEST)
    assert (found.size, found.digest) == (8, blake2b(b"yy = 22\n", digest_size=16).hexdigest())


def test_the_text_comes_with_the_facts(write):
    file = source_file(write({"a.py": b"# coding: latin-1\r\n'\xe9'\r\n"}) / "a.py")
    found = analyse_with_text(file, max_file_size=LARGEST)
    assert found.text == "# coding: latin-1\n'é'\n"
    assert (found.facts.lines, found.facts.encoding) == (2, "iso-8859-1")


@pytest.mark.parametrize(("text", "lines"), {"": 0, "x": 1, "x\n": 1, "x\ny": 2, "\n\n": 2, "x\r\ny\r": 2}.items())
@pytest.mark.parametrize("name", ["a.py", "a.md", "a.rst", "a.txt"])
def test_lines_are_counted(facts, name, text, lines):
    assert facts(name, text).lines == lines


def test_too_large_a_file_is_measured_and_listed(write):
    file = source_file(write({"a.py": "x = 1\n" * 99 + "y"}) / "a.py")
    found = analyse_with_text(file, max_file_size=50)
    assert (found.text, found.facts.lines, found.facts.keywords) == ("", 100, ())
    assert problems(found.facts) == [("too-large", "shown/a.py", None)]
    assert "kwindex_max_file_size = 50" in found.facts.problems[0].message


def test_a_file_of_just_the_largest_size_is_analysed(write):
    assert analyse(source_file(write({"a.py": "x = 1\n"}) / "a.py"), max_file_size=6).problems == ()


@pytest.mark.parametrize("size", [0, LARGEST + 1])
def test_a_file_that_is_gone_is_a_problem(tmp_path, size):
    found = analyse(source_file(tmp_path / "a.py", size=size), max_file_size=LARGEST)
    assert problems(found) == [("unreadable", "shown/a.py", None)]


@pytest.mark.parametrize(
    "data", [b"def f(:\n", b"x = 1\n y = 2\n", b"print 'x'\n", b"x\0\n", "x = 1".encode("utf-16")[2:]]
)
def test_what_is_no_python_is_a_problem_and_keeps_its_text(facts, data):
    found = facts("a.py", data)
    assert [kind for kind, _file, _line in problems(found)] in (["syntax"], ["encoding", "syntax"])
    assert found.lines > 0


def test_problems_of_the_encoding_come_first(facts):
    assert problems(facts("a.py", b"x = (\n'\xe9'\n")) == [("encoding", "shown/a.py", 2), ("syntax", "shown/a.py", 1)]


@pytest.mark.parametrize(
    ("name", "error", "kind"),
    [
        ("a.py", ValueError("odd"), "syntax"),
        ("a.md", ValueError("odd"), "markup"),
        ("a.rst", AssertionError(), "markup"),
        ("a.rst", RecursionError(), "too-complex"),
        ("a.py", MemoryError(), "syntax"),
    ],
)
def test_whatever_a_parser_raises_is_a_problem(facts, monkeypatch, name, error, kind):
    def fail(*_):
        raise error

    monkeypatch.setattr(analysis, "analyser_of", lambda _: fail)
    found = facts(name, "some words\n")
    assert problems(found) == [(kind, f"shown/{name}", None)]
    assert dict(found.words) == {"some": 1, "words": 1}


@pytest.mark.parametrize(
    ("name", "data"),
    {
        "a.rst": b"- " * 3000,
        "b.rst": b"".join(b" " * depth + b"* x\n\n" for depth in range(600)),
        "c.rst": b"x" * 20_000,
        "d.rst": b"`" * 5000,
        "a.md": b">" * 5000 + b" x\n",
        "b.md": b"[" * 5000,
        "c.md": b"".join(b"  " * depth + b"- x\n" for depth in range(600)),
        "d.md": b"```{note}\n" * 400,
        "e.md": b"*" * 5000 + b"x",
    }.items(),
)
def test_deep_markup_ends(facts, name, data):
    assert facts(name, data).words is not None


def test_facts_travel_between_processes(facts):
    found = facts("a.md", "# Title\n\n`a.b.c`\n\n```python\nx\n```\n")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301


def test_the_work_travels_between_processes(write):
    file = source_file(write({"a.py": "x = 1\n"}) / "a.py")
    work = pickle.loads(pickle.dumps((analyse_with_text, file)))  # noqa: S301
    assert work[0](work[1], max_file_size=LARGEST).facts.keywords

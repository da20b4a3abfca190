"""Whatever a file holds or is called, it has its page or a warning with its place, and all the rest is built."""

import html
import os
import re
import sys
from urllib.parse import unquote

import pytest
from builds.building import build
from builds.links import flaws

GOOD = {"pkg/__init__.py": '"""A package."""\n', "pkg/good.py": "class Good:\n    pass\n"}

# The depth of the compiler of Python 3.12 cannot be raised.
MOST_TERMS = 1000 if sys.version_info[:2] == (3, 12) else 3000
MANY_TERMS = "x = " + " + ".join(str(number) for number in range(MOST_TERMS)) + "\n"

# The name of a bad file, its content, the kind of warning (empty for none), and the line it names (0 for none).
CONTENTS = {
    "a syntax error": ("bad.py", b"x = 1\ndef f(:\n", "syntax", 2),
    "an indentation error": ("bad.py", b"def f():\nreturn 1\n", "syntax", 2),
    "Python 2": ("bad.py", b"print 'hello'\n", "syntax", 1),
    "an unclosed string": ("bad.py", b"x = 1\ny = '''\n", "syntax", 2),
    "an undeclared encoding": ("bad.py", b"x = 'caf\xe9'\n", "encoding", 1),
    "a wrong declaration": ("bad.py", b"# -*- coding: utf-8 -*-\nx = 'caf\xe9'\n", "encoding", 2),
    "an unknown encoding": ("bad.py", b"# -*- coding: klingon -*-\nx = 1\n", "encoding", 1),
    "a NUL byte": ("bad.py", b"x = 1\ny = '\0'\n", "syntax", 2),
    "deep brackets": ("bad.py", b"x = " + b"[" * 3000 + b"]" * 3000 + b"\n", "(syntax|too-complex)", 0),
    "an enormous file": ("bad.py", b"x = 1\n" * 500_000, "too-large", 0),
    "an undecodable document": ("bad.md", b"# Caf\xe9\n", "encoding", 0),
}

HARMLESS = {
    "an expression of very many terms": ("bad.py", MANY_TERMS.encode()),
    "text of another encoding": ("bad.txt", b"caf\xe9 " * 20),
    "an empty file": ("bad.py", b""),
    "an empty stub": ("bad.pyi", b""),
    "an empty document": ("bad.md", b""),
    "only a comment": ("bad.py", b"# nothing"),
    "only a mark of byte order": ("bad.py", b"\xef\xbb\xbf"),
    "a declared encoding": ("bad.py", b"# -*- coding: latin-1 -*-\nx = 'caf\xe9'\n"),
    "line ends of other systems": ("bad.py", b"x = 1\r\ny = 2\rz = 3\n"),
    "a form feed": ("bad.py", b"x = 1\n\x0c\ny = 2\n"),
    "names of other alphabets": ("bad.py", 'class Größe:\n    """Ωμέγα."""\n    変数 = 1\n'.encode()),
    "markup in a docstring": ("bad.py", b'"""<script>alert(1)</script> `x ** |y| :role:`z`."""\n'),
    "markup in a name of __all__": ("bad.py", b'__all__ = ["<b>", "", "a b", "x.y"]\n'),
    "characters that XML forbids": ("bad.py", b'"""A \x0b\x0c\x1b\x7f bell."""\nx = "\x08"\n'),
    "a lone surrogate": ("bad.py", b'"""A \\ud800 surrogate."""\nx: "\\ud800" = "\\udfff"\n'),
    "a document of hostile headings": ("bad.md", b"# <script>alert(1)</script>\n\n## `x`\n\n## `x`\n\n#\n"),
    "an unfinished document": ("bad.rst", b"Title\n=====\n\n.. code-block::\n\n.. _label:\n"),
    "a chain of bases that never ends": ("bad.py", b"class A(B):\n    pass\nclass B(A):\n    pass\n"),
    "an import of itself": ("bad.py", b"from pkg.bad import *\nfrom pkg.bad import x\nfrom . import bad\n"),
    "an import from above the top": ("bad.py", b"from ...... import x\n"),
    "binary data": ("bad.bin", bytes(range(256)) * 10),
}


NAMES = [
    "with space.py",
    "quote'.py",
    'quote".py',
    "<script>alert(1)<",
    "amp&ersand.txt",
    "new\nline.py",
    "percent%20.txt",
    "hash#.txt",
    "question?.txt",
    "star*.txt",
    "colon:.txt",
    "back\\slash.txt",
    "tab\t.txt",
    "größe.py",
    "Ωμέγα.md",
    "変数.py",
    "e\u0301.txt",
    "📦.txt",
    ".hidden.py",
    "-dash.py",
    "index.html",
    "index",
    "index.rst",
    "keywords",
    "con.py",
    "x.source",
    "genindex.py",
    "{{ 7 * 7 }}.txt",
    "|pipe|.txt",
    "`tick`.txt",
    "_under_.txt",
    "trailing.",
    "a" * 200 + ".py",
    "class.py",
    "1digit.py",
]


def run(folder, files, **options):
    for name, text in (GOOD | files).items():
        path = folder / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "docs").mkdir()
    built = build(folder / "docs", folder / "out", kwindex_sources=[str(folder / "src/pkg")], **options)
    assert "Good" in built.text("kwindex/pkg/good.py.html")
    return built


def assert_sound(built):
    """Every link leads somewhere, and nothing out of a file became markup."""
    assert flaws(built.out) == []
    pages = [page.read_text(encoding="utf-8") for page in built.out.rglob("*.html")]
    assert not [page for page in pages if "<script>alert" in page]


def files_of(cases):
    """A file for each case, named by its number."""
    return {f"pkg/case{number}_{case[0]}": case[1] for number, case in enumerate(cases.values())}


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    return run(tmp_path_factory.mktemp("bad"), files_of(CONTENTS))


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    return run(tmp_path_factory.mktemp("odd"), files_of(HARMLESS))


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    return run(tmp_path_factory.mktemp("named"), {f"pkg/{name}": b"value = 1\n" for name in NAMES})


@pytest.mark.parametrize("case", CONTENTS)
def test_a_bad_file_is_a_warning_and_a_page(bad, case):
    number = list(CONTENTS).index(case)
    name, _, kind, line = CONTENTS[case]
    (warning,) = (warning for warning in bad.warnings if f"case{number}_" in warning)
    assert (f"{name}:{line}:" if line else name) in warning
    assert re.search(rf"\[kwindex\.{kind}\]", warning)
    assert (bad.out / f"kwindex/pkg/case{number}_{name}.html").exists()


@pytest.mark.parametrize("case", HARMLESS)
def test_an_odd_file_is_no_problem(odd, case):
    number = list(HARMLESS).index(case)
    assert [warning for warning in odd.warnings if f"case{number}_" in warning] == []


def test_the_pages_are_sound(bad, odd, named):
    for built in (bad, odd, named):
        assert_sound(built)


def test_there_are_no_other_warnings(bad, odd):
    assert len(bad.warnings) == len(CONTENTS)
    assert odd.warnings == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_has_its_page(named, name):
    index = html.unescape(named.text("kwindex/pkg/index.html"))
    assert f">{name}<" in index or f">{' '.join(name.split())}<" in index


def test_hostile_names_are_no_problem(named):
    assert named.warnings == ()
    pages = {page for page in re.findall(r'href="([^"#?]*)', named.text("kwindex/pkg/index.html")) if "://" not in page}
    assert len([page for page in pages if (named.out / "kwindex/pkg" / unquote(page)).is_file()]) >= len(NAMES)


def test_silenced_problems_do_not_fail_a_strict_build(tmp_path):
    files = {f"pkg/bad{number}.py": case[1] for number, case in enumerate(CONTENTS.values())}
    built = run(tmp_path, files, suppress_warnings=["kwindex"])
    assert built.warnings == ()
    assert built.code == 0


def test_one_kind_can_be_silenced(tmp_path):
    files = {"pkg/one.py": b"def f(:\n", "pkg/two.py": b"x = '\xe9'\n"}
    built = run(tmp_path, files, suppress_warnings=["kwindex.syntax"])
    (warning,) = built.warnings
    assert "two.py" in warning


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man", "singlehtml", "pseudoxml", "kwindex"])
def test_every_bad_thing_at_once_in_other_builders(tmp_path, builder):
    cases = [(case[0], case[1]) for case in (*CONTENTS.values(), *HARMLESS.values())]
    for number, (name, content) in enumerate(cases):
        path = tmp_path / f'src/pkg/<{number}> & "x" {"%"}_$ {name}'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "docs").mkdir()
    built = build(
        tmp_path / "docs",
        tmp_path / "out",
        builder=builder,
        kwindex_sources=[str(tmp_path / "src/pkg")],
        suppress_warnings=["kwindex"],
        version="1",
        author="nobody",
        epub_copyright="nobody",
    )
    assert built.warnings == ()


def test_names_that_differ_in_case_only(tmp_path):
    files = {"pkg/Name.txt": "one", "pkg/name.txt": "two", "pkg/Sub/x.txt": "three", "pkg/sub/x.txt": "four"}
    built = run(tmp_path, files)
    pages = [path.relative_to(built.out).as_posix().casefold() for path in built.out.rglob("*.html")]
    assert len(pages) == len(set(pages))
    assert built.warnings == ()


def test_a_package_and_a_module_of_one_name(tmp_path):
    files = {"pkg/twin.py": "class One:\n    pass\n", "pkg/twin/__init__.py": "class Two:\n    pass\n"}
    built = run(tmp_path, files)
    (warning,) = built.warnings
    assert "kwindex.clash" in warning
    assert "One" in built.text("kwindex/pkg/twin.py.html")
    assert "Two" in built.text("kwindex/pkg/twin/__init__.py.html")


def test_a_link_to_itself_is_not_followed(tmp_path):
    (tmp_path / "src/pkg").mkdir(parents=True)
    (tmp_path / "src/pkg/loop").symlink_to(tmp_path / "src/pkg", target_is_directory=True)
    (tmp_path / "src/pkg/self.py").symlink_to(tmp_path / "src/pkg/self.py")
    built = run(tmp_path, {})
    assert len(built.warnings) == 2
    assert all("kwindex." in warning for warning in built.warnings)
    assert not (built.out / "kwindex/pkg/loop").exists()


def test_a_link_out_of_the_root_is_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("do not tell")
    (tmp_path / "src/pkg").mkdir(parents=True)
    (tmp_path / "src/pkg/out.txt").symlink_to(tmp_path / "secret.txt")
    built = run(tmp_path, {})
    (warning,) = built.warnings
    assert "kwindex.outside" in warning
    assert not [page for page in built.out.rglob("*.html") if "do not tell" in page.read_text(encoding="utf-8")]


def test_a_link_to_nothing(tmp_path):
    (tmp_path / "src/pkg").mkdir(parents=True)
    (tmp_path / "src/pkg/gone.py").symlink_to(tmp_path / "src/pkg/nowhere.py")
    built = run(tmp_path, {})
    assert all("gone.py" in warning for warning in built.warnings)


def test_a_pipe_is_not_read(tmp_path):
    (tmp_path / "src/pkg").mkdir(parents=True)
    os.mkfifo(tmp_path / "src/pkg/pipe.py")
    run(tmp_path, {})


def test_a_folder_that_is_named_like_a_module(tmp_path):
    built = run(tmp_path, {"pkg/folder.py/x.py": "class X:\n    pass\n"})
    assert built.warnings == ()


@pytest.mark.parametrize(
    "lines",
    [
        ".. keyword-index:: pkg.goood",
        ".. related-files:: pkg/goood.py",
        ".. file-metadata:: nowhere",
        ".. folder-index:: pgk/",
        ".. keyword-usages:: pkg.good.Godd",
        ":kw:symbol:`pkg.good.Godd`",
        ":kw:file:`pkg/goood.py`",
    ],
)
def test_a_name_outside_the_index_is_a_warning_on_its_line(tmp_path, lines):
    (tmp_path / "src/pkg").mkdir(parents=True)
    (tmp_path / "src/pkg/good.py").write_text("class Good:\n    pass\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.rst").write_text(f"Title\n=====\n\n.. toctree::\n\n   kwindex/index\n\n{lines}\n")
    built = build(tmp_path / "docs", tmp_path / "out", kwindex_sources=[str(tmp_path / "src/pkg")])
    (warning,) = built.warnings
    assert "index.rst:8:" in warning
    assert "kwindex.argument" in warning

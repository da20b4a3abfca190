"""What a source file is known by."""

import pytest
from discovery.finding import found_in, root_of, settings_of

from sphinx_kwindex.discovery import discover
from sphinx_kwindex.discovery.reading import import_pattern, imported_names


def only(folder, **fields):
    (file,) = found_in(folder, written=".", **fields).files
    return file


@pytest.mark.parametrize(
    ("name", "type_"),
    {
        "a.py": "python",
        "a.PY": "python",
        "a.pyw": "python",
        "a.pyi": "stub",
        "a.md": "markdown",
        "a.markdown": "markdown",
        "a.rst": "restructuredtext",
        "a.rest": "restructuredtext",
        "a.txt": "text",
        "a.py.txt": "text",
        ".py": "text",
        "py": "text",
        "Makefile": "text",
    }.items(),
)
def test_the_end_of_the_name_says_the_type(write, name, type_):
    assert only(write({name: ""})).type == type_


@pytest.mark.parametrize(
    ("line", "type_"),
    {
        "#!/usr/bin/env python3\n": "python",
        "#!/usr/bin/python -E\n": "python",
        "#! /opt/python3.11\n": "python",
        "#!/bin/sh\n# python\n": "text",
        "#!/usr/bin/pythonic\n": "text",
        "python\n": "text",
    }.items(),
)
def test_a_file_without_suffix_may_say_that_it_is_python(write, line, type_):
    file = only(write({"tool": line}))
    assert (file.type, file.module) == (type_, None)


def test_the_digest_and_the_size_are_of_the_bytes(write):
    folder = write({"a.txt": "same", "sub/b.txt": "same", "c.txt": "other"})
    first, third, second = found_in(folder).files
    assert first.digest == second.digest != third.digest
    assert len(first.digest) == 32
    assert (first.size, third.size) == (4, 5)


def test_a_large_file_is_listed_with_its_digest(write):
    folder = write({"a.py": "import src.x\n" + "x" * 99, "src/x.py": ""})
    small, large = (discover(settings_of(root_of(folder), max_file_size=size)).files for size in (10, 10_000))
    assert [(file.digest, file.size) for file in small] == [(file.digest, file.size) for file in large]


def test_time_stamps_do_not_matter(write):
    folder = write({"a.py": "x"})
    before = found_in(folder)
    (folder / "a.py").touch()
    assert found_in(folder) == before


@pytest.mark.parametrize(
    "path",
    [
        "test_a.py",
        "sub/test_a.py",
        "a_test.py",
        "tests.py",
        "conftest.py",
        "tests/a.py",
        "x/tests/data.txt",
        "test/a.py",
    ],
)
def test_tests_are_known_by_their_paths(write, path):
    assert only(write({path: ""})).is_test


@pytest.mark.parametrize("path", ["attest.py", "contest.py", "latest/a.py", "django/test/client.py", "testing/a.py"])
def test_what_is_for_testing_is_no_test(write, path):
    assert not only(write({path: ""})).is_test


def test_a_root_of_tests_holds_tests(write):
    (file,) = found_in(write({"test/support.py": ""}) / "test").files
    assert (file.path, file.is_test) == ("test/support.py", True)


def test_packages_are_init_modules(write):
    found = found_in(write({"p/__init__.py": "", "p/__init__.pyi": "", "p/a.py": "", "p/init.py": ""})).files
    assert [file.path.rpartition("/")[2] for file in found if file.is_package] == ["__init__.py", "__init__.pyi"]


def test_a_file_knows_its_path_in_its_repository(write):
    folder = write({".git/HEAD": "", "libs/src/pkg/__init__.py": "", "libs/src/pkg/a.py": ""})
    found = found_in(folder / "libs/src/pkg").files
    assert [(file.path, file.repository_path) for file in found] == [
        ("pkg/__init__.py", "libs/src/pkg/__init__.py"),
        ("pkg/a.py", "libs/src/pkg/a.py"),
    ]
    assert found_in(folder / "libs/src/pkg", base=folder).files[1].path == "libs/src/pkg/a.py"


def test_outside_a_repository_there_is_no_such_path(write):
    assert only(write({"a.py": ""})).repository_path is None


def test_the_top_of_a_repository_may_be_the_root(write):
    assert only(write({".git/HEAD": "", "a.py": ""})).repository_path == "a.py"


@pytest.mark.parametrize(
    ("text", "names"),
    {
        "import a.b.c\n": {"a", "a.b", "a.b.c"},
        "from a.b import c, d as e\n": {"a", "a.b", "a.b.c", "a.b.d"},
        "    from a import (b, c)\n": {"a", "a.b", "a.c"},
        "from a import (\n    b,\n)\n": {"a"},
        "import ab\nimport ba\nfrom .a import b\nfrom b import a\n": set(),
        "x = 1\r\nimport a.b\r\n": {"a", "a.b"},
        "import a.größe\n": {"a", "a.größe"},
        "# import a.b\n>>> import a.b\n": set(),
    }.items(),
)
def test_imports_of_telling_names_are_seen(text, names):
    assert imported_names(text.encode(), import_pattern({"a"})) == names

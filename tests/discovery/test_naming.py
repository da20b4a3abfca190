"""By which module name a file is imported, and by which path it is shown."""

import pytest
from discovery.finding import found_in, modules_in, root_of, settings_of

from sphinx_kwindex.discovery import discover

PACKAGE = {"pkg/__init__.py": "", "pkg/mod.py": "", "pkg/sub/__init__.py": "", "pkg/sub/mod.py": ""}
PACKAGE_MODULES = {
    "pkg/__init__.py": "pkg",
    "pkg/mod.py": "pkg.mod",
    "pkg/sub/__init__.py": "pkg.sub",
    "pkg/sub/mod.py": "pkg.sub.mod",
}


def test_a_package_is_shown_with_its_name(write):
    assert modules_in(write(PACKAGE) / "pkg") == PACKAGE_MODULES


def test_a_part_of_a_package_is_shown_with_the_names_above_it(write):
    found = modules_in(write(PACKAGE) / "pkg/sub")
    assert found == {path: module for path, module in PACKAGE_MODULES.items() if "sub" in path}


def test_an_import_root_is_shown_but_no_package(write):
    folder = write({f"src/{name}": text for name, text in PACKAGE.items()})
    assert modules_in(folder / "src") == {f"src/{path}": module for path, module in PACKAGE_MODULES.items()}


@pytest.mark.parametrize("written", [".", "..", "../", "x/..", "./"])
def test_the_name_of_a_checkout_is_not_shown(write, written):
    assert modules_in(write(PACKAGE), written=written) == PACKAGE_MODULES


def test_several_import_roots_lie_in_one_root(write):
    folder = write({"src/a/__init__.py": "", "lib/b/__init__.py": "", "tool.py": ""})
    assert modules_in(folder, written=".") == {"src/a/__init__.py": "a", "lib/b/__init__.py": "b", "tool.py": "tool"}


def test_the_base_may_be_said(write):
    folder = write({"x/src/pkg/__init__.py": ""})
    assert modules_in(folder / "x/src", base=folder) == {"x/src/pkg/__init__.py": "pkg"}
    assert modules_in(folder / "x/src", base=folder / "x/src") == {"pkg/__init__.py": "pkg"}


def test_the_package_may_be_said(write):
    folder = write({"part/a.py": "", "part/sub/b.py": ""})
    assert modules_in(folder / "part", package="top.part") == {
        "part/a.py": "top.part.a",
        "part/sub/b.py": "top.part.sub.b",
    }
    assert modules_in(folder / "part", package="") == {"part/a.py": "a", "part/sub/b.py": "b"}


def test_the_path_has_the_folders_of_the_said_package(write):
    folder = write({"x/top/part/a.py": ""})
    assert modules_in(folder / "x/top/part", package="top.part") == {"top/part/a.py": "top.part.a"}


def test_a_part_unpacked_without_its_top_is_known_by_its_imports(write):
    folder = write(
        {
            "unzipped/torch/distributed/__init__.py": "from torch.distributed.rpc import f\n",
            "unzipped/torch/distributed/rpc.py": "import torch\n",
        }
    )
    expected = {
        "torch/distributed/__init__.py": "torch.distributed",
        "torch/distributed/rpc.py": "torch.distributed.rpc",
    }
    assert modules_in(folder / "unzipped/torch/distributed") == expected
    assert modules_in(folder / "unzipped/torch") == expected


def test_a_namespace_package_is_known_by_its_imports(write):
    folder = write({"src/ns/one/a.py": "from ns.two import b\n", "src/ns/two/b.py": "", "src/other/c.py": ""})
    assert modules_in(folder / "src") == {
        "src/ns/one/a.py": "ns.one.a",
        "src/ns/two/b.py": "ns.two.b",
        "src/other/c.py": "c",
    }


def test_a_nested_namespace_package_is_known_by_its_imports(write):
    folder = write(
        {"src/google/cloud/store/__init__.py": "import google.cloud.store.x\n", "src/google/cloud/store/x.py": ""}
    )
    assert modules_in(folder / "src")["src/google/cloud/store/x.py"] == "google.cloud.store.x"
    assert modules_in(folder / "src/google/cloud/store")["google/cloud/store/x.py"] == "google.cloud.store.x"


def test_a_folder_without_init_in_a_package_belongs_to_it(write):
    assert modules_in(write({**PACKAGE, "pkg/data/x.py": ""}) / "pkg")["pkg/data/x.py"] == "pkg.data.x"


def test_a_checkout_that_bears_the_name_of_its_package_is_no_package(write):
    folder = write(
        {"proj/proj/__init__.py": "import proj.tests\n", "proj/proj/tests/__init__.py": "", "proj/tests/a.py": ""}
    )
    found = modules_in(folder / "proj")
    assert found["proj/proj/__init__.py"] == "proj"
    assert found["proj/tests/a.py"] == "a"


@pytest.mark.parametrize("mark", ["pyproject.toml", "setup.py", ".git/HEAD"])
def test_the_top_of_a_project_is_no_package(write, mark):
    folder = write({f"proj/{mark}": "", "proj/a.py": "import proj.b\n", "proj/b.py": ""})
    assert modules_in(folder / "proj")["proj/a.py"] == "a"


def test_a_needless_init_at_the_top_of_a_project_does_not_matter(write):
    folder = write(
        {"proj/__init__.py": "", "proj/setup.py": "", "proj/pkg/__init__.py": "", "proj/pkg/a.py": "import pkg.a\n"}
    )
    assert modules_in(folder / "proj")["proj/pkg/a.py"] == "pkg.a"
    assert modules_in(folder / "proj/pkg")["pkg/a.py"] == "pkg.a"


def test_a_package_may_be_a_repository(write):
    folder = write({"plugin/.git/HEAD": "", "plugin/__init__.py": "from . import a\n", "plugin/a.py": ""})
    assert modules_in(folder / "plugin") == {"plugin/__init__.py": "plugin", "plugin/a.py": "plugin.a"}


def test_a_stub_bears_the_name_of_its_module(write):
    folder = write({"pkg/__init__.py": "", "pkg/a.py": "", "pkg/a.pyi": "", "only/__init__.pyi": "", "only/b.pyi": ""})
    found = modules_in(folder, written=".")
    assert (found["pkg/a.py"], found["pkg/a.pyi"]) == ("pkg.a", "pkg.a")
    assert (found["only/__init__.pyi"], found["only/b.pyi"]) == ("only", "only.b")


def test_a_folder_of_stubs_stands_for_its_package(write):
    assert modules_in(write({"six-stubs/__init__.pyi": "", "six-stubs/moves.pyi": ""}), written=".") == {
        "six-stubs/__init__.pyi": "six",
        "six-stubs/moves.pyi": "six.moves",
    }


@pytest.mark.parametrize("path", ["a-b.py", "1.py", "a.b.py", "x.pyw", "x.txt", "README.md", "a b.py", "x.PY"])
def test_what_cannot_be_imported_has_no_module_name(write, path):
    assert modules_in(write({path: ""}), written=".") == {path: None}


def test_a_module_of_a_package_may_begin_with_a_digit(write):
    assert modules_in(write({"pkg/__init__.py": "", "pkg/0001_first.py": "", "pkg/a-b.py": ""}), written=".") == {
        "pkg/__init__.py": "pkg",
        "pkg/0001_first.py": "pkg.0001_first",
        "pkg/a-b.py": None,
    }


def test_a_folder_that_is_no_identifier_is_an_import_root(write):
    folder = write({"pkg/__init__.py": "", "pkg/my-data/x.py": "", "my-pkg/__init__.py": "", "my-pkg/y.py": ""})
    found = modules_in(folder, written=".")
    assert (found["pkg/my-data/x.py"], found["my-pkg/y.py"], found["my-pkg/__init__.py"]) == ("x", "y", None)


def test_names_of_other_alphabets_are_names(write):
    assert (
        modules_in(write({"größe/__init__.py": "", "größe/变量.py": ""}), written=".")["größe/变量.py"] == "größe.变量"
    )


def test_a_script_deep_in_the_tree_does_not_take_a_name_from_the_standard_library(write):
    folder = write({"calendar.py": "", "scripts/random.py": "", "pkg/__init__.py": "", "pkg/json.py": ""})
    found = modules_in(folder, written=".")
    assert found["scripts/random.py"] is None
    assert (found["calendar.py"], found["pkg/json.py"]) == ("calendar", "pkg.json")


def test_a_package_goes_before_a_module_beside_it(write):
    folder = write({"a.py": "", "a/__init__.py": "", "a/b.py": ""})
    assert modules_in(folder, written=".") == {"a.py": None, "a/__init__.py": "a", "a/b.py": "a.b"}
    (problem,) = found_in(folder, written=".").problems
    assert (problem.kind, problem.file) == ("clash", "a.py")
    assert problem.message == "the module name a belongs to a/__init__.py"


def test_scripts_of_one_name_in_different_folders_are_no_problem(write):
    folder = write({"x/conf.py": "", "conf.py": "", "y/conf.py": ""})
    found = found_in(folder, written=".")
    assert {file.path: file.module for file in found.files} == {"conf.py": "conf", "x/conf.py": None, "y/conf.py": None}
    assert found.problems == ()


def test_a_package_that_loses_its_name_takes_its_modules_with_it(write):
    folder = write({"pkg/__init__.py": "", "tests/data/pkg/__init__.py": "", "tests/data/pkg/only_here.py": ""})
    found = found_in(folder, written=".")
    assert [file.module for file in found.files] == ["pkg", None, None]
    assert found.problems == ()


def test_the_first_root_goes_before_the_others(write):
    folder = write({"one/pkg/__init__.py": "", "two/pkg/__init__.py": "", "two/pkg/a.py": ""})
    found = discover(settings_of(root_of(folder / "two"), root_of(folder / "one")))
    assert {file.path: file.module for file in found.files} == {
        "one/pkg/__init__.py": None,
        "two/pkg/__init__.py": "pkg",
        "two/pkg/a.py": "pkg.a",
    }
    assert [(problem.kind, problem.file) for problem in found.problems] == [("clash", "one/pkg/__init__.py")]


def test_two_files_of_one_path_are_a_problem(write):
    folder = write({"one/src/a.py": "1", "two/src/a.py": "2", "two/src/b.py": ""})
    found = discover(settings_of(root_of(folder / "one/src"), root_of(folder / "two/src")))
    assert [file.path for file in found.files] == ["src/a.py", "src/b.py"]
    assert [(problem.kind, problem.file) for problem in found.problems] == [("clash", "src/a.py")]


def test_a_namespace_package_may_be_spread_over_roots(write):
    folder = write({"one/ns/a/__init__.py": "import ns.b\n", "two/ns/b/__init__.py": "import ns.a\n"})
    found = discover(settings_of(root_of(folder / "one"), root_of(folder / "two")))
    assert [file.module for file in found.files] == ["ns.a", "ns.b"]
    assert found.problems == ()


def test_the_place_of_a_checkout_does_not_matter(write):
    folder = write({f"{place}/{name}": text for place in ("here", "there/deep") for name, text in PACKAGE.items()})
    assert modules_in(folder / "here", written="..") == modules_in(folder / "there/deep", written="..")

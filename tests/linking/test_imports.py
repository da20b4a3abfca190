import pytest
from facts import file_facts, imported, keyword

from sphinx_kwindex.linking import link
from sphinx_kwindex.model.facts import FileFacts, Import
from sphinx_kwindex.model.kinds import ImportScope, Kind
from sphinx_kwindex.model.links import ResolvedImport

PROJECT = (
    file_facts("pkg/__init__.py", "pkg", keyword("version", kind=Kind.DATA)),
    file_facts("pkg/mod.py", "pkg.mod", keyword("f")),
    file_facts("pkg/lazy.py", "pkg.lazy", keyword("__getattr__")),
    file_facts("space/part/__init__.py", "space.part", keyword("g")),
)


def resolve(statement: Import, *files: FileFacts, path: str = "main.py", module: str | None = "main") -> ResolvedImport:
    links = link([file_facts(path, module, statement), *(files or PROJECT)])
    return links[0].imports[0]


def end(statement: Import, *files: FileFacts) -> tuple[str, str | None, str | None]:
    found = resolve(statement, *files)
    return found.kind.value, found.name, found.target and f"{found.target.file}:{found.target.qualname}"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (imported("pkg"), ("project", "pkg", "pkg/__init__.py:")),
        (imported("pkg.mod"), ("project", "pkg.mod", "pkg/mod.py:")),
        (imported("pkg", "mod"), ("project", "pkg.mod", "pkg/mod.py:")),
        (imported("pkg", "version"), ("project", "pkg.version", "pkg/__init__.py:version")),
        (imported("pkg.mod", "f"), ("project", "pkg.mod.f", "pkg/mod.py:f")),
        (imported("pkg.mod", "f", within="g", scope=ImportScope.FUNCTION), ("project", "pkg.mod.f", "pkg/mod.py:f")),
        (imported("pkg.mod", "*"), ("project", "pkg.mod", "pkg/mod.py:")),
        (imported("space"), ("project", "space", None)),
        (imported("space", "part"), ("project", "space.part", "space/part/__init__.py:")),
        (imported("space.part", "g"), ("project", "space.part.g", "space/part/__init__.py:g")),
        (imported("space.other", "h"), ("third-party", "space.other.h", None)),
        (imported("os.path", "join"), ("stdlib", "os.path.join", None)),
        (imported("__future__", "annotations"), ("stdlib", "__future__.annotations", None)),
        (imported("numpy"), ("third-party", "numpy", None)),
        (imported("numpy", "array"), ("third-party", "numpy.array", None)),
        (imported("numpy", "*"), ("third-party", "numpy", None)),
        (imported("pkg", "gone"), ("unresolved", None, None)),
        (imported("pkg.gone"), ("unresolved", None, None)),
        (imported("pkg.gone", "f"), ("unresolved", None, None)),
        (imported("pkg.mod.f"), ("unresolved", None, None)),
        (imported("pkg.lazy", "anything"), ("unresolved", None, None)),
        (imported("..", "f"), ("unresolved", None, None)),
        (imported("...far", "f"), ("unresolved", None, None)),
    ],
)
def test_an_import_ends_at(statement: Import, expected: tuple[str, str | None, str | None]) -> None:
    assert end(statement) == expected


def test_an_unresolved_import_has_no_confidence() -> None:
    assert resolve(imported("pkg", "gone")).confidence is None


def test_a_name_that_a_module_has_from_outside_is_what_it_is_there() -> None:
    module = file_facts("compat.py", "compat", imported("os", "path"))
    assert end(imported("compat", "path"), module) == ("stdlib", "os.path", None)
    assert resolve(imported("compat", "path"), module).hops == ("compat",)


def test_a_script_named_like_a_standard_module_is_so_only_for_scripts_beside_it() -> None:
    script = file_facts("tools/calendar.py", "calendar", keyword("month"))
    beside = resolve(imported("calendar", "month"), script, path="tools/main.py")
    assert beside.target is not None
    elsewhere = resolve(imported("calendar", "month"), script, path="src/main.py")
    assert (elsewhere.kind.value, elsewhere.target) == ("stdlib", None)


@pytest.mark.parametrize(("path", "module"), [("b/main.py", "main"), ("b/my-script.py", None)])
def test_of_scripts_with_one_name_the_one_beside_is_meant(path: str, module: str | None) -> None:
    one = file_facts("a/util.py", "util", keyword("f"))
    other = file_facts("b/util.py", "util", keyword("f"))
    found = resolve(imported("util", "f"), one, other, path=path, module=module)
    assert found.target is not None
    assert found.target.file == "b/util.py"


def test_a_package_goes_before_a_module_of_its_name() -> None:
    module = file_facts("pkg/one.py", "pkg.one", keyword("f"))
    package = file_facts("pkg/one/__init__.py", "pkg.one", keyword("f"))
    found = resolve(imported("pkg.one", "f"), module, package, file_facts("pkg/__init__.py", "pkg"))
    assert found.target is not None
    assert found.target.file == "pkg/one/__init__.py"


def test_a_file_without_a_module_imports_like_any_other() -> None:
    found = resolve(imported("pkg.mod", "f"), *PROJECT, path="my script.py", module=None)
    assert found.name == "pkg.mod.f"

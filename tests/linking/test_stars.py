from facts import exports, file_facts, imported, keyword

from sphinx_kwindex.linking import SymbolTable
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.kinds import Kind

PLAIN = file_facts("b.py", "b", keyword("f"), keyword("_g", 2), imported("json", line=3))


def attribute(name: str, *files: FileFacts, path: str = "a.py") -> list[tuple[str, str]]:
    return [(link.name, link.confidence.value) for link in SymbolTable.of(files).resolve_attribute(path, name)]


def star(*more: object, **fields: object) -> FileFacts:
    return file_facts("a.py", "a", imported("b", "*", line=3), *more, **fields)


def test_a_star_brings_names_without_an_underscore() -> None:
    assert attribute("f", star(), PLAIN) == [("b.f", "star")]
    assert attribute("_g", star(), PLAIN) == []


def test_a_star_brings_what_the_module_imported_itself() -> None:
    assert attribute("json", star(), PLAIN) == [("json", "star")]


def test_a_star_brings_what_all_lists_and_nothing_else() -> None:
    module = file_facts("b.py", "b", keyword("f"), keyword("_g", 2), exports=exports("_g"))
    assert attribute("_g", star(), module) == [("b._g", "star")]
    assert attribute("f", star(), module) == []


def test_where_all_cannot_be_read_whole_the_underscore_rule_holds_as_well() -> None:
    module = file_facts("b.py", "b", keyword("f"), keyword("_g", 2), exports=exports("_g", complete=False))
    assert attribute("_g", star(), module) == [("b._g", "star")]
    assert attribute("f", star(), module) == [("b.f", "star")]


def test_all_takes_in_the_all_of_other_modules() -> None:
    package = file_facts(
        "b/__init__.py",
        "b",
        imported("b", "sub"),
        imported("b.sub", "*", line=2),
        imported("b.other", "__all__", line=3, alias="more"),
        imported("b.other", "*", line=4),
        exports=exports(includes=("sub", "more")),
    )
    sub = file_facts("b/sub.py", "b.sub", keyword("_f"), keyword("g", 2), exports=exports("_f"))
    other = file_facts("b/other.py", "b.other", keyword("h"), exports=exports("h"))
    assert attribute("_f", star(), package, sub, other) == [("b.sub._f", "star")]
    assert attribute("h", star(), package, sub, other) == [("b.other.h", "star")]
    assert attribute("g", star(), package, sub, other) == []


def test_all_that_takes_itself_in_ends() -> None:
    one = file_facts("b.py", "b", imported("c"), exports=exports(includes=("c.__all__",)))
    other = file_facts("c.py", "c", imported("b"), exports=exports(includes=("b.__all__",)))
    assert attribute("f", star(), one, other) == []


def test_all_lists_a_submodule() -> None:
    package = file_facts("b/__init__.py", "b", exports=exports("sub"))
    assert attribute("sub", star(), package, file_facts("b/sub.py", "b.sub")) == [("b.sub", "star")]


def test_stars_pass_names_on() -> None:
    middle = file_facts("b.py", "b", imported("c", "*"))
    assert attribute("f", star(), middle, file_facts("c.py", "c", keyword("f"))) == [("c.f", "star")]


def test_stars_in_a_circle_end() -> None:
    middle = file_facts("b.py", "b", imported("a", "*"), imported("c", "*", line=2))
    end = file_facts("c.py", "c", imported("b", "*"), keyword("f", 2))
    assert attribute("f", star(), middle, end) == [("c.f", "star")]
    assert attribute("gone", star(), middle, end) == []


def test_a_star_replaces_earlier_names_and_is_replaced_by_later_ones() -> None:
    assert attribute("f", star(keyword("f", 1)), PLAIN) == [("b.f", "star")]
    assert attribute("f", star(keyword("f", 9)), PLAIN) == [("a.f", "exact")]


def test_of_two_stars_the_last_that_brings_the_name_holds() -> None:
    other = file_facts("c.py", "c", keyword("f"))
    assert attribute("f", star(imported("c", "*", line=4)), PLAIN, other) == [("c.f", "star")]
    assert attribute("f", star(imported("c", "*", line=2)), PLAIN, other) == [("b.f", "star")]


def test_a_star_from_outside_is_where_a_name_must_come_from_that_nothing_else_brings() -> None:
    file = file_facts("a.py", "a", imported("os.path", "*"), keyword("f", 2))
    assert attribute("join", file) == [("os.path.join", "star")]
    assert attribute("f", file) == [("a.f", "exact")]
    assert attribute("_join", file) == []


def test_two_stars_from_outside_are_ambiguous() -> None:
    file = file_facts("a.py", "a", imported("os.path", "*"), imported("numpy", "*", line=2))
    assert attribute("join", file) == [("os.path.join", "ambiguous"), ("numpy.join", "ambiguous")]


def test_a_module_without_all_keeps_special_names_to_itself() -> None:
    module = file_facts("b.py", "b", keyword("__version__", kind=Kind.DATA))
    assert attribute("__version__", star(), module) == []

from facts import file_facts, imported, keyword

from sphinx_kwindex.linking import Link, SymbolTable
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.kinds import Confidence, ImportScope, Kind, TargetKind
from sphinx_kwindex.model.links import Target


def found(links: tuple[Link, ...]) -> list[tuple[str, str]]:
    return [(link.name, link.confidence.value) for link in links]


def attribute(path: str, name: str, *files: FileFacts) -> list[tuple[str, str]]:
    return found(SymbolTable.of(files).resolve_attribute(path, name))


def cls(qualname: str, line: int = 1, *bases: str) -> object:
    return keyword(qualname, line, kind=Kind.CLASS, bases=bases)


def data(qualname: str, line: int = 1, **fields: object) -> object:
    return keyword(qualname, line, kind=Kind.DATA, **fields)


def test_a_name_defined_here_is_exact() -> None:
    assert attribute("m.py", "f", file_facts("m.py", "m", keyword("f"))) == [("m.f", "exact")]


def test_a_name_nobody_binds_leads_nowhere() -> None:
    assert attribute("m.py", "f", file_facts("m.py", "m")) == []


def test_a_re_export_leads_to_the_definition_and_names_the_hops() -> None:
    files = (
        file_facts("pkg/__init__.py", "pkg", imported("pkg.sub", "f")),
        file_facts("pkg/sub/__init__.py", "pkg.sub", imported("pkg.sub.deep", "f")),
        file_facts("pkg/sub/deep.py", "pkg.sub.deep", keyword("f")),
    )
    (link,) = SymbolTable.of(files).resolve_attribute("pkg/__init__.py", "f")
    assert link == Link(
        kind=TargetKind.PROJECT,
        name="pkg.sub.deep.f",
        target=Target(file="pkg/sub/deep.py", qualname="f"),
        confidence=Confidence.RE_EXPORT,
        hops=("pkg", "pkg.sub"),
    )


def test_thousands_of_hops_need_no_depth() -> None:
    last = 5_000
    chain = [file_facts(f"m{number}.py", f"m{number}", imported(f"m{number + 1}", "f")) for number in range(last)]
    table = SymbolTable.of([*chain, file_facts(f"m{last}.py", f"m{last}", keyword("f"))])
    assert found(table.resolve_attribute("m0.py", "f")) == [(f"m{last}.f", "re-export")]


def test_a_cycle_of_imports_leads_nowhere() -> None:
    one, other = file_facts("a.py", "a", imported("b", "f")), file_facts("b.py", "b", imported("a", "f"))
    assert attribute("a.py", "f", one, other) == []


def test_an_alias_leads_to_what_it_stands_for() -> None:
    file = file_facts(
        "m.py",
        "m",
        cls("Client"),
        keyword("Client.connect", 2, kind=Kind.METHOD),
        data("connect", 3, alias_of="Client.connect"),
        data("again", 4, alias_of="connect"),
    )
    assert attribute("m.py", "connect", file) == [("m.Client.connect", "re-export")]
    assert attribute("m.py", "again", file) == [("m.Client.connect", "re-export")]


def test_an_alias_of_something_outside_is_its_own_definition() -> None:
    file = file_facts("m.py", "m", imported("json"), data("loads", 2, alias_of="json.loads"))
    assert attribute("m.py", "loads", file) == [("m.loads", "exact")]


def test_an_alias_of_itself_is_its_own_definition() -> None:
    one, other = data("a", 1, alias_of="b"), data("b", 2, alias_of="a")
    assert attribute("m.py", "a", file_facts("m.py", "m", one, other))[0][0] in {"m.a", "m.b"}


def test_aliases_that_grow_for_ever_end() -> None:
    file = file_facts("m.py", "m", data("a", 1, alias_of="b.x"), data("b", 2, alias_of="a.y"))
    assert attribute("m.py", "a", file) == [("m.a", "exact")]


def test_an_alias_of_an_inherited_member() -> None:
    file = file_facts(
        "m.py",
        "m",
        cls("Base"),
        keyword("Base.run", 2, kind=Kind.METHOD),
        cls("Heir", 3, "Base"),
        data("run", 4, alias_of="Heir.run"),
    )
    assert attribute("m.py", "run", file) == [("m.Base.run", "re-export")]


def test_an_alias_of_a_method_of_an_object() -> None:
    file = file_facts(
        "random.py",
        "random",
        cls("Random"),
        keyword("Random.choice", 2, kind=Kind.METHOD),
        data("_inst", 3, inferred_type="Random"),
        data("choice", 4, alias_of="_inst.choice"),
    )
    assert attribute("random.py", "choice", file) == [("random.Random.choice", "inferred")]


def test_an_alias_in_a_class_body_sees_the_class_first_and_then_the_module() -> None:
    file = file_facts(
        "m.py",
        "m",
        keyword("outer", 1),
        cls("C", 2),
        keyword("C.inner", 3, kind=Kind.METHOD),
        keyword("C.a", 4, kind=Kind.ATTRIBUTE, alias_of="inner"),
        keyword("C.outer", 5, kind=Kind.ATTRIBUTE, alias_of="outer"),
    )
    table = SymbolTable.of([file])
    assert found(table.resolve_dotted("m.py", "C.a")) == [("m.C.inner", "re-export")]
    assert found(table.resolve_dotted("m.py", "C.outer")) == [("m.outer", "re-export")]


def test_the_last_binding_holds() -> None:
    file = file_facts("m.py", "m", imported("other", "f", line=1), keyword("f", 5))
    assert attribute("m.py", "f", file, file_facts("other.py", "other", keyword("f"))) == [("m.f", "exact")]
    late = file_facts("m.py", "m", imported("other", "f", line=9), keyword("f", 5))
    assert attribute("m.py", "f", late, file_facts("other.py", "other", keyword("f"))) == [("other.f", "re-export")]


def test_alternatives_are_ambiguous_where_both_are_in_the_project() -> None:
    file = file_facts(
        "m.py",
        "m",
        imported("fast", "f", line=2, condition="try"),
        imported("slow", "f", line=4, condition="except ImportError"),
    )
    slow = file_facts("slow.py", "slow", keyword("f"))
    fast = file_facts("fast.py", "fast", keyword("f"))
    assert attribute("m.py", "f", file, slow, fast) == [("fast.f", "ambiguous"), ("slow.f", "ambiguous")]
    assert attribute("m.py", "f", file, slow) == [("slow.f", "re-export")]


def test_a_conditional_binding_goes_before_the_default_it_replaces() -> None:
    file = file_facts("m.py", "m", keyword("f", 1), imported("fast", "f", line=3, condition="try"))
    fast = file_facts("fast.py", "fast", keyword("f"))
    assert attribute("m.py", "f", file, fast) == [("fast.f", "ambiguous"), ("m.f", "ambiguous")]
    assert attribute("m.py", "f", file) == [("m.f", "exact")]


def test_none_is_no_alternative() -> None:
    file = file_facts(
        "m.py",
        "m",
        imported("fast", "f", line=2, condition="try"),
        data("f", 4, condition="except ImportError", inferred_type="None"),
    )
    assert attribute("m.py", "f", file, file_facts("fast.py", "fast", keyword("f"))) == [("fast.f", "re-export")]


def test_what_type_checkers_see_counts_where_nothing_else_binds_the_name() -> None:
    typing = imported("other", "f", line=2, scope=ImportScope.TYPE_CHECKING, condition="TYPE_CHECKING")
    other = file_facts("other.py", "other", keyword("f"))
    assert attribute("m.py", "f", file_facts("m.py", "m", typing), other) == [("other.f", "re-export")]
    both = file_facts("m.py", "m", typing, keyword("f", 4, condition="not TYPE_CHECKING"))
    assert attribute("m.py", "f", both, other) == [("m.f", "exact")]


def test_a_definition_on_two_branches_is_one_target() -> None:
    file = file_facts("m.py", "m", keyword("f", 2, condition="WINDOWS"), keyword("f", 5, condition="not WINDOWS"))
    assert attribute("m.py", "f", file) == [("m.f", "exact")]


def test_a_submodule_is_an_attribute_of_its_package() -> None:
    files = file_facts("pkg/__init__.py", "pkg"), file_facts("pkg/sub.py", "pkg.sub")
    assert attribute("pkg/__init__.py", "sub", *files) == [("pkg.sub", "exact")]


def test_a_function_goes_before_the_submodule_it_was_imported_from() -> None:
    package = file_facts("pkg/__init__.py", "pkg", imported("pkg.array", "array"))
    module = file_facts("pkg/array.py", "pkg.array", keyword("array"), keyword("x", 2))
    table = SymbolTable.of([package, module])
    assert found(table.resolve_attribute("pkg/__init__.py", "array")) == [("pkg.array.array", "re-export")]
    assert found(table.resolve_attribute("pkg/array.py", "x")) == [("pkg.array.x", "exact")]


def test_importing_a_submodule_replaces_an_earlier_name() -> None:
    module = file_facts("pkg/array.py", "pkg.array", keyword("other"))
    package = file_facts("pkg/__init__.py", "pkg", data("array", 1), imported("pkg.array", "other", line=2))
    assert attribute("pkg/__init__.py", "array", package, module) == [("pkg.array", "exact")]
    package = file_facts("pkg/__init__.py", "pkg", data("array", 3), imported("pkg.array", "other", line=2))
    assert attribute("pkg/__init__.py", "array", package, module) == [("pkg.array", "exact")]


def test_a_package_that_imports_its_submodule_by_from() -> None:
    files = file_facts("pkg/__init__.py", "pkg", imported("pkg", "sub")), file_facts("pkg/sub.py", "pkg.sub")
    assert attribute("pkg/__init__.py", "sub", *files) == [("pkg.sub", "re-export")]


def test_a_submodule_behind_a_binding_that_fails() -> None:
    package = file_facts("pkg/__init__.py", "pkg", imported("pkg.gone", "sub", condition="try"))
    assert attribute("pkg/__init__.py", "sub", package, file_facts("pkg/sub.py", "pkg.sub")) == [("pkg.sub", "exact")]


def test_a_stub_never_wins_over_the_module_and_stands_in_where_there_is_none() -> None:
    module, stub = file_facts("m.py", "m", keyword("f")), file_facts("m.pyi", "m", keyword("f"), keyword("g", 2))
    assert SymbolTable.of([stub, module]).resolve_attribute("m.py", "f")[0].target == Target(file="m.py", qualname="f")
    (link,) = SymbolTable.of([stub]).resolve_attribute("m.pyi", "f")
    assert link.target == Target(file="m.pyi", qualname="f")
    (link,) = SymbolTable.of([stub, module]).resolve_attribute("m.py", "g")
    assert link.target == Target(file="m.pyi", qualname="g")


def test_attributes_of_what_was_found() -> None:
    files = (
        file_facts("pkg/__init__.py", "pkg"),
        file_facts("pkg/m.py", "pkg.m", cls("C"), keyword("C.run", 2, kind=Kind.METHOD), imported("numpy", alias="np")),
    )
    table = SymbolTable.of(files)
    assert found(table.lookup("pkg.m.C.run")) == [("pkg.m.C.run", "exact")]
    (np,) = table.resolve_dotted("pkg/m.py", "np")
    assert found(table.attribute(np, "array")) == [("numpy.array", "exact")]
    assert table.lookup("pkg.m.gone") == ()
    assert table.lookup("numpy.array") == ()


def test_dotted_names_see_functions_around_them_but_not_classes() -> None:
    file = file_facts(
        "m.py",
        "m",
        cls("Base"),
        keyword("make", 2, end_line=9),
        imported("other", "Local", line=3, within="make", scope=ImportScope.FUNCTION),
        cls("make.<locals>.Inner", 4),
        cls("make.<locals>.Inner.Hidden", 5),
        keyword("make.<locals>.Inner.run", 6, kind=Kind.METHOD),
    )
    table = SymbolTable.of([file, file_facts("other.py", "other", cls("Local"))])
    within = "make.<locals>.Inner.run"
    assert found(table.resolve_dotted("m.py", "Inner", within)) == [("m.make.<locals>.Inner", "exact")]
    assert found(table.resolve_dotted("m.py", "Local", within)) == [("other.Local", "exact")]
    assert found(table.resolve_dotted("m.py", "Base", within)) == [("m.Base", "exact")]
    assert table.resolve_dotted("m.py", "Hidden", within) == ()
    assert found(table.resolve_dotted("m.py", "Hidden", "make.<locals>.Inner")) != []
    assert table.resolve_dotted("m.py", "Inner") == ()


def test_builtins_are_of_the_standard_library() -> None:
    (link,) = SymbolTable.of([file_facts("m.py", "m")]).resolve_dotted("m.py", "Exception")
    assert (link.kind, link.name) == (TargetKind.STDLIB, "builtins.Exception")


def test_answers_do_not_depend_on_earlier_questions() -> None:
    files = (
        file_facts("a.py", "a", imported("b", "f", condition="try"), imported("c", "f", line=2, condition="except")),
        file_facts("b.py", "b", imported("a", "f")),
        file_facts("c.py", "c", imported("b", "f", condition="try"), keyword("f", 2, condition="except")),
    )
    fresh = {path: SymbolTable.of(files).resolve_attribute(path, "f") for path in ("a.py", "b.py", "c.py")}
    table = SymbolTable.of(files)
    assert {path: table.resolve_attribute(path, "f") for path in ("c.py", "b.py", "a.py")} == fresh

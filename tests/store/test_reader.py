"""What a reader answers."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from store.sample import BASE, FACTS, TEXT, fill, reference

from sphinx_kwindex.model.kinds import Confidence, Kind, UseKind, Visibility
from sphinx_kwindex.store import Reader, open_reader
from sphinx_kwindex.store.opening import FILENAME


def test_files_and_folders(reader: Reader) -> None:
    assert [row.path for row in reader.files()] == sorted(facts.path for facts in FACTS)
    assert reader.folders() == ("", "pkg", "pkg/sub", "tests")
    assert reader.subfolders("") == ("pkg", "tests")
    assert reader.subfolders("pkg/sub") == ()
    assert [row.path for row in reader.files_in("")] == ["README.md"]
    row = reader.file("pkg/base.py")
    assert row is not None
    assert (row.module, row.is_package) == ("pkg.base", False)
    assert reader.file("pkg") is None


def test_the_file_of_a_module(reader: Reader) -> None:
    assert reader.file_of_module("pkg") == "pkg/__init__.py"
    assert reader.file_of_module("nobody") is None


def test_keywords_stand_in_source_order_with_unique_anchors(reader: Reader) -> None:
    found = [(entry.fullname, entry.anchor) for entry in reader.keywords("pkg/base.py")]
    assert found == [
        ("pkg.base", "pkg.base"),
        ("pkg.base.Base", "pkg.base.Base"),
        ("pkg.base.Base.run", "pkg.base.Base.run"),
        ("pkg.base._help", "pkg.base._help"),
        ("pkg.base._help", "pkg.base._help-2"),
    ]


def test_keywords_by_name(reader: Reader) -> None:
    assert [spot.anchor for spot in reader.keywords_named("pkg.base._help")] == ["pkg.base._help", "pkg.base._help-2"]
    assert [entry.keyword.line for entry in reader.entry("pkg/base.py", "Base")] == [2]
    assert reader.entry("pkg/base.py", "Nobody") == ()


def test_keywords_of_a_subtree(reader: Reader) -> None:
    assert [entry.fullname for entry in reader.subtree_keywords("pkg/sub")] == [
        "pkg.sub.heir",
        "pkg.sub.heir.Heir",
        "pkg.sub.heir.Heir.run",
    ]
    public = {Visibility.PUBLIC}
    assert len(reader.subtree_keywords("pkg", visibility=public, kinds={Kind.METHOD})) == 2
    from_p = [entry.name for entry in reader.subtree_keywords("", begin=("p", "r"), visibility=public)]
    before_ru = [entry.name for entry in reader.subtree_keywords("", begin=("p", "r"), before="ru", visibility=public)]
    assert before_ru == [name for name in from_p if name != "run"] != from_p
    assert dict(reader.subtree_letters("pkg", visibility=public)) == {"b": 2, "h": 2, "p": 1, "r": 2}
    assert reader.subtree_letters("pkg", length=2, begin="r", visibility=public) == (("ru", 2),)


def test_imports_and_where_they_end(reader: Reader) -> None:
    first, second, star = reader.imports("pkg/sub/heir.py")
    assert first.target is not None
    assert (first.target.fullname, first.resolved.hops) == ("pkg.base.Base", ("pkg",))
    assert first.resolved.confidence is Confidence.RE_EXPORT
    assert (second.resolved.name, second.target) == ("os.path", None)
    assert star.target is not None
    assert star.target.fullname == "pkg.base"


def test_imports_that_bind_a_name_or_may(reader: Reader) -> None:
    path = "pkg/sub/heir.py"
    assert [one.imported.name for one in reader.imports(path, bound="Base")] == ["Base", "*"]
    assert [one.imported.bound for one in reader.imports(path, bound="os")] == ["os", ""]
    assert [one.imported.name for one in reader.imports(path, bound="path")] == ["*"]


def test_importers_by_file_and_line(reader: Reader) -> None:
    found = [(one.file, one.line, one.names) for one in reader.importers("pkg/base.py")]
    assert found == [
        ("pkg/__init__.py", 1, ("Base",)),
        ("pkg/sub/heir.py", 1, ("Base",)),
        ("pkg/sub/heir.py", 3, ("*",)),
    ]


def test_classes_below_a_class(reader: Reader) -> None:
    assert [entry.fullname for entry in reader.subclasses("pkg/base.py", "Base")] == ["pkg.sub.heir.Heir"]
    assert [entry.fullname for entry in reader.overrides("pkg/base.py", "Base.run")] == ["pkg.sub.heir.Heir.run"]
    assert [base.target for base in reader.bases("pkg/sub/heir.py")] == [BASE]


def test_usages_are_in_order_tests_last(reader: Reader) -> None:
    found = [
        (usage.file, line, kind, text)
        for usage in reader.usages("pkg/base.py", "Base")
        for (line, _, kind, _), text in zip(usage.places, usage.texts, strict=True)
    ]
    assert found[:3] == [
        ("pkg/sub/heir.py", 1, UseKind.READ, "one"),
        ("pkg/sub/heir.py", 4, UseKind.BASE, "class Heir(Base):"),
        ("pkg/sub/heir.py", 5, UseKind.READ, "Base.run()"),
    ]
    assert {file for file, *_ in found[3:]} == {"tests/test_base.py"}
    limited = reader.usages("pkg/base.py", "Base", limit=2)
    assert [usage.file for usage in limited for _ in usage.places] == [file for file, *_ in found[:2]]
    assert reader.usage_counts("pkg/base.py") == (("Base", 6),)


def test_usages_of_several_keywords_are_those_of_each(reader: Reader) -> None:
    names = ["Base", "_help"]
    for limit in (100, 1, 2):
        found = reader.all_usages("pkg/base.py", names, limit=limit)
        assert found == {"Base": reader.usages("pkg/base.py", "Base", limit=limit)}
    assert reader.all_usages("pkg/base.py", ["_help"]) == {}
    assert reader.all_usages("no/such.py", names) == {}


ANSWERS: tuple[Callable[[Reader], object], ...] = (
    lambda reader: reader.keywords("pkg/base.py"),
    lambda reader: reader.spots("pkg/base.py", "Base"),
    lambda reader: reader.subclasses("pkg/base.py", "Base"),
    lambda reader: reader.overrides("pkg/base.py", "Base.run"),
    lambda reader: reader.importers("pkg/base.py"),
    lambda reader: reader.imports("pkg/sub/heir.py"),
    lambda reader: reader.used_names("pkg/sub/heir.py"),
    lambda reader: reader.usages("pkg/base.py", "Base"),
    lambda reader: reader.all_usages("pkg/base.py", ["Base"]),
    lambda reader: reader.usage_counts("pkg/base.py"),
    lambda reader: reader.file_of_module("pkg.base"),
)


@pytest.mark.parametrize("ask", ANSWERS)
def test_an_answer_that_was_kept_rests_on_what_it_did_when_it_was_read(
    reader: Reader, ask: Callable[[Reader], object]
) -> None:
    with reader.noting({}) as first:
        answer = ask(reader)
    with reader.noting({}) as second:
        assert ask(reader) == answer
    assert first
    assert second == first


@pytest.mark.parametrize(
    ("ask", "way"),
    [
        (lambda reader: reader.importers("pkg/base.py"), "COVERING INDEX import_target (target_file=?)"),
        (lambda reader: reader.all_usages("pkg/base.py", ["Base"]), "COVERING INDEX reference_target (target_file=?)"),
        (lambda reader: reader.usage_counts("pkg/base.py"), "COVERING INDEX reference_target (target_file=?)"),
        (lambda reader: reader.entry("pkg/base.py", "Base"), "INDEX keyword_qualname (file=? AND qualname=?)"),
        (lambda reader: reader.subclasses("pkg/base.py", "Base"), "INDEX keyword_qualname (file=? AND qualname=?)"),
    ],
)
def test_an_index_tells_who_uses_what_without_a_look_at_all_rows(
    tmp_path: Path, ask: Callable[[Reader], object], way: str
) -> None:
    fill(tmp_path)
    queries: list[str] = []
    with closing(sqlite3.connect(tmp_path / FILENAME)) as connection:
        connection.set_trace_callback(queries.append)
        ask(Reader(connection))
        connection.set_trace_callback(None)
        plan = [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {queries[0]}")]
    assert any(way in step for step in plan)


def test_usages_rest_on_the_same_asked_one_by_one_or_together(reader: Reader) -> None:
    with reader.noting({}) as single:
        for name in ("Base", "_help"):
            reader.usages("pkg/base.py", name)
    with reader.noting({}) as together:
        reader.all_usages("pkg/base.py", ["Base", "_help"])
    assert together == single


def test_references_come_back_as_they_were(reader: Reader) -> None:
    first, _, last = reader.references("pkg/sub/heir.py")
    assert first == reference(BASE, UseKind.BASE, Confidence.RE_EXPORT, (4, 11))
    assert (last.name, last.target) == ("os.path.join", None)


def test_used_names_are_the_references_with_the_keywords_they_lead_to(reader: Reader) -> None:
    first, _, last = reader.used_names("pkg/sub/heir.py")
    assert first == ("pkg.base.Base", reader.spots("pkg/base.py", "Base"), Confidence.RE_EXPORT, 4, "[4,11]")
    assert (last.name, last.spots) == ("os.path.join", ())


def test_relations_observations_and_problems(reader: Reader) -> None:
    (relation,) = reader.relations("pkg/sub/heir.py")
    assert (relation.file, relation.score, relation.reasons[0].details) == ("pkg/base.py", 1.5, ("Base",))
    assert reader.observations("pkg/base.py") == FACTS[1].observations
    assert reader.problems() == FACTS[1].problems


def test_import_edges_are_those_between_children(reader: Reader) -> None:
    assert [(edge.source, edge.target, edge.count) for edge in reader.import_edges("pkg")] == [
        ("pkg/__init__.py", "pkg/base.py", 1),
        ("pkg/sub", "pkg/base.py", 2),
    ]
    assert reader.import_edges("") == ()


def test_most_used_from_outside(reader: Reader) -> None:
    assert [(used.entry.fullname, used.files) for used in reader.most_used("", 5)] == [("pkg.base.Base", 3)]
    assert [used.files for used in reader.most_used("pkg", 5)] == [1]


def test_totals(reader: Reader) -> None:
    totals = reader.totals()
    assert (totals.files, totals.references, totals.names, totals.resolved) == (5, 8, 8, 6)
    assert totals.confidences == (("exact", 2), ("re-export", 6))


def test_nearest_names(reader: Reader) -> None:
    assert reader.nearest("pkg/bse.py", 1) == ("pkg/base.py",)
    assert "pkg.base.Base" in reader.nearest("base.Base", 3)
    assert reader.nearest("zzzzzzzzzz", 3) == ()


def test_text_is_kept(reader: Reader) -> None:
    assert reader.text("pkg/base.py") == TEXT
    assert reader.text("nowhere.py") == ""


def test_a_process_has_one_reader(tmp_path: Path, reader: Reader) -> None:
    assert open_reader(tmp_path) is reader

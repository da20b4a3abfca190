import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypedDict

import pytest
from facts import file_facts, imported, keyword, source_of

from sphinx_kwindex.linking import link
from sphinx_kwindex.model.facts import FileFacts, Observation, Problem
from sphinx_kwindex.model.kinds import Confidence, Kind, ProblemKind, UseKind, Visibility
from sphinx_kwindex.model.links import FileLinks, Reason, Reference, Relation, ResolvedBase, Target
from sphinx_kwindex.store import Reader, Store, close_readers, open_reader
from sphinx_kwindex.store.encoding import encode_file
from sphinx_kwindex.store.opening import FILENAME, open_to_read

BASE = Target(file="pkg/base.py", qualname="Base")
FACTS = (
    file_facts("pkg/__init__.py", "pkg", imported("pkg.base", "Base")),
    file_facts(
        "pkg/base.py",
        "pkg.base",
        keyword("Base", 2, end_line=4, kind=Kind.CLASS),
        keyword("Base.run", 3, end_line=4, kind=Kind.METHOD),
        keyword("_help", 6, visibility=Visibility.PRIVATE),
        keyword("_help", 8, visibility=Visibility.PRIVATE),
        observations=(Observation(topic="idioms", subject="loops", names=("for",), lines=(3,)),),
        problems=(Problem(kind=ProblemKind.SYNTAX, file="pkg/base.py", line=3, message="odd"),),
    ),
    file_facts(
        "pkg/sub/heir.py",
        "pkg.sub.heir",
        imported("pkg", "Base"),
        imported("os.path"),
        imported("pkg.base", "*", line=3),
        keyword("Heir", 4, end_line=5, kind=Kind.CLASS, bases=("Base",)),
        keyword("Heir.run", 5, kind=Kind.METHOD),
    ),
    file_facts("tests/test_base.py", None, imported("pkg.sub", line=2), is_test=True),
    file_facts("README.md", None, mentions=(("pkg.base", 3),)),
)
TEXT = "one\n two\nthree\nclass Heir(Base):\n    Base.run()\n"


def links_of(facts: FileFacts, found: FileLinks) -> FileLinks:
    if facts.path not in {"pkg/sub/heir.py", "tests/test_base.py"}:
        return found
    base = ResolvedBase(qualname="Heir", written="Base", name="pkg.base.Base", target=BASE)
    references = (
        reference(BASE, UseKind.BASE, Confidence.RE_EXPORT, (4, 11)),
        reference(BASE, UseKind.READ, Confidence.RE_EXPORT, (5, 4, 1, 0)),
        reference(None, UseKind.CALL, Confidence.EXACT, (5, 9)),
    )
    return FileLinks(path=found.path, imports=found.imports, references=references, bases=(base,), resolved=3, total=4)


def reference(target: Target | None, kind: UseKind, confidence: Confidence, places: tuple[int, ...]) -> Reference:
    name = "pkg.base.Base" if target else "os.path.join"
    return Reference(name=name, target=target, confidence=confidence, kind=kind, width=4, places=places)


def fill(folder: Path) -> None:
    with Store(folder) as store:
        for facts in FACTS:
            store.put_file(encode_file(source_of(facts), facts.digest, facts, TEXT))
        for facts, found in zip(FACTS, link(FACTS), strict=True):
            store.put_links(facts.imports, links_of(facts, found))
        reasons = (Reason(kind="imports", details=("Base",)),)
        store.put_relations("pkg/sub/heir.py", [Relation(file="pkg/base.py", score=1.5, reasons=reasons)])
        store.commit()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    fill(tmp_path)
    yield open_reader(tmp_path)
    close_readers()


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


@pytest.mark.parametrize("folder", ["", "pkg", "pkg/sub", "tests", "nowhere"])
@pytest.mark.parametrize(("begin", "before"), [(("",), ""), (("b", "p"), ""), (("h", "r"), "ru"), (("z",), "")])
def test_indexes_that_are_gathered_are_those_that_are_asked_for(
    reader: Reader, folder: str, begin: tuple[str, ...], before: str
) -> None:
    wanted: Wanted = {"visibility": set(Visibility), "kinds": set(Kind) - {Kind.MODULE}}
    asked = index_answers(reader, folder, begin, before, wanted)
    with reader.gathering(**wanted):
        assert index_answers(reader, folder, begin, before, wanted) == asked
    assert index_answers(reader, folder, begin, before, wanted) == asked


def test_an_index_of_another_choice_is_asked_for(reader: Reader) -> None:
    with reader.gathering(visibility={Visibility.PUBLIC}, kinds={Kind.CLASS}):
        assert len(reader.subtree_keywords("pkg", visibility={Visibility.PUBLIC}, kinds={Kind.CLASS})) == 2
        assert len(reader.subtree_keywords("pkg", visibility={Visibility.PUBLIC}, kinds={Kind.METHOD})) == 2


def test_keywords_of_a_file_that_are_gathered_are_those_that_are_asked_for(reader: Reader, tmp_path: Path) -> None:
    wanted: Wanted = {"visibility": set(Visibility), "kinds": set(Kind)}
    with closing(Reader(open_to_read(tmp_path))) as other, other.gathering(**wanted):
        for path in ("pkg/base.py", "pkg/sub/heir.py", "README.md", "nowhere.py"):
            assert other.main_spots(path) == reader.main_spots(path)
            for qualname in ("", "Base", "Base.run", "_help", "Heir"):
                assert other.spots(path, qualname) == reader.spots(path, qualname)


def test_of_very_many_keywords_none_are_gathered(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_kwindex.store.keywords.MOST_GATHERED", 3)
    with reader.gathering(visibility=set(Visibility), kinds=set(Kind)):
        assert len(reader.subtree_keywords("pkg/sub", visibility=set(Visibility), kinds=set(Kind))) == 3


class Wanted(TypedDict):
    visibility: set[Visibility]
    kinds: set[Kind]


def index_answers(
    reader: Reader, folder: str, begin: tuple[str, ...], before: str, wanted: Wanted
) -> tuple[object, object, frozenset[object]]:
    with reader.noting({}) as noted:
        found = reader.subtree_keywords(folder, begin=begin, before=before, **wanted)
        letters = reader.subtree_letters(folder, length=2, begin=begin[0], **wanted)
    return found, letters, frozenset(noted)


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

"""Which files are related, in which order, and why."""

import pytest
from relations.project import file, links, tied

from sphinx_kwindex.model.kinds import Confidence
from sphinx_kwindex.relations.changes import Commit
from sphinx_kwindex.relations.relating import relate

# Words of twelve files that have nothing to do with each other.
FILLERS = [file(f"pkg/filler{letter}.py", f"{letter * 3} {letter * 4}") for letter in "abcdefghijkl"]


def related(files, path, *, linked=(), limit=10, history=()):
    return relate(tied([*files, *FILLERS], linked), limit=limit, history=history).lists[path]


def reasons(relations, path):
    found = [relation.reasons for relation in relations if relation.file == path]
    return {reason.kind: reason.details for reason in found[0]} if found else {}


def test_files_of_the_same_rare_words_are_related_and_the_words_are_named():
    files = [file("pkg/one.py", "offset section header"), file("pkg/two.py", "section offset"), file("pkg/three.py")]
    assert reasons(related(files, "pkg/one.py"), "pkg/two.py") == {"words": ("offset", "section")}


def test_words_of_nearly_all_files_say_nothing():
    files = [file(f"pkg/m{number}.py", f"self {'xyz'[number % 3] * 5}") for number in range(20)]
    assert all("self" not in reason.details for r in related(files, "pkg/m0.py") for reason in r.reasons)


@pytest.mark.parametrize(
    ("kind", "path"),
    [("imports", "pkg/user.py"), ("imported-by", "pkg/used.py")],
)
def test_imports_relate_both_ways_and_name_the_names(kind, path):
    files = [file("pkg/user.py", "alpha"), file("pkg/used.py", "beta")]
    other = "pkg/used.py" if path == "pkg/user.py" else "pkg/user.py"
    found = related(files, other, linked=[links("pkg/user.py", "pkg/used.py:Thing", "pkg/used.py:make")])
    assert found[0].file == path
    assert reasons(found, path)[kind] == ("Thing", "make")


def test_the_rarest_name_comes_first():
    files = [file(f"pkg/{name}.py") for name in ("one", "two", "used")]
    linked = [links("pkg/one.py", "pkg/used.py:common", "pkg/used.py:rare"), links("pkg/two.py", "pkg/used.py:common")]
    assert reasons(related(files, "pkg/used.py", linked=linked), "pkg/one.py")["imports"] == ("rare", "common")


def test_members_are_named_by_their_class():
    files = [file("pkg/user.py"), file("pkg/used.py")]
    linked = [links("pkg/user.py", "pkg/used.py:Client.send", "pkg/used.py:Client", "pkg/used.py:Client.close")]
    assert reasons(related(files, "pkg/used.py", linked=linked), "pkg/user.py")["imports"] == ("Client",)


def test_a_module_imported_as_a_whole_is_called_by_its_name():
    files = [file("pkg/user.py"), file("pkg/used.py")]
    found = related(files, "pkg/used.py", linked=[links("pkg/user.py", "pkg/used.py:")])
    assert reasons(found, "pkg/user.py")["imports"] == ("pkg.used",)


def test_a_test_is_known_by_its_name():
    files = [file("pkg/csv.py", "alpha"), file("tests/test_csv.py", "beta")]
    assert "test-of" in reasons(related(files, "pkg/csv.py"), "tests/test_csv.py")
    assert "tested-by" in reasons(related(files, "tests/test_csv.py"), "pkg/csv.py")


def test_a_test_in_the_folder_of_the_same_name_is_closer():
    files = [file("pkg/io/csv.py"), file("pkg/net/csv.py"), file("tests/io/test_csv.py")]
    assert [r.file for r in related(files, "tests/io/test_csv.py")][:2] == ["pkg/io/csv.py", "pkg/net/csv.py"]


def test_a_test_is_known_by_what_it_imports():
    files = [file("pkg/csv.py", "alpha"), file("tests/test_all.py", "beta")]
    found = related(files, "pkg/csv.py", linked=[links("tests/test_all.py", "pkg/csv.py:read")])
    assert reasons(found, "tests/test_all.py") == {"test-of": ("read",)}


def test_classes_relate_to_their_bases():
    files = [file("pkg/base.py", "alpha"), file("pkg/child.py", "beta")]
    linked = [links("pkg/child.py", "pkg/base.py:Base", bases=["pkg/base.py:Base"])]
    assert reasons(related(files, "pkg/base.py", linked=linked), "pkg/child.py")["subclasses"] == ("Base",)
    assert reasons(related(files, "pkg/child.py", linked=linked), "pkg/base.py")["subclassed-by"] == ("Base",)


def test_a_document_that_mentions_a_module_documents_it():
    files = [file("pkg/csv.py", "alpha"), file("docs/guide.md", "beta")]
    linked = [links("docs/guide.md", mentions=["pkg/csv.py:"])]
    assert reasons(related(files, "pkg/csv.py", linked=linked), "docs/guide.md") == {"documents": ("pkg.csv",)}
    assert reasons(related(files, "docs/guide.md", linked=linked), "pkg/csv.py") == {"documented-by": ("pkg.csv",)}


def test_what_the_examples_of_a_document_use_is_not_counted():
    files = [file("pkg/csv.py", "alpha"), file("docs/guide.md", "beta")]
    assert not reasons(related(files, "pkg/csv.py", linked=[links("docs/guide.md", "pkg/csv.py:")]), "docs/guide.md")


def test_what_may_be_another_name_relates_nothing():
    files = [file("pkg/one.py", "alpha"), file("pkg/two.py", "beta")]
    linked = [links("pkg/one.py", "pkg/two.py:f", confidence=Confidence.AMBIGUOUS)]
    assert "imports" not in reasons(related(files, "pkg/two.py", linked=linked), "pkg/one.py")


def test_a_stub_belongs_to_its_module():
    files = [file("pkg/fast.py", "alpha"), file("pkg/fast.pyi", "beta")]
    assert related(files, "pkg/fast.py")[0].file == "pkg/fast.pyi"
    assert reasons(related(files, "pkg/fast.pyi"), "pkg/fast.py")["stub"] == ("pkg.fast",)


def test_what_was_changed_together_is_closer_and_says_when():
    files = [file("pkg/one.py"), file("pkg/two.py")]
    history = [Commit(identity=str(n), time=n * 86400, files=("pkg/one.py", "pkg/two.py")) for n in (1, 2, 40)]
    found = related(files, "pkg/one.py", history=history)
    assert found[0].file == "pkg/two.py"
    assert reasons(found, "pkg/two.py")["history"] == ("3", "1970-02-10")


def test_commits_of_many_files_say_nothing():
    history = [Commit(identity="1", time=1, files=tuple(f.path for f in FILLERS))]
    assert not any("history" in reasons(related([], FILLERS[0].path, history=history), f.path) for f in FILLERS)


def test_python_files_come_first_and_documents_after_them():
    files = [file("README.md", "offset section"), file("a.txt", "offset"), file("pkg/one.py", "offset section")]
    found = related([*files, file("pkg/two.py", "offset")], "pkg/one.py")
    assert [r.file for r in found] == ["pkg/two.py", "README.md", "a.txt"]


def test_a_list_has_so_many_python_files_and_half_as_many_others():
    text = " ".join(f"{one}{two}" for one in ("red", "green", "blue") for two in ("cat", "dog", "cow", "hen"))
    files = [file(f"{place}", text) for place in ("a.py", "b.py", "c.py", "d.py", "e.py", "f.md", "g.md", "h.md")]
    found = [r.file for r in related(files, "a.py", limit=4)]
    assert found == ["b.py", "c.py", "d.py", "e.py", "f.md", "g.md"]


def test_prose_with_little_in_common_is_no_document_of_a_python_file():
    names, prose = "alpha beta gamma delta epsilon zeta", "many other words stand here instead "
    files = [file("pkg/one.py", f"offset {names}"), file("pkg/two.py", names), file("docs/guide.md", prose)]
    assert "NEWS.md" not in {r.file for r in related([*files, file("NEWS.md", f"offset {prose * 9}")], "pkg/one.py")}


def test_files_that_are_equally_close_go_by_path():
    files = [file(f"pkg/{name}.py", "offset") for name in ("q", "x", "v", "w")]
    assert [r.file for r in related(files, "pkg/q.py")] == ["pkg/v.py", "pkg/w.py", "pkg/x.py"]


def test_every_file_has_suggestions_even_an_empty_one():
    found = relate([*FILLERS, file("LICENSE"), file("pkg/__init__.py")], limit=5).lists
    assert all(found.values())
    assert reasons(found["LICENSE"], "pkg/fillera.py")["same-package"] == ("",)


def test_every_entry_has_a_reason_and_no_file_is_related_to_itself():
    for path, relations in relate(FILLERS, limit=10).lists.items():
        assert all(relation.reasons and relation.file != path for relation in relations)


def test_the_order_of_the_files_does_not_matter():
    backwards = FILLERS[::-1]
    assert relate(FILLERS, limit=10) == relate(backwards, limit=10)


def test_no_file_and_one_file_are_no_trouble():
    assert relate([], limit=10).lists == {}
    assert relate([file("a.py", "alpha")], limit=10).lists == {"a.py": ()}

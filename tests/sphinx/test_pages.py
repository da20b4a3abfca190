"""How Sphinx sees generated pages: stubs, tables of contents, what surrounds a page."""

import json
import os
import pickle
import shutil

import pytest

from sphinx_kwindex.pages.stubs import PageError, write_if_changed

ROOT = "Page\n====\n\n.. toctree::\n\n   kwindex/index\n"


def stubs(site):
    return {path: path.stat().st_mtime_ns for path in (site.folder / "doctrees/kwindex-pages").rglob("*.kwindex")}


def test_a_stub_that_says_the_same_is_not_touched(site):
    site.build()
    before = stubs(site)
    site.write("src/pkg/sub/other.py", "x = 1\n")
    site.build()
    after = stubs(site)
    name = "kwindex/pkg/mod.py.kwindex"
    assert [before[path] == after[path] for path in before if path.as_posix().endswith(name)] == [True]
    assert len(after) > len(before)


def test_a_stub_that_was_lost_is_made_again(site):
    site.build()
    shutil.rmtree(site.folder / "doctrees/kwindex-pages/kwindex/pkg/sub")
    built = site.build()
    assert "kwindex/pkg/sub/user.py" in built.read
    assert stubs(site)


@pytest.mark.parametrize(("policy", "expected"), [("folders", False), ("all", True), ("none", False)])
def test_file_pages_stand_in_the_global_toctree_only_if_wanted(site, policy, expected):
    site.write("docs/index.rst", ROOT)
    built = site.build(kwindex_toctree=policy)
    assert built.warnings == ()
    env = pickle.loads((built.doctrees / "environment.pickle").read_bytes())  # noqa: S301 - just written by the build
    listed = {docname for docnames in env.toctree_includes.values() for docname in docnames}
    assert ("kwindex/pkg/mod.py" in listed) is expected
    assert ("kwindex/pkg/index" in listed) is (policy != "none")


@pytest.mark.parametrize("policy", ["folders", "all", "none"])
def test_a_book_has_every_file_page_whatever_the_toctree_of_html(site, policy):
    site.write("docs/index.rst", ROOT)
    built = site.build("text", out=f"text-{policy}", kwindex_toctree=policy)
    assert built.warnings == ()
    book = site.build("man", out=f"man-{policy}", kwindex_toctree=policy)
    assert book.warnings == ()
    (page,) = (site.folder / f"man-{policy}").glob("*.1")
    assert "pkg/sub/user.py" in page.read_text(encoding="utf-8")


def test_a_project_without_documents_gets_a_root_document(site):
    built = site.build(project="Things")
    assert "<h1>Things" in built.text("index.html")
    assert "kwindex/pkg/index.html" in built.text("index.html")


def test_a_root_document_that_is_written_later_takes_over(site):
    site.build()
    site.write("docs/index.rst", ROOT)
    os.utime(site.folder / "docs/index.rst", (1, 1))
    assert "<h1>Page" in site.build().text("index.html")


def test_a_page_offers_no_source_of_its_own(site):
    built = site.build()
    assert "_sources" not in built.text("kwindex/pkg/mod.py.html")
    assert not list((site.folder / "out/_sources").rglob("*.kwindex*"))


def test_a_page_tells_the_theme_its_neighbours(site):
    text = site.build().text("kwindex/pkg/mod.py.html")
    assert '<link rel="prev" title="__init__.py" href="__init__.py.html"' in text


def test_stubs_in_a_source_folder_that_holds_the_doctrees_are_no_documents(site):
    site.write("docs/index.rst", ROOT)
    shutil.rmtree(site.folder / "doctrees", ignore_errors=True)
    (site.folder / "doctrees").symlink_to(site.folder / "docs")
    site.build()
    assert site.build().read == ()


def test_other_builders_drop_the_output_of_what_is_gone(site):
    site.write("docs/index.rst", ROOT)
    for builder in ("dirhtml", "text"):
        site.build(builder, out=builder)
    (site.folder / "src/pkg/sub/user.py").unlink()
    for builder in ("dirhtml", "text"):
        site.build(builder, out=builder)
        assert not list((site.folder / builder).rglob("*user*"))


def test_a_file_of_the_user_in_the_output_stays(site):
    site.build()
    site.write("out/kwindex/pkg/sub/mine.html", "mine")
    shutil.rmtree(site.folder / "src/pkg/sub")
    site.build()
    assert (site.folder / "out/kwindex/pkg/sub/mine.html").is_file()


def test_what_cannot_be_written_is_an_error_that_names_it(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(PageError, match=r"cannot write .*taken"):
        write_if_changed(tmp_path / "taken" / "page", "text")


def test_nothing_half_written_is_left(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(PageError, match="No space left on device"):
        write_if_changed(tmp_path / "page", "text")
    assert list(tmp_path.iterdir()) == []


def test_the_index_is_one_json_file(site):
    built = site.build("kwindex", project="Things")
    index = json.loads(built.text("kwindex.json"))
    assert list(index) == ["version", "project", "files", "symbols", "imports", "references", "related", "problems"]
    assert (index["version"], index["project"]) == (1, "Things")
    assert [file["path"] for file in index["files"]] == [
        "pkg/__init__.py", "pkg/mod.py", "pkg/sub/__init__.py", "pkg/sub/user.py",
    ]  # fmt: skip
    assert {"file": "pkg/sub/user.py", "line": 3, "column": 8, "target": "pkg.mod.Thing", "confidence": "exact"} in (
        index["references"]
    )
    (imported,) = index["imports"]
    assert imported == {
        "file": "pkg/sub/user.py", "line": 1, "module": "pkg.mod", "name": "Thing", "alias": None, "scope": "module",
        "target": "pkg.mod.Thing", "target_kind": "project", "target_file": "pkg/mod.py", "confidence": "exact",
    }  # fmt: skip


def test_the_json_builder_reads_no_document_and_gives_the_same_bytes_again(site):
    site.write("docs/index.rst", ROOT)
    first = site.build("kwindex", out="one")
    second = site.build("kwindex", out="two")
    assert first.read == second.read == ()
    assert first.text("kwindex.json") == second.text("kwindex.json")


def test_the_json_builder_leaves_the_environment_of_others_alone(site):
    site.write("docs/index.rst", ROOT)
    site.build()
    site.build("kwindex", out="json")
    assert site.build().read == ()


def test_a_build_says_what_the_index_holds(site):
    assert "index: 4 files, 7 keywords" in site.build().status


def test_an_old_style_in_the_output_is_replaced(site):
    site.build()
    site.write("out/_static/kwindex.css", "old")
    built = site.build()
    assert built.warnings == ()
    assert ".kwindex" in built.text("_static/kwindex.css")


def test_generated_pages_are_read_in_one_process_and_documents_in_as_many_as_wanted(site):
    site.write("docs/index.rst", ROOT)
    here = []
    seen = {"jobs": 2, "prepare": lambda app: app.connect("doctree-read", lambda app, _: here.append(app.env.docname))}
    site.build(**seen)
    assert here == []
    site.write("src/pkg/mod.py", "THING = 1\n")
    built = site.build(**seen)
    assert "kwindex/pkg/mod.py" in here
    assert set(here) == set(built.read)


def test_a_document_among_many_generated_pages_is_read_with_them(site):
    site.write("docs/index.rst", ROOT)
    for number in range(10):
        site.write(f"src/pkg/mod{number}.py", "THING = 1\n")
    here = []
    site.build(jobs=2, prepare=lambda app: app.connect("doctree-read", lambda app, _: here.append(app.env.docname)))
    assert {"index", "kwindex/pkg/mod0.py"} <= set(here)

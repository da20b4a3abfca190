"""After any history of edits the pages are those that composing all of them would have made."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from edits import Edit, apply, edits, first
from hypothesis import HealthCheck, given, settings, strategies as st
from stores import settings_for

from sphinx_kwindex.docnames import name_documents
from sphinx_kwindex.indexing import refresh
from sphinx_kwindex.model.settings import Settings
from sphinx_kwindex.pages import building
from sphinx_kwindex.pages.building import Root, build_pages
from sphinx_kwindex.pages.files import FilesMode
from sphinx_kwindex.pages.fingerprint import page_fingerprint
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.source_view import source_identity
from sphinx_kwindex.store import FILENAME, close_readers, open_reader
from sphinx_kwindex.views import Composed, keyword_index, splitting, subtree, usages


def compose(found: Settings, folder: Path) -> dict[str, bytes]:
    """The stubs and texts of all pages, brought up to date with the store in a folder."""
    reader = open_reader(folder)
    docnames = name_documents("kwindex", (row.path for row in reader.files()), reader.folders())
    site = Site(settings=found, folder=folder, docnames=docnames, source_text=source_identity)
    mode = FilesMode(source=folder, output="kwindex", suffix=".rst", markdown=False, suffixes=(".rst",))
    build_pages(site, Root(docname="index", title="All", missing=True), mode)
    close_readers()
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


def pages_of(found: Settings, folder: Path, *, anew: bool = False) -> dict[str, bytes]:
    if anew:
        folder, store = folder.with_name("anew"), folder / FILENAME
        folder.mkdir()
        shutil.copy(store, folder)
    try:
        files = compose(found, folder)
        return {name: files[name] for name in files if name.endswith((".kwindex", ".answers"))}
    finally:
        if anew:
            shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few keywords and lines be too many for a page, so that pages come and go."""
    for module in (splitting, subtree):
        monkeypatch.setattr(module, "MOST_ENTRIES", 4)
    monkeypatch.setattr(splitting, "GOOD_ENTRIES", 2)
    monkeypatch.setattr(keyword_index, "MOST_ENTRIES", 6)
    monkeypatch.setattr(usages, "LINES_OF_A_FILE_PAGE", 6)
    monkeypatch.setattr(usages, "LINES_OF_A_USAGES_PAGE", 12)
    monkeypatch.setattr(usages, "SHORT", 2)
    monkeypatch.setattr(usages, "ROOM_ON_A_FILE_PAGE", 1_500)
    monkeypatch.setattr(usages, "ROOM_ON_A_USAGES_PAGE", 4_000)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(first, st.lists(st.tuples(edits, st.booleans()), min_size=1, max_size=6))
def test_pages_forget_their_history(start: Edit, history: list[tuple[Edit, bool]]) -> None:
    top = Path(tempfile.mkdtemp())
    found = settings_for(top / "src")
    (top / "src").mkdir()
    try:
        for edit, looked_at in ((start, True), *history, ([], True)):
            apply(edit, top)
            refresh(found, top / "store")
            if looked_at:
                assert pages_of(found, top / "store") == pages_of(found, top / "store", anew=True)
    finally:
        shutil.rmtree(top)


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were composed."""
    names: list[str] = []

    def note(page: Composed, *rest: Any) -> str:
        names.append(page.page.docname)
        return page_fingerprint(page, *rest)

    monkeypatch.setattr(building, "page_fingerprint", note)
    return names


def build(top: Path, edit: Edit, composed: list[str]) -> set[str]:
    """The documents that are composed after an edit, their folder left out."""
    composed.clear()
    apply(edit, top)
    refresh(settings_for(top / "src"), top / "store")
    pages_of(settings_for(top / "src"), top / "store")
    return {name.removeprefix("kwindex/src/") for name in composed}


PROJECT: Edit = [
    ("src/one.py", ["def alpha(): ..."]),
    ("src/two.py", ["from one import alpha", "alpha()"]),
    ("src/three.py", ["x = 1"]),
]
ALWAYS = {"index", "kwindex/index", "kwindex/report"}


def test_an_edit_reaches_the_file_and_what_it_uses(tmp_path: Path, composed: list[str]) -> None:
    everything = build(tmp_path, PROJECT, composed)
    assert "three.py" in everything
    assert build(tmp_path, [], composed) == set()
    edited = build(tmp_path, [("src/two.py", ["from one import alpha", "", "alpha()"])], composed)
    assert edited == {*ALWAYS, "two.py", "two.py.source", "one.py"}


def test_what_is_lost_is_composed_again(tmp_path: Path, composed: list[str]) -> None:
    everything = build(tmp_path, PROJECT, composed)
    for name in ("grains", "manifest.json", "kwindex/src/one.py.kwindex"):
        (tmp_path / "store/kwindex-pages" / name).unlink()
        assert build(tmp_path, [("src/three.py", [f"x = {name!r}"])], composed) == everything


LETTERS: Edit = [("src/one.py", ["a = b = c = d = e = 1"]), ("src/two.py", [""])]


def keyword_pages(names: set[str]) -> set[str]:
    return {name for name in names if name.startswith("keywords-")}


def test_a_new_keyword_reaches_the_page_of_the_index_that_holds_it(tmp_path: Path, composed: list[str]) -> None:
    everything = build(tmp_path, LETTERS, composed)
    assert keyword_pages(everything) == {"keywords-a", "keywords-c", "keywords-e"}
    assert keyword_pages(build(tmp_path, [("src/two.py", ["e = 2"])], composed)) == {"keywords-e"}


def test_a_new_keyword_can_move_all_that_follow_to_other_pages(tmp_path: Path, composed: list[str]) -> None:
    build(tmp_path, LETTERS, composed)
    moved = build(tmp_path, [("src/two.py", ["a = 2"])], composed)
    assert keyword_pages(moved) == {"keywords-a", "keywords-b", "keywords-d"}
    found = settings_for(tmp_path / "src")
    assert pages_of(found, tmp_path / "store") == pages_of(found, tmp_path / "store", anew=True)

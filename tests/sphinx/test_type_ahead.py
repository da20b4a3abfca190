"""The scripts of the type-ahead in an output folder."""

import os

import pytest

from sphinx_kwindex.events import html


@pytest.fixture
def folder(site):
    site.build()
    return site.folder / "out/_static/kwindex"


def states(folder):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_a_build_without_changes_does_not_make_them_again(site, folder, monkeypatch):
    monkeypatch.setattr(html, "shards", lambda _desk: pytest.fail("the scripts were made again"))
    before = states(folder)
    site.build()
    assert states(folder) == before


def test_they_follow_the_index(site, folder):
    site.write("src/pkg/sub/user.py", "def zebra():\n    pass\n")
    site.build()
    assert any(b"zebra" in content for content, _ in states(folder).values())


def test_they_follow_the_options(site, folder):
    before = states(folder)
    site.build(kwindex_output="elsewhere")
    assert before.keys() == states(folder).keys()
    assert any(b"elsewhere" in content for content, _ in states(folder).values())


@pytest.mark.parametrize("damage", ["cut", "deleted", "added", "folder"])
def test_what_happened_to_the_folder_is_mended(site, folder, damage):
    before = {name: content for name, (content, _) in states(folder).items()}
    if damage == "cut":
        (folder / "starts.js").write_bytes(b"")
    elif damage == "deleted":
        (folder / "starts.js").unlink()
    elif damage == "added":
        (folder / "names-7a.js").write_bytes(b"x")
    else:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    site.build()
    assert {name: content for name, (content, _) in states(folder).items()} == before


def test_a_file_of_the_same_length_that_is_another_is_mended(site, folder):
    path = folder / "starts.js"
    before = path.read_bytes()
    path.write_bytes(before[::-1])
    os.utime(path, ns=(0, 0))
    site.build()
    assert path.read_bytes() == before

"""The scripts of the type-ahead in an output folder."""

import os

import pytest

from sphinx_kwindex.events import type_ahead


@pytest.fixture
def folder(site):
    site.build()
    return site.folder / "out/_static/kwindex"


def states(folder):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_a_build_without_changes_does_not_make_them_again(site, folder, monkeypatch):
    monkeypatch.setattr(type_ahead, "shards", lambda *_: pytest.fail("the scripts were made again"))
    before = states(folder)
    site.build()
    assert states(folder) == before


def test_they_follow_the_index(site, folder):
    site.write("src/pkg/sub/user.py", "def zebra():\n    pass\n")
    site.build()
    assert any(b"zebra" in content for content, _ in states(folder).values())


def test_an_edit_makes_those_again_whose_names_it_reaches(site, folder, monkeypatch):
    made = []
    shards = type_ahead.shards

    def note(desk, letter):
        made.append(letter)
        return shards(desk, letter)

    monkeypatch.setattr(type_ahead, "shards", note)
    site.write("src/pkg/sub/user.py", "from pkg.mod import Thing\n\nTHING = Thing()\n\n\ndef zebra():\n    pass\n")
    site.build()
    assert made == ["z"]
    site.build(out="clean")
    clean = states(site.folder / "clean/_static/kwindex")
    assert {name: text for name, (text, _) in states(folder).items()} == {
        name: text for name, (text, _) in clean.items()
    }
    assert set(made) > {"z"}


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

"""Keywords that are read at once."""

from contextlib import closing
from pathlib import Path
from typing import TypedDict

import pytest

from sphinx_kwindex.model.kinds import Kind, Visibility
from sphinx_kwindex.store import Reader
from sphinx_kwindex.store.opening import open_to_read


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

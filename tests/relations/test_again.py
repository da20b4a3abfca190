"""Lists that are made again after a change are those that a first build makes, and no more than need be."""

from dataclasses import replace

from hypothesis import example, given, settings, strategies as st
from relations.project import file, links, tied

from sphinx_kwindex.model.ties import Known
from sphinx_kwindex.relations.relating import relate

WORDS = [f"{one}{two}{three}" for one in "bcdf" for two in "aeiou" for three in "mnr"]
PATHS = [*(f"pkg/{word}.py" for word in WORDS[:9]), "tests/test_bam.py", "pkg/bam.pyi", "README.md", "guide.rst"]

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
states = st.dictionaries(st.sampled_from(PATHS), texts, max_size=len(PATHS))
imports = st.lists(st.tuples(st.sampled_from(PATHS), st.sampled_from(PATHS), st.sampled_from("fgh")), max_size=6)


def project(state, imported):
    targets = {}
    for path, other, name in imported:
        if path in state and other in state:
            targets.setdefault(path, []).append(f"{other}:{name}")
    linked = [links(path, *found, mentions=found) for path, found in targets.items()]
    return tied([file(path, text) for path, text in state.items()], linked)


EMPTY = dict.fromkeys(["pkg/bam.py", "pkg/bam.pyi", "pkg/bem.py", "pkg/bim.py", "pkg/bir.py"], "")
ALIKE = {"pkg/ban.py": "bam bam bam bam bam", "pkg/ben.py": "bam bam bam", "pkg/ber.py": "bam bam bam"}
BEFORE = {**EMPTY, **ALIKE, "pkg/bar.py": "bam bam bam ban ban", "README.md": "bam bam bam ban ban"}
AFTER = BEFORE | {"pkg/bar.py": "bam bam bam bam ban ban", "README.md": "bam ban"}


def known_of(related, lists):
    return {
        path: Known(marks=marks, listed=[(one.file, one.score) for one in lists[path]])
        for path, marks in related.marks.items()
    }


@settings(max_examples=100, deadline=None)
@example([(BEFORE, []), (AFTER, [])], 1)  # a list with room for one file has none for a document
@given(st.lists(st.tuples(states, imports), min_size=2, max_size=4), st.integers(min_value=1, max_value=5))
def test_whatever_changes_the_lists_are_those_of_a_first_build(steps, limit):
    lists, known = {}, {}
    for state, imported in steps:
        files = project(state, imported)
        again = relate(files, limit=limit, known=known)
        first = relate(files, limit=limit)
        lists = {path: again.lists.get(path, lists.get(path)) for path in state}
        assert lists == first.lists
        assert again.marks == first.marks
        known = known_of(again, lists)


def large():
    return [file(f"pkg/m{number}.py", " ".join(WORDS[number % 40 :: 7])) for number in range(80)]


def test_nothing_is_made_again_where_nothing_changed():
    first = relate(large(), limit=3)
    assert relate(large(), limit=3, known=known_of(first, first.lists)).lists == {}


edits = st.tuples(st.integers(min_value=0, max_value=79), st.sampled_from(WORDS), st.integers(min_value=0, max_value=9))


@settings(max_examples=20, deadline=None)
@given(st.lists(edits, min_size=1, max_size=4))
def test_after_an_edit_in_a_large_project_the_lists_are_those_of_a_first_build(found):
    related = relate(large(), limit=3)
    files, lists = large(), related.lists
    for number, word, count in found:
        words = {**files[number].words, word: count}
        files[number] = replace(files[number], words={word: count for word, count in words.items() if count})
        related = relate(files, limit=3, known=known_of(related, lists))
        lists = lists | related.lists
        assert lists == relate(files, limit=3).lists


def test_another_word_in_one_file_leaves_most_lists_alone():
    first = relate(large(), limit=3)
    files = large()
    files[0] = replace(files[0], words=files[0].words | {"bam": 3})
    assert 0 < len(relate(files, limit=3, known=known_of(first, first.lists)).lists) < len(files) / 2


def test_with_another_limit_all_lists_are_made_again():
    first = relate(large(), limit=3)
    assert len(relate(large(), limit=4, known=known_of(first, first.lists)).lists) == len(large())

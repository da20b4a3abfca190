"""What pages say of related files and of tests."""

import pytest
from stores import settings_for

from sphinx_kwindex.blocks import Code, Diagram, Group, Item, Link, Query, Text
from sphinx_kwindex.docnames import name_documents
from sphinx_kwindex.indexing import refresh
from sphinx_kwindex.store import close_readers, open_reader
from sphinx_kwindex.views import answer

PROJECT = {
    "zoo/__init__.py": "",
    "zoo/cage.py": "class Cage:\n    '''A cage with bars.'''\n    bars = 4\n\ndef lock(): '''Lock the bars.'''\n",
    "zoo/lion.py": "from zoo.cage import Cage\nclass Den(Cage): bars = 9\n",
    "zoo/wolf.py": "from zoo.cage import lock\nfrom zoo.lion import Den\nlock()\n",
    "zoo/_keeper.py": "def feed(): pass\n",
    "tests/test_cage.py": "from zoo.cage import Cage\ndef test_bars(): assert Cage.bars\n",
    "guide.md": "# Cages\n\nUse `zoo.cage.Cage`: a cage with bars.\n",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    top = tmp_path_factory.mktemp("project")
    for name, text in PROJECT.items():
        (top / name).parent.mkdir(exist_ok=True)
        (top / name).write_text(text)
    store = tmp_path_factory.mktemp("store")
    settings = settings_for(top / ".")
    refresh(settings, store)
    reader = open_reader(store)
    docnames = name_documents("kwindex", (row.path for row in reader.files()), reader.folders())
    prefix = next(row.path for row in reader.files() if row.path.endswith("guide.md")).removesuffix("guide.md")

    def ask(view, subject, **options):
        return answer(Query(view, prefix + subject, tuple(sorted(options.items()))), reader, settings, docnames)

    yield ask
    close_readers()


def said(value):
    """All the words of blocks and inlines, in order."""
    if isinstance(value, Text | Code | Link):
        return value.text
    if isinstance(value, Item):
        return f"\n{said(value.inlines)} | {said(value.blocks)}"
    if isinstance(value, tuple):
        return "".join(map(said, value))
    if isinstance(value, Group):
        return f"[{value.title}]{said(value.blocks)}"
    return "".join(said(getattr(value, name, ())) for name in ("inlines", "items", "blocks", "summary"))


def lines(blocks):
    return [line.partition(" | ")[0].split(" ")[0].rpartition("/")[2] for line in said(blocks).splitlines()[1:]]


def test_modules_come_first_then_tests_then_documents(ask):
    groups = ask("related-files", "zoo/cage.py")
    assert [group.title for group in groups[1:]] == ["Tests", "Documents"]
    assert lines(groups[1:2]) == ["test_cage.py"]
    assert lines(groups[2:]) == ["guide.md"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("zoo/cage.py", "subclasses Cage"),
        ("zoo/cage.py", "imports lock"),
        ("zoo/cage.py", "tests Cage"),
        ("zoo/cage.py", "describes Cage"),
        ("zoo/wolf.py", "imported here: lock"),
        ("tests/test_cage.py", "tested here: Cage"),
        ("guide.md", "described here: Cage"),
        ("zoo/cage.py", "shared words: "),
    ],
)
def test_reasons_say_what_the_related_file_is(ask, path, words):
    assert words in said(ask("related-files", path))


def test_reasons_can_be_left_out(ask):
    assert "subclasses" not in said(ask("related-files", "zoo/cage.py", reasons="no"))


def test_the_limit_counts_python_files_and_leaves_half_as_many_documents(ask):
    assert len(lines(ask("related-files", "zoo/cage.py", limit="2"))) == 3
    assert len(lines(ask("related-files", "zoo/cage.py", limit="1"))) == 1


def test_sources_choose_what_reasons_rest_on(ask):
    found = ask("related-files", "zoo/cage.py", sources="tests documents")
    assert lines(found) == ["test_cage.py", "guide.md"]
    assert "shared words" not in said(found)


def test_a_diagram_is_drawn_on_request_of_what_the_files_import_of_each_other(ask):
    *_, diagram = ask("related-files", "zoo/cage.py", diagram="yes")
    edges = {tuple(end.rpartition("/")[2] for end in edge[:2]) for edge in diagram.edges}
    assert edges == {
        ("lion.py", "cage.py"),
        ("wolf.py", "cage.py"),
        ("wolf.py", "lion.py"),
        ("test_cage.py", "cage.py"),
    }
    assert not any(isinstance(block, Diagram) for block in ask("related-files", "zoo/cage.py"))


def test_a_file_tells_its_tests_and_the_names_they_use(ask):
    (listing,) = ask("file-tests", "zoo/cage.py")
    assert lines((listing,)) == ["test_cage.py:"]
    assert "Cage" in said(listing)


def test_a_folder_tells_the_public_names_that_no_test_names(ask):
    words = said(ask("folder-untested", "zoo"))
    assert "lock" in words
    assert "Den" in words
    assert "Cage" not in words
    assert "feed" not in words
    assert words.endswith("2 names in 2 files")


def test_there_is_nothing_to_say_of_a_folder_of_tests(ask):
    assert ask("folder-untested", "tests") == ()

import re

import pytest

from sphinx_kwindex.docnames import Docnames, Place, name_documents

SAFE = re.compile(r"[A-Za-z0-9._+-]+(/[A-Za-z0-9._+-]+)*")


def named(*paths: str, output: str = "kwindex") -> Docnames:
    return name_documents(output, paths)


def test_a_file_page_is_named_like_the_file():
    assert named("pkg/sub/mod.py").file("pkg/sub/mod.py") == "kwindex/pkg/sub/mod.py"


def test_a_file_has_a_source_page_and_a_usages_page_beside_it():
    names = named("pkg/mod.py")
    assert names.source("pkg/mod.py") == "kwindex/pkg/mod.py.source"
    assert names.usages("pkg/mod.py") == "kwindex/pkg/mod.py.usages"


def test_every_folder_above_a_file_has_a_page():
    names = named("a/b/c.py")
    assert [names.folder(folder) for folder in ("", "a", "a/b")] == [
        "kwindex/index",
        "kwindex/a/index",
        "kwindex/a/b/index",
    ]


def test_keyword_indexes_stand_in_their_folder():
    names = named("a/b.py")
    assert names.keywords("a") == "kwindex/a/keywords"
    assert names.keywords("a", "B") == "kwindex/a/keywords-b"
    assert names.keywords("") == "kwindex/keywords"


def test_the_output_folder_may_be_the_top_of_the_site():
    names = named("a/b.py", output="")
    assert (names.file("a/b.py"), names.folder(""), names.report()) == ("a/b.py", "index", "report")


def test_a_document_leads_back_to_what_it_is_about():
    names = named("a/b.py")
    assert names.place("kwindex/a/b.py") == (Place.FILE, "a/b.py")
    assert names.place("kwindex/a/b.py.source") == (Place.SOURCE, "a/b.py")
    assert names.place("kwindex/a/index") == (Place.FOLDER, "a")
    assert names.place("introduction") is None


HOSTILE = [
    "a b.py",
    "a\nb.py",
    "<script>.py",
    'it\'s "quoted".py',
    "größe.py",
    "日本語.py",
    "日本人.py",
    "100%.py",
    "a#b?.py",
    "*[glob].py",
    "..py",
    "...",
    "trailing.",
    ".gitignore",
    "\udcff.py",
    "x" * 300 + ".py",
    "con.py",
    "back\\slash.py",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_become_safe_ones(name):
    docname = named(f"{name}/{name}").file(f"{name}/{name}")
    assert SAFE.fullmatch(docname)
    assert not docname.endswith(".")
    assert all(len(part) < 150 and not part.startswith(".") for part in docname.split("/"))
    assert docname != "kwindex/con.py"


def test_hostile_names_keep_their_own_page():
    assert len(set(named(*HOSTILE).files.values())) == len(HOSTILE)


def test_names_that_differ_in_case_only_do_not_share_a_page():
    files = named("a/Mod.py", "a/mod.py", "A/mod.py").files
    assert len({docname.casefold() for docname in files.values()}) == 3


def test_folders_that_differ_in_case_only_do_not_share_a_page():
    names = named("Lib/a.py", "lib/b.py")
    assert names.folder("Lib").casefold() != names.folder("lib").casefold()


@pytest.mark.parametrize("name", ["index", "keywords", "keywords-a", "report", "mod.py.source", "Index"])
def test_a_file_never_takes_the_place_of_one_of_our_pages(name):
    names = named(name, "mod.py")
    pages = {names.folder(""), names.keywords(""), names.keywords("", "a"), names.report(), names.source("mod.py")}
    assert names.file(name).casefold() not in pages


def test_a_folder_does_not_lie_where_a_builder_writes_a_page():
    names = named("mod.py", "mod.py.html/x.py", "keywords/x.py")
    assert not names.folder("mod.py.html").startswith("kwindex/mod.py.html/")
    assert not names.folder("keywords").startswith("kwindex/keywords/")


def test_names_do_not_depend_on_the_order_of_the_files():
    paths = ["a/Mod.py", "a/mod.py", "b c/d.py", ".x/y"]
    assert named(*paths) == named(*reversed(paths))

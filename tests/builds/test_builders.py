"""Every builder gives the same content, with no warning and no broken link."""

import json
import re
import zipfile

import pytest
from builds.building import build
from builds.links import flaws

from sphinx_kwindex.indexing.analysing import FEW

# What every format shows of the page of a file, whatever it looks like there.
FACTS = ["zoo.animals", "Any animal.", "An animal that flies.", "_Ghost", "Say hello.", "test_zoo.py", "keeper.py"]


def words(text):
    """Text without markup, with single spaces."""
    text = re.sub(r"<[^>]*>", "", text).replace("\\sphinxhyphen{}", "-").replace("\\_", "_").replace("\\-", "-")
    return re.sub(r"\s+", " ", text)


def assert_facts(text, facts=FACTS):
    missing = [fact for fact in facts if fact not in words(text)]
    assert not missing


def test_html_has_a_page_for_each_file_and_no_warning(html):
    assert html.warnings == ()
    assert_facts(html.text("kwindex/src/zoo/animals.py.html"))


def test_every_link_in_html_leads_somewhere(html):
    assert flaws(html.out) == []


def test_dirhtml(build_zoo):
    built = build_zoo("dirhtml")
    assert built.warnings == ()
    assert flaws(built.out) == []
    assert_facts(built.text("kwindex/src/zoo/animals.py/index.html"))


def test_singlehtml_holds_every_file_page(build_zoo):
    built = build_zoo("singlehtml")
    assert built.warnings == ()
    # Sphinx itself links to pages that this builder does not make, and writes such links to labels of documents.
    ours = [flaw for flaw in flaws(built.out) if flaw.link not in ("genindex.html", "search.html")]
    assert [flaw for flaw in ours if not flaw.link.startswith("#document-api#")] == []
    assert_facts(built.text("index.html"), [*FACTS, "A cage with corners.", "Of a namespace package."])


def test_text(build_zoo):
    built = build_zoo("text")
    assert built.warnings == ()
    assert_facts(built.text("kwindex/src/zoo/animals.py.txt"))


def test_pseudoxml(build_zoo):
    built = build_zoo("pseudoxml")
    assert built.warnings == ()
    assert_facts(built.text("kwindex/src/zoo/animals.py.pseudoxml"))


def test_man_holds_every_file_page(build_zoo):
    built = build_zoo("man")
    assert built.warnings == ()
    (page,) = built.out.glob("*.1")
    assert_facts(page.read_text(encoding="utf-8").replace("\\-", "-").replace("\\&", ""))


def test_latex_holds_every_file_page(build_zoo):
    built = build_zoo("latex")
    assert built.warnings == ()
    assert_facts(built.text("zoo.tex"))


def test_epub_holds_every_file_page(build_zoo):
    built = build_zoo("epub", version="1", epub_copyright="nobody", author="nobody")
    assert built.warnings == ()
    assert flaws(built.out) == []
    (book,) = built.out.glob("*.epub")
    pages = zipfile.ZipFile(book).namelist()
    assert "kwindex/src/zoo/animals.py.xhtml" in pages
    assert not [page for page in pages if page.endswith("source.xhtml")]
    assert_facts(built.text("kwindex/src/zoo/animals.py.xhtml"))


def test_the_book_lists_every_file_page_once(build_zoo):
    spine = build_zoo("epub", version="1", epub_copyright="nobody", author="nobody").text("content.opf")
    assert spine.count('href="kwindex/src/zoo/animals.py.xhtml"') == 1
    assert len(re.findall("<itemref [^>]*>", spine)) == len(set(re.findall("<itemref [^>]*>", spine)))


def test_gettext_has_no_message_of_generated_pages_twice(build_zoo):
    built = build_zoo("gettext")
    assert built.warnings == ()
    assert "A page in Markdown" in built.text("page.pot")


def test_linkcheck_finds_no_broken_link(build_zoo):
    built = build_zoo("linkcheck")
    assert built.warnings == ()
    results = [json.loads(line) for line in built.text("output.json").splitlines()]
    assert [one for one in results if one["status"] == "broken"] == []


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_every_link_leads_somewhere_with_the_theme(build_zoo, theme):
    pytest.importorskip(theme)
    built = build_zoo("html", html_theme=theme)
    assert built.warnings == ()
    assert flaws(built.out) == []


def test_json(build_zoo):
    built = build_zoo("kwindex")
    assert built.warnings == ()
    index = json.loads(built.text("kwindex.json"))
    assert {file["path"] for file in index["files"]} >= {"src/zoo/animals.py", "src/README.md", "src/zoo/data.txt"}


def test_no_conf_py_and_no_documents_are_needed(zoo_folder, tmp_path):
    (tmp_path / "empty").mkdir()
    built = build(tmp_path / "empty", tmp_path / "out", kwindex_sources=str(zoo_folder / "src"))
    assert built.warnings == ()
    assert flaws(built.out) == []
    assert (built.out / "index.html").exists()
    assert_facts(built.text("kwindex/src/zoo/animals.py.html"))
    assert list((tmp_path / "empty").iterdir()) == []


def test_python_code_that_builds_need_not_say_in_how_many_processes(tmp_path):
    package, docs = tmp_path / "many", tmp_path / "docs"
    for folder in (package, docs):
        folder.mkdir()
    for number in range(FEW + 1):
        package.joinpath(f"m{number}.py").write_text("x = 1\n", "utf-8")
    built = build(docs, tmp_path / "out", builder="kwindex", jobs=0, kwindex_sources=[str(package)])
    assert (built.code, built.warnings) == (0, ())

from views.reading import links

from sphinx_kwindex.blocks import PageTarget
from sphinx_kwindex.docnames import Place
from sphinx_kwindex.views import all_pages, composed_pages
from sphinx_kwindex.views.answering import answer_at


def pages(desk):
    return {page.docname: page for page in all_pages(desk.reader, desk.settings, desk.docnames)}


def test_every_file_has_its_page_and_its_source_page_every_folder_its_page_and_its_index(zoo):
    assert set(pages(zoo)) == {
        "kwindex/index",
        "kwindex/keywords",
        "kwindex/report",
        "kwindex/tests/index",
        "kwindex/tests/keywords",
        "kwindex/tests/test_animals.py",
        "kwindex/tests/test_animals.py.source",
        "kwindex/zoo/__init__.py",
        "kwindex/zoo/__init__.py.source",
        "kwindex/zoo/animals.py",
        "kwindex/zoo/animals.py.source",
        "kwindex/zoo/care/README.md",
        "kwindex/zoo/care/README.md.source",
        "kwindex/zoo/care/food.py",
        "kwindex/zoo/care/food.py.source",
        "kwindex/zoo/care/index",
        "kwindex/zoo/care/keywords",
        "kwindex/zoo/data.csv",
        "kwindex/zoo/data.csv.source",
        "kwindex/zoo/index",
        "kwindex/zoo/keeper.py",
        "kwindex/zoo/keeper.py.source",
        "kwindex/zoo/keywords",
    }


def test_a_page_has_the_sections_that_have_something_to_say(zoo):
    titles = [section.title for section in pages(zoo)["kwindex/zoo/animals.py"].sections]
    assert titles[:5] == ["Outline", "Keywords", "Imports", "Imported by", "Used by"]
    titles = [section.title for section in pages(zoo)["kwindex/zoo/data.csv"].sections]
    assert set(titles) <= {"Related files"}


def test_no_query_of_a_page_is_without_an_answer(zoo):
    for page in pages(zoo).values():
        for query in (*page.lead, *(section.query for section in page.sections)):
            assert answer_at(query, zoo), (page.docname, query)


def test_a_page_knows_its_sections(zoo):
    page = pages(zoo)["kwindex/zoo/animals.py"]
    (map_of_page,) = [query for query in page.lead if query.view == "page-map"]
    found = links(answer_at(map_of_page, zoo))
    assert found == {section.title: PageTarget(page.docname, section.id) for section in page.sections}


def test_breadcrumbs_lead_up_and_arrows_to_the_neighbours(zoo):
    lead = pages(zoo)["kwindex/zoo/animals.py"].lead
    assert links(answer_at(lead[0], zoo)) == {
        "Source files": PageTarget("kwindex/index"),
        "zoo": PageTarget("kwindex/zoo/index"),
        "← __init__.py": PageTarget("kwindex/zoo/__init__.py"),
        "data.csv →": PageTarget("kwindex/zoo/data.csv"),
    }


def test_the_neighbours_of_a_source_page_are_source_pages(zoo):
    found = links(answer_at(pages(zoo)["kwindex/zoo/animals.py.source"].lead[0], zoo))
    assert found["data.csv →"] == PageTarget("kwindex/zoo/data.csv.source")
    assert found["animals.py"] == PageTarget("kwindex/zoo/animals.py")


def test_folders_have_folders_beside_them(zoo):
    found = links(answer_at(pages(zoo)["kwindex/zoo/index"].lead[0], zoo))
    assert found["← tests"] == PageTarget("kwindex/tests/index")


def test_in_the_books_a_folder_holds_its_folders_and_files(zoo):
    assert pages(zoo)["kwindex/zoo/index"].children == (
        "kwindex/zoo/care/index",
        "kwindex/zoo/__init__.py",
        "kwindex/zoo/animals.py",
        "kwindex/zoo/data.csv",
        "kwindex/zoo/keeper.py",
    )


def test_a_title_ends_with_the_path(zoo):
    for page in pages(zoo).values():
        assert page.title.endswith(page.code)
    assert pages(zoo)["kwindex/zoo/animals.py.source"].title == "Source of zoo/animals.py"


def test_every_link_to_a_page_of_ours_ends_at_a_page(zoo):
    found = list(composed_pages(zoo.reader, zoo.settings, zoo.docnames))
    known = {composed.page.docname for composed in found}
    for composed in found:
        for target in links(composed.blocks).values():
            assert not isinstance(target, PageTarget) or target.docname in known, (composed.page.docname, target)


def test_every_page_about_a_file_or_folder_is_known_by_its_place(zoo):
    places = {zoo.docnames.place(docname) for docname in pages(zoo)}
    assert (Place.SOURCE, "zoo/animals.py") in places
    assert (Place.FOLDER, "zoo/care") in places


def test_without_source_pages_there_are_none(indexed):
    found = pages(indexed({"a/b.py": "x = 1\n"}, source_pages=False))
    assert not any(docname.endswith(".source") for docname in found)


def test_two_runs_compose_the_same(zoo):
    first, second = (list(composed_pages(zoo.reader, zoo.settings, zoo.docnames)) for _ in range(2))
    assert first == second

from dataclasses import replace

from views.reading import anchors, lines, links

from sphinx_kwindex.blocks import Diagram, Link, PageTarget, Query
from sphinx_kwindex.model.kinds import Kind, Visibility
from sphinx_kwindex.views import composed_pages
from sphinx_kwindex.views.answering import answer_at
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.shards import file_of, letters, shards, start_of, starts_script
from sphinx_kwindex.views.subtree import keyword_pages

DASH = "\N{EN DASH}"


def ask(desk, view, subject="zoo", **options):
    return answer_at(Query(view, subject, tuple(sorted(options.items()))), desk)


def test_a_folder_is_described_by_its_package_or_its_readme(zoo):
    assert lines(ask(zoo, "folder-description")) == ["A zoo. — __init__.py"]
    assert lines(ask(zoo, "folder-description", "zoo/care")) == ["How to care for animals. — README.md"]
    assert ask(zoo, "folder-description", "tests") == ()


def test_a_folder_lists_its_folders_and_files_each_with_a_line(zoo):
    assert lines(ask(zoo, "folder-index")) == [
        "[Folders]",
        "  care/ How to care for animals.",
        "[Files]",
        "  __init__.py A zoo.",
        "  animals.py The animals of the zoo.",
        "  data.csv csv file, 2 lines",
        "  keeper.py Defines Keeper",
    ]


def test_tests_are_marked_among_the_files(zoo):
    assert lines(ask(zoo, "folder-index", "tests")) == ["[Files]", "  test_animals.py Defines test_greeting test"]


def test_a_folder_lists_the_names_most_used_from_outside(zoo):
    assert lines(ask(zoo, "folder-names")) == [
        "class Animal in 1 file Any animal.",
        "method Animal.greet in 1 file Say hello.",
    ]


def test_nothing_is_outside_the_only_folder(indexed):
    desk = indexed({"only/__init__.py": "", "only/a.py": "def f(): ...\n", "only/b.py": "from only.a import f\n"})
    assert lines(ask(desk, "folder-names", "")) == ["function f in 1 file"]
    assert ask(desk, "folder-names", "only") == ()


def test_the_imports_inside_a_folder_are_a_diagram_and_a_list(zoo):
    (diagram,) = ask(zoo, "folder-imports")
    assert isinstance(diagram, Diagram)
    assert ("zoo/care", "care/", PageTarget("kwindex/zoo/care/index")) in diagram.nodes
    assert ("zoo/keeper.py", "zoo/animals.py", 3) in diagram.edges
    assert "care/ imports animals.py" in lines([diagram])


def test_a_diagram_has_no_more_nodes_than_a_person_can_read(indexed):
    files = {f"web/m{number}.py": "from web.hub import x\n" for number in range(40)}
    (diagram,) = ask(indexed(files | {"web/__init__.py": "", "web/hub.py": "x = 1\n"}), "folder-imports", "web")
    assert len(diagram.nodes) <= 14
    assert "left out" in diagram.caption


def test_a_folder_whose_files_import_nothing_of_each_other_has_no_diagram(zoo):
    assert ask(zoo, "folder-imports", "tests") == ()


def test_the_keyword_index_of_a_folder_holds_all_below_it_by_letter(zoo):
    found = ask(zoo, "keyword-index", "zoo/care")
    assert lines(found) == [
        "C G",
        "C",
        "  Care heading zoo/care/README.md",
        "G",
        "  GRAINS data zoo.care.food",
    ]
    assert anchors(found) == ["letter-C", "letter-G"]


def test_a_keyword_leads_to_its_line_and_to_its_page(zoo):
    found = links(ask(zoo, "keyword-index", "zoo/care"))
    assert found["GRAINS"] == PageTarget("kwindex/zoo/care/food.py.source", "zoo.care.food.GRAINS")
    assert found["zoo.care.food"] == PageTarget("kwindex/zoo/care/food.py", "zoo.care.food.GRAINS")


def test_a_letter_leads_to_its_keywords(zoo):
    assert links(ask(zoo, "keyword-letters"))["A"] == PageTarget("kwindex/zoo/keywords", "letter-A")


def test_the_keyword_index_follows_the_settings(zoo):
    desk = Desk(zoo.reader, replace(zoo.settings, visibility=frozenset({Visibility.PRIVATE})), zoo.docnames)
    assert {line.split()[0] for line in lines(ask(desk, "keyword-index")) if line.startswith("  ")} == {
        "_forgotten",
        "_sleep",
    }


def many(count: int, start: str = "name") -> dict[str, str]:
    return {"many/a.py": "".join(f"{start}{number} = 0\n" for number in range(count))}


def entries(blocks):
    return [line for line in lines(blocks) if line.startswith("  ")]


def test_a_long_keyword_index_is_split_by_how_names_begin(indexed):
    desk = indexed(many(2000))
    pages = keyword_pages("many", desk)
    assert pages[:3] == (("", ""), ("name0", "name0…"), ("name1", "name1…"))
    assert entries(ask(desk, "keyword-index", "many")) == []
    held = [entry for part, _ in pages for entry in part and entries(ask(desk, "keyword-index", "many", part=part))]
    assert len(held) == len(set(held)) == 2000


LETTERS = {f"letters/{letter}.py": "".join(f"{letter}{number} = 0\n" for number in range(240)) for letter in "abcdefz"}


def test_letters_share_a_page_up_to_a_good_number(indexed):
    desk = indexed(LETTERS)
    assert [label for _, label in keyword_pages("letters", desk)] == ["", f"A{DASH}B", f"C{DASH}D", f"E{DASH}F", "Z"]
    assert len(entries(ask(desk, "keyword-index", "letters", part="c"))) == 480


def test_each_letter_leads_to_its_heading_on_the_page_that_holds_it(indexed):
    desk = indexed(LETTERS)
    found = ask(desk, "keyword-index", "letters", part="c")
    bar = {link.text: link for link in found[0].inlines if isinstance(link, Link)}
    assert "".join(bar) == "ABCDEFZ"
    assert bar["B"].target == PageTarget("kwindex/letters/keywords-a", "letter-B")
    assert [letter for letter, link in bar.items() if link.style == "current"] == ["C", "D"]
    assert anchors(found) == ["letter-C", "letter-D"]


def test_the_pages_of_a_letter_lead_to_each_other(indexed):
    desk = indexed(many(2000))
    _, siblings, *_ = ask(desk, "keyword-index", "many", part="name2")
    found = {link.text: link for link in siblings.inlines if isinstance(link, Link)}
    assert found["name1…"].target == PageTarget("kwindex/many/keywords-name1")
    assert [text for text, link in found.items() if link.style == "current"] == [f"name2{DASH}name5"]


def test_a_page_of_a_split_index_says_what_it_holds(indexed):
    desk = indexed(LETTERS)
    titles = {one.page.docname: one.page.title for one in composed_pages(desk.reader, desk.settings, desk.docnames)}
    assert titles["kwindex/letters/keywords"] == "Keywords of letters/"
    assert titles["kwindex/letters/keywords-c"] == f"Keywords C{DASH}D of letters/"
    assert titles["kwindex/keywords-c"] == f"Keywords C{DASH}D"


def test_the_pages_of_the_top_and_of_its_only_folder_take_turns(indexed):
    desk = indexed(LETTERS)
    found = [one.page.docname for one in composed_pages(desk.reader, desk.settings, desk.docnames)]
    start = found.index("kwindex/keywords-a")
    assert found[start : start + 3] == ["kwindex/keywords-a", "kwindex/letters/keywords-a", "kwindex/keywords-c"]


def test_the_keywords_of_the_top_and_of_its_only_folder_are_read_once(indexed):
    reader = indexed(LETTERS).reader
    assert reader.subtree_keywords("", begin=("a",)) is reader.subtree_keywords("letters", begin=("a",))


def test_a_keyword_index_written_by_hand_that_is_too_long_leads_to_the_generated_one(indexed):
    desk = indexed({**LETTERS, "letters/x.py": "class X: ..."})
    (bar,) = ask(desk, "keyword-index", "letters", kinds="data")
    assert "".join(link.text for link in bar.inlines if isinstance(link, Link)) == "ABCDEFXZ"


def test_a_name_that_occurs_too_often_to_be_split_is_cut_off(indexed):
    desk = indexed({"same/a.py": "".join(f"class C{n}:\n    same = 0\n" for n in range(1600))})
    assert ("s", "S") in keyword_pages("same", desk)
    found = ask(desk, "keyword-index", "same", part="s")
    assert len(entries(found)) == 1500
    assert lines(found)[-1] == "and 100 more"


def test_an_index_of_one_name_is_one_page_however_often_it_occurs(indexed):
    desk = indexed({"same/a.py": "".join(f"class C{n}:\n    same = 0\n" for n in range(1600))})
    only = Desk(desk.reader, replace(desk.settings, kinds=frozenset({Kind.ATTRIBUTE})), desk.docnames)
    assert keyword_pages("same", only) == (("", ""),)
    assert len(entries(ask(only, "keyword-index", "same"))) == 1500


def test_a_page_of_a_keyword_index_that_is_no_more_is_empty(indexed):
    assert ask(indexed(LETTERS), "keyword-index", "letters", part="x") == ()


def test_a_short_keyword_index_is_one_page(indexed):
    desk = indexed({f"same/m{number}.py": "class A:\n    x = y = 0\n" for number in range(10)})
    assert keyword_pages("same", desk) == (("", ""),)
    assert sum(" class " in line for line in lines(ask(desk, "keyword-index", "same"))) == 10


def test_a_folder_without_keywords_has_no_keyword_index(indexed):
    desk = indexed({"plain/a.csv": "1,2\n"})
    assert keyword_pages("plain", desk) == ()
    assert ask(desk, "keyword-index", "plain") == ask(desk, "keyword-letters", "plain") == ()


def test_the_type_ahead_loads_one_script_for_names_that_begin_alike(zoo):
    ((start, text),) = shards(zoo, "a")
    assert starts_script(["a", "_"]) == 'kwindexShard("",{"docs":[],"rows":[["_","names-5f"],["a","names-61"]]});\n'
    assert (start_of(file_of(start)), file_of(start)) == ("a", "names-61.js")
    assert '["Animal","zoo.animals","class",0,"zoo.animals.Animal"]' in text
    assert '"docs":["kwindex/zoo/animals.py.source"]' in text


def test_a_script_of_the_type_ahead_stays_small(indexed):
    desk = indexed(many(3000))
    found = [text for letter in letters(desk) for _, text in shards(desk, letter)]
    assert max(text.count('"data"') for text in found) <= 2000
    assert len(found) > len(letters(desk))


def test_the_honesty_page_says_how_many_names_are_resolved(zoo):
    found = lines(ask(zoo, "report-confidence", ""))
    assert found[0].startswith("Names in use: ")
    assert any(line.startswith("Re-export: ") for line in found)


def test_the_honesty_page_lists_what_nothing_refers_to_but_nothing_public(zoo):
    assert lines(ask(zoo, "report-unused", "")) == [
        "method zoo.animals.Animal._sleep",
        "function zoo.keeper._forgotten",
    ]


def test_the_honesty_page_lists_problems_by_kind(indexed):
    desk = indexed({"bad/a.py": "def (:\n"})
    found = lines(ask(desk, "report-problems", ""))
    assert found[0] == "[Syntax (1)]"
    assert found[1].startswith("  bad/a.py 1 ")


def test_the_honesty_page_lists_imports_that_end_nowhere(indexed):
    desk = indexed({"lost/__init__.py": "", "lost/a.py": "from lost.b import x\nfrom . import y\n"})
    assert lines(ask(desk, "report-imports", "")) == [
        "lost.b.x in lost/a.py 1",
        "lost.y in lost/a.py 2",
    ]


def test_the_honesty_page_lists_ambiguous_names(indexed):
    source = "import sys\nif sys.platform == 'win32':\n    def f(): ...\nelse:\n    def f(): ...\nf()\n"
    found = lines(ask(indexed({"twice/a.py": source}), "report-ambiguous", ""))
    assert all(" in twice/a.py" in line for line in found)

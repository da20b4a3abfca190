from dataclasses import replace

from views.reading import anchors, lines, links

from sphinx_kwindex.blocks import Diagram, PageTarget, Query
from sphinx_kwindex.model.kinds import Visibility
from sphinx_kwindex.views.answering import answer_at
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.shards import file_of, letters, shards, start_of, starts_script
from sphinx_kwindex.views.subtree import keyword_parts


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


def test_a_long_keyword_index_is_split_by_the_next_letters(indexed):
    desk = indexed(many(2000))
    parts = keyword_parts("many", desk)
    assert parts is not None
    assert {"n", "na", "name", "name1", "name9"} <= set(parts)
    held = [line for part in parts for line in lines(ask(desk, "keyword-index", "many", part=part)) if " data " in line]
    assert len(held) == len(set(held)) == 2000


def test_a_name_that_occurs_too_often_to_be_split_stays_within_a_page(indexed):
    desk = indexed({f"same/m{number}.py": "class A:\n    x = y = 0\n" for number in range(10)})
    assert keyword_parts("same", desk) == ()
    assert sum(" class " in line for line in lines(ask(desk, "keyword-index", "same"))) == 10


def test_a_folder_without_keywords_has_no_keyword_index(indexed):
    desk = indexed({"plain/a.csv": "1,2\n"})
    assert keyword_parts("plain", desk) is None
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

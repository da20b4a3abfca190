from views.reading import anchors, lines, links

from sphinx_kwindex.blocks import Fold, PageTarget, Query
from sphinx_kwindex.model.kinds import Visibility
from sphinx_kwindex.model.rows import Usages
from sphinx_kwindex.views.answering import answer_at
from sphinx_kwindex.views.usage_lists import parts_of
from sphinx_kwindex.views.usages import has_usages_page, lines_each


def usages(desk, path="zoo/animals.py", **options):
    return answer_at(Query("keyword-usages", path, tuple(sorted(options.items()))), desk)


def test_every_used_keyword_says_where_it_is_used_tested_imported_and_subclassed(zoo):
    assert lines(usages(zoo, qualname="Animal")) == [
        "zoo/animals.py",
        "  23 base class Bird(Animal):",
        "zoo/keeper.py",
        "  7 call Animal(); Flyer()",
        "[Tests]",
        "  tests/test_animals.py",
        "    4 call Animal().greet(None)",
        "[Imported by]",
        "  tests/test_animals.py 1, zoo/__init__.py 2, zoo/keeper.py 2",
        "[Subclasses]",
        "  zoo.animals.Bird",
    ]


def test_a_method_says_where_it_is_overridden_and_what_is_not_certain(zoo):
    assert lines(usages(zoo, qualname="Animal.greet")) == [
        "[Tests]",
        "  tests/test_animals.py",
        "    4 call Animal().greet(None) inferred",
        "[Overridden in]",
        "  zoo.animals.Bird.greet",
    ]


def test_a_file_has_one_fold_for_each_used_keyword(zoo):
    found = usages(zoo)
    assert all(isinstance(block, Fold) for block in found)
    assert anchors(found) == [
        "uses-zoo.animals.LOUDEST",
        "uses-zoo.animals.Animal",
        "uses-zoo.animals.Animal.greet",
        "uses-zoo.animals.Bird",
    ]


def test_documents_that_show_or_name_a_keyword_are_a_group_of_their_own(indexed):
    guide = "Call `lib.a.f`:\n\n```python\nfrom lib.a import f\nf()\n```\n"
    desk = indexed({"lib/__init__.py": "", "lib/a.py": "def f(): ...\nf()\n", "lib/guide.md": guide})
    assert lines(usages(desk, "lib/a.py", qualname="f")) == [
        "lib/a.py",
        "  2 call f()",
        "[In documents]",
        "  lib/guide.md",
        "    1 mention Call `lib.a.f`:",
        "    4 mention from lib.a import f",
        "    5 call f()",
    ]
    assert lines(usages(desk, "lib/a.py"))[0] == "> f 4 uses"
    totals = desk.reader.totals()
    assert (totals.imports, totals.references, totals.names, totals.resolved) == (0, 1, 1, 1)


def test_a_usage_leads_to_its_line(zoo):
    assert links(usages(zoo, qualname="Bird"))["7"] == PageTarget("kwindex/zoo/keeper.py.source", "L7")


def test_what_is_not_used_has_nothing_to_say(zoo):
    assert usages(zoo, "zoo/data.csv") == ()
    assert usages(zoo, qualname="no_such") == ()


HOT = {"hot/a.py": "def f(): ...\n", "hot/b.py": "from hot.a import f\n" + "f()\n" * 50, "hot/__init__.py": ""}


def test_a_long_list_stops_at_20_and_leads_to_all(indexed):
    desk = indexed(HOT)
    found = usages(desk, "hot/a.py")
    assert sum(" call " in line for line in lines(found)) == 20
    assert links(found)["all 50 uses"] == PageTarget("kwindex/hot/a.py.usages", "uses-hot.a.f")
    assert has_usages_page("hot/a.py", desk)
    assert sum(" call " in line for line in lines(usages(desk, "hot/a.py", all="yes"))) == 50


def test_what_no_page_shows_needs_no_page_of_usages(indexed):
    private = {"hot/a.py": "def _f(): ...\n", "hot/b.py": "from hot.a import _f\n" + "_f()\n" * 50}
    assert has_usages_page("hot/a.py", indexed(private))
    assert not has_usages_page("hot/a.py", indexed(private, visibility=frozenset({Visibility.PUBLIC})))


def test_usages_are_counted_through_all_files_that_use_something():
    place = (1, 0, "call", "certain")
    both = [
        Usages("a.py", is_test=False, places=[place] * 3, texts=[*"012"]),
        Usages("b.py", is_test=True, places=[place] * 2, texts=[*"34"]),
    ]
    for start, end in [(0, 5), (0, 3), (0, 4), (1, 4), (3, 9), (4, 4)]:
        assert [text for part in parts_of(both, start, end) for text in part.texts] == [*"01234"][start:end]
        assert all(len(part.texts) == len(part.places) for part in parts_of(both, start, end))


def test_short_lists_need_no_page_of_usages(zoo):
    assert not has_usages_page("zoo/animals.py", zoo)


def test_the_list_of_one_keyword_folds_at_20_or_as_told(indexed):
    desk = indexed(HOT)
    *_, fold, _imported = usages(desk, "hot/a.py", qualname="f")
    assert lines([fold])[0] == "> 30 more uses"
    *_, fold, _imported = usages(desk, "hot/a.py", qualname="f", limit="5")
    assert lines([fold])[0] == "> 45 more uses"


def test_a_hot_name_costs_no_more_than_its_room(indexed):
    desk = indexed(HOT | {"hot/b.py": "from hot.a import f\n" + "f()\n" * 3000})
    found = lines(usages(desk, "hot/a.py", all="yes"))
    assert sum(" call " in line for line in found) == 500
    assert "  and 2,500 more uses" in found


def test_the_room_of_a_page_is_shared_so_that_short_lists_stay_whole():
    assert lines_each([1] * 100 + [1000] * 100, everything=False) == 4
    assert lines_each([1] * 400, everything=False) == 20


def test_where_there_is_no_room_the_names_lead_to_the_page_of_usages(indexed):
    names = [f"f{number}" for number in range(400)]
    desk = indexed(
        {
            "many/__init__.py": "",
            "many/a.py": "".join(f"def {name}(): ...\n" for name in names),
            "many/b.py": f"from many.a import {', '.join(names)}\n" + "".join(f"{name}()\n" * 5 for name in names),
        }
    )
    found = usages(desk, "many/a.py")
    assert links(found)["f0"] == PageTarget("kwindex/many/a.py.usages", "uses-many.a.f0")
    assert "uses-many.a.f399" in anchors(found)

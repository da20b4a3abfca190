from dataclasses import replace

from views.reading import anchors, lines, links, text

from sphinx_kwindex.blocks import ApiTarget, Badge, Code, Link, Listing, PageTarget, Query, Source, UrlTarget
from sphinx_kwindex.model.kinds import Kind, Visibility
from sphinx_kwindex.views import answer
from sphinx_kwindex.views.desk import Desk

PAGE = "kwindex/zoo/animals.py"


def ask(desk: Desk, view: str, subject: str = "zoo/animals.py", **options: str):
    pairs = tuple(sorted((name.replace("_", "-"), value) for name, value in options.items()))
    return answer(Query(view, subject, pairs), desk.reader, desk.settings, desk.docnames)


def said(desk: Desk, view: str, subject: str = "zoo/animals.py", **options: str) -> list[str]:
    return lines(ask(desk, view, subject, **options))


def test_the_metadata_of_a_file(zoo):
    assert said(zoo, "file-metadata") == [
        "Path: zoo/animals.py",
        "Module: zoo.animals",
        "Type: Python",
        "Size: 423 bytes, 24 lines",
        "Source: highlighted, with every name linked",
    ]


def test_the_path_leads_to_the_forge_at_the_commit(zoo):
    settings = replace(zoo.settings, forge="https://forge.example/{commit}/{path}#L{start}-L{end}")
    found = links(ask(Desk(zoo.reader, settings, zoo.docnames), "file-metadata"))
    assert found["zoo/animals.py"] == UrlTarget("https://forge.example/abc/zoo/animals.py")


def test_an_encoding_is_named_where_it_is_not_utf_8(indexed):
    desk = indexed({"old/a.py": "x = 1\n"})
    (row,) = desk.reader.files()
    assert not any(line.startswith("Encoding") for line in said(desk, "file-metadata", row.path))


def test_the_purpose_is_what_the_docstring_says_first(zoo):
    assert said(zoo, "file-purpose") == ["The animals of the zoo."]


def test_without_a_docstring_the_purpose_is_what_the_file_is(zoo):
    assert said(zoo, "file-purpose", "tests/test_animals.py") == ["Test module"]


def test_a_plain_module_without_a_docstring_says_what_it_defines(zoo):
    assert said(zoo, "file-purpose", "zoo/keeper.py") == ["Defines Keeper"]


def test_a_file_with_nothing_to_say_has_no_purpose(zoo):
    assert ask(zoo, "file-purpose", "zoo/data.csv") == ()


def test_a_path_that_is_not_in_the_index_has_no_answers(zoo):
    views = ("file-metadata", "file-purpose", "file-outline", "file-source", "file-imports", "related-files")
    assert all(ask(zoo, view, "no/such.py") == () for view in views)


def test_the_source_of_a_file_is_left_to_the_source_view(zoo):
    assert ask(zoo, "file-source") == (Source("zoo/animals.py"),)


def test_the_outline_has_definitions_in_source_order_members_inside_their_class(zoo):
    assert said(zoo, "file-outline") == [
        "data LOUDEST: int 1 use",
        "class Animal 3 uses",
        "  Any animal.",
        "  attribute legs: int",
        '  method greet(self, keeper: "Keeper") -> str 1 use',
        "    Say hello.",
        "  method _sleep(self) async private",
        "class Bird(Animal) 1 use",
        "  method greet(self, keeper)",
    ]


def test_each_entry_of_the_outline_is_the_anchor_of_its_keyword(zoo):
    entries = zoo.reader.keywords("zoo/animals.py")[1:]
    assert anchors(ask(zoo, "file-outline")) == [entry.anchor for entry in entries]


def test_an_entry_of_the_outline_leads_to_its_line_its_base_and_its_usages(zoo):
    found = links(ask(zoo, "file-outline"))
    assert found["Bird"] == PageTarget(f"{PAGE}.source", "zoo.animals.Bird")
    assert found["Animal"] == PageTarget(f"{PAGE}.source", "zoo.animals.Animal")
    assert found["3 uses"] == PageTarget(PAGE, "uses-zoo.animals.Animal")
    assert found[" API"] == ApiTarget("zoo.animals.LOUDEST", own=True)


def test_the_link_to_api_documentation_is_dropped_where_there_is_none(zoo):
    (outline,) = ask(zoo, "file-outline")
    assert all(
        one.drop for item in outline.items for one in item.inlines if isinstance(one, Link) and one.text == " API"
    )


def test_marks_are_badges(zoo):
    (outline,) = ask(zoo, "file-outline")
    sleep = outline.items[1].blocks[1].items[2]
    assert [one.style for one in sleep.inlines if isinstance(one, Badge)] == ["async", "private"]
    assert sleep.style == "private"


def test_what_the_settings_hide_is_not_in_the_outline(zoo):
    settings = replace(zoo.settings, visibility=frozenset({Visibility.PUBLIC}), kinds=frozenset({Kind.METHOD}))
    assert said(Desk(zoo.reader, settings, zoo.docnames), "file-outline") == [
        'method greet(self, keeper: "Keeper") -> str 1 use',
        "  Say hello.",
        "method greet(self, keeper)",
    ]


def test_links_to_what_the_settings_hide_end_at_its_line(zoo):
    hiding = Desk(zoo.reader, replace(zoo.settings, kinds=frozenset({Kind.METHOD})), zoo.docnames)
    found = links(ask(hiding, "file-importers"))
    assert PageTarget(PAGE, "zoo.animals.Animal") not in found.values()


def test_a_very_long_outline_keeps_every_anchor_and_leaves_the_details(indexed):
    desk = indexed({"big/a.py": "".join(f"def f{n}(argument): ...\n" for n in range(1000))})
    outline = ask(desk, "file-outline", "big/a.py")
    assert len(anchors(outline)) == 1000
    assert "argument" not in "".join(lines(outline))


def test_the_keyword_index_groups_by_kind(zoo):
    assert said(zoo, "keyword-index") == [
        "[Classes]",
        "  Animal 3 uses",
        "  Bird 1 use",
        "[Methods]",
        "  Animal._sleep",
        "  Animal.greet 1 use",
        "  Bird.greet",
        "[Attributes]",
        "  Animal.legs",
        "[Data]",
        "  LOUDEST 1 use",
    ]


def test_the_keyword_index_groups_by_letter_or_not_at_all(zoo):
    assert said(zoo, "keyword-index", group_by="letter", kinds="class data") == [
        "[A]",
        "  Animal 3 uses",
        "[B]",
        "  Bird 1 use",
        "[L]",
        "  LOUDEST 1 use",
    ]
    assert said(zoo, "keyword-index", group_by="none", kinds="class") == ["Animal 3 uses", "Bird 1 use"]


def test_the_keyword_index_goes_as_deep_as_it_is_told(zoo):
    assert not any("." in line for line in said(zoo, "keyword-index", depth="1"))


def test_the_keyword_index_leaves_private_names_when_told(zoo):
    assert not any("_sleep" in line for line in said(zoo, "keyword-index", private="no"))


def test_the_keyword_index_takes_in_imported_names_when_told(zoo):
    found = ask(zoo, "keyword-index", imports="yes")
    assert lines(found)[-4:] == ["[Imported names]", "  Keeper", "  threading", "  TYPE_CHECKING"]
    assert links(found)["Keeper"] == PageTarget("kwindex/zoo/keeper.py", "zoo.keeper.Keeper")
    assert links(found)["threading"] == ApiTarget("threading", own=False)


def test_a_caption_stands_over_the_answer_and_never_alone(zoo):
    assert said(zoo, "keyword-index", kinds="class", caption="What there is")[0] == "[What there is]"
    assert ask(zoo, "keyword-index", kinds="heading", caption="What there is") == ()


def test_headings_are_the_keywords_of_a_markup_file(zoo):
    assert said(zoo, "keyword-index", "zoo/care/README.md") == ["[Headings]", "  Care"]


def test_imports_stand_by_whose_they_are_with_condition_and_line(zoo):
    assert said(zoo, "file-imports") == [
        "[Project]",
        "  zoo.keeper: Keeper for type checking 9",
        "[Standard library]",
        "  threading 5",
        "  typing: TYPE_CHECKING 6",
    ]


def test_an_imported_name_leads_to_its_definition_through_re_exports(zoo):
    found = links(ask(zoo, "file-imports", "zoo/keeper.py"))
    assert found["Animal"] == PageTarget(PAGE, "zoo.animals.Animal")
    assert found["zoo.animals"] == PageTarget(PAGE)
    assert found["3"] == PageTarget("kwindex/zoo/keeper.py.source", "L3")


def test_an_alias_is_named(zoo):
    assert "  zoo.animals: Bird as Flyer, LOUDEST 3" in said(zoo, "file-imports", "zoo/keeper.py")


def test_importers_stand_with_the_names_they_take(zoo):
    assert said(zoo, "file-importers") == [
        "tests/test_animals.py: Animal 1",
        "zoo/__init__.py: Animal 2",
        "zoo/care/food.py: LOUDEST 1",
        "zoo/keeper.py: Animal, Bird, LOUDEST 2",
    ]


def test_related_files_stand_with_reasons_tests_apart(zoo):
    found = said(zoo, "related-files")
    assert found[0] == "zoo/keeper.py"
    assert found[1].startswith("  imports ")
    assert "[Tests]" in found
    assert "  tests/test_animals.py" in found


def test_related_files_are_as_many_as_told_and_without_reasons_when_told(zoo):
    assert said(zoo, "related-files", limit="1", reasons="no") == ["zoo/keeper.py"]


def test_the_tests_of_a_file(zoo):
    (line,) = said(zoo, "file-tests")
    assert line.startswith("tests/test_animals.py: ")
    assert "Animal" in line


def test_observations_lead_to_their_lines(zoo):
    found = ask(zoo, "observations", "zoo/keeper.py")
    assert lines(found)[0] == "[Sensitive calls]"
    assert links(found)["8"] == PageTarget("kwindex/zoo/keeper.py.source", "L8")


def test_without_source_pages_lines_and_definitions_are_on_the_page_of_the_file(zoo):
    desk = Desk(zoo.reader, replace(zoo.settings, source_pages=False), zoo.docnames)
    targets = [one for one in links(ask(desk, "file-imports", "zoo/keeper.py")).values() if isinstance(one, PageTarget)]
    assert not any(target.docname.endswith(".source") for target in targets)
    (outline,) = ask(desk, "file-outline")
    assert Code("LOUDEST", "name") in outline.items[0].inlines
    assert isinstance(outline, Listing)
    assert text(outline.items[0].inlines) == "data LOUDEST: int 1 use"

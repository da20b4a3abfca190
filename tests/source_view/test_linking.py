import re

from sphinx_kwindex import source_view
from sphinx_kwindex.blocks import ApiTarget, PageTarget
from sphinx_kwindex.source_view import lexing, make_ready, render_source, source_identity

FILES = {
    "zoo/__init__.py": "from zoo.animals import Animal\n",
    "zoo/animals.py": (
        "class Animal:\n    def greet(self): ...\n    x = y = 1\n\nclass Bird(Animal):\n    def fly(self):\n"
        "        self.greet()\n"
    ),
    "zoo/keeper.py": (
        "import os.path\nfrom zoo import (\n    Animal,\n)\nfrom . import animals as a\n\n"
        "def feed(animal: 'Animal'):\n    a.Bird(); os.path.join()\n"
    ),
    "zoo/other.py": "import sys\nif sys.argv:\n    def f(): ...\nelse:\n    def f(): ...\nf()\n",
}


def address(target):
    if isinstance(target, PageTarget):
        return target.docname.removeprefix("kwindex/") + (f"#{target.anchor}" if target.anchor else "")
    return f"python#{target.fullname}" if isinstance(target, ApiTarget) and target.fullname.startswith("os") else None


def links(html):
    """Return text and address of all links, and the address of each title."""
    return re.findall(r'<a(?: id="[^"]*")?(?: class="\w+")? href="([^"]*)" title="([^"]*)">([^<]*)</a>', html)


def shown(desk, path):
    return [(text, href) for href, _, text in links(render_source(path, desk, address))]


def test_every_name_leads_to_its_definition(indexed):
    found = shown(indexed(FILES), "zoo/keeper.py")
    assert ("Animal", "zoo/animals.py.source#zoo.animals.Animal") in found
    assert ("Bird", "zoo/animals.py.source#zoo.animals.Bird") in found
    assert found.count(("Animal", "zoo/animals.py.source#zoo.animals.Animal")) == 2


def test_a_module_in_an_import_statement_leads_to_its_page_part_by_part(indexed):
    found = shown(indexed(FILES), "zoo/keeper.py")
    assert ("zoo", "zoo/__init__.py") in found
    assert found[:2] == [("os", "python#os"), ("path", "python#os.path")]


def test_a_definition_leads_to_its_usages_and_one_without_any_to_its_entry(indexed):
    found = dict(shown(indexed(FILES), "zoo/animals.py"))
    assert found["Animal"] == "zoo/animals.py.source#zoo.animals.Animal"
    assert ("Animal", "zoo/animals.py#uses-zoo.animals.Animal") in shown(indexed(FILES), "zoo/animals.py")
    assert found["fly"] == "zoo/animals.py#zoo.animals.Bird.fly"


def test_every_keyword_has_its_anchor_once(indexed):
    desk = indexed(FILES)
    html = render_source("zoo/animals.py", desk, address)
    for entry in desk.reader.keywords("zoo/animals.py"):
        assert html.count(f' id="{entry.anchor}"') == 1


def test_the_title_says_kind_and_full_name_and_what_is_inferred(indexed):
    titles = {text: title for _, title, text in links(render_source("zoo/keeper.py", indexed(FILES), address))}
    assert titles["Bird"] == "class zoo.animals.Bird"


def test_what_a_title_says_is_no_markup(indexed):
    desk = indexed({"zoo/a<b&c.py": "def f(): ...\n"})
    for identity in ("", source_identity("zoo/a<b&c.py", desk)):
        assert 'title="function zoo/a&lt;b&amp;c.py:f"' in render_source("zoo/a<b&c.py", desk, address, identity)


def test_all_possible_definitions_are_offered(indexed):
    html = render_source("zoo/other.py", indexed(FILES), address)
    assert "kwindex-also" in html.partition('id="L6"')[2]
    assert "(ambiguous)" in html


def test_a_name_that_leads_nowhere_is_no_link(indexed):
    assert "sys" not in dict(shown(indexed(FILES), "zoo/other.py"))


def test_the_identity_of_a_source_page_changes_with_what_its_names_mean(indexed):
    before = source_identity("zoo/keeper.py", indexed(FILES))
    assert source_identity("zoo/keeper.py", indexed(FILES)) == before
    moved = FILES | {"zoo/animals.py": FILES["zoo/animals.py"].replace("class Bird(Animal)", "class Fish")}
    assert source_identity("zoo/keeper.py", indexed(moved)) != before


def test_with_its_identity_a_source_page_is_the_same_and_the_links_are_not_looked_for_again(indexed, monkeypatch):
    desk = indexed(FILES)
    for path in FILES:
        identity, anew = source_identity(path, desk), render_source(path, desk, address)
        with monkeypatch.context() as patch:
            patch.setattr(source_view, "find_names", None)
            assert render_source(path, desk, address, identity=identity) == anew


def test_the_identity_of_another_text_is_of_no_use(indexed):
    desk = indexed(FILES)
    other = source_identity("zoo/animals.py", desk)
    assert render_source("zoo/keeper.py", desk, address, identity=other) == render_source(
        "zoo/keeper.py", desk, address
    )


def test_what_was_made_ready_is_not_read_again(indexed, monkeypatch):
    desk = indexed(FILES)
    lexing.states_of.cache_clear()
    make_ready("zoo/other.py")
    monkeypatch.setattr(lexing, "State", None)
    assert "Bird" in render_source("zoo/animals.py", desk, address)

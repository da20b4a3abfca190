import re
from html import unescape

import pytest

from sphinx_kwindex.source_view import highlighting
from sphinx_kwindex.source_view.highlighting import Lead, Linked, highlight, line_starts, plain_newlines


def render(path: str, text: str, links=(), **anchors) -> str:
    return highlighting.render(highlight(path, plain_newlines(text)), Linked(dict(links), **anchors))


def body(html: str) -> str:
    return html.partition("<pre>")[2].partition("</pre>")[0]


def copied(html: str) -> str:
    """Return what a reader gets who copies all."""
    return unescape(re.sub("<[^>]*>", "", body(html)))


SOURCES = {
    "a.py": 'import os\n\n\nclass A:\n    """Doc.\n\n    More.\n    """\n\n    x = f"{os!r} <b>"\n',
    "a.c": "int main(void) {\n\treturn 0; /* & */\n}\n",
    "a.md": "# Title\n\n- item `code`\n",
    "Makefile": "all:\n\techo $(X)\n",
    "LICENSE": "Do what you like.\n",
    "broken.py": "def (:\n  '''never closed\n\n",
    "strange.json": "{,,\n",
}


@pytest.mark.parametrize("path", SOURCES)
def test_what_is_copied_is_the_text_alone(path):
    assert copied(render(path, SOURCES[path])).rstrip("\n") == SOURCES[path].rstrip("\n")


@pytest.mark.parametrize("path", SOURCES)
def test_every_line_has_its_anchor(path):
    text = SOURCES[path].removesuffix("\n")
    assert re.findall(r'<span id="L(\d+)">', render(path, SOURCES[path])) == [
        str(number) for number in range(1, text.count("\n") + 2)
    ]


@pytest.mark.parametrize("path", SOURCES)
def test_no_element_goes_on_past_its_line(path):
    for line in body(render(path, SOURCES[path])).rstrip("\n").split("\n"):
        assert line.count("<span") == line.count("</span>")


def test_the_language_follows_from_the_name():
    assert 'class="highlight-python notranslate kwindex-source"' in render("a.py", "x\n")
    assert 'class="highlight-c notranslate kwindex-source"' in render("a.c", "x\n")
    assert 'class="highlight-text notranslate kwindex-source"' in render("no such language", "x\n")


def test_the_style_sheet_of_the_theme_applies():
    assert '<div class="highlight"><pre>' in render("a.py", "x\n")
    assert '<span class="kn">import</span>' in render("a.py", "import os\n")


def test_leading_and_trailing_blank_lines_count():
    assert 'id="L3"><span class="n">x' in render("a.py", "\n\nx\n\n")
    assert 'id="L4"' in render("a.py", "\n\nx\n\n")


def test_a_name_is_a_link_with_a_title():
    html = render("a.py", "call(me)\n", [(5, Lead(2, 'href="b.html#me" title="data me"'))])
    assert '<a class="n" href="b.html#me" title="data me">me</a>' in html


def test_a_part_of_a_token_is_a_link():
    html = render("a.py", "import os.path\n", [(7, Lead(2, 'href="os"')), (10, Lead(4, 'href="path"'))])
    assert re.search(r'href="os">os</a>.*\..*href="path">path</a>', html)


def test_a_link_in_a_string_keeps_the_string_around_it():
    html = render("a.py", 'x: "list[Name]"\n', [(9, Lead(4, 'href="n"'))])
    assert copied(html).strip() == 'x: "list[Name]"'
    assert 'href="n">Name</a>' in html


def test_a_name_that_a_token_only_begins_with_is_a_link():
    html = render("a.py", "import os.path\n", [(7, Lead(2, 'href="os"'))])
    assert 'href="os">os</a><span class="nn">.path</span>' in html


def test_a_name_inside_another_or_past_the_end_is_no_link():
    links = [(7, Lead(7, 'href="all"')), (10, Lead(4, 'href="part"')), (14, Lead(1, 'href="end"'))]
    assert re.findall("href=[^>]*", body(render("a.py", "import os.path", links))) == ['href="all"']


def test_further_definitions_are_links_beside_the_name():
    lead = Lead(1, 'href="one"').with_also('href="two"')
    assert '>f</a><a class="kwindex-also" href="two"></a>' in render("a.py", "f\n", [(0, lead)])


def test_no_definition_is_offered_twice():
    lead = Lead(1, 'href="one"').with_also('href="two"')
    assert lead.with_also('href="one"') == lead.with_also('href="two"') == lead


def test_a_definition_bears_its_anchor():
    html = render("a.py", "class A: ...\n", [(6, Lead(1, 'href="u"', anchor="m.A"))])
    assert '<a id="m.A" class="nc" href="u">A</a>' in html


def test_an_anchor_that_no_link_bears_is_at_its_line():
    assert '<span id="L2"><span id="m.A"></span>' in render("a.py", "\nclass A: ...\n", anchors={2: ["m.A"]})


def test_markup_in_the_text_and_in_anchors_is_no_markup():
    html = render("a.txt", "<script>&\n", anchors={1: ['"><b>']})
    assert "<script>" not in html
    assert "<b>" not in html


def test_an_empty_file_has_one_line():
    assert copied(render("a.py", "")) == "\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_python_says(end):
    assert 'id="L2"><span class="n">b' in render("a.py", f"a{end}b{end}")


def test_a_byte_order_mark_is_no_character():
    assert plain_newlines("\ufeffa\r\nb\rc") == "a\nb\nc"


def test_the_offsets_of_lines():
    assert line_starts("a\nbc\n") == [0, 2, 5]

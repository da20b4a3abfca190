"""The checker of links itself."""

import pytest
from builds.links import flaws, main


def messages(folder):
    return [(flaw.page, flaw.link, flaw.message) for flaw in flaws(folder)]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="">itself</a>',
        '<a href="#">top</a>',
        '<a href="#here">anchor</a><p id="here">',
        "<a href='b.html#there'>anchor</a>",
        '<a href="b.html?v=12ab">with a query</a>',
        '<a href="caf%C3%A9.html#%C3%A9t%C3%A9">escaped</a>',
        '<a href="folder/">its index</a>',
        '<a href="https://example.org/nowhere">elsewhere</a><a href="mailto:a@example.org">mail</a>',
        '<img alt="a > b" src="pixel.png">',
        '<!-- <a href="lost.html"> --><script src="code.js">x = \'<a href="lost.html">\'</script>',
        '<p data-href="lost.html">no link</p>',
        'text with href="lost.html" in it',
        '<a name="old"></a><a href="#old">old</a>',
    ],
)
def test_a_good_link_is_no_flaw(tmp_path, markup):
    pages = {
        "a.html": markup,
        "b.html": '<h1 id="there">',
        "café.html": '<h1 id="été">',
        "folder/index.html": "",
        "pixel.png": "",
        "code.js": "",
    }
    for name, text in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert messages(tmp_path) == []


@pytest.mark.parametrize(
    ("markup", "link", "message"),
    [
        ('<a href="lost.html">', "lost.html", "leads to no file"),
        ('<a href="../a.html">', "../a.html", "leads to no file"),
        ('<img src="lost.png">', "lost.png", "leads to no file"),
        ('<script defer src="lost.js"></script>', "lost.js", "leads to no file"),
        ('<a class="x"\n href="#lost">', "#lost", "leads to no anchor"),
        ('<a title="a > b" href="a.html#lost">', "a.html#lost", "leads to no anchor"),
        ('<a href="a.html?x=1&amp;y=2#Lost"><p id="lost">', "a.html?x=1&y=2#Lost", "leads to no anchor"),
        ('<p id="x"><p id="x">', "#x", "is not unique"),
    ],
)
def test_a_bad_link_is_a_flaw(tmp_path, markup, link, message):
    (tmp_path / "a.html").write_text(markup, encoding="utf-8")
    assert messages(tmp_path) == [("a.html", link, message)]


def test_the_command_prints_the_flaws_and_fails(tmp_path, capsys):
    (tmp_path / "a.html").write_text('<a href="lost.html">', encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out == "a.html: 'lost.html' leads to no file\n1 flaws\n"

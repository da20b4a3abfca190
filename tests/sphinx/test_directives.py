"""What directives make of their arguments and options."""

import pytest


def page(site, text, **options):
    site.write("docs/index.rst", f"Page\n====\n\n{text}\n")
    return site.build(**options)


def test_a_path_names_a_file(site):
    assert "Thing" in page(site, ".. keyword-index:: pkg/mod.py").text("index.html")


def test_a_dotted_name_names_a_file(site):
    assert "Thing" in page(site, ".. keyword-index:: pkg.mod").text("index.html")


def test_a_folder_has_the_keywords_of_all_below_it(site):
    text = page(site, ".. keyword-index:: pkg/").text("index.html")
    assert "Thing" in text
    assert "THING" in text


def test_an_unknown_argument_is_an_error_at_its_line_with_the_nearest(site):
    built = page(site, "Words.\n\n.. related-files:: pkg/mud.py")
    (line,) = built.warnings
    assert "index.rst:6: ERROR: related-files: 'pkg/mud.py' is not in the index; nearest: pkg/mod.py" in line
    assert "[kwindex.argument]" in line
    assert "Words." in built.text("index.html")


def test_an_unknown_argument_can_be_silenced(site):
    assert page(site, ".. file-source:: nowhere.py", suppress_warnings=["kwindex.argument"]).warnings == ()


def test_an_argument_that_comes_to_be_is_read_again(site):
    page(site, ".. keyword-index:: pkg/late.py")
    site.write("src/pkg/late.py", "def late(): ...\n")
    built = site.build()
    assert "index" in built.read
    assert "late" in built.text("index.html")


def test_without_an_argument_a_page_about_nothing_is_an_error(site):
    (line,) = page(site, ".. file-imports::").warnings
    assert "a path or a dotted name is needed here" in line


def test_a_document_that_takes_the_place_of_a_page_is_about_that_file(site):
    site.write("docs/kwindex/pkg/mod.py.rst", "By hand\n=======\n\n.. keyword-index::\n")
    built = page(site, ".. toctree::\n\n   kwindex/pkg/mod.py")
    assert "By hand" in built.text("kwindex/pkg/mod.py.html")
    assert "Thing" in built.text("kwindex/pkg/mod.py.html")
    assert built.warnings == ()


def test_the_page_comes_back_when_the_document_goes(site):
    site.write("docs/kwindex/pkg/mod.py.rst", "By hand\n=======\n")
    page(site, ".. toctree::\n\n   kwindex/pkg/mod.py")
    (site.folder / "docs/kwindex/pkg/mod.py.rst").unlink()
    assert "By hand" not in site.build().text("kwindex/pkg/mod.py.html")


@pytest.mark.parametrize(
    ("option", "right"),
    [
        (":kinds: clas", "the kinds are module, class"),
        (":group-by: colour", "kind"),
        (":depth: none", "invalid literal"),
        (":private: perhaps", "neither yes nor no"),
    ],
)
def test_a_wrong_option_is_an_error_that_says_what_is_right(site, option, right):
    built = page(site, f".. keyword-index:: pkg/mod.py\n   {option}")
    assert right in " ".join(built.warnings)
    assert "index.rst:4" in built.warnings[0]


def test_kinds_choose_keywords(site):
    text = page(site, ".. keyword-index:: pkg/mod.py\n   :kinds: method").text("index.html")
    assert "Thing.run" in text
    assert "#pkg.mod.Thing&" not in text


def test_a_caption_stands_above(site):
    assert "Our things" in page(site, ".. keyword-index:: pkg.mod\n   :caption: Our things").text("index.html")


def test_usages_of_one_keyword(site):
    text = page(site, ".. keyword-usages:: pkg.mod.Thing").text("index.html")
    assert "kwindex/pkg/sub/user.py.source.html#L3" in text


def test_a_page_with_a_directive_has_our_style_and_others_have_not(site):
    site.write("docs/other.rst", ":orphan:\n\nOther\n=====\n")
    built = page(site, ".. file-metadata:: pkg/mod.py")
    assert "kwindex.css" in built.text("index.html")
    assert "kwindex.css" not in built.text("other.html")

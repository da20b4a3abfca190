"""The headings of generated pages: few in the environment, all on the page."""

import pickle

FILE = "kwindex/pkg/mod.py"
SECTIONS = ("kwindex-file-outline", "kwindex-keyword-index")


def start(*listed):
    entries = "".join(f"   {docname}\n" for docname in listed)
    return f"Start\n=====\n\n.. toctree::\n   :numbered:\n\n{entries}"


def anchors(site):
    """The anchors of the headings of the file's page in the environment."""
    env = pickle.loads((site.folder / "doctrees/environment.pickle").read_bytes())  # noqa: S301 - just written by the build
    return [reference["anchorname"] for reference in env.tocs[FILE].findall(lambda node: "anchorname" in node)]


def page(site, out="out"):
    return (site.folder / out / f"{FILE}.html").read_text(encoding="utf-8")


def shows_its_contents(text):
    return all(f'<li><a class="reference internal" href="#{anchor}">' in text for anchor in SECTIONS)


def test_the_environment_has_only_the_title_of_a_page_that_is_not_listed(site):
    site.write("docs/index.rst", start("kwindex/index"))
    site.build(html_theme="basic")
    assert anchors(site) == [""]
    assert shows_its_contents(page(site))


def test_a_page_keeps_its_contents_when_it_is_written_and_not_read(site):
    site.write("docs/index.rst", start("kwindex/index"))
    site.build(html_theme="basic")
    before = page(site)
    site.build(html_theme="basic", all_pages=True)
    assert page(site) == before


def test_the_environment_has_the_headings_of_a_page_as_long_as_it_is_listed(site):
    site.write("docs/index.rst", start("kwindex/index"))
    site.build(html_theme="basic")
    site.write("docs/index.rst", start("kwindex/index", FILE))
    listed = site.build(html_theme="basic")
    assert set(anchors(site)) >= {f"#{anchor}" for anchor in SECTIONS}
    assert listed.text("index.html").count("#kwindex-file-outline") == 1
    site.build(out="clean", fresh=True, html_theme="basic")
    assert page(site) == page(site, "clean")
    site.write("docs/index.rst", start("kwindex/index"))
    site.build(html_theme="basic")
    assert anchors(site) == [""]
    assert shows_its_contents(page(site))

"""A reader in a browser, from files on disk."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser):
    """A fresh page; a script that fails fails the test."""
    errors = []
    opened = browser.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.set_default_timeout(5_000)
    yield opened
    opened.close()
    assert errors == []


def url(html, name):
    return (html.out / name).as_uri()


def test_from_a_name_in_the_source_to_its_definition_to_its_usages_and_back(html, page):
    start = url(html, "kwindex/src/zoo/keeper.py.source.html")
    page.goto(start)
    page.locator(".kwindex-source a", has_text="Animal").first.click()
    page.wait_for_url("**/animals.py.source.html#zoo.animals.Animal")
    definition = page.locator(":target").locator("xpath=..").locator("a", has_text="Animal")
    definition.click()
    page.wait_for_url(lambda address: "#" in address and not address.endswith("source.html#zoo.animals.Animal"))
    assert "keeper.py" in page.locator(":target").inner_text()
    page.go_back()
    page.go_back()
    assert page.url == start


def test_a_line_of_the_source_can_be_addressed(html, page):
    page.goto(url(html, "kwindex/src/zoo/animals.py.source.html") + "#L20")
    assert page.evaluate("document.getElementById('L20').getBoundingClientRect().top >= 0")


def test_a_link_to_several_lines_selects_them(html, page):
    page.goto(url(html, "index.html"))
    page.get_by_text("these lines").click()
    page.wait_for_url("**/animals.py.source.html#L20-L24")
    assert page.locator(".kwindex-selected").count() == 5


def test_a_link_to_several_lines_leads_to_the_first_without_scripts(html, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url(html, "index.html"))
    page.get_by_text("these lines").click()
    page.wait_for_url("**/animals.py.source.html#L20")
    assert page.locator(":target").get_attribute("id") == "L20"
    context.close()


def test_a_link_from_a_description_leads_to_its_source(html, page):
    page.goto(url(html, "api.html"))
    page.locator(".viewcode-link").first.click()
    page.wait_for_url("**/animals.py.source.html#zoo.animals.Animal")
    assert page.locator(":target").count() == 1


def test_from_a_name_to_its_usages_and_back_by_keyboard(html, page):
    start = url(html, "kwindex/src/zoo/keeper.py.source.html")
    page.goto(start)
    follow(page, "animals.py.source.html#zoo.animals.Animal")
    page.wait_for_url("**/animals.py.source.html#zoo.animals.Animal")
    follow(page, "#uses-zoo.animals.Animal")
    page.wait_for_url("**/animals.py.html#*")
    assert page.evaluate("document.querySelector(':target').open")
    page.go_back()
    page.go_back()
    assert page.url == start


def follow(page, end):
    """Go by keyboard to the next link whose address ends so, and follow it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.href || ''").endswith(end):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"no link to {end} was reached")


def test_every_part_of_a_page_can_be_reached_by_keyboard(html, page):
    page.goto(url(html, "kwindex/src/zoo/animals.py.html"))
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.getAttribute('href') || ''"))
    assert any("animals.py.source.html" in link for link in seen)


@pytest.mark.parametrize("name", ["kw-keywords.html", "kwindex/keywords.html"])
def test_a_keyword_index_finds_names_as_one_types(html, page, name):
    page.goto(url(html, name))
    page.locator("input.kwindex-filter").fill("squ")
    found = page.locator(".kwindex-found a")
    found.first.wait_for()
    assert set(found.all_inner_texts()) == {"Square"}
    page.keyboard.press("Enter")
    page.wait_for_url("**/kwindex/src/zoo/shapes.py*.html#*")
    assert page.evaluate("document.querySelector(':target') !== null")


def test_the_found_names_can_be_reached_by_keyboard(html, page):
    page.goto(url(html, "kw-keywords.html"))
    page.locator("input.kwindex-filter").fill("animal")
    page.locator(".kwindex-found a").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert "Animal" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Escape")
    assert page.locator(".kwindex-found a").count() == 0


def test_a_click_beside_a_line_selects_it(html, page):
    page.goto(url(html, "kwindex/src/zoo/animals.py.source.html") + "#L3-L5")
    assert page.locator(".kwindex-selected").count() == 3


def test_everything_is_there_without_scripts(html, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url(html, "kw-keywords.html"))
    assert page.get_by_text("Square").first.is_visible()
    context.close()


@pytest.mark.parametrize("name", ["kwindex/src/zoo/animals.py.html", "kwindex/src/zoo/index.html", "kw-keywords.html"])
def test_a_narrow_screen_needs_no_sideways_scrolling(html, page, name):
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(url(html, name))
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def beside(page, number):
    """Where the number of a line of source is, on the screen."""
    box = page.locator(f"#L{number}").bounding_box()
    return box["x"] + 8, box["y"] + box["height"] / 2


def test_lines_are_selected_by_their_numbers(html, page):
    page.goto(url(html, "kwindex/src/zoo/animals.py.source.html"))
    page.mouse.click(*beside(page, 3))
    assert page.evaluate("location.hash") == "#L3"
    page.keyboard.down("Shift")
    page.mouse.click(*beside(page, 6))
    assert page.evaluate("location.hash") == "#L3-L6"
    assert page.locator(".kwindex-selected").count() == 4


def test_copying_the_source_takes_no_line_numbers(html, page):
    page.goto(url(html, "kwindex/src/zoo/animals.py.source.html"))
    copied = page.evaluate(
        "(() => { const all = getSelection(); all.selectAllChildren(document.querySelector('.kwindex-source pre'));"
        " return all.toString(); })()"
    )
    assert copied.startswith('"""The animals of the zoo.\n\nMore about them.\n"""\n')


def test_a_link_to_usages_opens_them(html, page):
    page.goto(url(html, "kwindex/src/zoo/animals.py.html"))
    page.locator("a.kwindex-uses").first.click()
    assert page.evaluate("document.querySelector(':target').open")

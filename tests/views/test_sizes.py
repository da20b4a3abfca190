"""No page but a source page is over 1 MB, whatever a project holds."""

import pytest

from sphinx_kwindex.blocks import PageTarget
from sphinx_kwindex.rendering.html import HtmlMedium, render_html
from sphinx_kwindex.views import composed_pages

# What a theme writes around the body of a page.
AROUND = 100_000
NAME = "a_name_of_a_usual_length"


class Places:
    """Addresses as a page deep in a project writes them."""

    def linked(self, target, before, after, otherwise):
        if not isinstance(target, PageTarget):
            return otherwise
        return f"{before}../../some/folder/{target.docname.rpartition('/')[2]}.html#{target.anchor}{after}"

    def anchor(self, anchor):
        return anchor


MEDIUM = HtmlMedium(places=Places(), diagram=lambda _: None, source=lambda _: "")


def sizes(desk):
    for composed in composed_pages(desk.reader, desk.settings, desk.docnames):
        yield composed.page.docname, len(render_html(composed.blocks, MEDIUM)) + AROUND


def classes(count, members):
    return "".join(
        f'class {NAME}{number}:\n    """What this class is for, in a sentence."""\n'
        + "".join(
            f'    def {NAME}{member}(self, argument: str, other: int = 0) -> dict[str, int]:\n        """Do it."""\n'
            for member in range(members)
        )
        for number in range(count)
    )


PROJECTS = {
    "many members": {"deep/package/big.py": classes(60, 20)},
    "many functions": {
        "deep/package/big.py": "".join(f"def {NAME}{number}(argument: str) -> int: ...\n" for number in range(3000))
    },
    "everything used often": {
        "deep/package/__init__.py": "",
        "deep/package/big.py": "".join(f"def {NAME}{number}(argument: str) -> int: ...\n" for number in range(300)),
        "deep/package/user.py": "from deep.package.big import *\n"
        + "".join(f"print({NAME}{number}('some words') + 1, {number})\n" for number in range(300)) * 20,
    },
}


@pytest.mark.parametrize("project", PROJECTS)
def test_no_page_is_over_1_mb(project, indexed):
    found = dict(sizes(indexed(PROJECTS[project])))
    assert {name: size for name, size in found.items() if size > 1_000_000} == {}

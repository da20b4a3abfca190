"""No page but a source page is over 1 MB, whatever a project holds."""

import pytest

from sphinx_kwindex.blocks import PageTarget
from sphinx_kwindex.rendering.html import HtmlMedium, render_html
from sphinx_kwindex.views import composed_pages
from sphinx_kwindex.views.sizes import size_of

# What a theme writes around the body of a page.
AROUND = 100_000
NAME = "a_name_of_a_usual_length"


class Places:
    """Addresses as a page deep in a project writes them."""

    def linked(self, target, before, after, otherwise):
        return f"{before}{address(target)}{after}" if isinstance(target, PageTarget) else otherwise

    def pages(self, targets):
        return map(address, targets)

    def anchor(self, anchor):
        return anchor


def address(target):
    return f"../../some/folder/{target.docname.rpartition('/')[2]}.html#{target.anchor}"


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


SIGNATURES = "".join(
    f"def {NAME}{number}(argument: dict[str, list[int]], other: tuple[int, ...] = (), *rest: object) -> list[int]:\n"
    '    """What this function is for, in a sentence that goes on and on to the end of its line."""\n'
    for number in range(350)
)

PROJECTS = {
    "many members": {"deep/package/big.py": classes(60, 20)},
    "many functions": {
        "deep/package/big.py": "".join(f"def {NAME}{number}(argument: str) -> int: ...\n" for number in range(3000))
    },
    "a bit of everything": {
        "deep/package/__init__.py": "",
        "deep/package/big.py": "from typing import overload\n" + SIGNATURES,
        **{
            f"deep/package/some/folder/with_a_long_name/user_{user}.py": "from deep.package.big import (\n"
            + "".join(f"    {NAME}{number},\n" for number in range(350))
            + ")\n"
            + "".join(f"print({NAME}{number}('some words, and some more') + 1, {number})\n" for number in range(350))
            for user in range(16)
        },
    },
    "everything overridden": {
        "deep/package/__init__.py": "",
        "deep/package/big.py": classes(1, 200),
        **{
            f"deep/package/some/folder/with_a_long_name/user_{user}.py": f"from deep.package.big import {NAME}0\n"
            f"class {NAME}_{user}({NAME}0):\n"
            + "".join(f"    def {NAME}{member}(self): return super().{NAME}{member}('a')\n" for member in range(200))
            for user in range(15)
        },
    },
    "everything imported": {
        "deep/package/big.py": "".join(f"import {NAME}{number}.{NAME}\n" for number in range(3000)),
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


def test_sizes_are_told_before_addresses_are_known(zoo):
    for composed in composed_pages(zoo.reader, zoo.settings, zoo.docnames):
        written = len(render_html(composed.blocks, MEDIUM))
        assert written <= size_of(composed.blocks) <= 1.7 * written + 100

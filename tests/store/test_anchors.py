import pytest
from facts import keyword

from sphinx_kwindex.model.kinds import Kind
from sphinx_kwindex.store.anchors import anchors


@pytest.mark.parametrize(
    ("module", "qualname", "expected"),
    [
        ("pkg.mod", "C.run", "pkg.mod.C.run"),
        ("pkg.mod", "", "pkg.mod"),
        ("mod", "", "kw.mod"),
        (None, "imports", "kw.imports"),
        (None, "C.run", "C.run"),
        ("m", "f.<locals>.g", "m.f.g"),
        ("m", "größe", "m.gruf6-udfe"),
    ],
)
def test_the_anchor_of_a_keyword(module: str | None, qualname: str, expected: str) -> None:
    assert anchors(module, [keyword(qualname)]) == (expected,)


def test_headings_cannot_clash_with_sections() -> None:
    assert anchors(None, [keyword("Imports of it", kind=Kind.HEADING)]) == ("heading.Imports-of-it",)


def test_a_second_definition_gets_a_number() -> None:
    assert anchors("m", [keyword("f"), keyword("f"), keyword("f")]) == ("m.f", "m.f-2", "m.f-3")
    assert anchors("m", [keyword("f"), keyword("f.<locals>.f"), keyword("f.f")]) == ("m.f", "m.f.f", "m.f.f-2")


def test_anchors_are_ascii_and_unique() -> None:
    names = ["a b", "a-b", "a<b", "\N{SNOWMAN}", "é", "e", "名前", "名"]
    found = anchors(None, [keyword(name, name=name) for name in names])
    assert len(set(found)) == len(names)
    assert all(anchor.isascii() and not set(anchor) & set(" <>&\"'") for anchor in found)

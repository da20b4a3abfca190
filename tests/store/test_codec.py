import json

import pytest
from facts import exports, file_facts, imported, keyword
from hypothesis import given, settings, strategies as st

from sphinx_kwindex.model.facts import CodeBlock, FileFacts, Keyword, Observation, Problem
from sphinx_kwindex.model.kinds import Kind, ProblemKind
from sphinx_kwindex.model.uses import Uses, Value
from sphinx_kwindex.store.codec import dumps, field, loads, shape

FULL = file_facts(
    "pkg/mod.py",
    "pkg.mod",
    keyword("C", kind=Kind.CLASS, bases=("a.B", "D[int]"), inferred_type="type"),
    imported("os", "path", alias="p"),
    exports=exports("C", includes=("sub",)),
    uses=Uses(
        steps=("keyword:C", ".run"),
        bases=(-1, 0),
        widths=(1, 3),
        places=((1, 2, 3), ()),
        values=(Value(qualname="C", terms=(1, 0)),),
        unknown=2,
    ),
    observations=(Observation(topic="idioms", subject="s", names=("n",), lines=(1, 2)),),
    code_blocks=(CodeBlock(line=3, language="python", text="x = '\N{SNOWMAN}'\n"),),
    mentions=(("pkg.mod", 3),),
    words=(("mod", 2), ("pkg", 1)),
    problems=(Problem(kind=ProblemKind.SYNTAX, file="pkg/mod.py", line=None, message='"'),),
)


def test_a_value_comes_back_as_it_was() -> None:
    back = loads(FileFacts, dumps(FileFacts, FULL))
    assert back == FULL
    assert isinstance(back.keywords[1].kind, Kind)
    assert isinstance(back.mentions[0], tuple)


def test_json_has_no_names_of_fields() -> None:
    assert json.loads(dumps(Problem, FULL.problems[0])) == ["syntax", "pkg/mod.py", None, '"']


def test_one_field_comes_back_alone() -> None:
    text = dumps(FileFacts, FULL)
    assert field(FileFacts, "observations", text) == FULL.observations
    assert field(FileFacts, "mentions", text) == FULL.mentions
    assert field(FileFacts, "path", text) == FULL.path


@pytest.mark.parametrize("text", ["", "[", "{}", "[1]", "null", '["syntax","f",1]', '["nothing","f",1,"m"]'])
def test_what_is_no_such_value_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Expecting|not a stored|shorter|longer"):
        loads(Problem, text)


@settings(max_examples=30, deadline=None)
@given(st.builds(Keyword, kind=st.sampled_from(Kind)))
def test_any_keyword_comes_back(value: Keyword) -> None:
    assert loads(Keyword, dumps(Keyword, value)) == value


def test_the_shape_of_a_type_names_all_there_is_in_it() -> None:
    found = shape(FileFacts)
    assert "unknown: int" in found
    assert "terms: (int, Ellipsis)" in found
    assert "type-alias" in found

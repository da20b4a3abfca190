import pytest
from projects import facts_of

from sphinx_kwindex.linking.members import merge
from sphinx_kwindex.linking.solving import Solver
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.linking.things import Form, Thing, container, together
from sphinx_kwindex.linking.values import Values

ORDERS = {
    "one base": ("class A: pass\nclass B(A): pass", "B", "BA"),
    "a diamond": ("class A: pass\nclass B(A): pass\nclass C(A): pass\nclass D(B, C): pass", "D", "DBCA"),
    "a base outside the project": ("import x\nclass A: pass\nclass B(x.Y, A): pass", "B", "BA"),
    "a generic base": ("class A: pass\nclass B(A[int]): pass", "B", "BA"),
    "a base under another name": ("class A: pass\nX = A\nclass B(X): pass", "B", "BA"),
    "no consistent order": ("class A: pass\nclass B(A): pass\nclass C(A, B): pass", "C", "CAB"),
    "a circle": ("class A(B): pass\nclass B(A): pass", "A", "AB"),
}


@pytest.mark.parametrize("case", ORDERS)
def test_resolution_order(case):
    text, qualname, expected = ORDERS[case]
    values = Values(SymbolTable.of([facts_of("m.py", text)]))
    order = values.order(Thing(Form.CLASS, "m.py", qualname))
    assert "".join(thing.qualname for thing in order) == expected


def test_merging_keeps_each_order():
    a, b, c = (Thing(Form.CLASS, "m.py", name) for name in "abc")
    assert merge([[a, c], [b, c], [a, b]]) == [a, b, c]


def test_possibilities_are_together_once_and_in_one_order():
    one, two = Thing(Form.CLASS, "m.py", "A"), Thing(Form.CLASS, "m.py", "B")
    assert together([(two,), (), (one, two)]) == (one, two)


def test_containers_in_containers_end_somewhere():
    things = (Thing(Form.CLASS, "m.py", "A"),)
    for _ in range(20):
        things = container(Form.LIST, (things,))
    assert things == ()


def test_a_circle_of_questions_has_one_answer_wherever_it_is_entered():
    parts = {"a": ("b",), "b": ("c", "1"), "c": ("a", "2")}

    def answers(first):
        def compute(key):
            found = [frozenset(part) if part.isdigit() else solver.answer(part) for part in parts[key]]
            return frozenset().union(*found)

        solver = Solver(compute, frozenset())
        solver.answer(first)
        return [solver.answer(key) for key in parts]

    assert answers("a") == answers("b") == answers("c") == [frozenset("12")] * 3


def test_a_question_too_deep_has_no_answer():
    solver = Solver(lambda key: solver.answer(key + 1) if key < 5000 else "end", "nothing")
    assert solver.answer(0) == "nothing"

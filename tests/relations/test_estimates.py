"""Estimates leave out no candidate that is among the closest."""

import math
from array import array

from hypothesis import given, settings, strategies as st

from sphinx_kwindex.relations import estimates as stage
from sphinx_kwindex.relations.estimates import Estimates
from sphinx_kwindex.relations.lanes import MOST, in_few_lanes, marked, one_by_one, side_by_side

TERMS = "abcdefgh"

weights = st.dictionaries(st.sampled_from(TERMS), st.floats(min_value=0.01, max_value=1), max_size=len(TERMS))
places = st.tuples(st.floats(min_value=0, max_value=0.15), st.floats(min_value=0, max_value=6))
numbers = st.lists(st.integers(min_value=0, max_value=MOST), max_size=9)


def vector(found):
    length = math.sqrt(math.fsum(weight * weight for weight in found.values()))
    return {term: weight / length for term, weight in found.items()}


def score(asked, candidate, place, bonuses):
    """The score, of which nothing is said where a candidate has nothing in common and no bonus."""
    text = [weight * candidate[term] for term, weight in asked.items() if term in candidate]
    cosine, (discount, factor) = math.fsum(text), place
    return ((cosine - discount) * factor if text else 0.0) + math.fsum(bonuses) if text or bonuses else None


@settings(deadline=None)
@given(
    weights.map(vector),
    st.lists(st.tuples(weights.map(vector), places, st.lists(st.floats(0, 1), max_size=2)), max_size=12),
    st.integers(min_value=1, max_value=4),
    st.sampled_from([0, 3, 40]),
)
def test_all_that_can_be_among_the_closest_are_finalists(asked, candidates, limit, lanes_for_one):
    vectors = [candidate for candidate, _, _ in candidates]
    discounts, factors = [place[0] for _, place, _ in candidates], [place[1] for _, place, _ in candidates]
    bonuses = {position: found for position, (_, _, found) in enumerate(candidates) if found}
    usual, stage.LANES_FOR_ONE = stage.LANES_FOR_ONE, lanes_for_one
    found = Estimates(vectors, TERMS, discounts, factors).finalists(asked.items(), bonuses, limit, 0)
    stage.LANES_FOR_ONE = usual
    scores = {position: score(asked, *one) for position, one in enumerate(candidates) if position}
    scored = {position: value for position, value in scores.items() if value is not None}
    least = min(sorted(scored.values())[-limit:], default=0)
    assert set(found) >= {position for position, value in scored.items() if value > least + 1e-9}
    assert len(found) >= min(limit, len(scored))
    assert 0 not in found


def test_a_clear_case_has_no_more_finalists_than_places():
    vectors = [vector({"a": 1, "b": number}) for number in range(1, 30)]
    found = Estimates(vectors, TERMS, [0.0] * 29, [1.0] * 29).finalists({"a": 1.0}.items(), {}, 3, None)
    assert found == [0, 1, 2]


@given(numbers)
def test_numbers_come_out_of_their_lanes_as_they_were_put_in(found):
    assert list(one_by_one(side_by_side(array("I", found)), len(found))) == found


@given(st.sets(st.integers(min_value=0, max_value=19)))
def test_the_lanes_that_are_marked_are_told_in_order(found):
    tops = in_few_lanes(20, found, [MOST + 1] * len(found))
    assert marked(tops, 20) == sorted(found)

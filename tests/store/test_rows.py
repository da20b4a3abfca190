"""Rows hold what they were made of."""

import pytest

from sphinx_kwindex.store.rows import places_blob, places_of


@pytest.mark.parametrize("places", [(), ((),), ((), (7, 0, 2), ()), ((1, -3, 0, 70_000, 5, 9), (2, 1 << 20, 1))])
def test_places_are_read_as_they_were_written(places):
    assert places_of(places_blob(places), len(places)) == places


def test_places_that_are_cut_off_are_refused():
    with pytest.raises(ValueError, match="bytes"):
        places_of(places_blob(((1, 2, 3),))[:-1], 1)

"""Which keywords share a page."""

from hypothesis import given, strategies as st

from sphinx_kwindex.views.splitting import GOOD_ENTRIES, MOST_ENTRIES, label, letters_in, split

NAMES = st.dictionaries(st.text("ab_1é", min_size=1, max_size=4), st.integers(1, 2000), min_size=1).map(
    lambda counts: tuple(sorted(counts.items()))
)


def by_page(names):
    """The names that each page holds: those from its first beginning on, up to that of the next."""
    starts = [part[0] for part in split(names)]
    ends = [*starts[1:], "\U0010ffff"]
    return [
        [(name, count) for name, count in names if start <= name < end] for start, end in zip(starts, ends, strict=True)
    ]


@given(NAMES)
def test_every_name_is_on_one_page_in_order(names):
    assert [name for page in by_page(names) for name in page] == list(names)


@given(NAMES)
def test_every_name_of_a_page_begins_as_the_page_says_and_every_beginning_has_a_name(names):
    for part, page in zip(split(names), by_page(names), strict=True):
        assert all(any(name.startswith(start) for start in part) for name, _ in page)
        assert all(any(name.startswith(start) for name, _ in page) for start in part)


@given(NAMES)
def test_a_page_is_too_long_only_if_it_holds_one_name(names):
    for page in by_page(names):
        assert len(page) == 1 or sum(count for _, count in page) <= MOST_ENTRIES


@given(NAMES)
def test_beginnings_share_a_page_up_to_a_good_number(names):
    parts = split(names)
    for part, page in zip(parts, by_page(names), strict=True):
        assert len(parts) == 1 or len(part) == 1 or sum(count for _, count in page) <= GOOD_ENTRIES


@given(NAMES)
def test_a_letter_that_has_several_pages_shares_none_with_another(names):
    parts = split(names)
    firsts = [part[0][0] for part in parts]
    for part in parts:
        assert len(letters_in(part)) == 1 or firsts.count(part[0][0]) == 1


def test_few_names_are_one_page():
    assert split((("a", 500), ("ab", 500), ("c", 500))) == (("a", "c"),)
    assert split(()) == ()


def test_letters_that_follow_each_other_share_a_page():
    names = (("_x", 100), ("a", 200), ("b", 200), ("c", 1500), ("d", 400), ("e", 101))
    assert split(names) == (("_", "a", "b"), ("c",), ("d",), ("e",))


def test_a_letter_with_too_many_names_is_split_by_the_next_letters():
    names = (("a", 1), ("n", 2), ("na", 400), ("nbx", 50), ("nca", 900), ("ncb", 700), ("o", 3), ("p", 4))
    assert split(names) == (("a",), ("n", "na", "nb"), ("nca",), ("ncb",), ("o", "p"))


def test_a_page_is_called_by_its_first_and_last_beginning():
    assert label(("a", "b", "c")) == "A\N{EN DASH}C"
    assert label(("a",)) == "A"
    assert label(("1", "2", "_")) == "#\N{EN DASH}_"
    assert label(("n", "na", "nb")) == "n\N{EN DASH}nb"
    assert label(("nca",)) == "nca…"

"""Grains in four bytes."""

from sphinx_kwindex.store.grains import On, lengthened, short_grain, short_grains


def test_a_grain_is_short_in_the_same_way_however_its_last_text_comes_together() -> None:
    for start, end in (("Base.", "run"), ("", "größe"), ("a.", "\udc80"), ("Base.run", "")):
        assert lengthened([short_grain((On.SPOT, 7, start))], end) == [short_grain((On.SPOT, 7, start + end))]


def test_grains_that_differ_in_any_part_hardly_ever_share_their_four_bytes() -> None:
    grains = {(kind, file, f"C{n}.f") for kind in (On.SPOT, On.USED) for file in range(50) for n in range(50)}
    assert len(short_grains([*grains, (On.HEIRS, 1), (On.HEIRS, 1, ""), (On.ANYTHING,)])) > len(grains)


def test_what_is_short_already_stays() -> None:
    assert list(short_grains([5, 3, 5])) == [3, 5]

"""Properties of offset maps: every kept character keeps its place, both ways."""

from hypothesis import given
from hypothesis import strategies as st

from govtext.records.remap import Shifts
from govtext.spans import CharSpan, OffsetMap

KEPT = st.lists(st.booleans(), max_size=40)


def places(kept):
    """Return the original offsets of the kept characters, one by one."""
    return [at for at, keep in enumerate(kept) if keep]


def made(kept):
    """Return the map of a text whose characters are kept or not."""
    return OffsetMap.from_kept("x" * len(kept), kept)


@given(KEPT)
def test_every_view_offset_leads_to_its_character(kept):
    """One by one and all at once, a view offset is where the kept character stood."""
    offsets = made(kept)
    assert [offsets.to_original(at) for at in range(sum(kept))] == places(kept)
    assert Shifts(offsets).starts(tuple(range(sum(kept)))) == tuple(places(kept))
    ends = Shifts(offsets).ends(tuple(range(1, sum(kept) + 1)))
    assert ends == tuple(at + 1 for at in places(kept))


@given(KEPT)
def test_the_way_back_ends_where_it_began(kept):
    """A kept character leads to its view offset; a dropped one to that of its successor."""
    offsets = made(kept)
    for at in range(len(kept)):
        assert offsets.to_view(at) == sum(kept[:at])


@given(KEPT, st.data())
def test_a_span_is_the_shortest_that_holds_its_characters(kept, data):
    """A view span's original begins and ends with its own characters."""
    offsets = made(kept)
    if not any(kept):
        return
    start = data.draw(st.integers(0, sum(kept) - 1))
    end = data.draw(st.integers(start + 1, sum(kept)))
    held = places(kept)[start:end]
    assert offsets.span_to_original(CharSpan(start, end)) == (held[0], held[-1] + 1)
    runs = offsets.runs_to_original(CharSpan(start, end))
    assert [at for one, two in runs for at in range(one, two)] == held


@given(KEPT, st.data())
def test_spans_move_alike_one_by_one_and_in_turn(kept, data):
    """Whatever span was moved before, each lands where the map of offsets puts it."""
    offsets = made(kept)
    place = st.integers(0, sum(kept))
    pairs = data.draw(st.lists(st.tuples(place, place).map(sorted), max_size=8))
    shifts = Shifts(offsets)
    for start, end in pairs:
        assert shifts.span((start, end)) == offsets.span_to_original(CharSpan(start, end))


@given(KEPT)
def test_deleting_and_keeping_are_the_same(kept):
    """The map made of what is dropped equals the one made of what is kept."""
    dropped = [at for at, keep in enumerate(kept) if not keep]
    assert OffsetMap.from_deleted(len(kept), dropped) == made(kept)
    assert made(kept).is_identity == (not dropped)


@given(st.integers(0, 50))
def test_the_identity_moves_nothing(length):
    """Each offset of an unchanged text is its own."""
    offsets = OffsetMap.identity(length)
    assert Shifts(offsets).starts(tuple(range(length + 1))) == tuple(range(length + 1))
    assert offsets == made([True] * length)

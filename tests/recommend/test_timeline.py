"""The timeline beside a sorted list."""

from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

from serai.recommend._timeline import FIRST, Timeline

places = st.tuples(st.integers(0, 9), st.integers(0, 30))
Place = tuple[int, int]


def timeline_of(added: list[Place]) -> Timeline:
    timeline = Timeline()
    for at, row in added:
        timeline.add(at, row)
    return timeline


@given(st.lists(places, unique=True), st.lists(places), places, st.integers(0, 40))
def test_the_timeline_is_a_sorted_list(
    added: list[Place], dropped: list[Place], before: Place, many: int
) -> None:
    timeline = timeline_of(added)
    for at, row in dropped:
        timeline.drop(at, row)
    expected = sorted(set(added) - set(dropped))
    end = timeline.before(*before)
    assert timeline.many == len(expected)
    assert end == bisect_left(expected, before)
    newest = [row for _, row in reversed(expected[:end])][:many]
    assert timeline.newest(end, many).tolist() == newest


def test_the_timeline_grows_and_keeps_its_order() -> None:
    many = 3 * FIRST
    timeline = timeline_of([(row * 7 % many, row) for row in range(many)])
    expected = sorted(range(many), key=lambda row: row * 7 % many, reverse=True)
    assert timeline.newest(many, many).tolist() == expected

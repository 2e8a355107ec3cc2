"""A service that keeps dying is started ever more slowly; one that had run well, at once."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from deploy.launcher import FIRST_PAUSE, LONGEST_PAUSE, STEADY, BackOff

SHORT = st.floats(0, STEADY, exclude_max=True)


@given(st.lists(SHORT, min_size=12, max_size=20))
def test_a_service_that_dies_young_waits_twice_as_long_each_time_up_to_a_bound(
    lives: list[float],
) -> None:
    back_off = BackOff()
    pauses = [back_off.pause_after(lived) for lived in lives]
    assert pauses[0] == FIRST_PAUSE
    assert all(later == min(2 * earlier, LONGEST_PAUSE) for earlier, later in pairwise(pauses))
    assert pauses[-1] == LONGEST_PAUSE


@given(st.lists(SHORT, max_size=20), st.floats(STEADY, 1e6))
def test_one_that_had_run_well_begins_anew(lives: list[float], lived: float) -> None:
    back_off = BackOff()
    for each in lives:
        back_off.pause_after(each)
    assert back_off.pause_after(lived) == FIRST_PAUSE
    assert back_off.pause_after(0) == 2 * FIRST_PAUSE

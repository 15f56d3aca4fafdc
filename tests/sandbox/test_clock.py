"""Hall time: a pause of any length, at any point, takes exactly its length away."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from sandbox.clock import HallClock, ManualClock, Pause, hall_time, is_paused
from tests.conftest import NOON

seconds = st.integers(0, 20_000).map(lambda s: timedelta(seconds=s))
pauses = st.lists(st.tuples(seconds, seconds), max_size=5).map(
    lambda spans: [Pause(NOON + start, NOON + start + length) for start, length in spans])


@given(pauses, seconds, seconds)
def test_hall_time_never_runs_backwards(spans, a, b):
    early, late = sorted((a, b))
    assert hall_time(NOON + early, spans) <= hall_time(NOON + late, spans)


@given(pauses, seconds)
def test_hall_time_stands_still_exactly_while_paused(spans, at):
    step = timedelta(seconds=1)
    moved = hall_time(NOON + at + step, spans) - hall_time(NOON + at, spans)
    assert moved == (timedelta() if is_paused(NOON + at, spans) else step)


@given(seconds, seconds, seconds)
def test_a_pause_takes_away_its_own_length(before, length, after):
    pause = Pause(NOON + before, NOON + before + length)
    assert hall_time(NOON + before + length + after, [pause]) == NOON + before + after


def test_overlapping_pauses_count_once():
    minute = timedelta(minutes=1)
    spans = [Pause(NOON, NOON + 2 * minute), Pause(NOON + minute, NOON + 3 * minute)]
    assert hall_time(NOON + 5 * minute, spans) == NOON + 2 * minute


def test_an_open_pause_holds_hall_time():
    assert hall_time(NOON + timedelta(hours=2), [Pause(NOON)]) == NOON


def test_waiting_across_a_pause_is_longer_by_the_pause():
    clock = ManualClock(NOON)
    pause = Pause(NOON + timedelta(seconds=10), NOON + timedelta(seconds=70))
    HallClock(clock, lambda: [pause]).wait(30)
    assert clock.now() == NOON + timedelta(seconds=90)


class SetClock(ManualClock):
    """A clock that somebody sets by `jump` seconds during the first wait."""

    jump = 0.0

    def wait(self, seconds):
        self.advance(seconds + self.jump)
        self.jump = 0.0
        self.waited = getattr(self, "waited", 0.0) + seconds


@given(st.floats(-100_000, 100_000))
def test_a_clock_that_is_set_during_a_wait_neither_prolongs_nor_cuts_it(jump):
    clock = SetClock(NOON)
    clock.jump = jump
    HallClock(clock, lambda: ()).wait(30)
    assert abs(clock.waited - 30) <= 8

"""Where a submission is: a pure function of hall time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sandbox.clock import Pause, hall_time
from sandbox.practice.submissions.stages import FOREVER, STEPS, Stage, Way, next_change_at, reached_at, stage_at

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
ON_THE_WAY = (Stage.QUEUED, Stage.SENT, Stage.VERIFIED)
spans = st.integers(min_value=0, max_value=600).map(lambda seconds: timedelta(seconds=seconds))
hours = spans.map(lambda span: NOON + span)
held = st.dictionaries(st.sampled_from(ON_THE_WAY), hours | st.just(FOREVER))


@given(held, spans, spans)
def test_a_submission_never_moves_back(held, one, other):
    early, late = sorted((one, other))
    way = Way(NOON, held)
    assert stage_at(way, NOON + early) <= stage_at(way, NOON + late)


@given(spans, spans, spans)
def test_a_pause_of_any_length_changes_no_stage(worked, paused, began_after):
    began = NOON + min(began_after, worked)
    wall = NOON + worked + paused
    pauses = [Pause(began, began + paused)]
    assert stage_at(Way(NOON), hall_time(wall, pauses)) is stage_at(Way(NOON), NOON + worked)


@given(st.sampled_from(ON_THE_WAY), spans)
def test_a_held_stage_is_not_left(stage, later):
    assert stage_at(Way(NOON, {stage: FOREVER}), NOON + later) <= stage


@given(st.sampled_from(ON_THE_WAY), spans, spans)
def test_a_hold_with_an_end_is_over_at_that_hour_by_itself(stage, lasts, later):
    way = Way(NOON, {stage: NOON + lasts})
    assert (stage_at(way, NOON + later) > stage) == (later >= max(lasts, reached_at(Way(NOON), Stage(stage + 1)) - NOON))


def test_what_comes_after_a_hold_keeps_its_distance():
    way = Way(NOON, {Stage.QUEUED: NOON + timedelta(seconds=90)})
    assert reached_at(way, Stage.VALIDATED) == NOON + timedelta(seconds=90 + 130)


@given(held, spans)
def test_between_now_and_the_next_change_nothing_changes(held, later):
    way, now = Way(NOON, held), NOON + later
    change = next_change_at(way, now)
    if change is None:
        assert stage_at(way, now + timedelta(days=1)) is stage_at(way, now)
    else:
        assert stage_at(way, change - timedelta(microseconds=1)) is stage_at(way, now)


@given(spans, spans)
def test_a_return_ends_the_way_from_its_hour_on(returned, later):
    way = Way(NOON, returned_at=NOON + returned)
    assert (stage_at(way, NOON + later) is Stage.RETURNED) == (later >= returned)


@given(held, st.sampled_from((Stage.SENT, Stage.VERIFIED)), spans)
def test_an_office_sends_back_at_the_hour_at_which_it_would_have_passed_it_on(held, office, later):
    way = Way(NOON, held)
    passes_on = stage_at(way, NOON + later) > office
    assert stage_at(replace(way, refused_by=office), NOON + later) is (
        Stage.RETURNED if passes_on else stage_at(way, NOON + later))


def test_an_unhindered_submission_is_validated_after_two_and_a_half_minutes():
    assert [stage_at(Way(NOON), NOON + after) for _, after in STEPS] == [Stage.SENT, Stage.VERIFIED, Stage.VALIDATED]
    assert reached_at(Way(NOON), Stage.VALIDATED) == NOON + timedelta(seconds=150)


def test_a_withdrawal_ends_the_way_whatever_else_happened():
    way = Way(NOON, {Stage.QUEUED: FOREVER}, returned_at=NOON, withdrawn_at=NOON + timedelta(seconds=5))
    assert stage_at(way, NOON + timedelta(seconds=5)) is Stage.WITHDRAWN

"""A whole day of the hall in a hurried clock, with free practice at its end. It takes five minutes: GLADI_REHEARSAL=day."""

import os

import pytest

from instructor.rehearsal.rehearse import rehearse
from sandbox.settings import Settings

HURRY = 100.0
"""Hall seconds a second: a submission's three minutes pass in two."""
SECONDS = 270.0
"""Seven and a half hours of the hall."""
MINUTE_MS = 60_000

pytestmark = pytest.mark.skipif(os.environ.get("GLADI_REHEARSAL") != "day", reason="asked for by GLADI_REHEARSAL=day")


def test_a_whole_day_loses_nothing_goes_on_to_its_end_and_no_board_is_told_of_another_deed(tmp_path):
    day = rehearse(Settings(instance=tmp_path), trainees=6, seconds=SECONDS, boards=2, think=0.3, speed=HURRY)
    assert (day.lost, day.duplicated) == (0, 0), day.problems
    assert day.seconds > 0.9 * SECONDS  # nobody has stopped early
    assert day.board_p95_ms < MINUTE_MS  # a line that comes minutes later is another deed's

"""A bad day in short: nothing acknowledged is lost or doubled, the feed equals the journals, every other seat is served.

Two kills and a power cut here; GLADI_KILLS=200 for what `bench/chaos.py` does.
"""

import os
import sys

import pytest

from bench.chaos import OTHERS, chaos, cut_power

KILLS = int(os.environ.get("GLADI_KILLS", "2"))

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, limits the files of processes")]


def test_a_bad_day_loses_and_doubles_nothing_and_keeps_every_other_seat_served(tmp_path):
    # Patient: beside other tests a process that must begin anew takes many times as long as on a machine of its own.
    day = chaos(tmp_path, kills=KILLS, villages=2, seed=5, think=0.2, patience=120.0,
                others=(cut_power,) if KILLS == 2 else OTHERS)
    assert day.kills >= KILLS
    assert day.requests > 4
    assert day.mishaps["cut_power"] > 0
    assert (day.lost, day.duplicated, day.feed_differs, day.quiet_unserved) == (0, 0, 0, 0), day.problems

"""Exercises in which the right answer is not to act: at least ten, and in each of them who acts all the same is told.

What solves itself or is right already is left alone: looked at, answered for, waited for; others are worked at meanwhile.
"""

from collections.abc import Iterator

import pytest

from scenarios.file.loader import library
from scenarios.file.schema import Scenario
from scenarios.steps.base import BotStep
from scenarios.steps.looking import Answer, Open, OpenBook, OpenHousehold, OpenReceipt, OpenSubmission, Search, Until, Wait

LOOKS = (Open, OpenBook, OpenHousehold, OpenReceipt, OpenSubmission, Search, Answer)

LEFT_ALONE = (
    "akun-terkunci", "keluarga-sedang-dibuka", "belum-lewat-batas", "kembali-untuk-revisi-lama", "antrean-panjang",
    "hitungan-tertinggal", "pemeliharaan-sampai-jamnya", "jangan-muat-ulang", "tersimpan-tapi-belum-tampak", "nik-belum-padan")


def meddling(scenario: Scenario) -> Iterator[BotStep]:
    """What wrong turns do where the solution does nothing about it before it has waited: it looks, answers, works elsewhere."""
    for turn in scenario.wrong_turns:
        there = next((place for place, step in enumerate(turn.steps) if step not in scenario.solution[place:place + 1]), None)
        if there is None:
            continue
        deed, left = turn.steps[there], [each for each in scenario.solution[there:] if not isinstance(each, LOOKS)]
        about = set(deed.records())
        next_one = next((each for each in left if isinstance(each, Wait) or not about or about & {*each.records()}), None)
        if next_one is None or isinstance(next_one, Wait):
            yield deed


def test_there_are_at_least_ten():
    assert len(set(LEFT_ALONE)) >= 10


@pytest.mark.parametrize("scenario_id", LEFT_ALONE)
def test_the_solution_leaves_it_alone_and_who_does_not_is_told(scenario_id):
    scenario = library()[scenario_id].scenario
    told = {deed.key for deed in meddling(scenario)}
    assert told
    if any(isinstance(step, Wait) and isinstance(step.wait, Until) for step in scenario.solution):
        assert {"resend", "withdraw"} <= told, "a submission on its way"

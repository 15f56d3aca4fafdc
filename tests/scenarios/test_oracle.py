"""The second opinion: what a copy's tables say of an exercise, read without the engine."""

from dataclasses import replace

import pytest

from sandbox.ledger import Defect
from sandbox.practice.handing import HandedOver
from sandbox.practice.households import households
from sandbox.practice.models import Household
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from sandbox.store import generations
from scenarios.file.loader import library
from scenarios.proof.oracle import Witness
from scenarios.proof.playing import Players
from scenarios.proof.stored import alike

SENT = {"submissions": {"record": "kk", "stage": "validated"}, "count": 1}
QUEUED = {"submissions": {"record": "kk", "stage": "queued"}, "count": 1}
UNKNOWN = {"guessed": "kk"}
"""What it does not judge."""


@pytest.mark.slow
def test_of_a_solved_exercise_the_tables_tell_what_is_so_what_is_not_and_what_they_do_not_know(place):
    loaded = library()["kiriman-macet-di-antrean"]
    place.lay([loaded])
    players = Players(loaded, place)
    assert list(players.begin_in(1)) == []
    [moment] = players.moments
    players.played_on(players.from_there(moment), moment, loaded.scenario.solution)
    with place.app.app_context(), place.app.extensions["gladi"].store.open(generations.pin(moment.seat.pin.sandbox)) as session:
        witness = Witness(session, moment.seat.trainee_id, place.clock.now(), moment.contents)
        told = {name: witness.judge(check) for name, check in {
            "sent": SENT, "queued": QUEUED, "twice": {**SENT, "count": 2},
            "resent": {"submissions": {"record": "kk", "resent": 0}},
            "there": {"household": "kk"}, "doubled": {"household": "kk", "count": 2}, "unknown": UNKNOWN,
            "not answered": {"answered": "kode"}, "not reported": {"reported": "kk"}, "struck": {"struck": "macet"},
            "not struck": {"struck": "lain"}, "alone": {"in_batch": "kk"}, "not handed": {"handed": "kk"},
            "not explained": {"explained": "kk"}, "nobody told": {"told": "kk", "answer": "layani"},
            "unchanged": {"unchanged": "kk"}, "not doubled": {"doubled": ["kk"]},
            "never": {"did": "withdraw"}, "done": {"did": ["withdraw", "resend"]}, "not": {"not": QUEUED},
            "not known": {"not": UNKNOWN},
            "all": {"all": [SENT, UNKNOWN]}, "all but": {"all": [QUEUED, UNKNOWN]}, "any": {"any": [QUEUED, SENT]},
            "any known": {"any": [QUEUED, UNKNOWN]}, "none": {"any": [QUEUED]}}.items()}
    assert told == {
        "sent": True, "queued": False, "twice": False, "resent": False, "there": True, "doubled": False, "unknown": None,
        "not answered": False, "not reported": False, "struck": None, "not struck": False, "alone": False, "not handed": False,
        "not explained": False, "nobody told": False, "unchanged": True, "not doubled": False,
        "never": False, "done": None, "not": True, "not known": None, "all": None, "all but": False, "any": True,
        "any known": None, "none": False}


def test_what_is_wrong_by_the_ledger_what_is_handed_over_and_who_was_told_is_read_from_rows(lesson):
    here = lesson()
    now = here.desk.clock.now()
    with here.store.open(here.desk.pin, write=True) as session:
        household, witness = session.get(Household, here.kk_id), Witness(session, here.desk.person, now)
        session.add(Defect(number=1, kind="nik-15-angka", household_id=here.kk_id, person_id=household.members[0].id, field="nik",
                           found="1", truth="3510000000000001"))
        session.add(HandedOver(kind="household", record_id=here.kk_id, version=household.version, at=now, by="Operator"))
        session.flush()
        asked = {"mended": "kk"}, {"handed": "kk"}, {"told": "kk", "answer": "layani"}
        assert [witness.judge(check) for check in asked] == [False, True, False]
        household.members[0].nik, household.version = "3510000000000001", household.version + 1
        session.flush()
        assert [witness.judge(check) for check in asked] == [None, False, False]


def test_what_was_sent_twice_changed_and_entered_besides_is_told_by_the_tables_alone(lesson):
    here, spec = lesson(), {"given": [{"pick": "household", "as": "kk"}], "goals": []}
    with here.store.open(here.desk.pin, write=True) as session:
        began = Witness(session, here.desk.person, here.desk.clock.now())
        witness, household = replace(began, before=began.contents()), session.get(Household, here.kk_id)
        assert (list(witness.objections(spec)), witness.judge({"unchanged": "kk"})) == ([], True)
        for _ in range(2):
            submissions.submit(session, HouseholdRecord(household), by="Operator", now=witness.now)
        card = {"number": "3510620101200001", "address": "-", "hamlet": "-", "rw": "01", "rt": "01"}
        households.create(session, card, [], by="Operator", now=witness.now)
        household.version, household.answers = household.version + 1, dict(reversed(household.answers.items()))
        session.flush()
        assert list(witness.objections(spec)) == ["kk terkirim 2 kali", "ada 1 keluarga baru"]
        assert (witness.judge({"doubled": "kk"}), witness.judge({"unchanged": "kk"})) == (None, True)
        household.members[0].name += " X"
        session.flush()
        assert (witness.judge({"unchanged": "kk"}), began.judge({"unchanged": "kk"})) == (False, None)


@pytest.mark.parametrize(("found", "wanted", "same"), [
    ("SITI  Aminah", "siti aminah", True), ("Siti", "Sita", False), (2.0, 2, True), (None, 2, False),
    (["4", "7"], ["7", "4"], True), (["4"], ["4", "7"], False)])
def test_values_are_alike_as_people_read_them(found, wanted, same):
    assert alike(found, wanted) is same

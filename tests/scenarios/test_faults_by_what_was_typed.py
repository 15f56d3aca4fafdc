"""Kinds of faults that look at what was typed or sent, or leave the system busy: through the real gate."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sandbox.details import BatchDetails, RecordDetails
from sandbox.errors import Trouble
from sandbox.practice import logins
from sandbox.practice.batches import sending
from sandbox.practice.batches.plan import BatchScope, plan_of
from sandbox.practice.keys import NEW, household_key
from sandbox.practice.models import Household
from sandbox.practice.overviews.listing import Query, page_of
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.stages import Stage
from scenarios.file.loader import ScenarioError
from scenarios.play import begin
from tests.conftest import NOON, a_household
from tests.scenarios.conftest import GOAL, pin
from tests.scenarios.factories import FRAME, a_scenario

CLOSED_PERIOD = """
faults:
  - {kind: period_closed, as: tutup, on: {action: save, form: sheet},
     shows: {code: PER-423, fate: not_saved, status: 423, text: "Sebelum {{ hari }} sudah ditutup."}}
"""
HALF_BATCH = """
faults:
  - {kind: partial_batch, as: separuh, on: {action: submit_all}, until: {action: open}, failed: [kk], reason: Gagal.,
     shows: {code: SRV-500, fate: saved, look: outbox, text: "Gagal: {{ kk.no_kk }}."}}
"""


@pytest.mark.parametrize(("typed", "refused"), [("28-02-2026", True), ("02-03-2026", False), ("anu", False), ("", False)])
def test_a_closed_period_refuses_an_earlier_day_only(lesson, typed, refused):
    met = lesson(CLOSED_PERIOD).do("save", "sheet", "sheet/1", typed=[("per", typed)])
    assert isinstance(met, Trouble) is refused
    if refused:
        assert (met.code, met.text) == ("PER-423", "Sebelum 02-03-2026 sudah ditutup.")


def test_of_a_batch_only_what_failed_stays_in_the_queue_until_it_is_sent_again(lesson, hall):
    seat = lesson(HALF_BATCH)
    both = (seat.kk_id, seat.kk_id % 3 + 1)

    def send(session, now):
        records = [HouseholdRecord.find(session, each) for each in both]
        return submissions.submit_all(session, records, by="Operator", now=now, batch=1)

    assert seat.do("submit_all", "batch_plan", detail=BatchDetails(scope="potensi")) is None, "a batch of sheets has none of them"
    assert seat.do("submit_all", "batch_plan", work=send, detail=BatchDetails(scope="keluarga")).code == "SRV-500"
    with hall.store.open(seat.desk.pin) as session:
        held = [len(submissions.of_record(session, HouseholdRecord.find(session, each).key)[0].holds) for each in both]
    assert held == [1, 0]
    seat.resend(seat.sent()[0].reference)
    assert submissions.stage_of(seat.sent()[0], NOON.replace(hour=NOON.hour + 1)) is Stage.VALIDATED


ON_ITS_WAY = """
faults:
  - {kind: stall, as: macet, on: {action: submit, record: kk, nth: 1}, until: {action: resend, record: kk},
     shows: {code: GW-504, fate: unknown, look: outbox, text: "Tertahan: {{ ref }}."}}
"""


def test_what_strikes_a_submission_strikes_the_batch_in_which_its_family_goes_along(lesson, hall):
    seat = lesson(ON_ITS_WAY)
    mine, other = seat.kk_id, seat.kk_id % 3 + 1

    def send_those_saved(*ids):
        with hall.store.open(seat.desk.pin, write=True) as session:
            for id_ in ids:
                HouseholdRecord.find(session, id_).row.saved_by = "Operator"
            session.commit()
        return seat.do("submit_all", "batch_plan", detail=BatchDetails(scope="keluarga"), work=lambda session, now: sending.send(
            session, BatchScope("keluarga", ""), plan_of(session, BatchScope("keluarga", "")).key, by="Operator", now=now))

    assert send_those_saved(other).sent == 1, "kk is not in it"
    met = send_those_saved(mine)
    assert (met.code, met.text) == ("GW-504", f"Tertahan: {seat.sent()[0].reference}.")
    assert [len(each.holds) for each in seat.sent()] == [1]
    assert [each.action for each in seat.attempt.struck["macet"]] == ["submit_all"]
    seat.resend(seat.sent()[0].reference)
    assert submissions.stage_of(seat.sent()[0], NOON.replace(hour=NOON.hour + 1)) is Stage.VALIDATED


LATE = """
faults:
  - {kind: stale_list, as: daftar, on: {action: save, form: household, nth: 1}, lasts: 120}
"""
UNMATCHED = """
faults:
  - {kind: lookup_down, as: padan, on: {action: save, record: kk, nth: 1}, lasts: 120,
     shows: {code: SRV-503P, fate: saved, status: 503, look: households, text: "Sampai {{ padan.until }}."}}
"""
ELSEWHERE = """
faults:
  - {kind: wrong_village, as: lain, on: {action: open, form: home, nth: 1}, until: {action: logout},
     shows: {code: WIL-403, fate: not_saved, status: 403, look: login, text: Desa lain.}}
"""


def test_a_late_list_lacks_the_new_card_until_its_hour_unless_its_number_is_searched_for(lesson, hall):
    seat = lesson(LATE)

    def enter(session, now):
        new = a_household(9)
        session.add(new)
        session.flush()
        seat.last.record = str(household_key(new.id))
        seat.number = new.number

    seat.do("save", "household", work=enter, detail=RecordDetails(part=NEW))
    with hall.store.open(seat.desk.pin) as session:
        def seen(text, after):
            return [line.number for line in page_of(session, Query(text=text), NOON + timedelta(seconds=after)).lines]

        assert [seat.number in seen(text, after) for text, after in (("", 119), ("", 120), (seat.number, 1))] == [
            False, True, True]
    begin.begin(hall.store, replace(seat.desk, companion="Sekdes"), pin(FRAME + GOAL), number=2, after=seat.attempt.id)
    with hall.store.open(seat.desk.pin) as session:
        assert seat.number not in [line.number for line in page_of(session, Query(), NOON + timedelta(seconds=119)).lines]
    begin.begin(hall.store, seat.desk, pin(FRAME + GOAL), number=3, after=seat.attempt.id)
    with hall.store.open(seat.desk.pin) as session:
        assert seat.number in [line.number for line in page_of(session, Query(), NOON + timedelta(seconds=119)).lines]


def test_a_saved_household_is_marked_until_its_nik_are_matched(lesson, hall):
    seat = lesson(UNMATCHED)
    assert seat.do("save", "household", seat.kk).fate == "saved"
    with hall.store.open(seat.desk.pin) as session:
        assert session.get(Household, seat.kk_id).unmatched_until == NOON + timedelta(seconds=120)


def test_a_login_of_another_village_refuses_what_is_saved_until_one_logs_out(lesson, hall):
    seat = lesson(ELSEWHERE)
    seat.desk = replace(seat.desk, login_key="kunci")
    with hall.store.open(seat.desk.pin, write=True) as session:
        logins.open_login(session, seat.desk.person, "kunci", NOON)
        session.commit()

    def named():
        with hall.store.open(seat.desk.pin) as session:
            return logins.foreign_village(session, "kunci")

    seat.do("open", "home")
    assert named() == "Desa Tegalharjo (35.10.10.2001)"
    assert seat.do("save", "household", seat.kk).code == "WIL-403"
    seat.do("logout", "login")
    assert seat.do("save", "household", seat.kk) is None
    with hall.store.open(seat.desk.pin, write=True) as session:
        logins.open_login(session, seat.desk.person, "kunci", NOON)
        session.commit()
    assert named() == ""


def test_whoever_leaves_that_exercise_is_logged_in_as_their_own_village_again(lesson, hall):
    seat = lesson(ELSEWHERE)
    seat.desk = replace(seat.desk, login_key="kunci")
    with hall.store.open(seat.desk.pin, write=True) as session:
        logins.open_login(session, seat.desk.person, "kunci", NOON)
        session.commit()
    seat.do("open", "home")
    begin.begin(hall.store, seat.desk, pin(FRAME + GOAL), number=2, after=seat.attempt.id)
    with hall.store.open(seat.desk.pin) as session:
        assert (logins.is_open(session, "kunci"), logins.foreign_village(session, "kunci")) == (True, "")


@pytest.mark.parametrize(("wrong", "told"), [
    (CLOSED_PERIOD.replace(", form: sheet", ""), "faults.0.on.form: periode dibaca dari Per tanggal"),
    (CLOSED_PERIOD.replace("form: sheet}", "form: sheet, nth: 1}"), "faults.0.on.nth: yang tertutup tetap tertutup"),
    (LATE.replace(", lasts: 120", ""), "faults.0.kind: daftarnya diperbarui sendiri"),
    (UNMATCHED.replace(", lasts: 120", ""), "faults.0.kind: pemadanan hidup sendiri"),
    (HALF_BATCH.replace("[kk]", "[anu]"), "faults.0.records: anu tidak ada di given")])
def test_what_such_a_fault_cannot_do_is_refused_with_its_place(wrong, told):
    with pytest.raises(ScenarioError) as caught:
        a_scenario(wrong)
    assert told in str(caught.value)

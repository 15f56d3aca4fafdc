"""The kinds of faults that turn away for a time, break the answer, or answer what isn't: through the real gate."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sandbox.actions import Action
from sandbox.deeds import SAVE
from sandbox.details import RecordDetails
from sandbox.errors import Fate, Manner, Trouble
from sandbox.journal import Outcome
from sandbox.practice import logins
from sandbox.practice.models import Draft, Household, Login
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.stages import Stage
from sandbox.practice.submissions.submissions import stage_of
from scenarios.faults.saving import PartialSave
from scenarios.play import begin
from tests.conftest import NOON
from tests.scenarios.conftest import pin
from tests.scenarios.factories import FRAME

SHOWS = 'shows: {code: XX-1, fate: not_saved, status: %d, text: "Tunggu {{ sibuk.until }}."}'
BUSY = f"""
faults:
  - {{kind: too_many_requests, as: sibuk, on: {{action: save, record: kk, nth: 1}}, lasts: 60, {SHOWS % 429}}}
"""
LOCKED = f"""
faults:
  - {{kind: account_locked, as: sibuk, on: {{action: open, form: households, nth: 1}}, lasts: 120, {SHOWS % 423}}}
"""
WIFI = """
faults:
  - {kind: foreign_page, as: wifi, on: {action: save, record: kk, nth: 1}, until: {action: [connect, give_away]},
     shows: {code: GW-511, fate: not_saved, status: 511, text: Selamat datang.}}
"""
STALE = """
faults:
  - {kind: stale_page, as: basi, on: {action: save, record: kk, nth: 1}, until: {action: open, form: household},
     shows: {code: SES-403, fate: not_saved, status: 403, text: Halaman lama.}}
"""
TAKEN = """
faults:
  - {kind: session_taken, as: diambil, on: {action: save, record: kk, nth: 1},
     shows: {code: SES-409, fate: not_saved, status: 409, look: login, text: Dipakai.}}
"""
CUT = """
faults:
  - {kind: connection_lost, as: putus, twin: a, on: {action: save, record: kk, nth: 1}, saved: false, look: households}
  - {kind: connection_lost, as: putus, twin: b, on: {action: save, record: kk, nth: 1}, saved: true, look: households}
"""
WELL = "\nfaults:\n  - {kind: false_success, as: kosong, on: {action: save, record: kk, nth: 1}, text: Berhasil.}\n"
IN_PLACE = """
faults:
  - {kind: resubmit_page, as: ulang, on: {action: save, record: kk, nth: 1},
     shows: {code: SRV-202, fate: saved, text: Sudah diterima.}}
"""


def save(lesson, **more):
    def change(session, now):
        session.get_one(Household, lesson.kk_id).address = "Jl. Baru"

    return lesson.do("save", "household", lesson.kk, change, **more)


def is_saved(lesson):
    with lesson.store.open(lesson.desk.pin) as session:
        return session.get_one(Household, lesson.kk_id).address == "Jl. Baru"


def test_too_many_requests_begins_its_wait_anew_with_each_press(lesson, hall):
    seat = lesson(BUSY)
    told = [save(seat).text]
    for later in (50, 100):
        hall.clock.at = NOON + timedelta(seconds=later)
        told.append(seat.do("open", "outbox").text[-6:])
    assert told == ["Tunggu 12.01.", "12.02.", "12.03."]
    assert [row.detail.until for row in seat.journal()[-2:]] == [NOON + timedelta(seconds=later) for later in (110, 160)]
    hall.clock.at = NOON + timedelta(seconds=161)
    save(seat)
    assert is_saved(seat)


def test_a_locked_account_lets_nobody_in_before_its_hour_and_each_try_begins_it_anew(lesson, hall):
    seat = lesson(LOCKED)
    seat.desk = replace(seat.desk, login_key="k")
    with seat.store.open(seat.desk.pin, write=True) as session:
        logins.open_login(session, seat.desk.person, "k", NOON)
        session.commit()
    refused = seat.do("open", "households")
    assert (refused.status, refused.fate) == (423, None)  # who only looks is told nothing of a save
    with seat.store.open(seat.desk.pin) as session:
        assert session.get_one(Login, "k").why == logins.LOCKED
    hall.clock.at = NOON + timedelta(seconds=119)
    assert isinstance(seat.do("login", "login"), Trouble)
    hall.clock.at = NOON + timedelta(seconds=238)
    assert isinstance(seat.do("login", "login"), Trouble)
    hall.clock.at = NOON + timedelta(seconds=358)
    assert seat.do("login", "login") is None


@pytest.mark.parametrize("pressed", ["connect", "give_away"])
def test_a_hotspots_page_stands_before_everything_until_its_button_is_pressed(lesson, pressed):
    seat = lesson(WIFI)
    assert [trouble.manner for trouble in (save(seat), seat.do("open", "outbox"), save(seat))] == [Manner.FOREIGN] * 3
    assert not is_saved(seat)
    assert seat.do(pressed, "wifi") is None
    save(seat)
    assert is_saved(seat)


def test_a_replaced_page_stays_dead_until_it_is_opened_anew(lesson):
    seat = lesson(STALE)
    assert [save(seat).code, save(seat).code] == ["SES-403", "SES-403"]
    seat.do("open", "outbox")
    assert isinstance(save(seat), Trouble)
    seat.do("open", "household", seat.kk)
    save(seat)
    assert is_saved(seat)


def test_a_taken_session_says_why_it_ended_and_keeps_the_typing(lesson):
    seat = lesson(TAKEN)
    seat.desk = replace(seat.desk, login_key="k")
    with seat.store.open(seat.desk.pin, write=True) as session:
        logins.open_login(session, seat.desk.person, "k", NOON)
        session.commit()
    save(seat, typed=[("q1", "5")], detail=RecordDetails(part="penghasilan"))
    with seat.store.open(seat.desk.pin) as session:
        assert session.get_one(Login, "k").why == logins.TAKEN
        assert session.query(Draft).count() == 1


def test_a_lost_connection_gives_no_answer_in_either_twin_and_saves_in_one(lesson):
    exchanged = CUT.replace("twin: a", "twin: c").replace("twin: b", "twin: a").replace("twin: c", "twin: b")
    found = []
    for sandbox, faults in ((1, CUT), (2, exchanged)):
        seat = lesson(faults, sandbox=sandbox)
        [fault] = seat.scenario.faults_of(seat.attempt.twin)
        trouble = save(seat)
        found.append((trouble.manner, trouble.fate, is_saved(seat) is fault.saved))
    assert found == [(Manner.BROKEN, Fate.UNKNOWN, True)] * 2


def test_a_false_success_saves_nothing_and_loses_the_typing(lesson):
    seat = lesson(WELL)
    trouble = save(seat, typed=[("q1", "5")], detail=RecordDetails(part="penghasilan"))
    assert (trouble.manner, trouble.text, is_saved(seat)) == (Manner.WELL, "Berhasil.", False)
    assert (seat.journal()[-1].outcome, seat.journal()[-1].fault) == (Outcome.REFUSED, "kosong")
    with seat.store.open(seat.desk.pin) as session:
        assert session.query(Draft).all() == []
    assert save(seat) is None


def test_what_is_answered_in_place_was_done(lesson):
    seat = lesson(IN_PLACE)
    assert (save(seat).manner, is_saved(seat)) == (Manner.IN_PLACE, True)


@pytest.mark.parametrize(("people", "touched"), [(2, False), (3, True)])
def test_only_a_card_with_more_people_than_are_saved_is_saved_by_half(hall, people, touched):
    shows = {"code": "SRV-500", "fate": "saved", "text": "Separuh."}
    half = PartialSave.model_validate({"kind": "partial_save", "as": "x", "on": {"action": "save"}, "shows": shows, "members": 2})
    typed = [(f"anggota-{number}-name", "Ani" if number < people else " ") for number in range(4)]
    action = Action(SAVE, hall.desk(), detail=RecordDetails(part="baru"), typed=typed)
    assert half.touches(action, ()) is touched


BACKLOG = """
faults:
  - {kind: queue_backlog, as: padat, on: {action: submit, record: kk, nth: 1}, lasts: 120,
     shows: {code: KRM-429, fate: saved, look: outbox, text: "Keluar {{ padat.until }}."}}
"""
RETURNED = """
faults:
  - {kind: returned, as: kembali, on: {action: submit, record: kk, nth: 1}, reason: Isian 1., after: 20}
"""
VALIDATED = "goals:\n  - {id: sampai, text: Sampai, check: {submissions: {record: kk, stage: validated}, count: 1}}\n"
BEYOND = """
faults:
  - {kind: stall, as: macet, on: {action: submit, record: kk, nth: 1}, stage: verified, until: {action: report},
     shows: {code: KRM-504, fate: saved, look: outbox, text: Lambat.}}
"""


def sent_quietly(seat):
    """The reference of a submission of the same family that went up before, met by no fault."""
    with seat.store.open(seat.desk.pin, write=True) as session:
        sent = submissions.submit(session, HouseholdRecord.find(session, seat.kk_id), by="Operator", now=NOON)
        session.commit()
        return sent.reference


def holds_of(seat, reference):
    """When each hold of that submission ends."""
    with seat.store.open(seat.desk.pin) as session:
        return [hold.until for hold in submissions.get(session, reference).holds]


def stage_of_kk(seat, seconds):
    return stage_of(seat.sent()[0], NOON + timedelta(seconds=seconds))


def test_a_resend_puts_a_submission_at_the_end_of_a_long_queue(lesson, hall):
    seat = lesson(BACKLOG, goal=VALIDATED)
    assert (seat.submit().text, stage_of_kk(seat, 119), stage_of_kk(seat, 120)) == ("Keluar 12.02.", Stage.QUEUED, Stage.SENT)
    hall.clock.at = NOON + timedelta(seconds=100)
    assert seat.resend(seat.sent()[0].reference).text == "Keluar 12.04."
    assert (stage_of_kk(seat, 219), stage_of_kk(seat, 220)) == (Stage.QUEUED, Stage.SENT)


def test_a_long_queue_leaves_alone_what_it_did_not_strike(lesson):
    seat = lesson(BACKLOG)
    reference = sent_quietly(seat)
    seat.submit()
    assert not seat.resend(reference).moved
    assert holds_of(seat, reference) == []


def test_a_returned_submission_comes_back_at_its_hour_with_its_reason(lesson):
    seat = lesson(RETURNED)
    assert isinstance(seat.submit(), str)
    assert [stage_of_kk(seat, after) for after in (19, 20)] == [Stage.QUEUED, Stage.RETURNED]


def test_a_report_moves_on_what_is_held_at_another_desk_a_minute_later(lesson, hall):
    seat = lesson(BEYOND, goal=VALIDATED)
    seat.submit()
    hall.clock.at = NOON + timedelta(seconds=200)
    assert stage_of_kk(seat, 200) is Stage.VERIFIED
    seat.do("report", "ticket", "bantuan/1")
    assert [stage_of_kk(seat, after) for after in (259, 260)] == [Stage.VERIFIED, Stage.VALIDATED]


def test_a_report_moves_on_only_what_was_held_in_its_own_go(lesson, hall):
    seat = lesson(BEYOND, goal=VALIDATED)
    held = [go(seat, hall, number, reports=number > 1) for number in (1, 2, 3)]
    assert [holds_of(seat, reference) for reference in held] == [
        [None], [NOON + timedelta(minutes=11)], [NOON + timedelta(minutes=16)]]


def go(seat, hall, number, *, reports):
    """The exercise begun once more and the family sent, ten minutes, reported or not; the submission's reference."""
    if number > 1:
        begin.begin(seat.store, seat.desk, pin(FRAME + VALIDATED + BEYOND), number=number, after=seat.attempt.id)
    seat.submit()
    reference = seat.journal()[-1].detail.reference
    hall.clock.at += timedelta(minutes=5)
    if reports:
        seat.do("report", "ticket", "bantuan/1")
    return reference


CONFLICT = """
faults:
  - {kind: edit_conflict, as: bentrok, on: {action: save, record: kk, nth: 1}, answers: {"1": 2170000}}
"""


def test_the_colleague_has_saved_before_the_persons_own_save_is_looked_at_and_only_in_that_section(lesson):
    seat = lesson(CONFLICT)

    def seen(session, now):
        household = session.get_one(Household, seat.kk_id)
        return household.answers.get("1"), household.saved_by

    def saves(part):
        return seat.do("save", "household", seat.kk, seen, detail=RecordDetails(part=part))

    before = saves("pangan")
    assert 2170000 not in before
    seat = lesson(CONFLICT, sandbox=1)
    assert saves("penghasilan") == (2170000, "Sekdes" if seat.desk.role == "operator" else "Operator")
    theirs, own = seat.journal()[-2:]
    assert (theirs.person, theirs.action, theirs.outcome, theirs.attempt) == (0, "save", Outcome.NOTED, None)
    assert own.fault == "bentrok"


LOCK = """
faults:
  - {kind: record_locked, as: kunci, on: {action: save, record: kk, nth: 1}, lasts: 90,
     shows: {code: DAT-423, fate: not_saved, status: 423, text: "Sampai {{ kunci.until }}."}}
"""


def test_a_record_that_the_colleague_has_open_can_be_looked_at_and_not_saved_until_its_hour(lesson, hall):
    seat = lesson(LOCK)
    assert [save(seat).text, save(seat).text] == ["Sampai 12.02."] * 2
    assert seat.do("open", "household", seat.kk, work=lambda session, now: "tampak") == "tampak"
    hall.clock.at = NOON + timedelta(seconds=90)
    save(seat)
    assert is_saved(seat)

"""Each kind of fault through the real gate: what the person is told, what the data holds, what the journal says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sandbox.clock import HallClock, ManualClock
from sandbox.deeds import AT_LOGIN
from sandbox.details import RecordDetails
from sandbox.errors import Fate, Problem, Rejected, Trouble
from sandbox.journal import Outcome
from sandbox.practice import drafts, logins
from sandbox.practice.drafts import DraftKey
from sandbox.practice.models import Draft, Household
from sandbox.practice.submissions.stages import Stage
from sandbox.practice.submissions.submissions import stage_of
from scenarios.attempt.world import Data, World
from scenarios.panel import panel
from scenarios.play.judge import judge
from tests.conftest import NOON
from tests.scenarios.factories import CLOSED, LASTING, STALL, TWINS

SLOW = "faults:\n  - {kind: slow, as: lambat, on: {action: open, form: households}, seconds: 25}\n"
ERROR = """
faults:
  - {kind: server_error, as: gangguan, on: {action: save, record: kk, nth: 1},
     shows: {code: SRV-500, fate: not_saved, text: "Gangguan {{ jam }}."}}
"""
EXPIRED = """
faults:
  - {kind: session_expired, as: habis, on: {action: save, record: kk, nth: 1},
     shows: {code: SES-401, fate: not_saved, status: 401, look: login, text: Sesi berakhir.}}
"""
LOST = """
faults:
  - {kind: lost_receipt, as: hilang, on: {action: submit, record: kk, nth: 1},
     shows: {code: KRM-202, fate: saved, look: outbox, text: "Nomor {{ ref }}."}}
"""


def address(lesson):
    with lesson.store.open(lesson.desk.pin) as session:
        return session.get_one(Household, lesson.kk_id).address


def save(lesson, work=None, **more):
    def change(session, now):
        session.get_one(Household, lesson.kk_id).address = "Jl. Baru"

    return lesson.do("save", "household", lesson.kk, work or change, **more)


def test_a_slow_page_comes_late_and_right(lesson, hall):
    seat = lesson(SLOW)
    assert seat.do("open", "households", work=lambda session, now: now) == NOON + timedelta(seconds=25)
    assert hall.clock.now() == NOON + timedelta(seconds=25)


def test_a_held_seat_is_told_to_the_board_before_it_waits(lesson):
    seat = lesson(SLOW)
    seat.do("open", "households")
    held, opened = seat.journal()[-2:]
    assert (held.action, held.outcome, held.at) == ("held", Outcome.NOTED, NOON)
    assert held.detail.until == opened.at


def test_twins_differ_only_in_what_the_data_holds(lesson, hall):
    told, kept, took = [], [], []
    for sandbox in (1, 2):
        seat = lesson(TWINS, sandbox=sandbox)
        began = hall.clock.now()
        trouble = seat.submit()
        told.append((trouble.code, trouble.fate, trouble.text, trouble.look, trouble.status))
        took.append(hall.clock.now() - began)
        kept.append((seat.attempt.twin, len(seat.sent())))
    assert told[0] == told[1]
    assert took[0] == took[1] == timedelta(seconds=30)
    assert all(count == {"a": 0, "b": 1}[twin] for twin, count in kept)


def test_a_lost_deed_that_was_not_saved_is_journalled_as_refused_without_its_reference(lesson):
    alone = TWINS.split("  - {kind: timeout_after_save")[0].replace(", twin: a", "")
    seat = lesson(alone.replace("fate: unknown", "fate: not_saved"))
    seat.submit()
    row = seat.journal()[-1]
    assert (row.outcome, row.code, row.fault) == (Outcome.REFUSED, "GW-504", "hilang")
    assert row.detail.reference == ""


def test_typing_that_does_not_fit_is_told_at_once_and_the_fault_still_comes(lesson, hall):
    seat = lesson(ERROR)

    def unfit(session, now):
        raise Rejected([Problem("rt", "VAL-01", "RT kosong.")])

    with pytest.raises(Rejected):
        save(seat, unfit)
    assert seat.journal()[-1].fault is None
    assert isinstance(save(seat), Trouble)


def test_a_server_error_saves_nothing_and_strikes_once(lesson):
    seat = lesson(ERROR)
    before = address(seat)
    trouble = save(seat)
    assert (trouble.code, trouble.fate, trouble.text) == ("SRV-500", Fate.NOT_SAVED, "Gangguan 12.00.00.")
    assert address(seat) == before
    save(seat)
    assert address(seat) == "Jl. Baru"


def test_a_stalled_submission_stays_in_the_queue_until_it_is_resent(lesson, hall):
    seat = lesson(STALL)
    trouble = seat.submit()
    assert (trouble.code, trouble.fate) == ("GW-504", Fate.UNKNOWN)
    later = NOON + timedelta(minutes=10)
    [sent] = seat.sent()
    assert stage_of(sent, later) is Stage.QUEUED
    hall.clock.at = later
    seat.resend(sent.reference)
    [again] = seat.sent()
    assert again.reference == sent.reference
    assert stage_of(again, later + timedelta(minutes=3)) is Stage.VALIDATED


def test_of_two_in_one_copy_a_fault_strikes_the_one_whose_exercise_it_is(lesson):
    seat = lesson(ERROR)
    other = replace(seat, desk=replace(seat.desk, person=seat.desk.person + 1))
    key = seat.kk
    assert other.do("save", "household", key, detail=RecordDetails(part="kartu")) is None
    assert isinstance(seat.do("save", "household", key, detail=RecordDetails(part="kartu")), Trouble)
    assert [(deed.person - seat.desk.person, deed.attempt is None, deed.fault) for deed in seat.journal()[-2:]] == [
        (1, True, None), (0, False, "gangguan")]


def test_a_second_submission_is_not_stalled(lesson):
    seat = lesson(STALL)
    seat.submit()
    assert isinstance(seat.submit(), str)
    assert [len(sent.holds) for sent in seat.sent()] == [1, 0]


def test_a_stall_that_lasts_is_over_by_itself_at_its_hour(lesson):
    seat = lesson(LASTING)
    seat.submit()
    [sent] = seat.sent()
    over = NOON + timedelta(seconds=90)
    assert [stage_of(sent, at) for at in (over - timedelta(seconds=1), over)] == [Stage.QUEUED, Stage.SENT]
    assert seat.journal()[-1].detail.until == over


def test_a_resend_does_not_shorten_a_stall_that_lasts(lesson, hall):
    seat = lesson(LASTING)
    seat.submit()
    [sent] = seat.sent()
    hall.clock.at = NOON + timedelta(seconds=60)
    assert not seat.resend(sent.reference).moved
    assert [stage_of(again, NOON + timedelta(seconds=89)) for again in seat.sent()] == [Stage.QUEUED]


def test_maintenance_turns_everything_away_until_its_hour_and_keeps_the_typing(lesson, hall):
    seat = lesson(CLOSED)
    before = address(seat)
    told = [save(seat, typed=[("q1", "5")], detail=RecordDetails(part="penghasilan")), seat.do("open", "outbox"), seat.submit()]
    assert [(trouble.code, trouble.status) for trouble in told] == [("SRV-503", 503)] * 3
    typed, looked, sent = told
    assert [(each.text, each.fate) for each in (typed, sent)] == [("Tutup sampai 12.02.", Fate.NOT_SAVED)] * 2
    assert looked.text.endswith("halaman ini bisa dibuka lagi pukul 12.02.")  # who only looks is told nothing of a save
    assert looked.fate is None
    assert (address(seat), seat.sent()) == (before, [])
    with seat.store.open(seat.desk.pin) as session:
        assert [draft.typed for draft in session.query(Draft)] == [[["q1", "5"]]]
    hall.clock.at = NOON + timedelta(seconds=120)
    save(seat)
    assert address(seat) == "Jl. Baru"


def test_the_panel_knows_when_a_fault_that_lasts_is_over(lesson, hall):
    seat = lesson(CLOSED)
    save(seat)
    hall.clock.at = NOON + timedelta(seconds=30)
    with seat.store.open(seat.desk.pin) as session:
        judgement = judge(seat.scenario, World(seat.attempt, Data(session), hall.clock.now()))
    assert judgement.next_change_at == NOON + timedelta(seconds=120)


def test_an_expired_session_closes_the_login_and_keeps_the_typing(lesson):
    seat = lesson(EXPIRED)
    seat.desk = replace(seat.desk, login_key="k")
    with seat.store.open(seat.desk.pin, write=True) as session:
        logins.open_login(session, seat.desk.person, "k", NOON)
        session.commit()
    trouble = save(seat, typed=[("q1", "5")], detail=RecordDetails(part="penghasilan"))
    assert (trouble.code, trouble.status, trouble.look) == ("SES-401", 401, AT_LOGIN)
    with seat.store.open(seat.desk.pin) as session:
        assert not logins.is_open(session, "k")
        assert [draft.typed for draft in session.query(Draft)] == [[["q1", "5"]]]


def test_an_expired_session_that_is_not_recoverable_loses_also_what_was_kept_while_one_typed(lesson):
    seat = lesson(EXPIRED.replace("as: habis,", "as: habis, recoverable: false,"))
    with seat.store.open(seat.desk.pin, write=True) as session:
        drafts.put(session, DraftKey(seat.desk.person, seat.kk, "penghasilan"), [("q1", "5")], base="", now=NOON)
        session.commit()
    save(seat, typed=[("q1", "5")], detail=RecordDetails(part="penghasilan"))
    with seat.store.open(seat.desk.pin) as session:
        assert session.query(Draft).all() == []


def test_a_lost_receipt_leaves_the_submission_and_its_number(lesson):
    seat = lesson(LOST)
    trouble = seat.submit()
    [sent] = seat.sent()
    assert trouble.text == f"Nomor {sent.reference}."
    assert sent.receipt is None


def test_a_spared_fault_does_not_strike(lesson):
    seat = lesson(STALL)
    seat.interceptor.spared = frozenset({"macet"})
    assert isinstance(seat.submit(), str)
    assert seat.sent()[0].holds == []


def test_a_deed_says_what_it_made_true_in_its_own_row(lesson):
    seat = lesson()
    seat.submit()
    row = seat.journal()[-1]
    assert (row.action, row.detail.met, row.detail.solved) == ("submit", ("sampai",), True)
    assert row.attempt == seat.attempt.id


def test_without_an_attempt_the_gate_is_open(hall, lesson):
    seat = lesson(STALL, sandbox=2)
    other = type(seat)(hall.store, hall.desk(1, 1), seat.gate, seat.interceptor)
    assert other.do("open", "outbox", work=lambda session, now: "ya") == "ya"
    assert other.journal()[-1].attempt is None


class WatchedClock(ManualClock):
    """Notes at every wait what `look` sees."""

    def __init__(self, look):
        super().__init__(NOON)
        self.seen, self.look = [], look

    def wait(self, seconds):
        self.seen.append(self.look())
        super().wait(seconds)


def test_the_panels_version_is_the_same_in_both_twins_while_the_answer_is_awaited_and_after(lesson, hall):
    seen = {}
    for only in "ab":
        before, after = TWINS.split("  - {kind: timeout_after_save")
        half = before if only == "a" else f"\nfaults:\n  - {{kind: timeout_after_save{after}"
        alone = half.replace(f", twin: {only}", "").replace("fate: unknown", f"fate: {'saved' if only == 'b' else 'not_saved'}")
        seat = lesson(alone, sandbox=1 + (only == "b"))
        clock = WatchedClock(lambda seat=seat: panel.version(seat.store, seat.desk).rsplit(".", 2)[0])
        seat.desk = replace(seat.desk, clock=HallClock(clock, lambda: ()))
        seat.submit()
        seen[only] = (len(seat.sent()), {*clock.seen}, clock.look())
    assert (seen["a"][0], seen["b"][0]) == (0, 1)
    assert seen["a"][1:] == seen["b"][1:]

"""What is planted stands in the copy when the exercise begins, as the practice system itself would have left it."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from sandbox.details import ReportDetails
from sandbox.practice.helpdesk.models import PreparedReply
from sandbox.practice.households import households
from sandbox.practice.models import Draft, Household, Submission
from sandbox.practice.overviews.listing import Query, page_of
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.stages import Stage
from sandbox.practice.submissions.submissions import stage_of
from scenarios.file.loader import ScenarioError, parse
from scenarios.planting.base import Bed
from scenarios.planting.listed import ListedTwice
from tests.conftest import NOON
from tests.scenarios.factories import FRAME, a_village, a_villager

REPORTABLE = "  - {plant: stalled, of: kk, stage: verified, until: report, ago: 2400}\n"
LOOKS = "goals:\n  - {id: lihat, text: Lihat., check: {did: open, form: outbox}}\n"
NOTES = '  - {berkas: notes, of: kk, notes: ["1"]}\n'


def test_what_was_sent_before_is_on_its_way_by_its_own_hours(lesson):
    [sent] = lesson(given="  - {plant: sent, of: kk, ago: 100}\n").sent()
    assert (sent.first_sent_at, stage_of(sent, NOON), sent.holds) == (NOON - timedelta(seconds=100), Stage.VERIFIED, [])


def test_what_is_stalled_in_the_queue_moves_when_it_is_sent_again(lesson, hall):
    seat = lesson(given="  - {plant: stalled, of: kk, ago: 2400, reason: Begitu.}\n")
    [sent] = seat.sent()
    assert (stage_of(sent, NOON), sent.holds[0].reason) == (Stage.QUEUED, "Begitu.")
    seat.resend(sent.reference)
    assert stage_of(seat.sent()[0], NOON + timedelta(minutes=5)) is Stage.VALIDATED


def test_what_is_stalled_for_a_time_moves_by_itself(lesson):
    [sent] = lesson(given="  - {plant: stalled, of: kk, stage: verified, lasts: 60}\n").sent()
    assert [stage_of(sent, NOON + timedelta(seconds=after)) for after in (59, 60)] == [Stage.VERIFIED, Stage.VALIDATED]


def test_what_is_stalled_until_a_report_moves_a_minute_after_one_that_names_it(lesson):
    seat = lesson(given=REPORTABLE, goal=LOOKS)
    [sent] = seat.sent()
    seat.do("report", "ticket", detail=ReportDetails(reference=sent.reference))
    [moved] = seat.sent()
    assert [stage_of(moved, NOON + timedelta(seconds=after)) for after in (59, 60)] == [Stage.VERIFIED, Stage.VALIDATED]


def test_the_helpdesk_answers_a_report_of_the_record_with_what_the_file_says(lesson):
    seat = lesson(given="  - {plant: answer, of: kk, says: Sudah kami jalankan lagi., after: 60}\n")
    with seat.store.open(seat.desk.pin) as session:
        [said] = session.scalars(select(PreparedReply))
        assert (said.kind, said.record_id, said.text, said.after_s) == ("household", seat.kk_id, "Sudah kami jalankan lagi.", 60)


@pytest.mark.parametrize("says", ["Lihat {nomor}.", "{}", "{", "{code.x}"])
def test_an_answer_names_nothing_that_no_report_has(says):
    given = f"as: kk}}\n  - {{plant: answer, of: kk, says: '{says}'}}\n"
    with pytest.raises(ScenarioError, match="hanya {code}"):
        parse(FRAME.replace("as: kk}\n", given) + LOOKS, "coba.yaml")


def test_a_report_that_names_another_submission_moves_nothing(lesson):
    seat = lesson(given=REPORTABLE, goal=LOOKS)
    seat.do("report", "ticket", detail=ReportDetails(reference="K-1"))
    assert stage_of(seat.sent()[0], NOON + timedelta(hours=1)) is Stage.VERIFIED


def test_what_was_returned_names_its_reason_and_the_answer_that_it_is_about(lesson):
    [sent] = lesson(given='  - {plant: returned, of: kk, ago: 700, reason: Begitu., question: "1"}\n').sent()
    assert stage_of(sent, NOON) is Stage.RETURNED
    assert [(back.reason, back.part, back.field) for back in sent.returns] == [("Begitu.", "penghasilan", "q1")]


def test_what_was_saved_and_not_sent_is_the_persons_and_waits(lesson):
    seat = lesson(given="  - {plant: unsent, of: kk, ago: 7200}\n")
    with seat.store.open(seat.desk.pin) as session:
        saved = session.get_one(Household, seat.kk_id)
    assert (seat.sent(), saved.saved_by, saved.saved_at) == ([], seat.desk.role_label, NOON - timedelta(hours=2))


def test_a_wife_who_is_listed_twice_has_one_nik_on_two_cards():
    with a_village() as session:
        wife = a_villager(1, "Siti Rahma", "P")
        wife.nik, wife.answers = "3510624505850001", {"2": "3", "3": "1", "12": "1"}
        session.add(wife)
        session.commit()
        new, old = (HouseholdRecord(session.get_one(Household, id_)) for id_ in (1, 2))
        plant = ListedTwice(plant="listed_twice", of="lama", wife_of="kk")
        plant.put(Bed(session, Random(1), old, 1, "Operator", NOON, {}, lambda name: new))
        [again] = [person for person in old.row.members if person.nik == wife.nik]
    assert (again.name, again.answers["2"], again.answers["3"], again.answers.get("12")) == (wife.name, "19", "2", None)


def test_of_two_that_were_sent_one_differs_and_both_are_held_until_one_is_sent_again(lesson, hall):
    seat = lesson(given="  - {plant: duplicate, of: kk}\n")
    both = seat.sent()
    assert [stage_of(each, NOON) for each in both] == [Stage.QUEUED] * 2
    assert all(both[0].reference in each.holds[0].reason and both[1].reference in each.holds[0].reason for each in both)
    with seat.store.open(seat.desk.pin) as session:
        contents = [session.merge(each).content["answers"].get("1") for each in both]
    assert contents[0] != contents[1]


def test_a_late_return_of_the_first_revision_leaves_the_second_on_its_way(lesson):
    [sent] = lesson(given="  - {plant: revision, of: kk, ago: 30, reason: Sumber air kosong.}\n").sent()
    assert (sent.revision, stage_of(sent, NOON)) == (2, Stage.SENT)


def test_a_planted_draft_has_the_answers_of_the_notes(lesson):
    seat = lesson(given=NOTES + "  - {plant: draft, of: kk, ago: 60}\n")
    with seat.store.open(seat.desk.pin) as session:
        [draft] = session.query(Draft).all()
    assert (draft.part, draft.kept_at) == ("penghasilan", NOON - timedelta(seconds=60))
    noted = seat.attempt.notes("kk")["1"]
    assert f"{noted:,}".replace(",", ".") in dict(draft.typed)["q1"]


def test_what_a_restored_backup_lost_is_sent_and_not_there_and_is_entered_anew(lesson, hall):
    seat = lesson(given="  - {berkas: card, of: kk}\n  - {plant: lost, of: kk, ago: 600}\n")
    assert (seat.attempt.picked, seat.attempt.card_names, seat.attempt.record_of("kk")) == ({}, ["kk"], None)
    with hall.store.open(seat.desk.pin) as session:
        [sent] = [each for each in session.query(Submission) if each.number == seat.attempt.numbers["kk"]]
        assert (sent.receipt is not None, households.by_number(session, sent.number)) == (True, [])
        assert page_of(session, Query(), NOON).restored_at == NOON - timedelta(seconds=600)
        assert seat.attempt.detail.households == session.query(Household).count()


def test_what_a_restored_backup_reverted_was_sent_with_the_answers_that_are_gone(lesson, hall):
    seat = lesson(given=NOTES + "  - {plant: reverted, of: kk}\n")
    noted = seat.attempt.notes("kk")["1"]
    with hall.store.open(seat.desk.pin) as session:
        [sent] = submissions.of_record(session, seat.attempt.record_of("kk"))
        here = households.get(session, seat.kk_id)
        assert (sent.content["answers"]["1"], here.answers["1"] == noted) == (noted, False)


def test_a_ghost_is_held_though_its_household_is_gone(lesson, hall):
    seat = lesson(given="  - {plant: ghost, of: kk}\n")
    [sent] = seat.sent()
    assert ([hold.code for hold in sent.holds], stage_of(sent, NOON + timedelta(hours=1))) == (["KRM-404"], Stage.QUEUED)
    with hall.store.open(seat.desk.pin) as session:
        assert session.get(Household, seat.kk_id) is None


def test_an_orphan_draft_is_older_than_what_is_stored_and_says_something_else(lesson, hall):
    seat = lesson(given=NOTES + "  - {plant: orphan, of: kk, ago: 600}\n")
    noted = seat.attempt.notes("kk")["1"]
    with hall.store.open(seat.desk.pin) as session:
        here, [draft] = households.get(session, seat.kk_id), session.query(Draft).all()
        assert (here.answers["1"], draft.kept_at < here.saved_at) == (noted, True)
        assert f"{noted:,}".replace(",", ".") not in dict(draft.typed)["q1"]


@pytest.mark.parametrize(("given", "told"), [
    ("  - {plant: draft, of: kk}\n", "given.1.of: draf perlu isinya"),
    ("  - {plant: sent, of: anu}\n", "given.1.of: anu tidak ada di given"),
    ("  - {plant: gosong, of: kk}\n", "given.1"),
    ("  - {berkas: family, as: baru}\n  - {plant: sent, of: baru}\n", "given.2.of: baru belum dipilih di atasnya")])
def test_what_cannot_be_planted_is_refused_with_its_place(given, told):
    goal = "goals:\n  - {id: buka, text: Buka., check: {did: open, form: outbox}}\n"
    with pytest.raises(ScenarioError) as caught:
        parse(FRAME.replace("as: kk}\n", f"as: kk}}\n{given}") + goal, "coba.yaml")
    assert told in str(caught.value)

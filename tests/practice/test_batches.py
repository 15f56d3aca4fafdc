"""Kiriman borongan: what goes and what not is said before; one press is one batch; each record has its own reference."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from sandbox.deeds import AT_OUTBOX
from sandbox.errors import Fate, Rejected, Trouble
from sandbox.practice.batches import listing, plan
from sandbox.practice.batches.models import Batch
from sandbox.practice.batches.sending import send
from sandbox.practice.models import Household, Submission
from sandbox.practice.sheets import sheet as sheets
from sandbox.practice.submissions import outbox
from sandbox.practice.submissions.stages import Stage
from tests.conftest import NOON
from tests.counted import counted
from tests.practice.factories import complete, opened
from tests.practice.test_sheet_pages import save

FAMILIES = plan.scope_of("keluarga", "")
LATER = NOON + timedelta(minutes=5)


def saved(session, ready=(1, 2), unready=(3,)):
    """Households that were saved here; those that are ready are complete."""
    for number in (*ready, *unready):
        found = session.get_one(Household, number)
        found.saved_by, found.saved_at = "Operator", NOON
        if number in ready:
            complete(found)
            for person in found.members:
                person.answers = {**person.answers, "16": []}
    session.flush()


def press(session, scope=FAMILIES, key=None):
    return send(session, scope, key or plan.plan_of(session, scope).key, by="Operator", now=NOON)


def test_the_plan_says_what_would_go_and_what_not_and_why(practice):
    saved(practice)
    found = plan.plan_of(practice, FAMILIES)
    assert [each.record.key.id for each in found.ready] == [1, 2]
    (behind,) = found.not_ready
    assert (behind.record.key.id, behind.why[-1].startswith("Dan "), len(behind.why)) == (3, True, 4)


def test_each_record_of_a_batch_is_a_submission_of_its_own(practice):
    saved(practice)
    done = press(practice)
    assert (done.batch.number, done.sent, done.batch.what) == ("KB-0001", 2, "Keluarga · seluruh desa")
    page = listing.page_of(practice, done.batch.id, LATER)
    assert [(one.reference, where.stage) for one, where in page.sent] == [
        ("K-2026-0001", Stage.VALIDATED), ("K-2026-0002", Stage.VALIDATED)]
    assert [(each.page.arguments["household_id"], bool(each.why)) for each in page.left_out] == [(3, True)]
    assert page.line.stages == [("tervalidasi", "Tervalidasi", 2)]


def test_pressing_twice_is_one_batch(practice):
    saved(practice)
    key = plan.plan_of(practice, FAMILIES).key
    one, two = press(practice, key=key), press(practice, key=key)
    assert (one.is_new, two.is_new, two.batch) == (True, False, one.batch)
    assert practice.scalar(select(func.count(Submission.reference))) == 2


def test_what_is_ready_by_now_is_not_sent_unseen(practice):
    saved(practice)
    key = plan.plan_of(practice, FAMILIES).key
    practice.get_one(Household, 1).version += 1
    with pytest.raises(Rejected) as refused:
        press(practice, key=key)
    assert refused.value.problems[0].code == "KRM-409B"
    assert practice.scalar(select(func.count(Batch.id))) == 0


def test_where_nothing_is_ready_there_is_no_batch(practice):
    saved(practice, ready=(), unready=(3,))
    with pytest.raises(Rejected) as refused:
        press(practice)
    assert refused.value.problems[0].code == "KRM-422B"


def test_a_batch_can_be_of_one_rt(practice):
    saved(practice)
    there = practice.get_one(Household, 2)
    there.rt, there.rw = "07", "09"
    practice.flush()
    scope = plan.scope_of("keluarga", "09/07")
    assert [each.record.key.id for each in plan.plan_of(practice, scope).ready] == [2]
    assert press(practice, scope).batch.what == "Keluarga · RT 07 / RW 09"


def test_two_families_that_bear_one_nik_hold_each_other_back_in_the_plan_as_on_their_pages(practice):
    saved(practice)
    one, two = (practice.get_one(Household, number) for number in (1, 2))
    two.members[0].nik = one.members[0].nik
    practice.flush()
    assert plan.plan_of(practice, FAMILIES).ready == []


def test_a_whole_part_of_a_form_goes_as_one_batch(hall):
    ready, open_ = (sheets.places()[id_] for id_ in ("pt-ternak-populasi", "pt-tanah-sawah"))
    cells = {(line.number, column): 0 for line in ready.sheet.lines for column in range(1, len(line.columns) + 1)}
    save(hall, ready.sheet.id, 2026, cells)
    save(hall, open_.sheet.id, 2026, {(1, 1): 4})
    scope = plan.scope_of("potensi", ready.part.id)
    with opened(hall) as session:
        found = plan.plan_of(session, scope)
        assert [each.record.row.sheet for each in found.ready] == [ready.sheet.id]
        assert [each.record.row.sheet for each in found.not_ready] == [open_.sheet.id]
        assert press(session, scope).batch.what == f"Potensi · {ready.part.title}"
        assert [line.track.stage for line in outbox.page_of(session, LATER, kind="sheet", chip="tervalidasi").lines] == [
            Stage.VALIDATED]


def test_the_outbox_shows_a_kind_or_a_batch_alone_and_counts_just_that(practice):
    saved(practice)
    batch = press(practice).batch
    complete(practice.get_one(Household, 3))
    shown = outbox.page_of(practice, LATER, batch=batch.id)
    assert (shown.total, shown.counts[""], shown.counts["belum-dikirim"]) == (2, 2, 0)
    assert outbox.page_of(practice, LATER, kind="household").counts[""] == 3
    assert outbox.page_of(practice, LATER, kind="sheet").counts[""] == 0
    assert outbox.page_of(practice, LATER, batch=batch.id, chip="tervalidasi").total == 2


# On the pages ---------------------------------------------------------------------------------------------------------

def test_the_deed_is_journalled_and_a_second_press_is_good_news(hall, seat):
    with opened(hall) as session:
        saved(session)
    page = seat.browser.get("/desa/kotak-keluar").click("Kirim semua yang siap")
    form = seat.form(page, "submit_all")
    answer = form.submit().follow()
    assert "KB-0001: 2 kiriman masuk antrean pukul 12.00.00, masing-masing dengan nomornya sendiri. 1 tidak ikut" in answer.text
    deed = seat.last("submit_all")
    assert (deed.form, deed.record, deed.detail.sent, deed.detail.left_out, deed.detail.scope) == (
        "batch_plan", "KB-0001", 2, 1, "keluarga")
    assert "Tidak dibuat kiriman baru. Tidak perlu tindakan. KRM-208" in form.submit().follow().text
    hall.clock.advance(30)
    for copy in (False, True):
        paper = seat.browser.get("/desa/kiriman-borongan/1/tanda-terima").text
        assert ("Salinan · cetakan ke-2" in paper, "K-2026-0002" in paper) == (copy, True)
    assert "KB-0001" in seat.browser.get("/desa/kiriman-borongan").text
    assert "tidak ada di desa ini" in seat.browser.get("/desa/kiriman-borongan/9", status=404).text


def test_a_lost_answer_leaves_one_batch_that_the_outbox_shows(hall, seat):
    with opened(hall) as session:
        saved(session)
    seat.faults.after["submit_all"] = Trouble(
        code="GW-504", fate=Fate.UNKNOWN, text="Tidak ada jawaban.", look=AT_OUTBOX, status=504)
    form = seat.form(seat.browser.get("/desa/kirim-semua/keluarga"), "submit_all")
    form.submit().follow(status=504)
    assert "1 kiriman borongan" in seat.browser.get("/desa/kotak-keluar").text
    assert "KRM-208" in form.submit().follow().text


@pytest.mark.both
def test_the_pages_and_the_deed_keep_to_their_statements(hall, seat):
    with opened(hall) as session:
        saved(session)
    page = seat.browser.get("/desa/kirim-semua/keluarga")
    asked = {}
    for path in ("kirim-semua/keluarga", "kirim-semua/potensi", "kotak-keluar", "kiriman-borongan"):
        with counted() as found:
            seat.browser.get(f"/desa/{path}")
        asked[path] = found.statements
    with counted() as found:
        seat.form(page, "submit_all").submit()
    assert max(asked.values()) <= 12, asked
    assert found.statements <= 20

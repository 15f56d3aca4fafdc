"""Sending, sending again, correcting and withdrawing: the reference never changes and never comes back."""

from datetime import timedelta

import pytest

from sandbox.deeds import AT_OUTBOX
from sandbox.errors import Fate, Rejected, Trouble
from sandbox.practice.models import Hold, Receipt, Return, Submission
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import outbox, submissions
from sandbox.practice.submissions.history import events, paper
from sandbox.practice.submissions.stages import Stage
from sandbox.practice.submissions.tracking import track
from tests.conftest import NOON
from tests.practice.factories import NUMBER, complete, first, opened

LATER = NOON + timedelta(minutes=5)


def sent(practice, at=NOON, held=None, returned=None):
    submission = submissions.submit(practice, HouseholdRecord(complete(first(practice))), by="Operator", now=at)
    if held:
        submission.holds.append(Hold(stage=held.slug, since=at, code="GW-504", reason="Server kecamatan tidak menjawab."))
    if returned:
        submission.returns.append(Return(revision=1, stage="sent", at=returned, code="KRM-422", reason="NIK 15 angka."))
    practice.flush()
    return submission


def code(refused):
    return refused.value.problems[0].code


def test_the_first_submission_of_the_year_is_number_one_and_has_a_receipt(practice):
    submission = sent(practice)
    assert submission.reference == "K-2026-0001"
    assert submission.receipt.issued_at == NOON


def test_a_withdrawn_number_is_not_given_again(practice):
    submissions.withdraw(practice, sent(practice), why="Salah keluarga", now=NOON)
    assert sent(practice).reference == "K-2026-0002"


def test_numbers_go_on_above_nine_thousand_nine_hundred_and_ninety_nine(practice):
    for number in ("9999", "10000"):
        practice.add(Submission(reference=f"K-2026-{number}", kind="sheet", record_id=9, number="x", title="", content={},
                                queued_at=NOON, first_sent_at=NOON, sent_by="Operator"))
    practice.flush()
    assert sent(practice).reference == "K-2026-10001"


def test_a_hold_with_an_end_says_its_hour_and_is_over_at_it(practice):
    submission = sent(practice)
    submission.holds.append(Hold(stage="queued", since=NOON, code="GW-504", reason="Server kecamatan tidak menjawab.",
                                 until=NOON + timedelta(seconds=90)))
    waiting, after = (track(submission, NOON + timedelta(seconds=at)) for at in (89, 90))
    assert (waiting.state, waiting.code) == ("held", "GW-504")
    assert "Berjalan lagi sendiri paling lambat pukul 12.01.30." in waiting.detail
    assert after.state == "going"
    told = [event.text for event in events(submission, NOON + timedelta(seconds=90))]
    assert "Tidak tertahan lagi" in told
    assert "Tidak tertahan lagi" not in [event.text for event in events(submission, NOON + timedelta(seconds=89))]


def test_a_resend_leaves_a_hold_with_an_end_alone(practice):
    submission = sent(practice)
    submission.holds.append(
        Hold(stage="queued", since=NOON, code="GW-504", reason="Server kecamatan tidak menjawab.", until=LATER))
    assert not submissions.resend(practice, submission, NOON + timedelta(minutes=1)).moved
    assert submissions.stage_of(submission, LATER - timedelta(seconds=1)) is Stage.QUEUED
    assert submissions.stage_of(submission, LATER) is Stage.SENT


def test_resending_a_stalled_submission_keeps_its_reference_and_starts_it_anew(practice):
    stalled = sent(practice, held=Stage.QUEUED)
    assert submissions.stage_of(stalled, LATER) is Stage.QUEUED
    resent = submissions.resend(practice, stalled, LATER)
    assert (resent.submission.reference, resent.moved, stalled.resent) == ("K-2026-0001", True, 1)
    assert submissions.stage_of(stalled, LATER + timedelta(seconds=150)) is Stage.VALIDATED


def test_resending_a_submission_on_its_way_changes_nothing(practice):
    submission = sent(practice)
    resent = submissions.resend(practice, submission, NOON + timedelta(seconds=30))
    assert (resent.moved, submission.resent, submission.queued_at) == (False, 0, NOON)
    assert resent.text.startswith("Kiriman K-2026-0001 sudah diterima pukul 12.00.00. Tidak dibuat kiriman baru.")


def test_a_resend_does_not_help_a_submission_that_is_held_at_the_subdistrict(practice):
    submission = sent(practice, held=Stage.SENT)
    assert not submissions.resend(practice, submission, LATER).moved
    assert submissions.stage_of(submission, LATER + timedelta(hours=1)) is Stage.SENT


def test_a_resend_of_changed_content_is_refused_and_a_revision_goes_through(practice):
    submission = sent(practice, held=Stage.QUEUED)
    first(practice).address = "Jl. Mawar 9"
    with pytest.raises(Rejected) as refused:
        submissions.resend(practice, submission, LATER)
    assert code(refused) == "KRM-409"
    submissions.revise(practice, submission, by="Sekdes", now=LATER)
    assert (submission.reference, submission.revision, submission.content["address"]) == ("K-2026-0001", 2, "Jl. Mawar 9")
    assert submissions.stage_of(submission, LATER + timedelta(seconds=20)) is Stage.SENT


def test_a_revision_keeps_who_sent_the_ones_before_and_how_far_they_came(practice):
    submission = sent(practice)
    first(practice).address = "Jl. Mawar 9"
    submissions.revise(practice, submission, by="Sekdes", now=LATER)
    submission.holds.append(Hold(stage="queued", since=LATER, code="GW-504", reason="Server kecamatan tidak menjawab."))
    submissions.resend(practice, submission, LATER + timedelta(seconds=30))
    practice.flush()
    practice.refresh(submission)
    assert [f"{event.at - NOON} {event.text}" for event in events(submission, LATER + timedelta(seconds=60))] == [
        "0:00:00 Dikirim oleh Operator", "0:00:20 Terkirim ke kecamatan", "0:01:10 Terverifikasi kecamatan",
        "0:02:30 Tervalidasi kabupaten", "0:05:00 Revisi 2 dikirim oleh Sekdes",
        "0:05:00 Tertahan di antrean: Server kecamatan tidak menjawab.", "0:05:30 Masuk antrean lagi, dikirim lagi 1 kali",
        "0:05:30 Tidak tertahan lagi", "0:05:50 Terkirim ke kecamatan"]


def test_a_return_stays_until_the_corrected_revision_is_sent(practice):
    submission = sent(practice, returned=NOON + timedelta(seconds=40))
    assert submissions.stage_of(submission, LATER) is Stage.RETURNED
    for deed in (lambda: submissions.resend(practice, submission, LATER),
                 lambda: submissions.revise(practice, submission, by="Operator", now=LATER)):
        with pytest.raises(Rejected) as refused:
            deed()
        assert code(refused) == "KRM-422"
    first(practice).members[0].name = "Kepala Baru"
    submissions.revise(practice, submission, by="Operator", now=LATER)
    assert submissions.stage_of(submission, LATER) is Stage.QUEUED


def test_a_second_submission_is_a_duplicate_that_shows_and_can_be_withdrawn_even_when_validated(practice):
    one, two = sent(practice), sent(practice)
    assert [line.copies for line in outbox.page_of(practice, LATER).lines] == [2, 2]
    submissions.withdraw(practice, two, why="Terkirim dua kali", now=LATER)
    assert submissions.stage_of(two, LATER) is Stage.WITHDRAWN
    with pytest.raises(Rejected) as refused:
        submissions.withdraw(practice, one, why="Coba", now=LATER)
    assert code(refused) == "KRM-403"


def test_a_withdrawal_asks_for_its_reason(practice):
    with pytest.raises(Rejected) as refused:
        submissions.withdraw(practice, sent(practice), why="   ", now=NOON)
    assert refused.value.problems[0].field == "why"


def test_the_content_is_what_was_sent_not_what_the_household_became(practice):
    submission = sent(practice)
    first(practice).members[0].name = "Nama Lain"
    assert submission.content["members"][0]["name"] == "Kepala 1"
    assert submission.content["members"][0]["birth_date"] == "1980-08-12"


@pytest.mark.parametrize(("held", "returned", "state", "words"), [
    (None, None, "going", "Antre"), (Stage.QUEUED, None, "held", "Tertahan di antrean · 10 detik"),
    (None, NOON, "returned", "Dikembalikan kecamatan · 12.00.00")])
def test_the_outbox_says_where_a_submission_is(practice, held, returned, state, words):
    shown = track(sent(practice, held=held, returned=returned), NOON + timedelta(seconds=10))
    assert (shown.state, shown.text) == (state, words)


def test_the_outbox_names_the_latest_hour_of_the_next_stage(practice):
    assert track(sent(practice), NOON + timedelta(seconds=30)).detail == "Terkirim pukul 12.00.20. Paling lambat pukul 12.01.10."


def test_the_counts_of_the_outbox_agree_with_its_pages(practice):
    sent(practice, held=Stage.QUEUED)
    sent(practice, at=NOON - timedelta(days=2))
    sent(practice, returned=NOON)
    submissions.withdraw(practice, sent(practice), why="Ganda", now=NOON)
    first(practice).saved_by = "Operator"
    counts = outbox.counts(practice, LATER)
    assert counts == {"": 4, "belum-dikirim": 0, "antre": 1, "kecamatan": 0, "kabupaten": 0, "dikembalikan": 1, "tervalidasi": 1,
                      "dibatalkan": 1}
    for key, _, _ in outbox.CHIPS:
        assert outbox.page_of(practice, LATER, chip=key).total == counts[key], key


def test_the_outbox_lists_saved_households_that_were_not_sent(practice):
    household = first(practice)
    household.saved_by, household.saved_at = "Operator", LATER
    practice.flush()
    (line,) = outbox.page_of(practice, LATER, chip="belum-dikirim").lines
    assert (line.number, line.reference, line.track.text, line.track.detail) == (
        NUMBER, "", "Belum dikirim", "Tersimpan pukul 12.05.00.")


@pytest.mark.parametrize("text", ["0001", "k-2026", "kepala 1", "3510 6212 0891 0001", "3510.6212-0891.0001",
                                  "K-2026-0001", "k 2026 0001", "K–2026–0001", "2026-0001", "\u200eK-2026-0001 ", "KEPALA  1"])
def test_the_outbox_finds_by_reference_name_and_card(practice, text):
    sent(practice)
    assert [line.reference for line in outbox.page_of(practice, NOON, text=text).lines] == ["K-2026-0001"]


@pytest.mark.parametrize("text", ["²", "٣", "K-2026-²", "%", "_", "9" * 100])
def test_the_outbox_finds_nothing_for_what_is_nowhere(practice, text):
    sent(practice)
    assert outbox.page_of(practice, NOON, text=text).total == 0


def test_a_reprinted_receipt_says_the_same_hours_and_counts_its_prints(practice):
    submission = sent(practice)
    one = (submissions.reprint(submission, LATER), paper(submission, None, LATER))[1]
    two = (submissions.reprint(submission, LATER), paper(submission, None, LATER + timedelta(hours=1)))[1]
    assert (one.printed, two.printed, one.hours) == (1, 2, two.hours)
    assert [f"{hour.at:%M%S}" for hour in one.hours] == ["0000", "0020", "0110", "0230"]


def test_a_lost_receipt_is_made_when_it_is_asked_for(practice):
    submission = sent(practice)
    practice.delete(practice.get(Receipt, submission.reference))
    practice.flush()
    practice.expire(submission)
    assert submissions.reprint(submission, LATER).issued_at == LATER


def test_the_history_tells_hold_release_and_stages_in_order(practice):
    submission = sent(practice, held=Stage.QUEUED)
    submissions.resend(practice, submission, LATER)
    told = [event.text for event in events(submission, LATER + timedelta(minutes=1))]
    assert told == ["Dikirim oleh Operator", "Tertahan di antrean: Server kecamatan tidak menjawab.",
                    "Masuk antrean lagi, dikirim lagi 1 kali", "Tidak tertahan lagi", "Terkirim ke kecamatan"]


# On the pages ---------------------------------------------------------------------------------------------------------

@pytest.fixture
def household_page(hall, pages):
    with opened(hall) as session:
        complete(first(session))
    pages.login()
    return pages.browser.get("/desa/keluarga/1")


def test_sending_from_the_household_is_journalled_with_reference_and_card(pages, household_page):
    answer = pages.form(household_page, "submit").submit().follow()
    assert "masuk antrean pukul 12.00.00" in answer.text
    deed = pages.last("submit")
    assert (deed.form, deed.record, deed.detail.reference) == ("household", "household/1", "K-2026-0001")
    assert deed.detail.number == NUMBER


def test_an_incomplete_household_says_in_words_why_it_cannot_be_sent(pages, hall):
    pages.login()
    page = pages.browser.get("/desa/keluarga/2")
    assert page.html.find("button", attrs={"aria-disabled": "true"}).text == "Kirim"
    assert "Belum bisa dikirim" in page.text
    pages.form(page, "submit").submit().follow()
    assert pages.last("submit").outcome == "refused"


def test_the_answer_to_a_needless_resend_is_good_news(pages, household_page):
    pages.form(household_page, "submit").submit()
    page = pages.form(pages.browser.get("/desa/kotak-keluar"), "resend").submit().follow()
    assert "Tidak perlu tindakan. KRM-208" in page.text
    deed = pages.last("resend")
    assert (deed.outcome, deed.record, deed.detail.of) == ("done", "K-2026-0001", "household/1")


def test_a_submission_whose_answer_is_lost_is_there_for_whoever_looks(pages, household_page):
    pages.faults.after["submit"] = Trouble(
        code="GW-504", fate=Fate.UNKNOWN, text="Tidak ada jawaban.", look=AT_OUTBOX, status=504)
    pages.form(household_page, "submit").submit().follow(status=504)
    assert "K-2026-0001" in pages.browser.get("/desa/kotak-keluar").text


def test_withdrawing_keeps_the_reason_typed_when_it_is_refused(pages, household_page):
    page = pages.form(household_page, "submit").submit().follow()
    pages.hall.clock.advance(200)
    form = pages.form(pages.browser.get(page.request.path), "withdraw")
    form["alasan"] = "Coba-coba"
    refused = form.submit().follow()
    assert pages.form(refused, "withdraw")["alasan"].value == "Coba-coba"
    assert "KRM-403" in refused.text


def test_there_is_a_receipt_only_where_the_submission_has_arrived(pages, household_page, hall):
    pages.form(household_page, "submit").submit()
    here = "/desa/kiriman/K-2026-0001"
    assert f"{here}/tanda-terima" not in pages.browser.get(here).text
    early = pages.browser.get(f"{here}/tanda-terima").text
    assert "Belum ada tanda terima" in early
    assert "Nomor rujukan adalah buktinya" not in early
    hall.clock.advance(30)
    assert f"{here}/tanda-terima" in pages.browser.get(here).text
    assert "Belum ada tanda terima" not in pages.browser.get(f"{here}/tanda-terima").text


@pytest.mark.parametrize(("seconds", "held", "withdrawn", "arrived"), [
    (10, None, False, False), (30, None, False, True), (200, None, False, True), (200, Stage.QUEUED, False, False),
    (200, Stage.SENT, False, True), (30, None, True, False)])
def test_what_was_sent_has_arrived_once_it_left_the_queue(practice, seconds, held, withdrawn, arrived):
    submission = sent(practice, held=held)
    if withdrawn:
        submissions.withdraw(practice, submission, why="Salah keluarga", now=NOON)
    assert track(submission, NOON + timedelta(seconds=seconds)).has_arrived is arrived


def test_opening_the_receipt_names_the_submission_and_its_household(pages, household_page, hall):
    pages.form(household_page, "submit").submit()
    hall.clock.advance(30)
    page = pages.browser.get("/desa/kiriman/K-2026-0001/tanda-terima")
    assert "3510 6212 0891 0001" in page.text
    assert (pages.last("open").form, pages.last("open").record) == ("receipt", "K-2026-0001")


def test_an_unknown_reference_is_a_page_of_the_practice_system(pages):
    pages.login()
    assert "tidak ada di desa ini" in pages.browser.get("/desa/kiriman/K-2026-9999", status=404).text

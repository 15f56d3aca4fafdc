"""Identity: what was sent stays with its record, whatever its card number becomes."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.errors import Fate, NoSuchRecord, Rejected, Trouble
from sandbox.practice import records
from sandbox.practice.households import households, saving
from sandbox.practice.keys import RecordKey, household_key, key_from
from sandbox.practice.overviews import listing, profile
from sandbox.practice.records import HouseholdRecord, SheetRecord
from sandbox.practice.submissions import outbox, submissions
from sandbox.practice.submissions.stages import Stage
from tests.conftest import NOON, a_household
from tests.practice.factories import (
    NUMBER,
    a_sheet_entry,
    a_village_in_memory,
    complete,
    first,
    opened,
    said,
    typed_card,
)

CORRECTED = "3510621208910091"
LATER = NOON + timedelta(minutes=5)
IDENTITY = "/desa/keluarga/1/bagian/identitas"


# The kinds ------------------------------------------------------------------------------------------------------------

def test_a_key_is_the_same_after_it_was_written_and_read():
    assert key_from(str(household_key(12))) == RecordKey("household", 12)


@pytest.mark.parametrize("text", [None, "", "K-2026-0001", NUMBER, "household/baru", "household/", "potensi", "desa/1"])
def test_what_ties_to_no_record_is_no_key(text):
    assert key_from(text) is None


def test_a_household_is_a_record_by_its_own_id(practice):
    found = records.find(practice, household_key(2))
    assert (str(found.key), found.number, found.title, found.version) == ("household/2", "3510621208910002", "Kepala 2", 1)
    assert (found.address().view, found.address().arguments) == ("household", {"household_id": 2})


def test_a_sheet_of_a_year_is_a_record_by_its_own_id(practice):
    entry = a_sheet_entry("tp-penduduk", 2025, saved_at=NOON, saved_by="Operator")
    practice.add(entry)
    practice.flush()
    found = records.find(practice, RecordKey("sheet", entry.id))
    assert (type(found), found.number, found.version) == (SheetRecord, "Tingkat Perkembangan 1", 1)
    assert found.address().arguments == {"entry_id": entry.id}


@pytest.mark.parametrize("key", [RecordKey("household", 99), RecordKey("sheet", 999), RecordKey("desa", 1)])
def test_a_record_that_is_not_there_is_said_to_be_missing(practice, key):
    with pytest.raises(NoSuchRecord):
        records.find(practice, key)


# Sent, then renumbered, on the pages ------------------------------------------------------------------------------------

def renumber(pages, number=CORRECTED, address=IDENTITY):
    form = pages.form(pages.browser.get(address), "save")
    form["number"] = number
    return form.submit().follow()


@pytest.fixture
def sent(hall, pages):
    """The first household's submission, sent from its page; then its No. KK is corrected."""
    with opened(hall) as session:
        complete(first(session))
    pages.login()
    pages.form(pages.browser.get("/desa/keluarga/1"), "submit").submit()
    hall.clock.advance(5)
    renumber(pages)
    return pages


def text_of(element):
    return " ".join(element.get_text(" ").split())


def test_the_outbox_shows_the_new_number_and_the_one_that_it_was_sent_as(sent):
    (row,) = sent.browser.get("/desa/kotak-keluar").html.select("tr[data-reference]")
    assert text_of(row.th) == "Kepala 1 3510 6212 0891 0091 dikirim sebagai 3510 6212 0891 0001"


@pytest.mark.parametrize("needle", [CORRECTED, NUMBER, "0001", "Kepala 1"])
def test_the_outbox_finds_by_either_number_by_reference_and_by_name(sent, needle):
    rows = sent.browser.get(f"/desa/kotak-keluar?cari={needle}").html.select("tr[data-reference]")
    assert [row["data-reference"] for row in rows] == ["K-2026-0001"]


def test_the_list_of_households_leads_from_a_number_of_before_to_what_was_sent_as_it(sent):
    found = sent.browser.get(f"/desa/keluarga?cari={NUMBER}").click("Cari di Kotak Keluar")
    assert [row["data-reference"] for row in found.html.select("tr[data-reference]")] == ["K-2026-0001"]


def test_the_submissions_page_and_its_receipt_say_both_numbers(sent):
    page = text_of(sent.browser.get("/desa/kiriman/K-2026-0001").html.main)
    assert "No. KK 3510 6212 0891 0091" in page
    assert "Dikirim sebagai 3510 6212 0891 0001 , Kepala 1" in page
    sent.hall.clock.advance(30)
    receipt = text_of(sent.browser.get("/desa/kiriman/K-2026-0001/tanda-terima").html.main)
    assert "No. KK 3510 6212 0891 0001 sekarang 3510 6212 0891 0091" in receipt


def test_the_familys_page_and_the_list_show_the_stage_and_no_draft(sent):
    told = text_of(sent.browser.get("/desa/keluarga/1").html.find(id="kiriman"))
    assert "disimpan lagi sesudah kiriman K-2026-0001 , terakhir 12.00.05" in told
    row = sent.browser.get(f"/desa/keluarga?cari={CORRECTED}").html.find("td", attrs={"data-label": "Kiriman"})
    assert text_of(row) == "Antre"


def test_a_second_sending_is_called_a_duplicate(sent):
    sent.form(sent.browser.get("/desa/keluarga/1"), "submit").submit()
    rows = sent.browser.get("/desa/kotak-keluar").html.select("tr[data-reference]")
    assert ["satu dari 2 kiriman keluarga ini" in text_of(row) for row in rows] == [True, True]
    assert "juga dikirim dengan nomor K-2026-0001" in text_of(sent.browser.get("/desa/kiriman/K-2026-0002").html.main)


def test_a_resend_is_refused_for_the_changed_content_and_the_page_has_the_button_that_it_names(sent):
    refused = sent.form(sent.browser.get("/desa/kotak-keluar"), "resend").submit().follow()
    assert "data keluarga ini diubah sesudah dikirim" in refused.text
    assert "Tekan Kirim revisi 2 di halaman kiriman ini." in refused.text
    assert "Revisi 2 dari kiriman K-2026-0001 masuk antrean" in said(sent.form(refused, "reopen").submit().follow())
    (row,) = sent.browser.get("/desa/kotak-keluar").html.select("tr[data-reference]")
    assert text_of(row.th) == "Kepala 1 3510 6212 0891 0091"


def test_back_at_its_old_number_a_resend_goes_through_again(sent):
    renumber(sent, NUMBER)
    page = sent.form(sent.browser.get("/desa/kotak-keluar"), "resend").submit().follow()
    assert "Tidak perlu tindakan. KRM-208" in page.text


def test_the_renumbered_household_cannot_be_deleted(sent):
    page = sent.browser.get("/desa/keluarga/1/hapus")
    assert "sudah dikirim: K-2026-0001" in said(page)
    assert "DAT-409H" in sent.form(page, "delete").submit().follow(status=409).text


def test_a_new_family_with_the_old_number_is_not_shown_as_sent(hall, sent):
    form = sent.form(sent.browser.get("/desa/keluarga/baru"), "save")
    for name, value in typed_card(NUMBER).items():
        form[name] = value
    form.submit().follow()
    row = sent.browser.get(f"/desa/keluarga?cari={NUMBER}").html.find("td", attrs={"data-label": "Kiriman"})
    assert text_of(row) == "Belum dikirim"
    assert "Belum dikirim pada periode" in sent.browser.get("/desa/keluarga/4").text
    assert "sudah dikirim" not in sent.browser.get("/desa/keluarga/4/hapus").html.main.text


# Drafts ---------------------------------------------------------------------------------------------------------------

LOST = {"code": "SRV-500", "fate": Fate.NOT_SAVED, "text": "Gangguan.", "status": 500}


def type_and_lose(pages, address, **typed):
    """Type into that form; the save is refused, and what was typed becomes a draft."""
    pages.faults.before["save"] = Trouble(**LOST)
    form = pages.form(pages.browser.get(address), "save")
    for name, value in typed.items():
        form[name] = value
    form.submit().follow(status=500)


def drafts_on(page):
    return [link["href"] for link in page.html.select("p.notice a")]


def test_the_draft_of_a_renumbered_card_is_reached_from_its_household(seat):
    type_and_lose(seat, "/desa/keluarga/1/bagian/penghasilan", q1="2.350.000")
    renumber(seat)
    [address] = drafts_on(seat.browser.get("/desa/keluarga/1"))
    assert seat.form(seat.browser.get(address), "save")["q1"].value == "2.350.000"


def test_each_draft_of_a_household_leads_to_its_own_form(seat):
    for address, typed in (("anggota/1", {"name": "Kepala Satu"}), ("anggota/baru", {"name": "Bayu"}),
                           ("bagian/penghasilan", {"q1": "2.350.000"})):
        type_and_lose(seat, f"/desa/keluarga/1/{address}", **typed)
        seat.hall.clock.advance(1)
    assert drafts_on(seat.browser.get("/desa/keluarga/1")) == [
        "/desa/keluarga/1/bagian/penghasilan", "/desa/keluarga/1/anggota/baru", "/desa/keluarga/1/anggota/1"]


# In the data ----------------------------------------------------------------------------------------------------------

def test_a_validated_household_counts_in_the_public_profile_after_it_was_renumbered(practice):
    household = complete(first(practice))
    submissions.submit(practice, HouseholdRecord(household), by="Operator", now=NOON)
    household.number = CORRECTED
    practice.flush()
    assert profile.of_village(practice, LATER).households == 1


def test_a_submission_of_a_deleted_household_says_what_it_was_sent_as(practice):
    household = complete(first(practice))
    submission = submissions.submit(practice, HouseholdRecord(household), by="Operator", now=NOON)
    submissions.withdraw(practice, submission, why="Salah keluarga", now=NOON)
    saving.delete_household(practice, household, by="Operator", now=NOON)
    practice.add(a_household(1))
    practice.flush()
    (line,) = outbox.page_of(practice, LATER, chip="dibatalkan").lines
    assert (line.number, line.title, line.is_gone) == (NUMBER, "Kepala 1", True)
    assert [line.track.stage for line in listing.page_of(practice, listing.Query(text=NUMBER), LATER).lines] == [Stage.UNSENT]
    assert listing.page_of(practice, listing.Query(text=NUMBER), LATER).lines[0].copies == 0


DEEDS = st.lists(st.tuples(st.sampled_from(["renumber", "swap", "save", "send", "resend", "revise", "withdraw"]),
                           st.integers(0, 2), st.integers(0, 3)), max_size=25)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(DEEDS)
def test_whatever_is_done_every_submission_stays_with_the_record_that_was_sent(deeds):
    """Each household is known by its address, which nothing here changes."""
    with a_village_in_memory() as session:
        households_ = [complete(each) for each in session.query(records.Household).order_by(records.Household.id)]
        for index, household in enumerate(households_):
            household.address = f"Jl. {index}"
        sent: dict[str, int] = {}
        for minute, (deed, index, other) in enumerate(deeds):
            now, household = NOON + timedelta(minutes=minute), households_[index]
            mine = [session.get_one(submissions.Submission, reference) for reference, of in sent.items() if of == index]
            try:
                if deed == "renumber":
                    household.number = f"351062120891{other:04d}"
                elif deed == "swap":
                    one, two = household, households_[other % 3]
                    one.number, two.number = two.number, one.number
                elif deed == "save":
                    households.touch(household, by="Operator", now=now)
                elif deed == "send":
                    sent[submissions.submit(session, HouseholdRecord(household), by="Operator", now=now).reference] = index
                elif deed == "resend" and mine:
                    submissions.resend(session, mine[-1], now)
                elif deed == "revise" and mine:
                    submissions.revise(session, mine[-1], by="Operator", now=now)
                elif deed == "withdraw" and mine:
                    submissions.withdraw(session, mine[-1], why="Salah", now=now)
            except Rejected:
                pass
            session.flush()
        end = NOON + timedelta(minutes=len(deeds))
        for reference, index in sent.items():
            submission, household = session.get_one(submissions.Submission, reference), households_[index]
            assert submissions.sent_record(session, submission).row is household
            assert submission.content["address"] == household.address
        lines = [line for page in (1, 2) for line in outbox.page_of(session, end, page=page).lines if line.reference]
        assert {line.reference: line.number for line in lines} == {
            reference: households_[index].number for reference, index in sent.items()}
        for index, household in enumerate(households_):
            listed = submissions.of_record(session, household_key(household.id))
            assert {one.reference for one in listed} == {reference for reference, of in sent.items() if of == index}

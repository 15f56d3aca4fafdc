"""The offices judge what was sent as it was sent, and name the field; corrected, it goes up again with its history."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from sandbox.errors import Rejected
from sandbox.practice.models import Cell, Hold, SheetEntry
from sandbox.practice.records import HouseholdRecord, SheetRecord
from sandbox.practice.submissions import mending, outbox, submissions
from sandbox.practice.submissions.history import events
from sandbox.practice.submissions.returning import Reason, send_back
from sandbox.practice.submissions.stages import Stage
from sandbox.practice.submissions.tracking import track
from tests.conftest import NOON
from tests.practice.factories import complete, first, opened
from tests.practice.test_consistency import ref
from tests.practice.test_sheet_pages import save

SHORT = "351062520780001"


def after(seconds):
    return NOON + timedelta(seconds=seconds)


def household(practice, number=1):
    found = complete(practice.get_one(type(first(practice)), number))
    for person in found.members:
        person.answers = {**person.answers, "16": []}
    return found


def submit(practice, found, at=NOON):
    return submissions.submit(practice, HouseholdRecord(found), by="Operator", now=at)


def revise(practice, submission, at):
    return submissions.revise(practice, submission, by="Operator", now=at)


def stages(submission, *seconds):
    return [submissions.stage_of(submission, after(each)) for each in seconds]


def wrong(practice):
    """A submission whose second revision went up at 12.00.30 with a NIK of fifteen digits."""
    found = household(practice)
    submission = submit(practice, found)
    found.members[0].nik = SHORT
    return found, revise(practice, submission, after(30))


def test_what_fits_every_rule_passes_both_offices(practice):
    submission = submit(practice, household(practice))
    assert (submission.returns, submissions.stage_of(submission, after(150))) == ([], Stage.VALIDATED)


def test_the_subdistrict_sends_back_what_breaks_a_rule_when_its_turn_comes_and_names_the_field(practice):
    found, submission = wrong(practice)
    assert stages(submission, 99, 100) == [Stage.SENT, Stage.RETURNED]
    shown = track(submission, after(100))
    assert shown.text == "Dikembalikan kecamatan · 12.01.40"
    assert (shown.code, "NIK hanya 15 angka" in shown.detail) == ("KRM-422", True)
    (fix,) = mending.fixes(practice, submission, after(100))
    assert (fix.page.view, fix.page.arguments["member_id"], fix.field) == ("member", found.members[0].id, "nik")
    assert mending.fixes(practice, submission, after(99)) == []


def test_a_return_says_what_was_sent_whatever_the_village_saves_later(practice):
    found, submission = wrong(practice)
    found.members[0].nik = "3510625208800001"
    assert stages(submission, 99, 100) == [Stage.SENT, Stage.RETURNED]


def test_a_corrected_revision_goes_up_and_the_return_stays_in_the_history(practice):
    found, submission = wrong(practice)
    found.members[0].nik = "3510621208800001"
    revise(practice, submission, after(200))
    assert stages(submission, 200, 350) == [Stage.QUEUED, Stage.VALIDATED]
    told = [(event.at, event.text[:35]) for event in events(submission, after(350)) if event.state == "returned"]
    assert told == [(after(100), "Revisi 2 dikembalikan kecamatan: An")]


def test_a_revision_that_overtakes_its_return_is_judged_alone(practice):
    found, submission = wrong(practice)
    found.members[0].nik = "3510621208800001"
    revise(practice, submission, after(60))
    assert (submission.returns, stages(submission, 210)) == ([], [Stage.VALIDATED])


def test_a_return_waits_for_whatever_holds_the_submission_and_for_the_resend(practice):
    _, submission = wrong(practice)
    submission.holds.append(Hold(stage="queued", since=after(30), code="GW-504", reason="Server kecamatan tidak menjawab."))
    assert stages(submission, 3600) == [Stage.QUEUED]
    submissions.resend(practice, submission, after(3600))
    assert stages(submission, 3669, 3670) == [Stage.SENT, Stage.RETURNED]


def test_the_regency_looks_at_it_beside_the_other_families_as_they_were_sent(practice):
    one, two = household(practice), household(practice, 2)
    nik = one.members[0].nik
    sent = submit(practice, one)
    one.members[0].nik = "3510621208800009"
    two.members[0].nik = nik
    submission = submit(practice, two)
    assert stages(submission, 149, 150) == [Stage.VERIFIED, Stage.RETURNED]
    assert "Itu menurut kiriman lain desa ini." in mending.fixes(practice, submission, after(150))[0].text
    with pytest.raises(Rejected):
        revise(practice, submission, after(160))
    revise(practice, sent, after(170))
    assert submissions.may_be_revised(practice, submission, after(171))
    revise(practice, submission, after(171))
    assert stages(submission, 171 + 150) == [Stage.VALIDATED]


def test_what_was_withdrawn_is_not_there_to_be_compared_with(practice):
    one, two = household(practice), household(practice, 2)
    two.members[0].nik = one.members[0].nik
    submissions.withdraw(practice, submit(practice, one), why="Belum pasti", now=NOON)
    assert submit(practice, two).returns == []


def test_what_was_sent_of_a_card_that_is_gone_holds_nobody_back_and_may_be_withdrawn(practice):
    one, two = household(practice), household(practice, 2)
    nik, sent = one.members[0].nik, submit(practice, one)
    practice.delete(one)
    practice.flush()
    two.members[0].nik = nik
    assert submit(practice, two, after(200)).returns == []
    submissions.withdraw(practice, sent, why="Pindah ke kartu lain", now=after(200))
    assert stages(sent, 200) == [Stage.WITHDRAWN]


def test_of_a_family_that_was_sent_twice_only_the_newest_counts(practice):
    one, two = household(practice), household(practice, 2)
    nik = one.members[0].nik
    submit(practice, one)
    one.members[0].nik = "3510621208800009"
    newest = submit(practice, one, after(10))
    two.members[0].nik = nik
    assert submit(practice, two, after(20)).returns == []
    submissions.withdraw(practice, newest, why="Keliru", now=after(30))
    assert submit(practice, two, after(40)).returns != []


def test_a_sheet_is_compared_with_another_one_as_that_was_sent(hall):
    one, two = ref("tp-aset-lainnya", "Kapal pesiar"), ref("pt-jumlah-penduduk", "Jumlah kepala keluarga")
    for place, figure in ((one, 613), (two, 612)):
        save(hall, place.sheet, 2026, {(place.row, place.column): figure})
    with opened(hall) as session:
        first_sheet, other = (SheetRecord(session.scalar(select(SheetEntry).where(SheetEntry.sheet == place.sheet)))
                              for place in (one, two))

        def beside():
            found = SheetRecord.objections_to(session, [first_sheet], submissions.at_offices(session, "sheet", NOON))
            return [each.finding.text for each in found[first_sheet.key.id] if each.is_beside]

        assert beside() == []
        submissions.submit(session, other, by="Operator", now=NOON)
        session.execute(update(Cell).where(Cell.sheet == two.sheet).values(number=613))
        session.expire_all()
        (text,) = beside()
        assert text.endswith("Jumlah kepala keluarga di lembar Jumlah Penduduk 612. Selisih 1.")


def test_anybody_may_plant_a_return_with_its_field_and_hour(practice):
    found = household(practice)
    submission = submit(practice, found)
    send_back(submission, Stage.SENT, [Reason("Alamat tidak sama dengan kartu.", part="kartu", field="address"), Reason("Dua.")],
              at=after(40))
    assert stages(submission, 39, 40) == [Stage.SENT, Stage.RETURNED]
    assert track(submission, after(40)).detail == "Revisi 1: Alamat tidak sama dengan kartu. Ada 1 hal lain."
    (line,) = outbox.page_of(practice, after(40)).lines
    assert (line.fix.page.arguments["section_id"], line.fix.field) == ("kartu", "address")
    with pytest.raises(Rejected):
        revise(practice, submission, after(60))
    assert not submissions.may_be_revised(practice, submission, after(60))


def test_a_return_for_an_earlier_revision_holds_nothing_up(practice):
    found = household(practice)
    submission = submit(practice, found)
    found.address = "Jl. Mawar 9"
    revise(practice, submission, after(30))
    send_back(submission, Stage.SENT, [Reason("Sumber air minum kosong.")], at=after(40), revision=1)
    assert stages(submission, 180) == [Stage.VALIDATED]
    assert "Revisi 1 dikembalikan kecamatan: Sumber air minum kosong." in [event.text for event in events(submission, after(50))]


def test_the_outbox_leads_to_the_field_and_a_member_who_is_gone_to_the_family(hall, seat):
    with opened(hall) as session:
        found, submission = wrong(session)
    hall.clock.advance(120)
    page = seat.browser.get("/desa/kotak-keluar").click("Betulkan")
    assert (page.request.path, page.html.find(id="nik")["value"]) == ("/desa/keluarga/1/anggota/1", "3510 6252 0780 001")
    assert "Yang perlu dibetulkan" in seat.browser.get("/desa/kiriman/K-2026-0001").text
    with opened(hall) as session:
        first(session).members.clear()
    assert seat.browser.get("/desa/kotak-keluar").click("Betulkan").request.path == "/desa/keluarga/1"

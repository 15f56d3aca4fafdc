"""People leave a card: death and the new head, moving away, another family, a card of their own; each with its history."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sandbox.deeds import AT_FORM
from sandbox.errors import Fate, Trouble
from sandbox.practice.models import Draft, Household, Mutation, Person
from sandbox.practice.submissions import returning
from sandbox.practice.submissions.returning import Reason
from sandbox.practice.submissions.stages import Stage
from tests.conftest import NOON
from tests.practice.factories import NUMBER, a_person, complete, fill, first, opened, passed_on, said

DIED, AWAY, OVER, SPLIT = (f"/desa/keluarga/1/keluar/{kind}" for kind in ("meninggal", "pindah", "pindahkan", "pecah"))
OTHER = "3510621208910002"
NEW = "3510621503260007"


@pytest.fixture(autouse=True)
def family(hall):
    """The first household: Kepala 1, his wife Siti and a daughter. The second: Kepala 2 alone."""
    with opened(hall) as session:
        household = first(session)
        wife = a_person(1, name="Siti", birth_date=NOON.date().replace(year=1984), nik=None, answers={"2": "3", "3": "1"})
        household.members += [wife, a_person(2, name="Rini", position=3)]
        household.member_count = 3


def typed(seat, page, **inputs):
    """The form of that page with these inputs; hubungan-4-goes as wife_goes."""
    places = {"head": 1, "wife": 4, "child": 5}
    form = seat.form(seat.browser.get(page), SAVES[page.split("?")[0]])
    for name, value in inputs.items():
        who, _, key = name.partition("_")
        form[f"hubungan-{places[who]}-{key}" if who in places and key else name] = value
    return form


SAVES = {DIED: "record_death", AWAY: "move_out", OVER: "move_member", SPLIT: "split_card"}


def members(hall, household_id=1):
    with opened(hall) as session:
        household = session.get(Household, household_id)
        return None if household is None else [(one.name, one.answers["2"]) for one in household.members]


def history(hall):
    with opened(hall) as session:
        return [(row.kind, row.name, row.household_id, row.to_household_id, str(row.happened_on), row.noted_by)
                for row in session.scalars(select(Mutation).order_by(Mutation.id))]


# Death and the new head -----------------------------------------------------------------------------------------------

def test_a_head_dies_and_the_card_has_a_new_head_and_its_history(hall, seat):
    form = typed(seat, DIED, head_goes=True, on="28-02-2026", wife_q2="1", wife_q3="3", child_q2="4")
    page = form.submit().follow()
    assert "Tercatat pukul 12.00.00: Kepala 1, meninggal." in said(page)
    assert members(hall) == [("Siti", "1"), ("Rini", "4")]
    with opened(hall) as session:
        household = first(session)
        assert (household.head_name, household.member_count, household.members[0].answers["3"]) == ("Siti", 2, "3")
    assert history(hall) == [("meninggal", "Kepala 1", 1, None, "2026-02-28", "Operator")]
    deed = seat.last("record_death")
    assert (deed.record, deed.form, deed.detail.left, deed.detail.on) == ("household/1", "leaving", (1,), "28-02-2026")
    one = seat.browser.get("/desa/mutasi").click(description="Kepala 1")
    assert "Siti: Istri menjadi Kepala Keluarga" in one.text
    assert "Siti: Kawin menjadi Janda/Duda" in one.text
    assert one.html.find("dt", string="NIK").find_next("dd").text == "3510 6212 0880 0001"
    assert "meninggal" in page.html.find(id="riwayat").text


@pytest.mark.parametrize(("inputs", "told"), [
    ({}, ["Belum ada orang yang dicentang"]),
    ({"head_goes": True}, ["Hubungan Siti dengan kepala keluarga yang baru belum dipilih", "Hubungan Rini dengan",
                           "Siti tercatat kawin dengan Kepala 1"]),
    ({"head_goes": True, "wife_q2": "3", "wife_q3": "3", "child_q2": "4"}, ["Di kartu ini belum ada Kepala Keluarga"]),
    ({"head_goes": True, "wife_q2": "1", "wife_q3": "3", "child_q2": "1"}, ["Di kartu ini ada 2 Kepala Keluarga: Siti dan Rini"]),
    ({"wife_goes": True, "on": "03-03-2026"}, ["Tanggal 03-03-2026 belum terjadi", "Kepala 1 tercatat kawin dengan Siti"]),
    ({"child_goes": True, "on": "11-07-2010"}, ["lebih awal daripada tanggal lahir Rini, 12-07-2010"])])
def test_what_does_not_fit_is_told_at_once_and_nothing_changes(hall, seat, inputs, told):
    page = typed(seat, DIED, **{"on": "28-02-2026"} | inputs).submit().follow()
    summary = page.html.find(class_="error-summary").text
    assert [text for text in told if text not in summary] == []
    assert summary.count("\n") >= len(told)
    assert (len(members(hall)), history(hall)) == (3, [])
    assert seat.last("record_death").outcome == "refused"


def test_a_form_for_one_person_comes_ticked_and_its_typing_is_kept_until_it_is_done(hall, seat):
    form = typed(seat, f"{DIED}?anggota=4", on="kemarin")
    assert (form["hubungan-4-goes"].checked, form["hubungan-1-goes"].checked) == (True, False)
    page = form.submit().follow()
    again = seat.form(page, "record_death")
    assert (again["on"].value, again["hubungan-4-goes"].checked) == ("kemarin", True)
    assert "isian yang belum tersimpan" in seat.browser.get("/desa/keluarga/1").text
    assert "Catat meninggal" in seat.browser.get("/desa/draf").text
    fill(again, {"on": "28-02-2026", "hubungan-1-q3": "3"}).submit().follow()
    with opened(hall) as session:
        assert session.scalars(select(Draft)).all() == []


def test_what_was_ticked_for_a_person_stays_with_the_person_when_another_leaves(hall, seat):
    typed(seat, f"{DIED}?anggota=5", on="kemarin").submit()
    typed(seat, OVER, wife_goes=True, wife_q2="15", number=OTHER, on="28-02-2026").submit().follow()
    assert ("Siti", "3") not in members(hall)
    form = seat.form(seat.browser.get(DIED), "record_death")
    assert (form["hubungan-5-goes"].checked, form["hubungan-1-goes"].checked) == (True, False)


def test_the_last_of_a_card_takes_it_out_of_the_list_and_what_it_answered_stays(hall, seat):
    with opened(hall) as session:
        session.get(Household, 2).members[0].explained = {"umur": "Menurut akta."}
    page = seat.browser.get("/desa/keluarga/2/keluar/meninggal")
    fill(seat.form(page, "record_death"), {"hubungan-2-goes": True, "on": "28-02-2026"}).submit().follow()
    assert members(hall, 2) is None
    assert [(kind, name) for kind, name, *_ in history(hall)] == [("meninggal", "Kepala 2")] * 2
    with opened(hall) as session:
        card = session.scalars(select(Mutation).where(Mutation.person_id.is_(None))).one()
        person = session.scalars(select(Mutation).where(Mutation.person_id == 2)).one()
    assert person.content["explained"] == {"umur": "Menurut akta."}
    assert (card.content["number"], len(card.content["members"])) == (OTHER, 1)
    assert seat.browser.get(f"/desa/mutasi/{card.id}").status_int == 200


# Away, over, apart ----------------------------------------------------------------------------------------------------

def test_a_whole_family_moves_away_unless_something_of_it_is_still_on_its_way(hall, seat):
    with opened(hall) as session:
        household = complete(first(session))
        sent = passed_on(session, household, NOON)
    form = typed(seat, f"{AWAY}?semua=1", on="01-03-2026", to="Genteng, Banyuwangi")
    page = form.submit().follow(status=409)
    assert f"Kiriman {sent.reference} masih berjalan. Tunggu sampai tervalidasi, atau batalkan dulu." in said(page)
    assert "Data keluarga 3510 6212 0891 0001 tidak berubah." in said(page)
    hall.clock.at += timedelta(hours=1)
    seat.form(seat.browser.get(AWAY), "move_out").submit().follow()
    assert members(hall) is None
    assert [row[:2] for row in history(hall)] == [("pindah", name) for name in ("Kepala 1", "Siti", "Rini", "Kepala 1")]
    assert "Genteng, Banyuwangi" in seat.browser.get("/desa/mutasi?jenis=pindah&cari=siti").text


def test_of_a_returned_submission_the_way_on_is_told_and_it_leads_on(hall, seat):
    with opened(hall) as session:
        sent = passed_on(session, complete(first(session)), NOON)
        returning.send_back(sent, Stage.SENT, [Reason("Alamat lain.", part="kartu", field="address")], at=NOON)
    page = typed(seat, f"{AWAY}?semua=1", on="01-03-2026", to="Genteng").submit().follow(status=409)
    assert "dikembalikan, jadi menunggu tidak menolong. Batalkan dulu di halamannya" in said(page)
    form = seat.form(seat.browser.get(f"/desa/kiriman/{sent.reference}"), "withdraw")
    fill(form, {"alasan": "Keluarga pindah"}).submit()
    seat.form(seat.browser.get(AWAY), "move_out").submit().follow()
    assert members(hall) is None
    assert seat.browser.get(f"/desa/kiriman/{sent.reference}").status_int == 200


def test_a_member_moves_to_another_family_with_all_answers(hall, seat):
    typed(seat, OVER, child_goes=True, child_q2="15", on="01-03-2026", number="3510.6212.0891.0002").submit().follow()
    assert members(hall) == [("Kepala 1", "1"), ("Siti", "3")]
    assert members(hall, 2) == [("Kepala 2", "1"), ("Rini", "15")]
    assert history(hall) == [("pindahkan", "Rini", 1, 2, "2026-03-01", "Operator")]
    assert seat.last("move_member").detail.to == "household/2"
    assert "dari KK 3510 6212 0891 0001" in said(seat.browser.get("/desa/keluarga/2"))


@pytest.mark.parametrize(("inputs", "told"), [
    ({"number": NEW}, "No. KK 3510 6215 0326 0007 tidak ada di desa ini"),
    ({"number": NUMBER}, "adalah kartu keluarga ini sendiri"),
    ({"number": OTHER, "child_q2": "1"}, "Di kartu tujuan ada 2 Kepala Keluarga: Kepala 2 dan Rini"),
    ({"number": OTHER, "child_q2": "3"}, "statusnya Belum Kawin")])
def test_nobody_moves_to_a_card_where_they_do_not_fit(hall, seat, inputs, told):
    page = typed(seat, OVER, **{"child_goes": True, "child_q2": "15", "on": "01-03-2026"} | inputs).submit().follow()
    assert told in said(page)
    assert (len(members(hall)), len(members(hall, 2))) == (3, 1)


def test_some_get_a_card_of_their_own(hall, seat):
    card = {"number": NEW, "address": "Jl. Kenanga 4", "hamlet": "Krajan", "rt": "2", "rw": "1", "on": "01-03-2026"}
    wrong = typed(seat, SPLIT, **card | {"number": NUMBER}, child_goes=True, child_q2="4").submit().follow()
    assert "sudah digunakan keluarga Kepala 1" in said(wrong)
    assert "Di kartu baru belum ada Kepala Keluarga" in said(wrong)
    fill(seat.form(wrong, "split_card"), {"number": NEW, "hubungan-5-q2": "1"}).submit().follow()
    warned = seat.browser.get(SPLIT)
    assert "kepala keluarga yang belum kawin" in warned.text
    page = fill(seat.form(warned, "split_card"), {"alasan": "Sudah mandiri"}).submit().follow()
    assert page.html.h1.text == "Keluarga Kepala 1"
    with opened(hall) as session:
        made = session.scalars(select(Household).where(Household.number == NEW)).one()
        assert (made.head_name, made.member_count, made.rt, made.saved_by) == ("Rini", 1, "02", "Operator")
        assert session.get(Person, made.members[0].id).household_id == made.id
        assert first(session).member_count == 2


# As every deed --------------------------------------------------------------------------------------------------------

def test_a_card_that_somebody_saved_meanwhile_is_left_alone(hall, seat):
    form = typed(seat, DIED, child_goes=True, on="28-02-2026")
    with opened(hall) as session:
        first(session).version += 1
    assert "Lihat dulu keluarga itu" in form.submit().follow(status=409).text
    assert (len(members(hall)), history(hall)) == (3, [])


def test_a_lost_answer_is_told_as_one_and_the_typing_is_there(hall, seat):
    form = typed(seat, DIED, child_goes=True, on="28-02-2026")
    lost = Trouble(code="GW-504", fate=Fate.UNKNOWN, text="Belum diketahui.", look=AT_FORM, status=504)
    seat.faults.after["record_death"] = lost
    page = form.submit().follow(status=504)
    assert page.html.find(id="ketikan").find("dt", string="Tanggal meninggal").find_next("dd").text == "28-02-2026"
    assert len(members(hall)) == 2
    seat.browser.get(DIED)
    with opened(hall) as session:
        assert [draft for draft in session.scalars(select(Draft)) if not draft.is_saved] == []


def test_a_way_that_does_not_exist_is_no_page(seat):
    assert seat.browser.get("/desa/keluarga/1/keluar/terbang", status=404)
    assert seat.browser.get("/desa/mutasi/99", status=404)

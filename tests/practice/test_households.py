"""Households: entered from a card, found, saved by sections, guarded against each other's saves, deleted."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from sandbox.deeds import AT_HOUSEHOLDS
from sandbox.errors import Fate, Trouble
from sandbox.practice.households import checking, households
from sandbox.practice.models import Draft, Household, Person, Submission
from tests.conftest import NOON, a_household
from tests.practice.factories import NUMBER, a_person, card, complete, fill, first, opened, said, typed_card

NEW = "3510621503260007"
SECTION = "/desa/keluarga/1/bagian/air-minum"


def stored(hall, question):
    with hall.store.open(hall.desk().pin) as session:
        return question(session)


def count(hall, number):
    return len(stored(hall, lambda session: households.by_number(session, number)))


# A whole card ---------------------------------------------------------------------------------------------------------

def test_a_whole_card_is_one_save(hall, seat):
    page = card(seat, typed_card(NEW, members=4)).submit().follow()
    assert "Tersimpan pukul 12.00.00. Keluarga 3510 6215 0326 0007, 4 anggota." in said(page)
    (saved,) = stored(hall, lambda session: households.by_number(session, NEW))
    assert (saved.head_name, saved.member_count, saved.rw, saved.rt) == ("Warga 0", 4, "01", "02")
    assert [(person.position, person.answers["2"]) for person in saved.members] == [(1, "1"), (2, "3"), (3, "4"), (4, "4")]
    [deed] = [deed for deed in seat.journal() if deed.action == "save"]
    assert (deed.form, deed.record, deed.detail.card) == ("household", f"household/{saved.id}", NEW)


def test_a_card_number_that_is_used_is_refused_and_the_typing_comes_back(hall, seat):
    page = card(seat, typed_card(NUMBER)).submit().follow()
    assert "No. KK 3510 6212 0891 0001 sudah digunakan keluarga Kepala 1" in said(page)
    again = seat.form(page, "save")
    assert (again["address"].value, again["anggota-1-name"].value) == ("Jl. Kenanga 4", "Warga 1")
    assert (count(hall, NUMBER), seat.last("save").code, seat.last("save").outcome) == (1, "VAL-02K", "refused")


@pytest.mark.parametrize(("inputs", "words"), [
    ({"anggota-1-nik": "35106252088000"}, "NIK hanya 14 angka"),
    ({"anggota-1-birth_date": "12-08-2031", "anggota-1-nik": "", "anggota-1-nik-tidak-ada": "1"}, "belum terjadi"),
    ({"anggota-1-birth_date": ""}, "masih kosong"),
    ({"anggota-1-nik": "3510621208805070"}, "sudah dipakai anggota lain di keluarga ini: Warga 0")])
def test_what_does_not_fit_is_told_at_the_line_it_is_on(seat, inputs, words):
    page = card(seat, typed_card(NEW, **inputs)).submit().follow()
    name = next(iter(inputs))
    assert words in page.html.find(id=f"{name}-error").text


def test_a_newborn_without_a_nik_is_entered_officially(hall, seat):
    card(seat, typed_card(NEW, **{"anggota-1-nik": "", "anggota-1-nik-tidak-ada": "1"})).submit().follow()
    (saved,) = stored(hall, lambda session: households.by_number(session, NEW))
    assert saved.members[1].nik is None


def test_more_lines_can_be_had_without_a_script_and_nothing_is_saved_by_it(hall, seat):
    page = card(seat, typed_card(NEW)).submit("_tambah").follow()
    form = seat.form(page, "save")
    assert (form["anggota-1-name"].value, "anggota-5-name" in form.fields) == ("Warga 1", True)
    assert count(hall, NEW) == 0


# Lost answers ---------------------------------------------------------------------------------------------------------

def lost(look=AT_HOUSEHOLDS):
    return Trouble(code="GW-504", fate=Fate.UNKNOWN, text="Belum diketahui apakah keluarga ini tersimpan.", look=look, status=504)


def test_the_trouble_pages_of_twins_are_the_same(hall, seat):
    texts = []
    for number, moment in ((NEW, seat.faults.before), ("3510621503260008", seat.faults.after)):
        moment["save"] = lost()
        page = card(seat, typed_card(number)).submit().follow(status=504)
        told = re.sub(r'(name="csrf_token" value=)"[^"]+"', r"\1", page.text)  # signed with the second in which it was made
        told = re.sub(r"<code>[0-9a-f]{8}</code>", "KEJADIAN", told)  # every trouble page has a number of its own
        texts.append(re.sub(r"3510 ?6215 ?0326 ?000[78]|5(07|08)\d\b", "NOMOR", told))
    assert texts[0] == texts[1]
    assert (count(hall, NEW), count(hall, "3510621503260008")) == (0, 1)


def test_the_trouble_page_says_what_was_pressed_and_where_to_look(seat):
    seat.faults.before["save"] = lost()
    page = card(seat, typed_card(NEW)).submit().follow(status=504)
    facts = {row.dt.text: row.dd.text for row in page.html.find(class_="facts").find_all("div")}
    assert facts == {"Kode": "GW-504", "Jam": "12.00.00", "Yang ditekan": "Simpan · keluarga baru",
                     "No. KK": "3510 6215 0326 0007"}
    assert page.html.find(attrs={"data-look": "households"})["href"] == f"/desa/keluarga?cari={NEW}"
    assert "GW-504 · 12.00.00 · Simpan · keluarga baru · 35.10.02.2003" in page.html.find(id="untuk-laporan").text
    assert page.html.find(id="ketikan").find("dt", string="Alamat").find_next("dd").text == "Jl. Kenanga 4"


def test_the_way_back_shows_the_typing_again_and_does_nothing(hall, seat):
    seat.faults.before["save"] = lost()
    page = card(seat, typed_card(NEW)).submit().follow(status=504)
    again = seat.form(page.click(description="Kembali ke isian"), "save")
    assert again["anggota-1-name"].value == "Warga 1"
    assert count(hall, NEW) == 0
    again.submit().follow()
    assert count(hall, NEW) == 1


# Sections, versions, drafts -------------------------------------------------------------------------------------------

def water(seat, source="496"):
    form = seat.form(seat.browser.get(SECTION), "save")
    form["q8"] = source
    form.set("q9", True, 0)
    return form


def test_a_section_is_saved_alone_and_counts_what_it_filled(hall, seat):
    page = water(seat).submit().follow()
    assert "Tersimpan pukul 12.00.00" in page.text
    saved = stored(hall, first)
    assert (saved.answers, saved.filled, saved.version, saved.saved_by) == ({"8": "496", "9": ["1"]}, 2, 2, "Operator")


def test_a_save_over_somebody_elses_is_refused_compared_and_kept_as_a_draft(hall, seat):
    form = water(seat)
    with opened(hall) as session:
        household = first(session)
        household.answers = {"8": "499", "9": ["1"]}
        households.touch(household, by="Sekdes", now=NOON - timedelta(minutes=3))
    page = form.submit().follow()
    assert "Keluarga ini diubah Sekdes pukul 11.57.00, sesudah Anda membukanya." in page.text
    assert stored(hall, first).answers["8"] == "499"

    restored = seat.form(seat.browser.get(SECTION), "restore_draft").submit().follow()
    assert seat.form(restored, "save")["q8"].value == "496"
    assert stored(hall, first).answers["8"] == "499"
    seat.form(restored, "save").submit()
    assert stored(hall, first).answers["8"] == "496"
    assert stored(hall, lambda session: session.scalar(select(func.count()).select_from(Draft))) == 0
    assert [deed.action for deed in seat.journal() if deed.action != "open"][-2:] == ["restore_draft", "save"]


def test_a_draft_shows_on_the_household_and_can_be_thrown_away(hall, seat):
    seat.faults.before["save"] = Trouble(code="SRV-500", fate=Fate.NOT_SAVED, text="Gangguan.")
    water(seat).submit().follow(status=500)
    assert "isian yang belum tersimpan" in seat.browser.get("/desa/keluarga/1").text
    page = seat.browser.get(SECTION)
    seat.form(page, "delete").submit()
    assert "Draf 12.00" not in seat.browser.get(SECTION).text
    assert (seat.last("delete").form, seat.last("delete").record) == ("draft", "household/1")


def test_after_a_logout_in_another_tab_a_save_is_refused_and_its_typing_is_in_the_drafts(hall, seat):
    form = water(seat)
    seat.form(seat.browser.get("/desa/"), "logout").submit()
    page = form.submit().follow(status=401)
    assert "SES-401" in page.text
    assert "tetapi ada di Draf" in page.text
    assert "Masuk sebagai" not in page.text
    seat.login()
    assert seat.form(seat.browser.get(SECTION), "save")["q8"].value == "496"


def test_all_that_is_wrong_with_a_member_is_told_at_once(seat):
    form = seat.form(seat.browser.get("/desa/keluarga/1/anggota/1"), "save")
    page = fill(form, {"nik": "351062120880001", "birth_date": "kemarin"}).submit().follow()
    told = page.html.find(class_="error-summary").text
    assert "“kemarin” tidak terbaca" in told
    assert "NIK hanya 15 angka" in told
    assert "menurut" not in told.lower()


def test_all_that_is_wrong_with_a_new_card_is_told_at_once(seat):
    inputs = typed_card(NUMBER, members=3) | {"rt": "x", "anggota-0-birth_date": "31-02-1980", "anggota-1-nik": "12345",
                                              "anggota-2-birth_date": "", "anggota-2-nik": "123"}
    del inputs["anggota-2-sex"]
    told = card(seat, inputs).submit().follow().html.find(class_="error-summary").text
    for part in ("sudah digunakan keluarga Kepala 1", "“x” memuat huruf", "31-02-1980 tidak ada di kalender", "NIK hanya 5 angka",
                 "NIK hanya 3 angka", "Anggota keluarga baris 3: Jenis kelamin, Tanggal lahir masih kosong"):
        assert part in told
    assert "01-01-0001" not in told


def test_all_that_is_wrong_with_a_section_is_told_at_once(seat):
    form = seat.form(seat.browser.get("/desa/keluarga/1/bagian/penghasilan"), "save")
    form["q3"].force_value("999")
    page = fill(form, {"q1": "100.000", "q2": "5.000.000"}).submit().follow()
    assert "“999” tidak ada dalam daftar" in page.text
    assert "lebih dari 3 kali penghasilan Rp 100.000" in said(page)


def test_the_summary_says_no_label_twice(seat):
    form = seat.form(seat.browser.get("/desa/keluarga/1/anggota/1"), "save")
    summary = fill(form, {"nik": ""}).submit().follow().html.select_one(".error-summary").get_text(" ")
    assert "NIK belum diisi" in summary
    assert "NIK: NIK" not in summary


def test_an_odd_but_true_birth_date_is_kept_with_its_reason_until_it_changes(hall, seat):
    def changed(**inputs):
        return fill(seat.form(seat.browser.get("/desa/keluarga/1/anggota/1"), "save"), inputs)

    asked = changed(birth_date="13-08-1980").submit().follow()
    assert "Bila kartu memang begitu, tulis alasannya." in asked.text
    saved = fill(seat.form(asked, "save"), {"alasan": "Akta dibetulkan, NIK tetap"}).submit().follow()
    assert "alasan: Akta dibetulkan, NIK tetap" in saved.text
    assert seat.last("save").detail.reason == "Akta dibetulkan, NIK tetap"
    changed(birth_place="Jember").submit().follow()
    with hall.store.open(hall.desk().pin) as session:
        assert "VAL-06" not in {found.code for found in checking.why_not_sendable(session, first(session))}
    assert "VAL-06" in changed(birth_date="14-08-1980").submit().follow().text


def test_a_warning_asks_for_a_reason_and_the_reason_lets_it_through(hall, seat):
    form = seat.form(seat.browser.get("/desa/keluarga/1/bagian/penghasilan"), "save")
    form["q1"], form["q2"] = "1.000.000", "4.000.000"
    page = form.submit().follow()
    assert "Perlu diperiksa sekali lagi" in page.text
    again = seat.form(page, "save")
    again["alasan"] = "Sedang hajatan"
    again.submit().follow()
    assert (stored(hall, first).answers["2"], seat.last("save").detail.reason) == (4_000_000, "Sedang hajatan")


# Members --------------------------------------------------------------------------------------------------------------

def test_a_member_is_added_changed_and_taken_out(hall, seat):
    form = seat.form(seat.browser.get("/desa/keluarga/1/anggota/baru"), "save")
    fill(form, {"nik": "3510625207100009", "name": "Bagus Ayu", "sex": "P", "birth_place": "Jember",
                "birth_date": "12-07-2010", "q2": "4", "q3": "2"}).submit().follow()
    saved = stored(hall, lambda session: households.get(session, 1))
    assert (saved.member_count, saved.version, saved.members[1].position) == (2, 2, 2)

    member = f"/desa/keluarga/1/anggota/{saved.members[1].id}"
    form = seat.form(seat.browser.get(member), "save")
    assert form["birth_date"].value == "12-07-2010"
    form["birth_place"] = "Banyuwangi"
    form.submit()
    assert stored(hall, lambda session: households.get(session, 1)).members[1].birth_place == "Banyuwangi"

    seat.form(seat.browser.get(f"{member}/hapus"), "delete").submit().follow()
    assert stored(hall, first).member_count == 1
    assert seat.last("delete").form == "member"


def test_the_head_of_the_household_follows_its_members(practice):
    household = first(practice)
    household.members.append(a_person(1, name="Ani", answers={"2": "1", "3": "1"}))
    household.members[0].answers = {"2": "2", "3": "1"}
    households.members.recount(household)
    assert (household.head_name, household.member_count) == ("Ani", 2)


# Deleting -------------------------------------------------------------------------------------------------------------

def test_a_household_that_was_never_sent_can_be_deleted(hall, seat):
    seat.form(seat.browser.get("/desa/keluarga/1/hapus"), "delete").submit().follow()
    assert count(hall, NUMBER) == 0
    assert stored(hall, lambda session: session.scalar(select(func.count(Person.id)).where(Person.household_id == 1))) == 0
    assert "Keluarga ini dihapus oleh Anda pukul 12.00.00." in seat.browser.get("/desa/keluarga/1", status=404).text


def test_a_household_that_was_sent_cannot_be_deleted(hall, seat):
    with opened(hall) as session:
        session.add(Submission(reference="K-2026-0001", kind="household", record_id=1, number=NUMBER, title="", content={},
                               queued_at=NOON, first_sent_at=NOON, sent_by="Operator"))
    page = seat.browser.get("/desa/keluarga/1/hapus")
    assert "sudah dikirim: K-2026-0001" in said(page)
    assert "DAT-409H" in seat.form(page, "delete").submit().follow(status=409).text
    assert count(hall, NUMBER) == 1


# All of it -----------------------------------------------------------------------------------------------------------

def test_staff_who_look_on_see_every_page_and_leave_no_trace(hall, seat):
    with opened(hall) as session:
        complete(first(session))
    seat.form(seat.browser.get("/desa/keluarga/1"), "submit").submit()
    page, before = seat.browser.get("/desa/keluarga/1"), len(seat.journal())
    seat.looks_on[0] = True
    for path in ("", "keluarga", "keluarga/1", "keluarga/1/bagian/pangan", "keluarga/1/anggota/1", "keluarga/baru", "profil",
                 "kotak-keluar", "kiriman/K-2026-0001", "kiriman/K-2026-0001/tanda-terima", "keluarga/1/hapus"):
        seat.browser.get(f"/desa/{path}")
    assert seat.form(page, "submit").submit(status=403).text == "GL-403R"
    assert len(seat.journal()) == before


def test_every_household_of_a_number_is_found_when_a_card_was_entered_twice(practice):
    practice.add(a_household(1))
    practice.flush()
    assert len(households.by_number(practice, NUMBER)) == 2
    assert practice.scalar(select(func.count(Household.id))) == 4

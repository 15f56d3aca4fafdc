"""Daftar Keluarga: households found by number, name and place, page by page; and what the journal says of a search."""

from datetime import date

import pytest
from sqlalchemy import event, select, text

from sandbox.deeds import AT_HOUSEHOLDS
from sandbox.details import RecordDetails
from sandbox.errors import Fate, Trouble
from sandbox.journal import Journal, of_card
from sandbox.practice.households import checking, households, members
from sandbox.practice.overviews import listing
from sandbox.practice.rules.case import Elsewhere
from tests.conftest import NOON, a_household
from tests.practice.factories import NUMBER, a_person, card, first, said, typed_card

NEW = "3510621503260007"


@pytest.mark.parametrize("text", [
    NUMBER, "3510 6212 0891 0001", "3510.6212.0891.0001", "3510-6212-0891-0001", f"'{NUMBER}", f"\u200e{NUMBER}\u200f",
    "3510\u00a06212\u00a00891\u00a00001", "3510621208800001", "3510.6212.0880.0001", "kepala 1", "KEPALA\u00a0\u200b1"])
def test_the_list_finds_by_card_by_nik_and_by_name(practice, text):
    found = listing.page_of(practice, listing.Query(text=text), NOON)
    assert [line.number for line in found.lines] == [NUMBER]


@pytest.mark.parametrize("text", ["siti ma'rifah", "SITI MA’RIFAH", "Maʼrifah", "ma`rifah", "Rene\u0301", "rené"])
def test_a_name_is_found_however_it_is_written(practice, text):
    household = first(practice)
    household.members.append(a_person(7, name="Siti Ma’rifah René"))
    practice.flush()
    assert [line.number for line in listing.page_of(practice, listing.Query(text=text), NOON).lines] == [NUMBER]


def test_the_folded_names_follow_every_change(practice):
    household = first(practice)
    members.change(household, household.members[0], members.values_of(household.members[0]) | {"name": "NI’MAH"})
    practice.flush()
    assert (household.head_folded, household.members[0].folded) == ("ni'mah", "ni'mah")
    assert listing.page_of(practice, listing.Query(text="kepala 1"), NOON).total == 0


@pytest.mark.parametrize("text", ["3510621208919999", "3510 6212 0891 OOO1", "351O621208910001", "99999"])
def test_a_number_that_is_not_there_is_told_as_a_number(seat, text):
    page = seat.browser.get("/desa/keluarga", {"cari": text})
    assert "No. KK/NIK itu tidak ada di desa ini" in page.text
    assert "dengan nama “" not in page.text


@pytest.mark.parametrize(("text", "told", "href"), [
    ("k-2026-0012", "K-2026-0012 itu nomor kiriman, bukan No. KK atau NIK.", "/desa/kotak-keluar?cari=K-2026-0012"),
    ("B–0003", "B-0003 itu nomor laporan, bukan No. KK atau NIK.", "/desa/bantuan"),
    ("B-12/2", "B-12/2 itu nomor antrean warga, bukan No. KK atau NIK.", "/desa/loket"),
    ("KRM-409", "KRM-409 itu kode gangguan, bukan No. KK atau NIK.", "/desa/bantuan")])
def test_what_is_no_familys_is_told_by_its_name_and_its_page(seat, text, told, href):
    found = seat.browser.get("/desa/keluarga", {"cari": text}).html.find(class_="empty")
    assert (found.p.get_text(), found.a["href"]) == (told, href)


def test_the_same_person_is_asked_about_however_the_name_is_written(practice):
    household = first(practice)
    household.members.append(a_person(7, name="SITI MA'RIFAH", birth_place="BANYUWANGI"))
    practice.flush()
    known = checking.facts_for(practice, 2).person_known
    assert known("Siti  Ma’rifah", "Banyuwangi", date(2010, 7, 12)) == Elsewhere(NUMBER, "02", "SITI MA'RIFAH")
    assert known("Siti  Ma’rifah", "Jember", date(2010, 7, 12)) is None
    assert known("Siti Marifah", "Banyuwangi", date(2010, 7, 12)) is None


def test_a_place_typed_in_three_ways_stands_in_the_filter_once(hall, seat):
    for serial, rt in enumerate(("7", "07", "007")):
        inputs = typed_card(f"351062150326000{serial}", members=1, rt=rt)
        card(seat, inputs | {"anggota-0-name": f"Warga {'abc'[serial]}"}).submit().follow()
    with hall.store.open(hall.desk().pin) as session:
        assert households.places(session) == [("01", "02"), ("01", "07")]


def test_a_family_of_a_village_without_neighbourhoods_says_so(seat):
    inputs = {name: text for name, text in typed_card(NEW).items() if name not in ("rt", "rw")}
    form = card(seat, inputs)
    form["rt-tidak-ada"], form["rw-tidak-ada"] = True, True
    assert "RT tidak ada / RW tidak ada" in form.submit().follow().text


def test_a_member_who_was_searched_for_is_named(practice):
    household = first(practice)
    household.members.append(a_person(7, name="Rahmi Wibisono"))
    practice.flush()
    (line,) = listing.page_of(practice, listing.Query(text="rahmi"), NOON).lines
    assert (line.head_name, line.found) == ("Kepala 1", ("Rahmi Wibisono",))


def test_the_list_is_filtered_by_rt_and_by_completeness(practice):
    household = first(practice)
    household.rw, household.rt, household.filled = "03", "04", 98
    practice.flush()
    for query in (listing.Query(place="03/04"), listing.Query(completeness="lengkap")):
        assert [line.number for line in listing.page_of(practice, query, NOON).lines] == [NUMBER]
    assert listing.page_of(practice, listing.Query(completeness="belum"), NOON).total == 2


def test_a_page_beyond_the_end_is_the_last_one(practice):
    found = listing.page_of(practice, listing.Query(page=99), NOON)
    assert (found.page, found.pages, found.first, found.last) == (1, 1, 1, 3)


def test_a_page_of_the_list_costs_the_same_however_many_households_there_are(practice):
    def statements():
        asked = []
        listen = (practice.connection(), "before_cursor_execute", lambda *event_args: asked.append(event_args[2]))
        event.listen(*listen)
        listing.page_of(practice, listing.Query(text="kepala"), NOON)
        event.remove(*listen)
        return len(asked)

    before = statements()
    practice.add_all(a_household(serial) for serial in range(10, 60))
    practice.flush()
    assert statements() == before


@pytest.mark.sqlite
def test_a_searched_number_that_is_no_card_is_looked_up_in_the_journal_by_an_index(practice):
    asked = str(select(Journal.id).where(of_card("3510621208919999")).limit(1).compile(compile_kwargs={"literal_binds": True}))
    plan = [row.detail for row in practice.execute(text(f"explain query plan {asked}"))]
    assert len(plan) == 1
    assert "USING INDEX journal_card" in plan[0] or "USING COVERING INDEX journal_card" in plan[0]


def test_searching_a_card_is_journalled_with_its_number_even_if_it_was_only_tried(hall, seat):
    seat.faults.before["save"] = Trouble(code="GW-504", fate=Fate.UNKNOWN, text="", look=AT_HOUSEHOLDS, status=504)
    card(seat, typed_card(NEW)).submit().follow(status=504)
    page = seat.browser.get(f"/desa/keluarga?cari={NEW}")
    assert "No. KK/NIK itu tidak ada di desa ini: 3510 6215 0326 0007. Periksa angkanya, atau cari dengan nama." in said(page)
    assert (seat.last("search").record, seat.last("search").detail) == (None, RecordDetails(by="number", card=NEW))
    seat.browser.get(f"/desa/keluarga?cari={NUMBER}")
    assert (seat.last("search").record, seat.last("search").detail) == ("household/1", RecordDetails(by="number", card=NUMBER))


def test_a_nik_never_gets_into_the_journal(hall, seat):
    for nik in ("3510621208800001", "3510625208991234"):
        seat.browser.get(f"/desa/keluarga?cari={nik}")
        assert (seat.last("search").record, seat.last("search").detail) == (None, RecordDetails(by="nik"))
    assert not any(nik in str(deed) for deed in seat.journal())


def test_the_unfiltered_list_is_an_opening_and_a_filtered_one_a_search(seat):
    seat.browser.get("/desa/keluarga?hal=1")
    assert seat.journal()[-1].action == "open"
    seat.browser.get("/desa/keluarga?rt=01/02")
    assert (seat.journal()[-1].action, seat.journal()[-1].detail) == ("search", RecordDetails(by="rt"))

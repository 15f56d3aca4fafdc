"""Periksa data: every kind of doubt over a village made for it, the pages, and what was answered with memang begitu."""

from datetime import date

import pytest

from sandbox.practice.doubts.kinds import KINDS, kind_of
from sandbox.practice.doubts.looked_at import CopiedSheet, Family, Inhabitant, LookedAt
from sandbox.practice.keys import RecordKey
from sandbox.practice.models import Accepted, Household, Person
from tests.conftest import AS_OF
from tests.counted import counted
from tests.practice.factories import a_person, fill, first, opened, said

CARD = "3510621208910001"


def a_family(id_=1, number=CARD, head_name="Budi", water="496"):
    return Family(id_, number, head_name, "02", "01", water)


def someone(id_, household_id=1, **changes):
    """A man of 40, head of his family; the NIK fits."""
    own = {"nik": f"351062120886{id_:04d}", "name": "Budi", "sex": "L", "birth_place": "Muncar", "birth_date": date(1986, 8, 12),
           "relation": "1", "marital": "1", "school": "5", "work": "1", "mother": "Aminah", "explained": None, **changes}
    return Inhabitant(id=id_, household_id=household_id, folded=own["name"].casefold(), **own)


def found(kind, people, families=None, sheets=()):
    village = LookedAt(AS_OF, families or [a_family()], people, sheets)
    return [(doubt.record.id, doubt.person, doubt.text) for doubt in kind_of(kind).find(village)]


HEAD = someone(1)
WIFE = someone(2, name="Siti", sex="P", nik="3510625208900002", birth_date=date(1990, 8, 12), relation="3")
CASES = {
    "kk-ganda": ([HEAD, someone(2, 2)], [a_family(), a_family(2)], [1, 2]),
    "tanpa-anggota": ([], None, [1]),
    "tanpa-kepala": ([someone(1, relation="4")], None, [1]),
    "dua-kepala": ([HEAD, someone(2)], None, [1]),
    "nama-kepala": ([someone(1, name="Budiono")], None, [1]),
    "tanpa-air": ([HEAD], [a_family(water=None)], [1]),
    "nik-panjang": ([someone(1, nik="351062120886001")], None, [1]),
    "nik-ganda": ([HEAD, someone(2, nik=HEAD.nik)], None, [1, 2]),
    "nik-kelamin": ([someone(1, sex="P")], None, [1]),
    "tanggal-lahir": ([someone(1, birth_date=date(2027, 1, 1)), someone(2, birth_date=date(1900, 1, 1))], None, [1, 2]),
    "pasangan": ([HEAD, someone(2, relation="3", marital="2")], None, [2]),
    "nik-tanggal": ([someone(1, birth_date=date(1986, 12, 8))], None, [1]),
    "orang-ganda": ([HEAD, someone(9)], None, [1, 9]),
    "ibu-kosong": ([someone(1, mother=None), someone(2, mother=" ")], None, [1, 2]),
    "ibu-muda": ([WIFE, someone(3, relation="4", mother="SITI", birth_date=date(2001, 8, 11))], None, [3]),
    "kawin-muda": ([someone(1, birth_date=date(2011, 1, 1))], None, [1]),
    "tidak-sekolah": ([someone(1, birth_date=date(2016, 1, 1), school="3")], None, [1]),
    "tanpa-nik": ([someone(1, nik=None), someone(2, nik=None, birth_date=date(2025, 9, 1))], None, [1]),
}


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS if kind.id != "salinan"])
def test_a_kind_finds_what_it_is_for_and_nothing_in_a_family_as_it_should_be(kind):
    people, families, whom = CASES[kind]
    told = found(kind, people, families)
    assert [person or family for family, person, _ in told] == whom
    assert all(text for *_, text in told)
    assert found(kind, [HEAD, WIFE]) == []


def test_a_copied_sheet_is_doubtful_until_somebody_looked_at_its_cells():
    sheet = CopiedSheet(RecordKey("sheet", 7), "Usia", 45, 2025)
    assert found("salinan", [HEAD], sheets=[sheet]) == [(7, None, "45 sel masih salinan dari 2025 dan belum dilihat")]


@pytest.fixture(autouse=True)
def village(hall):
    """Kepala 1 has a daughter who bears the NIK of Kepala 2; Kepala 3 was born on another day than his NIK says."""
    with opened(hall) as session:
        household = first(session)
        household.members.append(a_person(1, nik="3510621208800002"))
        session.get(Household, 3).members[0].birth_date = date(1980, 12, 8)


def row(page, kind):
    return page.html.find("tr", attrs={"data-kind": kind})


def test_the_page_tells_by_kind_how_many_an_example_and_what_it_leads_to(seat):
    page = seat.browser.get("/desa/").click(description="Periksa Data", index=0)
    double = row(page, "nik-ganda")
    assert "NIK sama pada dua orang" in double.text
    assert "menahan kiriman" in double.text
    assert "2 orang" in double.text
    assert row(page, "dua-kepala") is None
    assert "dari 3 keluarga" in said(page)
    assert row(page.click(description="^Ditanyakan"), "nik-ganda") is None
    listed = page.click(href="/desa/periksa/nik-ganda")
    assert listed.click(description="^Anak 1").request.path == "/desa/keluarga/1/anggota/4"


def test_memang_begitu_needs_a_reason_stands_apart_and_comes_back_when_the_record_changes(hall, seat):
    page = seat.browser.get("/desa/periksa/nik-ganda").click(href="nik-ganda/household/1/4")
    refused = seat.form(page, "accept_doubt").submit().follow()
    assert "Alasannya belum diisi" in refused.text
    done = fill(seat.form(refused, "accept_doubt"), {"alasan": "Menurut Ketua RT 02."}).submit().follow()
    assert "Tercatat: Anak 1" in said(done)
    assert "Menurut Ketua RT 02." in done.click(href="saring=begitu").text
    deed = seat.last("accept_doubt")
    assert (deed.record, deed.detail.section, deed.detail.reason) == ("household/1", "nik-ganda", "Menurut Ketua RT 02.")
    assert "1 orang" in row(seat.browser.get("/desa/periksa"), "nik-ganda").text
    with opened(hall) as session:
        session.get(Household, 2).members[0].nik = "3510621208800009"
        session.get(Household, 3).members[0].nik = "3510621208800002"
    assert "2 orang" in row(seat.browser.get("/desa/periksa"), "nik-ganda").text


def test_a_reason_is_not_noted_for_facts_that_changed_since_the_page_was_opened(hall, seat):
    form = fill(seat.form(seat.browser.get("/desa/periksa/nik-ganda/household/1/4"), "accept_doubt"), {"alasan": "Kembar."})
    with opened(hall) as session:
        for holder in (session.get(Person, 4), session.get(Household, 2).members[0]):
            holder.nik = "3510621208800009"
    page = form.submit().follow()
    assert "Datanya berubah sesudah Anda membuka halaman ini. Alasan BELUM dicatat." in said(page)
    again = seat.form(page, "accept_doubt")
    assert again["alasan"].value == "Kembar."
    assert "Tercatat: Anak 1" in said(again.submit().follow())


def test_an_answer_can_be_taken_back(hall, seat):
    page = seat.browser.get("/desa/periksa/nik-ganda/household/1/4")
    fill(seat.form(page, "accept_doubt"), {"alasan": "x"}).submit()
    accepted = seat.browser.get("/desa/periksa/nik-ganda?saring=begitu")
    seat.form(accepted, "doubt_again").submit()
    with opened(hall) as session:
        assert session.query(Accepted).count() == 0


def test_a_reason_is_asked_once_here_or_on_the_members_page(hall, seat):
    assert "2 orang" in row(seat.browser.get("/desa/periksa"), "nik-tanggal").text
    page = seat.browser.get("/desa/periksa/nik-tanggal/household/3/3")
    fill(seat.form(page, "accept_doubt"), {"alasan": "Akta dibetulkan."}).submit()
    with opened(hall) as session:
        assert "Akta dibetulkan." in session.get(Household, 3).members[0].explained.values()
    assert "Akta dibetulkan." in seat.browser.get("/desa/keluarga/3").text
    assert "1 orang" in row(seat.browser.get("/desa/periksa"), "nik-tanggal").text


def test_nobody_looks_at_what_does_not_exist(seat):
    seat.browser.get("/desa/periksa/terbang", status=404)
    assert "Catatan itu tidak ada lagi" in said(seat.browser.get("/desa/periksa/nik-ganda/household/99").follow())


def test_families_with_somebody_without_a_nik_are_found(hall, seat):
    with opened(hall) as session:
        session.get(Household, 2).members.append(a_person(3, nik=None, name="Bayi"))
    page = seat.browser.get("/desa/keluarga?nik=tanpa")
    assert [line["data-record"] for line in page.html.find_all("tr", attrs={"data-record": True})] == ["household/2"]
    assert "anggota: Bayi" in page.text


@pytest.mark.parametrize("page", ["/desa/periksa", "/desa/periksa/nik-ganda", "/desa/mutasi", "/desa/keluarga/1/keluar/pecah",
                                  "/desa/gabung/1/2"])
def test_a_page_asks_twelve_statements_at_most(seat, page):
    seat.browser.get(page)
    with counted() as found:
        seat.browser.get(page)
    assert 0 < found.statements <= 12


def test_a_number_that_only_fills_the_field_is_compared_with_nothing_here_as_on_the_form():
    for number in ("1111111111111111", "1234567890123456"):
        for kind in ("nik-tanggal", "nik-kelamin"):
            assert found(kind, [someone(1, nik=number, sex="P")]) == []

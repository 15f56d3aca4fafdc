"""Two records of one person become one: chosen value by value, nothing lost, and never a card without its head."""

import pytest
from sqlalchemy import select

from sandbox.practice.models import Household, Mutation, Person
from tests.practice.factories import a_person, fill, first, opened, said

PAGE = "/desa/gabung/4/5"


@pytest.fixture(autouse=True)
def doubles(hall):
    """Anak 1 on the first card, and once more, with another NIK and a blood group, on the second."""
    with opened(hall) as session:
        first(session).members.append(a_person(1))
        session.flush()
        session.get(Household, 2).members.append(a_person(2, name="ANAK 1", answers={"2": "4", "3": "2", "5": "0"}))


def merging(seat, **chosen):
    form = seat.form(seat.browser.get(PAGE), "merge_people")
    return fill(form, {{"card": "kartu", "blood": "q5"}.get(name, name): value for name, value in chosen.items()})


def test_the_two_stand_side_by_side_and_become_one_with_its_history(hall, seat):
    listed = seat.browser.get("/desa/periksa/orang-ganda")
    page = listed.click(href=PAGE)
    assert [row.th.text for row in page.html.select(".merging tbody tr")][1:] == ["NIK", "Nama lengkap", "Golongan Darah"]
    assert seat.form(page, "merge_people")["q5"].value == "2"
    done = merging(seat, card="1", nik="2", name="1").submit().follow()
    assert "Tergabung: Anak 1, satu data." in said(done)
    with opened(hall) as session:
        kept = session.get(Person, 4)
        assert (kept.nik, kept.name, kept.answers["5"], kept.household_id) == ("3510625207100002", "Anak 1", "0", 1)
        assert session.get(Person, 5) is None
        row = session.scalars(select(Mutation)).one()
        assert (row.kind, row.name, row.household_id, row.to_household_id) == ("gabung", "ANAK 1", 2, 1)
        assert row.content["nik"] == "3510625207100002"
        assert "NIK: 3510 6252 0710 0001 menjadi 3510 6252 0710 0002" in row.changed
        assert session.get(Household, 2).member_count == 1
    assert seat.last("merge_people").detail.left == (4, 5)
    assert "Belum ada" not in seat.browser.get("/desa/mutasi").text


def test_an_open_choice_is_told_and_the_others_stay_chosen(hall, seat):
    page = merging(seat, card="2", nik="2").submit().follow()
    assert "Belum dipilih: Nama lengkap" in said(page)
    form = seat.form(page, "merge_people")
    assert (form["kartu"].value, form["nik"].value, form["name"].value) == ("2", "2", None)
    with opened(hall) as session:
        assert (session.get(Person, 5) is None, session.scalars(select(Mutation)).all()) == (False, [])


def test_a_card_does_not_lose_its_head_by_it(hall, seat):
    page = seat.browser.get("/desa/gabung/1/5")
    form = seat.form(page, "merge_people")
    for name in {field for field in form.fields if field and not field.startswith("_") and field != "csrf_token"} - {""}:
        if form[name].value is None:
            form[name] = "2"
    form["kartu"] = "2"
    told = said(form.submit().follow())
    assert "Kepala 1 adalah kepala keluarga di KK 3510 6212 0891 0001 yang masih beranggota lain" in told


def test_values_that_do_not_fit_together_are_refused_and_nothing_changes(hall, seat):
    with opened(hall) as session:
        session.get(Person, 5).nik = "3510621207100002"
    told = said(merging(seat, card="1", nik="2", name="1").submit().follow())
    assert "Menurut NIK laki-laki" in told
    with opened(hall) as session:
        assert {person.nik for person in session.scalars(select(Person).where(Person.id > 3))} == {
            "3510625207100001", "3510621207100002"}


def test_one_record_is_no_pair(seat):
    seat.browser.get("/desa/gabung/4/4", status=404)
    seat.browser.get("/desa/gabung/4/99", status=404)

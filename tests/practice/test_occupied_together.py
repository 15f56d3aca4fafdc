"""Where two share a copy, no merge, no Salin and no import changes what the other has open; alone nobody is in the way."""

from dataclasses import replace

import pytest
from flask import g

from sandbox.practice import occupied
from sandbox.practice.models import Person, SheetEntry
from sandbox.practice.sheets.sheet import places
from tests.conftest import AS_OF, NOON
from tests.practice.factories import fill, opened, said
from tests.practice.test_sheet_files import RICE, a_file, upload
from tests.practice.test_sheet_pages import save

OPEN = "Satu dari data yang akan berubah sedang dipakai. Sedang dibuka Sekdes"


@pytest.fixture
def shared(seat):
    """The sekdes works in the same copy."""
    seat.browser.app.before_request_funcs[None].append(lambda: setattr(g, "desk", replace(g.desk, companion="Sekdes")))
    return seat


def open_by_sekdes(hall, record):
    with opened(hall) as session:
        occupied.occupy(session, record, 2, by="Sekdes", now=NOON)


def entry_of(hall, sheet_id):
    with opened(hall) as session:
        return session.query(SheetEntry).filter_by(sheet=sheet_id, period=AS_OF.year).one().id


def test_a_merge_waits_for_whoever_has_one_of_the_two_families_open(hall, shared):
    with opened(hall) as session:
        for person in session.query(Person).filter(Person.id < 3):
            person.nik = "3510621208800002"
    open_by_sekdes(hall, "household/2")
    form = shared.form(shared.browser.get("/desa/gabung/1/2"), "merge_people")
    for name, fields in form.fields.items():
        if name and type(fields[0]).__name__ == "Radio":
            form[name] = "1"
    page = form.submit().follow(status=423)
    assert OPEN in said(page)
    with opened(hall) as session:
        assert session.get(Person, 2) is not None
    hall.clock.advance(300)
    assert "Tergabung" in said(shared.form(shared.browser.get("/desa/gabung/1/2"), "merge_people").submit().follow())


def test_nobody_is_moved_to_a_card_that_the_other_has_open(hall, shared):
    open_by_sekdes(hall, "household/2")
    form = shared.form(shared.browser.get("/desa/keluarga/1/keluar/pindahkan?semua=1"), "move_member")
    fill(form, {"on": "28-02-2026", "number": "3510621208910002", "hubungan-1-q2": "19"})
    assert OPEN in said(form.submit().follow(status=423))
    with opened(hall) as session:
        assert session.get(Person, 1).household_id == 1


def test_a_copy_of_a_part_asks_only_those_sheets_free_into_which_it_copies(hall, shared):
    save(hall, RICE, AS_OF.year - 1, {(1, 1): 7})
    part = places()[RICE].part
    other = next(each.id for each in part.sheets if each.id != RICE)
    open_by_sekdes(hall, f"sheet/{entry_of(hall, other)}")
    form = fill(shared.form(shared.browser.get(f"/desa/potensi/bagian/{part.id}"), "save"), {"per": "01-03-2026"})
    assert "1 lembar diisi dengan salinan tahun lalu" in said(form.submit().follow())


def test_a_copy_of_a_part_waits_for_whoever_has_one_of_its_sheets_open(hall, shared):
    save(hall, RICE, AS_OF.year - 1, {(1, 1): 7})
    open_by_sekdes(hall, f"sheet/{entry_of(hall, RICE)}")
    part = places()[RICE].part.id
    form = fill(shared.form(shared.browser.get(f"/desa/potensi/bagian/{part}"), "save"), {"per": "01-03-2026"})
    assert OPEN in said(form.submit().follow(status=423))
    assert shared.form(shared.browser.get(f"/desa/potensi/bagian/{part}"), "save")["per"].value == "01-03-2026"


def test_a_file_waits_for_whoever_has_one_of_its_sheets_open_and_stays_checked(hall, shared):
    page = upload(shared, a_file(RICE, {(1, 1): 5}))
    open_by_sekdes(hall, f"sheet/{entry_of(hall, RICE)}")
    form = shared.form(page, "import")
    assert OPEN in said(form.submit().follow(status=423))
    hall.clock.advance(300)
    assert "Tersimpan: 1 lembar" in said(shared.form(shared.browser.get("/desa/impor/pemeriksaan"), "import").submit().follow())

"""Impor & ekspor by its pages: a file is checked without storing anything, then stored whole or not at all."""


from sqlalchemy import func, select

from sandbox.practice.exchange import layout
from sandbox.practice.models import Household, Person
from sandbox.spreadsheets.files import read_file
from tests.practice.exchanged import a_family, a_file, counted, upload
from tests.practice.factories import opened, said

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def stored(hall):
    with opened(hall) as session:
        return session.scalar(select(func.count(Household.id))), session.scalar(select(func.count(Person.id)))


def test_a_file_of_three_families_goes_from_the_template_into_the_village(seat, hall):
    template = seat.browser.get("/desa/impor").click(href="templat")
    assert (template.content_type, len(read_file(template.body))) == (XLSX, len(layout.sheets()) + 2)
    page = upload(seat, a_file(*(a_family(serial) for serial in (1, 2, 3))))
    assert "Semua cocok. Belum disimpan." in page.text
    assert counted(page) == {"baris dibaca": "9", "baris baru": "9", "sama, tidak berubah": "0", "mengubah data lama": "0",
                             "belum cocok": "0"}
    assert stored(hall) == (3, 3)
    page = seat.form(page, "import").submit().follow()
    assert "Tersimpan: 3 keluarga baru, 6 anggota baru." in said(page)
    assert stored(hall) == (6, 9)
    deed = seat.last("import")
    assert (deed.outcome, deed.detail.rows, deed.detail.new, deed.detail.people) == ("done", 9, 9, 6)

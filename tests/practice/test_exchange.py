"""Impor & ekspor by its pages: a file is checked without storing anything, then stored whole or not at all."""


import json

from sqlalchemy import func, select

from sandbox.details import copied
from sandbox.practice.exchange import asking, layout, off_loop, progress, worker
from sandbox.practice.models import Household, Person
from sandbox.spreadsheets.files import NoSpreadsheet, read_file
from tests.practice.exchanged import a_family, a_file, a_workbook, counted, listed, upload
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


def test_the_list_of_opensid_to_practise_with_comes_in_and_changes_nothing_the_second_time(seat, hall):
    for new, same in (("9", "0"), ("0", "9")):
        file = seat.browser.get("/desa/impor").click(href="contoh-opensid")
        page = upload(seat, file.body)
        assert "1 orang dilewati, sebab status dasarnya bukan HIDUP." in page.text
        found = counted(page)
        assert (found["baris baru"], found["sama, tidak berubah"], found["belum cocok"]) == (new, same, "0")
        if new != "0":  # else there is nothing to store
            seat.form(page, "import").submit().follow()
    assert stored(hall) == (6, 12)


def a_wrong_file():
    card, answers, [(head, reasons), wife] = a_family(1)
    return a_file((card, answers, [({**head, "nik": head["nik"][:15]}, reasons), wife]))


def test_a_file_with_a_wrong_cell_stores_nothing_and_names_the_cell(seat, hall):
    page = upload(seat, a_wrong_file())
    assert "1 sel belum cocok, jadi BELUM ada satu baris pun yang tersimpan." in said(page)
    assert listed(page) == [("B2", "NIK", "351062120880700", "NIK hanya 15 angka: 3510 6212 0880 700. Harus 16.",
                             "Cocokkan dengan kartu keluarga.")]
    assert page.html.select_one('.blocked button[aria-disabled="true"]').text == "Simpan 3 baris"
    assert not page.html.select('form[data-action="import"]')
    marked = page.click(href="bertanda")
    [wrong] = [row for grid in read_file(marked.body) if grid.name == "Anggota" for row in grid.rows if row.number == 2]
    assert wrong.cells[2].text == "351062120880700"
    assert stored(hall) == (3, 3)
    assert [(deed.outcome, deed.detail.wrong) for deed in seat.journal() if deed.action == "check_file"] == [("done", 1)]


def test_nothing_stores_a_file_that_does_not_fit_whatever_is_sent(seat, hall):
    page = upload(seat, a_wrong_file())
    token = seat.form(page, "delete", form="file_check")["_generation"].value
    page = seat.browser.post("/desa/impor/pemeriksaan", {"_generation": token}).follow()
    assert "1 sel belum cocok. Belum ada satu baris pun yang tersimpan." in said(page)
    assert stored(hall) == (3, 3)
    assert seat.last("import").outcome == "refused"


def test_another_file_than_the_page_showed_is_not_stored(seat, hall):
    form = seat.form(upload(seat, a_file(a_family(1))), "import")
    hall.clock.advance(5)
    upload(seat, a_file(a_family(2)))
    page = form.submit().follow()
    assert "diperiksa sesudah halaman tadi dibuka" in said(page)
    assert stored(hall) == (3, 3)
    seat.form(page, "import").submit()
    assert stored(hall) == (4, 5)


def test_a_file_that_cannot_be_made_now_is_said_on_the_page_it_was_asked_from(seat, hall, monkeypatch):
    def busy(*_wanted):
        raise NoSpreadsheet("Masih ada file lain yang dikerjakan.", "Tunggu sebentar.", code="IMP-503")

    monkeypatch.setattr(off_loop, "exported", busy)
    page = seat.browser.get("/desa/ekspor/keluarga.xlsx").follow()
    assert "Masih ada file lain yang dikerjakan. Tunggu sebentar. IMP-503" in said(page)
    assert [deed for deed in seat.journal() if deed.action == "export"] == []


def test_a_checked_file_waits_until_it_is_saved_or_thrown_away(seat, hall):
    upload(seat, a_file(a_family(1)))
    home = seat.browser.get("/desa/impor")
    page = home.click(href="pemeriksaan", index=0)
    assert "Semua cocok. Belum disimpan." in page.text
    page = seat.form(page, "delete", form="file_check").submit().follow()
    assert "sudah dibuang" in page.text
    assert "Unggah filenya lagi" in seat.browser.get("/desa/impor/pemeriksaan").follow().text
    assert stored(hall) == (3, 3)


def test_a_village_that_changed_after_the_check_is_checked_again_first(seat, hall):
    page = upload(seat, a_file(a_family(1)))
    save = seat.form(page, "import")
    with opened(hall) as session:
        household = session.get_one(Household, 1)
        household.version += 1
    trouble = save.submit().follow(status=409)
    assert "BELUM tersimpan" in trouble.text
    assert stored(hall) == (3, 3)
    page = seat.browser.get("/desa/impor/pemeriksaan")
    assert "Data desa berubah sesudah file ini diperiksa." in page.text
    page = seat.form(page, "check_file").submit().follow()
    seat.form(page, "import").submit().follow()
    assert stored(hall) == (4, 5)


def test_what_is_asked_is_stored_with_its_reason(seat, hall):
    card, answers, [(head, _), wife] = a_family(1)
    page = upload(seat, a_file((card, answers, [({**head, "name": "12"}, {}), wife])))
    form = seat.form(page, "import")
    assert "Tulis alasannya dulu" in form.submit().follow().text
    form["alasan"] = "Tertulis begitu di kartu"
    form.submit().follow()
    with opened(hall) as session:
        assert "Tertulis begitu di kartu" in session.scalars(select(Person).where(Person.name == "12")).one().explained.values()


def test_a_file_imported_twice_is_stored_once(seat, hall):
    for expected in ("Semua cocok.", "Semua baris sama dengan yang sudah tersimpan."):
        page = upload(seat, a_file(a_family(1)))
        assert expected in page.text
        if page.html.select('form[data-action="import"]'):
            seat.form(page, "import").submit()
    assert stored(hall) == (4, 5)


def test_what_was_imported_is_exported_and_imports_again_unchanged(seat, hall):
    seat.form(upload(seat, a_file(a_family(1, **{"1": 2350000, "pangan": []}))), "import").submit()
    made = seat.form(seat.browser.get("/desa/impor"), "export").submit()
    assert (made.content_type, seat.last("export").detail.people) == (XLSX, 5)
    page = upload(seat, made.body)
    assert counted(page)["sama, tidak berubah"] == counted(page)["baris dibaca"] == "9"


def test_a_village_that_is_too_large_for_one_file_goes_out_and_comes_in_hamlet_by_hamlet(seat, hall):
    with opened(hall) as session:
        session.get_one(Household, 2).hamlet = "Kali Utara"
    form = seat.form(seat.browser.get("/desa/impor"), "export")
    form["wilayah"] = "dusun:Kali Utara"
    made = form.submit()
    assert "-Kali-Utara.xlsx" in made.headers["Content-Disposition"]
    assert {cell.text for row in read_file(made.body)[1].rows[1:] for cell in row.cells.values()} >= {"Kali Utara"}
    page = upload(seat, made.body)
    assert (counted(page)["sama, tidak berubah"], counted(page)["baris dibaca"]) == ("2", "2")


def test_a_change_of_a_stored_family_is_listed_before_it_is_saved(seat, hall):
    with opened(hall) as session:
        number = session.get_one(Household, 1).number
    page = upload(seat, a_workbook(Keluarga=[["No. KK", "Alamat"], [number, "Jl. Mawar 9"]]))
    assert [each.text for each in page.html.select("#diganti tbody td")] == ["Alamat", "Jl. Melati 1", "Jl. Mawar 9"]
    seat.form(page, "import").submit()
    with opened(hall) as session:
        household = session.get_one(Household, 1)
        assert (household.address, household.version, household.saved_by) == ("Jl. Mawar 9", 2, "Operator")


def test_what_is_no_spreadsheet_is_told_and_nothing_is_kept(seat):
    page = upload(seat, b"%PDF-1.7", "data.xlsx")
    assert "File ini PDF." in page.text
    assert "Belum ada satu baris pun yang tersimpan. IMP-415" in page.text
    deed = seat.last("check_file")
    assert (deed.outcome, deed.code) == ("refused", "IMP-415")


def test_an_upload_after_the_login_is_over_is_not_checked(seat):
    form = seat.form(seat.browser.get("/desa/impor"), "check_file")
    seat.form(seat.browser.get("/desa/"), "logout").submit()
    form["file"] = ("a.xlsx", a_file(a_family(1)))
    assert "SES-401" in form.submit().follow(status="*").text


def test_the_feed_holds_counts_and_no_number_of_a_person(seat):
    upload(seat, a_file(a_family(1)), "KK 3510621208910001.xlsx")
    assert copied(seat.last("check_file").detail) == {"file": "KK ….xlsx", "rows": 3, "new": 3, "people": 2}


def test_first_fifty_cells_are_listed_and_the_others_asked_for(seat):
    rows = [["No. KK", "Alamat"], *([f"35106{place}", "Jl. A"] for place in range(60))]
    page = upload(seat, a_workbook(Keluarga=rows))
    shown = len(listed(page))
    assert shown == 50
    more = page.click("lainnya")
    assert len(listed(more)) == 180


def test_a_check_tells_how_far_it_is_and_nothing_once_it_is_over(seat, tmp_path):
    with progress.told_in(tmp_path / "impor" / "1-1") as tell:
        tell(300, 2400)
        told = seat.browser.get("/desa/impor/kemajuan").json
        assert told == {"count": 300, "of": 2400, "words": "300 dari 2400 diperiksa"}
    assert seat.browser.get("/desa/impor/kemajuan").json == {}


def test_a_file_is_read_in_a_process_of_its_own(practice):
    said_of, plan = off_loop.in_child(worker.CHECK, asking.told(practice), a_file(a_family(1)), lambda done, of: None)
    assert (said_of["report"]["counts"]["new"], len(json.loads(plan))) == (3, 1)

"""A sheet as it is entered on its page: read, checked, saved as of a day, computed, refused with nothing lost."""

import re
from datetime import date

from sqlalchemy import select

from sandbox.errors import Fate, Trouble
from sandbox.practice.models import Cell, Draft, SheetEntry
from sandbox.practice.sheets import saving
from tests.conftest import NOON
from tests.counted import counted
from tests.practice.factories import a_sheet_entry, opened

LAND = "/desa/lembar/pt-tanah-sawah"
PEOPLE = "/desa/lembar/pt-jumlah-penduduk"
TODAY, EARLIER = "02-03-2026", "15-01-2026"


def cells(hall, sheet_id, period=2026):
    """What the database has of that sheet, by row and column."""
    with opened(hall) as session:
        rows = session.scalars(select(Cell).where(Cell.sheet == sheet_id, Cell.period == period))
        return {(cell.row, cell.column): cell.text if cell.number is None else cell.number for cell in rows}


def entry(hall, sheet_id):
    with opened(hall) as session:
        found = session.scalar(select(SheetEntry).where(SheetEntry.sheet == sheet_id, SheetEntry.period == 2026))
        return found.as_of and found.as_of.isoformat(), found.filled, found.version, found.saved_by


def typed(seat, address, per=TODAY, **inputs):
    form = seat.form(seat.browser.get(address), "save")
    form["per"] = per
    for name, value in inputs.items():
        form[name] = value
    return form


def said(page):
    """The words of its main part, as one reads them."""
    return re.sub(r" ([.,:;])", r"\1", " ".join(page.html.find("main").get_text(" ").split()))


def errors(page):
    return [" ".join(item.text.split()) for item in page.html.select(".error-summary li")]


def test_a_sheet_is_saved_with_its_computed_cells_and_its_day(hall, seat):
    page = typed(seat, PEOPLE, b1k1="1.030", b2k1="970", b4k1="612").submit().follow()
    assert cells(hall, "pt-jumlah-penduduk") == {(1, 1): 1030, (2, 1): 970, (3, 1): 2000, (4, 1): 612}
    assert entry(hall, "pt-jumlah-penduduk") == ("2026-03-02", 4, 2, "Operator")
    assert "Tersimpan pukul 12.00.00 sebagai keadaan per 02-03-2026. 4 sel terisi, termasuk yang dihitung." in said(page)
    assert [page.html.find(id=name)["value"] for name in ("per", "b1k1", "b2k1", "b4k1")] == ["02-03-2026", "1.030", "970", "612"]


def test_nothing_typed_is_no_cell_and_zero_a_dash_and_nihil_are_zero(hall, seat):
    typed(seat, LAND, b1k1="0", b2k1="-", b3k1=" Nihil ").submit()
    assert cells(hall, "pt-tanah-sawah") == {(1, 1): 0, (2, 1): 0, (3, 1): 0, (5, 1): 0}


def test_all_that_cannot_be_read_is_told_at_once_and_nothing_of_it_is_saved(hall, seat):
    page = typed(seat, PEOPLE, per="kemarin", b1k1="dua", b2k1="970").submit().follow()
    assert errors(page) == ["Per tanggal: “kemarin” tidak terbaca sebagai tanggal. Tulis hari-bulan-tahun, misalnya 17-08-1990.",
                            "Jumlah laki-laki: “dua” bukan angka yang dikenal. Isi angka saja, misalnya 1.250."]
    assert "Data BELUM tersimpan" in said(page)
    assert [page.html.find(id=name)["value"] for name in ("per", "b1k1", "b2k1")] == ["kemarin", "dua", "970"]
    assert (cells(hall, "pt-jumlah-penduduk"), entry(hall, "pt-jumlah-penduduk")) == ({}, (None, 0, 1, "Data awal"))


def test_the_day_is_asked_for_and_belongs_to_the_year_of_the_sheet(seat):
    assert errors(typed(seat, LAND, per="", b1k1="5").submit().follow()) == ["Per tanggal belum diisi. Tulis hari-bulan-tahun."]
    assert errors(typed(seat, LAND, per="31-12-2025", b1k1="5").submit().follow()) == [
        "Per tanggal: Tanggal 31-12-2025 bukan tahun 2026. Lembar ini berisi keadaan tahun 2026. Tulis tanggal di tahun itu."]


def test_a_sheet_is_saved_half_filled_and_a_cell_that_is_emptied_is_gone(hall, seat):
    typed(seat, LAND, b1k1="12,5", b2k1="3").submit()
    page = typed(seat, LAND, b2k1="").submit().follow()
    assert page.html.select_one("tr.total .notes").text.strip() == "3 kosong"
    assert cells(hall, "pt-tanah-sawah") == {(1, 1): 12.5, (5, 1): 12.5}


def test_who_saves_over_what_somebody_else_saved_meanwhile_is_told_and_keeps_the_typing(hall, seat):
    mine = typed(seat, LAND, b1k1="12")
    with opened(hall) as session:
        found = session.scalar(select(SheetEntry).where(SheetEntry.sheet == "pt-tanah-sawah"))
        found.version, found.saved_by = 2, "Sekdes"
        session.add(Cell(sheet="pt-tanah-sawah", period=2026, row=1, column=1, number=9))
    refused = mine.submit().follow()
    assert "Lembar ini diubah Sekdes" in said(refused)
    page = seat.browser.get(LAND)
    assert "isian belum tersimpan" in said(page)
    restored = seat.form(page, "restore_draft").submit().follow()
    assert restored.html.find(id="b1k1")["value"] == "12"
    seat.form(restored, "save").submit()
    assert cells(hall, "pt-tanah-sawah")[1, 1] == 12


def test_what_was_typed_is_kept_as_a_draft_through_trouble_and_gone_with_the_save(hall, seat):
    seat.faults.before["save"] = Trouble(code="SRV-500", fate=Fate.NOT_SAVED, text="Gangguan.", status=500)
    trouble = typed(seat, LAND, b1k1="12").submit().follow(status=500)
    assert "Lembar Potensi 5" in said(trouble)
    assert "Sawah irigasi teknis" in said(trouble)
    listed = seat.browser.get("/desa/draf")
    assert "Lembar Luas Wilayah menurut Penggunaan: Tanah Sawah · Potensi 5" in said(listed)
    page = listed.click(description="Buka isiannya")
    assert page.html.find(id="b1k1")["value"] == "12"
    seat.form(page, "save").submit()
    with opened(hall) as session:
        assert session.scalars(select(Draft)).all() == []


# Days ------------------------------------------------------------------------------------------------------------------

def test_a_later_day_counts_and_the_earlier_state_can_be_looked_at(hall, seat):
    typed(seat, LAND, per=EARLIER, b1k1="10").submit()
    typed(seat, LAND, b1k1="12").submit()
    assert cells(hall, "pt-tanah-sawah")[1, 1] == 12
    past = seat.browser.get(LAND).click(href="per=2026-01-15")
    assert "Riwayat: keadaan per 15-01-2026" in said(past)
    assert [cell.text for cell in past.html.select("td[data-place=b1k1]")] == ["10"]
    assert not past.html.select("#formulir")


def test_an_earlier_day_than_the_one_that_counts_goes_to_the_history_and_the_page_says_so(hall, seat):
    typed(seat, LAND, b1k1="12").submit()
    page = typed(seat, LAND, per=EARLIER, b1k1="10").submit().follow()
    assert "Yang dipakai tetap keadaan per 02-03-2026, karena tanggalnya lebih baru." in said(page)
    assert (page.html.find(id="b1k1")["value"], cells(hall, "pt-tanah-sawah")[1, 1]) == ("12", 12)


def test_a_wrong_day_is_seen_and_taken_away_so_that_the_one_before_counts_again(hall, seat):
    typed(seat, LAND, per=EARLIER, b1k1="10").submit()
    page = typed(seat, LAND, per="31-12-2026", b1k1="12").submit().follow()
    assert "31-12-2026 belum tiba, hari ini" in said(page)
    assert "lalu hapus keadaan per 31-12-2026 di Riwayat" in said(page)
    assert "belum tiba" in said(seat.browser.get("/desa/potensi/bagian/sumber_daya_alam"))
    asked = page.click(description="Hapus keadaan ini", index=0)
    assert "keadaan per 31-12-2026: 1 isian" in said(asked)
    assert "Sawah irigasi teknis: 12 Ha" in said(asked)
    assert "Sesudah dihapus, yang berlaku keadaan per 15-01-2026." in said(asked)
    assert cells(hall, "pt-tanah-sawah")[1, 1] == 12
    other = page.click(description="Hapus keadaan ini", index=1)
    assert "Yang berlaku tetap keadaan per 31-12-2026." in said(other)
    gone = seat.form(asked, "delete").submit().follow()
    assert "Yang berlaku: keadaan per 15-01-2026." in said(gone)
    assert (cells(hall, "pt-tanah-sawah"), entry(hall, "pt-tanah-sawah")[0]) == ({(1, 1): 10, (5, 1): 10}, "2026-01-15")


def test_a_day_that_somebody_saved_again_meanwhile_is_not_taken_away(hall, seat):
    typed(seat, LAND, per=EARLIER, b1k1="10").submit()
    asked = typed(seat, LAND, b1k1="12").submit().follow().click(description="Hapus keadaan ini", index=0)
    form = seat.form(asked, "delete")
    typed(seat, LAND, b1k1="13").submit()
    form.submit().follow(status=409)
    assert cells(hall, "pt-tanah-sawah")[1, 1] == 13


# Copies ----------------------------------------------------------------------------------------------------------------

def last_year(hall, sheet_id, values):
    with opened(hall) as session:
        before = a_sheet_entry(sheet_id, 2025, as_of=date(2025, 12, 1), saved_at=NOON, saved_by="Data awal")
        session.add(before)
        saving.write(session, before, [(*place, value, None) for place, value in values.items()], by="Data awal", now=NOON)


def copies(hall, sheet_id):
    with opened(hall) as session:
        rows = session.scalars(select(Cell).where(Cell.sheet == sheet_id, Cell.copied_from.is_not(None)))
        return {(cell.row, cell.column): (cell.number, cell.copied_from) for cell in rows}


def test_what_is_empty_is_copied_from_last_year_and_marked_until_it_was_looked_at(hall, seat):
    last_year(hall, "pt-tanah-sawah", {(1, 1): 9, (2, 1): 3, (3, 1): 1, (5, 1): 13})
    page = typed(seat, LAND, b1k1="12").submit("_salin").follow()
    assert cells(hall, "pt-tanah-sawah") == {(1, 1): 12, (2, 1): 3, (3, 1): 1, (5, 1): 16}
    assert copies(hall, "pt-tanah-sawah") == {(2, 1): (3, 2025), (3, 1): (1, 2025)}
    assert "2 salinan dari tahun lalu belum dilihat." in said(page)
    only = page.click(description="Lihat 2 salinan")
    assert [row.th.text for row in only.html.select(".sheet tbody tr:not([hidden])")] == [
        "Sawah irigasi 1/2 teknis", "Sawah tadah hujan"]
    form = seat.form(only, "save")
    form.set("dilihat", True, index=0)
    form["b3k1"] = "2"
    form.submit()
    assert copies(hall, "pt-tanah-sawah") == {}
    assert cells(hall, "pt-tanah-sawah")[3, 1] == 2


def test_a_copy_that_nobody_looked_at_stays_one_when_the_sheet_is_saved(hall, seat):
    last_year(hall, "pt-tanah-sawah", {(1, 1): 9, (5, 1): 9})
    typed(seat, LAND).submit("_salin")
    typed(seat, LAND, b2k1="4").submit()
    assert copies(hall, "pt-tanah-sawah") == {(1, 1): (9, 2025)}


def test_all_sheets_of_a_part_are_copied_at_once_and_what_was_typed_stays(hall, seat):
    last_year(hall, "pt-tanah-sawah", {(1, 1): 9, (2, 1): 3, (5, 1): 12})
    last_year(hall, "pt-tanah-kering", {(1, 1): 7, (4, 1): 7})
    typed(seat, LAND, b1k1="12").submit()
    form = seat.form(seat.browser.get("/desa/potensi/bagian/sumber_daya_alam"), "save")
    refused = form.submit().follow()
    assert "Belum disalin. Per tanggal belum diisi." in said(refused)
    form["per"] = EARLIER
    assert "2 lembar diisi dengan salinan tahun lalu." in said(form.submit().follow())
    assert cells(hall, "pt-tanah-sawah") == {(1, 1): 12, (2, 1): 3, (5, 1): 15}
    assert [entry(hall, each)[0] for each in ("pt-tanah-sawah", "pt-tanah-kering")] == ["2026-03-02", "2026-01-15"]


def test_the_whole_form_is_copied_at_once_in_few_statements(hall, seat):
    for sheet_id in ("pt-tanah-sawah", "pt-agama", "pt-pos"):
        last_year(hall, sheet_id, {(1, 1): 9, (2, 1): 3})
    form = seat.form(seat.browser.get("/desa/potensi/bagian/sumber_daya_alam"), "save")
    form["per"] = EARLIER
    with counted() as found:
        answer = form.submit("semua")
    assert "3 lembar diisi dengan salinan tahun lalu." in said(answer.follow())
    assert found.statements <= 20 + 4 * 3
    assert cells(hall, "pt-agama")[1, 1] == 9


# On its way up ---------------------------------------------------------------------------------------------------------

def test_a_sheet_is_sent_shown_in_the_outbox_corrected_and_sent_as_a_revision(hall, seat):
    page = typed(seat, PEOPLE, b1k1="1.030", b2k1="970").submit().follow()
    assert "1 isian belum diisi. Isi angkanya, atau tulis 0 bila memang tidak ada." in said(page)
    page = typed(seat, PEOPLE, b4k1="612").submit().follow()
    sent = seat.form(page, "submit").submit().follow()
    assert ["Lembar Potensi 54" in said(sent), "Jumlah laki-laki 1.030 Orang" in said(sent)] == [True, True]
    (row,) = seat.browser.get("/desa/kotak-keluar?cari=penduduk").html.select("tr[data-reference]")
    assert " ".join(row.th.get_text(" ").split()) == "Jumlah Penduduk Potensi 54"
    hall.clock.advance(30)
    receipt = said(seat.browser.get("/desa/kiriman/K-2026-0001/tanda-terima"))
    assert "Lembar Potensi 54 Judul Jumlah Penduduk Keadaan per 02-03-2026 Isi 4 sel" in receipt
    typed(seat, PEOPLE, b4k1="613").submit()
    revised = seat.form(seat.browser.get("/desa/kiriman/K-2026-0001"), "reopen").submit().follow()
    assert "Revisi 2 dari kiriman K-2026-0001 masuk antrean" in said(revised)


def test_a_reason_typed_for_a_send_that_fails_takes_no_draft_s_place(hall, seat):
    page = typed(seat, PEOPLE, b1k1="1.030", b2k1="970", b4k1="612").submit().follow()
    seat.browser.post("/desa/ketikan", typed(seat, PEOPLE, b4k1="613").submit_fields(), status=204)
    seat.faults.before["submit"] = Trouble(code="SRV-500", fate=Fate.NOT_SAVED, text="Gangguan.")
    form = seat.form(page, "submit")
    seat.browser.post(form.action, [*form.submit_fields(), ("alasan", "Memang begitu")])
    with opened(hall) as session:
        assert ["b4k1", "613"] in session.scalars(select(Draft)).one().typed


def test_a_sheet_that_is_not_ready_is_not_sent(hall, seat):
    page = typed(seat, LAND, b1k1="5").submit().follow()
    assert seat.browser.get("/desa/kotak-keluar?tahap=belum-dikirim").html.select("tr[data-number='Potensi 5']")
    assert not page.html.select("form[data-action=submit]")


def test_the_save_and_the_look_are_told_in_the_journal(seat):
    typed(seat, LAND, b1k1="5").submit()
    saved = seat.last("save")
    assert (saved.form, saved.record.split("/")[0], saved.detail.part) == ("sheet", "sheet", "lembar-pt-tanah-sawah")
    assert seat.last("open").record == saved.record

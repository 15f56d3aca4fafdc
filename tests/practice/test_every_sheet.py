"""Every sheet of both forms is filled on its page as it is read there, and the same is in the database and in its export.

What a page asks is taken from its HTML alone, what was stored from the table by plain SQL. GLADI_SHEETS=all fills all 221.
Those that citizens see of are sent, too, and stand on their page once they are validated.
"""

import csv
import io
import os
import re
from random import Random

import pytest
from lxml import html
from sqlalchemy import text

from sandbox.practice.sheets.sheet import places
from tests.conftest import CODE
from tests.practice.factories import opened

SOME = 12
SHEETS = list(places()) if os.environ.get("GLADI_SHEETS") == "all" else sorted(Random(12).sample(list(places()), SOME))
WORDS = ("Ada", "SK Bupati 188/1999", "Bu'ron & <b>")


@pytest.fixture(scope="module")
def dice():
    return Random(12)


def answers(page, dice):
    """A value for every input of the sheet, in the order of the page: what is typed, and what that means."""
    found = []
    for control in page.xpath("//table//*[self::select or self::input[@id]]"):
        if control.tag == "select":
            typed = meant = dice.choice([option.get("value") for option in control.xpath("option[@value!='']")])
        elif control.get("aria-label").startswith("Tahun "):
            typed, meant = "1999", 1999
        elif control.get("inputmode"):
            typed, meant = dice.choice([("nihil", 0), ("0", 0), ("7", 7), ("12", 12)])
        else:
            typed = meant = dice.choice(WORDS)
        found.append((control.get("name"), typed, meant))
    return found


def stored(hall, sheet_id):
    """Its cells, row by row: what is there, and whether it was typed."""
    with opened(hall) as session:
        rows = session.execute(text("SELECT row, \"column\", number, text FROM cell WHERE sheet = :s AND period = 2026 "
                                    "ORDER BY row, \"column\""), {"s": sheet_id}).all()
    return {(row, column): word if number is None else number for row, column, number, word in rows}


def exported(seat, sheet_id):
    """The typed cells of each line as its CSV has them, read by nothing of ours: by title, in the order of the form."""
    content = seat.browser.get(f"/desa/ekspor/lembar/{sheet_id}.csv").body.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(content), delimiter=";")
    lines = {row[1]: row[3:] for row in rows if row and row[0].isdigit()}
    return {line.title: [text for text, column in zip(lines[line.title], line.columns, strict=False) if not column.computed]
            for line in places()[sheet_id].sheet.lines}


def given_rows(sheet_id, given):
    """The same of what was typed."""
    found = {line.title: [] for line in places()[sheet_id].sheet.lines}
    lines = places()[sheet_id].sheet.lines
    for (row, _), (_, _, meant) in zip(typed_places(sheet_id), given, strict=True):
        found[lines[row - 1].title].append(str(meant))
    return found


def typed_places(sheet_id):
    """Rows and columns that people type, in the order of the official form."""
    return [(row, column) for row, line in enumerate(places()[sheet_id].sheet.lines, start=1)
            for column, each in enumerate(line.columns, start=1) if not each.computed]


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_what_is_typed_into_a_sheet_is_what_the_database_has(hall, seat, dice, sheet_id):
    address = f"/desa/lembar/{sheet_id}"
    page = html.fromstring(seat.browser.get(address).text)
    given = answers(page, dice)
    if not typed_places(sheet_id):
        assert given == page.xpath("//form[@id='formulir']") == []
        return
    hidden = [(each.get("name"), each.get("value")) for each in page.xpath("//form[@id='formulir']//input[@type='hidden']")]
    answer = seat.browser.post(address, [*hidden, ("per", "01-03-2026"), *((name, typed) for name, typed, _ in given)]).follow()
    found = stored(hall, sheet_id)
    assert exported(seat, sheet_id) == given_rows(sheet_id, given)
    assert [found.get(place) for place in typed_places(sheet_id)] == [meant for _, _, meant in given]
    shown = html.fromstring(answer.text)
    again = {control.get("name"): control.get("value") for control in shown.xpath("//table//input[@id]")}
    assert {name: again[name] for name, _, _ in given if name in again} == {
        name: str(meant) for name, _, meant in given if name in again}


NAMED = {"Nama desa/kelurahan": "Temurejo", "Kecamatan": "Bangorejo", "Nama kepala desa/lurah": "Sri Wahyuni",
         "Kode wilayah": CODE, "Luas desa/kelurahan": 60, "Tahun pembentukan": 1999, "Tahun pengisian": 2026,
         "Bulan pengisian": 3, "Koordinat bujur": 114}
FOR_CITIZENS = {
    "pt-identitas": NAMED, "pt-batas-wilayah": {}, "pt-tanah-ringkasan": {"Luas desa/kelurahan": 60},
    "pt-tanah-sawah": {1: 11}, "pt-tanah-kering": {1: 12}, "pt-tanah-basah": {1: 13}, "pt-tanah-perkebunan": {1: 14},
    "pt-tanah-fasilitas": {2: 10}, "pt-tanah-hutan": {}, "pt-hasil-pangan": {"Padi sawah": 7}, "pt-ternak-populasi": {"Sapi": 9},
    "pt-pendidikan-formal": {"SD/sederajat": [3, 0, 3, 0, 0, 4, 90]}, "pt-kesehatan-prasarana": {"Posyandu": 8},
    "pt-peribadatan": {"Masjid": 5}, "pt-jasa-dagang": {"Pasar mingguan": 2}, "pt-jalan-desa": {"Panjang jalan aspal": 4}}
"""What is typed into the sheets that citizens see of, by the line's title or number; in any other cell 0, or *Tetangga*."""
TOLD = {"luas desa": "60 ha", "Tegal, ladang, permukiman": "12 ha", "Sawah": "11 ha", "Tanah basah": "13 ha",
        "Perkebunan": "14 ha", "Fasilitas umum": "10 ha", "Padi sawah": "7 ton/ha 49 ton",
        "Sapi": "9 pemilik 9 ekor", "SD dan MI": "3",
        "SMP dan MTs": "0", "SMA dan MA": "0", "Puskesmas pembantu": "0", "Posyandu": "8", "Masjid dan musala": "5", "Pasar": "2",
        "Jalan aspal": "8 km", "Utara": "Tetangga", "Selatan": "Tetangga", "Timur": "Tetangga", "Barat": "Tetangga"}


def filled_for_citizens(page, sheet_id):
    """An answer for every input of the page."""
    for control in page.xpath("//table//*[self::select or self::input[@id]]"):
        row, column = map(int, re.match("b([0-9]+)k([0-9]+)$", control.get("name")).groups())
        title = places()[sheet_id].sheet.lines[row - 1].title
        is_text = not (control.get("inputmode") or control.get("aria-label").startswith("Tahun "))
        typed = FOR_CITIZENS[sheet_id].get(title, FOR_CITIZENS[sheet_id].get(row, "Tetangga" if is_text else 0))
        chosen = control.xpath("option[@value!='']")
        here = typed[column - 1] if isinstance(typed, list) else typed
        yield control.get("name"), chosen[0].get("value") if chosen else str(here)


def test_what_was_typed_sent_and_validated_is_what_citizens_read(hall, seat):
    for sheet_id in FOR_CITIZENS:
        address = f"/desa/lembar/{sheet_id}"
        page = html.fromstring(seat.browser.get(address).text)
        hidden = [(each.get("name"), each.get("value")) for each in page.xpath("//form[@id='formulir']//input[@type='hidden']")]
        saved = seat.browser.post(address, [*hidden, ("per", "01-03-2026"), *filled_for_citizens(page, sheet_id)]).follow()
        seat.form(saved, "submit").submit()
    address = seat.browser.get("/desa/profil").tree.xpath("//a[contains(@href, '/warga/')]/@href")[0]
    assert "belum tercatat tahun ini" in seat.browser.get(address).text
    hall.clock.wait(3600)
    public = html.fromstring(seat.browser.get(address).text)
    told = {words(each[0]): " ".join(words(part) for part in each[1:] if words(part))
            for each in public.xpath("//dl/div[dt] | //p[@class='land']")}
    assert {name: told.get(name) for name in TOLD} == TOLD
    assert "Kepala desa: Sri Wahyuni" in words(public)


def words(element):
    return " ".join(element.text_content().split())

"""The sheets of Potensi and Tingkat Perkembangan: what the files hold, and what their computed cells come to."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.practice.forms.instrument_files import InstrumentError, read_model
from sandbox.practice.sheets import sheet as sheets
from sandbox.practice.sheets import totals
from sandbox.practice.sheets.sheet import SheetPart
from seed.indicators.book import Book

FROM_OTHER_SHEETS = {
    ("pt-tanah-ringkasan", "Total luas entri data"), ("pt-tanah-ringkasan", "Selisih luas"),
    ("pt-jumlah-penduduk", "Kepadatan penduduk"),
    ("tp-pdd-total", "Nilai produksi"), ("tp-pdd-total", "Nilai transaksi"), ("tp-pdd-total", "Nilai biaya"),
    ("tp-pdd-total", "Nilai biaya lainnya"), ("tp-pdd-total", "Jumlah pendapatan"),
    ("tp-pendidikan-tingkat", "Persentase penduduk buta huruf"),
    ("tp-pendidikan-tingkat", "Persentase penduduk tamat SLTP/sederajat"),
}
"""Computed lines that whoever fills the sheets puts, because they need figures of other sheets."""

MAIZE = {"Luas produksi": 12.5, "Hasil produksi": 5.2, "Harga lokal": 4_500_000, "Biaya bibit": 9_000_000}

cells = st.none() | st.integers(0, 10**6) | st.floats(0, 10**6).map(lambda number: round(number, 2))


def worked_out(sheet_id: str, lines: dict[str, object]) -> dict[tuple[str, str], float | int | None]:
    """What the sheet's computed cells come to, by titles, when these lines are typed: a value, or values by column."""
    sheet = sheets.sheet(sheet_id)
    typed = {}
    for title, values in lines.items():
        line = sheet.by_title[title]
        by_column = values if isinstance(values, dict) else {line.columns[0].label: values}
        typed |= {(line.number, line.column(column)): value for column, value in by_column.items()}
    named = {(line.number, number): (line.title, column.label)
             for line in sheet.lines for number, column in enumerate(line.columns, start=1)}
    return {named[place]: value for place, value in totals.computed(sheet, typed).items()}


def test_both_forms_are_whole():
    counted = {name: [sum(len(part.sheets) for part in sheets.parts(name)),
                      sum(sheet.cells for part in sheets.parts(name) for sheet in part.sheets)] for name in sheets.BOOKS}
    assert counted == {"potensi": [124, 2974], "perkembangan": [97, 1277]}


def test_no_two_sheets_share_an_id_and_no_two_lines_of_a_sheet_a_title():
    everything = list(sheets.all_sheets())
    assert len({sheet.id for sheet in everything}) == len(everything)
    assert all(len(sheet.by_title) == len(sheet.lines) for sheet in everything)


def test_a_sheet_is_found_by_its_id_and_in_its_part():
    assert sheets.sheet("tp-pem-apb").title == "APB Desa dan Anggaran Kelurahan"
    place = sheets.places()["tp-pem-apb"]
    assert (place.book.id, place.part.title, place.number) == ("perkembangan", "Kinerja pemerintahan desa/kelurahan", 84)
    with pytest.raises(KeyError):
        sheets.sheet("tp-pem-apbn")


def test_every_computed_cell_has_a_formula_or_needs_other_sheets():
    without = set()
    for sheet in sheets.all_sheets():
        done = {step.place for step in totals.steps(sheet)}
        without |= {(sheet.id, line.title) for line in sheet.lines for number, column in enumerate(line.columns, start=1)
                    if column.computed and (line.number, number) not in done}
    assert without == FROM_OTHER_SHEETS


def test_no_typed_cell_is_computed():
    for sheet in sheets.all_sheets():
        for row, column in (step.place for step in totals.steps(sheet)):
            assert sheet.lines[row - 1].columns[column - 1].computed


@pytest.mark.parametrize(("sheet_id", "lines", "cell", "value"), [
    ("pt-tanah-sawah", {"Sawah irigasi teknis": 120.5, "Sawah tadah hujan": 14}, ("Luas tanah sawah", "Luas"), 134.5),
    ("pt-tanah-fasilitas", {"Tanah bengkok": 10, "Sawah desa": 2.25, "Jalan": 7.5, "Lokasi tanah kas desa": "Di dalam desa"},
     ("Kas desa/kelurahan", "Luas"), 12.25),
    ("pt-tanah-fasilitas", {"Tanah bengkok": 10, "Sawah desa": 2.25, "Jalan": 7.5, "Lokasi tanah kas desa": "Di dalam desa"},
     ("Luas tanah fasilitas umum", "Luas"), 19.75),
    ("pt-tanah-hutan", {"Hutan lindung": 1, "Hutan produksi tetap": 20, "Hutan produksi terbatas": 300, "Suaka alam": 4000,
                        "Suaka margasatwa": 50000, "Hutan rakyat": 600000}, ("Luas tanah hutan", "Luas"), 654321),
    ("pt-tanah-hutan", {"Suaka alam": 4000, "Suaka margasatwa": 50000, "Hutan rakyat": 600000}, ("Hutan suaka", "Luas"), 54000),
    ("pt-lahan-kebun", {"Memiliki 10-50 ha": 3, "Jumlah keluarga tidak memiliki tanah": 40},
     ("Jumlah keluarga memiliki tanah", "Jumlah keluarga"), 3),
    ("pt-lahan-kebun", {"Memiliki 10-50 ha": 3, "Jumlah keluarga tidak memiliki tanah": 40},
     ("Jumlah keluarga petani perkebunan", "Jumlah keluarga"), 43),
    ("pt-hasil-pangan", {"Jagung": MAIZE},
     ("Jagung", "Nilai produksi tahun ini"), 292_500_000),
    ("pt-hasil-pangan", {"Jagung": MAIZE},
     ("Jagung", "Saldo produksi"), 283_500_000),
    ("pt-hasil-kebun", {"Kopi": {"Luas swasta/negara": 100, "Hasil swasta/negara": .8, "Luas rakyat": 20, "Hasil rakyat": .5,
                                 "Harga lokal": 25_000_000}}, ("Kopi", "Nilai produksi tahun ini"), 2_250_000_000),
    ("pt-hasil-kebun", {"Kopi": {"Luas rakyat": 20, "Hasil rakyat": .5, "Harga lokal": 25_000_000}},
     ("Kopi", "Nilai produksi tahun ini"), 250_000_000),
    ("pt-hasil-kebun", {"Kopi": {"Luas rakyat": 20, "Hasil rakyat": .5}}, ("Kopi", "Nilai produksi tahun ini"), None),
    ("pt-jumlah-penduduk", {"Jumlah laki-laki": 4012, "Jumlah perempuan": 4101, "Jumlah kepala keluarga": 2500},
     ("Jumlah total", "Jumlah"), 8113),
    ("pt-usia", {"1 tahun": {"Laki-laki": 31, "Perempuan": 28}, "2 tahun": {"Laki-laki": 30}}, ("2 tahun", "Jumlah"), 30),
    ("pt-usia", {"1 tahun": {"Laki-laki": 31, "Perempuan": 28}, "2 tahun": {"Laki-laki": 30}}, ("Total", "Jumlah"), 89),
    ("pt-tenaga-kerja", {"a. Penduduk usia 18-56 tahun yang bekerja": {"Laki-laki": 7},
                         "b. Penduduk usia 18-56 tahun yang belum/tidak bekerja": {"Laki-laki": 2, "Perempuan": 5}},
     ("Penduduk usia 18-56 tahun (a+b)", "Jumlah"), 14),
    ("pt-tenaga-kerja", {"Penduduk usia 0-6 tahun": {"Laki-laki": 4},
                         "a. Penduduk usia 18-56 tahun yang bekerja": {"Laki-laki": 7}},
     ("Jumlah", "Laki-laki"), 11),
    ("pt-partisipasi-politik", {"Pemilihan bupati/walikota": {
        "Wanita punya hak pilih": 1600, "Pria punya hak pilih": 1500, "Wanita memilih": 1200, "Pria memilih": 1000}},
     ("Pemilihan bupati/walikota", "Persentase"), 70.97),
    ("pt-jalan-desa", {"Panjang jalan aspal": {"Kondisi baik": 3.1, "Kondisi rusak": .2}},
     ("Panjang jalan aspal", "Jumlah"), 3.3),
    ("tp-penduduk", {"Jumlah penduduk tahun ini": {"Laki-laki": 1030, "Perempuan": 970},
                     "Jumlah penduduk tahun lalu": {"Laki-laki": 1000, "Perempuan": 1000}},
     ("Persentase perkembangan", "Perempuan"), -3),
    ("tp-penduduk", {"Jumlah penduduk tahun ini": {"Laki-laki": 1030}, "Jumlah penduduk tahun lalu": {"Laki-laki": 1000}},
     ("Persentase perkembangan", "Total"), 3),
    ("tp-pendapatan-riil", {"Jumlah anggota keluarga": 3, "Jumlah pendapatan kepala keluarga": 1_000_000},
     ("Rata-rata pendapatan per anggota keluarga", "Nilai"), 333_333),
    ("tp-mp-perikanan", {"Nelayan": 310, "Buruh usaha perikanan": 95}, ("Jumlah", "Jumlah"), 405),
    ("tp-aset-tanah", {"Tidak memiliki tanah": 900, "Memiliki tanah 1,00-5,0 ha": 41}, ("Jumlah total penduduk", "Jumlah"), 941),
    ("tp-rasio-guru", {"SD dan sederajat": {"Guru": 24, "Siswa": 400}}, ("SD dan sederajat", "Rasio siswa per guru"), 16.67),
    ("tp-rasio-guru", {"SLB": {"Guru": 0, "Siswa": 3}}, ("SLB", "Rasio siswa per guru"), None),
    ("tp-pem-apb", {"Alokasi Dana Desa": 500, "Pendapatan asli desa": 30, "Belanja publik/pembangunan": 400,
                    "Belanja aparatur/pegawai": 150}, ("Saldo anggaran", "Nilai"), -20),
])
def test_a_computed_cell_comes_to_what_the_rules_say(sheet_id, lines, cell, value):
    assert worked_out(sheet_id, lines)[cell] == value


def test_an_empty_sheet_has_no_totals():
    for sheet in sheets.all_sheets():
        assert set(totals.computed(sheet, {}).values()) <= {None}


@given(st.lists(cells, min_size=4, max_size=4))
def test_a_total_is_the_sum_of_what_is_typed_and_empty_if_nothing_is(typed):
    sheet = sheets.sheet("pt-tanah-sawah")
    found = totals.computed(sheet, {(row, 1): value for row, value in enumerate(typed, start=1)})[5, 1]
    given_ = [value for value in typed if value is not None]
    assert found == (round(sum(given_), 2) if given_ else None)


@given(st.lists(cells, min_size=3, max_size=3), st.lists(cells, min_size=4, max_size=4))
def test_a_balance_is_value_less_costs_in_whole_rupiah_and_empty_without_a_value(factors, costs):
    sheet = sheets.sheet("pt-hasil-pangan")
    typed = dict(enumerate(factors, start=1)) | dict(enumerate(costs, start=5))
    found = totals.computed(sheet, {(1, column): value for column, value in typed.items()})
    if None in factors:
        assert (found[1, 4], found[1, 9]) == (None, None)
    else:
        assert isinstance(found[1, 4], int)
        assert abs(found[1, 4] - factors[0] * factors[1] * factors[2]) <= max(.5, found[1, 4] * 1e-12)
        assert abs(found[1, 9] - (found[1, 4] - sum(cost or 0 for cost in costs))) <= max(.5, found[1, 4] * 1e-12)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_growth_undone_gives_last_year_back(now, before):
    growth = worked_out("tp-keluarga", {"Jumlah kepala keluarga tahun ini": {"KK perempuan": now},
                                        "Jumlah kepala keluarga tahun lalu": {"KK perempuan": before}})
    percent = growth["Persentase perkembangan", "KK perempuan"]
    assert before * (1 + percent / 100) == pytest.approx(now, abs=before * .005 / 100 + 1e-6)


@given(st.data())
def test_computing_twice_changes_nothing_and_never_a_typed_cell(data):
    sheet = data.draw(st.sampled_from([sheet for sheet in sheets.all_sheets() if totals.steps(sheet)]))
    places = [(line.number, number) for line in sheet.lines for number, column in enumerate(line.columns, start=1)
              if column.is_number and not column.computed]
    typed = {place: value for place in places[:30] if (value := data.draw(cells)) is not None}
    once = totals.computed(sheet, typed)
    assert not set(once) & set(typed)
    assert totals.computed(sheet, typed | once) == once


def test_a_book_of_a_year_completes_what_is_computed_and_takes_it_away_again():
    book = Book(2025)
    book.put("pt-tanah-kering", {"Tegal/ladang": 12.5})
    book.put("pt-tanah-kering", {"Pemukiman": 30})
    assert book.get("pt-tanah-kering", "Luas tanah kering") == 42.5
    for row in (1, 2):
        del book.cells["pt-tanah-kering", row, 1]
    book.complete("pt-tanah-kering")
    assert not book.has("pt-tanah-kering")


SMALL = """\
id: bagian
title: Bagian
sheets:
  - id: contoh
    title: Contoh
    blocks:
      - columns:
          - {label: Laki-laki, kind: integer}
          - {label: Perempuan, kind: integer}
          - {label: Jumlah, kind: integer, computed: true, sum: [Laki-laki, Perempuan]}
        rows: [Ikan, Udang]
      - columns:
          - {label: Laki-laki, kind: integer, computed: true}
          - {label: Perempuan, kind: integer, computed: true}
          - {label: Jumlah, kind: integer, computed: true}
        rows: [Semua]
        sum: above
"""


@pytest.mark.parametrize(("before", "after", "told"), [
    ("sum: [Laki-laki, Perempuan]", "sum: [Laki-laki, Wanita]", "menyebut kolom yang tidak ada di depannya: Wanita"),
    ("computed: true, sum: [Laki-laki, Perempuan]", "sum: [Laki-laki]", "rumus hanya untuk computed: true"),
    ("sum: above", "sum: [Ikan, Kerang]", "rumus Semua menyebut baris yang tidak ada, atau yang dihitung di bawahnya: Kerang"),
    ("sum: above", "sum: [Semua]", "rumus Semua menyebut baris yang tidak ada, atau yang dihitung di bawahnya: Semua"),
    ("sum: above", "minus: [Ikan]", "minus memerlukan sum"),
    ("sum: above", "sum: above\n        growth: {of: Ikan, since: Udang}", "lebih dari satu rumus"),
    ("rows: [Ikan, Udang]", "rows: [Ikan, Ikan]", "judul baris dipakai dua kali"),
    ("sum: above", "summ: above", "Maksudnya sum?"),
])
def test_a_formula_that_cannot_work_is_refused_with_its_reason(tmp_path: Path, before, after, told):
    path = tmp_path / "contoh.yaml"
    assert before in SMALL
    path.write_text(SMALL.replace(before, after), encoding="utf-8")
    with pytest.raises(InstrumentError) as error:
        read_model(path, SheetPart)
    assert told in str(error.value)

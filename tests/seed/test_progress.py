"""Population and economy in Tingkat Perkembangan: rules T01 to T14, in villages of every setting."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from sandbox.practice.forms.instruments import load
from sandbox.practice.sheets.sheet import sheet
from seed.indicators.book import Book
from seed.indicators.progress.livelihoods import SHEETS as LIVELIHOODS
from tests.seed.sheet_checks import empty_cells, in_each, of_sheet, one_of_each_setting, sheets_of, two_years, wrong_cells
from tests.seed.villages import by_size, smallest

PARTS = ("perkembangan_kependudukan", "ekonomi_masyarakat", "produk_domestik_desa_bruto", "pendapatan_per_kapita",
         "struktur_mata_pencaharian", "penguasaan_aset_ekonomi", "pendidikan_masyarakat", "kesehatan_masyarakat")
VILLAGES = {region.code: region for region in (*one_of_each_setting(), *by_size()[:10], smallest("kelurahan"))}.values()
every_village = in_each(VILLAGES)

SECTORS = {
    "pertambangan": ("Total nilai produksi tahun ini", (), ("Total nilai bahan baku yang digunakan",
                     "Total nilai bahan penolong yang digunakan", "Total biaya antara yang dihabiskan")),
    "bangunan": ("Total nilai bangunan yang ada", (), ("Biaya pemeliharaan yang dikeluarkan", "Biaya antara lainnya"))}
SECTORS |= {"kerajinan": SECTORS["pertambangan"], "kehutanan": SECTORS["pertambangan"]}
"""Sheets of one column: the line of the value, and the lines of its costs."""
SUBSECTORS = {
    "industri": (("Nilai produksi tahun ini",), ("Nilai bahan baku", "Nilai bahan penolong", "Biaya antara")),
    "perdagangan": (("Nilai transaksi",), ("Biaya yang dikeluarkan", "Biaya antara lainnya")),
    "keuangan": (("Nilai transaksi",), ("Biaya yang dikeluarkan", "Biaya lainnya")),
    **dict.fromkeys(("jasa", "angkutan", "listrik"), (("Nilai produksi", "Nilai transaksi"), ("Biaya yang dikeluarkan",)))}
"""Sheets with a line a subsector: the columns of value and of costs."""
WITHOUT_WORK = {37, 38, 39}
"""Belum bekerja, pelajar, ibu rumah tangga: member question 9."""
HOUSES = ("tp-rumah-dinding", "tp-rumah-lantai", "tp-rumah-atap")


def entered(region, *sheet_ids: str) -> Iterator[Book]:
    """Last year's book, and this year's if all of these sheets are entered whole."""
    before, now = two_years(region)
    yield before
    if all(len(of_sheet(now, one)) == len(of_sheet(before, one)) for one in sheet_ids):
        yield now


def numbers(book: Book, sheet_id: str, rows: Sequence[str], column: str | int = 1) -> list[float]:
    return [book.number(sheet_id, row, column) for row in rows]


def typed(sheet_id: str) -> list[str]:
    """The lines that are not computed."""
    return [line.title for line in sheet(sheet_id).lines if not line.columns[0].computed]


def people_of(book: Book) -> float:
    return book.number("tp-penduduk", "Jumlah penduduk tahun ini", "Total")


def families_of(book: Book) -> float:
    return book.number("tp-keluarga", "Jumlah kepala keluarga tahun ini", "Total")


@every_village
def test_every_cell_is_of_its_kind(region):
    for book in two_years(region):
        assert wrong_cells(book, sheets_of(*PARTS)) == []


@every_village
def test_last_year_is_complete(region):
    before, _ = two_years(region)
    assert empty_cells(before, sheets_of(*PARTS)) == []


@every_village
def test_the_year_ago_is_what_was_entered_then(region):
    before, now = two_years(region)
    for sheet_id in ("tp-penduduk", "tp-keluarga"):
        this, ago = typed(sheet_id)
        for column in (1, 2):
            if (told := now.get(sheet_id, ago, column)) is not None:
                assert told == before.get(sheet_id, this, column)


@every_village
def test_a_village_grows_by_less_than_three_percent_a_year(region):
    for book in entered(region, "tp-penduduk", "tp-keluarga"):
        assert abs(book.number("tp-penduduk", "Persentase perkembangan", "Total")) < 3
        assert abs(book.number("tp-keluarga", "Persentase perkembangan", "Total")) < 3


@every_village
def test_those_of_working_age_are_those_of_potensi(region):
    for book in entered(region, "tp-pengangguran", "pt-tenaga-kerja"):
        of_age, *parts = numbers(book, "tp-pengangguran", typed("tp-pengangguran"))
        assert of_age == book.number("pt-tenaga-kerja", "Penduduk usia 18-56 tahun (a+b)", "Jumlah")
        assert sum(parts) <= of_age
        working = numbers(book, "tp-pengangguran", ("Usia 18-56 tahun bekerja penuh", "Usia 18-56 tahun bekerja tidak tentu",
                                                    "Usia 18-56 tahun cacat dan bekerja"))
        assert sum(working) == book.number("pt-tenaga-kerja", "a. Penduduk usia 18-56 tahun yang bekerja", "Jumlah")


@every_village
def test_welfare_classes_and_houses_are_as_many_as_families(region):
    for book in entered(region, "tp-keluarga", "tp-kesejahteraan", *HOUSES):
        assert book.number("tp-kesejahteraan", "Total jumlah kepala keluarga") == families_of(book)
        assert {book.number(sheet_id, "Jumlah rumah") for sheet_id in HOUSES} == {families_of(book)}


@pytest.mark.parametrize("sector", SECTORS)
@every_village
def test_what_is_made_is_worth_its_costs(region, sector):
    value, _, costs = SECTORS[sector]
    for book in entered(region, f"tp-pdd-{sector}"):
        assert sum(numbers(book, f"tp-pdd-{sector}", costs)) <= book.number(f"tp-pdd-{sector}", value)


@pytest.mark.parametrize("sector", SUBSECTORS)
@every_village
def test_what_is_sold_is_worth_its_costs(region, sector):
    values, costs = SUBSECTORS[sector]
    for book in entered(region, f"tp-pdd-{sector}"):
        for line in typed(f"tp-pdd-{sector}"):
            spent = sum(book.number(f"tp-pdd-{sector}", line, column) for column in costs)
            assert spent <= sum(book.number(f"tp-pdd-{sector}", line, column) for column in values)


@every_village
def test_the_product_is_value_less_costs_of_all_sectors(region):
    sheets = [f"tp-pdd-{sector}" for sector in (*SECTORS, *SUBSECTORS)]
    for book in entered(region, "tp-pdd-total", *sheets):
        worth = 0.0
        for sector, (value, _, costs) in SECTORS.items():
            worth += book.number(f"tp-pdd-{sector}", value) - sum(numbers(book, f"tp-pdd-{sector}", costs))
        for sector, (values, spent) in SUBSECTORS.items():
            for line in typed(f"tp-pdd-{sector}"):
                worth += sum(book.number(f"tp-pdd-{sector}", line, column) for column in values)
                worth -= sum(book.number(f"tp-pdd-{sector}", line, column) for column in spent)
        made, sold, costs, extra, income = numbers(book, "tp-pdd-total", [line.title for line in sheet("tp-pdd-total").lines])
        assert income == worth == made + sold - costs - extra
        assert 1_500_000 * people_of(book) < income < 15_000_000 * people_of(book)


@every_village
def test_the_product_is_of_what_potensi_has(region):
    for book in entered(region, "tp-pdd-pertambangan", "pt-galian-deposit"):
        worked = [line for line in typed("pt-galian-deposit") if book.get("pt-galian-deposit", line) == "Ada dan sudah produktif"]
        assert book.number("tp-pdd-pertambangan", "Jumlah jenis bahan tambang dan galian") == len(worked)
    for book in entered(region, "tp-pdd-kehutanan", "pt-hasil-hutan"):
        felled = [line for line in typed("pt-hasil-hutan") if book.number("pt-hasil-hutan", line)]
        assert book.number("tp-pdd-kehutanan", "Jumlah jenis usaha kehutanan") == len(felled)
    for book in entered(region, "tp-pdd-keuangan", "pt-lembaga-keuangan"):
        banks = numbers(book, "pt-lembaga-keuangan", ("Bank perkreditan rakyat", "Bank pemerintah"), "Jumlah unit")
        assert book.number("tp-pdd-keuangan", "Subsektor bank", "Jumlah jenis usaha") == sum(map(bool, banks))


@every_village
def test_incomes_are_believable(region):
    for book in entered(region, "tp-pendapatan-riil", "tp-kapita-sektor"):
        assert book.number("tp-pendapatan-riil", "Jumlah anggota keluarga") == people_of(book) or not book.has("tp-penduduk")
        assert 3_000_000 < book.number("tp-pendapatan-riil", "Rata-rata pendapatan per anggota keluarga") < 25_000_000
        columns = [sum(numbers(book, "tp-kapita-sektor", typed("tp-kapita-sektor"), column)) for column in (1, 2, 3, 4)]
        assert columns[0] + columns[2] <= book.number("tp-pendapatan-riil", "Jumlah kepala keluarga")
        assert columns[1] + columns[3] <= book.number("tp-pendapatan-riil", "Jumlah anggota keluarga")


def test_every_occupation_has_one_line():
    codes = Counter(code for lines in LIVELIHOODS.values() for codes in lines.values() for code in codes)
    assert set(codes.values()) == {1}
    assert {int(code) for code in load("ddk_member").by_key["9"].labels} - codes.keys() == WITHOUT_WORK


@every_village
def test_livelihoods_agree_with_potensi(region):
    for book in entered(region, "pt-mata-pencaharian", "pt-usia", *LIVELIHOODS):
        lines = {title: (sheet_id, title) for sheet_id in LIVELIHOODS for title in typed(sheet_id)}
        shared = {line.title for line in sheet("pt-mata-pencaharian").lines} & lines.keys() - {"Tukang batu"}
        assert len(shared) >= 10
        for title in shared:
            assert book.number("pt-mata-pencaharian", title, "Jumlah") == book.number(*lines[title])
        ages = [line.title for line in sheet("pt-usia").lines][15:-1]
        workers = sum(book.number(sheet_id, "Jumlah") for sheet_id in LIVELIHOODS)
        assert workers <= sum(numbers(book, "pt-usia", ages, "Jumlah"))


@every_village
def test_all_people_own_land_or_none(region):
    for book in entered(region, "tp-aset-tanah", "tp-penduduk"):
        assert book.number("tp-aset-tanah", "Jumlah total penduduk") == people_of(book)


@every_village
def test_an_owner_has_a_vehicle_and_a_family_what_it_owns(region):
    for book in entered(region, "tp-aset-transportasi", "tp-aset-lainnya"):
        for line in typed("tp-aset-transportasi"):
            owners, units = (book.number("tp-aset-transportasi", line, column) for column in (1, 2))
            assert owners <= units
        *owned, families = numbers(book, "tp-aset-lainnya", typed("tp-aset-lainnya"))
        assert max(owned) <= families

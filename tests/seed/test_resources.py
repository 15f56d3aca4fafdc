"""Land and nature of Potensi: the rules P01-P20 and P37 hold in villages of every setting, in both years."""

import json
from collections.abc import Iterator
from functools import cache

import pytest

from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.packing import unpacked
from sandbox.practice.sheets.sheet import sheet
from seed.indicators.book import Book
from seed.land.regions import Region
from seed.village.population import Population, populate
from tests.seed.sheet_checks import empty_cells, in_each, named, of_sheet, one_of_each_setting, sheets_of, two_years, wrong_cells
from tests.seed.villages import AS_OF, SEED, by_size, smallest

SHEETS = sheets_of("umum", "sumber_daya_alam")
SOME = (*one_of_each_setting(), smallest("kelurahan"), *by_size()[10:40:10])
VILLAGES = list({region.code: region for region in SOME}.values())
BOOKS = [pytest.param(region, year, id=f"{named(region)}-{('last', 'this')[year]}") for region in VILLAGES for year in (0, 1)]
ONLY_IF_THERE = {
    ("pt-galian-deposit", "Skala produksi"), ("pt-galian-deposit", "Kepemilikan"), ("pt-air-bersih", "Kondisi"),
    ("pt-air-bersih", "Kualitas"), ("pt-air-potensi", "Debit/volume"), ("pt-air-panas", "Pemanfaatan"),
    ("pt-air-panas", "Kepemilikan"), ("pt-udara", "Kepemilikan"), ("pt-ruang-publik", "Tingkat pemanfaatan"),
    ("pt-wisata", "Tingkat pemanfaatan"), ("pt-tanah-fasilitas", "Lokasi tanah kas desa")}
LAND = {
    "pt-tanah-sawah": "Luas tanah sawah", "pt-tanah-kering": "Luas tanah kering", "pt-tanah-basah": "Luas tanah basah",
    "pt-tanah-perkebunan": "Luas tanah perkebunan", "pt-tanah-fasilitas": "Luas tanah fasilitas umum",
    "pt-tanah-hutan": "Luas tanah hutan"}
FARMERS = {"pt-lahan-pangan": "tanaman pangan", "pt-lahan-buah": "buah-buahan", "pt-lahan-kebun": "perkebunan"}
LABELS = {(field.key, option.code): option.label for section in load("ddk_household").sections for table in section.tables
          for field in table.fields for option in field.options}
MARKETS = [sheet.id for sheet in SHEETS if sheet.id.startswith("pt-pasar-")]


@cache
def village(region: Region) -> Population:
    return populate(region, as_of=AS_OF, seed=SEED)


def column(book: Book, sheet_id: str, title: str | int = 1) -> dict[str, float]:
    """Figures of one column by line; empty cells are left out."""
    found = {}
    for line in sheet(sheet_id).lines:
        number = title if isinstance(title, int) else line.column(title)
        if number <= len(line.columns) and line.columns[number - 1].is_number:
            value = book.cells.get((sheet_id, line.number, number))
            if value is not None:
                found[line.title] = value
    return found


def is_whole(book: Book, sheet_id: str) -> bool:
    """Whether no line was left empty for the trainee."""
    return {row for _, row, _ in of_sheet(book, sheet_id)} == {line.number for line in sheet(sheet_id).lines}


def typed(book: Book, sheet_id: str) -> float:
    """All typed areas of a sheet of land."""
    computed = {line.title for line in sheet(sheet_id).lines if line.columns[0].computed}
    return round(sum(value for title, value in column(book, sheet_id).items() if title not in computed), 2)


@pytest.mark.parametrize(("region", "year"), BOOKS)
def test_every_cell_is_of_its_kind(region, year):
    assert wrong_cells(two_years(region)[year], SHEETS) == []


@in_each(VILLAGES)
def test_last_year_every_cell_is_filled_that_has_a_meaning(region):
    before, _ = two_years(region)
    assert empty_cells(before, SHEETS, ONLY_IF_THERE) == []
    assert {cell[0] for cell in before.cells} >= {sheet.id for sheet in SHEETS} - {"pt-air-potensi", "pt-batas-wilayah"}


def test_this_year_every_sheet_is_filled_in_some_village():
    filled = {cell[0] for region in VILLAGES for cell in two_years(region)[1].cells}
    assert {sheet.id for sheet in SHEETS} - filled <= {"pt-batas-wilayah"}


@in_each(VILLAGES)
def test_what_is_there_is_described(region):
    """The columns of ONLY_IF_THERE are filled in lines of what there is, and in no others."""
    before, _ = two_years(region)
    for sheet_id, title in ONLY_IF_THERE - {("pt-air-potensi", "Debit/volume"), ("pt-tanah-fasilitas", "Lokasi tanah kas desa")}:
        for line in sheet(sheet_id).lines:
            there = before.get(sheet_id, line.title) not in (0, "Tidak ada")
            assert (before.get(sheet_id, line.title, title) is not None) == there, (sheet_id, line.title)


@in_each(VILLAGES)
def test_the_land_adds_up_to_the_area_of_the_village(region):
    """Rules P01-P08, to the hundredth of a hectare."""
    book, _ = two_years(region)
    area = book.number("pt-identitas", "Luas desa/kelurahan")
    for sheet_id, total in LAND.items():
        assert book.number(sheet_id, total) == typed(book, sheet_id)
    assert round(sum(typed(book, sheet_id) for sheet_id in LAND), 2) == area
    assert column(book, "pt-tanah-ringkasan") == {"Luas desa/kelurahan": area, "Total luas entri data": area, "Selisih luas": 0}


@in_each(VILLAGES)
def test_the_subtotals_of_public_land_and_forest_count_each_part_once(region):
    """Rules P05, P06."""
    book, _ = two_years(region)
    public, forest = column(book, "pt-tanah-fasilitas"), column(book, "pt-tanah-hutan")
    own = sum(public[title] for title in ("Tanah bengkok", "Tanah titi sara", "Kebun desa", "Sawah desa"))
    assert public["Kas desa/kelurahan"] == pytest.approx(own)
    assert forest["Hutan produksi"] == pytest.approx(forest["Hutan produksi tetap"] + forest["Hutan produksi terbatas"])
    assert forest["Hutan suaka"] == pytest.approx(forest["Suaka alam"] + forest["Suaka margasatwa"])


@in_each(VILLAGES)
def test_only_a_desa_has_land_of_its_own(region):
    before, _ = two_years(region)
    has_own = before.number("pt-tanah-fasilitas", "Kas desa/kelurahan") > 0
    assert has_own == (region.kind == "desa") == (before.get("pt-tanah-fasilitas", "Lokasi tanah kas desa") is not None)


@in_each(VILLAGES)
def test_no_part_is_larger_than_the_village(region):
    """Rules P09-P12."""
    book, _ = two_years(region)
    area = book.number("pt-identitas", "Luas desa/kelurahan") + .001
    assert sum(column(book, "pt-erosi").values()) <= area
    assert max(*column(book, "pt-bentang").values(), *column(book, "pt-letak").values()) <= area
    assert max(book.number("pt-kesuburan-tanah", line) for line in ("Lahan kritis", "Lahan terlantar")) <= area
    assert sum(book.number("pt-letak", line) for line in ("Rawan banjir", "Bebas banjir")) <= area


@in_each(VILLAGES)
def test_on_foot_takes_at_least_as_long_as_by_motor(region):
    """Rule P13; and the farther town is farther in time."""
    book, _ = two_years(region)
    by_motor, on_foot = column(book, "pt-orbitasi", 2), column(book, "pt-orbitasi", 3)
    assert all(on_foot[line] >= by_motor[line] > 0 for line in by_motor)
    by_distance = sorted(column(book, "pt-orbitasi", 1).items(), key=lambda line: line[1])
    for times in (by_motor, on_foot):
        assert [times[line] for line, _ in by_distance] == sorted(times.values())


@pytest.mark.parametrize(("region", "year"), BOOKS)
def test_families_by_land_add_up(region, year):
    """Rule P14."""
    book = two_years(region)[year]
    for sheet_id, whom in FARMERS.items():
        if is_whole(book, sheet_id):
            families = column(book, sheet_id)
            owners = sum(count for title, count in families.items() if title.startswith("Memiliki"))
            assert families["Jumlah keluarga memiliki tanah"] == owners
            assert families[f"Jumlah keluarga petani {whom}"] == owners + families["Jumlah keluarga tidak memiliki tanah"]


@pytest.mark.parametrize(("region", "year"), BOOKS)
def test_no_more_is_planted_than_the_land_bears(region, year):
    """Rule P15: three harvests of field crops, one of plantation crops."""
    before, book = two_years(region)[0], two_years(region)[year]
    fields = before.number("pt-tanah-sawah", "Luas tanah sawah") + before.number("pt-tanah-kering", "Tegal/ladang")
    assert sum(column(book, "pt-hasil-pangan", "Luas produksi").values()) <= 3 * fields + .001
    estates, own = (column(book, "pt-hasil-kebun", f"Luas {whose}") for whose in ("swasta/negara", "rakyat"))
    land = column(before, "pt-tanah-perkebunan")
    assert sum(own.values()) <= land["Perkebunan rakyat"] + land["Perkebunan perorangan"] + .001
    assert sum(estates.values()) <= land["Perkebunan negara"] + land["Perkebunan swasta"] + .001
    assert book.number("pt-hasil-pangan", "Padi sawah") <= 3 * before.number("pt-tanah-sawah", "Luas tanah sawah") + .001


def values_of(book: Book, sheet_id: str) -> Iterator[tuple[list[float], list[float]]]:
    """For every line with all its cells: areas and yields in pairs with the price, and value, costs and balance."""
    size = 3 if sheet_id == "pt-hasil-pangan" else 5
    for line in sheet(sheet_id).lines:
        cells = [book.cells.get((sheet_id, line.number, number)) for number in range(1, len(line.columns) + 1)]
        if None not in cells:
            yield cells[:size], cells[size:]  # type: ignore[misc]


@pytest.mark.parametrize(("region", "year"), BOOKS)
@pytest.mark.parametrize("sheet_id", ["pt-hasil-pangan", "pt-hasil-kebun"])
def test_the_value_of_a_crop_is_area_by_yield_by_price(region, year, sheet_id):
    """Rule P16. A crop pays: what is left is more than nothing wherever something grows."""
    lines = list(values_of(two_years(region)[year], sheet_id))
    for (*pairs, price), (value, *costs, balance) in lines:
        harvest = sum(area * tons for area, tons in zip(pairs[::2], pairs[1::2], strict=True))
        assert value == pytest.approx(harvest * price, abs=1)
        assert balance == value - sum(costs)
        assert balance > 0 or value == 0
    assert any(value > 0 for _, (value, *_) in lines) or year == 1


@pytest.mark.parametrize(("region", "year"), BOOKS)
def test_what_is_not_sold_is_sold_in_no_other_way(region, year):
    """Rule P17."""
    book = two_years(region)[year]
    for sheet_id in filter(lambda sheet_id: is_whole(book, sheet_id), MARKETS):
        ways = {line.title: book.get(sheet_id, line.title) for line in sheet(sheet_id).lines}
        unsold = ways.pop("Tidak dijual")
        assert (unsold == "Ya") == ("Ya" not in ways.values()), sheet_id


@in_each(VILLAGES)
def test_the_forest_is_good_or_spoilt_and_has_an_owner(region):
    """Rules P18, P19."""
    book, _ = two_years(region)
    forest = book.number("pt-tanah-hutan", "Luas tanah hutan")
    good, bad, whole = (column(book, "pt-kondisi-hutan", number) for number in (1, 2, 3))
    assert whole == {title: pytest.approx(good[title] + bad[title]) for title in good}
    assert sum(whole.values()) <= forest + .001
    owners = column(book, "pt-hutan-pemilikan")
    assert owners.pop("Total luas hutan") == forest == pytest.approx(sum(owners.values()))


@pytest.mark.parametrize(("region", "year"), BOOKS)
def test_every_owner_of_livestock_has_an_animal(region, year):
    """Rule P20."""
    book = two_years(region)[year]
    owners, heads = column(book, "pt-ternak-populasi", 1), column(book, "pt-ternak-populasi", 2)
    assert all((heads[kind] >= owners[kind]) and (heads[kind] == 0) == (owners[kind] == 0) for kind in owners)
    assert all(count <= heads.get("Sapi", count) for kind, count in column(book, "pt-ternak-usaha").items() if kind == "Biogas")


@pytest.mark.parametrize(("region", "year"), BOOKS)
def test_the_kinds_of_fish_are_what_the_gear_brings_in(region, year):
    book = two_years(region)[year]
    if all(is_whole(book, sheet_id) for sheet_id in ("pt-ikan-laut", "pt-ikan-tawar", "pt-ikan-jenis")):
        caught = sum((*column(book, "pt-ikan-laut", 2).values(), *column(book, "pt-ikan-tawar", 2).values()))
        assert caught == pytest.approx(sum(column(book, "pt-ikan-jenis").values()), abs=.02)
        assert all(book.number("pt-ikan-laut", gear) for gear, tons in column(book, "pt-ikan-laut", 2).items() if tons)


@in_each(VILLAGES)
def test_land_and_nature_are_the_same_in_both_years(region):
    """What is typed; the total of a sheet that is begun is that of its first lines."""
    before, now = two_years(region)
    lasting = ("pt-tanah-", "pt-bentang", "pt-letak", "pt-orbitasi", "pt-iklim", "pt-galian-deposit", "pt-kondisi-hutan")
    typed_cells = {(sheet.id, line.number, number) for sheet in SHEETS for line in sheet.lines
                   for number, asked in enumerate(line.columns, start=1) if not asked.computed}
    found = {cell: now.cells[cell] for cell in typed_cells & now.cells.keys() if cell[0].startswith(lasting)}
    assert found == {cell: before.cells[cell] for cell in found}


@in_each(VILLAGES)
def test_prices_and_yields_differ_a_little_from_last_year(region):
    """Of what grows on more than a hectare; a single bed's harvest may double."""
    before, now = two_years(region)
    planted = column(now, "pt-hasil-pangan", "Luas produksi")
    for column_title in ("Harga lokal", "Hasil produksi"):
        then, today = (column(book, "pt-hasil-pangan", column_title) for book in (before, now))
        pairs = [(then[title], today[title]) for title in today if then[title] and planted[title] > 1]
        assert all(abs(a - b) < .15 * a for a, b in pairs)
        assert not pairs or any(a != b for a, b in pairs)


@in_each(VILLAGES)
def test_the_entry_names_the_village_its_head_its_secretary_and_the_month(region):
    """Rule X12 too: the period of last year is its December, this year's the month of the training."""
    people = village(region).persons
    by_office = {office: name for name, packed in zip(people["name"], people["answers"], strict=True)
                 for office in unpacked("ddk_member", json.loads(packed)).get("16", [])}
    for book, month in zip(two_years(region), (12, AS_OF.month), strict=True):
        if is_whole(book, "pt-identitas"):
            told = [book.get("pt-identitas", line) for line in ("Kode wilayah", "Nama kepala desa/lurah", "Nama pengisi",
                                                                "Bulan pengisian", "Tahun pengisian")]
            assert told == [region.code, by_office["1"], by_office["2"], month, book.period]


@in_each(VILLAGES)
def test_households_by_source_of_water_are_those_of_the_households_form(region):
    book = two_years(region)[1]
    codes = [unpacked("ddk_household", json.loads(packed)).get("8") for packed in village(region).households["answers"]]
    if is_whole(book, "pt-air-bersih"):
        used = column(book, "pt-air-bersih", "Pemanfaatan")
        assert sum(used.values()) == len(codes)
        for title, code in (("Sumur gali", "496"), ("PAM", "499")):  # those who left it open are known to the seed
            assert codes.count(code) <= used[title] <= codes.count(code) + codes.count(None)


def told(region: Region, table: str, question: str) -> tuple[list[dict[str, str]], int]:
    """The rows of a table of all households, and how many of them left it open."""
    answers = [unpacked("ddk_household", json.loads(packed)) for packed in village(region).households["answers"]]
    rows = [row for each in answers for row in each.get(table, []) if row.get(question)]
    return rows, sum(table not in each for each in answers)


@in_each(VILLAGES)
def test_livestock_is_that_of_the_households_form(region):
    book = two_years(region)[1]
    rows, still_open = told(region, "ternak", "38")
    if is_whole(book, "pt-ternak-populasi"):
        for code, title in (("122", "Sapi"), ("129", "Kambing"), ("125", "Ayam kampung")):
            heads = [int(row["39"]) for row in rows if row["38"] == code]
            owners, population = (book.number("pt-ternak-populasi", title, column) for column in (1, 2))
            assert len(heads) <= owners <= len(heads) + still_open
            assert sum(heads) <= population <= sum(heads) + 30 * still_open


@in_each(VILLAGES)
@pytest.mark.parametrize(("sheet_id", "table", "question"), [
    ("pt-hasil-pangan", "pangan", "12"), ("pt-hasil-buah", "buah", "17"), ("pt-apotik-hidup", "obat", "23")])
def test_what_the_households_grow_is_on_the_sheet(region, sheet_id, table, question):
    """And nothing else, unless somebody's table is still open."""
    book = two_years(region)[1]
    rows, still_open = told(region, table, question)
    if is_whole(book, sheet_id):
        lines = {line.title.lower() for line in sheet(sheet_id).lines}
        grown = {LABELS[question, row[question]].lower() for row in rows}
        areas = {title.lower() for title, hectares in column(book, sheet_id, "Luas produksi").items() if hectares}
        assert {title for title in grown if title in lines} - {"padi sawah"} <= areas
        assert still_open or areas <= grown

"""How the village is governed, in Tingkat Perkembangan: rules T26 to T32, X04, X08, X09 and X11, in villages of every setting."""

import json
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from sandbox.practice.sheets.sheet import sheet
from seed.indicators.book import Book
from seed.land.regions import Region
from seed.village.population import Population, populate
from tests.seed.sheet_checks import empty_cells, in_each, of_sheet, one_of_each_setting, sheets_of, two_years, wrong_cells
from tests.seed.villages import AS_OF, SEED, by_size, smallest

PARTS = ("keamanan_dan_ketertiban", "kedaulatan_politik_masyarakat", "peran_serta_masyarakat", "lembaga_kemasyarakatan",
         "kinerja_pemerintahan_desa", "pembinaan_dan_pengawasan")
VILLAGES = {region.code: region for region in (*one_of_each_setting(), *by_size()[:12], smallest("kelurahan"))}.values()
every_village = in_each(VILLAGES)

OF_THE_OTHER_KIND = {
    "desa": {("tp-pol-kades", "Penentuan jabatan lurah dan perangkat kelurahan")},
    "kelurahan": {("tp-pol-kades", "Penentuan jabatan kepala desa"), ("tp-pol-kades", "Penentuan sekretaris desa"),
                  ("tp-pol-kades", "Penentuan perangkat desa termasuk kepala dusun"),
                  ("tp-pol-kades", "Masa jabatan kepala desa"), ("tp-pol-bpd", "Penentuan anggota BPD"),
                  ("tp-pol-bpd", "Pimpinan BPD"),
                  ("tp-pem-tanggung-jawab", "Status laporan keterangan pertanggungjawaban"),
                  ("tp-pem-bpd-prasarana", "Kondisi ruang kerja")}}
"""Lines that ask only a desa, or only a kelurahan."""
IF_THERE = {("tp-pol-lkd", "Pemilihan pengurus LKD/LKK"), ("tp-pol-lkd", "Pemilihan pengurus organisasi anggota LKD/LKK"),
            ("tp-pem-kantor", "Kondisi balai desa/kelurahan"),
            ("tp-pem-dusun-prasarana", "Kondisi gedung kantor atau balai pertemuan"),
            ("tp-pem-dusun-prasarana", "Kondisi balai dusun/lingkungan")}
"""The condition of what isn't there."""

CASES = {
    "tp-aman-perkelahian": ("Perkelahian tahun ini", "Perkelahian yang menimbulkan korban jiwa",
                            "Perkelahian yang menimbulkan luka parah", "Perkelahian yang menimbulkan kerugian material",
                            "Pelaku yang diadili atau diproses hukum"),
    "tp-aman-pencurian": ("Pencurian dan perampokan tahun ini", "Korbannya penduduk setempat", "Pelakunya penduduk setempat",
                          "Pencurian dengan kekerasan senjata api", "Pelaku yang diadili atau diproses hukum"),
    "tp-aman-sara": ("Kasus konflik tahun ini", "Kasus konflik SARA tahun ini", "Pelaku konflik yang diadili"),
    "tp-aman-pembunuhan": ("Pembunuhan tahun ini", "Korban penduduk setempat", "Pelaku penduduk setempat",
                           "Kasus yang diproses secara hukum"),
    "tp-aman-penculikan": ("Penculikan tahun ini", "Korban penduduk setempat", "Pelaku penduduk setempat",
                           "Kasus yang diselesaikan secara hukum"),
    "tp-aman-seksual": ("Perkosaan tahun ini", "Perkosaan anak tahun ini"),
    "tp-aman-miras": ("Penduduk yang mengkonsumsi miras", "Kasus mabuk akibat miras", "Pelaku miras yang diadili"),
    "tp-pol-pajak": ("Kasus pungutan liar", "Penyelesaian kasus pungutan liar"),
    "tp-pem-tanggung-jawab": ("Pengaduan masyarakat yang diterima", "Pengaduan masyarakat yang diselesaikan")}
"""Rules T26 and T32: the line of all cases, and lines that are some of them."""
SAME = {
    ("tp-pem-kantor", "pt-kantor-desa"): (
        "Gedung kantor", "Kondisi gedung kantor", "Jumlah ruang kerja", "Balai desa/kelurahan/sejenisnya", "Listrik",
        "Air bersih", "Telepon"),
    ("tp-pem-inventaris", "pt-inventaris-desa"): ("Mesin tik", "Meja", "Kursi", "Almari arsip", "Komputer", "Mesin fax"),
    ("tp-pem-bpd-prasarana", "pt-bpd-prasarana"): ("Gedung kantor", "Listrik", "Air bersih", "Telepon"),
    ("tp-pem-bpd-inventaris", "pt-bpd-inventaris"): ("Mesin tik", "Meja", "Kursi", "Almari arsip", "Komputer", "Mesin fax"),
    ("tp-pem-dusun-prasarana", "pt-dusun-prasarana"): (
        "Gedung kantor atau balai pertemuan", "Alat tulis kantor", "Barang inventaris", "Buku administrasi", "Jenis kegiatan",
        "Jumlah pengurus")}
"""Rule X09: lines that have the same title in both forms."""
ELECTIONS = {("tp-pol-pemilu", "Pengguna hak pilih pada pemilu legislatif lalu"): "Pemilihan legislatif",
             ("tp-pol-pemilu", "Pengguna hak pilih dalam pemilihan presiden/wakil"): "Pemilihan presiden",
             ("tp-pol-pilkada", "Pengguna hak pilih pada pemilu bupati/walikota lalu"): "Pemilihan bupati/walikota",
             ("tp-pol-pilkada", "Pengguna hak pilih pada pemilu gubernur lalu"): "Pemilihan gubernur"}
ENTITLED = {"tp-pol-pemilu": "Penduduk yang memiliki hak pilih", "tp-pol-pilkada": "Penduduk yang mempunyai hak pilih"}
UNCHANGED = ("tp-pol-kades", "tp-peran-etos", "tp-pem-kantor", "tp-pem-inventaris", "tp-pem-administrasi",
             "tp-pem-dusun-inventaris")
"""Sheets of what stays as it was from one year to the next."""


@cache
def population(region: Region) -> Population:
    return populate(region, as_of=AS_OF, seed=SEED)


def entered(region: Region, *sheet_ids: str) -> Iterator[Book]:
    """Last year's book, and this year's if all of these sheets are entered whole."""
    before, now = two_years(region)
    yield before
    if all(len(of_sheet(now, one)) == len(of_sheet(before, one)) for one in sheet_ids):
        yield now


def numbers(book: Book, sheet_id: str, rows: Sequence[str]) -> list[float]:
    return [book.number(sheet_id, row) for row in rows]


@every_village
def test_every_cell_is_of_its_kind(region):
    for book in two_years(region):
        assert wrong_cells(book, sheets_of(*PARTS)) == []


@every_village
def test_last_year_is_complete(region):
    before, _ = two_years(region)
    assert empty_cells(before, sheets_of(*PARTS), OF_THE_OTHER_KIND[region.kind] | IF_THERE) == []


@pytest.mark.parametrize("sheet_id", CASES)
@every_village
def test_special_cases_are_some_of_all_cases(region, sheet_id):
    for book in entered(region, sheet_id):
        everything, *parts = numbers(book, sheet_id, CASES[sheet_id])
        assert max(parts) <= everything


@every_village
def test_conflicts_add_up_and_nobody_is_tried_without_one(region):
    kinds = [line.title for line in sheet("tp-aman-sara").lines if line.columns[0].unit == "Kasus"][2:]
    for book in entered(region, "tp-aman-sara", "tp-aman-penjarahan", "tp-aman-teror"):
        assert book.number("tp-aman-sara", "Kasus konflik tahun ini") == sum(numbers(book, "tp-aman-sara", kinds))
        for sheet_id in ("tp-aman-penjarahan", "tp-aman-teror"):
            *cases, settled = numbers(book, sheet_id, [line.title for line in sheet(sheet_id).lines])
            assert settled <= sum(cases)


def test_crime_is_rare():
    """In the smallest villages together: thefts by the handful, nobody was murdered or robbed with a gun in most of them."""
    before = [two_years(region)[0] for region in VILLAGES]
    people = sum(book.number("pt-jumlah-penduduk", "Jumlah total") for book in before)
    assert 0 < sum(book.number("tp-aman-pencurian", "Pencurian dan perampokan tahun ini") for book in before) < people / 500
    assert sum(book.number("tp-aman-pembunuhan", "Pembunuhan tahun ini") for book in before) <= 2


@every_village
def test_taxes_are_paid_up_to_the_target(region):
    for book in entered(region, "tp-pol-pajak"):
        for tax in ("PBB", "retribusi", "pungutan resmi"):
            assert book.number("tp-pol-pajak", f"Realisasi {tax}") <= book.number("tp-pol-pajak", f"Target {tax}")
        payers = book.number("tp-pol-pajak", "Wajib pajak")
        assert 10_000 * payers < book.number("tp-pol-pajak", "Target PBB") < 100_000 * payers


@every_village
def test_voters_are_those_of_potensi(region):
    for book in entered(region, "tp-pol-pemilu", "tp-pol-pilkada", "pt-partisipasi-politik"):
        for (sheet_id, row), election in ELECTIONS.items():
            assert book.number(sheet_id, row) == book.number("pt-partisipasi-politik", election, "Jumlah memilih") > 0
            assert book.number(sheet_id, ENTITLED[sheet_id]) == book.number("pt-partisipasi-politik", election, "Jumlah pemilih")
            assert book.number(sheet_id, row) <= book.number(sheet_id, ENTITLED[sheet_id])


@every_village
def test_who_came_to_the_meeting_agrees_with_the_attendance(region):
    for book in entered(region, "tp-peran-musrenbang"):
        meetings, attendance, men, women = numbers(book, "tp-peran-musrenbang", (
            "Musyawarah perencanaan pembangunan tahun ini", "Kehadiran masyarakat setiap musyawarah", "Peserta laki-laki",
            "Peserta perempuan"))
        assert meetings >= 1
        assert any(round(100 * (men + women) / invited) == attendance for invited in range(50, 131))


@every_village
def test_settled_deviations_are_some_of_those_reported(region):
    for book in entered(region, "tp-peran-pelaksanaan"):
        reported, in_village, by_law = numbers(book, "tp-peran-pelaksanaan", (
            "Penyimpangan yang dilaporkan masyarakat", "Penyimpangan yang diselesaikan di desa/kelurahan",
            "Penyimpangan yang diselesaikan secara hukum"))
        assert in_village + by_law <= reported


@every_village
def test_the_budget_adds_up_and_leaves_a_little(region):
    for book in entered(region, "tp-pem-apb"):
        titles = [line.title for line in sheet("tp-pem-apb").lines]
        income, spent, rest = numbers(book, "tp-pem-apb", ("Jumlah penerimaan tahun ini", "Jumlah belanja", "Saldo anggaran"))
        assert income == sum(numbers(book, "tp-pem-apb", titles[:titles.index("Jumlah penerimaan tahun ini")]))
        assert spent == sum(numbers(book, "tp-pem-apb", ("Belanja publik/pembangunan", "Belanja aparatur/pegawai")))
        assert rest == income - spent
        assert 0 <= rest < .05 * income
        assert 150e6 < income < 2.5e9
        assert (book.number("tp-pem-apb", "Alokasi Dana Desa") > 0) == (region.kind == "desa")


@every_village
def test_works_are_paid_for_by_whom_the_budget_names(region):
    for book in entered(region, "tp-pem-apb", "tp-peran-pelaksanaan"):
        for works, source in (("Kegiatan didanai APBD provinsi", "Bantuan pemerintah provinsi"),
                              ("Kegiatan didanai APBN", "Bantuan pemerintah pusat")):
            assert (book.number("tp-peran-pelaksanaan", works) > 0) == (book.number("tp-pem-apb", source) > 0)


@every_village
def test_women_who_head_a_household_are_those_of_the_families(region):
    for book in entered(region, "tp-aman-kesos", "tp-keluarga"):
        assert (book.number("tp-aman-kesos", "Perempuan kepala keluarga")
                == book.number("tp-keluarga", "Jumlah kepala keluarga tahun ini", "KK perempuan") > 0)


def test_welfare_is_counted_from_the_members():
    """In every village that has entered the sheet this year: against the answers as they are stored, before any defect."""
    counted = 0
    for region in VILLAGES:
        village = population(region)
        answers = [json.loads(answers) for answers in village.persons["answers"]]
        alone = [sex for sex, answer in zip(village.persons["sex"], answers, strict=True) if answer["3"] == "3"]
        for book in [book for book in entered(region, "tp-aman-kesos") if book.period == AS_OF.year]:
            counted += 1
            assert book.number("tp-aman-kesos", "Janda") == alone.count("P")
            assert book.number("tp-aman-kesos", "Duda") == alone.count("L")
            assert book.number("tp-aman-kesos", "Orang cacat fisik") == sum("13" in answer for answer in answers)
            assert book.number("tp-aman-kesos", "Orang gila/stress/cacat mental") == sum("14" in answer for answer in answers)
    assert counted > 2


@every_village
def test_the_council_is_that_of_potensi(region):
    for book in entered(region, "tp-pol-bpd", "pt-bpd"):
        assert book.number("tp-pol-bpd", "Jumlah anggota BPD") == book.number("pt-bpd", "Jumlah anggota BPD")
        assert (book.number("tp-pol-bpd", "Jumlah anggota BPD") > 0) == (region.kind == "desa")


@pytest.mark.parametrize(("ours", "theirs"), SAME)
@every_village
def test_offices_and_inventories_are_those_of_potensi(region, ours, theirs):
    for book in entered(region, ours, theirs):
        for row in SAME[ours, theirs]:
            assert book.get(ours, row) == book.get(theirs, row) is not None


@every_village
def test_registers_are_those_of_potensi(region):
    words = {"Ada dan terisi": ("Ada", "Terisi"), "Ada dan tidak terisi": ("Ada", "Tidak terisi"),
             "Tidak ada": ("Tidak ada", "Tidak terisi")}
    for book in entered(region, "tp-pem-administrasi", "pt-administrasi-desa"):
        shared = sheet("tp-pem-administrasi").by_title.keys() & sheet("pt-administrasi-desa").by_title.keys()
        assert len(shared) == 20
        for title in shared:
            ours = tuple(book.get("tp-pem-administrasi", title, column) for column in ("Keadaan", "Pengisian"))
            assert ours == words[str(book.get("pt-administrasi-desa", title))]


@every_village
def test_an_organisation_that_is_not_there_does_nothing(region):
    for book in entered(region, "tp-lk-organisasi"):
        for line in sheet("tp-lk-organisasi").lines:
            exists, board, registers, deeds, ground = (book.get("tp-lk-organisasi", line.title, number) for number in range(1, 6))
            if exists == "Tidak ada":
                assert (board, registers, deeds, ground) == ("Tidak ada", 0, 0, "Tidak ada")
            else:
                assert str(board).startswith("Ada")


@every_village
def test_what_lasts_is_the_same_in_both_years(region):
    before, now = two_years(region)
    for sheet_id in UNCHANGED:
        both = of_sheet(before, sheet_id).keys() & of_sheet(now, sheet_id).keys()
        assert {cell: before.cells[cell] for cell in both} == {cell: now.cells[cell] for cell in both}

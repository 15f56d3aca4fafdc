"""Government, institutions, schools and facilities in Potensi: rules P30 to P36 and X11, in villages of every setting."""

from collections.abc import Iterable

import pytest

from sandbox.practice.sheets.sheet import FormLine, sheet
from seed.indicators.book import Book
from tests.seed.sheet_checks import in_each, two_years
from tests.seed.test_community import VILLAGES, both, entered, members, population, whole
from tests.seed.villages import by_size

every_village = in_each(VILLAGES)

DEGREES = {"8": "SLTP", "9": "SLTP", "10": "SLTA", "15": "SLTA", "17": "SLTA", "12": "Diploma", "14": "Diploma", "30": "Diploma",
           "18": "S-1", "19": "S-1", "20": "S-2", "22": "S-3"}
SIMPLE = ("pt-lembaga-ekonomi", "pt-lembaga-keuangan", "pt-industri", "pt-jasa-angkutan", "pt-jasa-dagang", "pt-jasa-hiburan",
          "pt-jasa-energi", "pt-jasa-keterampilan", "pt-jasa-hukum", "pt-jasa-penginapan", "pt-lembaga-masyarakat")
"""Sheets whose lines say how many units there are, and more of them."""
SCHOOLS = ("pt-pendidikan-formal", "pt-pendidikan-agama")


def titles(sheet_id: str) -> list[str]:
    return [line.title for line in sheet(sheet_id).lines]


def holders(region, codes: Iterable[str]) -> list[dict]:
    """Members with one of these offices, office by office."""
    return [one for code in codes for one in members(region) if one.get("16") == [code]]


def typed_counts(line: FormLine) -> list[str]:
    """Labels of the columns in which a count is typed."""
    return [column.label for column in line.columns if column.kind == "integer" and not column.computed]


def numbers(book: Book, sheet_id: str, row: str, *columns: str) -> list[float]:
    return [book.number(sheet_id, row, column) for column in columns]


@every_village
def test_voters_are_the_residents_of_seventeen_or_married(region):
    now = two_years(region)[1]
    if whole(region, "pt-partisipasi-politik"):
        men, women = both(one for one in members(region) if one["age"] >= 17 or one["3"] != "2")
        for row in titles("pt-partisipasi-politik")[1:]:
            assert numbers(now, "pt-partisipasi-politik", row, "Wanita punya hak pilih", "Pria punya hak pilih") == [women, men]


@every_village
def test_nobody_votes_who_may_not_and_a_lurah_is_not_elected(region):
    for book in entered(region, "pt-partisipasi-politik"):
        for row in titles("pt-partisipasi-politik"):
            may, did, share = numbers(book, "pt-partisipasi-politik", row, "Jumlah pemilih", "Jumlah memilih", "Persentase")
            for sex in ("Wanita", "Pria"):
                entitled, voted = numbers(book, "pt-partisipasi-politik", row, f"{sex} punya hak pilih", f"{sex} memilih")
                assert voted <= entitled
            if row == "Pemilihan kepala desa/lurah" and region.kind == "kelurahan":
                assert may == did == 0
            else:
                assert .5 < did / may < .95
                assert share == pytest.approx(100 * did / may, abs=.01)


@every_village
def test_the_council_is_named_as_in_the_records(region):
    council = holders(region, "6789")
    for book in entered(region, "pt-bpd", "pt-bpd-pendidikan"):
        named_ = [(book.get("pt-bpd-pendidikan", row, "Nama"), book.get("pt-bpd-pendidikan", row, "Pendidikan"))
                  for row in titles("pt-bpd-pendidikan")]
        assert [row for row in named_ if row[0]] == [(one["name"], DEGREES[one["8"]]) for one in council]
        assert book.number("pt-bpd", "Jumlah anggota BPD") == len(council)
        assert len(council) in ((5, 7, 9) if region.kind == "desa" else (0,))


@every_village
def test_officials_are_those_of_the_records(region):
    officials = holders(region, "12345")
    for book in entered(region, "pt-pemdes", "pt-pendidikan-aparat"):
        assert book.number("pt-pemdes", "Jumlah aparat pemerintahan desa/kelurahan") == len(officials)
        assert book.number("pt-pemdes", "Jumlah staf") == len(holders(region, "5"))
        head, secretary = holders(region, "1")[0], holders(region, "2")[0]
        for row, one in (("Kepala desa/lurah", head), ("Sekretaris desa/kelurahan", secretary)):
            assert book.get("pt-pendidikan-aparat", row, "Pendidikan") == DEGREES[one["8"]]
            assert book.get("pt-pendidikan-aparat", row, "Jenis kelamin") == {"L": "Laki-laki", "P": "Perempuan"}[one["sex"]]
        posts = [row for row in titles("pt-pemdes") if row.startswith("Kepala urusan")]
        active = [row for row in posts if book.get("pt-pemdes", row) == "Ada dan aktif"]
        assert len(active) == min(len(posts), len(holders(region, "3")))
        assert active == [row for row in posts if book.get("pt-pendidikan-aparat", row, "Pendidikan")]


@every_village
def test_rt_rw_and_hamlets_are_those_of_the_addresses(region):
    homes = population(region).households
    for book in entered(region, "pt-lembaga-masyarakat", "pt-pemdes"):
        assert book.number("pt-lembaga-masyarakat", "Rukun Warga", "Jumlah lembaga") == len(set(homes["rw"]))
        rts = set(zip(homes["rw"], homes["rt"], strict=True))
        assert book.number("pt-lembaga-masyarakat", "Rukun Tetangga", "Jumlah lembaga") == len(rts)
        assert book.number("pt-pemdes", "Jumlah dusun/lingkungan") == len(set(homes["hamlet"]))


@every_village
def test_what_does_not_exist_has_nothing(region):
    for sheet_id in SIMPLE:
        for book in entered(region, sheet_id):
            for line in sheet(sheet_id).lines:
                counts = [book.number(sheet_id, line.title, label) for label in typed_counts(line)]
                assert bool(counts[0]) == all(counts)
                assert counts[0] or not any(counts)
    for book in entered(region, "pt-lkd-organisasi", "pt-sarana-darat"):
        for row in titles("pt-lkd-organisasi"):
            is_there = book.get("pt-lkd-organisasi", row, "Keberadaan") == "Ada"
            assert any(numbers(book, "pt-lkd-organisasi", row, "Buku administrasi", "Jumlah kegiatan")) == is_there
        for row in titles("pt-sarana-darat"):
            is_there = book.get("pt-sarana-darat", row, "Keberadaan") == "Ada"
            assert (book.number("pt-sarana-darat", row, "Jumlah") > 0) == is_there


@every_village
def test_a_kelurahan_has_no_council_and_no_village_business(region):
    for book in entered(region, "pt-bpd-administrasi", "pt-bpd-inventaris", "pt-bpd-prasarana", "pt-lembaga-masyarakat"):
        if region.kind == "kelurahan":
            assert {book.get("pt-bpd-administrasi", row) for row in titles("pt-bpd-administrasi")} == {"Tidak ada"}
            assert not any(book.number("pt-bpd-inventaris", row) for row in titles("pt-bpd-inventaris"))
            assert book.number("pt-lembaga-masyarakat", "Badan Usaha Milik Desa", "Jumlah lembaga") == 0
        else:
            assert book.number("pt-bpd-inventaris", "Kursi") >= 5


@every_village
def test_schools_have_an_owner_teachers_and_pupils(region):
    for sheet_id in SCHOOLS:
        for book in entered(region, sheet_id):
            for line in sheet(sheet_id).lines:
                units, *owners, teachers, pupils = [book.number(sheet_id, line.title, label) for label in typed_counts(line)]
                assert units == sum(owners)
                assert min(owners) >= 0
                assert bool(units) == bool(teachers) == bool(pupils)
                assert (book.get(sheet_id, line.title, "Status") is not None) == bool(units)


@every_village
def test_pupils_are_about_as_many_as_attend_a_primary_school(region):
    now = two_years(region)[1]
    if whole(region, *SCHOOLS):
        at_school = sum(one["8"] == "4" for one in members(region))
        pupils = (now.number("pt-pendidikan-formal", "SD/sederajat", "Siswa/mahasiswa")
                  + now.number("pt-pendidikan-agama", "Islam: Ibtidaiyah", "Siswa/mahasiswa"))
        assert .9 * at_school < pupils < 1.06 * at_school


@every_village
def test_every_school_has_its_building(region):
    for book in entered(region, *SCHOOLS, "pt-pendidikan-prasarana"):
        schools = {f"Gedung {school}": school for school in ("TK", "SD/sederajat", "SMP/sederajat", "SMA/sederajat")}
        for building, school in (schools | {"Gedung tempat bermain anak": "Play group"}).items():
            assert (sum(numbers(book, "pt-pendidikan-prasarana", building, "Sewa", "Milik sendiri"))
                    == book.number("pt-pendidikan-formal", school, "Jumlah"))
        religious = sum(book.number("pt-pendidikan-agama", row, "Jumlah") for row in titles("pt-pendidikan-agama"))
        assert sum(numbers(book, "pt-pendidikan-prasarana", "Lembaga pendidikan agama", "Sewa", "Milik sendiri")) == religious


@every_village
def test_good_and_broken_roads_and_bridges_are_all(region):
    for sheet_id in ("pt-jalan-desa", "pt-jalan-antar-desa", "pt-jalan-kabupaten", "pt-jalan-provinsi", "pt-jalan-negara",
                     "pt-jembatan", "pt-angkutan-darat"):
        for book in entered(region, sheet_id):
            for row in titles(sheet_id):
                good, broken, total = numbers(book, sheet_id, row, "Kondisi baik", "Kondisi rusak", "Jumlah")
                assert total == pytest.approx(good + broken, abs=.001)
    assert sum(two_years(region)[0].number("pt-jalan-desa", row, "Jumlah") for row in titles("pt-jalan-desa")) > 1


@every_village
def test_a_village_has_few_bridges_coaches_and_weekly_markets(region):
    for book in entered(region, "pt-jalan-desa", "pt-jembatan"):
        roads = sum(book.number("pt-jalan-desa", row, "Jumlah") for row in titles("pt-jalan-desa"))
        bridges = sum(book.number("pt-jembatan", row, "Jumlah") for row in titles("pt-jembatan"))
        open_land = book.number("pt-identitas", "Luas desa/kelurahan") - book.number("pt-tanah-hutan", "Luas tanah hutan")
        assert roads < 12 + open_land / 50
        assert bridges < 5 + roads
    for book in entered(region, "pt-jasa-angkutan", "pt-sarana-darat"):
        coaches = book.number("pt-sarana-darat", "Bus umum", "Jumlah")
        assert coaches == book.number("pt-jasa-angkutan", "Darat: bus sedang", "Jumlah unit") <= 10
    for book in entered(region, "pt-jasa-dagang"):
        assert book.number("pt-jasa-dagang", "Pasar mingguan", "Jumlah unit") <= 2


@every_village
def test_every_family_has_one_kind_of_light(region):
    for book in entered(region, "pt-energi", "pt-jumlah-penduduk"):
        families = book.number("pt-jumlah-penduduk", "Jumlah kepala keluarga")
        assert sum(book.number("pt-energi", row) for row in titles("pt-energi")) == families
        assert book.number("pt-sanitasi", "Pemilik jamban keluarga") <= families


@every_village
def test_what_two_sheets_say_is_the_same(region):
    for book in entered(region, "pt-lembaga-masyarakat", "pt-lembaga-ekonomi", "pt-lkd-organisasi", "pt-adat-lembaga"):
        business = book.number("pt-lembaga-masyarakat", "Badan Usaha Milik Desa", "Jumlah lembaga")
        assert book.number("pt-lembaga-ekonomi", "BUMDes", "Jumlah unit") == business
        assert (book.get("pt-lkd-organisasi", "BUMDes", "Keberadaan") == "Ada") == bool(business)
        custom = book.number("pt-lembaga-masyarakat", "Lembaga adat", "Jumlah lembaga") > 0
        assert (book.get("pt-adat-lembaga", "Kepengurusan adat") == "Ada") == custom
    for book in entered(region, "pt-hiburan-wisata", "pt-jasa-penginapan", "pt-industri", "pt-jasa-angkutan", "pt-sarana-darat"):
        hotels = sum(book.number("pt-hiburan-wisata", f"Hotel bintang {stars}") for stars in range(1, 6))
        assert book.number("pt-jasa-penginapan", "Hotel", "Jumlah unit") == hotels
        restaurants = book.number("pt-hiburan-wisata", "Restoran")
        assert book.number("pt-industri", "Rumah makan dan restoran", "Jumlah unit") >= restaurants
        assert (book.number("pt-sarana-darat", "Ojek", "Jumlah")
                == book.number("pt-jasa-angkutan", "Darat: ojek", "Jumlah unit"))


@every_village
def test_there_is_a_mosque_for_muslims_and_a_temple_only_for_hindus(region):
    for book in entered(region, "pt-agama", "pt-peribadatan"):
        assert book.number("pt-peribadatan", "Masjid") >= 1
        hindus = book.number("pt-agama", "Hindu", "Jumlah")
        assert (book.number("pt-peribadatan", "Pura") > 0) <= (hindus > 50)


@every_village
def test_what_stands_on_public_land_has_it(region):
    for sheet_id, row, column, land in (
            ("pt-jasa-dagang", "Pasar hasil bumi/tradisional/harian", "Jumlah unit", "Fasilitas pasar"),
            ("pt-angkutan-darat", "Terminal bis/angkutan", "Jumlah", "Terminal"),
            ("pt-kebersihan", "Tempat pembuangan sementara (TPS)", "Jumlah", "Tempat pembuangan sampah"),
            ("pt-olahraga", "Lapangan sepak bola", "Jumlah", "Lapangan olahraga")):
        for book in entered(region, sheet_id, "pt-tanah-fasilitas"):
            assert (book.number(sheet_id, row, column) > 0) == (book.number("pt-tanah-fasilitas", land) > 0)


@every_village
def test_wells_canals_and_sights_are_those_of_the_sheets_of_nature(region):
    for book in entered(region, "pt-prasarana-air", "pt-air-bersih"):
        assert book.number("pt-prasarana-air", "Sumur gali") == book.number("pt-air-bersih", "Sumur gali", "Jumlah")
    for book in entered(region, "pt-irigasi", "pt-tanah-sawah"):
        irrigated = sum(book.number("pt-tanah-sawah", row) for row in ("Sawah irigasi teknis", "Sawah irigasi 1/2 teknis"))
        assert (book.number("pt-irigasi", "Saluran tersier") > 0) == (irrigated > 0)
    for book in entered(region, "pt-hiburan-wisata", "pt-wisata"):
        active = [row for row in titles("pt-wisata") if book.get("pt-wisata", row, "Tingkat pemanfaatan") == "Aktif"]
        assert book.number("pt-hiburan-wisata", "Tempat wisata") == len(active)


def test_where_the_subdistrict_has_its_office_it_has_its_market_and_health_centre_too():
    centre = next(region for region in by_size() if region.is_centre and region.name != region.district)
    before, _ = two_years(centre)
    assert before.number("pt-orbitasi", "Ke ibu kota kecamatan", 1) <= 1.2
    assert before.number("pt-tanah-fasilitas", "Fasilitas pasar") > 0
    assert before.number("pt-kesehatan-prasarana", "Puskesmas") == 1

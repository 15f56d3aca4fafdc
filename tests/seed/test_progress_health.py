"""Education and health in Tingkat Perkembangan: rules T15 to T25 and X10, in villages of every setting."""

import pytest

from tests.seed.test_progress import VILLAGES, entered, every_village, families_of, numbers, typed

FORMAL, RELIGIOUS = "pt-pendidikan-formal", "pt-pendidikan-agama"
UNDER_FIVE = ("0-12 bulan", "1 tahun", "2 tahun", "3 tahun", "4 tahun")
SAME_SCHOOLING = {"Tamat SD/sederajat": "Tamat SD/sederajat", "Tamat SLTP/sederajat": "Tamat SMP/sederajat",
                  "Tamat SLTA/sederajat": "Tamat SMA/sederajat", "Tamat D-3": "Tamat D-3/sederajat",
                  "Tamat S-1": "Tamat S-1/sederajat", "Tamat S-2": "Tamat S-2/sederajat",
                  "Tidak tamat SLTP/sederajat": "Usia 12-56 tahun tidak tamat SLTP",
                  "Usia 3-6 tahun masuk TK dan Kelompok Bermain Anak": "Usia 3-6 tahun sedang TK/play group"}
"""Rule X06: what both forms ask, in the words of Potensi."""


@every_village
def test_schooling_agrees_with_potensi(region):
    for book in entered(region, "tp-pendidikan-tingkat", "pt-pendidikan"):
        for ours, theirs in SAME_SCHOOLING.items():
            assert book.number("tp-pendidikan-tingkat", ours) == book.number("pt-pendidikan", theirs, "Jumlah"), ours


@every_village
def test_illiteracy_is_told_in_percent_of_the_people(region):
    for book in entered(region, "tp-pendidikan-tingkat", "tp-penduduk"):
        people = book.number("tp-penduduk", "Jumlah penduduk tahun ini", "Total")
        illiterate = book.number("tp-pendidikan-tingkat", "Penduduk buta aksara dan huruf latin")
        assert book.number("tp-pendidikan-tingkat", "Persentase penduduk buta huruf") == round(100 * illiterate / people, 2)
        assert 0 < illiterate < .2 * people


@every_village
def test_children_of_school_age_are_at_school_or_not(region):
    for book in entered(region, "tp-wajib-belajar", "pt-usia"):
        children, at_school, not_at_school = numbers(book, "tp-wajib-belajar", typed("tp-wajib-belajar"))
        assert children == at_school + not_at_school
        assert children == sum(numbers(book, "pt-usia", [f"{age} tahun" for age in range(7, 16)], "Jumlah"))


@every_village
def test_teachers_and_pupils_are_those_of_potensis_schools(region):
    for book in entered(region, "tp-rasio-guru", FORMAL, RELIGIOUS):
        primary = sum(book.number(RELIGIOUS, line, "Siswa/mahasiswa") for line in ("Islam: Ibtidaiyah", "Katholik: TK/SD",
                                                                                  "Protestan: TK/SD"))
        assert book.number("tp-rasio-guru", "SD dan sederajat", "Siswa") == primary + book.number(
            FORMAL, "SD/sederajat", "Siswa/mahasiswa")
        for line in typed("tp-rasio-guru"):
            teachers, pupils = (book.number("tp-rasio-guru", line, column) for column in (1, 2))
            assert (teachers > 0) >= (pupils > 0)


@every_village
def test_who_gives_birth_was_pregnant(region):
    for book in entered(region, "tp-ibu-hamil", "tp-bayi"):
        pregnant, *visits, died, delivered, after, died_after, well = numbers(book, "tp-ibu-hamil", typed("tp-ibu-hamil"))
        assert delivered + died <= pregnant
        assert max(visits) <= pregnant
        assert after == died_after + well == delivered
        _, born, stillborn, alive, first_month, later, light, _ = numbers(book, "tp-bayi", typed("tp-bayi"))
        assert born == stillborn + alive == delivered
        assert first_month + later <= alive
        assert light <= alive


@every_village
def test_births_are_the_infants_and_those_who_died(region):
    for book in entered(region, "tp-bayi", "pt-usia"):
        alive, *died = numbers(book, "tp-bayi", ("Bayi lahir hidup", "Bayi mati usia 0-1 bulan", "Bayi mati usia 1-12 bulan"))
        assert alive - sum(died) == book.number("pt-usia", "0-12 bulan", "Jumlah")


@every_village
def test_births_by_place_and_by_helper_are_as_many(region):
    for book in entered(region, "tp-tempat-persalinan", "tp-penolong-persalinan", "tp-ibu-hamil"):
        told = {book.number(sheet_id, "Jumlah persalinan") for sheet_id in ("tp-tempat-persalinan", "tp-penolong-persalinan")}
        assert told == {book.number("tp-ibu-hamil", "Ibu hamil melahirkan")}


@every_village
def test_no_more_babies_are_immunised_than_there_are(region):
    for book in entered(region, "tp-imunisasi", "tp-bayi"):
        *ages, _ = numbers(book, "tp-imunisasi", typed("tp-imunisasi"))
        assert all(immunised <= babies for babies, immunised in zip(ages[::2], ages[1::2], strict=True))
        assert sum(ages[::2]) <= book.number("tp-bayi", "Bayi lahir hidup") or not book.has("tp-bayi")


@every_village
def test_couples_use_one_method_or_none(region):
    for book in entered(region, "tp-kb", "tp-pasangan-subur"):
        users, *methods, without = numbers(book, "tp-kb", typed("tp-kb"))
        assert users == sum(methods)
        assert users + without == book.number("tp-pasangan-subur", "Pasangan usia subur")


@every_village
def test_nobody_dies_of_an_epidemic_that_was_not(region):
    for book in entered(region, "tp-wabah"):
        for line in typed("tp-wabah"):
            assert book.number("tp-wabah", line, 2) <= book.number("tp-wabah", line, 1)


@every_village
def test_families_have_water_and_toilets(region):
    for book in entered(region, "tp-air-bersih", "tp-phbs-bab", "tp-keluarga"):
        assert sum(numbers(book, "tp-air-bersih", typed("tp-air-bersih"))) == families_of(book)
        assert sum(numbers(book, "tp-phbs-bab", typed("tp-phbs-bab"))) == families_of(book)


@every_village
def test_under_fives_are_those_of_potensi(region):
    for book in entered(region, "tp-gizi-balita", "pt-usia"):
        children, *parts = numbers(book, "tp-gizi-balita", typed("tp-gizi-balita"))
        assert children == sum(parts) == sum(numbers(book, "pt-usia", UNDER_FIVE, "Jumlah"))


@every_village
def test_patients_are_cared_for_in_one_place_at_most(region):
    for book in entered(region, "tp-penderita-sakit"):
        for line in typed("tp-penderita-sakit"):
            patients, *places = (book.number("tp-penderita-sakit", line, column) for column in range(1, 5))
            assert sum(places) <= patients


@every_village
def test_health_posts_are_those_of_potensi(region):
    for book in entered(region, "tp-sarana-kesehatan", "pt-kesehatan-prasarana", "pt-sanitasi"):
        assert book.number("tp-sarana-kesehatan", "Posyandu") == book.number("pt-kesehatan-prasarana", "Posyandu") > 0
        assert book.number("tp-sarana-kesehatan", "MCK umum") == book.number("pt-sanitasi", "MCK umum")


@every_village
def test_life_becomes_longer(region):
    before, *now = entered(region, "tp-harapan-hidup")
    for book in now:
        for line in typed("tp-harapan-hidup"):
            assert book.number("tp-harapan-hidup", line) > before.number("tp-harapan-hidup", line)


@pytest.mark.parametrize("line", ["Kabupaten/Kota", "Provinsi", "Nasional"])
def test_life_is_as_long_in_all_villages_of_a_regency(line):
    assert len({next(entered(region)).number("tp-harapan-hidup", line) for region in VILLAGES}) == 1

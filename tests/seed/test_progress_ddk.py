"""Figures of Tingkat Perkembangan against the answers of the DDK, counted here from their text (rules X01, X02, X04 to X07)."""

import json
from collections import Counter
from datetime import date
from functools import cache

import pytest

from sandbox.practice.forms.packing import OPEN
from seed.village.population import Population, populate
from tests.seed.test_progress import VILLAGES, entered, every_village, numbers, typed
from tests.seed.villages import AS_OF, SEED

TITLES = {"735": "Tembok", "736": "Kayu", "737": "Bambu", "738": "Tanah liat", "739": "Pelepah kelapa/lontar/gebang",
          "740": "Dedaunan"}
WATER = {"496": "Menggunakan sumur gali", "499": "Pelanggan PAM", "497": "Menggunakan sumur pompa",
         "500": "Menggunakan perpipaan air kran", "501": "Menggunakan air sungai"}
BELONGINGS = {"754": "Sepeda motor/sejenisnya", "755": "Mobil dan sejenisnya", "765": "Buku tabungan bank",
              "768": "Sertifikat tanah"}
"""A few codes of questions 65, 8 and 68 with the lines that count them."""


@cache
def population(region) -> Population:
    return populate(region, as_of=AS_OF, seed=SEED)


@cache
def homes(region) -> list[dict]:
    return [json.loads(text) for text in population(region).households["answers"]]


@cache
def members(region) -> list[dict]:
    """Answers, with age and sex."""
    persons = population(region).persons
    rows = zip(persons["answers"], persons["birth_date"], persons["sex"], strict=True)
    return [json.loads(answers) | {"age": age(date.fromisoformat(born)), "sex": sex} for answers, born, sex in rows]


def age(born: date) -> int:
    return AS_OF.year - born.year - ((AS_OF.month, AS_OF.day) < (born.month, born.day))


def this_year(region, *sheet_ids: str):
    """This year's book if these sheets are entered whole, else none."""
    return list(entered(region, *sheet_ids))[1:]


@pytest.mark.parametrize("sheet_ids", [
    ("tp-penduduk", "tp-keluarga"), ("tp-kesejahteraan",), ("tp-rumah-dinding",), ("tp-air-bersih",), ("tp-aset-lainnya",),
    ("tp-pendidikan-tingkat", "tp-wajib-belajar"), ("tp-mp-pertanian", "tp-mp-perikanan"), ("tp-pasangan-subur", "tp-kb"),
    ("tp-pendapatan-riil",)])
def test_some_village_has_entered_what_is_counted_again_below(sheet_ids):
    assert any(this_year(region, *sheet_ids) for region in VILLAGES)


def open_homes(region, question: str) -> int:
    """Households that left it open: they may have answered anything."""
    return sum(question in home.get(OPEN, ()) for home in homes(region))


@every_village
def test_people_and_families_are_those_of_the_ddk(region):
    for book in this_year(region, "tp-penduduk", "tp-keluarga"):
        sexes = Counter(member["sex"] for member in members(region))
        assert numbers(book, "tp-penduduk", ("Jumlah penduduk tahun ini",), "Laki-laki") == [sexes["L"]]
        assert numbers(book, "tp-penduduk", ("Jumlah penduduk tahun ini",), "Perempuan") == [sexes["P"]]
        heads = Counter(member["sex"] for member in members(region) if member["2"] == "1")
        assert book.number("tp-keluarga", "Jumlah kepala keluarga tahun ini", "KK perempuan") == heads["P"]
        assert book.number("tp-keluarga", "Jumlah kepala keluarga tahun ini", "Total") == len(homes(region))


@every_village
def test_welfare_classes_are_those_of_the_ddk(region):
    for book in this_year(region, "tp-kesejahteraan"):
        classes = Counter(home["4"] for home in homes(region))
        poorest, first, second, third, plus = numbers(book, "tp-kesejahteraan", typed("tp-kesejahteraan"))
        assert (poorest, first, second, third + plus) == tuple(classes[code] for code in "0123")
        assert third > plus


@every_village
def test_walls_are_those_of_the_ddk(region):
    for book in this_year(region, "tp-rumah-dinding"):
        walls = Counter(home["65"] for home in homes(region))
        assert [walls[code] for code in TITLES] == numbers(book, "tp-rumah-dinding", list(TITLES.values()))


@every_village
def test_water_and_belongings_are_those_of_the_ddk_but_for_what_is_open(region):
    for sheet_id, question, lines in (("tp-air-bersih", "8", WATER), ("tp-aset-lainnya", "68", BELONGINGS)):
        for book in this_year(region, sheet_id):
            told = Counter(code for home in homes(region) for code in _listed(home.get(question, ())))
            for code, title in lines.items():
                assert told[code] <= book.number(sheet_id, title) <= told[code] + open_homes(region, question)


def _listed(answer) -> tuple[str, ...]:
    return (answer,) if isinstance(answer, str) else tuple(answer)


@every_village
def test_schooling_and_work_are_those_of_the_ddk(region):
    for book in this_year(region, "tp-pendidikan-tingkat", "tp-wajib-belajar"):
        schools = Counter(member["8"] for member in members(region))
        for code, title in (("4", "Sedang SD/sederajat"), ("7", "Sedang SLTP/sederajat"), ("10", "Tamat SLTA/sederajat"),
                            ("6", "Tidak tamat SD/sederajat")):
            assert book.number("tp-pendidikan-tingkat", title) == schools[code]
        children = sum(7 <= one["age"] <= 15 for one in members(region))
        assert book.number("tp-wajib-belajar", "Penduduk usia 7-15 tahun") == children
    for book in this_year(region, "tp-mp-pertanian", "tp-mp-perikanan"):
        works = Counter(member["9"] for member in members(region))
        assert numbers(book, "tp-mp-pertanian", ("Petani", "Buruh tani")) == [works["1"], works["2"]]
        assert book.number("tp-mp-perikanan", "Nelayan") == works["10"]


@every_village
def test_couples_and_their_methods_are_those_of_the_ddk(region):
    for book in this_year(region, "tp-pasangan-subur", "tp-kb"):
        wives = [one for one in members(region) if one["sex"] == "P" and one["3"] == "1" and 15 <= one["age"] <= 49]
        assert book.number("tp-pasangan-subur", "Pasangan usia subur") == len(wives)
        assert book.number("tp-kb", "Pengguna kontrasepsi suntik") == sum(one["12"] == "1" for one in wives)


@every_village
def test_incomes_are_those_of_the_ddk_but_for_what_is_open(region):
    for book in this_year(region, "tp-pendapatan-riil"):
        told = [home["1"] for home in homes(region) if "1" in home]
        whole = 12 * sum(told) * len(homes(region)) / len(told)
        assert abs(book.number("tp-pendapatan-riil", "Jumlah total pendapatan keluarga") / whole - 1) < .1

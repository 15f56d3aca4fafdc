"""Pregnancies, births and family planning (rules T17 to T19, T21).

Births are the children under one, and those who died. Where a birth took place and who helped is shared out as the families tell
(household questions 69 to 72), so that place, helper and number agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from seed.chance.shares import apportioned
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import Codes, counts_by_code, gathered, homes_by, how_many
from seed.people.families import KAWIN

CHECKS: Mapping[str, Codes] = {
    "Ibu hamil periksa di Posyandu": (788,), "Ibu hamil periksa di Puskesmas": (789,), "Ibu hamil periksa di Rumah Sakit": (790,),
    "Ibu hamil periksa di dokter praktek": (791,), "Ibu hamil periksa di bidan praktek": (792,),
    "Ibu hamil periksa di dukun terlatih": (793,)}
"""Codes of question 69 by line."""
UNCHECKED, DIED_PREGNANT, DIED_AT_BIRTH, DIED_AFTER = 794, 795, 800, 798
DELIVERED = (796, 797, 798, 799, 800)
"""Codes of question 69 that only who has given birth ticks."""
MISCARRIED, STILLBORN, LIGHT = 801, 804, 805
"""Codes of question 70."""
PLACES: Mapping[str, Codes] = {
    "Rumah Sakit Umum": (808,), "Rumah Bersalin": (809,), "Puskesmas": (810,), "Polindes": (811,),
    "Balai Kesehatan Ibu Anak": (812,), "Rumah praktek bidan": (813,), "Tempat praktek dokter": (814,), "Rumah dukun": (815,),
    "Rumah sendiri": (816,)}
HELPERS: Mapping[str, Codes] = {
    "Ditolong dokter": (817,), "Ditolong bidan": (818,), "Ditolong perawat": (819,), "Ditolong dukun bersalin": (820,),
    "Ditolong keluarga": (821,)}
USUAL = ("Ibu hamil periksa di bidan praktek", "Rumah praktek bidan", "Ditolong bidan")
"""The lines that are taken where no family has told."""
ODDS = {"stillborn": .008, "first month": .009, "later": .006, "miscarried": .03}
"""How many there are for each child under one. About the rates of the demographic and health survey (SDKI) of 2012."""

FERTILE = (15, 49)
"""Years, both included."""
METHODS: Mapping[str, Codes] = {
    "Pengguna kontrasepsi suntik": (1,), "Pengguna kontrasepsi spiral": (2,), "Pengguna kondom": (3,), "Pengguna pil": (6,),
    "Pengguna vasektomi": (4,), "Pengguna tubektomi": (5,), "Pengguna KB kalender/alamiah": (7,),
    "Pengguna KB obat tradisional": (8,), "Pengguna metode lain": (10,)}
"""Codes of member question 12 by line; the other method is the implant."""


@dataclass(frozen=True, slots=True)
class Births:
    """Births and losses of the year before the census."""

    alive: int
    stillborn: int
    died_in_first_month: int
    died_later: int
    miscarried: int

    @property
    def all(self) -> int:
        """Births, the stillborn among them."""
        return self.alive + self.stillborn


def fill(book: Book, census: Census) -> None:
    births = _births(census)
    _pregnancies(book, census, births)
    _babies(book, census, births)
    book.put("tp-tempat-persalinan", _told(census, "71", PLACES, births.all))
    book.put("tp-penolong-persalinan", _told(census, "72", HELPERS, births.all))
    _family_planning(book, census)


def _births(census: Census) -> Births:
    """Children under one, those who died, and the stillborn and miscarried, of whom families may tell more."""
    infants, told = how_many(census.age == 0), homes_by(census, "70")
    stillborn, first, later, miscarried = census.dice("births").binomial(infants, list(ODDS.values())).tolist()
    return Births(infants + first + later, max(stillborn, told.get(STILLBORN, 0)), first, later,
                  max(miscarried, told.get(MISCARRIED, 0)))


def _pregnancies(book: Book, census: Census, births: Births) -> None:
    """Put the pregnant: who gave birth, who lost the child, and who is pregnant now; and by whom they were seen."""
    told = homes_by(census, "69")
    answered = census.village.homes.answered
    checked = census.at_home(answered("69", *(code for codes in CHECKS.values() for code in codes), UNCHECKED))
    expecting = checked & ~census.at_home(answered("69", *DELIVERED))
    died, died_after = told.get(DIED_PREGNANT, 0), told.get(DIED_AFTER, 0) + told.get(DIED_AT_BIRTH, 0)
    pregnant = births.all + births.miscarried + how_many(expecting) + died
    asked = how_many(checked)
    visits = {title: min(pregnant, round(count * pregnant / max(1, asked))) for title, count in gathered(CHECKS, told).items()}
    book.put("tp-ibu-hamil", {
        "Ibu hamil": pregnant, **(visits if asked else visits | {USUAL[0]: pregnant}), "Kematian ibu hamil": died,
        "Ibu hamil melahirkan": births.all, "Ibu nifas": births.all, "Kematian ibu nifas": min(died_after, births.all),
        "Ibu nifas hidup": births.all - min(died_after, births.all)})


def _babies(book: Book, census: Census, births: Births) -> None:
    lives, told = census.village.lives, homes_by(census, "70")
    ailing = (census.age <= 5) & ((census.of(lives.disability) > 0) | (census.of(lives.mental_illness) > 0))
    book.put("tp-bayi", {
        "Keguguran kandungan": births.miscarried, "Bayi lahir": births.all, "Bayi lahir mati": births.stillborn,
        "Bayi lahir hidup": births.alive, "Bayi mati usia 0-1 bulan": births.died_in_first_month,
        "Bayi mati usia 1-12 bulan": births.died_later,
        "Bayi lahir berat kurang dari 2,5 kg": min(told.get(LIGHT, 0), births.alive),
        "Anak 0-5 tahun dengan kelainan organ tubuh, fisik dan mental": how_many(ailing)})


def _told(census: Census, question: str, lines: Mapping[str, Codes], total: int) -> dict[str, int]:
    """`total` births, shared out among the lines as the families answer that question."""
    weights = gathered(lines, homes_by(census, question))
    if not any(weights.values()):
        weights = {title: int(title in USUAL) for title in lines}
    return dict(zip(lines, apportioned(list(weights.values()), total).tolist(), strict=True))


def _family_planning(book: Book, census: Census) -> None:
    people, lives = census.village.people, census.village.lives
    woman, age, married = census.woman, census.age, census.of(people.marital) == KAWIN
    fertile = woman & (age >= FERTILE[0]) & (age <= FERTILE[1])
    couples = fertile & married
    book.put("tp-pasangan-subur", {
        "Remaja putri usia 12-17 tahun": how_many(woman & (age >= 12) & (age <= 17)),
        "Perempuan usia subur 15-49 tahun": how_many(fertile),
        "Wanita kawin muda usia kurang dari 16 tahun": how_many(woman & married & (age < 16)),
        "Pasangan usia subur": how_many(couples)})
    methods = gathered(METHODS, counts_by_code(census.of(lives.contraception)[couples]))
    users = sum(methods.values())
    book.put("tp-kb", {"Akseptor KB": users, **methods, "PUS yang tidak menggunakan metode KB": how_many(couples) - users})

"""How many live here, of which age, faith, citizenship, people and disability: counted from the members (rules P21 to P24, X01 to
X03 and X06).
"""

import numpy as np

from sandbox.practice.sheets.sheet import sheet
from seed.chance.odds import Ints
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import men_and_women, pair, sexes_by
from seed.lives import ills
from seed.people import origins

OLDEST = 76
"""Years from which on people stand in one line, the last of pt-usia."""
FAITHS = {"Islam": origins.ISLAM, "Kristen": origins.PROTESTANT, "Katholik": origins.CATHOLIC, "Hindu": origins.HINDU,
          "Budha": origins.BUDDHIST, "Konghucu": origins.CONFUCIAN, "Kepercayaan kepada Tuhan YME": origins.BELIEF}
CITIZENSHIPS = ("Warga Negara Indonesia", "Warga Negara Asing", "Dwi Kewarganegaraan")
"""Lines in the order of the codes of question 6, from 1."""
DISABILITIES = {"Tuna rungu": ills.DEAF, "Tuna wicara": ills.MUTE, "Tuna netra": ills.BLIND, "Lumpuh": ills.LAME,
                "Sumbing": ills.CLEFT}
MENTAL_ILLNESSES = {"Idiot": ills.IDIOCY, "Gila": ills.MADNESS, "Stres": ills.STRESS}
NO_PERSONS = (0, 0, None)


def put(book: Book, census: Census) -> None:
    _put_size(book, census)
    _put_ages(book, census)
    _put_origins(book, census)
    _put_disabilities(book, census)


def _put_size(book: Book, census: Census) -> None:
    men, women = census.by_sex(np.ones(len(census.people), dtype=np.bool_))
    hectares = book.number("pt-identitas", "Luas desa/kelurahan") or census.village.area.hectares
    book.put("pt-jumlah-penduduk", {
        "Jumlah laki-laki": men, "Jumlah perempuan": women, "Jumlah kepala keluarga": len(census.households),
        "Kepadatan penduduk": round((men + women) / (hectares / 100), 2)})


def _put_ages(book: Book, census: Census) -> None:
    titles = ("0-12 bulan", *(f"{age} tahun" for age in range(1, OLDEST)), "Lebih dari 75 tahun")
    ages = men_and_women(census.age.clip(0, OLDEST), census.woman, OLDEST + 1)
    book.put("pt-usia", dict(zip(titles, map(pair, ages), strict=True)))


def _put_origins(book: Book, census: Census) -> None:
    lives = census.village.lives
    faiths = sexes_by(census, lives.faith, max(FAITHS.values()) + 1)
    book.put("pt-agama", {title: pair(faiths[code]) for title, code in FAITHS.items()})
    citizenships = sexes_by(census, lives.nationality, len(CITIZENSHIPS) + 1)[1:]
    book.put("pt-kewarganegaraan", dict(zip(CITIZENSHIPS, map(pair, citizenships), strict=True)))
    titles = [line.title for line in sheet("pt-etnis").lines[:-1]]
    peoples = sexes_by(census, _lines_of(lives.peoples, titles)[lives.people], len(titles))
    book.put("pt-etnis", dict(zip(titles, map(pair, peoples), strict=True)))


def _lines_of(peoples: tuple[str, ...], titles: list[str]) -> Ints:
    """The place among the form's titles of each people of the village; one without a line is counted in the last, the others."""
    return np.array([titles.index(name) if name in titles else len(titles) - 1 for name in peoples])


def _put_disabilities(book: Book, census: Census) -> None:
    lives = census.village.lives
    bodies = sexes_by(census, lives.disability, max(DISABILITIES.values()) + 1)
    minds = sexes_by(census, lives.mental_illness, max(MENTAL_ILLNESSES.values()) + 1)
    book.put("pt-cacat-fisik", {"Cacat kulit": NO_PERSONS, "Cacat fisik lainnya": NO_PERSONS}
             | {title: pair(bodies[code]) for title, code in DISABILITIES.items()})
    book.put("pt-cacat-mental", {"Autis": NO_PERSONS} | {title: pair(minds[code]) for title, code in MENTAL_ILLNESSES.items()})

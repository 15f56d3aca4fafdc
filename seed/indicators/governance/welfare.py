"""Masalah kesejahteraan sosial (tp-aman-kesos). Whoever the DDK knows is counted there; the rest are small numbers.

Counted: who lives where question 90 says so, the disabled (questions 13 and 14), widows, orphans, women who head a household
(rule X04), the young who neither work nor go to school.
"""

import numpy as np

from seed.chance.odds import Bools, Ints
from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.counting import how_many
from seed.indicators.governance.draws import happened, none_of
from seed.land.areas import Setting
from seed.lives import trades, work
from seed.people.families import JANDA_DUDA
from seed.people.people import NOBODY

SHEET = "tp-aman-kesos"
LIVING = {
    "Penghuni jalur hijau dan taman kota": 929, "Penghuni bantaran sungai": 928, "Penghuni pinggiran rel kereta api": 930,
    "Penduduk di daerah rawan banjir": 937, "Penduduk di daerah rawan gunung berapi": 939,
    "Penduduk di daerah rawan tsunami": 938,
    "Penduduk di daerah rawan gempa bumi": 940, "Penduduk di daerah rawan kebakaran rumah": 942,
    "Penduduk di daerah rawan kekeringan": 945, "Penduduk di daerah rawan tanah longsor": 941, "Penduduk rawan kelaparan": 943,
    "Penduduk di daerah rawan air bersih": 944, "Penduduk di daerah lahan kritis dan tandus": 947,
    "Penduduk di kawasan padat dan kumuh": 932}
"""By line: the code of question 90. All people of the households that tick it are counted."""
HAVING = {"Pengemis jalanan": (915, 918), "Orang yang tidur di kolong jembatan/emperan": (916,), "Orang kelainan kulit": (923,),
          "Penduduk eks narapidana": (936,)}
"""By line: codes of question 90. One person is counted for each household and code."""
SLUM = 932
PASSING = {"Gelandangan": .03, "Pengemis jalanan": .08, "Anak jalanan dan terlantar": .06,
           "Pendatang tanpa keterangan penduduk": .5, "Penghuni liar di lahan dan fasilitas umum": .1}
"""Who is on no family card of the village, for each thousand people of a town; fewer elsewhere."""
OUT_OF_TOWN = .3
"""By how much PASSING is multiplied elsewhere."""
SEASONAL = {Setting.TOWN: .8, Setting.COAST: 2.5, Setting.RICE: 1.5, Setting.PLANTATION: 6, Setting.FOREST: 1}
"""Seasonal workers for each thousand people: harvests, the fishing season."""
NEGLECTED = .3
"""Share of the old who live alone in the poorest households: neglected."""


def fill_welfare(book: Book, census: Census) -> None:
    book.put(SHEET, _passing(census) | _homes(book, census) | _people(census) | _children(census) | {
        "Perempuan kepala keluarga": book.whole("tp-keluarga", "Jumlah kepala keluarga tahun ini", "KK perempuan")})


def _passing(census: Census) -> dict[str, int]:
    """Lines of those who are on no card of the village, and of who begs or was in prison by question 90."""
    rng, setting = census.dice("governance welfare"), census.village.area.setting
    thousands = len(census.people) / 1000
    found = happened(rng, PASSING, thousands if setting == Setting.TOWN else thousands * OUT_OF_TOWN)
    for title, codes in HAVING.items():
        found[title] = found.get(title, 0) + sum(census.homes_with("90", code) for code in codes)
    return {**found, "Pendatang dan/atau pekerja musiman": int(rng.poisson(SEASONAL[setting] * thousands)),
            **none_of(("Panti jompo", "Rumah singgah anak jalanan", "Anggota kelompok terasing, terisolir dan terlantar"))}


def _homes(book: Book, census: Census) -> dict[str, Value]:
    """People by where they live. A forest fire would reach the last hamlet of a village at the edge of a forest."""
    answered, home = census.village.homes.answered, census.home
    living = {title: how_many(answered("90", code)[home]) for title, code in LIVING.items()}
    last = len(census.village.houses.hamlets) - 1
    at_the_edge = (census.village.houses.hamlet == last) & (census.village.area.setting == Setting.FOREST)
    return {**living, "Penduduk di daerah rawan kebakaran hutan": how_many(at_the_edge[home]),
            "Rumah dan kawasan kumuh": census.homes_with("90", SLUM),
            "Panti asuhan anak": book.whole("pt-lembaga-masyarakat", "Panti asuhan", "Jumlah lembaga")}


def _people(census: Census) -> dict[str, int]:
    """Ill, disabled, widowed, idle and neglected people."""
    lives, people = census.village.lives, census.village.people
    widowers, widows = census.by_sex(census.of(people.marital) == JANDA_DUDA)
    occupation = census.of(lives.occupation)
    idle = ((occupation == work.NOT_YET) | (occupation == work.NO_STEADY_WORK)) & (census.age >= 15) & (census.age < 25)
    return {"Orang gila/stress/cacat mental": how_many(census.of(lives.mental_illness) > 0),
            "Orang cacat fisik": how_many(census.of(lives.disability) > 0),
            "Janda": widows, "Duda": widowers, "Anak, remaja, preman dan pengangguran": how_many(idle),
            "Lanjut usia terlantar": round(NEGLECTED * how_many(_poor_and_alone(census) & (census.age >= 60)))}


def _children(census: Census) -> dict[str, int]:
    """Orphans, children who don't go to school, children who work."""
    people, lives = census.village.people, census.village.lives
    father, mother, age = census.of(people.father), census.of(people.mother), census.age
    away = ~census.attends
    young = age <= 18
    of_widow, of_widower, of_nobody = census.fixed("governance orphans").uniform((.4, .4, .05), (.65, .65, .15)).tolist()
    works = trades.WORKS[census.of(lives.occupation)]
    return {
        "Anak yatim usia 0-18 tahun": round(of_widow * how_many(young & (father == NOBODY) & _left_alone(census, mother))),
        "Anak piatu usia 0-18 tahun": round(of_widower * how_many(young & (mother == NOBODY) & _left_alone(census, father))),
        "Anak yatim piatu usia 0-18 tahun": round(of_nobody * how_many(young & (father == NOBODY) & (mother == NOBODY))),
        "Anak 7-12 tahun tidak sekolah di SD/sederajat": how_many((age >= 7) & (age <= 12) & away),
        "Anak 13-15 tahun tidak sekolah di SLTP/sederajat": how_many((age >= 13) & (age <= 15) & away),
        "Anak 15-18 tahun tidak sekolah di SLTA/sederajat": how_many((age >= 15) & young & away),
        "Anak yang bekerja membantu keluarga": how_many((age < 18) & works)}


def _left_alone(census: Census, parent: Ints) -> Bools:
    """Whose one parent on the card is a widow or widower; some are divorced, which the DDK does not tell apart."""
    return (parent != NOBODY) & (census.village.people.marital[parent] == JANDA_DUDA)


def _poor_and_alone(census: Census) -> Bools:
    """Who, among those counted, lives alone in a household of the poorest class."""
    village = census.village
    alone = (np.bincount(village.people.household) == 1) & (village.homes.coded["4"] == 0)
    return alone[census.home]

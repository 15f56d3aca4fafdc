"""Epidemics, illnesses, life expectancy and health facilities (rules T22, T25, X10)."""

from collections.abc import Mapping

from seed.chance.odds import stream
from seed.chance.shares import apportioned
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.counting import homes_by
from seed.indicators.words import there

EPIDEMICS: Mapping[str, int] = {
    "Muntaber": 832, "Demam berdarah": 833, "Kolera": 834, "Polio": 835, "Cikungunya": 836, "Flu burung": 837,
    "Busung lapar": 838, "Kelaparan": 839}
"""Codes of question 74 by line. Nobody is made to die of them."""

ILLNESSES: Mapping[str, int] = {
    "Jantung": 862, "Lever": 863, "Paru-paru": 864, "Kanker": 865, "Stroke": 866, "Diabetes melitus": 867, "Ginjal": 868,
    "Malaria": 869, "Lepra/kusta": 870, "HIV/AIDS": 871, "Gila/stress": 872, "TBC": 873, "Asma": 874}
"""Codes of question 79 by line."""
UNASKED: Mapping[str, tuple[float, float]] = {"ISPA": (.012, .03), "Lainnya": (.008, .02)}
"""Illnesses that the families are not asked for: between which shares of all people have them."""
CARE: Mapping[str, tuple[int, int, int, int]] = {
    "Jantung": (55, 20, 10, 15), "Lever": (50, 25, 15, 10), "Paru-paru": (50, 15, 25, 10), "Kanker": (55, 30, 5, 10),
    "Stroke": (75, 15, 5, 5), "Ginjal": (50, 35, 5, 10), "Malaria": (40, 5, 40, 15), "Gila/stress": (75, 10, 5, 10),
    "TBC": (45, 5, 40, 10), "ISPA": (60, 1, 24, 15)}
USUAL_CARE = (60, 5, 20, 15)
"""Of a hundred patients: cared for at home, in a hospital, in a Puskesmas, and not at all."""

NATION = 70.4
"""Years of life expected at birth, this year; BPS for 2013."""
A_YEAR = .2
"""Years by which that rises in a year."""

KADERS, SUPERVISORS = 5, 2
"""Kaders of one Posyandu, at most; supervisors of all Posyandu together, at most."""
FAMILIES_A_DASAWISMA = (14, 26)
"""Families of one dasawisma, from and to."""
BOOKS = ("Buku rencana kegiatan Posyandu", "Buku data pengunjung Posyandu", "Buku kegiatan pelayanan Posyandu")


def fill(book: Book, census: Census) -> None:
    found = homes_by(census, "74")
    book.put("tp-wabah", {title: (found.get(code, 0), 0) for title, code in EPIDEMICS.items()})
    _expectancy(book, census)
    _illnesses(book, census)
    _facilities(book, census)


def _expectancy(book: Book, census: Census) -> None:
    """Put years of life expected at birth. Province and regency have the same figure in all of their villages."""
    village = census.village
    province, regency, _ = village.region.code.split(".", 2)
    since = A_YEAR * (census.period - village.as_of.year)
    of_province = NATION + _drawn(province, village.seed, -.9, .5)
    of_regency = of_province + _drawn(f"{province}.{regency}", village.seed, -1.2, .6)
    own = of_regency + float(census.fixed("life expectancy").uniform(-1.5, 1.2))
    book.put("tp-harapan-hidup", {
        title: round(years + since, 1) for title, years in (
            ("Desa/Kelurahan", own), ("Kabupaten/Kota", of_regency), ("Provinsi", of_province), ("Nasional", NATION))})


def _drawn(code: str, seed: int, low: float, high: float) -> float:
    """How far the area of that code is from the one around it, in years; the same for all its villages."""
    return float(stream("life expectancy", code, seed).uniform(low, high))


def _illnesses(book: Book, census: Census) -> None:
    """Put patients by illness and by where they are cared for."""
    found, rng = homes_by(census, "79"), census.dice("illnesses")
    patients = {title: found.get(code, 0) for title, code in ILLNESSES.items()} | {
        title: round(len(census.people) * float(rng.uniform(*share))) for title, share in UNASKED.items()}
    book.put("tp-penderita-sakit", {
        title: (count, *apportioned(CARE.get(title, USUAL_CARE), count).tolist()[:3]) for title, count in patients.items()})


def _facilities(book: Book, census: Census) -> None:
    posts, rng = book.whole("pt-kesehatan-prasarana", "Posyandu"), census.dice("health facilities")
    kaders = posts * KADERS - int(rng.integers(0, posts, endpoint=True))
    dasawisma = round(len(census.households) / float(census.fixed("dasawisma").uniform(*FAMILIES_A_DASAWISMA)))
    book.put("tp-sarana-kesehatan", {
        "MCK umum": book.whole("pt-sanitasi", "MCK umum"), "Posyandu": posts, "Kader Posyandu aktif": kaders,
        "Pembina Posyandu": min(posts, SUPERVISORS), "Dasawisma": dasawisma,
        "Pengurus Dasawisma aktif": dasawisma * 2 + int(rng.integers(0, dasawisma, endpoint=True)),
        "Kader bina keluarga balita aktif": posts * 2 - int(rng.integers(0, posts, endpoint=True)),
        "Petugas lapangan keluarga berencana aktif": int(rng.integers(1, 3)),
        **dict.fromkeys(BOOKS, there(posts > 0)), "Buku administrasi Posyandu lainnya": int(rng.integers(2, 7)),
        "Kegiatan Posyandu": int(rng.integers(5, 9)), "Kader kesehatan lainnya": int(rng.integers(2, 12)),
        "Kegiatan pengobatan gratis": int(rng.integers(0, 4)),
        "Kegiatan pemberantasan sarang nyamuk/PSN": int(rng.integers(2, 13)),
        "Kegiatan pembersihan lingkungan": int(rng.integers(3, 13))})

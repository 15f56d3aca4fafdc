"""The village itself: identity, borders, the map, and what the figures were taken from (part umum)."""

import numpy as np

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.resources.land import Ground
from seed.indicators.words import there
from seed.lives import offices
from seed.lives.work import CIVIL_SERVANT, VILLAGE_OFFICIAL

JOBS = {VILLAGE_OFFICIAL: "Perangkat desa", CIVIL_SERVANT: "Pegawai Negeri Sipil"}
"""The form's words for the occupation of who fills in the sheets."""
OLDEST, YOUNGEST, LATE, LATE_SHARE = 1850, 1950, (1965, 2000), .15
"""Most villages are old; some were divided off later."""
FIRST_KELURAHAN = (1979, 1983)
"""Law 5/1979 made the villages of towns into kelurahan."""
SURVEYED, MAPPED = .7, .85
"""Chances that the borders were surveyed, and that there is a map."""


def about(book: Book, census: Census, ground: Ground) -> None:
    """Put the four sheets of part umum."""
    identity(book, census)
    borders(book, census)
    maps(book, census)
    sources(book, census)


def identity(book: Book, census: Census) -> None:
    region, area = census.village.region, census.village.area
    clerk = _holder(census, offices.SEKDES)
    book.put("pt-identitas", {
        "Kode wilayah": region.code, "Nama desa/kelurahan": region.name, "Kecamatan": region.district,
        "Kabupaten/kota": area.regency or None, "Provinsi": area.province or None, "Tahun pembentukan": _founded(census),
        "Luas desa/kelurahan": area.hectares, "Koordinat bujur": round(area.longitude, 4),
        "Koordinat lintang": round(area.latitude, 4), "Nama kepala desa/lurah": _name(census, _holder(census, offices.KADES)),
        "Nama pengisi": _name(census, clerk), "Pekerjaan pengisi": None if clerk is None else _job(census, clerk),
        "Jabatan pengisi": None if clerk is None else f"Sekretaris {region.kind}", "Bulan pengisian": census.day.month,
        "Tahun pengisian": census.day.year})


def borders(book: Book, census: Census) -> None:
    sides = ("Sebelah utara", "Sebelah selatan", "Sebelah timur", "Sebelah barat")
    book.put("pt-batas-wilayah", {side: (neighbour or None, district or None) for side, (neighbour, district)
                                  in zip(sides, census.village.area.borders, strict=True)})


def maps(book: Book, census: Census) -> None:
    """A desa settles its borders in a regulation of its own, a kelurahan by one of the regency."""
    rng = census.fixed("maps")
    surveyed, mapped = bool(rng.random() < SURVEYED), bool(rng.random() < MAPPED)
    regulation = f"Nomor {rng.integers(1, 12)} Tahun {census.village.as_of.year - int(rng.integers(3, 12))}"
    is_desa = census.village.region.kind == "desa"
    book.put("pt-penetapan-batas", {
        "Penetapan batas": there(surveyed),
        "Dasar hukum: Perdes nomor": regulation if surveyed and is_desa else None,
        "Dasar hukum: Perda nomor": regulation if surveyed and not is_desa else None,
        "Peta wilayah": there(surveyed or mapped)})


def sources(book: Book, census: Census) -> None:
    region, year = census.village.region, census.day.year
    book.put("pt-sumber-data", {
        "Referensi 1": f"Data dasar keluarga (DDK) {region.kind} {region.name} tahun {year}",
        "Referensi 2": "Buku induk penduduk dan buku mutasi penduduk",
        "Referensi 3": "Buku tanah kas desa dan letter C desa" if region.kind == "desa" else "Buku tanah kelurahan",
        "Referensi 4": f"Kecamatan {region.district} Dalam Angka {year - 1}"})


def _founded(census: Census) -> int:
    """The year in which the village was founded."""
    rng = census.fixed("foundation")
    if census.village.region.kind == "kelurahan":
        return int(rng.integers(*FIRST_KELURAHAN))
    return int(rng.integers(*LATE) if rng.random() < LATE_SHARE else rng.integers(OLDEST, YOUNGEST))


def _holder(census: Census, office: int) -> int | None:
    """The person (index) who holds an office of member question 16, as on the training day."""
    holders = np.flatnonzero(census.village.lives.office == office)
    return int(holders[0]) if len(holders) else None


def _name(census: Census, person: int | None) -> str | None:
    return None if person is None else census.village.names[person]


def _job(census: Census, person: int) -> str:
    return JOBS.get(int(census.village.lives.occupation[person]), "Perangkat desa")

"""Health posts and those who work there: by the village's size, and by the members who work in health (rule X10)."""

from seed.indicators.book import Book
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site
from seed.indicators.occupations import SHAMAN
from seed.lives import work

HOUSES_A_POSYANDU = 240
"""Households for one health post."""


def put(book: Book, site: Site, luck: Luck) -> None:
    urban = site.is_urban
    doctors = max(site.workers(work.DOCTOR), luck.number(1, 2) if site.is_centre else int(luck.yes(.4 if urban else .1)))
    midwives = max(site.workers(work.MIDWIFE), luck.about(site.people / 4500), 1)
    clinic = int(site.is_centre or (site.is_town and luck.yes(.15)))
    helper = int(not clinic and luck.yes(.6))
    book.put("pt-kesehatan-prasarana", {
        "Rumah sakit umum": 0, "Puskesmas": clinic, "Puskesmas pembantu": helper,
        "Poliklinik/balai pengobatan": int(luck.yes(.35 if urban else .12)),
        "Apotik": int(site.is_centre) + luck.number(0, 2) if urban else int(luck.yes(.2)),
        "Posyandu": max(site.hamlets, luck.about(site.households / HOUSES_A_POSYANDU, .2)),
        "Toko obat": luck.number(0, 2) if urban else int(luck.yes(.3)), "Balai pengobatan masyarakat yayasan/swasta": 0,
        "Gudang menyimpan obat": clinic, "Rumah/kantor praktek dokter": doctors,
        "Rumah bersalin": int(luck.yes(.3 if urban else .05)),
        "Balai kesehatan ibu dan anak": int(luck.yes(.1)), "Rumah sakit mata": 0})
    book.put("pt-kesehatan-sarana", {
        "Dokter umum": doctors + clinic * luck.number(1, 2),
        "Dokter gigi": clinic * luck.number(0, 1) + int(urban and luck.yes(.2)),
        "Dokter spesialis lainnya": 0, "Paramedis": clinic * luck.number(4, 9) + helper * luck.number(1, 2),
        "Dukun bersalin terlatih": luck.number(0, 3) if not site.is_town else 0, "Bidan": midwives + clinic * luck.number(3, 7),
        "Perawat": max(site.workers(work.NURSE), luck.number(0, 2)) + clinic * luck.number(3, 8),
        "Dukun pengobatan alternatif": max(site.workers(work.HEALER, work.MASSEUR, SHAMAN), luck.number(0, 3)),
        "Dokter praktek": doctors,
        "Laboratorium kesehatan": int(clinic and luck.yes(.5))})

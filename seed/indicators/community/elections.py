"""Who may vote and who did: residents of 17 and older or married (rules P30, T28 and X11)."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.community.luck import Luck
from seed.people.families import BELUM_KAWIN

ADULT = 17
LOCAL = "Pemilihan kepala desa/lurah"
TURNOUT = {LOCAL: (.68, .88), "Pemilihan bupati/walikota": (.55, .72), "Pemilihan gubernur": (.57, .72),
           "Pemilihan legislatif": (.68, .82), "Pemilihan presiden": (.7, .84)}
"""Between which shares of those who may vote do so. For a president about four in five vote, for a regent or governor about two
in three; who works far away doesn't come home for it.
"""
WOMEN_MORE = .02
"""Women vote a little more often than men."""


def put(book: Book, census: Census, luck: Luck) -> None:
    """Put who may vote and who did, for each election. In a kelurahan nobody votes for the lurah, who is appointed."""
    entitled = (census.age >= ADULT) | (census.of(census.village.people.marital) != BELUM_KAWIN)
    men, women = census.by_sex(entitled)
    elected = census.village.region.kind == "desa"
    lines = {}
    for title, (least, most) in TURNOUT.items():
        share = luck.between(least, most)
        may = (women, men) if elected or title != LOCAL else (0, 0)
        lines[title] = (*may, None, round(may[0] * (share + WOMEN_MORE)), round(may[1] * (share - WOMEN_MORE)), None, None)
    book.put("pt-partisipasi-politik", lines)

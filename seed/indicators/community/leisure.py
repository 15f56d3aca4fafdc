"""Where people pray, play, go out and travel to; and who takes their waste away."""

from sandbox.practice.sheets.sheet import sheet
from seed.indicators.book import Book
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site, has_ground
from seed.indicators.occupations import SCAVENGER
from seed.indicators.words import NOT_THERE
from seed.lives import societies
from seed.people.origins import BUDDHIST, CATHOLIC, CONFUCIAN, HINDU, ISLAM, PROTESTANT

MOSQUE_FOR, MUSHOLA_FOR, TEMPLE_FOR = 850, 240, 350
"""Believers for one house of prayer."""
CHURCH_FROM, SMALL_FAITH_FROM = 110, 90
"""Believers from which on there is one; fewer go to one elsewhere."""
HEAD_OF_SQUAD = 43
"""Code of member question 17."""


def put(book: Book, site: Site, luck: Luck) -> None:
    _put_worship(book, site, luck)
    _put_sports(book, site, luck)
    _put_visits(book, site, luck)
    _put_waste(book, site, luck)


def visited(book: Book) -> list[str]:
    """Sights of pt-wisata that visitors come to."""
    titles = (line.title for line in sheet("pt-wisata").lines)
    return [title for title in titles if book.get("pt-wisata", title, "Tingkat pemanfaatan") == "Aktif"]


def _put_worship(book: Book, site: Site, luck: Luck) -> None:
    """A mosque in every hamlet, a mushola in most RT; others where enough people of the faith live."""
    faiths = site.faiths
    muslims = faiths[ISLAM]
    book.put("pt-peribadatan", {
        "Masjid": max(min(site.hamlets, muslims // 150), luck.about(muslims / MOSQUE_FOR)),
        "Langgar/surau/mushola": luck.about(muslims / MUSHOLA_FOR),
        "Gereja Kristen Protestan": luck.about(faiths[PROTESTANT] / CHURCH_FROM, .15),
        "Gereja Katholik": int(faiths[CATHOLIC] >= CHURCH_FROM), "Wihara": int(faiths[BUDDHIST] >= SMALL_FAITH_FROM),
        "Pura": max(int(faiths[HINDU] >= SMALL_FAITH_FROM), luck.about(faiths[HINDU] / TEMPLE_FOR)),
        "Klenteng": int(faiths[CONFUCIAN] >= SMALL_FAITH_FROM)})


def _put_sports(book: Book, site: Site, luck: Luck) -> None:
    urban = site.is_urban
    book.put("pt-olahraga", {
        "Lapangan sepak bola": luck.number(1, 1 if site.is_town else 2) if has_ground(book, "Lapangan olahraga") else 0,
        "Lapangan bulu tangkis": luck.number(1, 6),
        "Meja pingpong": luck.number(1, 8), "Lapangan tenis": int(luck.yes(.25 if urban else .03)),
        "Lapangan voli": max(1, luck.about(site.hamlets * 1.3, .5)), "Lapangan golf": 0, "Pacuan kuda": 0,
        "Lapangan basket": int(luck.yes(.4 if urban else .08)), "Pusat kebugaran": int(luck.yes(.4 if urban else .05)),
        "Gelanggang remaja": int(luck.yes(.06)), "Arung jeram": int("Arung jeram" in visited(book))})


def _put_visits(book: Book, site: Site, luck: Luck) -> None:
    urban = site.is_urban
    sights = len(visited(book))
    book.put("pt-hiburan-wisata", {
        "Tempat wisata": sights, **{f"Hotel bintang {stars}": 0 for stars in (5, 4, 3)},
        "Hotel bintang 2": int(site.is_town and luck.yes(.06)), "Hotel bintang 1": int(site.is_town and luck.yes(.1)),
        "Hotel melati": int(luck.yes(.3 if urban or sights else .02)), "Diskotik": 0,
        "Bilyar": int(luck.yes(.3 if urban else .12)), "Karaoke": int(luck.yes(.2 if urban else .02)), "Museum": 0,
        "Restoran": luck.number(1, 4) if urban else luck.number(0, 1), "Bioskop": 0})


def _put_waste(book: Book, site: Site, luck: Luck) -> None:
    urban = site.is_urban
    dumps = max(1, luck.about(site.households / 1500)) if has_ground(book, "Tempat pembuangan sampah") else 0
    carts = luck.about(site.households / 350) if urban and dumps else dumps * luck.number(1, 3)
    squad = site.members(HEAD_OF_SQUAD, societies.CLEANERS)
    squads = max(int(squad > 0), int(luck.yes(.5 if urban else .12)))
    book.put("pt-kebersihan", {
        "Tempat pembuangan sementara (TPS)": dumps, "Tempat pembuangan akhir (TPA)": 0,
        "Alat penghancur sampah/incinerator": int(luck.yes(.05)), "Gerobak sampah": carts,
        "Tong sampah": luck.about(site.households * (.35 if urban else .06), .6),
        "Truck pengangkut sampah": int(urban and luck.yes(.4)),
        "Satgas kebersihan": squads, "Anggota satgas kebersihan": max(squad, squads * luck.number(4, 12)),
        "Pemulung": max(site.workers(SCAVENGER), luck.number(0, 6)),
        "Tempat pengelolaan sampah": int(luck.yes(.3 if urban else .12)),
        "Pengelolaan sampah lingkungan/RT":
            "Pemerintah" if urban and luck.yes(.5) else "Swadaya" if luck.yes(.7) else NOT_THERE,
        "Pengelola sampah lainnya": luck.there(.15)})

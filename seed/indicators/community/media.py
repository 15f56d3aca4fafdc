"""Telephone, post, radio, television and newspapers: by what the families have (household question 68)."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site
from seed.indicators.counting import how_many
from seed.indicators.words import THERE
from seed.land.areas import Setting

TELEVISION, LAND_LINE, MOBILE, OTHER_MOBILE, DISH, NEWSPAPER = 753, 782, 783, 784, 786, 787
"""Codes of household question 68."""
YOUNGEST, OLDEST = 13, 64
"""Years between which everybody has a mobile phone, where the family has one; both included."""
DISHES = {Setting.COAST: .12, Setting.TOWN: .06, Setting.RICE: .1, Setting.PLANTATION: .25, Setting.FOREST: .3}
"""Share of the families with a dish, where no family's form names one."""
RADIOS = .3
"""Share of the families with a radio."""


def put(book: Book, census: Census, site: Site, luck: Luck) -> None:
    urban = site.is_urban
    book.put("pt-telepon", {
        "Telepon umum": 0, "Wartel": 0, "Warnet": luck.number(1, 4) if urban else luck.number(0, 2),
        "Pelanggan Telkom": census.homes_with("68", LAND_LINE), "Pelanggan GSM": _mobiles(census, MOBILE),
        "Pelanggan CDMA": _mobiles(census, OTHER_MOBILE), "Sinyal telepon seluler/handphone": THERE})
    post = int(site.is_centre)
    main = int(post and luck.yes(.25))
    book.put("pt-pos", {"Kantor pos": main, "Kantor pos pembantu": post - main,
                        "Tukang pos": luck.number(1, 3) if post else int(luck.yes(.25))})
    families = len(census.households)
    televisions = census.homes_with("68", TELEVISION)
    book.put("pt-radio-tv", {
        "TV umum": luck.number(0, 2), "Jumlah radio": round(families * RADIOS * luck.between(.5, 1.3)),
        "Jumlah TV": round(televisions * luck.between(1, 1.08)),
        "Jumlah parabola": census.homes_with("68", DISH) or round(televisions * DISHES[site.setting] * luck.between(.5, 1.3))})
    read = census.homes_with("68", NEWSPAPER) > 0
    book.put("pt-koran", {
        "Koran/surat kabar": luck.there(1 if read else .55 if urban else .3), "Majalah": luck.there(.2 if urban else .06),
        "Papan iklan/reklame": luck.there(.9 if urban else .4), "Papan pengumuman": THERE})


def _mobiles(census: Census, code: int) -> int:
    """People of the age for a telephone of their own, in families that tick this code of question 68."""
    here = census.village.homes.answered("68", code)[census.home]
    return how_many(here & (census.age >= YOUNGEST) & (census.age <= OLDEST))

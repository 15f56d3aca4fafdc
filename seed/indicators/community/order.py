"""Who keeps order: civil guards (linmas), night watches, and the partners of army and police (rule P36)."""

from seed.indicators.book import Book
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site
from seed.indicators.words import NOT_THERE, THERE
from seed.land.areas import Setting
from seed.lives import societies


def put(book: Book, site: Site, luck: Luck) -> None:
    guards = max(site.members(societies.GUARDS), luck.about(10 + site.households / 130, .25))
    watched = luck.yes(.93)
    posts = max(1, luck.about(site.rts * .6)) if watched else 0
    book.put("pt-aman-hansip", {
        "Keberadaan hansip dan linmas": THERE, "Jumlah anggota hansip": guards, "Jumlah anggota satgas linmas": guards,
        "Pelaksanaan siskamling": THERE if watched else NOT_THERE, "Jumlah pos kamling": posts})
    _put_private(book, site, luck)
    soldiers, policemen = luck.number(1, 2), 1
    book.put("pt-aman-kerja-sama", {"Mitra Koramil/TNI": (THERE, soldiers, luck.number(4, 14)),
                                    "Babinkamtibmas/POLRI": (THERE, policemen, luck.number(4, 14))})


def _put_private(book: Book, site: Site, luck: Luck) -> None:
    """Guards of firms: in towns, and of the estates. Where there are none, nobody owns them."""
    odds = {Setting.TOWN: .35, Setting.PLANTATION: .4, Setting.COAST: .12}.get(site.setting, .06)
    if not luck.yes(odds):
        book.put("pt-aman-swakarsa", {"Keberadaan satpam swakarsa": NOT_THERE, "Jumlah anggota": 0,
                                      "Keberadaan organisasi keamanan lainnya": luck.there(.1)})
        return
    book.put("pt-aman-swakarsa", {
        "Keberadaan satpam swakarsa": THERE, "Jumlah anggota": luck.number(4, 25),
        "Nama organisasi induk": "Perkebunan" if site.setting is Setting.PLANTATION else "Perusahaan setempat",
        "Pemilik organisasi": "Swasta", "Keberadaan organisasi keamanan lainnya": luck.there(.1)})

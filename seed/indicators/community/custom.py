"""Custom (adat): its keepers, symbols and ceremonies."""

from seed.indicators.book import Book
from seed.indicators.community.institutions import CUSTOM, exists
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site
from seed.indicators.words import there
from seed.land.areas import Setting

CEREMONIES = {"Musyawarah adat": .3, "Sanksi adat": .04, "Upacara adat perkawinan": .85, "Upacara adat kematian": .85,
              "Upacara adat kelahiran": .85, "Upacara adat dalam bercocok tanam": .45, "Upacara adat bidang perikanan/laut": 0,
              "Upacara adat bidang kehutanan": .04, "Upacara adat dalam pengelolaan SDA": .2,
              "Upacara adat dalam pembangunan rumah": .6, "Upacara adat dalam penyelesaian masalah/konflik": .2}
"""The chance of each ceremony in a village; AT_HOME goes before it."""
AT_HOME = {(Setting.COAST, "Upacara adat bidang perikanan/laut"): .85, (Setting.FOREST, "Upacara adat bidang kehutanan"): .2,
           (Setting.RICE, "Upacara adat dalam bercocok tanam"): .65, (Setting.TOWN, "Upacara adat dalam bercocok tanam"): .05,
           (Setting.COAST, "Upacara adat dalam bercocok tanam"): .25}
"""The chance of a ceremony in a setting to which it belongs, or does not."""


def put(book: Book, site: Site, luck: Luck) -> None:
    organised = exists(book, CUSTOM)
    book.put("pt-adat-lembaga", {"Pemangku adat": there(organised or luck.yes(.15)), "Kepengurusan adat": there(organised)})
    symbols = {"Rumah adat": .15, "Barang pusaka": .3, "Naskah-naskah": .12} if organised else {
        "Rumah adat": .03, "Barang pusaka": .08, "Naskah-naskah": .02}
    book.put("pt-adat-simbol", {title: luck.there(odds) for title, odds in symbols.items()})
    book.put("pt-adat-kegiatan", {title: luck.there(AT_HOME.get((site.setting, title), odds))
                                  for title, odds in CEREMONIES.items()})

"""The menu: what a trainee needs daily, and what stands under Lainnya and on Beranda.

An entry's key is what its page passes as `active`. A wide screen shows `always` and `wide` side by side; below 1200 px the second
stand under Lainnya too. `more` stands there at every width.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from flask import url_for
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One page that the menu leads to, by its view. `about`: what it is for, in a few words, as Beranda says it."""

    key: str
    label: str
    view: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """The entries in their three places, each in its order."""

    always: tuple[MenuEntry, ...]
    wide: tuple[MenuEntry, ...]
    more: tuple[MenuEntry, ...]

    @property
    def under_more(self) -> tuple[str, ...]:
        """Keys of the pages that Lainnya may hold."""
        return tuple(entry.key for entry in (*self.wide, *self.more))


MENU = Menu(
    always=(
        MenuEntry("beranda", "Beranda", ".home"),
        MenuEntry("ddk", "DDK", ".households"),
        MenuEntry("potensi", "Potensi", ".sheets", {"form": "potensi"}),
        MenuEntry("perkembangan", "Tingkat Perkembangan", ".sheets", {"form": "perkembangan"}),
        MenuEntry("kotak-keluar", "Kotak Keluar", ".outbox"),
    ),
    wide=(
        MenuEntry("periksa", "Periksa Data", ".doubts"),
        MenuEntry("statistik", "Statistik", ".statistics"),
        MenuEntry("impor", "Impor & Ekspor", ".exchange"),
        MenuEntry("profil", "Profil Publik", ".profile"),
    ),
    more=(
        MenuEntry("loket", "Loket", ".counter", about="Warga yang menunggu surat di kecamatan"),
        MenuEntry("klasifikasi", "Klasifikasi", ".classification", about="Kelas desa, dihitung setiap malam"),
        MenuEntry("progres", "Progres", ".progress", about="Berapa isian yang sudah terisi"),
        MenuEntry("mutasi", "Riwayat Mutasi", ".mutations", about="Siapa keluar dari kartu, kapan, ke mana"),
        MenuEntry("bantuan", "Bantuan", ".helpdesk", about="Laporkan gangguan yang tidak bisa Anda atasi"),
        MenuEntry("pesan", "Pesan Singkat", ".notices", about="Kabar dari kecamatan, kabupaten dan Bantuan"),
        MenuEntry("panduan", "Panduan Teknis", ".guide", about="Cara kerja yang aman, dalam satu halaman"),
        MenuEntry("dokumen", "Unduh Dokumen", ".documents", about="Formulir kosong untuk diisi dengan pena"),
        MenuEntry("kata-sandi", "Ubah Kata Sandi", ".own_password", about="Kata sandi latihan untuk masuk berikutnya"),
        MenuEntry("draf", "Draf", ".drafts", about="Ketikan yang belum disimpan"),
    ),
)


@lru_cache(maxsize=1024)
def links(_home: str, place: str, active: str, classes: str = "") -> Markup:
    """The entries of one place (always, wide, more) as items of a list; `active`: the key of the page that they stand on.

    Drawn once for every page and mount of the practice system, which its first page's address tells: all addresses begin so.
    """
    of_class = Markup(' class="{}"').format(classes) if classes else ""
    return Markup("\n").join(
        Markup('<li{}><a href="{}"{}>{}</a></li>').format(
            of_class, url_for(entry.view, **entry.arguments), Markup(' aria-current="page"') if entry.key == active else "",
            entry.label)
        for entry in getattr(MENU, place))

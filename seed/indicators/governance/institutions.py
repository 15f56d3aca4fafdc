"""Community institutions (LKD in a desa, LKK in a kelurahan): how they are chosen, what they do, who belongs to them.

Which there are, on what legal ground and with how many kinds of activity, Potensi says: pt-lembaga-masyarakat, pt-lkd-*.
"""

from typing import NamedTuple

from seed.chance.odds import Rng
from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.words import ACTIVE, AT_WORK, DORMANT, NOT_THERE, PASSIVE, THERE, there

ALL, EQUIPPED, HEALTH = "pt-lembaga-masyarakat", "pt-lkd-organisasi", "pt-kesehatan-prasarana"
ITSELF = "LKD/LKK"


class Source(NamedTuple):
    """Where Potensi has a member organisation: its rows in ALL, the first that exists, and its row in EQUIPPED if it has one."""

    rows: tuple[str, ...]
    equipped: str | None = None


MEMBERS = {
    "LKMD/LPM atau sebutan lain": Source(("LPMD/LPMK atau sebutan lain", "LKMD/LKMK")), "PKK": Source(("PKK",), "PKK"),
    "Karang Taruna": Source(("Karang Taruna",), "Karang Taruna"),
    "Rukun Tetangga (RT)": Source(("Rukun Tetangga",), "Rukun Tetangga"),
    "Rukun Warga (RW)": Source(("Rukun Warga",), "Rukun Warga"), "Lembaga Adat": Source(("Lembaga adat",), "Lembaga adat"),
    "BUMDes": Source(("Badan Usaha Milik Desa",), "BUMDes"), "Kelompok Tani/Nelayan": Source(("Kelompok tani/nelayan",)),
    "Organisasi Perempuan": Source(("Organisasi perempuan lain",)), "Organisasi Pemuda": Source(("Organisasi pemuda lainnya",)),
    "Organisasi Profesi": Source(("Organisasi profesi lainnya",), "Organisasi profesi"),
    "Organisasi Bapak": Source(("Organisasi bapak",)), "Kelompok Gotong Royong": Source(("Kelompok gotong royong",)),
    "Organisasi Keagamaan": Source(("Organisasi keagamaan",)),
    "Lainnya": Source(("Yayasan", "Wredatama", "Pecinta alam", "Panti asuhan"))}
FORUM, HEALTH_POST, TECHNOLOGY = "Forum Komunikasi Kader Pemberdayaan Masyarakat", "Posyandu", "Posyantekdes"
OF_THE_VILLAGE = {"desa": "Peraturan Desa", "kelurahan": "Peraturan Daerah"}
BY_LAW = {"Perdes dan Perda": OF_THE_VILLAGE, "Keputusan Kepala Desa/Lurah": OF_THE_VILLAGE,
          "Keputusan Bupati/Walikota": {"desa": "Peraturan Daerah", "kelurahan": "Peraturan Daerah"}}
"""The ground in law by Potensi's word for it and the kind of village: a head's decision carries out a law of the village."""
Organisation = tuple[str, str, int, int, str]
"""The columns of tp-lk-organisasi: existence, board, registers, activities, ground in law."""
ABSENT: Organisation = (NOT_THERE, NOT_THERE, 0, 0, NOT_THERE)
FUNCTIONS = 5
"""Functions of the member organisations, at most."""
TIMES = 3
"""How often a kind of activity takes place in a year, at most."""


def fill_institutions(book: Book, census: Census) -> None:
    fixed, rng = census.fixed("governance institutions"), census.dice("governance institutions")
    members = _members(book, census, fixed, rng) | _others(book, census, fixed, rng)
    exists = book.whole(ALL, ITSELF, "Jumlah lembaga") > 0
    belong = sum(member is not ABSENT for member in members.values()) if exists else 0
    registers = book.whole("pt-lkd-prasarana", "Buku administrasi", ITSELF) if exists else 0
    own = book.whole("pt-lkd-prasarana", "Jumlah kegiatan", ITSELF)
    activities = own + int(rng.binomial(own, .5)) if exists else 0
    book.put("tp-lk-organisasi", members)
    book.put("tp-lk-desa", {
        "Keberadaan organisasi LKD/LKK": there(exists),
        "Kepengurusan": AT_WORK if activities else DORMANT if exists else NOT_THERE, "Jumlah kegiatan": activities,
        "Buku administrasi lembaga kemasyarakatan": registers, "Jumlah organisasi anggota": belong})
    book.put("tp-pol-lkd", _choosing(census, exists, activities > 0, belong) | _doing(fixed, rng, book, exists, members) | {
        "Jumlah kegiatan LKD/LKK": activities})


def _members(book: Book, census: Census, fixed: Rng, rng: Rng) -> dict[str, Organisation]:
    """The organisations that Potensi has in MEMBERS, by title."""
    luck = zip(fixed.random(len(MEMBERS)).tolist(), rng.integers(0, TIMES, len(MEMBERS)).tolist(), strict=True)
    return {title: _member(book, census, source, *one) for (title, source), one in zip(MEMBERS.items(), luck, strict=True)}


def _others(book: Book, census: Census, fixed: Rng, rng: Rng) -> dict[str, Organisation]:
    """The organisations that Potensi has on other sheets, or not at all."""
    law = OF_THE_VILLAGE[census.village.region.kind]
    kinds = {FORUM: (book.get(EQUIPPED, FORUM, "Keberadaan") == THERE, .8, NOT_THERE),
             HEALTH_POST: (book.whole(HEALTH, HEALTH_POST) > 0, 1, law), TECHNOLOGY: (fixed.random() < .12, .5, law)}
    chances, deeds = fixed.random(len(kinds)).tolist(), rng.integers(2, 2 + TIMES, len(kinds)).tolist()
    return {title: ABSENT if not exists else (THERE, AT_WORK, 2, done, law) if chance < active else (THERE, DORMANT, 2, 0, law)
            for (title, (exists, active, law)), chance, done in zip(kinds.items(), chances, deeds, strict=True)}


def _member(book: Book, census: Census, source: Source, chance: float, more: int) -> Organisation:
    """One organisation, as Potensi has it; where that does not say, by `chance`. `more`: activities beside one of each kind."""
    row = next((row for row in source.rows if book.whole(ALL, row, "Jumlah lembaga")), None)
    if row is None:
        return ABSENT
    kinds = book.whole(ALL, row, "Jumlah jenis kegiatan")
    registers, active = 1 + int(chance * 4), chance < .9
    if source.equipped:
        registers = book.whole(EQUIPPED, source.equipped, "Buku administrasi")
        active = book.get(EQUIPPED, source.equipped, "Kepengurusan") == ACTIVE
    ground = BY_LAW.get(str(book.get(ALL, row, "Dasar hukum pembentukan")), {}).get(census.village.region.kind, NOT_THERE)
    return THERE, AT_WORK if active else DORMANT, registers, kinds + more if active and kinds else kinds, ground


def _choosing(census: Census, exists: bool, is_active: bool, belong: int) -> dict[str, Value]:
    """LKD is the word of a desa, LKK of a kelurahan; the other's lines are empty of any."""
    is_desa = census.village.region.kind == "desa"
    chosen = "Dipilih rakyat secara langsung" if census.fixed("governance boards").random() < .6 else "Diangkat kepala desa/lurah"
    return {
        "Keberadaan organisasi LKD/LKK": there(exists), "Dasar hukum keberadaan LKD": there(exists and is_desa),
        "Jumlah organisasi anggota LKD": belong if is_desa else 0, "Dasar hukum pembentukan LKK": there(exists and not is_desa),
        "Jumlah organisasi anggota LKK": 0 if is_desa else belong, "Pemilihan pengurus LKD/LKK": chosen if exists else None,
        "Pemilihan pengurus organisasi anggota LKD/LKK": "Dipilih rakyat secara langsung" if belong else None,
        "Status pelaksanaan tugas LKD/LKK": ACTIVE if is_active else PASSIVE}


def _doing(fixed: Rng, rng: Rng, book: Book, exists: bool, members: dict[str, Organisation]) -> dict[str, Value]:
    """What the LKD does and is given, in lines of tp-pol-lkd; nothing where there is none."""
    money, for_members, supported, equipped, keeps_books = (fixed.random(5) < (.9, .7, .75, .6, .8)).tolist()
    return {
        "Fungsi yang dijalankan organisasi anggota LKD/LKK": int(fixed.integers(2, FUNCTIONS + 1)) if exists else 0,
        "Jumlah kegiatan organisasi anggota LKD/LKK": sum(member[3] for member in members.values()) if exists else 0,
        "Alokasi anggaran untuk LKD/LKK": there(exists and money),
        "Alokasi anggaran untuk organisasi anggota LKD/LKK": there(exists and for_members),
        "Kantor dan ruang kerja LKD/LKK": book.get("pt-lkd-prasarana", "Gedung kantor", ITSELF),
        "Dukungan biaya, personil dan ATK sekretariat LKD/LKK": there(exists and supported),
        "Realisasi program kerja organisasi anggota": int(rng.integers(55, 99)) if exists else 0,
        "Alat kelengkapan organisasi anggota LKD/LKK": there(exists and equipped),
        "Kegiatan administrasi dan ketatausahaan LKD/LKK": there(exists and keeps_books)}

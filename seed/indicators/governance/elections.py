"""Elections: voters as Potensi has them (rule X11), parties, village head and officials, council (rule X08)."""

from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.governance.draws import between, none_of
from seed.indicators.occupations import LEGISLATOR
from seed.indicators.words import there

ELECTED, APPOINTED = "Dipilih rakyat secara langsung", "Ditunjuk atau diangkat"
TERM = 6
"""Years that a village head is elected for (UU 32/2004, section 204)."""
TURNOUT = "pt-partisipasi-politik"
"""The sheet of Potensi with the voters."""
COUNCILS_WORK = {
    "Produk BPD: peraturan desa": (1, 4), "Produk BPD: permintaan keterangan dari kepala desa": (0, 2),
    "Produk BPD: rancangan peraturan desa": (1, 4), "Produk BPD: menyalurkan aspirasi masyarakat": (2, 12),
    "Produk BPD: menyatakan pendapat kepada kepala desa": (0, 3), "Produk BPD: menyampaikan usul kepada kepala desa": (0, 5),
    "Produk BPD: mengevaluasi pelaksanaan APB Desa": (1, 2)}
"""Decisions of a council in a year, from and to."""


def fill_elections(book: Book, census: Census) -> None:
    is_desa = census.village.region.kind == "desa"
    book.put("tp-pol-pemilu", _parliament(book, census))
    book.put("tp-pol-pilkada", {
        "Penduduk yang mempunyai hak pilih": _entitled(book, "Pemilihan bupati/walikota"),
        "Pengguna hak pilih pada pemilu bupati/walikota lalu": _voted(book, "Pemilihan bupati/walikota"),
        "Pengguna hak pilih pada pemilu gubernur lalu": _voted(book, "Pemilihan gubernur")})
    book.put("tp-pol-kades", {
        "Penentuan jabatan kepala desa": ELECTED, "Penentuan sekretaris desa": APPOINTED,
        "Penentuan perangkat desa termasuk kepala dusun": APPOINTED, "Masa jabatan kepala desa": TERM,
    } if is_desa else {"Penentuan jabatan lurah dan perangkat kelurahan": APPOINTED})
    book.put("tp-pol-bpd", _council(book, census))


def _entitled(book: Book, election: str) -> int:
    """How many may vote, as Potensi has it."""
    return book.whole(TURNOUT, election, "Wanita punya hak pilih") + book.whole(TURNOUT, election, "Pria punya hak pilih")


def _voted(book: Book, election: str) -> int:
    """How many voted last time, as Potensi has it."""
    return book.whole(TURNOUT, election, "Wanita memilih") + book.whole(TURNOUT, election, "Pria memilih")


def _parliament(book: Book, census: Census) -> dict[str, int]:
    """The lines of tp-pol-pemilu: voters as Potensi has them, parties by chance."""
    fixed = census.fixed("governance elections")
    entitled = _entitled(book, "Pemilihan legislatif")
    parties = int(fixed.integers(3, 11))
    leaders = int(sum(fixed.integers(3, 9, parties)))
    return {
        "Penduduk yang memiliki hak pilih": entitled,
        "Pengguna hak pilih pada pemilu legislatif lalu": _voted(book, "Pemilihan legislatif"),
        "Pengguna hak pilih dalam pemilihan presiden/wakil": _voted(book, "Pemilihan presiden"),
        "Perempuan yang aktif di partai politik": int(fixed.binomial(leaders, .25)),
        "Partai politik yang memiliki pengurus sampai desa/kelurahan": parties,
        "Partai politik yang mempunyai kantor di desa/kelurahan": int(fixed.binomial(parties, .08)),
        "Penduduk yang menjadi pengurus partai politik": leaders,
        "Penduduk yang dipilih dalam pemilu legislatif lalu": census.workers[LEGISLATOR]}


def _council(book: Book, census: Census) -> dict[str, Value]:
    """The lines of tp-pol-bpd. A kelurahan has no council; how its members are chosen stays empty there."""
    members = book.whole("pt-bpd", "Jumlah anggota BPD")
    rng = census.dice("governance council")
    if not members:
        return {"Jumlah anggota BPD": 0, "Pemilikan kantor/ruang kerja BPD": there(False), "Anggaran untuk BPD": there(False),
                **none_of(COUNCILS_WORK)}
    made = between(rng, COUNCILS_WORK)
    return {"Jumlah anggota BPD": members, "Penentuan anggota BPD": "Dipilih secara musyawarah",
            "Pimpinan BPD": "Dipilih dari dan oleh anggota", "Anggaran untuk BPD": there(True),
            "Pemilikan kantor/ruang kerja BPD": there(book.whole("pt-bpd-prasarana", "Jumlah ruang kerja") > 0), **made,
            "Produk BPD: rancangan peraturan desa": max(made["Produk BPD: rancangan peraturan desa"],
                                                        made["Produk BPD: peraturan desa"])}

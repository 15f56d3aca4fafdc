"""The offices of the village, of its council (BPD) and of its hamlets: buildings, belongings, registers (rules P36 and X09)."""

from seed.indicators.book import Book, Value
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import COUNCIL, Site
from seed.indicators.words import BROKEN, GOOD, KEPT, NOT_KEPT, NOT_THERE, THERE
from seed.lives import offices

USUAL = ("Buku keputusan kepala desa/lurah", "Buku administrasi kependudukan", "Buku agenda ekspedisi",
         "Buku profil desa/kelurahan", "Buku data induk penduduk", "Buku kas umum")
"""Registers that every village keeps."""
OTHERS = (
    "Buku data inventaris", "Buku data aparat", "Buku data tanah milik desa/kelurahan", "Buku administrasi pajak dan retribusi",
    "Buku data tanah", "Buku laporan pengaduan masyarakat", "Buku data mutasi penduduk",
    "Buku rekapitulasi jumlah penduduk akhir bulan", "Buku registrasi pelayanan penduduk", "Buku data penduduk sementara",
    "Buku anggaran penerimaan", "Buku anggaran pengeluaran pegawai dan pembangunan", "Buku kas pembantu penerimaan",
    "Buku kas pembantu pengeluaran rutin dan pembangunan", "Buku data lembaga kemasyarakatan")
"""Registers that not every village keeps."""
LAWS = "Buku data peraturan desa"
OF_COUNCIL = ("Buku administrasi keanggotaan BPD", "Buku administrasi kegiatan BPD", "Buku kegiatan BPD",
              "Buku himpunan peraturan desa yang ditetapkan")


def put(book: Book, site: Site, luck: Luck) -> None:
    _put_village(book, site, luck)
    if any(site.offices[code] for code in COUNCIL):
        _put_council(book, luck)
    else:
        _put_no_council(book)
    pieces, registers = luck.number(2, 8), luck.number(2, 7)
    book.put("pt-dusun-prasarana", {
        "Gedung kantor atau balai pertemuan": luck.there(.45), "Alat tulis kantor": luck.there(.8), "Barang inventaris": pieces,
        "Buku administrasi": registers, "Jenis kegiatan": luck.number(2, 6),
        "Jumlah pengurus": max(site.offices[offices.KADUS], site.hamlets)})


def _put_village(book: Book, site: Site, luck: Luck) -> None:
    officials = sum(site.offices[offices.KADES:offices.STAFF + 1])
    book.put("pt-kantor-desa", {
        "Gedung kantor": THERE, "Kondisi gedung kantor": GOOD if luck.yes(.9) else BROKEN,
        "Jumlah ruang kerja": luck.number(4, 9), "Balai desa/kelurahan/sejenisnya": luck.there(.97), "Listrik": THERE,
        "Air bersih": THERE, "Telepon": luck.there(.3), "Rumah dinas kepala desa/lurah": luck.there(.06),
        "Rumah dinas perangkat desa/kelurahan": luck.there(.03)})
    book.put("pt-inventaris-desa", {
        "Mesin tik": luck.number(0, 3), "Meja": officials + luck.number(2, 8), "Kursi": 10 * luck.number(4, 16) + officials,
        "Almari arsip": luck.number(3, 10), "Komputer": luck.number(3, 9), "Mesin fax": 0, "Kendaraan dinas": luck.number(1, 3)})
    registers = {title: KEPT if luck.yes(.93) else NOT_KEPT for title in USUAL} | {title: _register(luck) for title in OTHERS}
    book.put("pt-administrasi-desa", registers | {LAWS: KEPT if site.is_desa else NOT_THERE})


def _register(luck: Luck) -> str:
    """Whether a register is kept, is there but empty, or is not there."""
    return KEPT if luck.yes(.72) else NOT_KEPT if luck.yes(.55) else NOT_THERE


def _put_council(book: Book, luck: Luck) -> None:
    """Put the council's rooms, belongings and registers. Most councils meet in a room of the village office."""
    has_office = luck.yes(.25)
    lines: dict[str, Value] = {
        "Gedung kantor": THERE if has_office else NOT_THERE, "Jumlah ruang kerja": luck.number(1, 2),
        "Balai BPD": luck.there(.1), "Kondisi": GOOD if luck.yes(.85) else BROKEN, "Listrik": THERE, "Air bersih": luck.there(.9),
        "Telepon": NOT_THERE}
    book.put("pt-bpd-prasarana", lines)
    book.put("pt-bpd-inventaris", {
        "Mesin tik": luck.number(0, 1), "Meja": luck.number(1, 5), "Kursi": luck.number(5, 20), "Almari arsip": luck.number(0, 2),
        "Komputer": luck.number(0, 1), "Mesin fax": 0})
    book.put("pt-bpd-administrasi", {title: _register(luck) for title in OF_COUNCIL})


def _put_no_council(book: Book) -> None:
    """Put that there is no council, as in a kelurahan; the condition of what isn't there stays empty."""
    book.put("pt-bpd-prasarana", {"Jumlah ruang kerja": 0} | dict.fromkeys(
        ("Gedung kantor", "Balai BPD", "Listrik", "Air bersih", "Telepon"), NOT_THERE))
    book.put("pt-bpd-inventaris", dict.fromkeys(("Mesin tik", "Meja", "Kursi", "Almari arsip", "Komputer", "Mesin fax"), 0))
    book.put("pt-bpd-administrasi", dict.fromkeys(OF_COUNCIL, NOT_THERE))

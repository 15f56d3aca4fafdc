"""Buildings, inventories and registers of the village's office, its council and its hamlets: as Potensi has them (rule X09)."""

from collections.abc import Iterable, Mapping

from seed.chance.odds import Rng
from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.governance.draws import copied
from seed.indicators.words import BROKEN, GOOD, KEPT, NOT_THERE, THERE, there

FILLED, NOT_FILLED = "Terisi", "Tidak terisi"
OFFICE = ("Gedung kantor", "Kondisi gedung kantor", "Jumlah ruang kerja", "Balai desa/kelurahan/sejenisnya", "Listrik",
          "Air bersih", "Telepon")
EQUIPMENT = ("Mesin tik", "Meja", "Kursi", "Almari arsip", "Komputer", "Mesin fax")
LIKE_POTENSI = (
    "Buku keputusan kepala desa/lurah", "Buku administrasi kependudukan", "Buku data inventaris", "Buku data aparat",
    "Buku administrasi pajak dan retribusi", "Buku data tanah", "Buku laporan pengaduan masyarakat", "Buku agenda ekspedisi",
    "Buku profil desa/kelurahan", "Buku data induk penduduk", "Buku data mutasi penduduk",
    "Buku rekapitulasi jumlah penduduk akhir bulan", "Buku registrasi pelayanan penduduk", "Buku data penduduk sementara",
    "Buku anggaran penerimaan", "Buku anggaran pengeluaran pegawai dan pembangunan", "Buku kas umum",
    "Buku kas pembantu penerimaan", "Buku kas pembantu pengeluaran rutin dan pembangunan", "Buku data lembaga kemasyarakatan")
REGISTERS = {row: row for row in LIKE_POTENSI} | {
    "Buku data peraturan desa/peraturan daerah": "Buku data peraturan desa",
    "Buku data tanah kas desa/milik kelurahan": "Buku data tanah milik desa/kelurahan"}
"""Lines of this form, and what pt-administrasi-desa calls them."""
MORE_REGISTERS = {
    "Buku data pengurus dan anggota lembaga kemasyarakatan": .75, "Buku data program dan kegiatan masuk desa/kelurahan": .7,
    "Buku rencana kerja pembangunan": .9, "Buku rencana pembangunan jangka menengah desa": .9,
    "Buku kader pemberdayaan masyarakat": .65, "Buku kegiatan pembangunan": .85, "Buku inventaris proyek": .6,
    "Buku APB Desa/anggaran kelurahan": .98, "Loket pelayanan": .7, "Kotak pengaduan masyarakat": .6,
    "Papan informasi pelayanan": .85, "Laporan kinerja tahunan": .85, "Laporan akhir jabatan/memori jabatan": .55}
"""What only this form asks, and the chance that it is there."""
COUNCILS_REGISTERS = {
    "Buku administrasi keanggotaan BPD": "Buku administrasi keanggotaan BPD", "Buku data kegiatan BPD": "Buku kegiatan BPD",
    "Buku agenda BPD": "Buku administrasi kegiatan BPD",
    "Buku data keputusan BPD": "Buku himpunan peraturan desa yang ditetapkan"}
HAMLETS = ("Gedung kantor atau balai pertemuan", "Alat tulis kantor", "Barang inventaris", "Buku administrasi", "Jenis kegiatan",
           "Jumlah pengurus")
HAMLETS_EQUIPMENT = {"Kursi": (12, 50), "Meja": (1, 5), "Almari arsip": (1, 2), "Mesin tik": (0, 1), "Komputer": (0, 1)}
"""Pieces for each hamlet, from and to; first what is bought first."""


def fill_office(book: Book, census: Census) -> None:
    rng = census.fixed("governance office")
    hall_is_sound, *chances = (rng.random(5) < (.9, .8, .85, .9, .75)).tolist()
    hall = book.get("pt-kantor-desa", "Balai desa/kelurahan/sejenisnya")
    book.put("tp-pem-kantor", copied(book, "pt-kantor-desa", OFFICE) | {
        "Kondisi balai desa/kelurahan": _state(hall == THERE, hall_is_sound)})
    book.put("tp-pem-inventaris", copied(book, "pt-inventaris-desa", EQUIPMENT) | {
        "Kendaraan dinas lurah/kepala desa": book.get("pt-inventaris-desa", "Kendaraan dinas"), **_staff_papers(book, chances)})
    book.put("tp-pem-administrasi", _registers(book, "pt-administrasi-desa", REGISTERS) | _more(rng, MORE_REGISTERS))
    _fill_council(book, rng)
    _fill_hamlets(book, census, rng)


def _state(is_there: bool, is_sound: bool) -> str | None:
    """The condition of a building; None for one that isn't there."""
    return (GOOD if is_sound else BROKEN) if is_there else None


def _staff_papers(book: Book, chances: Iterable[bool]) -> dict[str, Value]:
    register = str(book.get("pt-administrasi-desa", "Buku data aparat"))
    titles = ("Buku peta wilayah desa/kelurahan", "Struktur organisasi", "Kartu uraian tugas")
    exists, filled = _exists_and_filled(register)
    return {"Buku data perangkat desa/kelurahan": exists, "Pengisian buku data perangkat": filled,
            **{title: there(chance) for title, chance in zip(titles, chances, strict=False)}}


def _exists_and_filled(register: str) -> tuple[str, str]:
    """Potensi's one answer on a register as the two columns of this form: whether it is there, and filled."""
    return THERE if register.startswith(THERE) else NOT_THERE, FILLED if register == KEPT else NOT_FILLED


def _registers(book: Book, sheet_id: str, rows: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The columns of registers that Potensi has, by this form's titles; `rows`: Potensi's titles by these."""
    return {ours: _exists_and_filled(str(book.get(sheet_id, theirs))) for ours, theirs in rows.items()}


def _more(rng: Rng, chances: Mapping[str, float]) -> dict[str, tuple[str, str]]:
    """The columns of registers that only this form has: there by its chance, and mostly filled."""
    drawn = (rng.random((len(chances), 2)) < [(chance, .9) for chance in chances.values()]).tolist()
    return {title: (there(exists), FILLED if exists and filled else NOT_FILLED)
            for title, (exists, filled) in zip(chances, drawn, strict=True)}


def _fill_council(book: Book, rng: Rng) -> None:
    """Put the council's three sheets. Where there is no council, Potensi says so, and so do these."""
    exists = book.whole("pt-bpd", "Jumlah anggota BPD") > 0
    rooms = book.get("pt-bpd-prasarana", "Jumlah ruang kerja")
    book.put("tp-pem-bpd-prasarana", copied(book, "pt-bpd-prasarana", ("Gedung kantor", "Listrik", "Air bersih", "Telepon")) | {
        "Ruang kerja": rooms, "Kondisi ruang kerja": book.get("pt-bpd-prasarana", "Kondisi") if rooms else None})
    book.put("tp-pem-bpd-inventaris", copied(book, "pt-bpd-inventaris", EQUIPMENT))
    book.put("tp-pem-bpd-administrasi", _registers(book, "pt-bpd-administrasi", COUNCILS_REGISTERS) | _more(
        rng, {"Buku sekretariat BPD": .5 * exists, "Lainnya": .3 * exists}))


def _fill_hamlets(book: Book, census: Census, rng: Rng) -> None:
    hamlets = len(census.village.houses.hamlets)
    meets = book.get("pt-dusun-prasarana", "Gedung kantor atau balai pertemuan") == THERE
    has_hall, water, telephone, sound, hall_is_sound = (rng.random(5) < (.6, .9, .1, .85, .85)).tolist()
    has_hall &= meets
    book.put("tp-pem-dusun-prasarana", copied(book, "pt-dusun-prasarana", HAMLETS) | {
        "Kondisi gedung kantor atau balai pertemuan": _state(meets, sound),
        "Jumlah ruang kerja": int(rng.integers(1, hamlets + 1)) if meets else 0,
        "Balai dusun/lingkungan/sejenisnya": there(has_hall), "Kondisi balai dusun/lingkungan": _state(has_hall, hall_is_sound),
        "Listrik": there(meets), "Air bersih": there(meets and water), "Telepon": there(meets and telephone)})
    kinds = book.whole("pt-dusun-prasarana", "Barang inventaris")
    least, most = zip(*HAMLETS_EQUIPMENT.values(), strict=True)
    numbers = (hamlets * rng.integers(least, [one + 1 for one in most])).tolist()
    book.put("tp-pem-dusun-inventaris", {"Mesin fax": 0} | {
        title: number if nth < kinds else 0
        for nth, (title, number) in enumerate(zip(HAMLETS_EQUIPMENT, numbers, strict=True))})

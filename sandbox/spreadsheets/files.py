"""Any file that somebody takes for a spreadsheet: its sheets, or what it really is and what to do. The name says nothing."""

from sandbox.spreadsheets.cells import NoSpreadsheet, SheetIn
from sandbox.spreadsheets.csv_in import read_csv
from sandbox.spreadsheets.xlsx_in import read_workbook

LARGEST = 4_000_000
"""Bytes of a file: ten thousand people of whom every question is answered fit into three quarters of that."""
MOST_ROWS = 10_000
"""Rows of a sheet that hold anything, its head not counted."""
RESAVE = "Buka di Excel, pilih Simpan Sebagai, jenis Excel Workbook (.xlsx), lalu unggah yang baru."
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
OTHERS = (
    (b"%PDF", "File ini PDF."), (b"{\\rtf", "File ini dokumen RTF."), (b"\xff\xd8\xff", "File ini gambar."),
    (b"\x89PNG", "File ini gambar."), (b"GIF8", "File ini gambar."), (b"Rar!", "File ini arsip RAR."),
    (b"7z\xbc\xaf", "File ini arsip 7z."))
"""How a file begins that is no spreadsheet at all."""


def read_file(content: bytes, *, most_rows: int = MOST_ROWS) -> list[SheetIn]:
    """The sheets of the file in their order, each of at most so many rows below its first. Raises NoSpreadsheet."""
    if len(content) > LARGEST:
        raise too_large(len(content))
    if not content.strip():
        raise NoSpreadsheet("File ini kosong.", "Periksa filenya, lalu unggah lagi.")
    if content.startswith(OLE):
        raise _of_old_excel(content)
    if content.startswith(ZIP):
        return read_workbook(content, most_rows=most_rows)
    for begin, said in OTHERS:
        if content.startswith(begin):
            raise NoSpreadsheet(said, "Unggah file Excel (.xlsx) atau CSV.")
    if content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")):
        raise NoSpreadsheet("Isinya halaman web, walaupun mungkin bernama .xls.", RESAVE)
    return [read_csv(content, most_rows=most_rows)]


def too_large(size: int) -> NoSpreadsheet:
    """For a file of so many bytes."""
    told = f"{size / 1e6:.1f}".replace(".", ",")
    return NoSpreadsheet(f"File ini {told} MB; paling besar {LARGEST // 1_000_000} MB.",
                         "Bagi menurut RT atau dusun, lalu impor satu per satu.", code="IMP-413")


def _of_old_excel(content: bytes) -> NoSpreadsheet:
    """The container of Excel before 2007, in which a workbook that is locked by a password lies too."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return NoSpreadsheet("File ini dikunci dengan kata sandi.",
                             "Buka di Excel, hapus kata sandinya (File, Info, Protect Workbook), simpan, lalu unggah lagi.")
    return NoSpreadsheet("Ini Excel lama (.xls), walaupun mungkin bernama .xlsx.", RESAVE)

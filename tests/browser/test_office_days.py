"""The office's days in a browser at 1366×768, from nothing to the certificates: the first evening, the change, the last day.

Each page that the clerk meets is looked at by axe; the cards come out as a PDF with the names of the list.
"""

import io
import re
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from sandbox.clock import WIB
from tests.browser.conftest import a_context
from tests.browser.test_accessibility import violations
from tests.pdfs import text_of
from tests.servers import server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VILLAGES = """code,district_code,district,name,kind
35.10.01.2001,35.10.01,Pesanggaran,Sarongan,desa
35.10.02.2003,35.10.02,Bangorejo,Temurejo,desa
"""
PEOPLE = (("Siti Aminah", "Sekdes", "Sarongan"), ("Joko Wibowo", "Operator", "sarongan "), ("Sri Lestari", "SEKDES", "Temuredjo"),
          ("Bagus Santosa", "Operator", "Temurejo"))


def roster() -> bytes:
    book = Workbook()
    book.active.append(["DAFTAR PESERTA"])
    book.active.append(["Nama", "Jabatan", "Desa"])
    for person in PEOPLE:
        book.active.append(list(person))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def office(chromium, tmp_path):
    """A hall of its own, and the organiser in it."""
    with server(tmp_path / "gladi", workers=1) as running:
        context = a_context(chromium, running.url)
        page = context.new_page()
        page.goto("/pelatih/masuk")
        page.get_by_label("Nama masuk").fill("penyelenggara")
        page.get_by_label("Kata sandi").fill(running.password("penyelenggara"))
        main(page, "Masuk")
        page.wait_for_url("**/papan")
        yield page
        context.close()


def main(page, name: str) -> None:
    """Press the page's own button of that name."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def at(page, path: str, found: list[str]) -> None:
    """One of the pages whose colours test_accessibility measures."""
    page.goto(path)
    found += violations(page, colours=False)


def ready(page) -> None:
    """The page of the change, once nothing is in its way: the villages' data are being made."""
    page.goto("/papan/ganti")
    while not page.get_by_text("0 menghalangi").is_visible():
        page.wait_for_timeout(500)
        page.reload()


def change(page, button: str) -> None:
    ready(page)
    if (tick := page.get_by_label(re.compile("Saya sudah membaca"))).count():
        tick.check()
    page.get_by_role("button", name=re.compile(f"^{button}")).click()
    page.wait_for_load_state()


def test_a_clerk_goes_from_nothing_to_cards_changes_the_group_and_ends_the_last_day(office):
    page, found = office, []
    first_evening(page, found)
    the_change_at_16(page, found)
    the_last_day(page, found)
    assert found == []


def first_evening(page, found: list[str]) -> None:
    at(page, "/papan/pelatihan", found)
    made = page.locator("form", has=page.get_by_role("button", name="Buat pelatihan", exact=True))
    made.get_by_label("Nama pelatihan").fill("Pelatihan Profil Desa 2026")
    made.get_by_label("Tempat").fill("Aula BPMPD")
    made.get_by_label("Hari pertama").fill(f"{datetime.now(UTC).astimezone(WIB):%Y-%m-%d}")
    made.get_by_label("Jumlah hari").fill("2")
    made.get_by_label("Minggu").check()  # today may be one
    made.get_by_label("Daftar desa kabupaten lain (CSV)").set_input_files(
        {"name": "desa.csv", "mimeType": "text/csv", "buffer": VILLAGES.encode()})
    main(page, "Buat pelatihan")
    expect(page.get_by_text("Pelatihan sudah dibuat.")).to_be_visible()
    at(page, "/papan/peserta", found)
    page.get_by_label("File Excel (.xlsx) atau CSV").set_input_files({
        "name": "peserta.xlsx", "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": roster()})
    main(page, "Periksa file")
    page.wait_for_url("**/periksa*")
    found += violations(page)
    page.locator("main input[type=checkbox]").first.check()
    main(page, "Simpan jawaban")
    page.get_by_role("button", name=re.compile("^Terapkan 4 peserta")).click()
    expect(page.get_by_text("4 peserta diterapkan.").first).to_be_visible()
    at(page, "/papan/jadwal/pembagian?cara=kecamatan", found)
    at(page, "/pelatih/kartu?kelompok=1", found)
    expect(page.get_by_role("button", name="Cetak kartu (PDF)")).to_be_visible()
    printed = " ".join(text_of(page.request.get("/pelatih/cetak/kartu.pdf?kelompok=1&kertas=a4").body()))
    assert all(name in printed for name, _role, village in PEOPLE if village.strip().lower() == "sarongan")


def the_change_at_16(page, found: list[str]) -> None:
    change(page, "Buka Kelompok 1")
    at(page, "/papan/kehadiran", found)
    page.get_by_role("button", name=re.compile("Catat hadir")).first.click()
    page.wait_for_load_state()
    expect(page.get_by_role("button", name=re.compile("Batalkan catatan")).first).to_be_visible()
    ready(page)
    found += violations(page)
    change(page, "Ganti ke Kelompok 2")
    expect(page.get_by_text(re.compile("Kelompok 2 dibuka untuk 2 peserta"))).to_be_visible()
    page.get_by_role("button", name="Batalkan penggantian").click()
    expect(page.get_by_text("Penggantian dibatalkan.")).to_be_visible()
    change(page, "Ganti ke Kelompok 2")
    found += violations(page)


def the_last_day(page, found: list[str]) -> None:
    page.goto("/papan/ganti")
    page.get_by_label("Latihan hari terakhir sudah selesai").check()
    page.get_by_role("button", name="Tutup Kelompok 2").click()
    expect(page.get_by_text(re.compile("Kelompok 2 ditutup"))).to_be_visible()
    at(page, "/papan/jadwal", found)
    expect(page.get_by_text("Semua hari sudah selesai.")).to_be_visible()
    expect(page.locator("tfoot")).to_contain_text("4")
    for path in ("/papan/laporan?hari=semua", "/papan/sertifikat", "/papan/jadwal/1", "/data-pribadi"):
        at(page, path, found)

"""Bytes of every asset and of a trainee's pages: as they are, and as they are sent (gzip).

    python bench/wire.py

Starts a throwaway hall of one village. tests/browser/test_wire.py counts what a real browser fetches of it.
"""

import gzip
import re
import sys
import tempfile
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from rich.console import Console
from rich.table import Table

from sandbox.server.sending.assets import assets
from tests.servers import Server, server

PAGES = ("/masuk", "/desa/", "/desa/keluarga", "/desa/keluarga/1", "/desa/keluarga/1/bagian/air-minum",
         "/desa/keluarga/1/bagian/aset", "/desa/keluarga/1/anggota/1", "/desa/keluarga/baru",
         "/desa/kotak-keluar", "/desa/profil", "/desa/potensi",
         "/desa/lembar/pt-usia", "/latihan/panel", "/latihan/panel/versi")


class Browser:
    """Keeps cookies and takes gzip."""

    def __init__(self, hall: Server) -> None:
        self.url = hall.url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.opener.addheaders = [("Accept-Encoding", "gzip")]

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[bytes, bytes]:
        """The answer as it is, and as it was sent."""
        body = None if form is None else urllib.parse.urlencode(form).encode()
        with self.opener.open(self.url + path, body) as answer:
            sent = answer.read()
            return (gzip.decompress(sent) if answer.headers["Content-Encoding"] == "gzip" else sent), sent

    def press(self, path: str, form: dict[str, str]) -> None:
        """Send a form of the page at `path`, its hidden fields with it."""
        page = self.ask(path)[0].decode()
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page))
        self.ask(path, hidden | form)


def main() -> None:
    table = Table("", "bytes", "sent")
    for name, asset in assets().items():
        table.add_row(name, f"{len(asset.plain):,}", f"{len(asset.packed):,}")
    table.add_section()
    with tempfile.TemporaryDirectory(prefix="gladi-wire-") as folder, server(Path(folder) / "instance") as hall:
        browser, seat = Browser(hall), hall.seats()[0]
        browser.press(hall.card(seat), {})
        browser.press("/desa/masuk", {"code": seat.village_code, "password": f"desa-{seat.village_code[-4:]}"})
        for path in PAGES:
            plain, sent = browser.ask(path)
            table.add_row(path, f"{len(plain):,}", f"{len(sent):,}")
    Console().print(table)


if __name__ == "__main__":
    main()

"""What `gladi start` prints: where to go, with which login, and what to do next."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import segno
from flask_babel import gettext as _
from rich.console import Console

console = Console(stderr=False, highlight=False)


@dataclass(frozen=True, slots=True)
class FirstLogin:
    """One way in, as it is printed."""

    who: str
    where: str
    name: str
    word: str


def show(url: str, logins: Sequence[FirstLogin], folder: Path, today: str) -> None:
    """Print address, QR, logins, the open group (`today`) and the next step."""
    console.print("\n[bold]Gladi[/bold] · " + _("latihan profil desa · [bold]LATIHAN, bukan data asli[/bold]") + "\n")
    console.print(_("Buka di peramban:  [bold]%(url)s[/bold]   (HP: arahkan kamera ke kode ini)", url=url))
    console.print(_drawn(url), markup=False)
    widest = max((len(login.who) for login in logins), default=0)
    for login in logins:
        console.print(f"{login.who:<{widest}}  {url}{login.where}   {login.name} / [bold]{login.word}[/bold]", soft_wrap=True)
    next_steps = (
        today,
        _("Langkah berikutnya: masuk sebagai pelatih, buka [bold]%(cards)s[/bold], cetak kartunya, lalu bagikan di meja.",
          cards=f"{url}/pelatih/kartu"),
        _("Folder data Gladi: %(folder)s", folder=folder),
        _("Berhenti: tekan Ctrl-C. Semua isian tersimpan; jalankan lagi kapan saja dengan perintah yang sama."))
    console.print("\n" + "\n".join(next_steps) + "\n", soft_wrap=True)


def _drawn(url: str) -> str:
    """The QR of that address; empty where the terminal has no blocks to draw it with."""
    drawing = io.StringIO()
    segno.make(url, micro=False).terminal(out=drawing, compact=True, border=1)
    try:
        drawing.getvalue().encode(console.encoding)
    except UnicodeEncodeError:
        return ""
    return drawing.getvalue()

"""What `gladi start` prints: where to go, with which login, and what to do next."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import segno
from rich.console import Console

console = Console(stderr=False, highlight=False)


@dataclass(frozen=True, slots=True)
class Login:
    """One way in, as it is printed."""

    who: str
    where: str
    name: str
    word: str


def show(url: str, logins: Sequence[Login], folder: Path) -> None:
    """Print address, QR, logins and the next step, in Indonesian."""
    drawing = io.StringIO()
    segno.make(url, micro=False).terminal(out=drawing, compact=True, border=1)
    console.print("\n[bold]Gladi[/bold] · latihan profil desa · [bold]LATIHAN, bukan data asli[/bold]\n")
    console.print(f"Buka di peramban:  [bold]{url}[/bold]   (HP: arahkan kamera ke kode ini)")
    console.print(drawing.getvalue(), markup=False)
    widest = max((len(login.who) for login in logins), default=0)
    for login in logins:
        console.print(f"{login.who:<{widest}}  {url}{login.where}   {login.name} / [bold]{login.word}[/bold]", soft_wrap=True)
    console.print(f"""
Langkah berikutnya: masuk sebagai pelatih, buka [bold]Kartu masuk[/bold], cetak kartu, lalu bagikan di meja.
Data instansi: {folder}
Berhenti: tekan Ctrl-C. Semua isian tersimpan; jalankan lagi kapan saja dengan perintah yang sama.
""", soft_wrap=True)

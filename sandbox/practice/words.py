"""Small sentences that several practice pages share: moments, places, who saved."""

from datetime import datetime

from sandbox.clock import WIB
from sandbox.words.digits import SHORT_MONTHS

NO_NEIGHBOURHOOD = "00"
"""What the explicit none of RT and RW is stored as."""
BASELINE = "Data awal"
"""Who saved last, for what came with the template."""


def moment(at: datetime, now: datetime) -> str:
    """10.42.18 on the same day, otherwise 11 Nov 2026."""
    local, today = at.astimezone(WIB), now.astimezone(WIB)
    if local.date() == today.date():
        return f"{local:%H.%M.%S}"
    return f"{local.day} {SHORT_MONTHS[local.month - 1]} {local.year}"


def when(at: datetime, now: datetime) -> str:
    """The same moment within a sentence: 'pukul 10.42.18', or 'tanggal 11 Nov'."""
    said = moment(at, now)
    return f"tanggal {said}" if " " in said else f"pukul {said}"


def neighbourhood(number: str) -> str:
    """An RT or RW as it stands after that word: '02', or 'tidak ada' where the village has none."""
    return "tidak ada" if number == NO_NEIGHBOURHOOD else number


def place(rt: str, rw: str) -> str:
    """RT 02 / RW 01."""
    return f"RT {neighbourhood(rt)} / RW {neighbourhood(rw)}"


def minutes_since(at: datetime, now: datetime) -> str:
    """12 menit; under one minute in seconds."""
    seconds = max(0, int((now - at).total_seconds()))
    return f"{seconds} detik" if seconds < 60 else f"{seconds // 60} menit"


def saver(saved_by: str, *, role: str) -> str:
    """Who saved last, as the person with `role` reads it: 'Anda', 'Sekdes', 'pendata awal'."""
    return "Anda" if saved_by == role else "pendata awal" if saved_by == BASELINE else saved_by

"""What is looked at before the group is changed: what blocks, what should be read, what is ready. Each with its remedy."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from flask_babel import format_date, format_decimal
from flask_babel import gettext as _

from instructor import interventions
from instructor.board.fold import WAY_UP, Board, SeatState
from instructor.board.hall import Hall, seat_key
from instructor.days.groups import GroupInfo
from sandbox.practice import version
from sandbox.seats import Seat
from sandbox.store.base import Store
from sandbox.store.templates import version_of

Level = Literal["blocks", "read", "ready"]
ORDER: tuple[Level, ...] = ("blocks", "read", "ready")
BYTES_A_SEAT = 6_000_000
"""Bytes that the sandbox of a large village takes after a day, generously counted."""
A_TENTH = 100_000_000
"""The least that is told in GB: a small group does not take 0 GB."""
NAMED = 3
"""So many people are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing looked at."""

    level: Level
    strong: str
    text: str


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the checks read."""

    leaving: Hall | None
    board: Board
    entering: GroupInfo | None
    entering_seats: Sequence[Seat]
    used: int
    """Seats of the next group that somebody has tried already."""
    today: date
    folder: Path
    store: Store
    hall_seconds: float
    """Hall time as Unix seconds."""


def preflight(situation: Situation) -> list[Remark]:
    """Every check, what blocks first."""
    checks = [*_leaving(situation), *_entering(situation), *_forms(situation), _disk(situation), _interventions()]
    return sorted(checks, key=lambda check: ORDER.index(check.level))


def _leaving(situation: Situation) -> Iterator[Remark]:
    hall = situation.leaving
    if hall is None:
        return
    states = [(seat, situation.board[seat_key(seat)]) for seat in hall.seats if seat_key(seat) in situation.board]
    yield _people([seat for seat, state in states if state.hand is not None], _("memanggil pelatih"),
                  _("Tidak ada yang memanggil pelatih"), _("Datangi dulu, atau ganti saja: panggilannya ikut berakhir."))
    yield _people([seat for seat, state in states if _at_work(state)], _("masih mengerjakan latihan"),
                  _("Tidak ada yang sedang mengerjakan latihan"), _("Ketikan yang belum disimpan tidak ikut tersimpan."))
    yield _people([seat for seat, state in states if _on_its_way(state, situation.hall_seconds)],
                  _("menunggu kiriman yang masih berjalan"), _("Tidak ada kiriman yang masih berjalan"),
                  _("Hasilnya dihitung apa adanya pada saat ganti."))


def _people(seats: Sequence[Seat], doing: str, nobody: str, remedy: str) -> Remark:
    if not seats:
        return Remark("ready", nobody, _("Tidak ada yang terputus oleh penggantian ini."))
    named = ", ".join(f"{seat.village_name} ({seat.role_label})" for seat in seats[:NAMED])
    if len(seats) > NAMED:
        named = _("%(named)s, dan %(more)s lagi", named=named, more=len(seats) - NAMED)
    return Remark("read", _("%(count)s orang %(doing)s", count=len(seats), doing=doing), f"{named}. {remedy}")


def _entering(situation: Situation) -> Iterator[Remark]:
    entering = situation.entering
    if entering is None:
        yield Remark("ready", _("Ini kelompok yang terakhir"), _("Sesudahnya tidak ada yang perlu disiapkan."))
        return
    missing = sorted({seat.village_name for seat in situation.entering_seats if not situation.store.ready(seat.pin.template)})
    if missing:
        yield Remark("blocks", _("Data %(count)s desa belum siap", count=len(missing)),
                      _("%(names)s. Tunggu sampai selesai disiapkan, atau jalankan python3 start.py seed, lalu periksa lagi.",
                      names=", ".join(missing[:NAMED]) + (" …" if len(missing) > NAMED else "")))
    else:
        yield Remark("ready",
                      _("Data %(count)s desa Kelompok %(number)s siap", count=entering.villages, number=entering.number),
                      _("Dibuat untuk tanggal %(day)s.", day=_date(entering.held_on)))
    if entering.held_on != situation.today:
        planned = _date(entering.held_on)
        yield Remark("read", _("Kelompok %(number)s dijadwalkan %(day)s", number=entering.number, day=planned),
                      _("Hari ini %(day)s. Umur dan periode di datanya tetap menurut jadwal.", day=_date(situation.today)))
    if situation.used:
        yield Remark("read",
                      _("%(count)s kursi Kelompok %(number)s pernah dipakai", count=situation.used, number=entering.number),
                      _("Kursi itu akan mendapat salinan baru; yang lama tersimpan di arsip."))


def _forms(situation: Situation) -> Iterator[Remark]:
    """A group is opened with the forms of this process, in which its villages were made."""
    entering = situation.entering
    if entering is None:
        return
    if any(version_of(seat.pin.template) != version.present().name for seat in situation.entering_seats):
        yield Remark("blocks", _("Formulir berubah sesudah desa Kelompok %(number)s disiapkan", number=entering.number),
                      _("Hentikan Gladi, jalankan lagi python3 start.py start, lalu periksa lagi."))
    elif version.files_changed():
        yield Remark("read",
                      _("File formulir berubah, tetapi Kelompok %(number)s akan memakai yang lama", number=entering.number),
                      _("Supaya yang baru dipakai: tutup kelompok ini dengan python3 start.py group close, lalu jalankan lagi "
                        "python3 start.py start."))


def _disk(situation: Situation) -> Remark:
    free = shutil.disk_usage(situation.folder).free
    needed = BYTES_A_SEAT * max(1, len(situation.entering_seats))
    words = _("%(free)s GB bebas. Satu kelompok memakai sekitar %(needed)s GB.", free=_gigabytes(free),
              needed=_gigabytes(max(needed, A_TENTH)))
    if free < needed:
        return Remark("blocks", _("Ruang simpan tidak cukup"), words + " " + _("Kosongkan ruang, lalu periksa lagi."))
    return Remark("ready", _("Ruang simpan cukup"), words)


def _interventions() -> Remark:
    waiting = interventions.pending()
    if waiting:
        return Remark("read", _("%(count)s tindakan pelatih belum sampai di salinan desa", count=waiting),
                     _("Gladi mencobanya lagi sendiri. Sesudah ganti, tindakan itu tidak diteruskan."))
    return Remark("ready", _("Semua tindakan pelatih sudah sampai"), _("Pesan, petunjuk, dan tanda Saya tangani sudah tercatat."))


def _at_work(state: SeatState) -> bool:
    return state.attempt is not None and state.attempt.solved_at is None


def _on_its_way(state: SeatState, now: float) -> bool:
    return state.sent_at is not None and now - state.sent_at.timestamp() < WAY_UP.total_seconds()


def _gigabytes(size: int) -> str:
    return str(format_decimal(round(size / 1e9, 1) if size < 10e9 else round(size / 1e9)))


def _date(day: date) -> str:
    """17 Agustus 2026, in the language of whoever reads it."""
    return str(format_date(day, "d MMMM y"))

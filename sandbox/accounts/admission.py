"""Who is let in by what was typed: a seat by its card, staff by a password. Each answers with who it is, or with what to say."""

import difflib

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select

from sandbox import seats
from sandbox.accounts import cards, staff, tries
from sandbox.accounts.devices import Device
from sandbox.accounts.staff import LoginsQueue, Staff
from sandbox.accounts.tries import Try
from sandbox.desks import KIND_LABELS
from sandbox.platform.db import read
from sandbox.platform.models import Village
from sandbox.seats import Seat
from sandbox.web import clock_short_filter, services
from sandbox.words.roles import ROLE_LABELS, THIRD, duty


def seat_by_card(village: str, role: str, typed: str) -> tuple[Seat | None, str]:
    """The seat, or why not. What is no PIN at all costs no try."""
    code, secret = cards.village_code(village), services().secret
    there, pin = _at_the_seats(code, role), cards.typed_pin(typed)
    if not there:
        return None, _unknown_village(code, role)
    if pin is None:
        return None, _("PIN berisi %(digits)d angka, tanpa huruf. Ketik lagi seperti di kartu Anda; yang tadi tidak dihitung.",
                       digits=cards.PIN_DIGITS)
    meant = [seat for seat in there if cards.is_pin(secret, seat, pin)]
    wrong = tries.judged(tries.seat_key(there[0].key), services().clock.now(), lambda: bool(meant))
    return (None, _wrong_pin(wrong)) if wrong is not None else (meant[0], "")


def _at_the_seats(code: str, role: str) -> list[Seat]:
    """Who may be meant by a village and a role: a third person of a village comes in as operator, and who of two trainings on
    one day it is, the PIN tells as well."""
    roles = (role, THIRD) if duty(THIRD) == role else (role,)
    return [seat for each in roles for seat in seats.found(code, each)]


def staff_by_password(typed: str, password: str, device: Device) -> tuple[Staff | None, str]:
    """The member of staff, or why not. Raises LoginsQueue when the password could not be compared."""
    login = login_name(typed)
    key = tries.staff_key(login, address=request.remote_addr or "", device=device.number if device.knows(login) else None)
    this = tries.counted(key, services().clock.now())
    try:
        found = staff.by_password(login, password) if this.allowed else None
    except LoginsQueue:
        tries.give_back(key)
        raise
    if found is None:
        return None, _wrong_password(this)
    tries.forget(key)
    return found, ""


def login_name(typed: str) -> str:
    """A login name as it is kept: a phone likes to begin it with a capital."""
    return typed.strip().lower()[:80]


def village_name(code: str) -> str | None:
    """Desa Temurejo, Kecamatan Bangorejo; None if no training has that village."""
    with read() as session:
        village = session.scalar(select(Village).where(Village.code == code).order_by(Village.id.desc()).limit(1))
    return None if village is None else f"{KIND_LABELS[village.kind]} {village.name}, Kecamatan {village.district}"


def _wrong_pin(this: Try) -> str:
    if this.locked_until is not None:
        return _("Sudah 5 kali belum cocok. Coba lagi pukul %(at)s, atau panggil pelatih. Meja lain tidak terpengaruh.",
                 at=clock_short_filter(this.locked_until))
    return _("PIN belum cocok. Periksa lagi kartu Anda. Anda bisa mencoba %(left)d kali lagi.", left=this.left)


def _wrong_password(this: Try) -> str:
    if this.locked_until is not None:
        return _("Sudah 5 kali belum cocok dari perangkat ini. Coba lagi pukul %(at)s, atau minta penyelenggara membukanya.",
                 at=clock_short_filter(this.locked_until))
    return _("Nama masuk atau kata sandi belum cocok. Anda bisa mencoba %(left)d kali lagi.", left=this.left)


def _unknown_village(code: str, role: str) -> str:
    with read() as session:
        known = {row.code: row.name for row in session.execute(select(Village.code, Village.name))}
    if code in known:
        return _("Dari %(village)s tidak ada %(role)s yang diundang. Pilih peran yang tertulis di kartu Anda.",
                 village=known[code], role=ROLE_LABELS.get(role, role).lower())
    near = difflib.get_close_matches(code, known, n=1, cutoff=0.8)
    hint = (_("Mungkin maksud Anda: %(code)s %(name)s.", code=near[0], name=known[near[0]]) if near
            else _("Periksa 10 angka di kartu Anda."))
    return _("Kode %(code)s tidak ada di pelatihan ini.", code=code[:40]) + " " + hint

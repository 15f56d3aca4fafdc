"""Kehadiran: who is missing now, by name; written down and taken back in place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor.attendance import acts, reading
from instructor.attendance.register import Half, Register, Window
from instructor.attendance.sheet import WhoCame, sheet
from instructor.days import groups
from instructor.errors import NoLongerExpected, NoSuchTrainee, RosterRefused
from sandbox import seats
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.platform.db import read
from sandbox.platform.models import Group, GroupState
from sandbox.seats import Seat
from sandbox.web import clock_short_filter, services
from sandbox.words.digits import natural
from sandbox.words.texts import lazy_gettext as _l

REASONS = {"sakit": _l("Sakit atau berhalangan"), "bukan-lagi": _l("Bukan lagi perangkat desa")}
"""Why somebody else comes, as it stands in the audit log."""
SHOWN_OF_REST = 3
"""So many of the villages that lack nobody are shown below the others; the rest is a link."""


@dataclass(frozen=True, slots=True)
class AttendedDay:
    """One day as the page shows it."""

    group: Group
    people: tuple[Seat, ...]
    register: Register
    half: Half
    """The half of the day that is asked about now."""

    @property
    def is_opened(self) -> bool:
        return self.group.state is not GroupState.PLANNED


@staff_required()
def attendance() -> ResponseReturnValue:
    """The list of one day; of the open one where none is named."""
    now = services().clock.now()
    day = _day(request.args.get("kelompok", type=int), now)
    if day is None:
        return render_template("hall/attendance.html", day=None, staff=current_staff(), now=now)
    kept = set(request.args.getlist("tetap", type=int))
    search = request.args.get("cari", "").strip()[:80]
    whole = "semua" in request.args or bool(search)
    chosen = _chosen(request.args.get("saring", ""))
    found = sheet(day.people, day.register, day.half, chosen=chosen, search=search, keep=kept)
    replaced, came = (_asked(day, name) for name in ("ganti", "baru"))
    return render_template(
        "hall/attendance.html", day=day, replaced=replaced, came=came, reasons=REASONS, typed=request.args.get("nama", ""),
        why=request.args.get("alasan"),
        sheet=found, chosen=chosen, search=search, kept=sorted(kept), staff=current_staff(),
        rest=() if chosen is not WhoCame.MISSING else found.rest if whole else found.rest[:SHOWN_OF_REST], now=now,
        key=uuid4().hex, halves=tuple(Half) if day.half is Half.AFTERNOON else (Half.MORNING,))


@staff_required()
def attend() -> ResponseReturnValue:
    """Write down that somebody is there. `hadir`: number and half, 12/siang; `kunci`: the page's, so that twice is once."""
    person, _slash, half = request.form.get("hadir", "").partition("/")
    if natural(person) is None or half not in set(Half):
        flash(_("Tidak ada yang dicatat. Pilih dulu orangnya di daftar ini."), "warning")
        return _back()
    seat = _seat(int(person))
    try:
        done = acts.record(seat.trainee_id, Half(half), key=f"{request.form.get('kunci', '')[:64]}:{person}:{half}",
                           by=current_staff().account_id, now=services().clock.now())
    except NoLongerExpected as error:  # a page from before somebody left
        flash(str(error), "warning")
        return _back()
    if done.before is None:
        flash(_("%(name)s (%(village)s) dicatat hadir %(half)s.", name=seat.name, village=seat.village_name,
                half=done.half.label), "success")
    else:
        flash(_("%(name)s sudah tercatat hadir %(half)s sejak pukul %(at)s. Tidak ada yang diubah.", name=seat.name,
                half=done.half.label, at=clock_short_filter(done.before.at)), "info")
    return _back(seat.trainee_id)


@staff_required()
def undo_attend() -> ResponseReturnValue:
    """Take back what was written down by hand. Pressed twice it takes back once."""
    person, _slash, entry = request.form.get("catatan", "").partition("/")
    known = [number for number in map(natural, (person, entry)) if number is not None]
    if len(known) == 2 and acts.take_back(known[1], by=current_staff().account_id, now=services().clock.now()):
        flash(_("Catatan hadir dibatalkan."), "success")
    else:
        flash(_("Catatan itu sudah dibatalkan. Tidak ada yang diubah lagi."), "info")
    return _back(*known[:1])


@staff_required("organiser")
def replace_present(trainee_id: int) -> ResponseReturnValue:
    """A colleague has come instead: the seat is theirs, they are recorded as present, and the list offers their card.

    Pressed twice the second finds the seat taken over and changes nothing.
    """
    now, by = services().clock.now(), current_staff().account_id
    _seat(trainee_id)
    half, why = request.form.get("paruh", ""), request.form.get("alasan", "")
    if half not in set(Half) or why not in REASONS:
        flash(_("Pilih dulu alasannya."), "warning")
        return _asked_again(trainee_id)
    try:
        came = acts.come_instead(trainee_id, request.form.get("nama", ""), Half(half), by=by, now=now, why=why)
    except RosterRefused as refused:
        flash(f"{refused} {refused.code}", "warning")
        return _asked_again(trainee_id)
    except NoSuchTrainee:
        flash(_("Kursi ini sudah diganti orangnya, jadi tidak ada yang diubah lagi."), "info")
        return redirect(url_for(".attendance"))
    flash(_("Sudah diganti dan dicatat hadir. Kartu lama tidak berlaku lagi."), "success")
    return redirect(url_for(".attendance", baru=came, tetap=came, _anchor="baru"))


def _asked_again(trainee_id: int) -> ResponseReturnValue:
    """To the question who came instead, with the name that was typed and the reason that was chosen."""
    return redirect(url_for(".attendance", ganti=trainee_id, nama=request.form.get("nama", "")[:120],
                            alasan=request.form.get("alasan", "")[:20], _anchor="ganti"))


def _back(*trainees: int) -> ResponseReturnValue:
    """To the list as it was shown; the row that was pressed stays where it was."""
    kept = dict.fromkeys([*request.form.getlist("tetap", type=int), *trainees])
    back: dict[str, Any] = {name: value for name in ("kelompok", "saring", "cari") if (value := request.form.get(name, "")[:80])}
    return redirect(url_for(".attendance", **back, tetap=list(kept), _anchor=f"p{trainees[0]}" if trainees else None))


def _day(number: int | None, now: datetime) -> AttendedDay | None:
    with read():
        group = groups.row(number)
        if group is None:
            return None
        register = reading.register(group, now=now) or Register(Window(group.held_on), {})
        return AttendedDay(group, tuple(seats.seats(group.id)), register, register.day.half(group.closed_at or now))


def _asked(day: AttendedDay, name: str) -> Seat | None:
    """The seat of the open day whose number the address has under that name."""
    number = request.args.get(name, 0, type=int)
    return next((seat for seat in day.people if seat.trainee_id == number and day.group.state is GroupState.OPEN), None)


def _chosen(word: str) -> WhoCame:
    return WhoCame(word) if word in set(WhoCame) else WhoCame.MISSING


def _seat(trainee_id: int) -> Seat:
    found = seats.seat(trainee_id)
    if found is None:
        raise NoSuchTrainee(trainee=trainee_id)
    return found

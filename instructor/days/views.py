"""Ganti kelompok: one page, one tick, one big button, and undo in the same place."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor.days import groups, reopening, timed
from instructor.days import rotation as rotations
from instructor.days import undo as undoing
from instructor.days.reopening import Copies
from instructor.errors import (
    AlreadyRotated,
    AnotherIsOpen,
    ArchiveSwept,
    FormsChanged,
    NotClosed,
    NotOpen,
    RotationRefused,
    WrongTime,
)
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.platform.db import read
from sandbox.store.base import OtherVersion
from sandbox.web import clock_short_filter, services


@staff_required()
def rotation() -> ResponseReturnValue:
    """From which group to which, what was looked at, and what will happen."""
    return _page()


def _page(refused: RotationRefused | WrongTime | NotOpen | None = None) -> ResponseReturnValue:
    """The page as things are now; above them why the button that was just pressed changed nothing, an hour still as typed."""
    built = services()
    with read():  # all of one moment
        plan = rotations.plan(store=built.store, clock=built.clock, settings=built.settings)
        last = undoing.last()
        if last is not None and (plan.leaving is None or plan.leaving.id != last.opened_id):
            last = None
        written = undoing.first_write(last) if last is not None else None
    return render_template("hall/rotation.html", plan=plan, checked_at=built.clock.now(), staff=current_staff(), last=last,
                           rotate_at=plan.leaving and plan.leaving.rotate_at, ends=plan.leaving and timed.day_ends(plan.leaving),
                           written=written, refused=refused,
                           typed=request.form.get("pukul", "")), refused.status if refused else 200


@staff_required()
def rotate() -> ResponseReturnValue:
    """Change the group, as the big button says."""
    built = services()
    try:
        done = rotations.rotate(store=built.store, clock=built.clock, settings=built.settings,
                                read_notes="dibaca" in request.form, expected=request.form.get("ke", type=int),
                                after=request.form.get("sesudah", type=int), by=current_staff().account_id)
    except RotationRefused as refused:
        return _page(refused)
    flash(_("Kelompok %(number)s dibuka untuk %(trainees)s peserta. %(attempts)s hasil kelompok sebelumnya tersimpan.",
            number=done.group, trainees=done.trainees, attempts=done.attempts) if done.attempts
          else _("Kelompok %(number)s dibuka untuk %(trainees)s peserta.", number=done.group, trainees=done.trainees), "success")
    return redirect(url_for("hall.rotation"))


@staff_required()
def rotate_later() -> ResponseReturnValue:
    """Change the group by itself at `pukul`, or (`lepas`) only by hand. `kelompok`: the one that was seen."""
    now = services().clock.now()
    at = None if "lepas" in request.form else timed.today(request.form.get("pukul", ""), now) or now
    try:
        timed.set_time(request.form.get("kelompok", 0, type=int), at, now=now, by=current_staff().account_id)
        flash(_("Kelompok diganti sendiri pukul %(at)s.", at=clock_short_filter(at)) if at
              else _("Kelompok hanya diganti dengan tombol."), "success")
    except (NotOpen, WrongTime) as refused:
        return _page(refused)
    return redirect(url_for("hall.rotation"))


@staff_required()
def close() -> ResponseReturnValue:
    """Close a group with nothing to open: the last one, or one to be followed later. `kelompok`: the one that was seen."""
    number = request.form.get("kelompok", 0, type=int)
    group = groups.open_group_row()
    if group is None or group.number != number:
        flash(_("Kelompok %(number)s sudah tidak dibuka. Tidak ada yang diubah.", number=number), "info")
    elif "selesai" in request.form:
        try:
            done = rotations.close(number, clock=services().clock, after=request.form.get("sesudah", type=int),
                                   by=current_staff().account_id)
        except AlreadyRotated as refused:
            return _page(refused)
        flash(_("Kelompok %(number)s ditutup. %(attempts)s hasil tersimpan; arsipnya bisa dibuka dari Jadwal.", number=done.group,
                attempts=done.attempts), "success")
    return redirect(url_for("hall.rotation"))


@staff_required()
def reopen(number: int) -> ResponseReturnValue:
    """Open a closed group again, with the copies that were chosen. Pressed twice it is opened once."""
    groups.by_number(number)
    chosen, back = request.form.get("salinan", ""), redirect(url_for("hall.schedule_day", number=number))
    if chosen not in set(Copies):
        flash(_("Pilih dulu salinan mana yang dipakai."), "warning")
        return back
    try:
        done = reopening.reopen(number, Copies(chosen), store=services().store, now=services().clock.now(),
                                by=current_staff().account_id)
    except (AnotherIsOpen, NotClosed, ArchiveSwept, AlreadyRotated, FormsChanged, OtherVersion) as error:
        flash(f"{error} {error.code}", "error")
        return back
    flash(_("Kelompok %(number)s dibuka lagi.", number=done.number), "success")
    return redirect(url_for("hall.board"))


@staff_required()
def undo() -> ResponseReturnValue:
    """Take the last change of the group back."""
    try:
        done = undoing.undo(store=services().store, clock=services().clock, by=current_staff().account_id,
                            expected=request.form.get("penggantian", type=int))
    except RotationRefused as refused:
        return _page(refused)
    flash(_("Penggantian dibatalkan. Kelompok %(number)s dibuka lagi seperti saat ditinggalkan.", number=done.group), "success")
    return redirect(url_for("hall.rotation"))

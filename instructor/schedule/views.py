"""Jadwal: all days on one page, and each day's people."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor.attendance import reading as attendance
from instructor.days import groups
from instructor.days.groups import GroupInfo
from instructor.errors import AlreadyRotated, NoSuchGroup, NoSuchTrainee, RosterRefused, VillageStays
from instructor.people import by_hand
from instructor.schedule import moving, person, reading, sweeping
from instructor.schedule.earned import earned
from instructor.schedule.moving import Moved
from instructor.schedule.next import next_steps
from instructor.schedule.person import Listed
from sandbox import seats
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.platform.db import read
from sandbox.platform.groups import open_now
from sandbox.platform.models import GroupState
from sandbox.web import services

DAYS_KEPT = 30
"""As long as copies are kept by themselves."""


@staff_required()
def schedule() -> ResponseReturnValue:
    """The training on one page."""
    now = services().clock.now()
    told = reading.told(now=now)
    return render_template("hall/schedule.html", schedule=told.schedule, next=next_steps(told.schedule, now=now), now=now,
                           staff=current_staff())


@staff_required("organiser")
def choose_day() -> ResponseReturnValue:
    """Invite somebody who missed their day to a later one. Pressed twice, the second is told that they stand there already."""
    person, number = request.form.get("peserta", 0, type=int), request.form.get("hari", 0, type=int)
    try:
        by_hand.invite_again(person, number, now=services().clock.now(), by=current_staff().account_id)
        flash(_("Diundang pada Hari %(number)s sebagai susulan. PIN-nya tetap.", number=number), "success")
    except (RosterRefused, NoSuchGroup, NoSuchTrainee) as refused:
        flash(f"{refused} {refused.code}", "warning")
    return redirect(url_for(".schedule", _anchor="susulan"))


@staff_required("organiser", of_all=True)
def old_copies() -> ResponseReturnValue:
    """What could be removed of the archive, by day, before anything is."""
    now, days = services().clock.now(), request.args.get("hari", DAYS_KEPT, type=int)
    days = days if 0 <= days <= sweeping.OLDEST_DAYS else DAYS_KEPT
    return render_template("hall/old_copies.html", plan=sweeping.plan(services().store, at=now, days=days), days=days,
                           now=now, staff=current_staff())


@staff_required("organiser", of_all=True)
def remove_old_copies() -> ResponseReturnValue:
    """Remove what the page told, and no more: `keadaan` is the moment of its plan. Pressed twice, the second finds nothing."""
    now = services().clock.now()
    at, days = request.form.get("keadaan", 0.0, type=float), request.form.get("hari", -1, type=int)
    if not 0 < at <= now.timestamp() or not 0 <= days <= sweeping.OLDEST_DAYS:
        flash(_("Tidak ada yang dihapus. Lihat dulu daftarnya."), "warning")
        return redirect(url_for(".old_copies"))
    done = sweeping.carry_out(services().store, at=datetime.fromtimestamp(at, UTC), days=days, now=now,
                              by=current_staff().account_id)
    flash(_("%(copies)s salinan lama dihapus, %(size)s MB.", copies=done.copies, size=round(done.size / 1e6)), "success")
    return redirect(url_for(".old_copies", hari=days))


@staff_required()
def schedule_day(number: int) -> ResponseReturnValue:
    """One day's villages and people. `saring`: those who have earned the certificate, or those present who have not."""
    now, word = services().clock.now(), request.args.get("saring", "")
    which = Listed(word) if word in set(Listed) else Listed.ALL
    with read() as session:
        group = groups.row(number)
        assert group is not None  # of that number: it would have been refused
        is_closed, is_planned = group.state is GroupState.CLOSED, group.state is GroupState.PLANNED
        register = attendance.register(group, now=now) if not is_planned else None
        found = person.villages(seats.seats(group.id), register, earned([group]) if is_closed else None,
                                which if is_closed else Listed.ALL)
        opened = open_now(session)
    others, went = _elsewhere(number) if is_planned and current_staff().role == "organiser" else ([], None)
    return render_template("hall/schedule_day.html", group=group, villages=found, which=which, now=now, staff=current_staff(),
                           open_now=opened.number if opened is not None else None, others=others, went=went,
                           table=request.args.get("meja", 0, type=int),
                           people=sum(len(village.people) for village in found))


def _elsewhere(number: int) -> tuple[list[GroupInfo], Moved | None]:
    """The other planned days, and the village that was just moved to one of them."""
    others = [day for day in groups.all_groups() if day.state is GroupState.PLANNED and day.number != number]
    to = request.args.get("ke", 0, type=int)
    return others, moving.moved(request.args.get("pindah", ""), to) if to != number else None


@staff_required("organiser")
def move_village(number: int) -> ResponseReturnValue:
    """A village of that day goes to another planned one: `meja` is the table it leaves, `kembali` the one it had there before."""
    to, wished = request.form.get("hari", 0, type=int), request.form.get("kembali", type=int)
    try:
        done = moving.move(request.form.get("desa", ""), source=number, target=to, wished=wished, now=services().clock.now(),
                           by=current_staff().account_id)
    except (VillageStays, AlreadyRotated) as refused:
        flash(f"{refused} {refused.code}", "warning")
        return redirect(url_for(".schedule_day", number=number))
    flash(said(done, wished), "success")
    if wished is not None:
        return redirect(url_for(".schedule_day", number=done.number))
    left = request.form.get("meja", 0, type=int)
    return redirect(url_for(".schedule_day", number=number, pindah=done.code, ke=done.number, meja=left))


def said(done: Moved, wished: int | None = None) -> str:
    """Where the village is; back at the table that it had, its papers are true again."""
    if done.table == wished:
        return _("%(village)s sekarang di Hari %(number)s, meja %(table)s.", village=done.name, number=done.number,
                 table=done.table)
    return _("%(village)s sekarang di Hari %(number)s, meja %(table)s. PIN-nya tetap; cetak lagi kartu dan papan nama mejanya.",
             village=done.name, number=done.number, table=done.table)

"""The page of one person on the list: name, colleague, day, taken out and back; and somebody added."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor.days import groups
from instructor.errors import NoSuchGroup, NoSuchTrainee, NoSuchVillage, RosterRefused
from instructor.people import by_hand, listing
from instructor.people.official import code_in
from instructor.people.views import people_page
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.platform.models import GroupState
from sandbox.web import services

LONGEST_TYPED = 120


@staff_required("organiser")
def person(trainee_id: int) -> ResponseReturnValue:
    """What can be changed of this person."""
    found = listing.person(trainee_id)
    if found is None:
        raise NoSuchTrainee(trainee=trainee_id)
    days = [group for group in groups.all_groups() if group.state is not GroupState.CLOSED and group.number != found.number]
    return render_template("hall/person.html", staff=current_staff(), person=found, days=days,
                           invitations=listing.invitations(found), typed=request.args)


@staff_required("organiser")
def rename_person(trainee_id: int) -> ResponseReturnValue:
    """A better spelling of the name."""
    def work() -> int:
        by_hand.rename(trainee_id, request.form.get("nama", ""), was=request.form.get("semula"), now=services().clock.now(),
                       by=current_staff().account_id)
        flash(_("Nama sudah diubah. Kartu dan PIN tetap; cetak lagi bila namanya perlu tampil."), "success")
        return trainee_id

    return _done(trainee_id, work, typed_as="ejaan")


@staff_required("organiser")
def replace_person(trainee_id: int) -> ResponseReturnValue:
    """A colleague comes instead."""
    def work() -> int:
        came = by_hand.replace(trainee_id, request.form.get("nama", ""), now=services().clock.now(),
                               by=current_staff().account_id)
        flash(_("Orangnya sudah diganti. Kartu lama tidak berlaku lagi; cetak kartu yang baru."), "success")
        return came

    return _done(trainee_id, work, typed_as="ganti")


@staff_required("organiser")
def move_person(trainee_id: int) -> ResponseReturnValue:
    """Another day: a second invitation, or only a move where the own day is still to come."""
    def work() -> int:
        number = request.form.get("hari", 0, int)
        came = by_hand.invite_again(trainee_id, number, now=services().clock.now(), by=current_staff().account_id)
        flash(_("Diundang pada Hari %(number)s. PIN-nya tetap.", number=number), "success")
        return came

    return _done(trainee_id, work)


@staff_required("organiser")
def remove_person(trainee_id: int) -> ResponseReturnValue:
    """This person no longer comes."""
    def work() -> int:
        by_hand.take_out(trainee_id, now=services().clock.now(), by=current_staff().account_id)
        flash(_("Sudah dikeluarkan dari daftar. Hasilnya tetap tersimpan; di halaman ini bisa diundang kembali."), "success")
        return trainee_id

    return _done(trainee_id, work)


@staff_required("organiser")
def return_person(trainee_id: int) -> ResponseReturnValue:
    """Who was taken out comes after all."""
    def work() -> int:
        by_hand.bring_back(trainee_id, now=services().clock.now(), by=current_staff().account_id)
        flash(_("Diundang kembali. Kartunya yang lama berlaku lagi."), "success")
        return trainee_id

    return _done(trainee_id, work)


@staff_required("organiser")
def add_person() -> ResponseReturnValue:
    """Somebody more of a village."""
    begins = re.match(r"[\d.\s]+", request.form.get("desa", ""))
    code = code_in(begins.group())[0] if begins else ""
    try:
        came = by_hand.add(code, request.form.get("peran", ""), request.form.get("nama", ""), now=services().clock.now(),
                           by=current_staff().account_id)
    except RosterRefused as refused:
        flash(f"{refused} {refused.code}", "warning")
        return people_page(request.form), refused.status
    except NoSuchVillage as unknown:
        flash(f"{unknown} {unknown.code}", "warning")
        return people_page(request.form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(_("Orangnya sudah ditambahkan. Cetak kartunya."), "success")
    return redirect(url_for(".person", trainee_id=came), HTTPStatus.SEE_OTHER)


def _done(trainee_id: int, work: Callable[[], int], *, typed_as: str = "") -> ResponseReturnValue:
    """Do it, and show the person whom it led to; what is refused is told on the page where it was pressed.

    `typed_as`: under which name that page gets the name that was typed, so that it stands in its field again.
    """
    if listing.person(trainee_id) is None:
        raise NoSuchTrainee(trainee=trainee_id)
    shown = trainee_id
    try:
        shown = work()
    except (RosterRefused, NoSuchGroup) as refused:
        flash(f"{refused} {refused.code}", "warning")
        again: dict[str, Any] = {typed_as: request.form.get("nama", "")[:LONGEST_TYPED]} if typed_as else {}
        return redirect(url_for(".person", trainee_id=trainee_id, **again), HTTPStatus.SEE_OTHER)
    except NoSuchTrainee:
        flash(_("Orang ini sudah tidak ikut lagi, jadi tidak ada yang diubah."), "info")
    return redirect(url_for(".person", trainee_id=shown), HTTPStatus.SEE_OTHER)

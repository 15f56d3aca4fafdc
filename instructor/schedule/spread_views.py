"""Pembagian desa: the villages of all planned days side by side, moved by hand or dealt out by Gladi."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor.errors import AlreadyRotated, NoSuchGroup, SpreadRefused, VillageStays
from instructor.schedule import moving, spreading
from instructor.schedule.spread import SpreadManner
from instructor.schedule.spreading import PlannedDays, SpreadPlan
from instructor.schedule.views import said
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.platform.db import read
from sandbox.web import services
from sandbox.words.digits import natural
from sandbox.words.texts import lazy_gettext as _l

MANNERS = {SpreadManner.TOGETHER: _l("Satu kecamatan pada hari yang sama"),
           SpreadManner.MIXED: _l("Kecamatan dicampur di setiap hari")}


@staff_required("organiser")
def distribution() -> ResponseReturnValue:
    """Every day's villages. `cara`: what dealing them out in that manner would change; `desa`: the one that moved just now."""
    manner = _manner(request.args.get("cara", ""))
    with read():
        found = spreading.standing()
        last = spreading.last(found)
    planned, refused = _plan(found, manner)
    return render_template("hall/distribution.html", standing=found, last=last, plan=planned, refused=refused, manner=manner,
                           manners=MANNERS, moved=request.args.get("desa", ""), now=services().clock.now(), staff=current_staff())


@staff_required("organiser")
def spread_villages() -> ResponseReturnValue:
    """Deal them out as the page showed. Pressed twice, the second finds them dealt out."""
    manner = _manner(request.form.get("cara", "")) or SpreadManner.TOGETHER
    try:
        moved = spreading.apply(manner, seen=request.form.get("usul", ""), now=services().clock.now(),
                                by=current_staff().account_id)
    except (SpreadRefused, AlreadyRotated) as refused:
        flash(f"{refused} {refused.code}", "warning")
        return redirect(url_for(".distribution", cara=manner))
    if moved:
        flash(_("%(count)s desa pindah hari. PIN-nya tetap; cetak lagi kartu dan papan nama mejanya.", count=moved), "success")
    return redirect(url_for(".distribution"))


@staff_required("organiser")
def undo_spread() -> ResponseReturnValue:
    """Everybody where they were before the last dealing out."""
    try:
        moved = spreading.undo(request.form.get("pembagian", 0, type=int), now=services().clock.now(),
                               by=current_staff().account_id)
        flash(_("Pembagian dibatalkan: %(count)s desa kembali ke hari semula.", count=moved), "success")
    except (SpreadRefused, AlreadyRotated) as refused:
        flash(f"{refused} {refused.code}", "warning")
    return redirect(url_for(".distribution"))


@staff_required("organiser")
def move_to_day() -> ResponseReturnValue:
    """One village to the day whose button was pressed; `desa` is the day that it leaves and its code: 2:35.10.02.2003."""
    source, _colon, code = request.form.get("desa", "").partition(":")
    try:
        done = moving.move(code, source=natural(source) or 0, target=natural(request.form.get("hari", "")) or 0,
                           now=services().clock.now(), by=current_staff().account_id)
        flash(said(done), "success")
    except NoSuchGroup:
        flash(_("Belum dipindah: pilih dulu desanya, lalu harinya."), "warning")
    except (VillageStays, AlreadyRotated) as refused:
        flash(f"{refused} {refused.code}", "warning")
    return redirect(url_for(".distribution", desa=code))


def _manner(word: str) -> SpreadManner | None:
    return SpreadManner(word) if word in set(SpreadManner) else None


def _plan(found: PlannedDays, manner: SpreadManner | None) -> tuple[SpreadPlan | None, str]:
    if manner is None:
        return None, ""
    try:
        return spreading.plan(found, manner), ""
    except SpreadRefused as refused:
        return None, f"{refused} {refused.code}"

"""What is kept of people, for everybody to read; and what the office does for a person who asks."""

import json

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor.backup import keeping
from instructor.errors import NoSuchTrainee, PersonAtWork, RosterRefused
from instructor.people import listing
from instructor.privacy.copy import copy_of
from instructor.privacy.erasing import erase
from instructor.privacy.kept import KEPT
from instructor.privacy.retention import FOR_EVER
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.web import services

bp = Blueprint("privacy", __name__, url_prefix="/data-pribadi", template_folder="../templates")


@bp.get("")
def page() -> ResponseReturnValue:
    """What is kept, why, and until when."""
    days = services().settings.keep_people_days
    return render_template("hall/privacy.html", kept=KEPT, days=None if days == FOR_EVER else days)


@staff_required("organiser")
def person_copy(trainee_id: int) -> ResponseReturnValue:
    """Everything of one person, as a file for them."""
    _require(trainee_id)
    told = copy_of(trainee_id, now=services().clock.now(), by=current_staff().account_id)
    return Response(json.dumps(told, ensure_ascii=False, indent=1), mimetype="application/json",
                    headers={"Content-Disposition": f'attachment; filename="data-peserta-{trainee_id}.json"',
                             "Cache-Control": "no-store"})


@staff_required("organiser")
def erase_person(trainee_id: int) -> ResponseReturnValue:
    """Remove the name and words of one person. Pressed twice, the second changes nothing."""
    _require(trainee_id)
    if "yakin" not in request.form:
        flash(_("Belum dihapus: centang dulu bahwa Anda yakin."), "warning")
        return redirect(url_for("hall.person", trainee_id=trainee_id))
    built = services()
    try:
        done = erase(trainee_id, store=built.store, instance=built.settings.instance, now=built.clock.now(),
                     by=current_staff().account_id)
        flash(_("Nama, tulisan, dan sertifikat orang itu sudah dihapus. Hasilnya tinggal sebagai angka."), "success")
        if built.settings.is_shared:
            flash(_("Cadangan yang dibuat sebelum ini masih memuat namanya. Yang dibuat Gladi tiap sore terhapus sendiri sesudah "
                    "%(count)s sore; yang Anda unduh, hapus sendiri.", count=keeping.NIGHTLY_KEPT), "info")
        elif (older := len(keeping.backups(built.settings.instance))):
            flash(_("%(count)s cadangan di komputer ini masih memuat namanya. Buat cadangan baru, lalu hapus yang lama di "
                    "halaman Cadangan.", count=older), "info")
        if done.unread:
            flash(_("%(count)s salinan lama tidak bisa dibuka, jadi tulisannya masih di sana. "
                    "Hapus di Jadwal, Salinan lama di arsip.", count=done.unread), "warning")
    except (PersonAtWork, RosterRefused) as refused:
        flash(f"{refused} {refused.code}", "warning")
    return redirect(url_for("hall.person", trainee_id=trainee_id))


def _require(trainee_id: int) -> None:
    """Raises NoSuchTrainee for nobody of the training that is on: people of another are asked for there."""
    if listing.person(trainee_id) is None:
        raise NoSuchTrainee(trainee=trainee_id)

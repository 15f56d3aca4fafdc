"""The page Pelatihan: the trainings, the three steps of the present one, and a form for a new one."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from instructor.days import beginning, timed
from instructor.days.beginning import TrainingPlan
from instructor.days.training import InvitedRegion
from instructor.errors import NoTraining, TrainingRefused
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.files.file_errors import FileError
from sandbox.web import services
from sandbox.words.digits import natural, typed_date
from scenarios.day import agenda

WEEKDAYS = range(7)
LONGEST = 120


@staff_required("organiser")
def trainings() -> ResponseReturnValue:
    """What there is, and how far it is made ready."""
    return _page(MultiDict())


@staff_required("organiser")
def new_training() -> ResponseReturnValue:
    """Make a training as the form says; what was typed stays where it is refused."""
    plan, wrong = _plan(request.form, request.form.getlist("hari-kerja"))
    if plan is None:
        flash(wrong, "warning")
        return _page(request.form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        beginning.begin(plan, _villages(plan.days), now=services().clock.now(), by=current_staff().account_id,
                        after=request.form.get("sesudah", type=int))
    except (TrainingRefused, FileError) as refused:
        flash(f"{refused} {refused.code}", "warning")
        return _page(request.form), HTTPStatus.CONFLICT
    flash(_("Pelatihan sudah dibuat. Berikutnya: masukkan daftar pesertanya."), "success")
    return redirect(url_for(".trainings"), HTTPStatus.SEE_OTHER)


@staff_required("organiser")
def choose_training() -> ResponseReturnValue:
    """Work with another training from now on."""
    try:
        beginning.choose(request.form.get("pelatihan", 0, int), now=services().clock.now(), by=current_staff().account_id)
    except (TrainingRefused, NoTraining) as refused:
        flash(f"{refused} {refused.code}", "warning")
    return redirect(url_for(".trainings"), HTTPStatus.SEE_OTHER)


def _page(typed: MultiDict[str, str]) -> str:
    found = beginning.trainings()
    present = next((each for each in found if each.is_present), None)
    ready = list(beginning.made_ready(services().store))
    return render_template("hall/trainings.html", staff=current_staff(), trainings=found, present=present, ready=ready,
                           typed=typed, agendas=agenda.agendas().values(), weekdays=WEEKDAYS)


def _villages(days: int) -> Sequence[Sequence[InvitedRegion]]:
    """Those of the file that was sent, else Gladi's own. Raises FileError."""
    sent = request.files.get("daftar-desa")
    if sent is None or not sent.filename:
        return beginning.district().own(days)
    with TemporaryDirectory(prefix="gladi-desa-") as folder:
        path = Path(folder) / "daftar-desa.csv"
        sent.save(path)
        return beginning.district().of_file(path, days)


def _plan(form: Mapping[str, str], weekdays: Sequence[str]) -> tuple[TrainingPlan | None, str]:
    """What was decided, or all that is wrong with it."""
    title, first = " ".join(form.get("judul", "").split()), _day(form.get("mulai", ""))
    days = natural(form.get("hari", "")) or 0
    off = [_day(each) for each in re.split(r"[,;\n]+", form.get("libur", "")) if each.strip()]
    ends = timed.today(form.get("selesai", ""), services().clock.now())
    wrong = (
        (not 0 < len(title) <= LONGEST, _("isi nama pelatihannya, paling panjang %(count)s huruf", count=LONGEST)),
        (first is None or None in off, _("tulis tanggal seperti 12-11-2026; beberapa hari libur dipisah dengan koma")),
        (not 0 < days <= beginning.MOST_DAYS, _("lamanya 1 sampai %(most)s hari", most=beginning.MOST_DAYS)),
        (ends is None, _("tulis jam selesainya seperti 16:00")),
        (form.get("agenda") not in agenda.agendas(), _("pilih agendanya")))
    if first is None or ends is None or any(is_so for is_so, _why in wrong):
        return None, _("Belum dibuat: %(why)s.", why="; ".join(str(why) for is_so, why in wrong if is_so))
    worked = frozenset(int(each) for each in weekdays if each in {str(day) for day in WEEKDAYS})
    return TrainingPlan(title, " ".join(form.get("tempat", "").split())[:LONGEST], first, days, form["agenda"], worked,
                        frozenset(each for each in off if each is not None), f"{ends:%H.%M}"), ""


def _day(text: str) -> date | None:
    try:
        return date(*(typed_date(text) or (0, 0, 0)))
    except ValueError:
        return None

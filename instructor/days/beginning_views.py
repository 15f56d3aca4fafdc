"""The page Pelatihan: the trainings, the three steps of the present one, and a form for a new one."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.utils import secure_filename

from instructor.days import beginning, timed
from instructor.days.beginning import TrainingPlan, TrainingSettings
from instructor.days.training import InvitedRegion
from instructor.errors import NoSuchTraining, NoTraining, SettingsMoved, TrainingRefused
from sandbox.accounts.guards import choose_training as let_this_browser_choose
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.accounts.hours import clock_time
from sandbox.files.file_errors import FileError
from sandbox.web import services
from sandbox.words.digits import natural, typed_date
from sandbox.words.languages import LANGUAGES
from scenarios.day import agenda

WEEKDAYS = range(7)
LONGEST = 120
FIELDS = ("judul", "tempat", "selesai", "masuk-dari", "masuk-sampai", "bahasa")
"""Of TrainingSettings, in their order."""


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
        user = current_staff()
        made = beginning.begin(plan, _villages(plan.days), now=services().clock.now(), by=user.account_id,
                               after=request.form.get("sesudah", type=int),
                               staff=None if user.staff.is_of_all else user.account_id)
        let_this_browser_choose(made)
    except (TrainingRefused, FileError) as refused:
        flash(f"{refused.on_a_page if isinstance(refused, FileError) else refused} {refused.code}", "warning")
        return _page(request.form), HTTPStatus.CONFLICT
    flash(_("Pelatihan sudah dibuat. Berikutnya: masukkan daftar pesertanya."), "success")
    return redirect(url_for(".trainings"), HTTPStatus.SEE_OTHER)


@staff_required()
def choose_hall() -> ResponseReturnValue:
    """Go to another training's hall in this browser."""
    try:
        _chosen()
    except NoSuchTraining as refused:
        flash(f"{refused} {refused.code}", "warning")
    return redirect(url_for(".board"), HTTPStatus.SEE_OTHER)


def _chosen() -> int:
    """The training that was pressed, which this browser works with from now on. Raises NoSuchTraining."""
    wanted = request.form.get("pelatihan", 0, int)
    if wanted not in {each.id for each in beginning.trainings(_own())}:
        raise NoSuchTraining()
    let_this_browser_choose(wanted)
    return wanted


@staff_required("organiser")
def choose_training() -> ResponseReturnValue:
    """Work with another training in this browser from now on, and where none was chosen once no other has an open group."""
    try:
        beginning.choose(_chosen(), now=services().clock.now(), by=current_staff().account_id)
    except (TrainingRefused, NoTraining) as refused:
        flash(f"{refused} {refused.code}", "warning")
    return redirect(url_for(".trainings"), HTTPStatus.SEE_OTHER)


@staff_required("organiser")
def change_training() -> ResponseReturnValue:
    """Other settings for a training that there is; what was typed stays where it is refused."""
    wanted, wrong = _settings(request.form)
    if wanted is None:
        flash(_("Belum diubah: %(why)s.", why="; ".join(wrong)), "warning")
        return _page(MultiDict(), _retyped()), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        if beginning.change(request.form.get("pelatihan", 0, int), wanted, now=services().clock.now(),
                            by=current_staff().account_id, seen=_seen(request.form)):
            flash(_("Pelatihan sudah diubah."), "success")
    except (NoSuchTraining, SettingsMoved) as refused:
        flash(f"{refused} {refused.code}", "warning")
        return _page(MultiDict(), _retyped()), refused.status
    return redirect(url_for(".trainings"), HTTPStatus.SEE_OTHER)


def _retyped() -> dict[int, dict[str, str]]:
    """By the training's number, what of its settings was typed otherwise than they were shown."""
    typed = TrainingSettings(*(request.form.get(name, "") for name in FIELDS))
    seen = _seen(request.form)
    return {request.form.get("pelatihan", 0, int): {name: value for name, value in asdict(typed).items()
                                                   if seen is None or value.replace(":", ".") != getattr(seen, name)}}


def _seen(form: MultiDict[str, str]) -> TrainingSettings | None:
    """The settings that the form was shown with, in the order of their fields."""
    told = form.getlist("semula")
    return TrainingSettings(*told) if len(told) == len(fields(TrainingSettings)) else None


def _page(typed: MultiDict[str, str], changed: Mapping[int, Mapping[str, str]] | None = None) -> str:
    """The page. `typed`, `changed`: what was typed for a new training, or for one that there is, and refused."""
    found = beginning.trainings(_own())
    newest = beginning.newest()
    present = next((each for each in found if each.is_present), None)
    ready = list(beginning.made_ready(services().store))
    return render_template("hall/trainings.html", staff=current_staff(), trainings=found, present=present, ready=ready,
                           typed=typed, changed=changed or {}, newest=newest,
                           languages=LANGUAGES, agendas=agenda.agendas().values(), weekdays=WEEKDAYS)


def _villages(days: int) -> Sequence[Sequence[InvitedRegion]]:
    """Those of the file that was sent, else Gladi's own. Raises FileError."""
    sent = request.files.get("daftar-desa")
    if sent is None or not sent.filename:
        return beginning.district().own(days)
    with TemporaryDirectory(prefix="gladi-desa-") as folder:
        path = Path(folder, secure_filename(sent.filename)[-80:] or "daftar-desa.csv")
        sent.save(path)
        return beginning.district().of_file(path, days)


def _plan(form: Mapping[str, str], weekdays: Sequence[str]) -> tuple[TrainingPlan | None, str]:
    """What was decided, or all that is wrong with it."""
    settings, wrong = _settings(form)
    first, days = _day(form.get("mulai", "")), natural(form.get("hari", "")) or 0
    off = [_day(each) for each in re.split(r"[,;\n]+", form.get("libur", "")) if each.strip()]
    if first is None or None in off:
        wrong.append(_("tulis tanggal seperti 12-11-2026; beberapa hari libur dipisah dengan koma"))
    if not 0 < days <= beginning.MOST_DAYS:
        wrong.append(_("lamanya 1 sampai %(most)s hari", most=beginning.MOST_DAYS))
    if form.get("agenda") not in agenda.agendas():
        wrong.append(_("pilih agendanya"))
    if settings is None or first is None or wrong:
        return None, _("Belum dibuat: %(why)s.", why="; ".join(wrong))
    worked = frozenset(int(each) for each in weekdays if each in {str(day) for day in WEEKDAYS})
    return TrainingPlan(settings.title, settings.place, first, days, form["agenda"], worked,
                        frozenset(each for each in off if each is not None), settings.ends, settings.login_from,
                        settings.login_until, settings.lang), ""


def _settings(form: Mapping[str, str]) -> tuple[TrainingSettings | None, list[str]]:
    """What is set and changed in the same words, or all that is wrong with it."""
    title, place = (" ".join(form.get(name, "").split()) for name in ("judul", "tempat"))
    ends, hours, wrong = timed.today(form.get("selesai", ""), services().clock.now()), _hours(form), []
    if not 0 < len(title) <= LONGEST:
        wrong.append(_("isi nama pelatihannya, paling panjang %(count)s huruf", count=LONGEST))
    if len(place) > LONGEST:
        wrong.append(_("tulis tempatnya lebih pendek, paling panjang %(count)s huruf", count=LONGEST))
    if ends is None:
        wrong.append(_("tulis jam selesainya seperti 16:00"))
    if hours is None:
        wrong.append(_("isi kedua jam kartu seperti 07:30, yang awal dulu, atau kosongkan keduanya"))
    if ends is None or hours is None or wrong:
        return None, wrong
    lang = form.get("bahasa", "")
    return TrainingSettings(title, place, f"{ends:%H.%M}", *hours, lang if lang in LANGUAGES else ""), []


def _own() -> Collection[int] | None:
    """The trainings of whoever asks; None: all."""
    user = current_staff().staff
    return None if user.is_of_all else user.trainings


def _hours(form: Mapping[str, str]) -> tuple[str, str] | None:
    """Between which hours cards let people in, as 07.30 and 17.00, or both empty; None for anything else."""
    typed = [form.get(name, "").strip() for name in ("masuk-dari", "masuk-sampai")]
    if not any(typed):
        return "", ""
    try:
        first, last = map(clock_time, typed)
    except ValueError:
        return None
    return (f"{first:%H.%M}", f"{last:%H.%M}") if first < last else None


def _day(text: str) -> date | None:
    try:
        return date(*(typed_date(text) or (0, 0, 0)))
    except ValueError:
        return None

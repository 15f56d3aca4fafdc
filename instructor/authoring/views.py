"""Skenario: the library for trainers, and drafts for organisers."""

from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor.authoring import drafts, plain, proving, taken, trial_views
from instructor.authoring.drafts import ScenarioDraft
from instructor.authoring.errors import DraftChanged, NoSuchDraft
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.platform import audit
from sandbox.platform.db import write
from sandbox.web import services
from sandbox.words.roles import ORGANISER
from scenarios.file import told
from scenarios.file.loader import NoSuchScenario, library
from scenarios.file.told import sheet

bp = Blueprint("authoring", __name__, url_prefix="/pelatih/skenario", template_folder="../templates")
DRAFT = "/konsep/<draft_id>"
bp.add_url_rule("/coba", "trial", trial_views.trial)
bp.add_url_rule("/coba/duduk", "sit_down", trial_views.sit_down, methods=["POST"])
bp.add_url_rule("/coba/selesai", "end_trial", trial_views.end_trial, methods=["POST"])
bp.add_url_rule("/coba", "try_scenario", trial_views.try_scenario, methods=["POST"])
bp.add_url_rule(f"{DRAFT}/coba", "try_draft", trial_views.try_draft, methods=["POST"])


@bp.get("")
@staff_required()
def scenarios() -> ResponseReturnValue:
    """Every exercise of the library by block, and the drafts."""
    return render_template("hall/scenarios.html", exercises=[each.scenario for each in library().values()],
                           drafts=drafts.drafts(), staff=current_staff())


@bp.get("/<scenario_id>")
@staff_required()
def scenario(scenario_id: str) -> ResponseReturnValue:
    """The trainer's sheet of one exercise."""
    loaded = library().get(scenario_id)
    if loaded is None:
        raise NoSuchScenario(id=scenario_id, hash="-")
    return render_template("hall/scenario.html", sheet=sheet(loaded.scenario), own=loaded.own, staff=current_staff())


@bp.post("/<scenario_id>/salin")
@staff_required(ORGANISER)
def duplicate(scenario_id: str) -> ResponseReturnValue:
    """A draft that begins as that exercise."""
    loaded = library().get(scenario_id)
    if loaded is None:
        raise NoSuchScenario(id=scenario_id, hash="-")
    return _to(drafts.duplicate(loaded).id)


@bp.get(DRAFT)
@staff_required(ORGANISER)
def draft(draft_id: str) -> ResponseReturnValue:
    """The draft, its sentences one by one or as a file, with what the loader says of it and what came of its proof."""
    here = drafts.find(draft_id)
    return _page(here, here.text)


@bp.post(DRAFT)
@staff_required(ORGANISER)
def save_draft(draft_id: str) -> ResponseReturnValue:
    """Save it; where somebody else did meanwhile, show what was typed over what they saved. What they removed is made again."""
    typed = _typed()
    try:
        try:
            drafts.save(draft_id, typed, seen=request.form.get("dilihat", ""))
        except NoSuchDraft:
            drafts.save_again(draft_id, typed)
            flash(_("Konsep %(id)s sudah dihapus orang lain. Tulisan Anda disimpan lagi.", id=draft_id), "warning")
    except DraftChanged as changed:
        flash(str(changed), "error")
        return _page(drafts.find(draft_id), typed), HTTPStatus.CONFLICT
    return _to(draft_id)


@bp.post(f"{DRAFT}/periksa")
@staff_required(ORGANISER)
def check_draft(draft_id: str) -> ResponseReturnValue:
    """What the loader says of what is typed at this moment, for the page's script; nothing is stored."""
    drafts.find(draft_id)
    typed = _typed()
    found = drafts.reading(draft_id, typed)
    return jsonify(asdict(found) | {"fields": plain.named_by(found.problems, typed)})


@bp.post(f"{DRAFT}/buktikan")
@staff_required(ORGANISER)
def prove_draft(draft_id: str) -> ResponseReturnValue:
    """Begin to prove it; what the loader refuses is told on the page, and there is nothing to prove."""
    here = drafts.find(draft_id)
    if not drafts.reading(draft_id, here.text).problems:
        proving.begin(cast(Flask, current_app._get_current_object()), here)  # type: ignore[attr-defined]
    return _to(draft_id)


@bp.post(f"{DRAFT}/pakai")
@staff_required(ORGANISER)
def take_over_draft(draft_id: str) -> ResponseReturnValue:
    """Put a proved draft where Gladi finds it when the next group is opened."""
    proving.take_over(_instance(), drafts.find(draft_id), shared=services().settings.is_shared)
    _record("scenario_taken_over", draft_id)
    flash(_("Latihan %(id)s siap untuk kelompok yang dibuka sesudah ini. Bukalah di hari itu dari papan: Pesan, lalu "
            "Latihan sendiri.", id=draft_id), "success")
    return _to(draft_id)


@bp.post(f"{DRAFT}/hapus")
@staff_required(ORGANISER)
def remove_draft(draft_id: str) -> ResponseReturnValue:
    drafts.remove(draft_id)
    return redirect(url_for(".scenarios"), HTTPStatus.SEE_OTHER)


@bp.post("/<scenario_id>/tarik")
@staff_required(ORGANISER)
def use_no_more(scenario_id: str) -> ResponseReturnValue:
    """Leave an exercise of one's own out of the groups that are opened from now on."""
    loaded = library().get(scenario_id)
    if loaded is None:
        raise NoSuchScenario(id=scenario_id, hash="-")
    if loaded.own:
        taken.use_no_more(_instance(), scenario_id, shared=services().settings.is_shared)
        _record("scenario_given_up", scenario_id)
        flash(_("Latihan %(id)s tidak dipakai lagi untuk kelompok yang dibuka sesudah ini.", id=scenario_id), "success")
    return redirect(url_for(".scenarios"), HTTPStatus.SEE_OTHER)


def _record(deed: str, scenario_id: str) -> None:
    with write() as session:
        audit.record(session, deed, f"scenario:{scenario_id}", by=current_staff().account_id, at=services().clock.now(),
                     text=scenario_id)


def _typed() -> str:
    """The text of the form: as it was typed, or with what was typed into its fields, which are named by their places."""
    return plain.with_values(drafts.lines_of(request.form.get("teks", "")), request.form)


def _page(here: ScenarioDraft, text: str) -> str:
    read, parts = drafts.reading(here.id, text), plain.parts(text)
    return render_template(
        "hall/draft.html", draft=here, text=text, read=read, proof=proving.of(here), staff=current_staff(),
        parts=parts, one_more=plain.ONE_MORE if plain.takes_a_hint(text) else "",
        named=plain.named_by(read.problems, text), filled=told.places(text), as_file=_is_as_file() or not parts)


def _is_as_file() -> bool:
    return request.args.get("bentuk") == "file"


def _to(draft_id: str) -> ResponseReturnValue:
    return redirect(url_for(".draft", draft_id=draft_id, bentuk="file" if _is_as_file() else None), HTTPStatus.SEE_OTHER)


def _instance() -> Path:
    return services().settings.instance

"""Pages by which people leave a card, and the history of who left."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import LEAVING, MUTATIONS, SEARCH
from sandbox.details import RecordDetails
from sandbox.errors import NoSuchRecord
from sandbox.practice.forms.reading import Typed, cell_input
from sandbox.practice.households import checking, households
from sandbox.practice.keys import household_key
from sandbox.practice.models import Household
from sandbox.practice.mutations import doing, history
from sandbox.practice.mutations.doing import Left, Writer
from sandbox.practice.mutations.ways import GOES, WAYS, YES, WayOut
from sandbox.practice.views.blueprint import Subject, bp, change, look, looked, of_household, require_free_together
from sandbox.practice.views.forms.form_page import NOTHING, FormPage, draft_deed, pending, reason, shown_again, version
from sandbox.practice.views.records.households import reason_told
from sandbox.practice.words import moment
from sandbox.web import current_desk


@bp.route("/keluarga/<int:household_id>/keluar/<kind>", methods=["GET", "POST"])
def leaving(household_id: int, kind: str) -> ResponseReturnValue:
    """The form of one way to leave a card. `anggota` in the address ticks one person beforehand, `semua` everybody."""
    way = WAYS.get(kind)
    if way is None:
        raise NoSuchRecord()
    here = of_household(household_id, kind)
    if answer := draft_deed(LEAVING, here, lambda session: NOTHING):
        return answer
    if request.method == "GET":
        found, form = look(LEAVING, partial(_form_of, household_id, here, way), **here.named())
        return render_template("practice/leaving.html", active="ddk", household=found, key=here.record, way=way, page=form)
    desk = current_desk()

    def work(session: Session, now: datetime) -> Left:
        left = doing.leave(session, households.get(session, household_id), way, request.form, version=version(), reason=reason(),
                           hand=Writer(desk.person, desk.role_label, now))
        if left.target is not None:
            require_free_together(session, [str(household_key(left.target.id))], now)
        g.practice_action.detail = _detail(g.practice_action.detail, left, request.form.get("on", ""))
        return left

    try:
        left = change(way.deed, LEAVING, work, **here.named(reason=reason_told()))
    except checking.Unfit:
        return shown_again()
    flash(_told(way, left), "success")
    shown = left.household or left.target
    return redirect(url_for(".household", household_id=shown.id) if shown else url_for(".mutations"))


@bp.get("/mutasi")
def mutations() -> ResponseReturnValue:
    """Riwayat Mutasi of the village."""
    asked = {"kind": request.args.get("jenis", "")[:12], "name": request.args.get("cari", "")[:100]}
    page = request.args.get("hal", 1, type=int)

    def work(session: Session, now: datetime) -> history.MutationPage:
        looked(session)
        return history.page_of(session, **asked, page=page)

    detail = RecordDetails(by="name") if asked["name"] else RecordDetails()
    found = look(MUTATIONS, work, kind=SEARCH, detail=detail) if asked["name"] else look(MUTATIONS, work)
    return render_template("practice/mutations.html", active="mutasi", page=found, asked=asked, told=history.TOLD)


@bp.get("/mutasi/<int:mutation_id>")
def mutation(mutation_id: int) -> ResponseReturnValue:
    """One line of the history, with what the person or the card was."""
    def work(session: Session, now: datetime) -> dict[str, Any]:
        found = history.get(session, mutation_id)
        return {"line": found, "was": history.in_words(found), "is_there": history.still_there(session, [found])}

    return render_template("practice/mutation.html", active="mutasi", told=history.TOLD, **look(MUTATIONS, work))


def _form_of(household_id: int, here: Subject, way: WayOut, session: Session, now: datetime) -> tuple[Household, FormPage]:
    """The household, and the form as it is to be shown: with its draft, or ticked as the address says."""
    found = households.get(session, household_id)
    looked(session)
    page = FormPage.of(here, NOTHING, found.version, pending(session, here, NOTHING))
    return found, page if page.draft else replace(page, typed=_ticked(found, way))


def _ticked(household: Household, way: WayOut) -> Typed:
    goes = way.table.fields[0]
    chosen, everybody = request.args.get("anggota", type=int), "semua" in request.args
    return Typed({cell_input(way.table, person.id, goes): (YES,) for person in household.members
                  if everybody or person.id == chosen} if goes.name == GOES else {})


def _detail(detail: RecordDetails, left: Left, on: str) -> RecordDetails:
    return replace(detail, left=tuple(left.people), to=str(household_key(left.target.id)) if left.target else "", on=on[:10])


def _told(way: WayOut, left: Left) -> str:
    """Tercatat pukul 10.12.33: Kasiran meninggal. Kartu keluarga ini sudah tidak ada anggotanya."""
    card = left.household or left.target
    at = f" pukul {moment(card.saved_at, card.saved_at)}" if card else ""
    gone = "" if left.household else " Di kartu lama tidak ada anggota lagi, jadi kartu itu keluar dari Daftar Keluarga."
    return f"Tercatat{at}: {', '.join(left.names)}, {way.told}.{gone}"

"""Daftar Keluarga and the pages of one household: overview, a section, a new card, deletion."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import DELETE, HOUSEHOLD, HOUSEHOLDS, SAVE, SEARCH
from sandbox.digits import grouped
from sandbox.errors import NoSuchRecord
from sandbox.practice import drafts
from sandbox.practice.forms.instruments import Section, count_filled, load, section_state
from sandbox.practice.forms.reading import Typed, shown
from sandbox.practice.households import cards, checking, households, saving
from sandbox.practice.keys import household_key
from sandbox.practice.models import Draft, Household
from sandbox.practice.overviews import listing
from sandbox.practice.rules.check import Finding
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.tracking import Track, track
from sandbox.practice.views.blueprint import bp, change, look, peek
from sandbox.practice.views.form_page import FormPage, draft_deed, is_return, reason, version
from sandbox.practice.words import moment
from sandbox.web import current_desk


@bp.get("/keluarga", endpoint="households")
def household_list() -> ResponseReturnValue:
    query = listing.Query(
        text=request.args.get("cari", "")[:100], place=request.args.get("rt", "")[:12],
        completeness=request.args.get("isi", "")[:12], page=request.args.get("hal", 1, type=int))

    def work(session: Session, now: datetime) -> dict[str, Any]:
        return {"page": listing.page_of(session, query, now), "places": households.places(session)}

    if query.is_search:
        card = peek(lambda session: listing.searched_card(session, query.digits))
        found = look(HOUSEHOLDS, work, kind=SEARCH, record=card, detail={"by": query.by(card)})
    else:
        found = look(HOUSEHOLDS, work)
    return render_template("practice/households.html", active="ddk", query=query, **found)


@bp.route("/keluarga/baru", methods=["GET", "POST"])
def household_new() -> ResponseReturnValue:
    if answer := draft_deed(HOUSEHOLD, None, drafts.NEW):
        return answer
    if request.method == "GET" or is_return() or "_tambah" in request.form:
        return _card_page(FormPage.of(HOUSEHOLD, drafts.NEW, Typed({}), 0))
    desk, parsed = current_desk(), cards.read(request.form)
    number = parsed.values.get("number")

    def work(session: Session, now: datetime) -> Household:
        return cards.save(session, parsed, person=desk.person, by=desk.role_label, reason=reason(), now=now)

    try:
        saved = change(SAVE, HOUSEHOLD, work, record=number, detail={"page": drafts.NEW, **reason_detail()})
    except checking.Unfit as unfit:
        return _card_page(FormPage.refused(parsed.typed, unfit, 0)), 422
    flash(saved_words(saved), "success")
    return redirect(url_for(".household", household_id=saved.id))


@dataclass(slots=True)
class Overview:
    """All that one household's page shows besides its form."""

    household: Household
    obstacles: list[Finding]
    submissions: list[tuple[Any, Track]]
    drafts: list[Draft] = field(default_factory=list)


@bp.get("/keluarga/<int:household_id>")
def household(household_id: int) -> ResponseReturnValue:
    number = peek(lambda session: households.number_of(session, household_id))

    def work(session: Session, now: datetime) -> Overview:
        found = households.get(session, household_id)
        sent = [(one, track(one, now)) for one in reversed(submissions.of_record(session, household_key(found.id)))]
        kept = drafts.of_household(session, current_desk().person, found.number)
        return Overview(found, checking.why_not_sendable(session, found), sent, list(kept))

    page = look(HOUSEHOLD, work, record=number)
    return render_template("practice/household.html", active="ddk", page=page, parts=section_menu(page.household, ""),
                           member_form=load("ddk_member"), identity=load("ddk_household").identity)


@bp.route("/keluarga/<int:household_id>/bagian/<section_id>", methods=["GET", "POST"])
def section(household_id: int, section_id: str) -> ResponseReturnValue:
    part = saving.section_of(section_id)
    if part is None:
        raise NoSuchRecord()
    number = peek(lambda session: households.number_of(session, household_id))
    address = f"{number}/{section_id}"
    if answer := draft_deed(HOUSEHOLD, number, address):
        return answer
    if request.method == "GET" or is_return():
        found = _open(household_id, number, section_id)
        page = FormPage.of(HOUSEHOLD, address, shown(part, households.answers_of(found, part)), found.version)
        return _section_page(found, part, page)
    desk, parsed = current_desk(), saving.parse(part, request.form)

    def work(session: Session, now: datetime) -> Household:
        return saving.save_section(session, households.get(session, household_id), part, parsed, version=version(),
                                   person=desk.person, by=desk.role_label, reason=reason(), now=now)

    try:
        detail = {"page": address, "section": section_id, **reason_detail()}
        saved = change(SAVE, HOUSEHOLD, work, record=number, detail=detail)
    except checking.Unfit as unfit:
        found = peek(lambda session: households.get(session, household_id))
        return _section_page(found, part, FormPage.refused(parsed.typed, unfit, version())), 422
    flash(saved_words(saved), "success")
    return redirect(url_for(".section", household_id=household_id, section_id=section_id))


@bp.route("/keluarga/<int:household_id>/hapus", methods=["GET", "POST"])
def household_delete(household_id: int) -> ResponseReturnValue:
    number = peek(lambda session: households.number_of(session, household_id))
    if request.method == "GET":
        def read(session: Session, now: datetime) -> tuple[Household, str]:
            found = households.get(session, household_id)
            return found, households.why_not_deletable(session, found)

        found, obstacle = look(HOUSEHOLD, read, record=number, detail={"section": "hapus"})
        return render_template("practice/household_delete.html", active="ddk", household=found, obstacle=obstacle)

    change(DELETE, HOUSEHOLD, lambda session, now: households.delete(session, households.get(session, household_id)),
           record=number)
    flash(f"Keluarga {grouped(number)} sudah dihapus.", "success")
    return redirect(url_for(".households"))


def saved_words(saved: Household) -> str:
    """Tersimpan pukul 10.12.33. Keluarga 3510 6212 0891 0003, 4 anggota. Draf kosong."""
    at = moment(saved.saved_at, saved.saved_at)
    return f"Tersimpan pukul {at}. Keluarga {grouped(saved.number)}, {saved.member_count} anggota. Draf kosong."


def section_menu(household: Household, current: str) -> dict[str, Any]:
    """The list of sections with how far each is; '' is the overview."""
    instrument = load("ddk_household")
    entries = [{"title": "Kartu dan anggota", "href": url_for(".household", household_id=household.id), "current": current == "",
                "words": f"{household.member_count} orang", "state": "full" if household.members else "open"}]
    for part in instrument.sections:
        state = section_state(part, household.answers)
        entries.append({
            "title": part.title, "words": state.words, "state": "full" if state.is_complete else "open",
            "href": url_for(".section", household_id=household.id, section_id=part.id), "current": current == part.id})
    filled, total = count_filled(instrument, household.answers)
    return {"sections": entries, "filled": filled, "total": total}


def reason_detail() -> dict[str, str]:
    """The written reason for a warning, for the journal."""
    return {"reason": reason()[:200]} if reason() else {}


def _open(household_id: int, number: str, section_id: str) -> Household:
    return look(HOUSEHOLD, lambda session, now: households.get(session, household_id), record=number,
                detail={"section": section_id})


def _section_page(household: Household, part: Section, page: FormPage) -> str:
    menu = section_menu(household, part.id)
    for entry in menu["sections"]:
        if entry["current"] and page.errors:
            entry["state"] = "wrong"
    return render_template("practice/section.html", active="ddk", household=household, section=part,
                           pieces=saving.pieces(part), page=page, parts=menu)


def _card_page(page: FormPage) -> str:
    if request.method == "GET":
        look(HOUSEHOLD, lambda session, now: None, detail={"section": drafts.NEW})
    wanted = request.form.get("_baris", cards.LINES, type=int) + (2 if "_tambah" in request.form else 0)
    rows = cards.rows_shown(page.typed, min(wanted, 30))
    return render_template("practice/household_new.html", active="ddk", page=page, identity=load("ddk_household").identity,
                           lines=[cards.line(row) for row in rows])

"""Daftar Keluarga and the pages of one household: overview, a section, a new card, deletion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import DELETE, HOUSEHOLD, HOUSEHOLDS, SAVE, SEARCH
from sandbox.details import RecordDetails
from sandbox.errors import NoSuchRecord
from sandbox.practice.forms.instruments import Section, load, section_state
from sandbox.practice.forms.reading import Parsed
from sandbox.practice.households import cards, checking, households, saving
from sandbox.practice.keys import NEW, NEW_HOUSEHOLD, RecordKey, household_key
from sandbox.practice.models import Draft, Household, Mutation, Submission
from sandbox.practice.mutations import history
from sandbox.practice.mutations.ways import WAYS
from sandbox.practice.overviews import listing
from sandbox.practice.records import Address, HouseholdRecord
from sandbox.practice.rules.check import Finding
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.tracking import Track, track
from sandbox.practice.submissions.validated import is_of_an_earlier_period
from sandbox.practice.views.blueprint import Subject, bp, change, look, looked, of_household, peek
from sandbox.practice.views.forms.form_page import (
    NOTHING,
    FormPage,
    draft_deed,
    looked_at,
    pending,
    reason,
    shown_again,
    shown_for,
)
from sandbox.practice.views.forms.unsaved import keep_sent
from sandbox.practice.views.sending.handing import handed_words
from sandbox.practice.words import moment
from sandbox.web import current_desk
from sandbox.words.digits import grouped

MORE_LINES = 2
MOST_LINES = 30
"""Of a new card's page."""


@bp.get("/keluarga", endpoint="households")
def household_list() -> ResponseReturnValue:
    query = listing.Query(
        text=request.args.get("cari", "")[:100], place=request.args.get("rt", "")[:12],
        completeness=request.args.get("isi", "")[:12], nik=request.args.get("nik", "")[:12],
        page=request.args.get("hal", 1, type=int))

    def work(session: Session, now: datetime) -> dict[str, Any]:
        looked(session)
        return {"page": listing.page_of(session, query, now), "places": households.places(session)}

    if query.is_search:
        asked = peek(lambda session: listing.searched_card(session, query.digits))
        detail = RecordDetails(by=query.by(asked.card), card=asked.card or "")
        found = look(HOUSEHOLDS, work, kind=SEARCH, record=asked.record, detail=detail)
    else:
        found = look(HOUSEHOLDS, work)
    return render_template("practice/households.html", active="ddk", query=query, **found)


@bp.route("/keluarga/baru", methods=["GET", "POST"])
def household_new() -> ResponseReturnValue:
    here = Subject(NEW_HOUSEHOLD, part=NEW)
    if answer := draft_deed(HOUSEHOLD, here, lambda session: NOTHING):
        return answer
    if request.method == "GET":
        draft = look(HOUSEHOLD, lambda session, now: pending(session, here, NOTHING), detail=RecordDetails(section=NEW))
        return _card_page(FormPage.of(here, NOTHING, 0, draft), request.args.get("baris", cards.LINES, type=int))
    if "_tambah" in request.form:
        return _with_more_lines()
    desk, parsed = current_desk(), cards.read(request.form)

    def work(session: Session, now: datetime) -> Household:
        made = cards.save(session, parsed, person=desk.person, by=desk.role_label, reason=reason(), now=now)
        g.practice_action.record = str(household_key(made.id))
        return made

    try:
        saved = change(SAVE, HOUSEHOLD, work, **here.named(card=_card_typed(parsed), reason=reason_told()))
    except checking.Unfit:
        return shown_again()
    flash(saved_words(saved), "success")
    return redirect(url_for(".household", household_id=saved.id))


@dataclass(slots=True)
class Overview:
    """All that one household's page shows besides its form."""

    household: Household
    key: RecordKey
    obstacles: list[Finding]
    submissions: list[tuple[Submission, Track]]
    of_an_earlier_period: bool
    """It counts as validated in an earlier period."""
    drafts: list[tuple[Draft, Address]]
    """The person's drafts for this household, each with the page that it leads to."""
    history: Sequence[Mutation]
    """Who left it, and who came to it from another card."""
    handed: str
    """That it is handed over to be sent, in words; empty if it isn't."""


@bp.get("/keluarga/<int:household_id>")
def household(household_id: int) -> ResponseReturnValue:
    def work(session: Session, now: datetime) -> Overview:
        found, key = households.get(session, household_id), household_key(household_id)
        kept = [(draft, HouseholdRecord.page(household_id, draft.part)) for draft in looked(session, key)]
        sent = [(one, track(one, now)) for one in reversed(submissions.of_record(session, key))]
        obstacles = checking.why_not_sendable(session, found)
        handed = "" if obstacles else handed_words(session, HouseholdRecord(found), now)
        return Overview(found, key, obstacles, sent, is_of_an_earlier_period(found, was_sent=bool(sent)), kept,
                        history.of_household(session, household_id), handed)

    page = look(HOUSEHOLD, work, **of_household(household_id).named())
    return render_template("practice/household.html", active="ddk", page=page, parts=section_menu(page.household, ""),
                           member_form=load("ddk_member"), identity=load("ddk_household").identity, ways=WAYS.values(),
                           told=history.TOLD)


@bp.route("/keluarga/<int:household_id>/bagian/<section_id>", methods=["GET", "POST"])
def section(household_id: int, section_id: str) -> ResponseReturnValue:
    part = saving.section_of(section_id)
    if part is None:
        raise NoSuchRecord()
    here = of_household(household_id, section_id)
    if answer := draft_deed(HOUSEHOLD, here, lambda session: HouseholdRecord.find(session, household_id).stored(section_id)):
        return answer
    if request.method == "GET":
        found, form = look(HOUSEHOLD, partial(form_of, household_id, here), **here.named(section=section_id))
        return _section_page(found, part, form)
    desk, parsed = current_desk(), saving.parse(part, request.form)

    def work(session: Session, now: datetime) -> Household:
        return saving.save_section(session, households.get(session, household_id), part, parsed, shown=shown_for(),
                                   person=desk.person, by=desk.role_label, reason=reason(), now=now)

    try:
        saved = change(SAVE, HOUSEHOLD, work, **here.named(section=section_id, card=_card_typed(parsed), reason=reason_told()))
    except checking.Unfit:
        return shown_again()
    flash(saved_words(saved), "success")
    return redirect(url_for(".section", household_id=household_id, section_id=section_id))


@bp.route("/keluarga/<int:household_id>/hapus", methods=["GET", "POST"])
def household_delete(household_id: int) -> ResponseReturnValue:
    here = of_household(household_id)
    if request.method == "GET":
        def read(session: Session, now: datetime) -> tuple[Household, str]:
            found = households.get(session, household_id)
            return found, households.why_not_deletable(session, found)

        found, obstacle = look(HOUSEHOLD, read, **here.named(section="hapus"))
        return render_template("practice/household_delete.html", active="ddk", household=found, key=here.record,
                               obstacle=obstacle)

    def work(session: Session, now: datetime) -> None:
        saving.delete_household(session, households.get(session, household_id), by=current_desk().role_label, now=now)

    change(DELETE, HOUSEHOLD, work, **here.named())
    flash(f"Keluarga {grouped(here.number)} sudah dihapus.", "success")
    return redirect(url_for(".households"))


def form_of(household_id: int, here: Subject, session: Session, now: datetime) -> tuple[Household, FormPage]:
    """The household, and one part of its form as it is to be shown. Raises NoSuchRecord."""
    found = households.get(session, household_id)
    stored = HouseholdRecord(found).stored(here.part)
    return found, FormPage.of(here, stored, found.version, looked_at(session, here, stored))


def saved_words(saved: Household) -> str:
    """Tersimpan pukul 10.12.33. Keluarga 3510 6212 0891 0003, 4 anggota."""
    at = moment(saved.saved_at, saved.saved_at)
    return f"Tersimpan pukul {at}. Keluarga {grouped(saved.number)}, {saved.member_count} anggota."


def section_menu(household: Household, current: str) -> dict[str, Any]:
    """The list of sections with how far each is; '' is the overview."""
    instrument = load("ddk_household")
    entries = [{"title": "Kartu dan anggota", "href": url_for(".household", household_id=household.id), "current": current == "",
                "words": f"{household.member_count} orang", "state": "full" if household.members else "open"}]
    states = [section_state(part, household.answers) for part in instrument.sections]
    folder = url_for(".section", household_id=household.id, section_id="-").removesuffix("-")  # built once for fifteen of them
    for part, state in zip(instrument.sections, states, strict=True):
        entries.append({
            "title": part.title, "words": state.words, "state": "full" if state.is_complete else "open",
            "href": f"{folder}{part.id}", "current": current == part.id})
    return {"sections": entries, "filled": sum(state.filled for state in states), "total": sum(state.total for state in states)}


def reason_told() -> str:
    """The written reason for a warning, as long as the journal keeps it."""
    return reason()[:200]


def _card_typed(parsed: Parsed) -> str:
    """The card number that was typed, for the journal: the save gives it to its household. Empty where none was asked for."""
    return parsed.values.get("number") or ""


def _section_page(household: Household, part: Section, page: FormPage) -> str:
    menu = section_menu(household, part.id)
    for entry in menu["sections"]:
        if entry["current"] and page.errors:
            entry["state"] = "wrong"
    return render_template("practice/section.html", active="ddk", household=household, section=part,
                           key=household_key(household.id), pieces=saving.pieces(part), page=page, parts=menu)


def _with_more_lines() -> ResponseReturnValue:
    """The same page with two more lines, asked for anew: what was typed is kept, nothing is saved."""
    keep_sent()
    shown = request.form.get("_baris", cards.LINES, type=int)
    return redirect(url_for(".household_new", baris=shown + MORE_LINES, _anchor=f"baris-{shown + 1}"), HTTPStatus.SEE_OTHER)


def _card_page(page: FormPage, wanted: int) -> str:
    rows = cards.rows_shown(page.typed, max(cards.LINES, min(wanted, MOST_LINES)))
    return render_template("practice/household_new.html", active="ddk", page=page, identity=load("ddk_household").identity,
                           lines=[cards.line(row) for row in rows])

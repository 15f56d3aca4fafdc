"""Pages of one member: add, change, take out."""

from datetime import datetime
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import DELETE, MEMBER, SAVE
from sandbox.practice.households import checking, households, members, saving
from sandbox.practice.keys import household_key
from sandbox.practice.models import Household, Person
from sandbox.practice.parts import member_part
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.views.blueprint import bp, change, look, of_household
from sandbox.practice.views.forms.form_page import FormPage, draft_deed, reason, shown_again, shown_for
from sandbox.practice.views.records.households import form_of, reason_told, saved_words, section_menu
from sandbox.web import current_desk


@bp.route("/keluarga/<int:household_id>/anggota/baru", methods=["GET", "POST"])
def member_new(household_id: int) -> ResponseReturnValue:
    return _member(household_id, None)


@bp.route("/keluarga/<int:household_id>/anggota/<int:member_id>", methods=["GET", "POST"])
def member(household_id: int, member_id: int) -> ResponseReturnValue:
    return _member(household_id, member_id)


@bp.route("/keluarga/<int:household_id>/anggota/<int:member_id>/hapus", methods=["GET", "POST"])
def member_delete(household_id: int, member_id: int) -> ResponseReturnValue:
    here = of_household(household_id)
    if request.method == "GET":
        found = look(MEMBER, lambda session, now: households.get(session, household_id), **here.named())
        return render_template("practice/member_delete.html", active="ddk", household=found, key=here.record,
                               member=members.get(found, member_id))

    def work(session: Session, now: datetime) -> tuple[Household, str]:
        found = households.get(session, household_id)
        gone = members.get(found, member_id)
        return saving.remove_member(session, found, gone, by=current_desk().role_label, now=now), gone.name

    found, name = change(DELETE, MEMBER, work, **here.named())
    flash(f"{name} sudah dihapus dari kartu. {saved_words(found)}", "success")
    return redirect(url_for(".household", household_id=household_id))


def _member(household_id: int, member_id: int | None) -> ResponseReturnValue:
    here = of_household(household_id, member_part(member_id))
    if answer := draft_deed(MEMBER, here, lambda session: HouseholdRecord.find(session, household_id).stored(here.part)):
        return answer
    if request.method == "GET":
        found, form = look(MEMBER, partial(form_of, household_id, here), **here.named())
        return _page(found, members.get(found, member_id) if member_id else None, form)
    desk, parsed = current_desk(), saving.parse_member(request.form)

    def work(session: Session, now: datetime) -> Household:
        household = households.get(session, household_id)
        person = members.get(household, member_id) if member_id else None
        saving.save_member(session, household, person, parsed, shown=shown_for(), person=desk.person, by=desk.role_label,
                           reason=reason(), now=now)
        return household

    try:
        saved = change(SAVE, MEMBER, work, **here.named(reason=reason_told()))
    except checking.Unfit:
        return shown_again()
    flash(saved_words(saved), "success")
    return redirect(url_for(".household", household_id=household_id))


def _page(household: Household, person: Person | None, page: FormPage) -> str:
    return render_template("practice/member.html", active="ddk", household=household, member=person, page=page,
                           key=household_key(household.id), pieces=saving.pieces(*saving.member_sections()),
                           parts=section_menu(household, "-"))

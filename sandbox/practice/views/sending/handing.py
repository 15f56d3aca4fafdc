"""Serahkan ke Sekdes: the operator hands a family or a sheet to the village secretary, who sends it."""

from datetime import datetime
from http import HTTPStatus

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import HAND_OVER, HOUSEHOLD, SHEET, PageKind
from sandbox.errors import Rejected
from sandbox.practice import handing
from sandbox.practice.handing import SENDS, HandedOver
from sandbox.practice.records import HouseholdRecord, Sendable, SheetRecord
from sandbox.practice.views.blueprint import Subject, bp, change, id_of, of_household, of_sheet_row
from sandbox.web import current_desk
from sandbox.words.roles import role_label


@bp.post("/keluarga/<int:household_id>/serahkan")
def hand_over(household_id: int) -> ResponseReturnValue:
    return _hand_over(HouseholdRecord, HOUSEHOLD, of_household(household_id))


@bp.post("/lembar/<int:entry_id>/serahkan")
def hand_over_sheet(entry_id: int) -> ResponseReturnValue:
    return _hand_over(SheetRecord, SHEET, of_sheet_row(entry_id))


def sender() -> str:
    """How the one is called in this village who sends what is handed over: Sekdes, Seklur."""
    return role_label(SENDS, current_desk().kind.lower())


def handed_words(session: Session, record: Sendable, now: datetime) -> str:
    """That the record is handed over, as its page says it; empty if it isn't."""
    found = handing.of_record(session, record) if g.has_handed else None
    return found.told(now, sender()) if found else ""


def _hand_over(kind: type[Sendable], page: PageKind, here: Subject) -> ResponseReturnValue:
    desk = current_desk()

    def work(session: Session, now: datetime) -> HandedOver:
        return handing.hand_over(session, kind.find(session, id_of(here)), role=desk.role, by=desk.role_label, now=now)

    back = kind.page(id_of(here))
    try:
        handed = change(HAND_OVER, page, work, **here.named())
    except Rejected as rejected:
        flash(f"{rejected.problems[0].text} {rejected.problems[0].code}", "error")
    else:
        alone = "" if desk.companion else " Di salinan ini Anda bekerja sendiri, jadi Anda juga yang mengirimnya."
        flash(f"{handed.told(handed.at, sender())} {sender()} melihatnya di Beranda.{alone}", "success")
    return redirect(url_for(f".{back.view}", **back.arguments), HTTPStatus.SEE_OTHER)

"""Periksa Data: what is doubtful by kind, the list of one kind, and the reason why it is so."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import ACCEPT_DOUBT, DOUBT_AGAIN, DOUBTS, MERGE_PEOPLE, MERGING
from sandbox.details import RecordDetails
from sandbox.errors import NoSuchRecord, Rejected
from sandbox.practice import paging, records
from sandbox.practice.doubts import accepting, finding
from sandbox.practice.doubts.base import ASKED, HOLDS, Doubt, DoubtEffect, DoubtGroup, DoubtKind
from sandbox.practice.doubts.finding import Found, VillageChecked
from sandbox.practice.doubts.kinds import kind_of
from sandbox.practice.doubts.looked_at import look as look_at
from sandbox.practice.keys import household_key
from sandbox.practice.locking import require_unchanged
from sandbox.practice.models import Person
from sandbox.practice.mutations import merging as merge
from sandbox.practice.records import Address
from sandbox.practice.small_forms import ACCEPT, MERGE
from sandbox.practice.views.blueprint import bp, change, look, looked, peek, require_free_together
from sandbox.practice.views.forms.small_page import shown
from sandbox.web import current_desk

CHIPS = {"": "Semua", "menahan": "Menahan kiriman", "ditanyakan": "Ditanyakan", "begitu": "Memang begitu"}
EFFECTS = {"menahan": HOLDS, "ditanyakan": ASKED}


@bp.get("/periksa")
def doubts() -> ResponseReturnValue:
    """By kind. A kind of which nothing is doubtful is left out; kinds keep their order."""
    chip = request.args.get("saring", "")

    def work(session: Session, now: datetime) -> VillageChecked:
        looked(session)
        return finding.check(session)

    found = look(DOUBTS, work)
    counts = {"": found.count(*DoubtEffect), "menahan": found.count(HOLDS), "ditanyakan": found.count(ASKED),
              "begitu": found.accepted}
    groups = [(area, [each for each in found.found if each.kind.area is area and _is_shown(each, chip)]) for area in DoubtGroup]
    return render_template("practice/doubts.html", active="periksa", checked=found, chip=chip, chips=CHIPS, counts=counts,
                           groups=[(area, kinds) for area, kinds in groups if kinds])


@bp.get("/periksa/<kind_id>")
def doubt_list(kind_id: str) -> ResponseReturnValue:
    """All of one kind, page by page; with `saring=begitu` those that were answered."""
    kind, is_accepted = _kind(kind_id), request.args.get("saring") == "begitu"
    found = look(DOUBTS, lambda session, now: finding.only(session, kind), detail=RecordDetails(section=kind.id))
    rows = found.accepted if is_accepted else [(doubt, None) for doubt in found.doubts]
    page = paging.slice_of(rows, request.args.get("hal", 1, type=int))
    return render_template("practice/doubt_list.html", active="periksa", kind=kind, found=found, page=page,
                           is_accepted=is_accepted, address=_address)


@bp.route("/periksa/<kind_id>/<path:subject>", methods=["GET", "POST"])
def doubt(kind_id: str, subject: str) -> ResponseReturnValue:
    """One doubt, and the reason why it is so."""
    kind = _kind(kind_id)

    def read(session: Session, now: datetime) -> dict[str, Any]:
        found = next((each for each in kind.find(look_at(session)) if each.subject == subject), None)
        return {"doubt": found, "small": shown(session, ACCEPT, kind_id, subject)}

    if request.method == "GET":
        page = look(DOUBTS, read, detail=RecordDetails(section=kind.id))
        if page["doubt"] is None:
            flash("Catatan itu tidak ada lagi: datanya sudah berubah.", "info")
            return redirect(url_for(".doubt_list", kind_id=kind_id))
        return render_template("practice/doubt.html", active="periksa", kind=kind, address=_address(page["doubt"]), **page)
    desk, reason = current_desk(), " ".join(request.form.get("alasan", "").split())

    def work(session: Session, now: datetime) -> Doubt:
        shown = request.form.get("_keadaan", "")
        return accepting.accept(session, kind, subject, reason, shown=shown, by=desk.role_label, now=now)

    try:
        answered = change(ACCEPT_DOUBT, DOUBTS, work, **_named(kind, subject, reason))
    except Rejected as rejected:
        flash(rejected.problems[0].text, "error")
        return redirect(url_for(".doubt", kind_id=kind_id, subject=subject), HTTPStatus.SEE_OTHER)
    flash(f"Tercatat: {answered.title}, memang begitu. Muncul lagi bila datanya berubah.", "success")
    return redirect(url_for(".doubt_list", kind_id=kind_id), HTTPStatus.SEE_OTHER)


@bp.post("/periksa-lagi/<kind_id>/<path:subject>")
def doubt_again(kind_id: str, subject: str) -> ResponseReturnValue:
    """Take the answer back."""
    kind = _kind(kind_id)
    change(DOUBT_AGAIN, DOUBTS, lambda session, now: accepting.take_back(session, kind, subject), **_named(kind, subject))
    flash("Ditanyakan lagi. Datanya tidak berubah.", "success")
    return redirect(url_for(".doubt_list", kind_id=kind_id), HTTPStatus.SEE_OTHER)


@bp.route("/gabung/<int:first_id>/<int:second_id>", methods=["GET", "POST"])
def merging(first_id: int, second_id: int) -> ResponseReturnValue:
    """Two records that may be one person, side by side, with what was chosen and not sent."""
    if request.method == "GET":
        def read(session: Session, now: datetime) -> dict[str, Any]:
            first, second = merge.pair(session, first_id, second_id)
            return {"first": first, "second": second, "differences": merge.differences(first, second),
                    "small": shown(session, MERGE, first_id, second_id)}

        return render_template("practice/merging.html", active="periksa", card=merge.CARD, **look(MERGING, read))
    desk, chosen = current_desk(), {name: text for name, text in request.form.items() if not name.startswith("_")}

    def work(session: Session, now: datetime) -> Person:
        first, second = merge.pair(session, first_id, second_id)
        for person, version in ((first, "_first"), (second, "_second")):
            require_unchanged(person.household, request.form.get(version, type=int), thing="Keluarga", now=now)
        require_free_together(session, [str(household_key(person.household_id)) for person in (first, second)], now)
        return merge.merge(session, first, second, chosen, by=desk.role_label, now=now)

    record = peek(lambda session: str(household_key(merge.pair(session, first_id, second_id)[0].household_id)))
    try:
        kept = change(MERGE_PEOPLE, MERGING, work, record=record, detail=RecordDetails(left=(first_id, second_id)))
    except Rejected as rejected:
        flash(rejected.problems[0].text, "error")
        return redirect(url_for(".merging", first_id=first_id, second_id=second_id), HTTPStatus.SEE_OTHER)
    flash(f"Tergabung: {kept.name}, satu data. Data yang satunya ada di Riwayat Mutasi.", "success")
    return redirect(url_for(".household", household_id=kept.household_id), HTTPStatus.SEE_OTHER)


def _kind(kind_id: str) -> DoubtKind:
    kind = kind_of(kind_id)
    if kind is None:
        raise NoSuchRecord()
    return kind


def _named(kind: DoubtKind, subject: str, reason: str = "") -> dict[str, Any]:
    record = "/".join(subject.split("/")[:2])
    return {"record": record, "detail": RecordDetails(section=kind.id, reason=reason[:accepting.MOST])}


def _is_shown(found: Found, chip: str) -> bool:
    if chip == "begitu":
        return bool(found.accepted)
    return bool(found.doubts) and EFFECTS.get(chip, found.kind.effect) is found.kind.effect


def _address(found: Doubt) -> Address:
    """The page on which it is put right."""
    return records.SENDABLE[found.record.kind].page(found.record.id, found.part)

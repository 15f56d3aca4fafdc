"""One trainee for the instructor: timeline, screen, goals; and what the instructor can do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial, wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from instructor import interventions, joining, messages
from instructor.board import hall, picture
from instructor.board.fold import NOBODY_YET, SeatState, fold_all
from instructor.board.hall import Hall, seat_key
from instructor.errors import AlreadyJoined, NoSuchTrainee, NotJoined, NotOpen, SeatMoved
from instructor.interventions import Intervener
from instructor.trainee import renewal, screen, timeline, truth
from instructor.trainee.truth import Truth
from sandbox import archive, seats
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.deeds import HINT_GIVEN, MESSAGE, PAGES, RELEASE, TAKE, DeedKind
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.models import GroupState
from sandbox.practice import records
from sandbox.practice.keys import RecordKey
from sandbox.seats import Seat
from sandbox.store import generations
from sandbox.store.base import SandboxDamaged
from sandbox.web import clock_filter, own_page, services
from scenarios.day.course import Exercise
from scenarios.results.fold import Row, whose
from scenarios.results.progress import ScenarioProgress, progress

LONGEST_MESSAGE = 300
View = Callable[[int], ResponseReturnValue]


def at_work(view: View) -> View:
    """The view of a button of this page, which may be old: where the group is not open by now, the present page tells so."""
    @wraps(view)
    def guarded(trainee_id: int) -> ResponseReturnValue:
        try:
            return view(trainee_id)
        except NotOpen as refused:
            flash(f"{refused} {refused.code}", "info")
            return redirect(url_for("hall.trainee", trainee_id=trainee_id))

    return guarded


@staff_required()
def trainee(trainee_id: int) -> ResponseReturnValue:
    """The trainee's page."""
    with read():  # all of it at one moment
        return _page(trainee_id)


def _page(trainee_id: int, message: str = "", wrong: str = "") -> str:
    """`message`: one that was typed and can't be sent, for it is `wrong`."""
    here, seat = _around(trainee_id)
    generation = request.args.get("generasi", seat.pin.generation, type=int)
    rows = hall.rows_of_seat(seat)
    own = [row for row in rows if whose(row.deed) == trainee_id]
    shown = [row.deed for row in own if row.generation == generation]
    board = fold_all(rows)
    state = board.get(seat_key(seat), NOBODY_YET)
    now = here.now(services().clock.now())
    line = picture.line(here, seat, state, now, picture.archives(here, board).get(seat.trainee_id, ()))
    copy, attempt = _look_into(seat, state, now), state.attempt
    found, renewed = copy.truth, renewal.renewal(seat, rows)
    return render_template(
        "hall/trainee.html", seat=seat, line=line, now=now, hand=state.hand, taken=state.taken, staff=current_staff(),
        exercise=here.by_id.get(attempt.scenario) if attempt else None, truth=found,
        began_at=attempt.began_at if attempt else None, solved_at=attempt.solved_at if attempt else None,
        moments=timeline.timeline(shown, here.by_id, truth.faults(shown)), generation=generation,
        last_id=shown[-1].id if shown else 0,
        generations=sorted({row.generation for row in own} | {seat.pin.generation}, reverse=True),
        damage=copy.damage, screen=copy.screen, place=PAGES[state.place.form].label if state.place else "",
        place_at=state.place.at if state.place else None, longest=LONGEST_MESSAGE, message=message, wrong=wrong,
        renewal=renewed, begun=[here.by_id[each].title for each in renewed.begun if each in here.by_id] if renewed else [],
        results=_results(here, rows, trainee_id) if seat.is_over else (),
        form_key=uuid4().hex, is_open=here.state is GroupState.OPEN, version=f"{seat.pin.generation}-{len(rows)}")


def _results(here: Hall, rows: Sequence[Row], trainee_id: int) -> list[tuple[Exercise, ScenarioProgress | None]]:
    """What the person reached in each exercise of the day, over all their copies; None: not begun."""
    reached = progress(rows, trainee_id)
    return [(exercise, reached.get(exercise.id)) for exercise in here.exercises]


@staff_required()
@at_work
def take(trainee_id: int) -> ResponseReturnValue:
    """Say that this member of staff takes care of the trainee."""
    return _intervened(trainee_id, TAKE, request.referrer)


@staff_required()
@at_work
def release(trainee_id: int) -> ResponseReturnValue:
    """Say that nobody takes care of the trainee any more."""
    return _intervened(trainee_id, RELEASE, request.referrer)


@staff_required()
@at_work
def message(trainee_id: int) -> ResponseReturnValue:
    """A few words that stand on top of the lesson panel until they are read. What can't be sent comes back as it was typed."""
    _seat(trainee_id)
    text = messages.written(request.form.get("text", ""))
    if wrong := messages.wrong_with(text, LONGEST_MESSAGE):
        with read():
            return _page(trainee_id, text, wrong), HTTPStatus.UNPROCESSABLE_ENTITY
    # The text belongs to the key: whoever comes back to the page and writes something else is not taken for a second press.
    form = sha256(f"{request.form.get('kunci', '')}\n{text}".encode(errors="replace")).hexdigest()[:32]
    return _intervened(trainee_id, MESSAGE, key=f"message:{trainee_id}:{form}", said=_("Pesan terkirim ke panel peserta."),
                       text=text)


@staff_required()
@at_work
def give_hint(trainee_id: int) -> ResponseReturnValue:
    """Open the next rung of the ladder for the trainee. `nomor`: the one that was offered; a second press opens no further."""
    here, seat = _around(trainee_id)
    found = truth.truth(services().store, seat, here.now(services().clock.now()))
    if found is None or found.next_hint is None:
        flash(_("Tidak ada petunjuk lagi untuk latihan ini."), "warning")
        return redirect(url_for("hall.trainee", trainee_id=trainee_id))
    number, _text = found.next_hint
    if number != request.form.get("nomor", type=int):
        flash(_("Petunjuk itu sudah terbuka. Yang berikutnya ada di bawah Beri petunjuk."), "info")
        return redirect(url_for("hall.trainee", trainee_id=trainee_id))
    key = f"hint_given:{trainee_id}:{seat.pin.generation}:{found.attempt}:{number}"
    return _intervened(trainee_id, HINT_GIVEN, key=key, said=_("Petunjuk %(number)s terbuka di panel peserta.", number=number),
                       number=number, attempt=found.attempt)


@staff_required()
@at_work
def reset(trainee_id: int) -> ResponseReturnValue:
    """A new generation for one seat; can be undone. `generasi`: the one that was seen; a second press changes nothing."""
    seat, now = _seat(trainee_id), services().clock.now()
    with write(durable=True) as session:
        interventions.require_open(session, [seat])
        reset_id = generations.renew_within(session, seat.pin.sandbox, seen=request.form.get("generasi", 0, type=int), now=now)
        if reset_id is not None:
            audit.record(session, "reset", f"trainee:{trainee_id}", by=current_staff().account_id, at=now, reset_id=reset_id,
                         sandbox=seat.pin.sandbox)
    if reset_id is None:
        flash(_("Kursi ini sudah mendapat salinan baru sesudah halaman Anda terbuka. Tidak ada yang diubah lagi."), "info")
        return redirect(url_for("hall.trainee", trainee_id=trainee_id))
    flash(_("%(village)s (%(role)s) mendapat salinan baru. Yang lama tersimpan di arsip.", village=seat.village_name,
            role=seat.role_label), "success")
    return redirect(url_for("hall.trainee", trainee_id=trainee_id))


@staff_required()
@at_work
def undo_reset(trainee_id: int) -> ResponseReturnValue:
    """Point back to the copy from before the reset, as long as nothing was saved in the new one."""
    seat, now = _seat(trainee_id), services().clock.now()
    found = renewal.renewal(seat, hall.rows_of_seat(seat))
    if found is None or found.reset_id != request.form.get("reset_id"):
        abort(409)
    if found.saved_at is not None:
        flash(_("Tidak dibatalkan: pukul %(at)s ada yang disimpan di salinan baru.", at=clock_filter(found.saved_at)), "warning")
        return redirect(url_for("hall.trainee", trainee_id=trainee_id))
    with write(durable=True) as session:
        interventions.require_open(session, [seat])
        generations.undo_within(session, found.reset_id)
        audit.record(session, "undo_reset", f"trainee:{trainee_id}", by=current_staff().account_id, at=now,
                     reset_id=found.reset_id)
    flash(_("Penggantian dibatalkan: %(village)s (%(role)s) kembali ke keadaan sebelumnya.", village=seat.village_name,
            role=seat.role_label), "success")
    return redirect(url_for("hall.trainee", trainee_id=trainee_id))


@staff_required("organiser")
@at_work
def join(trainee_id: int) -> ResponseReturnValue:
    """Let the other of the village work in this trainee's copy too. `generasi`: the copy that was seen."""
    return _paired(trainee_id, joining.join, _("Kedua peserta sekarang bekerja di satu salinan. Keduanya diberi tahu di halaman "
                                               "berikutnya."))


@staff_required("organiser")
@at_work
def part(trainee_id: int) -> ResponseReturnValue:
    """Give each of the two a copy of their own again. `generasi`: the copy that was seen."""
    return _paired(trainee_id, joining.part, _("Kedua peserta sekarang masing-masing punya salinan sendiri, dengan data seperti "
                                               "saat dipisah."))


def _paired(trainee_id: int, work: Callable[..., None], said: str) -> ResponseReturnValue:
    seat, user = _seat(trainee_id), current_staff()
    try:
        work(services().store, services().clock, joining.pair_of(seat), by=Intervener(user.account_id, user.name),
             seen=request.form.get("generasi", 0, type=int))
        flash(said, "success")
    except (AlreadyJoined, NotJoined, SeatMoved) as error:
        flash(str(error), "info")
    return redirect(url_for("hall.trainee", trainee_id=trainee_id))


def _intervened(trainee_id: int, kind: DeedKind, back: str | None = None, *, key: str | None = None, said: str = "",
                **detail: Any) -> ResponseReturnValue:
    user = current_staff()
    key = interventions.intervene(services().store, services().clock, _seat(trainee_id), kind,
                                  by=Intervener(user.account_id, user.name), key=key, **detail)
    if interventions.waits(key):
        flash(_("Tercatat, tetapi belum sampai di salinan desa peserta ini. Gladi mencobanya lagi sendiri."), "warning")
    elif said:
        flash(said, "success")
    return redirect(own_page(back) or url_for("hall.trainee", trainee_id=trainee_id))


@dataclass(frozen=True, slots=True)
class Copy:
    """What the page reads from the trainee's own copy; of one that can't be read only `damage`."""

    truth: Truth | None = None
    screen: str = ""
    damage: SandboxDamaged | None = None


def _look_into(seat: Seat, state: SeatState, now: datetime) -> Copy:
    store = services().store
    try:
        if not store.exists(seat.pin):  # opening it would make a copy that nobody asked for
            return Copy() if seat.is_over else Copy(screen=screen.screen(seat, state.place, lambda key, part: False))
        with store.open(seat.pin) as session:
            return Copy(truth.read_truth(session, seat, now), screen.screen(seat, state.place, partial(_is_there, session)))
    except SandboxDamaged as error:
        return Copy(damage=error)


def _is_there(session: Session, key: RecordKey, part: str) -> bool:
    record = records.find_sendable(session, key)
    return record is not None and (not part or record.has_part(part))


def _around(trainee_id: int) -> tuple[Hall, Seat]:
    found = hall.hall_around(trainee_id)
    if found is None:
        raise NoSuchTrainee(trainee=trainee_id)
    here, seat = found
    return here, archive.at_the_end(seat)


def _seat(trainee_id: int) -> Seat:
    seat = seats.seat(trainee_id)
    if seat is None:
        raise NoSuchTrainee(trainee=trainee_id)
    return seat

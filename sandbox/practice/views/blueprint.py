"""The practice system's blueprint and the two ways in which every page reaches the data: `look` and `change`.

Mounted twice by the root: for the trainee, and read-only for staff. So addresses here are always relative to the mount.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any, TypeVar, cast

from flask import Blueprint, flash, g, redirect, request, url_for
from flask import session as browser
from flask.typing import ResponseReturnValue
from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from sandbox.actions import Action, Desk, Work
from sandbox.deeds import AT_LOGIN, DELETE, DRAFT, FILLED_IN, OPEN, DeedKind, PageKind
from sandbox.details import NOTHING_TOLD, RecordDetails
from sandbox.errors import Fate, NoSuchRecord, Trouble
from sandbox.practice import drafts, handing, logins, occupied
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.values import written_date
from sandbox.practice.handing import SENDS, may_hand_over
from sandbox.practice.households import households
from sandbox.practice.keys import NEW_HOUSEHOLD, RecordKey, household_key, key_from, sheet_key
from sandbox.practice.models import Draft, SheetEntry
from sandbox.practice.parts import sheet_part
from sandbox.practice.sheets import entries
from sandbox.practice.small_forms import SMALL
from sandbox.practice.views.forms import drawn
from sandbox.practice.views.forms.unsaved import ticket_sent
from sandbox.practice.views.menu import MENU, links
from sandbox.practice.words import moment, neighbourhood, place, saver
from sandbox.visit import Visit
from sandbox.web import COPY_SEEN, current_desk, form_token, services, typed
from sandbox.words.roles import role_label

T = TypeVar("T")
TYPED_BEFORE = "Bila tadi ada ketikan yang belum disimpan, lihat drafnya di Beranda."

bp = Blueprint("practice", __name__, url_prefix="/desa", template_folder="../templates")

bp.add_app_template_filter(drawn.option_list, "option_list")
bp.add_app_template_filter(drawn.ticks, "ticks")
bp.add_app_template_filter(drawn.is_ticked, "is_ticked")
bp.add_app_template_global(drawn.question, "question_drawn")
bp.add_app_template_global(links, "menu_links")

_AT_EVERY_PAGE = logins.asking(drafts.has_any(bindparam("person")), handing.has_any())
OPEN_TO_ALL = ("login", "log_in", "logout", "trouble", "connect")
"""Views that need no practice login."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a deed is done to, as the journal names it. `number`: what people called it before the deed; shown, never followed."""

    record: str
    """Key of the record as text, or NEW_HOUSEHOLD."""
    number: str = ""
    part: str = ""
    """The part of the record's form: pangan, anggota-12."""

    def named(self, *, section: str = "", card: str = "", reason: str = "") -> dict[str, Any]:
        """The arguments of `look` and `change`; the details as in RecordDetails. A record still to be entered has no key yet."""
        return {"record": None if self.record == NEW_HOUSEHOLD else self.record,
                "detail": RecordDetails(number=self.number, part=self.part, section=section, card=card, reason=reason)}


def of_household(household_id: int, part: str = "") -> Subject:
    """The subject of a deed to that household, or to a part of its form. Raises NoSuchRecord."""
    number = peek(lambda session: households.get(session, household_id).number)
    return Subject(str(household_key(household_id)), number, part)


def of_sheet(entry: SheetEntry) -> Subject:
    """The subject of a deed to that sheet."""
    return Subject(str(sheet_key(entry.id)), entry.number, sheet_part(entry.sheet))


def of_sheet_row(entry_id: int) -> Subject:
    """The subject of a deed to the sheet of that row. Raises NoSuchRecord, for one of another year too."""
    return peek(lambda session: of_sheet(entries.of_year(session, entry_id, households.village(session).period)))


def id_of(here: Subject) -> int:
    """The id of the record that the deed is done to. Raises NoSuchRecord for one still to be entered."""
    key = key_from(here.record)
    if key is None:
        raise NoSuchRecord()
    return key.id


def look(page: PageKind, work: Work[T], *, kind: DeedKind[Any] = OPEN, record: str | None = None,
         detail: RecordDetails = NOTHING_TOLD) -> T:
    """Perform a read through the gate: open or search."""
    return services().gate.perform(_action(kind, page, record, detail), work, visit=_visit())


def change(kind: DeedKind[Any], page: PageKind, work: Work[T], *, record: str | None = None,
           detail: RecordDetails = NOTHING_TOLD, keeps_typing: bool = True) -> T:
    """Perform a change through the gate. Without an open practice login it is refused, and the typing kept."""
    action = _action(kind, page, record, detail)
    if keeps_typing and (ticket := ticket_sent()):
        action.typed, action.typed_into, action.typed_over = typed(), (ticket.record, ticket.part), ticket.base
        if ticket.record == SMALL:  # a record's form forgets its own, with the others that its save makes needless
            work = partial(_typing_over, work, DraftKey(action.desk.person, ticket.record, ticket.part))
    if action.desk.companion and key_from(record) and (kind in FILLED_IN or (kind is DELETE and page is not DRAFT)):
        work = partial(_where_free, work, str(record), action.desk)
    needs_login = request.endpoint is None or request.endpoint.rsplit(".", 1)[-1] not in OPEN_TO_ALL
    done = work if g.practice_open or not needs_login else _without_login
    return services().gate.perform(action, done, token=form_token(), visit=_visit())


def _where_free(work: Work[T], record: str, desk: Desk, session: Session, now: datetime) -> T:
    """The work, where nobody else has that record open; who did it has done with it."""
    occupied.require_free(session, record, desk.person, now)
    done = work(session, now)
    occupied.leave(session, desk.person)
    return done


def require_free_together(session: Session, touched: Collection[str], now: datetime) -> None:
    """For a deed that changes several records: nobody else has one of them open. Raises Trouble DAT-423."""
    desk = current_desk()
    if desk.companion:
        occupied.require_all_free(session, touched, desk.person, now)


def _typing_over(work: Work[T], key: DraftKey, session: Session, now: datetime) -> T:
    """The work, with which the draft of its form is over."""
    done = work(session, now)
    drafts.forget(session, key)
    return done


def peek(question: Callable[[Session], T]) -> T:
    """Ask the sandbox something that is no deed: which card a page is about, whether the login is open.

    Before the deed it is asked in the deed's own transaction.
    """
    return _visit().ask(question)


def _visit() -> Visit:
    """This request's transaction in its sandbox."""
    if "visit" not in g:
        desk = current_desk()
        g.visit = Visit(services().store, desk.pin, write=desk.may_write, durable=request.method == "POST")
    return cast(Visit, g.visit)


@bp.teardown_request
def _end_visit(_error: BaseException | None) -> None:
    end_visit()


def end_visit() -> None:
    """Give up the transaction that this request has begun, before it waits for anything."""
    if "visit" in g:
        g.visit.end()


def looked(session: Session, key: RecordKey | None = None) -> Sequence[Draft]:
    """The drafts of that record, on a page that tells what is stored: see drafts.looked. Who only looks on learns for nobody."""
    desk = current_desk()
    if desk.may_write:
        return drafts.looked(session, desk.person, key)
    return drafts.of_record(session, desk.person, key) if key else []


def hall_now() -> datetime:
    return current_desk().clock.now()


@bp.before_request
def _tell_of_another_copy() -> None:
    """Whoever finds another copy than on the page before is told on this one, whichever it is; who began anew knows it."""
    desk = current_desk()
    if request.method != "GET" or not desk.may_write:
        return
    seen = browser.get(COPY_SEEN)
    if seen == desk.seen_as:  # nothing is written into the session: its cookie would go out with every page
        return
    browser[COPY_SEEN] = desk.seen_as
    parts = str(seen).split(" ", 2)
    known = len(parts) == 3 and parts[1] == str(desk.person)  # fewer: none yet, or remembered by a Gladi before an update
    if told := _of_another_copy(desk, parts[2]) if known else _of_a_shared_copy(desk):
        flash(told, "warning")


def _of_a_shared_copy(desk: Desk) -> str:
    """What is told to somebody who comes in; nothing where the copy is theirs alone."""
    return (f"Salinan desa ini dipakai berdua: Anda dan {desk.companion} bekerja di data yang sama, dan yang disimpan yang satu "
            "tampak bagi yang lain.") if desk.companion else ""


def _of_another_copy(desk: Desk, companion: str) -> str:
    """What is told to somebody who saw another copy before, alone or with a companion."""
    if desk.companion and not companion:
        mine = ("Data Anda tidak berubah." if desk.own_sandbox is None
                else "Salinan Anda yang tadi tidak hilang: tersimpan di arsip.")
        return (f"Salinan desa ini sekarang dipakai berdua: Anda dan {desk.companion} bekerja di data yang sama, dan yang "
                f"disimpan yang satu tampak bagi yang lain. {mine} {TYPED_BEFORE}")
    if companion and not desk.companion:
        return (f"Salinan desa dipisah lagi: mulai sekarang Anda dan {companion} masing-masing punya salinan sendiri, dengan "
                f"data seperti saat dipisah. {TYPED_BEFORE}")
    return f"Salinan desa Anda diganti sejak halaman Anda yang terakhir: datanya sekarang lain. {TYPED_BEFORE}"


@bp.before_request
def _need_login() -> ResponseReturnValue | None:
    """A redirect to the practice login, unless it is open in this copy or somebody only looks on.

    A form is answered by `change`.
    """
    desk = current_desk()
    view = (request.endpoint or "").rsplit(".", 1)[-1]
    if view == "keep_typing":
        return None
    g.practice_open, g.has_handed = peek(partial(_at_every_page, desk))
    g.practice_foreign = peek(lambda session: logins.foreign_village(session, desk.login_key)) if desk.may_write else ""
    if not desk.may_write:
        g.practice_open = view != "login"
    if g.practice_open or view in OPEN_TO_ALL or request.method != "GET":
        return None
    return redirect(url_for(".login", lanjut=request.full_path.rstrip("?")), HTTPStatus.SEE_OTHER)


def _at_every_page(desk: Desk, session: Session) -> tuple[bool, bool]:
    """Whether the practice login is open, and whether anything is handed over here."""
    is_open, has_drafts, has_handed = logins.is_open_and(session, desk.login_key, _AT_EVERY_PAGE, person=desk.person)
    if not has_drafts:
        drafts.know_none(session, desk.person)
    return is_open, has_handed


@bp.context_processor
def _frame() -> dict[str, Any]:
    """What the layout shows on every page; nothing where a request was refused before its desk was found.

    What a page shows is read by now. Where it is the page of an error, the visit is not over yet: what stands beside the page
    may have to write, and would wait for it.
    """
    _end_visit(None)
    if "desk" not in g:
        return {}
    desk = current_desk()
    return {
        "seat": desk, "generation": desk.pin.generation, "practice_open": g.get("practice_open", False), "menu": MENU,
        "foreign_village": _foreign_village(desk), "may_write": desk.may_write, "now": hall_now(), "moment": moment,
        "neighbourhood": neighbourhood,
        "place": place, "day": written_date, "occupied": occupied.told(g.occupied_by, hall_now()) if g.get("occupied_by") else "",
        "may_hand_over": desk.may_write and may_hand_over(desk.role), "sender": role_label(SENDS, desk.kind.lower()),
        "saver": partial(saver, role=desk.role_label if desk.may_write else "")}


def _foreign_village(desk: Desk) -> str:
    """Which other village's login this is. Asked again only where something went wrong with this very deed."""
    action = g.get("practice_action")
    if action is None or action.fault is None:
        return str(g.get("practice_foreign", ""))
    with services().store.open(desk.pin) as session:
        return logins.foreign_village(session, desk.login_key)


def _action(kind: DeedKind[Any], page: PageKind, record: str | None, detail: RecordDetails) -> Action:
    """The action of this request, also kept in `g`, so that a trouble page can say what was pressed."""
    g.practice_action = Action(kind, current_desk(), page=page, record=record, detail=detail)
    return g.practice_action


def _without_login(session: Session, now: datetime) -> Any:
    done = ("Isian ini BELUM tersimpan, tetapi ada di Draf. Masuk lagi." if drafts.keeps(g.practice_action)
            else "Tombol tadi BELUM mengubah apa pun. Masuk lagi, lalu tekan tombolnya sekali lagi.")
    text = f"Anda belum masuk, atau sesi Anda sudah berakhir. {done}"
    raise Trouble(code="SES-401", fate=Fate.NOT_SAVED, text=text, look=AT_LOGIN, status=HTTPStatus.UNAUTHORIZED)

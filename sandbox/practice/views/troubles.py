"""A trouble page in words: what was pressed, to which record, where to look, and what was typed.

Everything here comes from the request, nothing from what became of the data: twins read the same. What a button brought about
is told on a page of its own, so that a reload tells it again and sends nothing.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from http import HTTPStatus
from math import ceil
from wsgiref.types import WSGIEnvironment

from flask import Response, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import Headers

from sandbox.actions import Action, Desk
from sandbox.deeds import (
    AT_DRAFTS,
    AT_HOUSEHOLDS,
    AT_IMPORTS,
    AT_LOGIN,
    AT_OUTBOX,
    CONNECT,
    DOUBT_AGAIN,
    FILE_CHECK,
    GIVE_AWAY,
    HAND_OVER,
    HOUSEHOLD,
    LOOKS,
    SHEET,
    WIFI,
    Look,
)
from sandbox.errors import Manner, Trouble
from sandbox.practice import drafts, logins
from sandbox.practice.drafts import DraftKey
from sandbox.practice.keys import NEW
from sandbox.practice.locking import EditConflict
from sandbox.practice.parts import sheet_of
from sandbox.practice.sheets.sheet import places
from sandbox.practice.views.blueprint import bp, change, hall_now, peek
from sandbox.practice.views.forms.form_page import choosing_url
from sandbox.practice.views.forms.typed_words import in_words
from sandbox.web import current_desk, incident
from sandbox.words.digits import grouped

LAST = "trouble"
"""Where the browser's session keeps the last one."""
TRAP = "password"
"""The field of a hotspot's page into which nobody should type anything."""
BROKEN_LENGTHS = ("1024", "2048")
"""An answer that claims two lengths and brings neither is broken for every browser."""


@dataclass(frozen=True, slots=True)
class TroublePage:
    """A trouble page, ready to be told again.

    `number`: of its incident in the log. `at` as ISO text; `record`, `part`: of the draft, empty where no form was sent.
    """

    number: str
    code: str
    fate: str
    text: str
    look: str
    status: int
    at: str
    pressed: str
    card: str
    sheet: str
    reference: str
    look_url: str
    look_label: str
    back_url: str
    active: str
    record: str
    part: str
    manner: str = Manner.PAGE.value
    until: str = ""
    """As ISO text; empty where no hour is known at which trying again helps."""


STANDS_ON = {"submit": "household", "log_in": "login", "logout": "home", "resend": "submission", "revise": "submission",
             "withdraw": "submission", "submit_sheet": "sheet", HAND_OVER.name: "household",
             "hand_over_sheet": "sheet", "copy_sheets": "sheets", DOUBT_AGAIN.name: "doubt",
             "check_again": FILE_CHECK.name, "throw_file_away": FILE_CHECK.name}
"""The page of a button whose own address is none."""


class CutOff(Response):
    """An answer that breaks off before its first letter. Sent so that no browser can take it for one, and says so itself.

    Closing the line would not do: a browser then sends the form once more by itself, which no real line would make it do.
    """

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        headers = super().get_wsgi_headers(environ)
        headers.setlist("Content-Length", BROKEN_LENGTHS)
        headers["Connection"] = "close"
        return headers


def answer(trouble: Trouble, desk: Desk) -> ResponseReturnValue:
    """The page at once for a look; for a button the address at which it stands; where there is something to choose, that page;
    or what stands in its place."""
    action: Action | None = g.get("practice_action")
    if isinstance(trouble, EditConflict) and action is not None:
        return redirect(choosing_url(action.record or "", action.detail.part), HTTPStatus.SEE_OTHER)
    if trouble.manner is Manner.BROKEN:
        return CutOff()
    if trouble.manner is Manner.WELL:
        flash(trouble.text, "success")
        return redirect(_page_url() if g.practice_action.record else url_for(".households"), HTTPStatus.SEE_OTHER)
    told = _told(trouble, desk)
    if request.method == "GET" or trouble.manner is Manner.IN_PLACE:
        return _page(told)
    session[LAST] = asdict(told)
    return redirect(url_for(".trouble", number=told.number), HTTPStatus.SEE_OTHER)


@bp.get("/gangguan/<number>")
def trouble(number: str) -> ResponseReturnValue:
    """The last trouble page of this browser once more; the home page for an earlier one."""
    last = session.get(LAST)
    if last is None or last["number"] != number:
        return redirect(url_for(".home"))
    return _page(TroublePage(**last))


@bp.post("/sambungkan")
def connect() -> ResponseReturnValue:
    """The button of a hotspot's page. What was typed there is kept nowhere; that something was, the journal says."""
    kind = GIVE_AWAY if request.form.get(TRAP, "").strip() else CONNECT
    change(kind, WIFI, lambda session, now: None, keeps_typing=False)
    return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)


def _page(told: TroublePage) -> ResponseReturnValue:
    if told.manner == Manner.FOREIGN:
        return render_template("practice/wifi.html", told=told, trap=TRAP)
    typed = []
    if told.part:
        key = DraftKey(current_desk().person, told.record, told.part)
        draft = peek(lambda session: drafts.find(session, key))
        typed = in_words(told.part, draft.typed) if draft else []
    page = render_template(
        "practice/trouble.html", told=told, at=datetime.fromisoformat(told.at), look=LOOKS[told.look], typed=typed,
        village_code=current_desk().village_code, active=told.active)
    return page, told.status, _retry_after(told)


def _retry_after(told: TroublePage) -> dict[str, str]:
    """The header that says in how many seconds trying again helps."""
    if not told.until:
        return {}
    left = (datetime.fromisoformat(told.until) - hall_now()).total_seconds()
    return {"Retry-After": str(max(0, ceil(left)))}


def _told(trouble: Trouble, desk: Desk) -> TroublePage:
    action: Action | None = g.get("practice_action")
    number = _card_number(action)
    label = trouble.look.button
    if trouble.look is AT_HOUSEHOLDS and number:
        label = f"Cari {grouped(number)} di Daftar Keluarga"
    if action is not None and desk.may_write:
        # A fault may have ended the login meanwhile; the head of the page must not claim otherwise.
        g.practice_open = peek(lambda session: logins.is_open(session, desk.login_key))
    record, part = action.typed_into if action is not None and action.typed_into else ("", "")
    return TroublePage(
        number=incident(), code=trouble.code, fate=trouble.fate.value if trouble.fate is not None else "", text=trouble.text,
        look=trouble.look.name,
        status=int(trouble.status), at=desk.clock.now().isoformat(), pressed=_pressed(action),
        card=grouped(number) if number else "", sheet=_sheet(action), reference=_reference(action),
        look_url=_look_url(trouble.look, number),
        look_label=label, back_url=_back_url(action), active=_menu(action), record=record, part=part,
        manner=trouble.manner.value, until=trouble.until.isoformat() if trouble.until else "")


def _pressed(action: Action | None) -> str:
    if action is None:
        return ""
    what = action.page.thing if action.page else ""
    if action.page is HOUSEHOLD and action.detail.part == NEW:
        what = "keluarga baru"
    return f"{action.kind.pressed} · {what}" if what else action.kind.pressed


def _card_number(action: Action | None) -> str:
    """The card number that the deed was about: what its household was called before it, or what was typed for a new one."""
    if action is None or action.page is SHEET:
        return ""
    return action.detail.number or action.detail.card


def _sheet(action: Action | None) -> str:
    """What the sheet is called that the deed was about: Potensi 41."""
    return action.detail.number if action is not None and action.page is SHEET else ""


def _reference(action: Action | None) -> str:
    """The reference that the deed was about; empty where it was not known before the deed, for a new one would betray a twin."""
    return str(action.record) if action is not None and action.detail.of else ""


def _look_url(look: Look, number: str) -> str:
    if look is AT_HOUSEHOLDS:
        return url_for(".households", cari=number) if number else url_for(".households")
    if look is AT_IMPORTS:
        return url_for(".exchange", _anchor="riwayat")
    if look in (AT_OUTBOX, AT_LOGIN, AT_DRAFTS):
        return url_for(f".{look.name}")
    return _page_url()


def _page_url() -> str:
    """The page that the form stands on."""
    view_args = dict(request.view_args or {})
    view = (request.endpoint or "").rsplit(".", 1)[-1]
    return url_for(f".{STANDS_ON[view]}", **view_args) if view in STANDS_ON else request.path


def _back_url(action: Action | None) -> str:
    """Where 'Kembali ke isian' leads; empty where nothing was being filled in."""
    return _page_url() if action is not None and not action.kind.reads else ""


def _menu(action: Action | None) -> str:
    """The entry of the menu that the page belongs to."""
    if action is None or action.page is None:
        return ""
    sheet_id = sheet_of(action.detail.part)
    if sheet_id:
        return places()[sheet_id].book.id
    return action.page.menu or action.record or ""  # the lists of sheets: of the book that they are a list of

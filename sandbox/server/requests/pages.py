"""What stands round every page: security headers, the pages of errors, and who may come into the practice system now."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import cast
from urllib.parse import quote

from flask import Flask, Response, current_app, flash, g, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, TimeoutError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from sandbox.accounts import expired
from sandbox.errors import (
    GladiError,
    LateSave,
    NoSuchRecord,
    StaleForm,
    StoreBusy,
    StoreFull,
    StoreUndone,
    TemplateNotReady,
    Trouble,
)
from sandbox.platform import groups
from sandbox.platform.db import is_full, is_there, read
from sandbox.platform.models import Sandbox
from sandbox.platform.postgres.trouble import DatabaseAway, DatabaseLost, is_away
from sandbox.practice.views import missing, troubles
from sandbox.practice.views.forms import kept
from sandbox.practice.views.forms.typed_words import in_words
from sandbox.practice.views.forms.unsaved import keep_sent, ticket_sent
from sandbox.server.requests.reading import PatientRequest
from sandbox.web import current_desk, incident, own_page, services, typed
from sandbox.words.languages import LANGUAGES

log = logging.getLogger("gladi.pages")

CSP = ("default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
       "frame-ancestors 'self'")

KEEPING = ("practice.keep_typing", "lesson.keep_typing")
"""The page's script keeps what is typed, whatever the hour; no person sees its answer."""


def init_app(app: Flask) -> None:
    """Attach headers, error pages and the door of the practice system."""
    app.before_request(_door)
    app.after_request(_headers)
    app.register_error_handler(Trouble, _trouble)
    app.register_error_handler(GladiError, _own_error)
    app.register_error_handler(NoSuchRecord, _no_such_record)
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(MethodNotAllowed, _button_only)
    app.register_error_handler(DBAPIError, _database_error)
    app.register_error_handler(TimeoutError, _database_error)
    app.register_error_handler(Exception, _unexpected)
    app.jinja_env.globals["get_locale"] = get_locale
    app.add_url_rule("/bahasa/<lang>", "language", _language, methods=["POST"])
    app.add_url_rule("/healthz", "healthz", _health)
    app.add_url_rule("/readyz", "readyz", _ready)


def _door() -> ResponseReturnValue | None:
    """The practice system is open to a seat whose group is open, whose village is ready and whose hall does not pause."""
    if request.blueprint not in ("practice", "lesson"):
        return None
    if "seat" not in g:
        return redirect(url_for("accounts.seat_login"))
    seat, desk = g.seat, current_desk()
    is_paused = request.blueprint == "practice" and desk.clock.is_paused()
    if request.method != "GET" and (is_paused or not seat.is_open):
        return _turned_away()
    if not seat.is_open:
        here = kept.here_if_touched(desk)
        found = [*here, *kept.elsewhere(desk, here)]
        return render_template("hall/not_now.html", seat=seat, kept=found), HTTPStatus.FORBIDDEN
    if not services().store.ready(desk.pin.template):
        raise TemplateNotReady(village=f"{desk.kind} {seat.village_name}")
    if is_paused:
        found = kept.here_if_touched(desk)
        return render_template("hall/paused.html", at=desk.clock.now(), kept=found), HTTPStatus.SERVICE_UNAVAILABLE
    return None


def _turned_away() -> ResponseReturnValue:
    """Nothing is done, what was typed is kept; and the page that says why is asked for anew, so that a reload sends nothing."""
    is_kept = keep_sent()
    if request.endpoint in KEEPING:
        return "", HTTPStatus.NO_CONTENT
    log.info("turned away, typing %s", "kept" if is_kept else "none")
    return redirect(request.path, HTTPStatus.SEE_OTHER)


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CSP)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if (action := g.get("practice_action")) is not None and action.held_for:
        response.headers["Server-Timing"] = f"held;dur={action.held_for * 1000:.0f}"
    # A page of a renewed sandbox must never come back out of the browser's memory.
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _page(error: GladiError, *, again: bool = False, plain: bool = False, kept: Sequence[tuple[str, str]] = ()) -> Response:
    """The page of an error of ours, with the number under which the log has it.

    It reads nothing of the request but its path, for that may be what failed; where even so it can't be made, it is a plain one,
    as it is where that is known before (`plain`).
    """
    log.info("%s shown", error.code)
    told = {"error": error, "again": again, "typed": kept, "incident": incident(), "pressed": request.method != "GET"}
    html = "" if plain else _whole_page(told)
    return Response(html or current_app.jinja_env.get_template("hall/error_plain.html").render(**told), error.status)


def _whole_page(told: dict[str, object]) -> str:
    """The page in the hall's look; empty where it can't be made."""
    try:
        return render_template("hall/error.html", **told)
    except Exception as failed:  # noqa: BLE001 - the edge: the last page that somebody sees must come
        log.error("GL-500 error page", exc_info=failed)
        return ""


def _kept() -> Sequence[tuple[str, str]]:
    """What was typed, if it had been read when the error came: reading it now could fail again. In the words of its form; of a
    form without a ticket (a login, a message to the room) only what takes writing again, for its names are no words of anybody's.
    """
    if not cast(PatientRequest, request).was_read:
        return []
    ticket = ticket_sent()
    return in_words(ticket.part, typed()) if ticket is not None else [("", text) for _, text in typed() if " " in text.strip()]


def _refusal(code: str, status: int, text: str) -> GladiError:
    error = GladiError()
    error.code, error.status, error.text = code, status, text
    return error


def _trouble(trouble: Trouble) -> ResponseReturnValue:
    """What the practice system says when a deed failed. Staged or not, it is no error of Gladi: logged as information."""
    log.info("%s in practice", trouble.code, extra={"sandbox": current_desk().pin.key, "fault": trouble.fault})
    return troubles.answer(trouble, current_desk())


def _own_error(error: GladiError) -> ResponseReturnValue:
    if isinstance(error, StaleForm | LateSave):
        return _too_late(error)
    if error.status >= 500 and not isinstance(error, TemplateNotReady):
        log.error("%s %s", error.code, type(error).__name__, exc_info=error)
    if isinstance(error, StoreBusy | StoreFull) and (at_form := _told_at_form(error)) is not None:
        return at_form
    if isinstance(error, StoreUndone) and request.method == "GET":  # whoever only looked had nothing to save
        error = DatabaseAway()
    if isinstance(error, DatabaseAway):
        return _away(error)
    again = isinstance(error, TemplateNotReady)
    response = _page(error, again=again, kept=_kept())
    return _opening_itself(response) if again else response


def _opening_itself(response: Response) -> Response:
    """The same, asked for again after five seconds by whatever shows it."""
    response.headers["Retry-After"] = "5"
    response.headers["Refresh"] = "5"
    return response


def _away(error: GladiError) -> Response:
    """Nobody can say more now: a page that needs no database, with what was typed. What was only looked at opens by itself."""
    response = _page(error, plain=True, kept=_kept())
    return _opening_itself(response) if request.method == "GET" else response


def _told_at_form(error: GladiError) -> ResponseReturnValue | None:
    """Nothing could be done: the page on which the button stands says so, and a reload sends nothing.

    None where that would lose typing, where no page of ours asked, and for a script, which reads the status.
    """
    page = own_page(request.referrer)
    if request.method == "GET" or page is None or "text/html" not in request.headers.get("Accept", ""):
        return None
    if not cast(PatientRequest, request).was_read or (typed() and not keep_sent()):
        return None
    log.info("%s told at the form", error.code)
    ours = _("Ini bukan bagian latihan.")
    flash(f"{ours} {error} {error.code} · {incident()}", "error")
    return redirect(page, HTTPStatus.SEE_OTHER)


def _too_late(error: GladiError) -> ResponseReturnValue:
    """The copy was replaced meanwhile. What was typed lies in the one that it was typed for, and is shown to be copied."""
    is_kept = keep_sent()
    log.info("%s told, typing %s", error.code, "kept" if is_kept else "none")
    flash(f"{error} {error.code}", "error")
    return redirect(url_for("practice.drafts" if is_kept else "practice.home"), HTTPStatus.SEE_OTHER)


def _database_error(error: DBAPIError | TimeoutError) -> ResponseReturnValue:
    if is_away(error):
        log.error("GL-DB database away", exc_info=error)
        return _away(DatabaseAway() if request.method == "GET" else DatabaseLost())
    if not is_full(error):
        return _unexpected(error)
    log.error("GL-507 database", exc_info=error)
    return _told_at_form(StoreFull()) or _page(StoreFull(), kept=_kept())


def _no_such_record(error: NoSuchRecord) -> ResponseReturnValue:
    log.info("no such record")
    return missing.answer(error)


def _expired_form(error: CSRFError) -> ResponseReturnValue:
    if (further := expired.onward()) is not None:
        return further
    cause = expired.cause()
    if not keep_sent():
        return _page(cause, kept=_kept())
    if request.endpoint in KEEPING:
        return "", HTTPStatus.NO_CONTENT
    if isinstance(cause, expired.NoCookies):
        return _page(cause, kept=_kept())
    still_there = _("Ketikan Anda tetap ada: tampak lagi di formulirnya sesudah Anda masuk.")
    flash(f"{cause} {still_there} {cause.code}", "error")
    return redirect(url_for("accounts.entrance"), HTTPStatus.SEE_OTHER)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    text = {
        404: _("Halaman ini tidak ada. Periksa alamatnya, atau kembali ke halaman depan."),
        405: _("Halaman ini tidak bisa dibuka langsung. Kembali ke halaman depan."),
        408: _("Isian ini terlalu lama tiba, jadi tidak ada yang disimpan. Periksa jaringan, lalu coba lagi."),
        413: _("Isian atau filenya terlalu besar. Perkecil, lalu coba lagi."),
    }.get(error.code, _("Permintaan ini tidak dimengerti. Kembali ke halaman depan."))
    return _page(_refusal(f"GL-{error.code}", error.code, text))


def _button_only(error: MethodNotAllowed) -> ResponseReturnValue:
    """What only a button opens, asked for by address (as a phone does that comes back to a page): to where the button is."""
    if request.method != "GET":
        return _http_error(error)
    parent = request.path.rpartition("/")[0]
    adapter = current_app.create_url_adapter(request)
    known = bool(parent) and adapter is not None and adapter.test(parent, method="GET")
    # Quoted: a line break in the address would be one in the answer's headers.
    return redirect(quote(parent) if known else url_for("accounts.entrance"))


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("GL-500 unexpected", exc_info=error)
    return _page(GladiError(), kept=_kept())


def _language(lang: str) -> ResponseReturnValue:
    if lang in LANGUAGES:
        session["lang"] = lang
    return redirect(own_page(request.referrer) or url_for("accounts.entrance"))


def _health() -> ResponseReturnValue:
    """Whether this process answers and its database is there."""
    return _database_told(is_there())


def _database_told(there: bool) -> ResponseReturnValue:
    return jsonify(ok=there, database=there), 200 if there else 503


def _ready() -> ResponseReturnValue:
    """Ready when every village of the open groups is; 503 and how many are missing while one is still being made."""
    if not is_there():
        return _database_told(False)
    with read() as db_session:
        opened = [group.id for group in groups.every_open(db_session)]
        wanted = db_session.scalars(
            select(Sandbox.template).where(Sandbox.id.in_(groups.sandboxes_of(*opened))).distinct()).all()
    missing = sum(not services().store.ready(template) for template in wanted)
    return jsonify(ok=not missing, villages=len(wanted), missing=missing), 503 if missing else 200

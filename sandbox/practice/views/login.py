"""The practice login: village code and practice password, and out again."""

import secrets
from datetime import datetime
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask import session as browser
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import LOG_IN, LOG_OUT, LOGIN
from sandbox.errors import Rejected
from sandbox.practice import logins, occupied, passwords
from sandbox.practice.views.blueprint import bp, change, hall_now, look
from sandbox.practice.views.forms import kept
from sandbox.practice.words import moment
from sandbox.web import current_desk, own_page

BROWSER_KEY = "practice_login"


@bp.get("/masuk")
def login() -> ResponseReturnValue:
    look(LOGIN, lambda session, now: None)
    code = request.args.get("kode", current_desk().village_code)[:40]
    return render_template("practice/login.html", code=code, goal=request.args.get("lanjut", ""))


@bp.post("/masuk")
def log_in() -> ResponseReturnValue:
    desk = current_desk()
    code, password = request.form.get("code", ""), request.form.get("password", "")
    key = desk.login_key or secrets.token_urlsafe(12)

    def work(session: Session, now: datetime) -> None:
        passwords.require_match(session, desk.person, desk.village_code, typed_code=code, typed_password=password)
        logins.open_login(session, desk.person, key, now)

    try:
        change(LOG_IN, LOGIN, work, keeps_typing=False)
    except Rejected as rejected:
        flash(f"{rejected.problems[0].text} {rejected.problems[0].code}", "error")
        return redirect(url_for(".login", lanjut=request.form.get("_lanjut") or None, kode=code), HTTPStatus.SEE_OTHER)
    browser[BROWSER_KEY] = key
    at = moment(hall_now(), hall_now())
    flash(f"Anda masuk pukul {at} sebagai {desk.role_label} {desk.kind} {desk.village_name}.", "success")
    if kept.elsewhere(desk, kept.here_if_touched(desk)):
        flash("Salinan desa Anda diganti dengan yang baru. Ketikan Anda yang belum disimpan masih ada: lihat drafnya di Beranda.",
              "warning")
    return redirect(_own_page(request.form.get("_lanjut", "")) or url_for(".home"))


@bp.post("/keluar")
def logout() -> ResponseReturnValue:
    desk = current_desk()

    def work(session: Session, now: datetime) -> None:
        if desk.login_key:
            logins.close_login(session, desk.login_key, now, logins.LEFT)
        if desk.companion:
            occupied.leave(session, desk.person)

    change(LOG_OUT, LOGIN, work, keeps_typing=False)
    browser.pop(BROWSER_KEY, None)
    flash("Anda sudah keluar dari sistem. Data yang tersimpan tidak berubah.", "info")
    return redirect(url_for(".login"))


def _own_page(goal: str) -> str:
    """The page that was asked for before the login, if it is one of this system."""
    page = own_page(goal) or ""
    return page if page.startswith(url_for(".home")) else ""

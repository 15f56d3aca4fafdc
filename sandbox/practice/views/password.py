"""Ubah Kata Sandi: the practice password, changed by whoever knows the present one."""

from datetime import datetime
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.deeds import CHANGE_PASSWORD, PASSWORD
from sandbox.errors import Rejected
from sandbox.practice import passwords
from sandbox.practice.views.blueprint import bp, change, look
from sandbox.practice.words import when
from sandbox.web import current_desk

FIELDS = ("password", "new", "again")


@bp.get("/kata-sandi")
def own_password() -> ResponseReturnValue:
    person = current_desk().person
    changed = look(PASSWORD, lambda session, now: _changed(passwords.changed_at(session, person), now))
    return render_template("practice/password.html", active="kata-sandi", shortest=passwords.SHORTEST, changed=changed)


def _changed(at: datetime | None, now: datetime) -> str:
    return f"Terakhir diubah {when(at, now)}." if at else "Yang berlaku sekarang kata sandi yang pertama."


@bp.post("/kata-sandi")
def change_password() -> ResponseReturnValue:
    """What was typed is shown on no page again and kept as no draft."""
    desk = current_desk()
    old, new, again = (request.form.get(name, "") for name in FIELDS)
    try:
        change(CHANGE_PASSWORD, PASSWORD, lambda session, now: passwords.change(
            session, desk.person, desk.village_code, old=old, new=new, again=again, login_key=desk.login_key, now=now),
            keeps_typing=False)
    except Rejected as rejected:
        flash(f"{rejected.problems[0].text} {rejected.problems[0].code}", "error")
        return redirect(url_for(".own_password"), HTTPStatus.SEE_OTHER)
    flash("Kata sandi sudah diubah. Masuk berikutnya memakai yang baru; di perangkat lain Anda sudah dikeluarkan.", "success")
    return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)

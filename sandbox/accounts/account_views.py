"""The account of whoever is logged in: a password of one's own, and the way out of every device."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from sandbox.accounts import admission, session, staff
from sandbox.accounts.forms import NewPassword
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.web import services


@staff_required()
def account() -> ResponseReturnValue:
    """Change one's password. The password of now counts as a try, so that an open browser is no way to guess it."""
    user, form, problem = current_staff(), NewPassword(), ""
    if form.validate_on_submit():
        known, problem = admission.staff_by_password(user.staff.login, form.password.data or "", session.this_device())
        if known is not None:
            changed = staff.set_password(known, form.new.data or "", by=user.account_id, now=services().clock.now())
            session.come_in(changed)
            flash(_("Kata sandi sudah diubah. Di perangkat lain Anda sudah dikeluarkan; masuk lagi di sana dengan yang baru."),
                  "success")
            return redirect(url_for("hall.board"))
    status = 422 if problem or form.errors else 200
    return render_template("accounts/account.html", form=form, problem=problem, staff=user), status


@staff_required()
def leave_everywhere() -> ResponseReturnValue:
    """End all logins of this account, here too."""
    user = current_staff()
    staff.leave_everywhere(user.staff, by=user.account_id, now=services().clock.now())
    session.leave()
    flash(_("Anda sudah keluar di semua perangkat."), "info")
    return redirect(url_for(".staff_login"))

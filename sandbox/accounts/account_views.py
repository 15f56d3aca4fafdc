"""The account of whoever is logged in: a password of one's own, and the way out of every device."""

from http import HTTPStatus

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from sandbox.accounts import admission, session, staff
from sandbox.accounts.forms import NewPassword
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.platform import citizens
from sandbox.web import services
from sandbox.words.roles import ORGANISER


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
    paused = staff.paused(services().clock.now()) if user.role == ORGANISER else ()
    shown = citizens.shown() if user.role == ORGANISER else None
    return render_template("accounts/account.html", form=form, problem=problem, staff=user, paused=paused, citizens=shown), status


@staff_required(ORGANISER)
def show_citizens() -> ResponseReturnValue:
    """Choose whose copies of the villages citizens see. Chosen once more it says so and changes nothing."""
    role = request.form.get("salinan", "")
    if role not in citizens.CHOICES:
        abort(HTTPStatus.BAD_REQUEST)
    try:
        changed = citizens.show(role, was=request.form.get("semula"), by=current_staff().account_id, now=services().clock.now())
    except citizens.ChoiceMoved as moved:
        flash(f"{moved} {moved.code}", "error")
        return redirect(url_for(".account"))
    flash(_("Halaman desa untuk warga sudah diubah.") if changed else _("Halaman desa untuk warga sudah begitu."),
          "success" if changed else "info")
    return redirect(url_for(".account"))


@staff_required(ORGANISER)
def unlock() -> ResponseReturnValue:
    """Let an account of staff try again at once, as `gladi account unlock` does. A second press unlocks nothing and says so."""
    found = staff.by_login(request.form.get("login", ""))
    freed = staff.unlock(found, by=current_staff().account_id, now=services().clock.now())
    flash(_("%(name)s bisa masuk lagi sekarang.", name=found.name) if freed
          else _("%(name)s tidak sedang dikunci.", name=found.name), "success" if freed else "info")
    return redirect(url_for(".account"))


@staff_required()
def leave_everywhere() -> ResponseReturnValue:
    """End all logins of this account, here too."""
    user = current_staff()
    staff.leave_everywhere(user.staff, by=user.account_id, now=services().clock.now())
    session.leave()
    flash(_("Anda sudah keluar di semua perangkat."), "info")
    return redirect(url_for(".staff_login"))

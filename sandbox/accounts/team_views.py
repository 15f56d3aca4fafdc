"""Akun staf: who may come in and as what; and the page on which somebody chooses a first password."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

import segno
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from sandbox.accounts import session, staff, team
from sandbox.accounts.card_views import address_for_phones
from sandbox.accounts.forms import ChangedAccount, ChosenPassword, NewAccount
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.accounts.team import LastOrganiser, LoginTaken, Member, MemberMoved, MemberSettings
from sandbox.web import incident, services
from sandbox.words.roles import ORGANISER, STAFF_LABELS

TypedSettings = Mapping[int, Mapping[str, Any]]
"""By account, what of its settings was typed otherwise than they were shown."""


@staff_required(ORGANISER, of_all=True)
def members() -> ResponseReturnValue:
    """Everybody of the staff, and a form for somebody new."""
    form, problem = NewAccount(), ""
    if form.validate_on_submit():
        try:
            added = team.add(form.login.data or "", form.name.data or "", form.role.data, staff.new_password(),
                             by=current_staff().account_id, now=services().clock.now(), trainings=_trainings("pelatihan"))
            return redirect(url_for(".member_link", account_id=added.account_id))
        except LoginTaken as error:
            problem = str(error)
    return _page(form, problem), 422 if problem or form.errors else 200


@staff_required(ORGANISER, of_all=True)
def change_member(account_id: int) -> ResponseReturnValue:
    """Another name or role, other trainings. What was typed stays where it is refused."""
    _member(account_id)
    form = ChangedAccount()
    wanted = MemberSettings(form.name.data or "", form.role.data, _trainings("pelatihan"))
    was = MemberSettings(request.form.get("name_was", ""), request.form.get("role_was", ""), _trainings("pelatihan_was"))
    typed = {account_id: {name: value for name, value in asdict(wanted).items() if value != getattr(was, name)}}
    if not form.validate_on_submit():
        flash(" ".join(str(each[0]) for each in form.errors.values()), "error")
        return _page(NewAccount(formdata=None), typed=typed), 422
    return _done(lambda **who: team.change(account_id, wanted, was=was, **who), _("Akun sudah diubah."), typed)


@staff_required(ORGANISER, of_all=True)
def revoke_member(account_id: int) -> ResponseReturnValue:
    """Let somebody in no more."""
    return _done(lambda **who: team.revoke(account_id, **who), _("Akun itu tidak bisa masuk lagi, di perangkat mana pun."))


@staff_required(ORGANISER, of_all=True)
def let_member_in(account_id: int) -> ResponseReturnValue:
    """Undo that."""
    return _done(lambda **who: team.let_in_again(account_id, **who),
                 _("Akun itu bisa masuk lagi dengan kata sandinya yang lama."))


@staff_required(ORGANISER, of_all=True)
def member_link(account_id: int) -> ResponseReturnValue:
    """The link by which the account's owner chooses a password, to be scanned or typed."""
    found = _member(account_id)
    link = address_for_phones() + url_for(".choose_password", token=team.link_token(services().secret, found.staff))
    drawing = segno.make(link, micro=False).svg_inline(scale=1, border=2, omitsize=True, svgclass="qr", lineclass=None)
    return render_template("accounts/member_link.html", member=found, link=link, qr=Markup(drawing), days=team.LINK_FOR.days,
                           staff=current_staff())


@staff_required(ORGANISER, of_all=True)
def member_password(account_id: int) -> ResponseReturnValue:
    """A new password, shown this once, to be handed over on paper."""
    found, password = _member(account_id), staff.new_password()
    staff.set_password(found.staff, password, by=current_staff().account_id, now=services().clock.now())
    return render_template("accounts/member_password.html", member=found, password=password, staff=current_staff())


def choose_password(token: str) -> ResponseReturnValue:
    """Whoever has the link chooses a password, once, and is in."""
    account = team.of_link(services().secret, token)
    if account is None:
        return render_template("accounts/choose_password.html", account=None, incident=incident()), 404
    form = ChosenPassword()
    if form.validate_on_submit():
        now = services().clock.now()
        session.come_in(staff.set_password(account, form.new.data or "", by=account.account_id, now=now))
        flash(_("Kata sandi tersimpan. Lain kali masuk dengan nama masuk %(login)s.", login=account.login), "success")
        return redirect(url_for("hall.board"))
    return render_template("accounts/choose_password.html", account=account, form=form), 422 if form.errors else 200


def _page(form: NewAccount, problem: str = "", typed: TypedSettings | None = None) -> str:
    """The page; `typed`: what was typed for an account and refused."""
    return render_template("accounts/members.html", members=team.members(), form=form, problem=problem, staff=current_staff(),
                           roles=STAFF_LABELS, trainings=team.choices(), typed=typed or {},
                           ticked=() if typed else _trainings("pelatihan"))


def _trainings(field: str) -> frozenset[int]:
    return frozenset(request.form.getlist(field, type=int))


def _member(account_id: int) -> Member:
    found = next((each for each in team.members() if each.staff.account_id == account_id and each.revoked_at is None), None)
    if found is None:
        raise NotFound()
    return found


def _done(work: Callable[..., bool], said: str, typed: TypedSettings | None = None) -> ResponseReturnValue:
    """Do it and say so; a second press changes nothing and says nothing new. `typed`: what stays where it is refused."""
    try:
        if work(by=current_staff().account_id, now=services().clock.now()):
            flash(said, "success")
    except (LastOrganiser, MemberMoved) as error:
        flash(f"{error} {error.code}", "error")
        if typed:
            return _page(NewAccount(formdata=None), typed=typed), HTTPStatus.CONFLICT
    return redirect(url_for(".members"))

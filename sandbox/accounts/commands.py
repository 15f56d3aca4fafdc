"""gladi account: what the organiser does for an account when its owner can't come in."""

import json
from collections.abc import Callable
from typing import Any

import click
from flask import Flask
from flask_babel import gettext as _

from sandbox.accounts import admission, staff, team
from sandbox.accounts.forms import SHORTEST
from sandbox.accounts.team import MemberSettings
from sandbox.platform import audit
from sandbox.web import Services

Opened = Callable[[], Flask]
"""The composition root hands this in: it returns the app of this machine's instance."""

json_option = click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
login_argument = click.argument("login", metavar="LOGIN")


@click.group()
def account() -> None:
    """Akun pelatih dan penyelenggara: buka kunci, kata sandi, keluarkan."""


@account.command()
@login_argument
@json_option
@click.pass_obj
def unlock(opened: Opened, login: str, as_json: bool) -> None:
    """Izinkan akun ini mencoba masuk lagi sekarang juga, dari perangkat mana pun."""
    with (app := opened()).app_context():
        found = staff.by_login(admission.login_name(login))
        paused = staff.unlock(found, by=audit.COMMAND_LINE, now=_services(app).clock.now())
    _say({"login": found.login, "paused": paused},
         _("%(login)s bisa masuk lagi sekarang; %(paused)s perangkat tadi dikunci.", login=found.login, paused=paused), as_json)


@account.command()
@login_argument
@click.option("--ask", is_flag=True, help="Tanyakan kata sandinya; tanpa ini Gladi membuat yang baru dan mencetaknya.")
@json_option
@click.pass_obj
def password(opened: Opened, login: str, ask: bool, as_json: bool) -> None:
    """Beri akun ini kata sandi baru; semua perangkatnya harus masuk lagi."""
    with (app := opened()).app_context():
        found = staff.by_login(admission.login_name(login))
        chosen = _asked() if ask else staff.new_password()
        staff.set_password(found, chosen, by=audit.COMMAND_LINE, now=_services(app).clock.now())
    shown = {"login": found.login} if ask else {"login": found.login, "password": chosen}
    _say(shown, " / ".join(shown.values()) if not ask else _("Kata sandi %(login)s sudah diubah.", login=found.login), as_json)


@account.command()
@login_argument
@json_option
@click.pass_obj
def leave(opened: Opened, login: str, as_json: bool) -> None:
    """Keluarkan akun ini dari semua perangkat; kata sandinya tetap."""
    with (app := opened()).app_context():
        found = staff.by_login(admission.login_name(login))
        staff.leave_everywhere(found, by=audit.COMMAND_LINE, now=_services(app).clock.now())
    _say({"login": found.login}, _("%(login)s sudah keluar di semua perangkat.", login=found.login), as_json)


@account.command()
@login_argument
@click.argument("training_ids", type=int, nargs=-1, metavar="[ID]...")
@json_option
@click.pass_obj
def trainings(opened: Opened, login: str, training_ids: tuple[int, ...], as_json: bool) -> None:
    """Batasi akun ini pada pelatihan dengan ID itu; tanpa ID: semua pelatihan."""
    with (app := opened()).app_context():
        found = staff.by_login(admission.login_name(login))
        wanted = MemberSettings(found.name, found.role, frozenset(training_ids))
        team.change(found.account_id, wanted, by=audit.COMMAND_LINE, now=_services(app).clock.now())
    said = (_("%(login)s sekarang staf %(count)s pelatihan.", login=found.login, count=len(training_ids)) if training_ids
            else _("%(login)s sekarang staf semua pelatihan.", login=found.login))
    _say({"login": found.login, "trainings": sorted(training_ids)}, said, as_json)


def _asked() -> str:
    chosen: str = click.prompt(_("Kata sandi baru"), hide_input=True, confirmation_prompt=True)
    if len(chosen) < SHORTEST:
        raise click.UsageError(_("Kata sandi yang baru paling sedikit 8 huruf atau angka."))
    return chosen


def _services(app: Flask) -> Services:
    found: Services = app.extensions["gladi"]
    return found


def _say(data: dict[str, Any], sentence: str, as_json: bool) -> None:
    click.echo(json.dumps(data, ensure_ascii=False) if as_json else sentence)

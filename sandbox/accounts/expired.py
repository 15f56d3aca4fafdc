"""A form whose token does not fit its browser's session: a second tap that just goes on, or one of four causes, each said."""

from flask import current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from sandbox.accounts import admission, cards
from sandbox.accounts.users import SeatUser, StaffUser
from sandbox.errors import GladiError
from sandbox.web import services
from sandbox.words.texts import lazy_gettext as _l

DOORS = ("accounts.seat_login", "accounts.card", "accounts.staff_login")


class FormExpired(GladiError):
    """Nothing was done, for nobody can tell whose form it is."""

    status = 400


class NoCookies(FormExpired):
    code = "GL-400C"
    text = _l("Peramban ini tidak mengirim cookie, jadi Gladi tidak tahu siapa yang menekan tombol. Izinkan cookie untuk "
              "alamat ini, lalu buka lagi halamannya.")


class OpenTooLong(FormExpired):
    code = "GL-400L"
    text = _l("Halaman ini sudah terlalu lama terbuka. Buka lagi halamannya, lalu coba sekali lagi.")


class LeftElsewhere(FormExpired):
    code = "GL-400K"
    text = _l("Anda sudah keluar di tab lain peramban ini, jadi yang tadi tidak disimpan. Masuk lagi, lalu simpan lagi.")


class SomebodyElse(FormExpired):
    code = "GL-400G"
    text = _l("Sesudah halaman tadi dibuka, ada yang masuk lagi di peramban ini (sekarang: %(who)s), jadi yang tadi tidak "
              "disimpan. Bila itu bukan Anda, masuk lagi dengan kartu Anda.")


def onward() -> ResponseReturnValue | None:
    """Where a second tap leads: the first one did what the form asks for, and the form's token went with the session of before.

    None if the form asks for anything else than what is so already: without a token nothing is changed.
    """
    user = current_user._get_current_object()
    if isinstance(user, SeatUser) and _asks_for_seat(user):
        return redirect(url_for("practice.home"))
    if isinstance(user, StaffUser) and _asks_for_account(user):
        return redirect(url_for("hall.board"))
    if not user.is_authenticated and request.endpoint == "accounts.leave" and _cookie_name() in request.cookies:
        return redirect(url_for("accounts.seat_login"))
    return None


def cause() -> FormExpired:
    """Why the token does not fit."""
    user = current_user._get_current_object()
    if _cookie_name() not in request.cookies:
        return NoCookies()
    if isinstance(user, SeatUser):
        return SomebodyElse(who=f"{user.seat.village_name}, {user.seat.role_label}")
    if isinstance(user, StaffUser):
        return SomebodyElse(who=user.name)
    # A cookie that can't be read, or is too old, opens an empty session.
    return OpenTooLong() if request.endpoint in DOORS or not session else LeftElsewhere()


def _asks_for_seat(user: SeatUser) -> bool:
    if request.endpoint == "accounts.card":
        token = (request.view_args or {}).get("token", "")
        return cards.seat_of_token(services().secret, token) == (user.seat.trainee_id, user.seat.card_version)
    asked = cards.village_code(request.form.get("village", "")), request.form.get("role")
    return request.endpoint == "accounts.seat_login" and asked == (user.seat.village_code, user.seat.role)


def _asks_for_account(user: StaffUser) -> bool:
    asked = admission.login_name(request.form.get("login", ""))
    return request.endpoint == "accounts.staff_login" and asked == user.staff.login


def _cookie_name() -> str:
    return str(current_app.config["SESSION_COOKIE_NAME"])

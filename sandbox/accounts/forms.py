"""The login forms."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import AnyOf, EqualTo, InputRequired, Length, Regexp

from sandbox.words.roles import STAFF_LABELS
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

SHORTEST = 8
"""So many letters at least has a password that somebody chooses."""

LONG_PASSWORD = _l("Kata sandi paling banyak 200 huruf atau angka.")


def _one_of(label: LaterText, choices: Sequence[tuple[str, object]], *, otherwise: LaterText) -> RadioField:
    """One of these; whatever else comes is told so. The library's own words for it are English."""
    return RadioField(label, choices=list(choices), validate_choice=False, validators=[
        InputRequired(otherwise), AnyOf([value for value, _ in choices], message=otherwise)])


class SeatLogin(FlaskForm):
    """Village code, role and the PIN of the card."""

    village = StringField(_l("Kode desa"), [
        InputRequired(_l("Isi kode desa yang tertulis di kartu, 10 angka.")),
        Length(max=40, message=_l("Isi kode desa yang tertulis di kartu, 10 angka."))])
    role = _one_of(_l("Anda masuk sebagai"), [("sekdes", "Sekdes atau Seklur"), ("operator", "Operator")],
                   otherwise=_l("Pilih Sekdes atau Operator."))
    pin = StringField(_l("PIN"), [
        InputRequired(_l("Isi PIN yang tertulis di kartu, 6 angka.")),
        Length(max=60, message=_l("Isi PIN yang tertulis di kartu, 6 angka."))])


class StaffLogin(FlaskForm):
    """Name and password of an instructor or organiser."""

    login = StringField(_l("Nama masuk"), [
        InputRequired(_l("Isi nama masuk.")), Length(max=80, message=_l("Nama masuk paling banyak 80 huruf."))])
    password = PasswordField(_l("Kata sandi"), [
        InputRequired(_l("Isi kata sandi.")), Length(max=200, message=LONG_PASSWORD)])


class ChosenPassword(FlaskForm):
    """The password to come, twice."""

    new = PasswordField(_l("Kata sandi baru"), [
        InputRequired(_l("Isi kata sandi yang baru.")),
        Length(min=SHORTEST, max=200, message=_l("Kata sandi yang baru paling sedikit 8 huruf atau angka."))])
    again = PasswordField(_l("Kata sandi baru, sekali lagi"), [
        EqualTo("new", _l("Dua ketikan kata sandi yang baru belum sama. Ketik keduanya lagi."))])


class NewPassword(ChosenPassword):
    """The password of now besides."""

    password = PasswordField(_l("Kata sandi sekarang"), [
        InputRequired(_l("Isi kata sandi yang sekarang.")), Length(max=200, message=LONG_PASSWORD)])


class NewAccount(FlaskForm):
    """Somebody new among the staff."""

    name = StringField(_l("Nama"), [InputRequired(_l("Isi namanya.")),
                                    Length(max=80, message=_l("Nama paling banyak 80 huruf."))])
    login = StringField(_l("Nama masuk"), [
        InputRequired(_l("Isi nama masuk.")), Length(max=40, message=_l("Nama masuk paling banyak 40 huruf.")),
        Regexp(r"[a-z0-9][a-z0-9._-]*$", message=_l("Nama masuk hanya huruf kecil, angka, titik, dan garis, tanpa spasi."))],
        filters=[lambda typed: typed.strip().lower() if typed else typed])
    role = _one_of(_l("Sebagai"), list(STAFF_LABELS.items()), otherwise=_l("Pilih Pelatih atau Penyelenggara."))


class ChangedAccount(FlaskForm):
    """Another name or role."""

    name = NewAccount.name
    role = NewAccount.role

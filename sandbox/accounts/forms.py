"""The login forms."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from sandbox.texts import lazy_gettext as _l


class SeatLogin(FlaskForm):
    """Village code, role and the PIN of the card."""

    village = StringField(_l("Kode desa"), [InputRequired(_l("Isi kode desa yang tertulis di kartu, 10 angka.")), Length(max=40)])
    role = RadioField(_l("Anda masuk sebagai"), choices=[("sekdes", "Sekdes"), ("operator", "Operator")],
                      validators=[InputRequired(_l("Pilih Sekdes atau Operator."))])
    pin = StringField(_l("PIN"), [InputRequired(_l("Isi PIN yang tertulis di kartu, 6 angka.")), Length(max=20)])


class StaffLogin(FlaskForm):
    """Name and password of an instructor or organiser."""

    login = StringField(_l("Nama masuk"), [InputRequired(_l("Isi nama masuk.")), Length(max=80)])
    password = PasswordField(_l("Kata sandi"), [InputRequired(_l("Isi kata sandi.")), Length(max=200)])

"""Accounts of staff: added, changed, revoked, and a password chosen by a link that works once."""

import re
from datetime import timedelta

import pytest
from flask_wtf import FlaskForm
from wtforms.fields.core import UnboundField

from sandbox.accounts import forms, staff, team
from sandbox.accounts.staff import NoSuchAccount, PasswordMoved
from sandbox.accounts.team import LastOrganiser, LoginTaken, MemberSettings
from tests.conftest import NOON
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app

BY = {"by": 2, "now": NOON}


@pytest.fixture
def office(opened):  # noqa: F811
    """The training's instructor (account 1) and an organiser (2)."""
    staff.create("sari", "Sari", "organiser", "sandi-sari")
    return opened


def cookie(training, account: int):
    """A browser in which that account is logged in at its present version."""
    found = next(each.staff for each in team.members() if each.staff.account_id == account)
    return training.browser(f"staff:{account}:{found.session_version}")


def test_somebody_new_chooses_a_password_by_the_link_and_is_in(office):
    shown = cookie(office, 2).post("/pelatih/staf", data={"name": "Budi", "login": " Budi.K ", "role": "instructor"})
    page = cookie(office, 2).get(shown.headers["Location"]).get_data(as_text=True)
    link = re.search(r"/kata-sandi/[\w.-]+", page)[0]
    phone = office.browser()
    assert "Selamat datang, Budi" in phone.get(link).get_data(as_text=True)
    assert phone.post(link, data={"new": "pendek", "again": "pendek"}).status_code == 422
    assert phone.post(link, data={"new": "kata-sandi-budi", "again": "lain-lain-lain"}).status_code == 422
    assert phone.post(link, data={"new": "kata-sandi-budi", "again": "kata-sandi-budi"}).headers["Location"] == "/papan"
    assert phone.get("/papan").status_code == 200
    assert staff.by_password("budi.k", "kata-sandi-budi") is not None
    again = office.browser().get(link)  # used
    assert (again.status_code, "tidak berlaku lagi" in again.get_data(as_text=True)) == (404, True)


def test_a_link_is_over_after_three_days_after_a_later_password_and_when_the_account_is_revoked(office, monkeypatch):
    secret, account = office.services.secret, staff.by_login("sari")
    token = team.link_token(secret, account)
    assert team.of_link(secret, token) == account
    assert team.of_link(b"another" * 5, token) is None
    assert team.of_link(secret, token[:-2]) is None
    with monkeypatch.context() as later:
        later.setattr(team, "LINK_FOR", timedelta(seconds=-1))
        assert team.of_link(secret, token) is None
    staff.set_password(account, "yang-baru-lagi", **BY)
    assert team.of_link(secret, token) is None


def test_of_two_who_use_a_link_at_the_same_moment_one_chooses_the_password(office):
    secret, account = office.services.secret, staff.by_login("sari")
    both = [team.of_link(secret, team.link_token(secret, account)) for _ in range(2)]
    staff.set_password(both[0], "yang-pertama", **BY)
    with pytest.raises(PasswordMoved):
        staff.set_password(both[1], "yang-kedua", **BY)
    assert staff.by_password("sari", "yang-pertama") is not None


def test_a_revoked_account_is_out_at_once_and_may_come_in_again_later(office):
    there = office.staff()
    assert there.get("/papan").status_code == 200
    cookie(office, 2).post("/pelatih/staf/1/cabut")
    assert there.get("/papan").status_code == 302
    login = next(each.staff.login for each in team.members() if each.staff.account_id == 1)
    assert staff.by_password(login, "sandi") is None
    assert not team.revoke(1, **BY)  # a second press
    assert team.let_in_again(1, **BY)
    assert not team.let_in_again(1, **BY)


def test_one_organiser_is_always_left(office):
    for work in (lambda: team.revoke(2, **BY), lambda: team.change(2, MemberSettings("Sari", "instructor"), **BY)):
        with pytest.raises(LastOrganiser):
            work()
    assert team.change(1, MemberSettings("Rini", "organiser"), **BY)
    assert team.revoke(2, **BY)
    with pytest.raises(LastOrganiser):
        team.revoke(1, **BY)


def test_a_page_from_before_somebody_else_changed_an_account_changes_nothing_back(office):
    client = cookie(office, 2)
    page = client.get("/pelatih/staf").get_data(as_text=True)
    assert 'name="name_was" value="Rini"' in page
    seen = {"name_was": "Rini", "role_was": "instructor"}
    for name in ("Rini A.", "Rini A.", "Rina"):
        answer = client.post("/pelatih/staf/1/ubah", data={**seen, "name": name, "role": "organiser"})
    there = next(each.staff for each in team.members() if each.staff.account_id == 1)
    assert (there.name, there.role) == ("Rini A.", "organiser")
    said = answer.get_data(as_text=True)
    assert "orang lain menyimpan akun itu sebagai Rini A., Penyelenggara. Periksa" in said
    assert 'name="name_was" value="Rini A."' in said
    assert 'name="name" value="Rina"' in said  # so that one more press saves it, and nothing else


def test_what_cannot_be_is_told_and_stays_typed(office):
    client = cookie(office, 2)
    for wrong, why in (({"login": "sari"}, "sudah dipakai Sari"), ({"login": "a b"}, "tanpa spasi"),
                       ({"name": ""}, "Isi namanya."),
                       ({"role": "raja"}, "Pilih Pelatih atau Penyelenggara."), ({"name": "x" * 81}, "paling banyak 80 huruf")):
        typed = {"name": "Budi", "login": "budi", "role": "instructor"} | wrong
        answer = client.post("/pelatih/staf", data=typed)
        said = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert f'value="{typed["login"]}"' in said
        assert why in said
    said = client.post("/pelatih/staf", data={"name": "x" * 81, "login": "a b"}).get_data(as_text=True)
    assert all(why in said for why in ("paling banyak 80 huruf", "tanpa spasi", "Pilih Pelatih atau Penyelenggara."))
    with pytest.raises(LoginTaken):
        team.add("sari", "Lain", "organiser", "kata-sandi-lain", **BY)
    with pytest.raises(NoSuchAccount):
        team.revoke(99, **BY)
    assert len(team.members()) == 2


def test_every_problem_of_a_login_form_is_told_in_our_own_words():
    fields = {field for form in FlaskForm.__subclasses__() + forms.ChosenPassword.__subclasses__()
              for field in vars(form).values() if isinstance(field, UnboundField)}
    asked = [check for field in fields for check in (field.kwargs.get("validators") or field.args[1])]
    assert len(asked) > 15
    assert [check for check in asked if check.message is None] == []


def test_a_new_password_is_shown_once_and_ends_what_was_open(office):
    there = office.staff()
    page = cookie(office, 2).post("/pelatih/staf/1/kata-sandi").get_data(as_text=True)
    password = re.search(r"[a-z]{6}-[a-z]{6}-\d\d", page)[0]
    login = next(each.staff.login for each in team.members() if each.staff.account_id == 1)
    assert staff.by_password(login, password) is not None
    assert there.get("/papan").status_code == 302

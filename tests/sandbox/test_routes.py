"""Every route by nobody and by two villages' trainees: one declared table. A route that is not declared here fails.

Staff who look at a trainee's pages press nothing there.
"""

import re

import pytest
from sqlalchemy import func, select

from sandbox.accounts import staff
from sandbox.base import Practice
from sandbox.practice.models import Household
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app

ANYBODY, SEAT, STAFF, ORGANISER, LOOK = "anybody", "seat", "staff", "organiser", "look"

DECLARED = {
    "accounts": {"entrance": ANYBODY, "card": ANYBODY, "leave": ANYBODY, "seat_login": ANYBODY, "village_name": ANYBODY,
                 "staff_login": ANYBODY, "account": STAFF, "unlock": ORGANISER, "leave_everywhere": STAFF, "print_cards": STAFF,
                 "ask_new_card": STAFF, "make_new_card": STAFF},
    "hall": dict.fromkeys(
        ("board", "stream", "projector", "pause", "resume", "open_group", "trainee", "take", "release", "message", "give_hint",
         "reset", "undo_reset", "rotation", "rotate", "close_last", "undo_rotation"), STAFF),
    "lesson": dict.fromkeys(
        ("raise_hand", "lower_hand", "answer", "keep_typing", "start", "show", "version", "message_read", "hint", "again"), SEAT),
    "practice": dict.fromkeys(
        ("home", "sheets", "sheet", "drafts", "throw_draft_away", "trouble", "logout", "login", "log_in", "households",
         "household", "household_new", "household_delete", "member", "member_new", "member_delete", "section", "submit",
         "submit_sheet", "keep_typing", "exchange", "template", "check_file", "check_again", "file_check", "import_file",
         "throw_file_away",
         "marked_file", "export", "submission", "withdraw", "resend", "revise", "receipt", "outbox", "profile"), SEAT),
    "": dict.fromkeys(("healthz", "readyz", "metrics", "language", "static", "asset", "assets"), ANYBODY),
}
DECLARED["lihat"] = dict.fromkeys(DECLARED["practice"], LOOK)
"""The practice system, mounted once more for staff to look at."""

PERSONS = {"nobody": "", "trainee": "seat:1:1", "other": "seat:3:1"}
ENDINGS = ("leave", "leave_everywhere", "logout")
"""These end the login of whoever asks: asked last."""
OWN = {"trainee_id": 1, "household_id": 1, "entry_id": 1, "member_id": 1, "message": 1, "number": 1, "section_id": "pangan",
       "sheet_id": "p01", "part_id": "1", "form": "potensi", "reference": "K-1-1", "token": "abc",
       "lang": "id", "filename": "x.css", "name": "x"}
FOREIGN = OWN | {"trainee_id": 999, "household_id": 2**40, "entry_id": 2**40, "member_id": 77, "message": 4711, "number": 99,
                 "reference": "K-9-9"}
SECRET = "Pemilik Rahasia"


def may(kind, person, method):
    """What that person meets: in, the login, or a refusal."""
    if kind == ANYBODY:
        return {"in", "login"}
    if kind == SEAT:
        return {"login"} if person == "nobody" else {"in"}
    return {"login"} if person == "nobody" and method == "GET" and kind != LOOK else {"refused"}


def met(answer):
    if answer.status_code == 403:
        return "refused"
    to_login = answer.status_code == 302 and re.match(r"(/pelatih)?/masuk", answer.location)
    return "login" if to_login else "in"


def cells(app):
    """Every route with its method, kind and address, those that end a login last."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint.endswith(ENDINGS), rule.rule))
    for rule in rules:
        room, _, name = rule.endpoint.rpartition(".")
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule, method, DECLARED[room][name]


def address(app, rule, values):
    return app.url_map.bind("localhost").build(rule.endpoint, {name: values[name] for name in rule.arguments},
                                               method=next(iter(rule.methods)))


def test_every_route_is_declared_and_every_declaration_is_a_route(opened):  # noqa: F811
    there = {tuple(rule.endpoint.rpartition(".")[::2]) for rule in opened.app.url_map.iter_rules()}
    declared = {(room, name) for room, names in DECLARED.items() for name in names}
    assert there - declared == set(), "declare who may come in"
    assert declared - there <= {("", "static"), ("", "asset"), ("", "assets")}


@pytest.mark.parametrize("values", [OWN, FOREIGN], ids=["own", "foreign"])
@pytest.mark.parametrize("person", PERSONS)
def test_each_person_meets_what_is_declared_and_nothing_of_anothers_copy(opened, person, values):  # noqa: F811
    with opened.store.open(opened.seat(1).pin, write=True) as session:
        session.get_one(Household, 1).head_name = SECRET
        session.commit()
    wrong = []
    for rule, method, kind in cells(opened.app):
        answer = opened.browser(PERSONS[person]).client.open(address(opened.app, rule, values), method=method)
        said = "" if rule.endpoint == "hall.stream" else answer.get_data().decode(errors="replace")
        answer.close()
        if met(answer) not in may(kind, person, method) or answer.status_code == 500:
            wrong.append((method, rule.rule, answer.status_code, met(answer)))
        if SECRET in said and person in ("nobody", "other"):
            wrong.append((method, rule.rule, "shows another's copy"))
    assert wrong == []


@pytest.mark.parametrize("person", ["instructor", "organiser"])
def test_staff_who_look_at_a_trainees_pages_press_nothing_there(opened, person):  # noqa: F811
    staff.create("sari", "Sari", person, "sandi")
    before = rows_of(opened)
    for rule, method, kind in cells(opened.app):
        if kind == LOOK and method != "GET":
            answer = opened.browser("staff:2:1").client.open(address(opened.app, rule, OWN), method=method)
            assert (answer.status_code, "GL-403R" in answer.get_data(as_text=True)) == (403, True), rule.rule
    assert rows_of(opened) == before


def rows_of(opened):  # noqa: F811
    """How many rows each table of the first seat's copy has."""
    with opened.store.open(opened.seat(1).pin) as session:
        return {table.name: session.scalar(select(func.count()).select_from(table)) for table in Practice.metadata.sorted_tables}

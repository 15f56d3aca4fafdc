"""Every route by nobody, two villages' trainees, instructor and organiser: one declared table, with own and foreign ids.

A route that is not declared here fails.
"""

import contextvars
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from instructor import joining
from instructor.interventions import Intervener
from sandbox.accounts import staff
from sandbox.base import Practice
from sandbox.platform import db as platform
from sandbox.platform.models import Account
from sandbox.practice import logins
from sandbox.practice.counter.models import Visitor
from sandbox.practice.helpdesk.models import TroubleReport, TroubleWriting
from sandbox.practice.models import Household
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from tests import databases
from tests.conftest import NOON
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app

pytestmark = pytest.mark.slow
DOCS = Path(__file__).parent.parent.parent / "docs" / "commands.md"
ANYBODY, SEAT, STAFF, ORGANISER, LEAVING, LOOK = "anybody", "seat", "staff", "organiser", "staff, out", "look"

DECLARED = {
    "accounts": {"entrance": ANYBODY, "card": ANYBODY, "leave": ANYBODY, "seat_login": ANYBODY, "village_name": ANYBODY,
                 "staff_login": ANYBODY, "account": STAFF, "unlock": ORGANISER, "show_citizens": ORGANISER,
                 "leave_everywhere": LEAVING, "print_cards": STAFF, "card_qr": STAFF,
                 **dict.fromkeys(("members", "change_member", "revoke_member", "let_member_in", "member_link",
                                  "member_password"), ORGANISER), "choose_password": ANYBODY,
                 "print_paper": STAFF, "ask_new_cards": STAFF, "make_new_cards": STAFF},
    "hall": dict.fromkeys(
        ("board", "send_message", "take_message_back", "open_lesson", "end_lesson", "set_weather", "stream",
         "projector", "pause", "resume", "open_group", "choose_hall", "trainee", "watched_panel",
         "take", "release", "message", "give_hint",
         "reset", "undo_reset", "rotation", "rotate", "rotate_later", "close_last", "undo_rotation"), STAFF)
    | dict.fromkeys(("report", "report_table", "report_workbook", "report_pdf", "certificates",
                     "print_certificates", "take_home"), STAFF)
    | dict.fromkeys(("issue_certificates", "revoke_certificate"), ORGANISER)
    | dict.fromkeys(("distribution", "spread_villages", "move_to_day", "undo_spread"), ORGANISER)
    | dict.fromkeys(("choose_day", "move_village", "replace_present", "old_copies", "remove_old_copies"), ORGANISER)
    | dict.fromkeys(("schedule", "schedule_day", "reopen", "attendance", "attend", "undo_attend"), STAFF)
    | dict.fromkeys(("join", "part", "diary", "backups", "ask_backup", "take_backup", "take_dump", "restore_backup",
                     "remove_backup", "drop_restore"),
                    ORGANISER)
    | dict.fromkeys(("join", "part", "upload_roster", "roster_template", "roster_check", "answer_roster", "choose_roster_columns",
                     "drop_roster", "roster_problems", "undo_roster", "person", "rename_person", "replace_person", "move_person",
                     "remove_person", "return_person", "add_person",
                     "person_copy", "erase_person", "trainings", "new_training", "choose_training", "change_training"),
                    ORGANISER) | {"people": STAFF},
    "lesson": dict.fromkeys(
        ("raise_hand", "lower_hand", "answer", "keep_typing", "start", "show", "version", "message_read", "hint", "again",
         "practise", "examine", "rate", "paper_file", "placement", "place"), SEAT),
    "practice": dict.fromkeys(
        ("classification", "class_variable", "class_sheet", "guide", "documents", "own_password",
         "change_password", "comparison_by_rt", "document",
         "home", "sheets", "sheet", "drafts", "throw_draft_away", "trouble", "connect", "logout", "login", "log_in", "households",
         "household", "household_new", "household_delete", "member", "member_new", "member_delete", "section", "submit",
         "submit_sheet", "hand_over", "hand_over_sheet",
         "keep_typing", "exchange", "template", "opensid_sample", "check_file", "check_again", "check_progress", "file_check",
         "import_file", "throw_file_away", "copy_sheets", "remove_state", "marked_file", "export", "export_sheet",
         "export_sheets", "submission", "withdraw", "resend", "revise", "receipt", "outbox", "profile", "leaving",
         "mutations", "mutation", "statistics", "statistics_table", "progress", "comparison", "adopt", "helpdesk", "ticket",
         "ticket_new", "ticket_more", "notices", "counter", "citizen", "tell_citizen",
         "merging", "doubts", "doubt_list", "doubt", "doubt_again",
         "conflict", "batch_plan", "submit_all", "batches", "batch", "batch_receipts"), SEAT),
    "public": dict.fromkeys(("village", "shared"), ANYBODY),
    "district": {"villages": ANYBODY},
    "certificates": {"check": ANYBODY},
    "takehome": {"own": SEAT},
    "authoring": dict.fromkeys(("duplicate", "draft", "save_draft", "check_draft", "prove_draft", "take_over_draft",
                                "use_no_more", "remove_draft", "try_draft"), ORGANISER) | dict.fromkeys(
        ("scenarios", "scenario", "trial", "try_scenario", "sit_down", "end_trial"), STAFF),
    "privacy": {"page": ANYBODY},
    "": dict.fromkeys(("healthz", "readyz", "metrics", "language", "static", "asset", "assets"), ANYBODY),
}
DECLARED["lihat"] = dict.fromkeys(DECLARED["practice"], LOOK)
"""The practice system, mounted once more for staff to look at."""

SEAT_NUMBERS = {"trainee": 1, "companion": 2, "other": 3}
ACCOUNTS = {"instructor": 1, "organiser": 2}
PERSONS = ("nobody", "trainee", "other", *ACCOUNTS)
OWN = {"cell_id": "b1k1", "document_id": "panduan", "variable_id": "ekonomi", "measured_id": "tp-pengangguran",
       "trainee_id": 1, "account_id": 1,
       "household_id": 1, "entry_id": 1, "ticket_id": 1, "visitor_id": 1, "member_id": 1, "message": 1,
       "number": 1,
       "section_id": "pangan", "sheet_id": "pt-identitas", "part_id": "umum", "as_of": "2026-01-31", "form": "potensi",
       "reference": "", "token": "abc", "lang": "id",
       "backup_name": "gladi-2026-03-01-170000-malam.zip",
       "filename": "x.css", "name": "x", "login": "sari", "kind": "pindah", "mutation_id": 1, "topic_id": "usia",
       "ending": "xlsx", "province": "35", "regency": "10", "district": "02", "serial": "2003", "kind_id": "nik-ganda",
       "subject": "household/1", "first_id": 1, "second_id": 99, "record_kind": "household",
       "record_id": 1, "part": "pangan", "what": "keluarga", "batch_id": 1,
       "paper": "hadir", "which": "isian", "end": "awal", "draft_id": "konsep", "scenario_id": "ubah-kata-sandi",
       "table": "peserta", "code": "ABCDEFGHJKLM"}
"""What there is for the first seat; `reference` is filled in by the fixture."""
FOREIGN = OWN | {"account_id": 2**30,
                 "trainee_id": 999, "household_id": 2**30, "entry_id": 2**30, "ticket_id": 2**30, "visitor_id": 2**30,
                 "member_id": 77,
                 "message": 4711, "number": 99, "reference": "K-9-9",
                 "sheet_id": "tidak-ada", "part_id": "tidak-ada", "section_id": "tidak-ada",
                 "backup_name": "gladi-2026-03-01-170001.zip",
                 "login": "tidak-ada", "mutation_id": 99, "kind_id": "tidak-ada", "record_id": 2**30, "what": "tidak-ada",
                 "batch_id": 2**30, "paper": "tidak-ada", "table": "tidak-ada", "scenario_id": "tidak-ada"}
IDS = {"trainee_id", "household_id", "entry_id", "ticket_id", "visitor_id", "reference", "sheet_id", "part_id", "mutation_id",
       "kind_id",
       "first_id", "record_id", "what", "scenario_id", "paper", "table", "backup_name", "account_id"}
"""An address with one of these, where it is foreign, has nothing for anybody."""
NAMED = ("hall.open_group", "hall.schedule_day", "hall.move_village", "hall.reopen", "accounts.unlock")
"""So have these, which name a group and an account."""
NO_FILE = ("comparison", "comparison_by_rt", "adopt", "remove_state", "marked_file", "check_again", "import_file", ".mutation",
           ".doubt", ".doubt_again", ".merging", ".batch", ".batch_receipts", ".paper_file",
           ".draft", ".save_draft", ".check_draft", ".prove_draft", ".take_over_draft", ".remove_draft")
"""Addresses of a workbook that was checked, of who left a card, a doubt, a batch, a sheet with families, a file, a draft."""
SECRET = "Pemilik Rahasia"
ERRORS = {400, 403, 404, 405, 500, 503, 507}
"""Not 409: the page on which one reads on what a change of group depends, shown again."""


def may(kind, person, method, *, absent):
    """What that person meets: in, the login, a refusal, or nothing of that name. `absent`: the address has a foreign id."""
    if kind == ANYBODY:
        return {"in", "login", "absent"}
    if person == "nobody":
        return {"login"} if kind == SEAT or (method == "GET" and kind != LOOK) else {"refused"}
    if kind == SEAT:
        return {"login"} if person in ACCOUNTS else {"absent"} if absent else {"in"}
    if person in SEAT_NUMBERS or (kind == ORGANISER and person != "organiser"):
        return {"refused"}
    if absent:
        return {"absent"}
    return {"refused"} if kind == LOOK and method != "GET" else {"login"} if kind == LEAVING else {"in"}


def met(answer):
    if answer.status_code in (403, 404):
        return {403: "refused", 404: "absent"}[answer.status_code]
    to_login = answer.status_code == 302 and re.match(r"(/pelatih)?/masuk", answer.location)
    return "login" if to_login else "in"


def cells(app):
    """Every route with its methods and kind; what ends the practice login last."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint.endswith("logout"), rule.rule)):
        room, _, name = rule.endpoint.rpartition(".")
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule, method, DECLARED[room][name]


def address(app, rule, values):
    return app.url_map.bind("localhost").build(rule.endpoint, {name: values[name] for name in rule.arguments},
                                               method=next(iter(rule.methods)))


@pytest.fixture
def known(opened):  # noqa: F811
    """Ids of what there is for the first seat, whose copy alone names SECRET and has a submission; all are logged in."""
    staff.create("sari", "Sari", "organiser", "sandi")
    with opened.store.open(opened.seat(1).pin, write=True) as session:
        session.get_one(Household, 1).head_name = SECRET
        sent = submissions.submit(session, HouseholdRecord.find(session, 1), by="Sekdes", now=NOON)
        reference = sent.reference
        session.commit()
    for number in (1, 3):
        with opened.store.open(opened.seat(number).pin, write=True) as session:
            logins.open_login(session, number, "kunci", NOON)
            told = {"page": "Kirim", "happened": SECRET if number == 1 else "Tidak ada jawaban"}
            session.add(TroubleReport(person=number, sent_by="Sekdes",
                                      writings=[TroubleWriting(at=NOON, by="Sekdes", answers=told)]))
            session.add(Visitor(key="uji", ticket="C-1", household_id=1, person_id=1, name=told["happened"], letter="nikah",
                                purpose="untuk KUA", about={}, arrived_at=NOON, leaves_at=NOON + timedelta(hours=9)))
            session.commit()
    backups = opened.services.settings.instance / "backups"
    backups.mkdir()
    (backups / OWN["backup_name"]).write_bytes(b"no whole one")
    return OWN | {"reference": reference}


def asked(opened, person, rule, method, values):  # noqa: F811
    """The answer to that person, who comes anew with a login of this moment: some addresses end one."""
    browser = opened.browser(login_of(person), **({"practice_login": "kunci"} if person in SEAT_NUMBERS else {}))
    sent = {"login": values["login"]} if method == "POST" else {}
    return contextvars.Context().run(browser.client.open, address(opened.app, rule, values), method=method, data=sent)


def login_of(person):
    if person in ACCOUNTS:
        with platform.read() as session:
            return f"staff:{ACCOUNTS[person]}:{session.get_one(Account, ACCOUNTS[person]).session_version}"
    return f"seat:{SEAT_NUMBERS[person]}:1" if person in SEAT_NUMBERS else ""


def test_every_route_is_declared_and_every_declaration_is_a_route(opened):  # noqa: F811
    there = {tuple(rule.endpoint.rpartition(".")[::2]) for rule in opened.app.url_map.iter_rules()}
    declared = {(room, name) for room, names in DECLARED.items() for name in names}
    assert there - declared == set(), "declare who may come in"
    assert declared - there <= {("", "static"), ("", "asset"), ("", "assets")}


def test_the_docs_name_what_only_an_organiser_may_do():
    table = DOCS.read_text(encoding="utf-8").partition("## Who may do what")[2].partition("\n## ")[0]
    named = {name for line in table.splitlines() if "| no |" in line for name in re.findall("`(\\w+)`", line)}
    assert named == {name for names in DECLARED.values() for name, kind in names.items() if kind == ORGANISER}


@pytest.mark.parametrize("are_own", [True, False], ids=["own", "foreign"])
@pytest.mark.parametrize("person", PERSONS)
def test_each_person_meets_what_is_declared_and_nothing_of_anothers_copy(opened, known, person, are_own):  # noqa: F811
    wrong, values = [], known if are_own else FOREIGN
    for rule, method, kind in cells(opened.app):
        if not are_own and not rule.arguments and rule.endpoint not in NAMED:
            continue  # without an id it is the same address
        if databases.is_shared() and "backup_name" in rule.arguments:
            continue  # of a hall in one folder
        answer = asked(opened, person, rule, method, values)
        is_stream = answer.is_streamed and answer.mimetype == "text/event-stream"
        said = "" if is_stream else answer.get_data().decode(errors="replace")
        answer.close()
        absent = (not are_own and (bool(rule.arguments & IDS) or rule.endpoint in NAMED)
                  or person == "other" and "reference" in rule.arguments
                  or rule.endpoint.endswith(NO_FILE) and met(answer) == "absent")
        if met(answer) not in may(kind, person, method, absent=absent) or answer.status_code == 500:
            wrong.append((method, rule.rule, answer.status_code, met(answer)))
        if SECRET in said and person in ("nobody", "other"):
            wrong.append((method, rule.rule, "shows another's copy"))
        if answer.status_code in ERRORS and answer.mimetype == "text/html" and "Nomor kejadian" not in said:
            wrong.append((method, rule.rule, "an error page without its number"))
    assert wrong == []


@pytest.mark.parametrize("person", ACCOUNTS)
def test_staff_who_look_at_a_trainees_pages_press_nothing_there(opened, known, person):  # noqa: F811
    before = rows_of(opened)
    for rule, method, kind in cells(opened.app):
        if kind == LOOK and method != "GET":
            answer = asked(opened, person, rule, method, known)
            assert (answer.status_code, "GL-403R" in answer.get_data(as_text=True)) == (403, True), rule.rule
    assert rows_of(opened) == before


def test_of_a_joined_pair_nobody_else_sees_anything_and_parted_neither_reaches_the_others_copy(opened, known):  # noqa: F811
    by = Intervener(2, "Sari")
    joining.join(opened.store, opened.clock, joining.pair_of(opened.seat(1)), by=by)
    (household,) = (rule for rule in opened.app.url_map.iter_rules() if rule.endpoint == "practice.household")
    assert SECRET in asked(opened, "companion", household, "GET", known).text
    wrong = reached(opened, "other", known, SECRET)
    joining.part(opened.store, opened.clock, joining.pair_of(opened.seat(1)), by=by)
    with opened.store.open(opened.seat(1).pin, write=True) as session:
        session.get_one(Household, 1).head_name = later = "Pemilik Kemudian"
        session.commit()
    with opened.store.open(opened.seat(2).pin, write=True) as session:
        logins.open_login(session, 2, "kunci", NOON)
        session.commit()
    assert later in asked(opened, "trainee", household, "GET", known).text
    before = rows_of(opened)
    wrong += reached(opened, "companion", known, later) + reached(opened, "other", known, later)
    assert (wrong, rows_of(opened)) == ([], before)


def reached(opened, person, values, secret):  # noqa: F811
    """Addresses of the practice system at which that person reads the secret."""
    told = ((method, rule, asked(opened, person, rule, method, values).get_data().decode(errors="replace"))
            for rule, method, _ in cells(opened.app) if rule.endpoint.startswith("practice."))
    return [(person, method, rule.rule) for method, rule, said in told if secret in said]


def rows_of(opened):  # noqa: F811
    """How many rows each table of the first seat's copy has."""
    with opened.store.open(opened.seat(1).pin) as session:
        return {table.name: session.scalar(select(func.count()).select_from(table)) for table in Practice.metadata.sorted_tables}

"""What the practice tests are made of: whole households, typed cards, a seat's browser, and faults at the gate."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.base import Practice
from sandbox.errors import Trouble
from sandbox.journal import Deed, deeds
from sandbox.practice import version
from sandbox.practice.forms.instruments import load
from sandbox.practice.models import Household, OwnVillage, Person, SheetEntry, Submission
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.sheets.sheet import places
from sandbox.practice.submissions import submissions
from tests.browsers import Browser, Form, Page
from tests.conftest import AS_OF, CODE, Hall, a_household

NUMBER = "3510621208910001"
"""Card number of the first household of the template."""


@contextmanager
def opened(hall: Hall) -> Iterator[Session]:
    """A writing session on the first sandbox; what the test does is committed at the end."""
    with hall.store.open(hall.desk().pin, write=True) as session:
        yield session
        session.commit()


@contextmanager
def a_village_in_memory() -> Iterator[Session]:
    """A village of three households without a file: for properties, which need hundreds."""
    engine = create_engine("sqlite://")
    Practice.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(OwnVillage(code=CODE, name="Temurejo", kind="desa", district="Bangorejo", district_code="35.10.02",
                            as_of=AS_OF, seed=1, version=version.present().name))
        session.add_all(a_household(serial) for serial in (1, 2, 3))
        session.flush()
        yield session
    engine.dispose()


def a_sheet_entry(sheet_id: str, period: int, **fields: Any) -> SheetEntry:
    """The row of a sheet that nobody has saved yet."""
    place = places()[sheet_id]
    return SheetEntry(sheet=sheet_id, period=period, number=place.called, title=place.sheet.title, **fields)


def complete(household: Household) -> Household:
    """Fill the household with the first answer of every question, and its members' too, so that it can be sent."""
    form = load("ddk_household")
    answers: dict[str, Any] = {}
    for section in form.sections:
        answers |= {table.id: [] for table in section.tables}
        answers |= {item.key: _first(item) for item in section.fields if item.required == "submit"}
    household.answers = answers
    for person in household.members:
        person.answers = {item.key: _first(item) for section in load("ddk_member").sections for item in section.fields
                          if item.required} | {"2": "1", "3": "1"}
    return household


def passed_on(session: Session, household: Household, now: datetime) -> Submission:
    """Sent at that time, and passed on by both offices, whatever its rules say: for tests that are about something else."""
    submission = submissions.submit(session, HouseholdRecord(household), by="Operator", now=now)
    submission.returns.clear()
    session.flush()
    return submission


def _first(item: Any) -> Any:
    if item.kind == "choices":
        return [item.options[0].code]
    return item.options[0].code if item.options else 1


def said(page: Any) -> str:
    """What the page says, without the wraps that keep a number whole at the end of a line."""
    return re.sub(r'<span class="digits">([^<]*)</span>', r"\1", page.text)


def first(session: Session) -> Household:
    return session.scalars(select(Household).order_by(Household.id)).first()  # type: ignore[return-value]


def a_person(serial: int, **fields: Any) -> Person:
    """A daughter, born in 2010."""
    return Person(**{"position": 2, "nik": f"351062520710{serial:04d}", "name": f"Anak {serial}", "sex": "P",
                     "birth_place": "Banyuwangi", "birth_date": date(2010, 7, 12), "answers": {"2": "4", "3": "2"}, **fields})


@dataclass
class Faults:
    """A gate's interceptor that raises what a test puts in, before or after the deed."""

    before: dict[str, Trouble] = field(default_factory=dict)
    after: dict[str, Trouble] = field(default_factory=dict)

    def meets(self, action: Action, session: Session) -> bool:
        return action.kind.name in self.before or action.kind.name in self.after

    def around(self, action: Action, proceed: Callable[[], Any]) -> Any:
        if action.kind.name in self.before:
            raise self.before.pop(action.kind.name)
        result = proceed()
        if action.kind.name in self.after:
            raise self.after.pop(action.kind.name)
        return result

    def within(self, action: Action, session: Session, row: Any) -> None:
        """Leaves nothing."""


@dataclass
class Pages:
    """The practice pages of one seat, as its browser sees them."""

    hall: Hall
    browser: Browser
    faults: Faults
    looks_on: list[bool]

    def login(self) -> Any:
        form = self.browser.get("/desa/masuk").forms[0]
        form["code"], form["password"] = CODE, "desa-2003"
        return form.submit().follow()

    def journal(self) -> Sequence[Deed]:
        with self.hall.store.open(self.hall.desk().pin) as session:
            return deeds(session)

    def last(self, action: str) -> Deed:
        return [deed for deed in self.journal() if deed.action == action][-1]

    def form(self, page: Page, action: str, **data: str) -> Form:
        """The page's form of that action (its data-action)."""
        return page.form_for(action, **data)


def fill(form: Any, inputs: Mapping[str, Any]) -> Any:
    """The form with these inputs typed into it."""
    for name, value in inputs.items():
        form[name] = value
    return form


def card(seat: Pages, inputs: Mapping[str, Any]) -> Any:
    """The form for a new household, as this seat sees it, with these inputs typed into it."""
    return fill(seat.form(seat.browser.get("/desa/keluarga/baru"), "save"), inputs)


def typed_card(number: str, members: int = 2, **more: str) -> dict[str, str]:
    """A whole card as it is typed into the page for a new household."""
    inputs = {"number": number, "address": "Jl. Kenanga 4", "hamlet": "Krajan", "rw": "1", "rt": "2"}
    for row in range(members):
        is_child, sex = row > 1, "LP"[row % 2]
        born = "12-08-2008" if is_child else "12-08-1980"
        nik = f"351062{12 + 40 * (sex == 'P')}08{born[-2:]}{5000 + 10 * int(number[-1]) + row}"
        inputs |= {f"anggota-{row}-{name}": value for name, value in {
            "name": f"Warga {row}", "nik": nik, "sex": sex, "birth_place": "Banyuwangi", "birth_date": born,
            "q2": "4" if is_child else "3" if row else "1", "q3": "2" if is_child else "1"}.items()}
    return inputs | more

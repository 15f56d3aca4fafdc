"""Small makers: a scenario from a few lines, a sandbox's database, deeds and attempts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from sandbox.base import Practice
from sandbox.deeds import DEEDS
from sandbox.details import BeginDetails, read
from sandbox.journal import Deed, Outcome
from sandbox.practice import models as practice
from sandbox.practice import version
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.papers import content_print
from scenarios.attempt.world import Data, World
from scenarios.checks.base import Verdict
from scenarios.file.loader import parse
from scenarios.file.schema import Scenario
from scenarios.play import begin
from scenarios.play.begin import Choices
from tests.conftest import AS_OF, CODE, NOON, a_household

KK = "3510621208910001"
OTHER = "3510621208910002"
KK_KEY, OTHER_KEY = "household/1", "household/2"
NEWEST = 5
"""The last person of `a_village`."""

FRAME = """
id: coba
number: "9.1"
title: Coba
skill: coba
block: Coba
minutes: 5
for: [sekdes, operator]
brief: Keluarga {{ kk.no_kk }}.
given:
  - {pick: household, as: kk}
hints: [Lihat dulu.]
debrief: Begitu.
solution:
  - open: outbox
"""

STALL = """
faults:
  - kind: stall
    as: macet
    on: {action: submit, record: kk, nth: 1}
    until: {action: resend, record: kk}
    shows: {code: GW-504, fate: unknown, look: outbox, text: "Tertahan."}
"""

LASTING = STALL.replace("until: {action: resend, record: kk}", "lasts: 90")

CLOSED = """
faults:
  - {kind: maintenance, as: tutup, on: {action: save, record: kk, nth: 1}, lasts: 120,
     shows: {code: SRV-503, fate: not_saved, status: 503, text: "Tutup sampai {{ tutup.until }}."}}
"""

TWINS = """
faults:
  - {kind: timeout_before_save, as: hilang, twin: a, on: {action: submit, record: kk, nth: 1}, seconds: 30,
     shows: {code: GW-504, fate: unknown, look: outbox, text: Hilang.}}
  - {kind: timeout_after_save, as: hilang, twin: b, on: {action: submit, record: kk, nth: 1}, seconds: 30,
     shows: {code: GW-504, fate: unknown, look: outbox, text: Hilang.}}
"""


def a_scenario(*parts: str, check: str = "{did: open, form: outbox}") -> Scenario:
    """The frame with these parts; one goal with that check."""
    goals = f"goals:\n  - {{id: tujuan, text: Tujuan, check: {check}}}\n"
    return parse(FRAME + goals + "".join(parts), "coba.yaml").scenario


def a_deed(id_: int, action: str, form: str | None = None, record: str | None = None, *, after: float = 0,
           outcome: Outcome = Outcome.DONE, fault: str | None = None, **detail: Any) -> Deed:
    """A deed of the attempt, `after` seconds after noon."""
    at = NOON + timedelta(seconds=after)
    return Deed(id_, at, at, 1, action, form, record, outcome, None, 1, fault, read(DEEDS[action].details, detail))


def an_attempt(*deeds: Deed, twin: str | None = None, papers: Sequence[dict[str, Any]] = (),
               prints: dict[str, str] | None = None, newest_person: int = NEWEST, picked: dict[str, int] | None = None,
               number: str = KK) -> Attempt:
    """An attempt on the household KK, begun at noon; with `picked` empty on a card of that `number`."""
    detail = BeginDetails(
        scenario="coba", hash="-", twin=twin, papers=list(papers), prints=prints or {}, mark="mark:coba",
        picked={"kk": 1} if picked is None else picked, households=2, newest_household=2,
        newest_person=newest_person,
        given={"kk": {"no_kk": number, "head": "Kepala 1", "members": 1}})
    begun = Deed(1, NOON, NOON, 1, "begin", None, None, Outcome.NOTED, None, 1, None, detail)
    return Attempt(1, 1, NOON, detail, [begun, *deeds])


@contextmanager
def a_village() -> Iterator[Session]:
    """A sandbox's database in memory, with the households KK and OTHER."""
    engine = create_engine("sqlite://")
    Practice.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(practice.OwnVillage(code=CODE, name="Temurejo", kind="desa", district="Bangorejo", district_code="35.10.02",
                                     as_of=AS_OF, seed=1, version=version.present().name))
        session.add_all([a_household(1), a_household(2)])
        session.add_all(a_villager(2, name, "P") for name in ("Yessi Purwanti", "Ani Wulandari", "Rahmi Lestari"))
        session.commit()
        yield session
    engine.dispose()


def a_villager(household: int, name: str, sex: str) -> practice.Person:
    """Somebody whose name can be used for others."""
    return practice.Person(household_id=household, position=2, nik=None, name=name, sex=sex, birth_place="Banyuwangi",
                           birth_date=date(1985, 5, 5), answers={"2": "19", "3": "2"})


def chosen(session: Session, scenario: Scenario, choices: Choices) -> BeginDetails:
    """What an attempt that begins at noon is about."""
    return begin.chosen(session, scenario, choices, now=NOON)


def asked(scenario: Scenario, session: Session, *deeds: Deed, now: datetime = NOON, **attempt: Any) -> Verdict:
    """The verdict on the scenario's one goal."""
    return scenario.goals[0].check.verdict(World(an_attempt(*deeds, **attempt), Data(session), now))


def print_of(session: Session, number: str = KK) -> str:
    """The digest of a household as it is now."""
    return content_print(session.query(practice.Household).filter_by(number=number).one())

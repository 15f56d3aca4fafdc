"""What a letter needs of the village's data: facts, each told with its source, and the way to what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.errors import NoSuchRecord
from sandbox.practice.counter.citizens import Deceased, Newborn
from sandbox.practice.counter.letters import LetterNeed, letter
from sandbox.practice.counter.models import Visitor
from sandbox.practice.counter.queue import QueueLine
from sandbox.practice.counter.standing import validated_at
from sandbox.practice.forms.values import written_date
from sandbox.practice.households import households
from sandbox.practice.models import Household, Mutation, Submission
from sandbox.practice.parts import member_part
from sandbox.practice.records import Address, HouseholdRecord
from sandbox.practice.rules.check import Finding
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.stages import Stage
from sandbox.practice.submissions.tracking import track
from sandbox.practice.submissions.validated import is_of_an_earlier_period
from sandbox.practice.words import place, when
from sandbox.words.digits import grouped
from sandbox.words.folding import folded

DEATH = "meninggal"
"""The way to leave a card (mutations/ways.py) that a death is."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that the letter needs. `detail`: what is there, or what is missing; `way`: the page where that is put right,
    called `at`; `state`: the glyph of a submission's stage, where it is one."""

    label: str
    is_met: bool
    detail: str
    way: Address | None = None
    at: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class LetterCase:
    """A citizen's case at one moment."""

    needs: Sequence[Need]
    due: datetime | None = None
    """When the data will be validated, if time alone does it."""

    @property
    def is_ready(self) -> bool:
        return all(need.is_met for need in self.needs)

    @property
    def missing(self) -> Sequence[Need]:
        return [need for need in self.needs if not need.is_met]


def case_of(session: Session, line: QueueLine, *, village: str, now: datetime) -> LetterCase:
    """What the letter needs, and whether it is there. `village`: its kind and name, for the words."""
    visitor = line.visitor
    try:
        household = households.get(session, visitor.household_id)
    except NoSuchRecord:
        gone = "Keluarga ini keluar dari Daftar Keluarga. Riwayat Mutasi menyebut ke mana."
        way = Address("mutations", {})
        return LetterCase([Need(f"Keluarga terdaftar di {village}", False, gone, way, "Buka Riwayat Mutasi")])
    record = HouseholdRecord(household)
    wanted = letter(visitor.letter).needs
    obstacles = record.obstacles(session)
    sent = [each for each in line.sent if submissions.stage_of(each, now) is not Stage.WITHDRAWN]
    needs = [_registered(household, village), *_people(household, visitor, obstacles, every=LetterNeed.EVERY_NIK in wanted)]
    if LetterNeed.NEWBORN in wanted and visitor.about:
        needs.append(_newborn(household, Newborn.of(visitor.about)))
    if LetterNeed.DEATH in wanted and visitor.about:
        needs.append(_death(session, household, Deceased.of(visitor.about)))
    needs.append(_validated(session, household, sent, this_period=LetterNeed.THIS_PERIOD in wanted, now=now))
    latest = sent[-1] if sent else None
    return LetterCase(needs, validated_at(latest, now) if latest else None)


def about(visitor: Visitor) -> str:
    """Whom the letter is about, where that is another person than who asks."""
    wanted = letter(visitor.letter).needs
    if LetterNeed.NEWBORN in wanted and visitor.about:
        return f"Anaknya: {_told_child(Newborn.of(visitor.about))}."
    if LetterNeed.DEATH in wanted and visitor.about:
        return f"Yang meninggal: {_told_dead(Deceased.of(visitor.about))}."
    return ""


def _told_child(child: Newborn) -> str:
    sex = {"L": "laki-laki", "P": "perempuan"}[child.sex]
    return f"{child.name}, {sex}, lahir {written_date(child.birth_date)}, ibunya {child.mother}"


def _told_dead(dead: Deceased) -> str:
    return f"{dead.name}, meninggal {written_date(dead.died_on)}"


def _registered(household: Household, village: str) -> Need:
    return Need(f"Keluarga terdaftar di {village}", True,
                f"No. KK {grouped(household.number)}, {place(household.rt, household.rw)}")


def _people(household: Household, visitor: Visitor, obstacles: Sequence[Finding], *, every: bool) -> Iterator[Need]:
    """Who asks is on the card, with a NIK that nothing speaks against; and the rest of the form is in order."""
    who = next((each for each in household.members if each.id == visitor.person_id), None)
    card = HouseholdRecord.page(household.id)
    if who is None:
        yield Need("Pemohon ada di kartu", False, f"{visitor.name} tidak ada di kartu ini.", card, "Buka keluarga")
        return
    niks = [each for each in obstacles if each.error.name == "nik" and (every or each.member == who.position)]
    label = "NIK semua anggota cocok" if every else "NIK pemohon cocok"
    form = HouseholdRecord.page(household.id, member_part(who.id))
    without = [each for each in household.members if each.nik is None] if every else []
    if niks:
        yield Need(label, False, niks[0].told, card if every else form, "Buka keluarga" if every else "Buka anggota")
    elif who.nik is None:
        yield Need(label, False, f"{who.name} tercatat belum ber-NIK.", form, "Buka anggota")
    elif without:
        yield Need(label, False, f"{without[0].name} tercatat belum ber-NIK.", card, "Buka keluarga")
    else:
        yield Need(label, True, grouped(who.nik))
    others = [each for each in obstacles if each not in niks]
    more = f" Dan {len(others) - 1} hal lain." if len(others) > 1 else ""
    told = f"{others[0].told}{more}" if others else "Semua isian terisi dan tidak ada yang meragukan."
    yield Need("Isian keluarga lengkap", not others, told, card if others else None, "Buka keluarga" if others else "")


def _newborn(household: Household, child: Newborn) -> Need:
    found = any(each.birth_date == child.birth_date and folded(each.name) == folded(child.name) for each in household.members)
    told = _told_child(child)
    return Need("Anaknya ada di kartu", found, told if found else f"Belum ada di kartu: {told}.",
                None if found else HouseholdRecord.page(household.id, member_part(None)), "Tambah anggota")


def _death(session: Session, household: Household, dead: Deceased) -> Need:
    noted = select(Mutation.id).where(Mutation.person_id == dead.person, Mutation.kind == DEATH)
    is_noted, told = session.scalar(noted.limit(1)) is not None, _told_dead(dead)
    return Need("Kematiannya tercatat", is_noted, told if is_noted else f"Belum tercatat: {told}.",
                None if is_noted else HouseholdRecord.page(household.id, DEATH), "Catat meninggal")


def _validated(session: Session, household: Household, sent: Sequence[Submission], *, this_period: bool, now: datetime) -> Need:
    label = "Data tervalidasi tahun ini" if this_period else "Data tervalidasi kabupaten"
    card = HouseholdRecord.page(household.id)
    if not sent and not this_period and is_of_an_earlier_period(household, was_sent=False):
        return Need(label, True, "Dari periode sebelumnya, belum berubah sejak itu.")
    if not sent:
        return Need(label, False, "Keluarga ini belum dikirim pada periode ini.", card, "Buka keluarga", "unsent")
    good = next((each for each in sent if submissions.stage_of(each, now) is Stage.VALIDATED
                 and not submissions.has_changed(session, each)), None)
    if good is not None:
        return Need(label, True, f"{good.reference}, {track(good, now).text.lower()}", state="done")
    latest = sent[-1]
    told, page = track(latest, now), Address("submission", {"reference": latest.reference})
    at = f"Lihat kiriman {latest.reference}"
    if told.state == "done":
        return Need(label, False, f"Data keluarga ini berubah {when(household.saved_at, now)}, sesudah {latest.reference} "
                                  "tervalidasi. Perubahannya belum dikirim.", page, at, "unsent")
    return Need(label, False, f"{latest.reference}: {told.text}. {told.detail}".strip(), page, at, told.state)

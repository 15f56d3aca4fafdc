"""Small forms: a few inputs beside the forms of records, whose typing is kept as theirs is (drafts.py).

An answer at the counter, the choice between doubles, a written reason, the day of a copy. The draft of one has SMALL for its
record; its part is the name of the form and what it is about: loket/3, gabung/1/4, batal/K-2026-0412.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from sandbox.deeds import CITIZEN, FILE_CHECK, MERGING, SHEET, SHEETS, SUBMISSION
from sandbox.practice.counter.models import Visitor
from sandbox.practice.forms.instruments import Fields, FormField, Section, load
from sandbox.practice.keys import HOUSEHOLD_KIND, SHEET_KIND, key_from
from sandbox.practice.models import Household, Person, SheetEntry, Submission, Upload
from sandbox.words.digits import natural

SMALL = "isian"
"""Stands for the record of such a form."""
CARD = "kartu"
"""Of the choice between doubles: the card on which the person stays."""
SIDES = {"1": "yang pertama", "2": "yang kedua"}
BETWEEN = "/"
About = Sequence[str]
"""What such a form is about, as its page's address says it."""


@dataclass(frozen=True)
class SmallForm:
    """One such form. `title`: what the list of drafts calls it, {0} being the first thing that it is about."""

    name: str
    title: str
    view: str
    takes: tuple[str, ...]
    """What its page's view takes, in order; the last takes all that is left. Nothing: a page of each person's own."""
    asks: Callable[[], tuple[FormField, ...]]
    """Its inputs besides the written reason."""
    is_open: Callable[[Session, About], bool]
    """Whether what it is about is still there, and not settled for good."""

    @property
    def section(self) -> Section:
        return Section(id=self.name, title=self.title, parts=(Fields(kind="fields", fields=self.asks()),))

    def part(self, *about: object) -> str:
        return BETWEEN.join((self.name, *map(str, about)))

    def arguments(self, about: About) -> Mapping[str, str]:
        if not self.takes:
            return {}
        last = len(self.takes) - 1
        return dict(zip(self.takes, (*about[:last], BETWEEN.join(about[last:])), strict=True))


def of_part(part: str) -> tuple[SmallForm, About] | None:
    """The form and what it is about; None for a part of another form."""
    name, *about = part.split(BETWEEN)
    return (SMALL_FORMS[name], about) if about and name in SMALL_FORMS else None


def _field(name: str, label: str, **more: Any) -> FormField:
    return FormField.model_validate({"name": name, "label": label, "kind": "text", **more})


def _answer() -> tuple[FormField, ...]:
    answers = {"layani": "Layani sekarang", "kembali": "Kembali pukul", "lengkapi": "Lengkapi berkas dulu"}
    return _field("jawaban", "Jawaban untuk warga", kind="choice", options=answers), _field("pukul", "Kembali pukul")


def _sides() -> tuple[FormField, ...]:
    asked = [(field.name, field.label) for section in load("ddk_member").all_sections for field in section.fields]
    return tuple(_field(name, label, kind="choice", options=SIDES) for name, label in [(CARD, "Kartu yang tetap"), *asked])


def _day() -> tuple[FormField, ...]:
    return (_field("per", "Per tanggal"),)


def _why() -> tuple[FormField, ...]:
    return (_field("alasan", "Alasan"),)


def _waits(session: Session, about: About) -> bool:
    visitor = session.get(Visitor, natural(about[0]) or 0)
    return visitor is not None and (visitor.answer is None or visitor.answer.kind != "layani")


def _are_two(session: Session, about: About) -> bool:
    return all(session.get(Person, natural(each) or 0) for each in about)


def _is_there(session: Session, about: About) -> bool:
    """`about` ends with the key of a record, or begins with what is asked of it."""
    key = next((key for place in range(len(about) - 1) if (key := key_from(BETWEEN.join(about[place:place + 2])))), None)
    return key is not None and session.get({HOUSEHOLD_KIND: Household, SHEET_KIND: SheetEntry}[key.kind], key.id) is not None


def _is_sheet(session: Session, about: About) -> bool:
    return session.get(SheetEntry, natural(about[0]) or 0) is not None


def _is_up(session: Session, about: About) -> bool:
    submission = session.get(Submission, about[0])
    return submission is not None and submission.withdrawn_at is None


def _is_checked(session: Session, about: About) -> bool:
    """`about`: whose checked file it is, and when that was checked."""
    upload = session.get(Upload, natural(about[0]) or 0)
    return upload is not None and [upload.checked_at.isoformat()] == about[1:]


def _always(session: Session, about: About) -> bool:
    return True


ANSWER = SmallForm("loket", "Jawaban untuk warga di Loket", CITIZEN.name, ("visitor_id",), _answer, _waits)
MERGE = SmallForm("gabung", "Gabungkan data ganda", MERGING.name, ("first_id", "second_id"), _sides, _are_two)
ACCEPT = SmallForm("begitu", "Alasan di Periksa Data", "doubt", ("kind_id", "subject"), _why, _is_there)
SEND = SmallForm("kirim", "Alasan di kiriman lembar", SHEET.name, ("entry_id",), _why, _is_sheet)
REVISE = SmallForm("revisi", "Alasan di revisi kiriman {0}", SUBMISSION.name, ("reference",), _why, _is_up)
WITHDRAW = SmallForm("batal", "Alasan membatalkan kiriman {0}", SUBMISSION.name, ("reference",), _why, _is_up)
IMPORT = SmallForm("impor", "Alasan di impor file", FILE_CHECK.name, (), _why, _is_checked)
COPY = SmallForm("salin", "Tanggal salinan tahun lalu", SHEETS.name, ("form", "part_id"), _day, _always)

SMALL_FORMS: Mapping[str, SmallForm] = {each.name: each for each in (ANSWER, MERGE, ACCEPT, SEND, REVISE, WITHDRAW, IMPORT, COPY)}
"""All, by name."""

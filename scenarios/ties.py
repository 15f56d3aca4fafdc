"""What ties a deed to a household of the exercise: the key of its record, never a card number that people correct. Pure.

A card of the berkas is no record until it is entered. Until then only its number ties, as it is typed and searched.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.deeds import DELETE, HOUSEHOLD, IMPORT, SAVE, SUBMIT_ALL, TICKET
from sandbox.details import NOTHING_TOLD, Details, RecordDetails
from sandbox.journal import Deed, Outcome
from sandbox.practice.keys import NEW

TYING = (SAVE, IMPORT, DELETE)
"""The deeds that may tie a household to the exercise, or untie it: see entered_as."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed, or one about to be done, as faults see it. `of`: key of the record where `record` is a submission's reference."""

    action: str
    form: str | None = None
    record: str | None = None
    of: str | None = None
    card: str | None = None
    """A card number that was typed into a card, or searched for."""
    is_new: bool = False
    """Whether it is the save of a whole new card."""
    along: frozenset[str] = frozenset()
    """Keys of the records that go along in a batch, where it is one that is about to be sent."""

    @property
    def records(self) -> frozenset[str]:
        """What it was done to: the record, and what is sent by it. A report to the helpdesk is done to none of the village, and
        a batch to more than its row names."""
        if self.form == TICKET.name or self.action == SUBMIT_ALL.name:
            return frozenset()
        return frozenset(each for each in (self.record, self.of) if each is not None)

    @classmethod
    def of_detail(cls, action: str, form: str | None, record: str | None, detail: Details) -> "Doing":
        """The deed as faults see it, from what the journal has of it or will have."""
        told = detail if isinstance(detail, RecordDetails) else NOTHING_TOLD
        return cls(action, form, record, told.of or None, told.card or None, told.part == NEW)


def doing_of(deed: Deed) -> Doing:
    """The deed as faults see it."""
    return Doing.of_detail(deed.action, deed.form, deed.record, deed.detail)


@dataclass(frozen=True, slots=True)
class Tie:
    """Ties deeds to one given household. `record`: its key, None for a card not entered yet; `card`: the number on that card."""

    record: str | None
    card: str | None = None

    def has(self, doing: Doing) -> bool:
        """Whether the deed was, or is about to be, done to this household or to a submission of it."""
        if self.record is not None and self.record in (doing.record, doing.of):
            return True
        return self.card is not None and doing.card == self.card and (doing.record is None or doing.is_new)


def tied(deeds: Sequence[Deed], picked: str | None, number: str) -> Tie:
    """The tie to a household of the exercise after these deeds. `picked`: key of one that the village has; None for a new card.

    One that was picked and is deleted is on paper again: it is what is entered anew with the number that it had.
    """
    if picked is None:
        return Tie(entered_as(deeds, number), number)
    gone = next((deed for deed in deeds if deed.record == picked and _deletes(deed)), None)
    return Tie(picked) if gone is None else tied(deeds, None, gone.told(DELETE).number or number)


def entered_as(deeds: Sequence[Deed], card: str) -> str | None:
    """Key of the record that the card of that number became by these deeds; None as long as it is not entered.

    It is a record that an import or a save of these deeds created, and which that deed, or a later save of its No. KK, gave the
    card's number: the first that bears it by the last word of the journal, else the last that bore it. So a number that is
    mistyped and then corrected is tied, one that is changed afterwards stays tied, and one that was deleted is tied no longer.
    """
    bears: dict[str, str] = {}
    bore: list[str] = []
    for deed in deeds:
        if deed.outcome is not Outcome.DONE:
            continue
        if deed.kind is IMPORT:
            made = deed.told(IMPORT).made
            bears |= dict(made)
            bore += [record for record, number in made if number == card]
        if deed.record is None:
            continue
        typed = doing_of(deed)
        if deed.kind is SAVE and typed.card and (typed.is_new or deed.record in bears):
            bears[deed.record] = typed.card
            bore += [deed.record] if typed.card == card else []
        elif _deletes(deed):
            bears.pop(deed.record, None)
    bearing = (record for record, number in bears.items() if number == card)
    return next(bearing, next((record for record in reversed(bore) if record in bears), None))


def _deletes(deed: Deed) -> bool:
    """Whether the deed deleted a household."""
    return deed.kind is DELETE and deed.page is HOUSEHOLD and deed.outcome is Outcome.DONE

"""What the offices have of a village: the contents that were sent, and what the rules ask about them.

The offices see what was sent and nothing else: a family that was corrected in the village and not sent again is there as before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sandbox.practice.keys import HOUSEHOLD_KIND, SHEET_KIND, RecordKey
from sandbox.practice.rules.case import Elsewhere
from sandbox.practice.rules.neighbours import OFFICES, Neighbours
from sandbox.practice.sheets.sheet import Place

Figures = Mapping[Place, float | str]


@dataclass(frozen=True, slots=True)
class SentRecord:
    """A record as it was sent last."""

    record: RecordKey
    content: Mapping[str, Any]


@dataclass(frozen=True)
class AtOffices:
    """All that counts there, once for each record that is still in the village: neither withdrawn nor sent back."""

    records: Sequence[SentRecord] = ()

    @cached_property
    def families(self) -> Neighbours:
        """The families that were sent, each known by its id."""
        found = Neighbours()
        for sent in self.records:
            if sent.record.kind == HOUSEHOLD_KIND:
                _add_family(found, sent)
        return found

    def figures(self, period: int) -> Mapping[str, Figures]:
        """The cells of the sheets that were sent of that year, by sheet."""
        return {sent.content["sheet"]: {(row, column): value for row, column, value in sent.content["cells"]}
                for sent in self.records
                if sent.record.kind == SHEET_KIND and sent.content["period"] == period}


def _add_family(found: Neighbours, sent: SentRecord) -> None:
    card, rt = str(sent.content["number"]), str(sent.content["rt"])
    found.add_card(sent.record.id, Elsewhere(card, rt, str(sent.content["head_name"])))
    for person in sent.content["members"]:
        found.add_person(
            sent.record.id, Elsewhere(card, rt, person["name"]), nik=person["nik"], birth_place=person["birth_place"],
            born=date.fromisoformat(person["birth_date"]), offices=person["answers"].get(OFFICES) or ())

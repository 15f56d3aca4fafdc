"""A list of people beside those who are invited now: who is new, who is called otherwise, who no longer comes, who stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256

from instructor.people.checking import Invited
from instructor.people.official import OfficialVillages
from instructor.people.problems import LEAVES
from sandbox.words.folding import folded
from sandbox.words.roles import role_label

SPELLING = 0.85
"""From here on two names at one seat are one person's, spelt otherwise: card and results stay."""


class Rest(StrEnum):
    """What becomes of people from villages that a list does not name at all."""

    STAY = "tetap"
    LEAVE = LEAVES


@dataclass(frozen=True, slots=True)
class InvitedNow:
    """Somebody who is invited. `has_worked`: they came in once, so that there is something to keep."""

    trainee_id: int
    code: str
    role: str
    name: str
    has_worked: bool


@dataclass(frozen=True, slots=True)
class SeatChange:
    """One seat of which the list says something else. `before`: who sits there now; `name`: who will, empty for nobody."""

    code: str
    role: str
    where: str
    """Gendoh, sekdes"""
    before: InvitedNow | None
    name: str = ""

    @property
    def is_spelling(self) -> bool:
        """Whether it is the same person under a better name."""
        return self.before is not None and bool(self.name) and is_same_person(self.before.name, self.name)

    @property
    def needs_card(self) -> bool:
        """Whether a card is to be printed: the name on it changed, or whose it is."""
        return bool(self.name)

    @property
    def keeps_results(self) -> bool:
        """Whether somebody goes who has worked here already."""
        return self.before is not None and self.before.has_worked and not self.is_spelling


@dataclass(frozen=True, slots=True)
class RosterChanges:
    """What applying a list would do."""

    new: Sequence[SeatChange]
    renamed: Sequence[SeatChange]
    left: Sequence[SeatChange]
    same: int

    @property
    def people(self) -> int:
        """How many are invited afterwards."""
        return len(self.new) + len(self.renamed) + self.same

    @property
    def all(self) -> list[SeatChange]:
        return [*self.new, *self.renamed, *self.left]

    @property
    def cards(self) -> int:
        return sum(change.needs_card for change in self.all)

    @property
    def fingerprint(self) -> str:
        """Names these changes: whoever presses the button was shown just these."""
        said = [(each.code, each.role, each.before.trainee_id if each.before else 0, each.name) for each in self.all]
        return f"{hash_of(said)}-{self.same}"


def hash_of(said: object) -> str:
    """A short name of a value."""
    return sha256(repr(said).encode()).hexdigest()[:12]


def is_same_person(one: str, other: str) -> bool:
    """Whether two names differ in spelling only: a letter, a title, capitals."""
    first, second = _bare(one), _bare(other)
    return bool(first) and SequenceMatcher(None, first, second, autojunk=False).ratio() >= SPELLING


def _bare(name: str) -> str:
    """The name without titles, spaces and points."""
    return "".join(letter for letter in folded(name).partition(",")[0] if letter.isalpha())


def left_out(people: Iterable[Invited], present: Iterable[InvitedNow]) -> list[str]:
    """Codes of the villages from which somebody is invited and which the list does not name."""
    named = {person.code for person in people}
    return sorted({each.code for each in present} - named)


def compare(people: Sequence[Invited], present: Sequence[InvitedNow], official: OfficialVillages, rest: Rest) -> RosterChanges:
    """What applying these people would do to those who are invited now."""
    listed = {(person.code, person.role): person.name for person in people}
    now = {(each.code, each.role): each for each in present}
    named = {person.code for person in people}
    changes: list[SeatChange] = []
    same = 0
    for code, role in sorted({*listed, *now}, key=lambda seat: (seat[0], seat[1] != "sekdes", seat[1])):
        name, before = listed.get((code, role), ""), now.get((code, role))
        stays = folded(name) == folded(before.name) if name and before else code not in named and rest is Rest.STAY
        if before is not None and stays:
            same += 1
        else:
            changes.append(SeatChange(code, role, _where(official, code, role), before, name))
    return RosterChanges(new=[each for each in changes if each.before is None],
                         renamed=[each for each in changes if each.before and each.name],
                         left=[each for each in changes if not each.name], same=same)


def _where(official: OfficialVillages, code: str, role: str) -> str:
    village = official.by_code[code]
    return f"{village.name}, {role_label(role, village.kind).lower()}"

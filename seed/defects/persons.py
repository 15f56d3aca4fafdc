"""Defects of one member.

Each function makes one on a card and returns what is wrong then. Where no member of the card offers one of that kind, it changes
nothing and returns ().
"""

from collections.abc import Iterator, Sequence
from datetime import date

from seed.chance.odds import Rng
from seed.defects.wrong import Card, Wrong

HEAD, WIFE, CHILD, OTHER_RELATIVE = "1", "3", "4", "19"
"""Codes of member question 2."""
UNMARRIED = "2"
"""Code of member question 3: Belum Kawin."""
IN_SD, FINISHED_SD = "4", "5"
"""Codes of member question 8."""
FILLER = "0" * 16
"""No province has the code 00: an invented NIK may not be a real person's either."""
OLDEST = 110
"""Years: a slip that makes somebody older than this is noticed at once."""


def short_nik(rng: Rng, card: Card) -> Sequence[Wrong]:
    """A NIK of 15 digits: one of the last four was skipped in copying. A zero at the end would not mend it."""
    for person in _numbered(rng, card):
        nik, skipped = card.of(person, "nik"), int(rng.integers(12, 16))
        shorter = nik[:skipped] + nik[skipped + 1:]
        if shorter + "0" != nik:
            return [card.change(person, "nik", shorter)]
    return ()


def filler_nik(rng: Rng, card: Card) -> Sequence[Wrong]:
    """An invented NIK for a baby that has none yet."""
    person = next((person for person in card.members if card.of(person, "nik") is None), None)
    return [] if person is None else [card.change(person, "nik", FILLER)]


def swapped_birth_date(rng: Rng, card: Card) -> Sequence[Wrong]:
    """Day and month exchanged, so that the date and the NIK differ."""
    for person in _numbered(rng, card):
        born = date.fromisoformat(card.of(person, "birth_date"))
        if born.day <= 12 and born.day != born.month:
            swapped = date(born.year, born.day, born.month)
            if swapped < card.village.as_of:
                return [card.change(person, "birth_date", swapped.isoformat())]
    return ()


def swapped_birth_year(rng: Rng, card: Card) -> Sequence[Wrong]:
    """The last two digits of the year exchanged: born 1919 instead of 1991."""
    for person in _numbered(rng, card):
        born = date.fromisoformat(card.of(person, "birth_date"))
        tens, ones = divmod(born.year % 100, 10)
        year = born.year - born.year % 100 + ones * 10 + tens
        if card.village.as_of.year - OLDEST < year < born.year and (born.month, born.day) != (2, 29):
            return [card.change(person, "birth_date", born.replace(year=year).isoformat())]
    return ()


def wrong_sex(rng: Rng, card: Card) -> Sequence[Wrong]:
    """A child entered with the other sex than its NIK says."""
    for person in _numbered(rng, card):
        if card.answer(person, "2") == CHILD:
            return [card.change(person, "sex", "L" if card.of(person, "sex") == "P" else "P")]
    return ()


def missing_mother(rng: Rng, card: Card) -> Sequence[Wrong]:
    """A mother's name that nobody asked for."""
    for person in _some(rng, card):
        return [card.change_answer(person, "11", None)]
    return ()


def early_certificate(rng: Rng, card: Card) -> Sequence[Wrong]:
    """A pupil of less than ten years who has finished primary school (rule D19)."""
    for person in _some(rng, card):
        born = date.fromisoformat(card.of(person, "birth_date"))
        if card.answer(person, "8") == IN_SD and (card.village.as_of - born).days < 9.9 * 365:
            return [card.change_answer(person, "8", FINISHED_SD)]
    return ()


def second_head(rng: Rng, card: Card) -> Sequence[Wrong]:
    """The wife or a grown-up child entered as Kepala Keluarga as well (rule D09)."""
    for person in _some(rng, card):
        born = date.fromisoformat(card.of(person, "birth_date"))
        grown_up = (card.village.as_of - born).days > 20 * 366
        if card.answer(person, "2") == WIFE or (card.answer(person, "2") == CHILD and grown_up):
            return [card.change_answer(person, "2", HEAD)]
    return ()


def no_head(rng: Rng, card: Card) -> Sequence[Wrong]:
    """Nobody is Kepala Keluarga: the head was entered as another relative."""
    return [card.change_answer(card.members[0], "2", OTHER_RELATIVE)] if len(card.members) > 1 else ()


def dead_head(rng: Rng, card: Card) -> Sequence[Wrong]:
    """A head of family who died and is still on the card: `ada` should be false. Only the papers tell."""
    has_wife = any(card.answer(person, "2") == WIFE for person in card.members)
    born = date.fromisoformat(card.of(card.members[0], "birth_date"))
    if not has_wife or (card.village.as_of - born).days < 60 * 365:
        return ()
    return [Wrong("ada", True, False, card.household, card.members[0])]


def unmarried_wife(rng: Rng, card: Card) -> Sequence[Wrong]:
    """A wife whose marital status is Belum Kawin (rule D15)."""
    for person in _some(rng, card):
        if card.answer(person, "2") == WIFE:
            return [card.change_answer(person, "3", UNMARRIED)]
    return ()


def shared_nik(rng: Rng, card: Card, twins: dict[str, int]) -> Sequence[Wrong]:
    """The NIK of somebody else with the same birth date and sex. `twins`: somebody by the first 12 digits of the NIK."""
    for person in _numbered(rng, card):
        other = twins.get(card.of(person, "nik")[:12], person)
        if other not in card.members:
            return [card.change(person, "nik", card.of(other, "nik"))]
    return ()


def _some(rng: Rng, card: Card) -> Iterator[int]:
    """All members of the card, by index, from a drawn one on."""
    first = int(rng.integers(len(card.members)))
    yield from (*card.members[first:], *card.members[:first])


def _numbered(rng: Rng, card: Card) -> Iterator[int]:
    """The members who have a NIK, by index, from a drawn one on."""
    return (person for person in _some(rng, card) if card.of(person, "nik") is not None)

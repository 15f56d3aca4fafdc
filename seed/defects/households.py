"""Defects of a card.

Each function makes one in the columns of the card's village and returns what is wrong then. Where the household offers none of
that kind, it changes nothing and returns ().
"""

from collections.abc import Sequence

from seed.chance.odds import Rng
from seed.defects.wrong import Card, Wrong
from seed.homes import belongings, hardship

LANDLESS, LAND_CERTIFICATE, WOMAN_HEADS = (str(code) for code in (belongings.LANDLESS, belongings.LAND_CERTIFICATE,
                                                                 hardship.WOMAN_HEAD))
"""Codes of household questions 62, 68 and 90, as text, as the answers have them."""
LONG_NAME = 6
"""Letters: a shorter name is left as it is."""


def misspelt_head(rng: Rng, card: Card) -> Sequence[Wrong]:
    """The head's name on the card lacks a letter (rule D12)."""
    name = card.village.households["head_name"][card.household]
    if len(name) < LONG_NAME:
        return ()
    skipped = int(rng.integers(1, len(name) - 1))
    return [card.change_card("head_name", name[:skipped] + name[skipped + 1:])] if name[skipped] != " " else ()


def untold_woman_head(rng: Rng, card: Card) -> Sequence[Wrong]:
    """A woman heads the household, and question 90 does not say so (rule D24)."""
    ticked = card.home_answer("90") or []
    return [card.change_home_answer("90", [code for code in ticked if code != WOMAN_HEADS])] if WOMAN_HEADS in ticked else ()


def certificate_without_land(rng: Rng, card: Card) -> Sequence[Wrong]:
    """No land, but a land certificate (rule D28)."""
    if card.home_answer("62") != LANDLESS:
        return ()
    ticked = card.home_answer("68") or []
    return [card.change_home_answer("68", sorted({*ticked, LAND_CERTIFICATE}, key=int))]


def extra_zero(rng: Rng, card: Card) -> Sequence[Wrong]:
    """A zero too many in the monthly expenditure (rule D29)."""
    spent = card.home_answer("2")
    return [card.change_home_answer("2", spent * 10)] if spent else ()

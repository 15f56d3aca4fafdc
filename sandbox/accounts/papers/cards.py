"""Login cards: 85 × 54 mm, two by five without gaps, so that one cut parts two cards and ten fit on A4 with its margins."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from sandbox.paper.letters import Face
from sandbox.paper.sheet import PaperSheet
from sandbox.paper.size import PaperSize

WIDE, HIGH, ACROSS, DOWN = 85, 54, 2, 5
STRIPE, LEFT, RIGHT, QR = 5, 8.1, 4, 25
NAME_WIDE = WIDE - LEFT - RIGHT - QR - 2
HEAD, HEAD_IN_TWO, HEAD_LEAST = 15.0, 12.0, 8.0
NAME, NAME_LEAST = 9.5, 6.5

Card = Mapping[str, Any]


def draw(needed: Mapping[str, Any]) -> bytes:
    """The sheets of cards. `rows`: the cards of each village."""
    sheet = PaperSheet(PaperSize(needed["size"]), title=needed["title"])
    for number, card in enumerate(_in_pairs(needed["rows"])):
        if number % (ACROSS * DOWN) == 0:
            sheet.add_page()
        if card is not None:
            _card(sheet, *place(sheet, number), card)
    return sheet.done()


def place(sheet: PaperSheet, number: int) -> tuple[float, float]:
    """Where the card of that number has its upper left corner; the block stands in the middle of the page."""
    down, across = divmod(number % (ACROSS * DOWN), ACROSS)
    return (sheet.w - ACROSS * WIDE) / 2 + across * WIDE, (sheet.h - DOWN * HIGH) / 2 + down * HIGH


def _in_pairs(villages: Sequence[Sequence[Card]]) -> Iterator[Card | None]:
    """The secretary at the left, the operator at the right; a village with one person leaves the right one empty."""
    for cards in villages:
        yield from cards
        if len(cards) % ACROSS and len(villages) > 1:
            yield None


def _card(sheet: PaperSheet, x: float, y: float, card: Card) -> None:
    for rule in ((x, y, x + WIDE, y), (x, y + HIGH, x + WIDE, y + HIGH), (x, y, x, y + HIGH), (x + WIDE, y, x + WIDE, y + HIGH)):
        sheet.rule(*rule, dashed=True, width=0.15)
    sheet.stripes(x + 0.2, y + 0.2, STRIPE, HIGH - 0.4)
    under = _head(sheet, x + LEFT, y, card)
    _who(sheet, x + LEFT, under, card)
    after = sheet.put(x + LEFT, y + 43, "PIN", 10)
    sheet.put(after + 1.5, y + 43, card["pin"], 26, "B")
    sheet.qr(x + WIDE - RIGHT - QR, y + 20, QR, card["link"])
    _address(sheet, x, y, card)


def head(sheet: PaperSheet, village: str) -> tuple[float, list[str]]:
    """The size of the heading and its lines: 15 points in one, else two lines that shrink until they fit."""
    width = WIDE - LEFT - RIGHT
    if sheet.wide(village, HEAD, "B") <= width:
        return HEAD, [village]
    return sheet.fitted(village, width, HEAD_IN_TWO, HEAD_LEAST, "B")


def _head(sheet: PaperSheet, x: float, y: float, card: Card) -> float:
    """Gives the baseline of the code below it."""
    size, lines = head(sheet, card["village"])
    for number, line in enumerate(lines):
        sheet.put(x, y + (7.6 if len(lines) == 1 else 6.6 + 5 * number), line, size, "B")
    code = y + (13.2 if len(lines) == 1 else 16.9)
    sheet.put(x, code, card["code"], 11, face=Face.MONO)
    return code


def _who(sheet: PaperSheet, x: float, code: float, card: Card) -> None:
    after = sheet.put(x, code + 5.3, card["role"], 10, "B")
    sheet.put(after, code + 5.3, " · " + _("meja %(table)s", table=card["table"]), 10)
    size, lines = sheet.fitted(card["name"], NAME_WIDE, NAME, NAME_LEAST)
    for number, line in enumerate(lines):
        sheet.put(x, code + 9.8 + 3.9 * number, line, size)


def _address(sheet: PaperSheet, x: float, y: float, card: Card) -> None:
    left, right = x + LEFT, x + WIDE - RIGHT
    sheet.rule(left, y + 46.3, right)
    group = _("Kelompok %(number)s · LATIHAN", number=card["group"])
    typed, room = _("atau ketik:") + " ", right - left - sheet.wide(group, 8) - 1.5
    size = 8.5
    while size > 6 and sheet.wide(typed, size) + sheet.wide(card["address"], size, "B") > room:
        size -= 0.25
    after = sheet.put(left, y + 50.2, typed, size)
    sheet.put(after, y + 50.2, sheet.cut(card["address"], room - (after - left), size, "B"), size, "B")
    sheet.put_right(right, y + 50.2, group, 8)


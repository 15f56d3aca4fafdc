"""What is a mistake in every exercise, though its file does not say so: a record sent twice, a family that nobody asked for.

While one stands the exercise is not solved. A file that has more to say of it has a mistake with that check of its own.
"""

from collections.abc import Iterator, Sequence

from scenarios.checks.base import Check
from scenarios.checks.doubled import NewHouseholds, SentTwice
from scenarios.parts import Count
from scenarios.spoken import Spoken

Told = tuple[str, Spoken, Check]
"""Id, text and check of a mistake."""
TWICE = Spoken(
    "Ada dua kiriman untuk keluarga yang sama. Tidak apa-apa: buka salah satunya dari Kotak Keluar, tulis alasannya, lalu tekan "
    "Batalkan kiriman.",
    {"en": "There are two submissions for the same family. No harm done: open one of them from Kotak Keluar, write why, then "
           "press Batalkan kiriman."})
SHEET_TWICE = Spoken(
    "Ada dua kiriman untuk lembar yang sama. Tidak apa-apa: buka salah satunya dari Kotak Keluar, tulis alasannya, lalu tekan "
    "Batalkan kiriman.",
    {"en": "There are two submissions for the same sheet. No harm done: open one of them from Kotak Keluar, write why, then "
           "press Batalkan kiriman."})
STRAY = Spoken(
    "Ada keluarga baru yang tidak diminta. Tidak apa-apa: hapus keluarga baru itu.",
    {"en": "There is a new family that nobody asked for. No harm done: delete that new family."})


def always(own: Sequence[Check], *, households: Sequence[str], sheets: Sequence[str], asks_for_new: bool) -> Iterator[Told]:
    """Those that the checks of the file's `own` goals and mistakes leave out.

    `asks_for_new`: whether families come along that are neither in the village nor on a card.
    """
    told = {name for check in own if isinstance(check, SentTwice) for name in check.records()}
    for name, text, given in (("kirim-ganda", TWICE, households), ("lembar-ganda", SHEET_TWICE, sheets)):
        if left := tuple(each for each in given if each not in told):
            yield name, text, SentTwice(doubled=left)
    if households and not asks_for_new and not any(isinstance(check, NewHouseholds) for check in own):
        yield "keluarga-baru", STRAY, NewHouseholds(new_households=Count(min=1))


def keeps_open(check: Check) -> bool:
    """Whether a mistake with that check keeps the exercise from being solved while it stands."""
    return any(isinstance(part, SentTwice | NewHouseholds) for part in check.parts())

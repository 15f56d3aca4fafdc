"""What the board says when the machine's clock, or its power, did something to the hall. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sandbox.clock import WIB, Pause
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

TOLD_FOR = timedelta(minutes=15)
"""So long after it ended, an automatic pause is still told."""
WRONG_AFTER = timedelta(minutes=1)
"""A difference between the machine's clock and the hall's that is not worth a word; a larger one is told."""


def notices(pauses: Sequence[Pause], wall: datetime, machine: datetime) -> Iterator[LaterText]:
    """What to tell at `wall`, the hall's wall clock; `machine` is what the machine's own clock shows."""
    for pause in pauses:
        if pause.why in _TOLD and pause.ended_at is not None and wall - pause.ended_at < TOLD_FOR:
            yield _TOLD[pause.why](_minutes(pause.ended_at - pause.began_at), f"{pause.began_at.astimezone(WIB):%H.%M}")
    if wall - machine > WRONG_AFTER:
        yield _l("Jam komputer ini terlambat %(minutes)d menit. Latihan berjalan terus menurut jam yang benar; betulkan jam "
                 "komputer bila sempat.", minutes=_minutes(wall - machine))


def _power_cut(minutes: int, at: str) -> LaterText:
    return _l("Gladi berhenti %(minutes)d menit sejak pukul %(at)s. Waktu itu dihitung jeda, jadi jam latihan tidak hilang.",
              minutes=minutes, at=at)


def _clock_jump(minutes: int, at: str) -> LaterText:
    return _l("Jam komputer melompat maju %(minutes)d menit pada pukul %(at)s. Itu dihitung jeda; latihan berjalan terus.",
              minutes=minutes, at=at)


_TOLD = {"listrik": _power_cut, "jam": _clock_jump}


def _minutes(span: timedelta) -> int:
    return max(1, round(span.total_seconds() / 60))

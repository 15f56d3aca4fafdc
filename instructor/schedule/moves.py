"""Whether a village may be moved to another planned day, and at which table it sits there. Pure.

Numbers that are printed already on cards, tents and lists of other villages stay: the day that is left does not close up, and
who comes sits behind the last one. A village that goes back gets its old table, where nobody has it meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.platform.models import GroupState
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

MOST_TABLES = 999
"""Certificates write a table with three digits."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day and who sits where: village codes by table, `peopled` those with somebody who is expected.

    A village all of whose people were moved to other days keeps its row and table; where it comes back, it takes them again.
    """

    group_id: int
    training_id: int
    state: GroupState
    tables: Mapping[int, str]
    peopled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Moving:
    """A village of the day that it leaves: whether its copies were used, and whether somebody is invited again there."""

    code: str
    has_begun: bool
    has_second_invitation: bool


NOT_HERE = _l("desa itu sudah tidak di hari ini. Lihat di halaman Jadwal")
NOT_PLANNED = _l("hanya bisa antara hari yang belum dibuka. Pilih hari lain")
SAME_DAY = _l("desanya memang di hari itu. Pilih hari lain")
TWICE = _l("desa itu sudah punya kursi di hari tujuan. Pilih hari lain, atau pindahkan orangnya di halaman Peserta")
BEGUN = _l("salinannya sudah dipakai. Pindahkan orangnya di halaman Peserta")
SECOND = _l("ada orangnya yang diundang susulan. Pindahkan orangnya di halaman Peserta")
LAST = _l("hari ini akan kosong. Pindahkan desa lain ke sini dulu")


def refusal(village: Moving | None, source: Day, target: Day | None) -> LaterText | None:
    """Why the village stays on its day; None where it may go."""
    if village is None:
        return NOT_HERE
    if target is None or target.training_id != source.training_id or {source.state, target.state} != {GroupState.PLANNED}:
        return NOT_PLANNED
    if target.group_id == source.group_id:
        return SAME_DAY
    return _held(village, source, target)


def _held(village: Moving, source: Day, target: Day) -> LaterText | None:
    if village.code in target.peopled:
        return TWICE
    if village.has_begun or village.has_second_invitation:
        return BEGUN if village.has_begun else SECOND
    return None if source.peopled - {village.code} else LAST


def table(target: Day, code: str, wished: int | None = None) -> int:
    """That village's table there: its own, if it has one; the wished one where nobody has it; else the one behind the last."""
    own = next((number for number, sits in target.tables.items() if sits == code), None)
    if own is not None:
        return own
    is_free = wished is not None and 0 < wished <= MOST_TABLES and wished not in target.tables
    return wished if wished is not None and is_free else max(target.tables, default=0) + 1

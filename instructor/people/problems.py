"""What a list of people leaves open: what is written, why it is not taken as it stands, and what may be answered."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from instructor.people.official import OfficialVillage
from sandbox.words.roles import ROLE_LABELS, THIRD
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

SKIP = "lewati"
"""The answer that leaves the rows of a problem out."""
BOTH = "keduanya"
"""The answer that two people of one role both come, or that one name in two rows is two people."""

LEAVES = "keluar"
"""The answer that people of villages which the list does not name are no longer invited."""

A_SHEET = 1 << 21
"""By so much the numbers of a second sheet's rows are above those of the first: more than Excel has rows."""


class Asks(StrEnum):
    """How a problem is answered."""

    VILLAGE = "desa"
    """By a village: one to tick, several to choose from, or any of the list."""
    ROLE = "peran"
    NAME = "nama"
    """By typing it."""
    ROWS = "baris"
    """By choosing a row."""


class Why(StrEnum):
    """Why something is not taken as it stands."""

    UNKNOWN_VILLAGE = "desa-tidak-dikenal"
    SEVERAL_VILLAGES = "desa-senama"
    OTHER_DISTRICT = "kecamatan-lain"
    NO_VILLAGE = "desa-kosong"
    LOST_ZERO = "nol-hilang"
    UNKNOWN_CODE = "kode-tidak-dikenal"
    CODE_OR_NAME = "kode-atau-nama"
    UNKNOWN_ROLE = "peran-tidak-dikenal"
    NO_ROLE = "peran-kosong"
    NO_NAME = "nama-kosong"
    NAME_OF_DIGITS = "nama-angka"
    NAME_TOO_LONG = "nama-panjang"
    NAME_WITH_SIGNS = "nama-bertanda"
    TWICE = "dua-kali"
    TWO_OF_A_ROLE = "seperan"
    TWO_ROLES = "dua-peran"
    VILLAGES_LEFT_OUT = "desa-tidak-disebut"


FIELDS: Mapping[Why, LaterText] = {
    **dict.fromkeys((Why.UNKNOWN_VILLAGE, Why.SEVERAL_VILLAGES, Why.NO_VILLAGE, Why.VILLAGES_LEFT_OUT), _l("Desa")),
    Why.OTHER_DISTRICT: _l("Kecamatan"),
    **dict.fromkeys((Why.LOST_ZERO, Why.UNKNOWN_CODE, Why.CODE_OR_NAME), _l("Kode desa")),
    **dict.fromkeys((Why.UNKNOWN_ROLE, Why.NO_ROLE, Why.TWO_ROLES, Why.TWO_OF_A_ROLE), _l("Peran")),
    **dict.fromkeys((Why.NO_NAME, Why.NAME_OF_DIGITS, Why.NAME_TOO_LONG, Why.NAME_WITH_SIGNS, Why.TWICE), _l("Nama"))}
REASONS: Mapping[Why, LaterText] = {
    Why.UNKNOWN_VILLAGE: _l("tidak ada di daftar resmi"),
    Why.SEVERAL_VILLAGES: _l("ada di beberapa kecamatan"),
    Why.OTHER_DISTRICT: _l("desa ini ada di kecamatan lain"),
    Why.NO_VILLAGE: _l("kosong"),
    Why.LOST_ZERO: _l("angka nol hilang"),
    Why.UNKNOWN_CODE: _l("tidak ada di daftar resmi"),
    Why.CODE_OR_NAME: _l("kode dan nama desa tidak cocok"),
    Why.UNKNOWN_ROLE: _l("bukan sekdes/operator"),
    Why.NO_ROLE: _l("kosong"),
    Why.NO_NAME: _l("kosong"),
    Why.NAME_OF_DIGITS: _l("berisi angka, bukan nama"),
    Why.NAME_TOO_LONG: _l("lebih dari 80 huruf"),
    Why.NAME_WITH_SIGNS: _l("berisi tanda yang bukan bagian nama"),
    Why.TWICE: _l("orang yang sama dua kali"),
    Why.TWO_OF_A_ROLE: _l("dua orang di satu peran"),
    Why.TWO_ROLES: _l("orang yang sama di dua peran"),
    Why.VILLAGES_LEFT_OUT: _l("ada di pelatihan, tidak ada di file")}


@dataclass(frozen=True, slots=True)
class RosterChoice:
    """One answer that is offered: `value` is what is sent, `words` whom or what it names, `detail` what stands below."""

    value: str
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """What has to be answered before a list is applied. `written`: as the file has it. `answer`: empty while it is open."""

    key: str
    asks: Asks
    why: Why
    rows: tuple[int, ...]
    written: str
    choices: tuple[RosterChoice, ...] = ()
    answer: str = ""

    @property
    def is_open(self) -> bool:
        return not self.answer

    @property
    def field(self) -> LaterText:
        return FIELDS[self.why]

    @property
    def reason(self) -> LaterText:
        return REASONS[self.why]

    @property
    def one_choice(self) -> RosterChoice | None:
        """The only answer that is proposed: to be ticked."""
        return self.choices[0] if len(self.choices) == 1 else None

    @property
    def is_other(self) -> bool:
        """Whether it was answered by something that was not proposed."""
        return bool(self.answer) and self.answer not in {choice.value for choice in self.choices}

    def answered(self, answer: str) -> "RosterProblem":
        return replace(self, answer=answer)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "RosterProblem":
        return cls(told["key"], Asks(told["asks"]), Why(told["why"]), tuple(told["rows"]), told["written"],
                   tuple(RosterChoice(**each) for each in told["choices"]), told["answer"])


def words_of(problem: RosterProblem, choice: RosterChoice) -> str:
    """What a choice says."""
    if problem.why is Why.TWICE:
        row = int(choice.value.partition("-")[0])
        others = rows_words(*(each for each in problem.rows if each != row))
        return _("Pakai baris %(row)s, lewati %(others)s", row=rows_words(row), others=others)
    if problem.why is Why.VILLAGES_LEFT_OUT:
        return _("Orangnya keluar") if choice.value == LEAVES else _("Orangnya tetap diundang")
    if choice.value == BOTH and problem.why is Why.TWO_ROLES:
        return _("Dua orang yang senama")
    if choice.value == BOTH:
        return _("Keduanya; %(name)s sebagai %(role)s", name=choice.words, role=ROLE_LABELS[THIRD])
    return choice.words


def key_for(kind: str, *texts: str) -> str:
    """Names a problem by what is written: the same in every check of the same file."""
    return f"{kind}-{hashlib.sha256(chr(0).join(texts).encode()).hexdigest()[:10]}"


def as_choice(village: OfficialVillage) -> RosterChoice:
    """Lemahbangdewo · Rogojampi · 35.10.13.2008"""
    return RosterChoice(village.code, village.name, f"{village.district} · {village.code}")


def place(number: int) -> tuple[int, int]:
    """Which of the sheets that were read the row of that number is in, from 1, and its number there."""
    sheet, row = divmod(number, A_SHEET)
    return sheet + 1, row


def numbered(row: int, *, sheet: int) -> int:
    """The number of that row of that sheet."""
    return row + (sheet - 1) * A_SHEET


def rows_words(*numbers: int) -> str:
    """Where these rows stand: 14, 15; in another sheet than the first, 14 (lembar 2)."""
    return ", ".join(_("%(row)s (lembar %(sheet)s)", row=row, sheet=sheet) if sheet > 1 else str(row)
                     for sheet, row in map(place, numbers))

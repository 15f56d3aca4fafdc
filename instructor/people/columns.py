"""Which column of a list of people says what, by its heading: names, roles, villages, in any order and in any office's words."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from sandbox.words.folding import folded
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l


class RosterColumn(StrEnum):
    """What is taken over from a list. All else stays in the file: nobody needs it here (UU 27/2022)."""

    NAME = "nama"
    ROLE = "peran"
    VILLAGE = "desa"
    DISTRICT = "kecamatan"
    CODE = "kode"
    SEKDES = "sekdes"
    """The secretary's name, where a row is a village; likewise the operator's."""
    OPERATOR = "operator"


LABELS: Mapping[RosterColumn, LaterText] = {
    RosterColumn.NAME: _l("Nama"), RosterColumn.ROLE: _l("Peran"), RosterColumn.VILLAGE: _l("Desa"),
    RosterColumn.DISTRICT: _l("Kecamatan"), RosterColumn.CODE: _l("Kode desa"), RosterColumn.SEKDES: _l("Nama sekdes"),
    RosterColumn.OPERATOR: _l("Nama operator")}
PEOPLE = (RosterColumn.SEKDES, RosterColumn.OPERATOR)
"""Columns that are each a person of their role."""
PLACES = (RosterColumn.VILLAGE, RosterColumn.CODE)
"""Columns of which one says whence somebody comes."""

_ABOUT_ELSE = {"hp", "wa", "whatsapp", "telepon", "telp", "email", "surel", "alamat", "nik", "nip", "tanggal", "tgl", "lahir",
               "pos", "npwp", "kepala", "kades", "ibu", "ayah", "bank", "rekening", "keterangan", "ket", "phone", "address",
               "kontak", "jenis", "status", "jumlah"}
"""Words of a heading that asks for something which is not taken over."""
_OF_PEOPLE = {"perangkat", "aparat", "aparatur", "pegawai", "petugas", "pejabat"}
"""Whose name it is, though the village is named beside them: Nama Perangkat Desa."""
_SAYS: Sequence[tuple[RosterColumn, frozenset[str]]] = (
    (RosterColumn.ROLE, frozenset({"jabatan", "peran", "role", "posisi", "tugas", "sebagai"})),
    (RosterColumn.CODE, frozenset({"kode", "kd", "code"})),
    (RosterColumn.SEKDES, frozenset({"sekdes", "sekretaris", "seklur", "carik"})),
    (RosterColumn.OPERATOR, frozenset({"operator"})),
    (RosterColumn.VILLAGE, frozenset({"desa", "kelurahan", "kel", "village", "asal"})),
    (RosterColumn.DISTRICT, frozenset({"kecamatan", "kec", "subdistrict", "district"})),
    (RosterColumn.NAME, frozenset({"nama", "name", "peserta"})))
"""The first of these whose word stands in a heading is meant."""


def meant_by(heading: str) -> RosterColumn | None:
    """What stands below that heading; None for what is not taken over."""
    words = set(re.findall(r"\w+", folded(heading)))
    if not words or words & _ABOUT_ELSE or len(words) > 8:
        return None
    if words & _OF_PEOPLE and "nama" in words:
        return RosterColumn.NAME
    found = next((column for column, known in _SAYS if words & known), None)
    if found is RosterColumn.CODE and words & {"kecamatan", "kec"}:
        return None
    return RosterColumn.ROLE if found is RosterColumn.SEKDES and "operator" in words else found


def is_heading(text: str) -> bool:
    """Whether the text stands above a column, whatever that is about."""
    return meant_by(text) is not None or bool(set(re.findall(r"\w+", folded(text))) & _ABOUT_ELSE)


def meanings(headings: Mapping[int, str]) -> dict[int, RosterColumn]:
    """What each column says, by its place. Of two that say the same the first is taken."""
    found: dict[int, RosterColumn] = {}
    for place, heading in sorted(headings.items()):
        column = meant_by(heading)
        if column is not None and column not in found.values():
            found[place] = column
    return found


def missing(columns: Mapping[int, RosterColumn]) -> list[RosterColumn]:
    """What has to be there and is not: whence somebody comes, and either name and role or a column for each role."""
    there = set(columns.values())
    lacking = [] if there & set(PLACES) else [RosterColumn.VILLAGE]
    if there & set(PEOPLE):
        return lacking
    return [*(each for each in (RosterColumn.NAME, RosterColumn.ROLE) if each not in there), *lacking]

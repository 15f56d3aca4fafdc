"""The ways in which people leave a card, and the form of each: some fields, then a line for everybody on the card.

A form is an instrument section of the official fields and a few of its own, so that it is read, drafted and shown as all others.
Names of a line's inputs: hubungan-12-goes, hubungan-12-q2 of the person with the id 12: what is typed stays with the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sandbox.deeds import MOVE_MEMBER, MOVE_OUT, RECORD_DEATH, SPLIT_CARD, DeedKind
from sandbox.details import RecordDetails
from sandbox.practice.forms.instruments import Fields, FormField, Section, Table, load
from sandbox.practice.forms.reading import cell_input
from sandbox.practice.rules.case import MARITAL, RELATION

LINES, GOES, YES = "hubungan", "goes", "1"


def _field(name: str, label: str, **more: Any) -> FormField:
    return FormField.model_validate({"name": name, "label": label, "kind": "text", **more})


def _day(label: str) -> FormField:
    return _field("on", label, kind="date", required="save")


def _card(name: str, **changes: Any) -> FormField:
    return load("ddk_household").by_key[name].model_copy(update=changes)


NOTE = _field("note", "Keterangan", max_length=200)


@dataclass(frozen=True)
class WayOut:
    """One way to leave a card. Its `kind` is also the part of the household's form, and its place in the address."""

    kind: str
    deed: DeedKind[RecordDetails]
    title: str
    goes: str
    """The words of the tick at each person."""
    about: str
    told: str
    """As the history says it: 'meninggal'."""
    fields: tuple[FormField, ...]
    arrives: bool = False
    """Those who go stand on another card of the village, in a relation to its head."""
    widows: bool = False
    """Whoever was married to somebody who goes has another marital status."""

    @cached_property
    def section(self) -> Section:
        return Section(id=self.kind, title=self.title, parts=(Fields(kind="fields", fields=self.fields), self.table))

    @cached_property
    def table(self) -> Table:
        """The lines, one for each person on the card in its order, from 1."""
        member = load("ddk_member").by_key
        open_ = {"required": None, "help": ""}
        goes = _field(GOES, self.goes, kind="choice", options={YES: self.goes})
        relation = member[RELATION].model_copy(update=open_ | {"label": "Hubungan dengan kepala di kartunya"})
        marital = member[MARITAL].model_copy(update=open_ | {"label": "Status perkawinan sekarang"})
        fields = (goes, relation, marital) if self.widows else (goes, relation)
        return Table.model_validate({"kind": "table", "id": LINES, "title": "Anggota keluarga", "fields": fields})

    def line(self, person: int) -> tuple[FormField, ...]:
        """The fields of the line of the person with that id, named as its inputs."""
        return tuple(field.model_copy(update={"name": cell_input(self.table, person, field)}) for field in self.table.fields)


WAYS: Mapping[str, WayOut] = {way.kind: way for way in (
    WayOut("meninggal", RECORD_DEATH, "Catat meninggal", "Meninggal",
        "Yang meninggal keluar dari kartu. Datanya tetap ada di Riwayat Mutasi.", "meninggal",
        (_day("Tanggal meninggal"), NOTE), widows=True),
    WayOut("pindah", MOVE_OUT, "Catat pindah keluar", "Pindah keluar",
        "Yang pindah ke luar desa keluar dari kartu. Bila semua pindah, kartunya ikut keluar dari Daftar Keluarga.",
        "pindah keluar",
        (_day("Tanggal pindah"), _field("to", "Pindah ke", required="save", max_length=120,
                                        help="Desa atau kota, kecamatan, kabupaten."), NOTE)),
    WayOut("pindahkan", MOVE_MEMBER, "Pindahkan anggota", "Pindah ke keluarga lain",
        "Yang dipindahkan menjadi anggota keluarga lain di desa ini, dengan semua isiannya.", "pindah ke keluarga lain",
        (_day("Tanggal pindah"), _card("number", label="No. KK keluarga tujuan",
                                       help="Nomor kartu keluarga yang sudah ada di desa ini."), NOTE), arrives=True),
    WayOut("pecah", SPLIT_CARD, "Pecah KK", "Ikut kartu baru",
        "Sebagian anggota pindah ke kartu baru dengan nomornya sendiri, lengkap dengan isian mereka.", "pecah KK",
        (_day("Tanggal kartu baru"), _card("number", label="No. KK baru"), *(
            _card(name) for name in ("address", "hamlet", "rt", "rw")), NOTE), arrives=True),
)}
"""All, by kind: what a line of the history says in `kind`."""

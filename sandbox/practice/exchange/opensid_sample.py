"""A list of OpenSID to practise with: three families that no village has, with numbers of the village's own subdistrict.

It fits as it is. Of one person there is no NIK, one has died and is passed over: what such lists have in them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from sandbox.files.listings import ListRow, read_list
from sandbox.practice.exchange.opensid import NO_NIK, columns
from sandbox.practice.nik import card_number, nik
from sandbox.spreadsheets.xlsx_out import SheetOut, workbook

HERE = Path(__file__).parent
ASKED = ("nama", "sex", "tempatlahir", "tanggallahir", "agama_id", "pendidikan_kk_id", "pekerjaan_id", "status_kawin", "kk_level",
         "nama_ayah", "nama_ibu", "golongan_darah_id", "akta_lahir", "status_dasar")
"""Columns that opensid_sample.csv fills."""
FROM_SERIAL = 9801
"""Higher than any that the villages use."""
ISSUED = date(2019, 8, 5)
SEXES = {"1": "L", "2": "P"}


def sample(prefix: str, hamlet: str, rw: str, rt: str) -> bytes:
    """The workbook, as OpenSID exports one. `prefix`: of the subdistrict's numbers; the families live in that RT."""
    def take(row: ListRow) -> dict[str, str]:
        return _person(row, prefix) | {"dusun": f"DUSUN_{hamlet.upper()}", "rw": rw.rjust(3, "0"), "rt": rt.rjust(3, "0")}

    people = read_list(HERE / "opensid_sample.csv", ("family", *ASKED, "has_nik"), take, most=100)
    return workbook([SheetOut("Data Penduduk", list(_rows(people)))])


def _person(row: ListRow, prefix: str) -> dict[str, str]:
    asked = {name: row[name] for name in ASKED}
    born, family = date.fromisoformat(asked["tanggallahir"]), int(row.filled("family"))
    number = nik(prefix, born, SEXES[asked["sex"]], FROM_SERIAL) if row.filled("has_nik") == "1" else NO_NIK
    return {**asked, "tanggallahir": f"{born:%d-%m-%Y}", "nik": number, "warganegara_id": "1",
            "no_kk": card_number(prefix, ISSUED, FROM_SERIAL + family), "alamat": f"JL. CONTOH NO. {family}"}


def _rows(people: Sequence[Mapping[str, str]]) -> Iterator[list[str]]:
    yield list(columns())
    for person in people:
        yield [person.get(name, "") for name in columns()]

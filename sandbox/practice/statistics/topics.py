"""What Statistik can count: each topic is a question of the forms, or several that are told in one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from sandbox.errors import NoSuchRecord


class Kind(Enum):
    """How an answer becomes a row."""

    AGE = "age"
    """No question: the group of five years that the birth date falls into."""
    ONE = "one"
    """One answer each, so that the rows add up to everybody who answered."""
    SEVERAL = "several"
    """Any number of answers each: the last row counts each person or family once."""
    YES = "yes"
    """Questions of yes and no, each a row of those who said yes; the last row as in SEVERAL."""


@dataclass(frozen=True, slots=True)
class Topic:
    """`chip` leads to it, `title` heads it. `form` and `keys`: the questions. `is_ordered`: the rows keep the form's order, as
    steps do; else the most frequent stands first. `found` is what those who are counted once are called in the heading.
    """

    id: str
    chip: str
    title: str
    kind: Kind
    form: str
    keys: tuple[str, ...] = ()
    is_ordered: bool = False
    found: str = ""

    @property
    def counts_people(self) -> bool:
        """Else it counts families, which have no sex."""
        return self.form == MEMBER

    @property
    def unit(self) -> str:
        return "orang" if self.counts_people else "keluarga"

    @property
    def everybody(self) -> str:
        return "penduduk" if self.counts_people else "keluarga"


MEMBER, HOUSEHOLD = "ddk_member", "ddk_household"

TOPICS: Mapping[str, Topic] = {topic.id: topic for topic in (
    Topic("usia", "Usia", "Penduduk menurut usia", Kind.AGE, MEMBER, is_ordered=True),
    Topic("pendidikan", "Pendidikan", "Penduduk menurut pendidikan", Kind.ONE, MEMBER, ("8",)),
    Topic("pekerjaan", "Pekerjaan", "Penduduk menurut mata pencaharian", Kind.ONE, MEMBER, ("9",)),
    Topic("agama", "Agama", "Penduduk menurut agama", Kind.ONE, MEMBER, ("4",)),
    Topic("perkawinan", "Perkawinan", "Penduduk menurut status perkawinan", Kind.ONE, MEMBER, ("3",)),
    Topic("disabilitas", "Disabilitas", "Penduduk dengan disabilitas", Kind.SEVERAL, MEMBER, ("13", "14"),
          found="dengan disabilitas"),
    Topic("kesejahteraan", "Kesejahteraan", "Keluarga menurut kesejahteraan", Kind.ONE, HOUSEHOLD, ("4",), is_ordered=True),
    Topic("bantuan", "Bantuan", "Keluarga menurut bantuan dan jaminan", Kind.YES, HOUSEHOLD, ("5", "6", "7"),
          found="menerima setidaknya satu"),
    Topic("lahan", "Lahan", "Keluarga menurut tanah yang dimiliki", Kind.ONE, HOUSEHOLD, ("62",), is_ordered=True),
    Topic("rumah", "Rumah", "Keluarga menurut lantai rumah", Kind.ONE, HOUSEHOLD, ("66",)),
    Topic("aset", "Aset", "Keluarga menurut aset lainnya", Kind.SEVERAL, HOUSEHOLD, ("68",), found="memiliki setidaknya satu"),
)}
FIRST = TOPICS["usia"]


def topic_of(topic_id: str) -> Topic:
    """Raises NoSuchRecord."""
    if topic_id not in TOPICS:
        raise NoSuchRecord()
    return TOPICS[topic_id]

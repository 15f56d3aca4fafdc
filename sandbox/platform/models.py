"""The platform's tables. Times without further word are wall time, UTC."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Enum, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.base import AwareTime
from sandbox.platform.db import PlatformBase


class Training(PlatformBase):
    """Pelatihan: the six-day event."""

    __tablename__ = "training"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="", server_default="")
    agenda: Mapped[str] = mapped_column(default="satu-hari", server_default="satu-hari")
    """Id of the agenda with which its groups are opened where no other is asked for."""
    ends: Mapped[str] = mapped_column(default="16.00", server_default="16.00")
    """At which hour its days end: the change of the group is due then."""
    login_from: Mapped[str] = mapped_column(default="", server_default="")
    login_until: Mapped[str] = mapped_column(default="", server_default="")
    """Between which hours (07.30, 17.00) its cards let people in; empty: at any hour. Who is in stays in."""
    lang: Mapped[str] = mapped_column(default="", server_default="")
    """The language of its papers, and of its pages for who chose none: id or en; empty: that of this Gladi (GLADI_LANG)."""
    is_demo: Mapped[bool] = mapped_column(default=True, server_default="1")
    """Made by itself at the first start, with invented people: it gives way to a real one."""
    chosen_at: Mapped[AwareTime | None]
    """When it was last made the one that is worked with; of several trainings the last chosen is on."""
    seed: Mapped[int]
    """Every template and every trainee's choices are drawn from it: the same seed and day give the same."""
    created_at: Mapped[AwareTime]
    citizens_see: Mapped[str] = mapped_column(default="", server_default="")
    """Whose copy of a village its page for citizens shows (citizens.py): sekdes, operator, or empty: of none."""


class GroupState(StrEnum):
    """Where a group is in its training. Of a training's groups at most one is open: platform/groups.py finds it."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Group(PlatformBase):
    """Kelompok: the villages invited on one day."""

    __tablename__ = "training_group"
    __table_args__ = (UniqueConstraint("training_id", "number"),
                      Index("group_of_training", "id", "training_id", unique=True),  # what a village's pair refers to
                      CheckConstraint("state in ('planned', 'open', 'closed')", name="group_state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"))
    number: Mapped[int]
    held_on: Mapped[date]
    state: Mapped[GroupState] = mapped_column(
        Enum(GroupState, native_enum=False, length=None, values_callable=lambda states: [each.value for each in states]),
        default=GroupState.PLANNED)
    opened_at: Mapped[AwareTime | None]
    first_opened_at: Mapped[AwareTime | None]
    """The same, the first time: which day it was held on does not change when it is opened again."""
    closed_at: Mapped[AwareTime | None]
    heartbeat_at: Mapped[AwareTime | None]
    """Last sign of life of the server while the group was open; a gap is a power cut, and so a pause."""
    agenda: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """The day as it was pinned at opening: {"exercises": …, "skills": …}; what it says: scenarios/day/course.py. Empty before."""
    rotate_at: Mapped[AwareTime | None]
    """When Gladi changes the group by itself; None: by hand only."""
    openings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    """What of the day was opened or closed by hand, or because enough people were done: see scenarios/day/opening.py."""


class GroupPause(PlatformBase):
    """One pause of a group; open while `ended_at` is None."""

    __tablename__ = "group_pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("training_group.id"), index=True)
    began_at: Mapped[AwareTime]
    ended_at: Mapped[AwareTime | None]
    why: Mapped[str]
    """jeda (an instructor's) or listrik (a power cut)."""


class Rotation(PlatformBase):
    """A change of the group: one was closed, the next opened, in one transaction. A last day only closes, a first only opens."""

    __tablename__ = "rotation"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[AwareTime]
    account_id: Mapped[int]
    """Who changed it; 0 for the command line."""
    closed_id: Mapped[int | None] = mapped_column(ForeignKey("training_group.id"), index=True)
    opened_id: Mapped[int | None] = mapped_column(ForeignKey("training_group.id"))
    reset_id: Mapped[str | None]
    """Id of the reset that gave the sandboxes a new number with it; None where none got one."""
    undo_reset_id: Mapped[str | None]
    """Set while an undo looks whether anybody has saved: the opened group's sandboxes have a new number meanwhile."""
    undone_at: Mapped[AwareTime | None]


class Village(PlatformBase):
    """Desa or kelurahan as it takes part in one day of a training; `group_id` is the only place that says on which.

    It has a second row, of a later day, where somebody of it is invited again (susulan).
    """

    __tablename__ = "village"
    __table_args__ = (UniqueConstraint("training_id", "code", "group_id"),
                      ForeignKeyConstraint(["group_id", "training_id"], ["training_group.id", "training_group.training_id"]))

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"))
    code: Mapped[str] = mapped_column(index=True)
    """Its official code, with dots."""
    name: Mapped[str]
    kind: Mapped[str]
    district: Mapped[str]
    district_code: Mapped[str]
    group_id: Mapped[int] = mapped_column(index=True)
    table_number: Mapped[int]
    """Its place in the hall and on the board, from 1."""
    siblings: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """[[code, name], …] of every village of its subdistrict, invited or not: its template tells of neighbours."""


class Spread(PlatformBase):
    """Pembagian: villages dealt out anew over the planned days, and where each was before, so that it can be taken back."""

    __tablename__ = "spread"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), index=True)
    at: Mapped[AwareTime]
    account_id: Mapped[int]
    """Who dealt them out; 0 for the command line."""
    moves: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """[[village's id, its group before, its table before, its group then, its table then], …] of those that moved."""
    undone_at: Mapped[AwareTime | None]


class Sandbox(PlatformBase):
    """A private copy and how often it was renewed. Numbers only rise: `made` is the highest generation ever given."""

    __tablename__ = "sandbox"
    # A reset changes all rows and no index: PostgreSQL writes the new ones beside the old, where their pages have the room.
    __table_args__ = (CheckConstraint("generation <= made", name="generation_made"), {"postgresql_with": {"fillfactor": 45}})

    id: Mapped[int] = mapped_column(primary_key=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"), index=True)
    template: Mapped[str]
    """Base name of the village's template file: 35.10.02.2003-2026-03-02-1-v1f0c9a27e3b45d."""
    generation: Mapped[int] = mapped_column(default=1)
    made: Mapped[int] = mapped_column(default=1)
    source: Mapped[str] = mapped_column(default="template")
    """What the current generation is copied from at first touch: template, or mark:NAME."""
    previous: Mapped[int | None]
    previous_source: Mapped[str | None]
    reset_id: Mapped[str | None]
    renewed_at: Mapped[AwareTime | None]


class Trainee(PlatformBase):
    """Peserta: one person of a village. Two of one village share a sandbox when the office joins them.

    Who no longer comes keeps the row, and with it the results; whoever sits there instead gets a row of their own.
    """

    __tablename__ = "trainee"
    __table_args__ = (Index("one_at_a_seat", "village_id", "role", unique=True, sqlite_where=text("left_at IS NULL"),
                            postgresql_where=text("left_at IS NULL")),)

    id: Mapped[int] = mapped_column(primary_key=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"))
    sandbox_id: Mapped[int] = mapped_column(ForeignKey("sandbox.id"), index=True)
    role: Mapped[str]
    """sekdes or operator."""
    name: Mapped[str]
    card_version: Mapped[int] = mapped_column(default=1)
    """Rises when a card is printed anew for a lost one: the old PIN and QR stop working."""
    seated_at: Mapped[AwareTime | None]
    """When (wall time) somebody last came in with the card."""
    left_at: Mapped[AwareTime | None]
    """Since when this person is no longer expected: the card stops working. None for who takes part."""
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("trainee.id"), index=True)
    """The row of the same person on the day that they missed: this one is their second invitation (susulan)."""


class RosterFile(PlatformBase):
    """A list of people that a member of staff had checked and has not applied: one an account, gone once it is applied."""

    __tablename__ = "roster_file"

    account_id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"))
    name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    columns: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What columns mean that were chosen by hand: {"4": "desa"}; empty where the headings say it."""
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What was answered to each problem, by its key."""
    report: Mapped[bytes]
    """What came of the check: JSON, packed."""
    checked_at: Mapped[AwareTime]


class RosterImport(PlatformBase):
    """A list of people that was applied, and what it changed, so that it can be taken back."""

    __tablename__ = "roster_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), index=True)
    at: Mapped[AwareTime]
    account_id: Mapped[int]
    """Who applied it; 0 for the command line."""
    name: Mapped[str]
    people: Mapped[int]
    changes: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """[{"left": id or null, "came": id or null, "renamed": id or null, "name": the name before, "now": that of the list}]"""
    undone_at: Mapped[AwareTime | None]


class Guest(PlatformBase):
    """Who works in the copy of the other of their village: there while the two are joined, gone when they part."""

    __tablename__ = "guest"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"), primary_key=True)
    """Whose `sandbox_id` is the other's meanwhile."""
    own_sandbox_id: Mapped[int] = mapped_column(ForeignKey("sandbox.id"), unique=True)
    """Their own copy, which waits."""
    joined_at: Mapped[AwareTime]


class Attendance(PlatformBase):
    """That somebody was there: told by a login with the card, or by staff who wrote it down. Taken back, never changed."""

    __tablename__ = "attendance"
    __table_args__ = (Index("attendance_of_group", "group_id", "trainee_id"),
                      CheckConstraint("half in ('pagi', 'siang')", name="attendance_half"))

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("training_group.id"))
    """The day on which they were there; a person may come on a later day than their village's."""
    at: Mapped[AwareTime]
    """When they came in, or when it was written down."""
    half: Mapped[str | None]
    """pagi or siang: which half of the day staff wrote down. None for a login, whose hour tells it."""
    account_id: Mapped[int | None]
    """Who wrote it down; None for a login."""
    key: Mapped[str | None] = mapped_column(unique=True)
    """Of the form that wrote it: pressed twice it writes once."""
    taken_back_at: Mapped[AwareTime | None]
    taken_back_by: Mapped[int | None]


class Certificate(PlatformBase):
    """Sertifikat: what was certified of one person. Printed again it has the same number and code."""

    __tablename__ = "certificate"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"), primary_key=True)
    number: Mapped[str]
    """1-006/S: the day, the table, the role; 1-006/S-2 of whoever came instead. Two trainings may have the same one."""
    code: Mapped[str] = mapped_column(unique=True)
    """Twelve letters and digits without 0, O, 1 and I, as they are kept: without dashes."""
    issued_at: Mapped[AwareTime]
    account_id: Mapped[int]
    """Who issued it; 0 for the command line."""
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    """All that stands on it: instructor/certificates/issuing.py."""
    revoked_at: Mapped[AwareTime | None]
    """Since when its code is no longer good (Dicabut); it stays, so that whoever asks is told so."""


class Account(PlatformBase):
    """A member of staff: instructor or organiser."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    session_version: Mapped[int] = mapped_column(default=1)
    """Rises with a new password and when all devices are logged out: the logins of before stop working."""
    revoked_at: Mapped[AwareTime | None]
    """Since when its owner may not come in any more. The account stays, for the audit log names it."""


class Feed(PlatformBase):
    """The journals' rows in the order in which they were committed, for the board. Rebuildable from the journals."""

    __tablename__ = "feed"
    __table_args__ = (UniqueConstraint("sandbox_id", "generation", "journal_id"),
                      Index("feed_person", "person", "wall_at"), {"sqlite_autoincrement": True})

    seq: Mapped[int] = mapped_column(primary_key=True)
    sandbox_id: Mapped[int]
    generation: Mapped[int]
    journal_id: Mapped[int]
    at: Mapped[AwareTime]
    wall_at: Mapped[AwareTime]
    person: Mapped[int]
    action: Mapped[str]
    form: Mapped[str | None]
    record: Mapped[str | None]
    outcome: Mapped[str]
    code: Mapped[str | None]
    attempt: Mapped[int | None]
    fault: Mapped[str | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    key: Mapped[str | None]


class Intervention(PlatformBase):
    """What staff did to a seat. Written here first, then applied to the sandbox's journal under the same key."""

    __tablename__ = "intervention"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[AwareTime]
    account_id: Mapped[int]
    trainee_id: Mapped[int] = mapped_column(index=True)
    sandbox_id: Mapped[int]
    generation: Mapped[int]
    kind: Mapped[str]
    """message, hint, take, release."""
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    applied_at: Mapped[AwareTime | None]


class RoomMessage(PlatformBase):
    """A message to several people at once; each of them has it as an intervention of its own."""

    __tablename__ = "room_message"

    key: Mapped[str] = mapped_column(primary_key=True)
    """The pressed form's; the interventions' keys are made of it."""
    group_id: Mapped[int] = mapped_column(ForeignKey("training_group.id"), index=True)
    at: Mapped[AwareTime]
    account_id: Mapped[int]
    text: Mapped[str]
    trainees: Mapped[list[Any]] = mapped_column(JSON)
    """Ids of those it was sent to."""
    back_at: Mapped[AwareTime | None]
    """When it was taken back; the first to press counts."""


class Pinned(PlatformBase):
    """Content pinned by its hash when a group was opened: a scenario's text, or all instrument files of a version as JSON."""

    __tablename__ = "pinned"

    hash: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    content: Mapped[str]


class Audit(PlatformBase):
    """Who of the staff changed what, when. Only ever added to: the database refuses to change or remove a row."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[AwareTime]
    account_id: Mapped[int]
    """Who changed it; 0 for the command line."""
    deed: Mapped[str]
    target: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

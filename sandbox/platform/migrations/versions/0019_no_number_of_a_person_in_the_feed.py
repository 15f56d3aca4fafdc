"""what people typed before their numbers were kept out of the feed loses them there

Revision ID: 0019
Revises: 0018

"""
import re

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

NUMBERS = {"number", "card"}
"""Details of which the last four digits are told."""
OURS = {"hash", "mark", "message", "scope"}
"""Details whose texts are made by Gladi: a digest may hold many digits side by side."""
CARD = re.compile(r"[0-9]{13,}")
"""A card's number, by which a record was once named. Ids are shorter."""
LONG = re.compile(r"[0-9]{8,}")
IN_PARTS = re.compile(r"[0-9](?:[\W_]{0,3}[0-9]){12,}")
feed = sa.table("feed", sa.column("seq", sa.Integer), sa.column("record", sa.Text), sa.column("detail", sa.JSON))


def upgrade() -> None:
    connection = op.get_bind()
    for seq, record, detail in connection.execute(sa.select(feed.c.seq, feed.c.record, feed.c.detail)).all():
        clean = (record and CARD.sub(_last_four_of, record), _without_numbers(detail))
        if clean != (record, detail):
            connection.execute(feed.update().where(feed.c.seq == seq).values(record=clean[0], detail=clean[1]))


def downgrade() -> None:
    """What is gone is gone: the journals of the copies still have it."""


def _without_numbers(detail: object) -> object:
    if not isinstance(detail, dict):
        return detail
    return {name: _clean(name, value) if isinstance(value, str) else value for name, value in detail.items()}


def _clean(name: str, value: str) -> str:
    if name in OURS:
        return value
    to = _last_four_of if name in NUMBERS else "…"
    return LONG.sub(to, IN_PARTS.sub(to, value))


def _last_four_of(found: re.Match[str]) -> str:
    return f"…{found[0][-4:]}"

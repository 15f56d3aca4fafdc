"""a group's agenda holds its skills beside its exercises

Revision ID: 0009
Revises: 0008

"""
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

GROUPS = sa.table('training_group', sa.column('id', sa.Integer()), sa.column('agenda', sa.JSON()))


def upgrade() -> None:
    _each(lambda agenda: {'exercises': agenda} if agenda else {})


def downgrade() -> None:
    _each(lambda agenda: agenda.get('exercises', []))


def _each(change: Callable[[Any], Any]) -> None:
    connection = op.get_bind()
    for group, agenda in connection.execute(sa.select(GROUPS.c.id, GROUPS.c.agenda)).all():
        connection.execute(sa.update(GROUPS).where(GROUPS.c.id == group).values(agenda=change(agenda)))

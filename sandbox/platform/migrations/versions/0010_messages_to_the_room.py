"""messages to several people at once

Revision ID: 0010
Revises: 0009

"""
import sqlalchemy as sa
from alembic import op

import sandbox.base

# revision identifiers, used by Alembic.
revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'room_message',
        sa.Column('key', sa.String(), nullable=False, primary_key=True),
        sa.Column('group_id', sa.Integer(), sa.ForeignKey('training_group.id'), nullable=False),
        sa.Column('at', sandbox.base.AwareDateTime(timezone=True), nullable=False),
        sa.Column('account_id', sa.Integer(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('trainees', sa.JSON(), nullable=False),
        sa.Column('back_at', sandbox.base.AwareDateTime(timezone=True), nullable=True))
    op.create_index('ix_room_message_group_id', 'room_message', ['group_id'])


def downgrade() -> None:
    op.drop_table('room_message')

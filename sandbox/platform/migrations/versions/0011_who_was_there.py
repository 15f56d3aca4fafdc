"""attendance is kept; a person's first deed after an hour is found without reading their day

Revision ID: 0011
Revises: 0010

"""
import sqlalchemy as sa
from alembic import op

from sandbox.base import AwareDateTime

# revision identifiers, used by Alembic.
revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'attendance',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('trainee_id', sa.Integer(), nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('at', AwareDateTime(timezone=True), nullable=False),
        sa.Column('half', sa.String(), nullable=True),
        sa.Column('account_id', sa.Integer(), nullable=True),
        sa.Column('key', sa.String(), nullable=True),
        sa.Column('taken_back_at', AwareDateTime(timezone=True), nullable=True),
        sa.Column('taken_back_by', sa.Integer(), nullable=True),
        sa.CheckConstraint("half in ('pagi', 'siang')", name='attendance_half'),
        sa.ForeignKeyConstraint(['group_id'], ['training_group.id']),
        sa.ForeignKeyConstraint(['trainee_id'], ['trainee.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('key'))
    op.create_index('attendance_of_group', 'attendance', ['group_id', 'trainee_id'], unique=False)
    op.drop_index('feed_person', table_name='feed')
    op.create_index('feed_person', 'feed', ['person', 'wall_at'], unique=False)


def downgrade() -> None:
    op.drop_index('feed_person', table_name='feed')
    op.create_index('feed_person', 'feed', ['person'], unique=False)
    op.drop_table('attendance')

"""people come and go: who left keeps the row, a missed day has a second invitation, lists of people are kept

Revision ID: 0013
Revises: 0012

"""
import sqlalchemy as sa
from alembic import op

from sandbox.base import AwareDateTime

# revision identifiers, used by Alembic.
revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

MOMENT = AwareDateTime(timezone=True)
NAMED = {'uq': 'uq_%(table_name)s_%(column_0_name)s'}
"""What the constraints are called here that have no name in the file."""


def upgrade() -> None:
    with op.batch_alter_table('village', recreate='always', naming_convention=NAMED) as village:
        village.drop_constraint('uq_village_training_id', type_='unique')
        village.create_unique_constraint('village_of_a_day', ['training_id', 'code', 'group_id'])
    with op.batch_alter_table('trainee', recreate='always', naming_convention=NAMED) as trainee:
        trainee.drop_constraint('uq_trainee_village_id', type_='unique')
        trainee.add_column(sa.Column('left_at', MOMENT))
        trainee.add_column(sa.Column('continues_id', sa.Integer()))
        trainee.create_foreign_key('second_invitation', 'trainee', ['continues_id'], ['id'])
    op.create_index('ix_trainee_continues_id', 'trainee', ['continues_id'])
    op.create_index('one_at_a_seat', 'trainee', ['village_id', 'role'], unique=True, sqlite_where=sa.text('left_at IS NULL'),
                    postgresql_where=sa.text('left_at IS NULL'))
    _lists()


def _lists() -> None:
    op.create_table(
        'roster_file',
        sa.Column('account_id', sa.Integer(), primary_key=True),
        sa.Column('training_id', sa.Integer(), sa.ForeignKey('training.id'), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('content', sa.LargeBinary(), nullable=False),
        sa.Column('columns', sa.JSON(), nullable=False),
        sa.Column('answers', sa.JSON(), nullable=False),
        sa.Column('report', sa.LargeBinary(), nullable=False),
        sa.Column('checked_at', MOMENT, nullable=False))
    op.create_table(
        'roster_import',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('training_id', sa.Integer(), sa.ForeignKey('training.id'), nullable=False),
        sa.Column('at', MOMENT, nullable=False),
        sa.Column('account_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('changes', sa.JSON(), nullable=False),
        sa.Column('undone_at', MOMENT))
    op.create_index('ix_roster_import_training_id', 'roster_import', ['training_id'])


def downgrade() -> None:
    raise NotImplementedError("the copy made before this step leads back: gladi-before-0012.sqlite")

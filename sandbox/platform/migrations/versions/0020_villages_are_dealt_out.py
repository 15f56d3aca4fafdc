"""villages are dealt out over the days, and where each was before is kept

Revision ID: 0020
Revises: 0019

"""
import sqlalchemy as sa
from alembic import op

from sandbox.base import AwareDateTime

# revision identifiers, used by Alembic.
revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'spread',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('training_id', sa.Integer(), sa.ForeignKey('training.id'), nullable=False),
        sa.Column('at', AwareDateTime(timezone=True), nullable=False),
        sa.Column('account_id', sa.Integer(), nullable=False),
        sa.Column('moves', sa.JSON(), nullable=False),
        sa.Column('undone_at', AwareDateTime(timezone=True)))
    op.create_index('ix_spread_training_id', 'spread', ['training_id'])


def downgrade() -> None:
    op.drop_table('spread')

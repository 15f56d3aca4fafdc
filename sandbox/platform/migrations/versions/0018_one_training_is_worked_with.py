"""of several trainings one is chosen to be worked with

Revision ID: 0018
Revises: 0017

"""
import sqlalchemy as sa
from alembic import op

from sandbox.base import AwareDateTime

# revision identifiers, used by Alembic.
revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('training', sa.Column('chosen_at', AwareDateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column('training', 'chosen_at')

"""what of a day was opened and closed by hand

Revision ID: 0012
Revises: 0011

"""
import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('training_group', sa.Column('openings', sa.JSON(), nullable=False, server_default='{}'))


def downgrade() -> None:
    op.drop_column('training_group', 'openings')

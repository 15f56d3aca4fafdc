"""who sat down, and when: a card's last login

Revision ID: 0006
Revises: 0005

"""
import sqlalchemy as sa
from alembic import op

import sandbox.base

# revision identifiers, used by Alembic.
revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('trainee', sa.Column('seated_at', sandbox.base.AwareDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('trainee', 'seated_at')

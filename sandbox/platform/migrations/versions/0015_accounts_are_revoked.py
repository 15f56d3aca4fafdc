"""accounts of staff are revoked, and stay

Revision ID: 0015
Revises: 0014

"""
import sqlalchemy as sa
from alembic import op

import sandbox.base

# revision identifiers, used by Alembic.
revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('account', sa.Column('revoked_at', sandbox.base.AwareDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('account', 'revoked_at')

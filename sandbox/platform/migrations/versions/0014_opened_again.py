"""a group that is opened again keeps its day

Revision ID: 0014
Revises: 0013

"""
import sqlalchemy as sa
from alembic import op

from sandbox.base import AwareDateTime

# revision identifiers, used by Alembic.
revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('training_group', sa.Column('first_opened_at', AwareDateTime(timezone=True), nullable=True))
    op.execute("UPDATE training_group SET first_opened_at = opened_at")


def downgrade() -> None:
    op.drop_column('training_group', 'first_opened_at')

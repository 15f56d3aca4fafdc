"""the office chooses whose copies citizens see

Revision ID: 0008
Revises: 0007

"""
import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('training', sa.Column('citizens_see', sa.String(), nullable=False, server_default=''))


def downgrade() -> None:
    op.drop_column('training', 'citizens_see')

"""villages know their neighbours

Revision ID: 0002
Revises: 0001

"""
import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('village', sa.Column('siblings', sa.JSON(), nullable=False, server_default='[]'))


def downgrade() -> None:
    op.drop_column('village', 'siblings')

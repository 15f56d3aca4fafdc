"""who works in the copy of the other of their village

Revision ID: 0007
Revises: 0006

"""
import sqlalchemy as sa
from alembic import op

import sandbox.base

# revision identifiers, used by Alembic.
revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'guest',
        sa.Column('trainee_id', sa.Integer(), sa.ForeignKey('trainee.id'), primary_key=True),
        sa.Column('own_sandbox_id', sa.Integer(), sa.ForeignKey('sandbox.id'), nullable=False, unique=True),
        sa.Column('joined_at', sandbox.base.AwareDateTime(timezone=True), nullable=False))


def downgrade() -> None:
    op.drop_table('guest')

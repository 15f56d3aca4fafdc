"""a certificate may be revoked, a group changed at a set time, and a training says when its days end

Revision ID: 0021
Revises: 0020

"""
import sqlalchemy as sa
from alembic import op

from sandbox.base import AwareDateTime

# revision identifiers, used by Alembic.
revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('certificate', sa.Column('revoked_at', AwareDateTime(timezone=True)))
    op.add_column('training', sa.Column('ends', sa.String(), nullable=False, server_default='16.00'))
    op.add_column('training_group', sa.Column('rotate_at', AwareDateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column('training_group', 'rotate_at')
    op.drop_column('training', 'ends')
    op.drop_column('certificate', 'revoked_at')

"""certificates are kept, with their number and code

Revision ID: 0017
Revises: 0016

"""
import sqlalchemy as sa
from alembic import op

from sandbox.base import AwareDateTime

# revision identifiers, used by Alembic.
revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'certificate',
        sa.Column('trainee_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.String(), nullable=False),
        sa.Column('code', sa.String(), nullable=False),
        sa.Column('issued_at', AwareDateTime(timezone=True), nullable=False),
        sa.Column('account_id', sa.Integer(), nullable=False),
        sa.Column('told', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(['trainee_id'], ['trainee.id']),
        sa.PrimaryKeyConstraint('trainee_id'),
        sa.UniqueConstraint('code'))


def downgrade() -> None:
    op.drop_table('certificate')

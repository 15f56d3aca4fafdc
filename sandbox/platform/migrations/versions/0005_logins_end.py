"""logins end: a version of every account's, and the names of those that were left

Revision ID: 0005
Revises: 0004

"""
import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('account', sa.Column('session_version', sa.Integer(), nullable=False, server_default='1'))
    op.create_table('ended_login', sa.Column('login', sa.String(), primary_key=True))


def downgrade() -> None:
    op.drop_table('ended_login')
    op.drop_column('account', 'session_version')

"""a training has its own staff, its language and the hours of its cards

Revision ID: 0022
Revises: 0021

"""
import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ('login_from', 'login_until', 'lang'):
        op.add_column('training', sa.Column(name, sa.String(), nullable=False, server_default=''))
    op.create_table(
        'training_staff',
        sa.Column('account_id', sa.Integer(), sa.ForeignKey('account.id'), primary_key=True),
        sa.Column('training_id', sa.Integer(), sa.ForeignKey('training.id'), primary_key=True))


def downgrade() -> None:
    op.drop_table('training_staff')
    for name in ('lang', 'login_until', 'login_from'):
        op.drop_column('training', name)
